"""Opening a recording: everything the window needs to show it, read in one go."""

from dataclasses import dataclass

from desktop_app.bookmarks import Bookmark, Passage, Quote, find_quote
from desktop_app.library import Library
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.library.listening import Ranges
from desktop_app.library.pins import Pin
from desktop_app.library.question_edits import QuestionEdit
from desktop_app.library.recordings import Recording
from desktop_app.questions import Question, knows_language
from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.corrections import Correction
from desktop_app.transcript.lookup import Zone, untranscribed_zones
from desktop_app.transcript.model import Transcript
from desktop_app.workflows.offering import offer_of
from desktop_app.workflows.questioning import questions_of
from desktop_app.workflows.rightness import AudioDoubt, doubt_of


@dataclass(frozen=True, slots=True)
class KeptPassage:
    """A bookmark, and where its words stand in the text as it is now (None: by time only)."""

    bookmark: Bookmark
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class OpenRecording:
    """A recording with all that is known of it."""

    recording: Recording
    transcript: Transcript
    questions: tuple[Question, ...]
    zones: tuple[Zone, ...]
    bookmarks: tuple[KeptPassage, ...]
    position_ms: int
    heard: Ranges
    pins: tuple[Pin, ...] = ()
    corrections: tuple[Correction, ...] = ()
    question_edits: tuple[QuestionEdit, ...] = ()
    doubt: AudioDoubt | None = None  # whether the sound is the one of this text
    alignment: AlignmentFacts | None = None
    offered_chapters: tuple[Chapter, ...] = ()  # that its notes list, to be looked at
    knows_language: bool = True  # else its questions were found by structure alone

    @property
    def hides_questions(self) -> bool:
        """Whether the user hid a question of it."""
        return any(edit.hides for edit in self.question_edits)


def open_recording(library: Library, recording_id: str) -> OpenRecording:
    """Read a recording from the library. Raises AppError when it is not there."""
    recording = library.recordings.get(recording_id)
    transcript = library.recordings.transcript(recording_id)
    return OpenRecording(
        recording=recording,
        transcript=transcript,
        questions=questions_of(library, recording_id, transcript),
        zones=untranscribed_zones(transcript.segments, recording.duration_ms),
        bookmarks=tuple(
            KeptPassage(kept, _passage_of(transcript, kept))
            for kept in library.bookmarks.list(recording_id)
        ),
        position_ms=library.listening.position(recording_id),
        heard=library.listening.heard(recording_id),
        pins=tuple(library.pins.list(recording_id)),
        corrections=tuple(library.corrections.list(recording_id)),
        question_edits=tuple(library.question_edits.list(recording_id)),
        doubt=doubt_of(library, recording),
        alignment=library.alignments.get(recording_id),
        offered_chapters=offer_of(library, recording),
        knows_language=knows_language(transcript.segments),
    )


def _passage_of(transcript: Transcript, bookmark: Bookmark) -> Passage | None:
    if not bookmark.quote:
        return None
    quote = Quote(bookmark.quote, bookmark.prefix, bookmark.suffix)
    return find_quote(transcript, quote, bookmark.start_ms)
