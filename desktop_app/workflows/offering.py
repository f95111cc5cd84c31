"""Chapters that show notes seem to list: offered with a look first, taken or declined, undone."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.library import Library
from desktop_app.library.recordings import Recording
from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.offered_chapters import chapters_in_notes

_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer to an offer changed, so that it can be taken back."""

    recording_id: str
    offered: tuple[Chapter, ...]
    taken: tuple[Chapter, ...]


def offer_of(library: Library, recording: Recording) -> tuple[Chapter, ...]:
    """Return the chapters to offer for a recording: those its notes list, unless it was asked.

    Nothing where it has chapters, or where the times do not fit into the sound.
    """
    if recording.chapters:
        return ()
    listed = listed_in_notes(recording)
    if not listed or library.recordings.pages.answered_offer(recording.id) == listed:
        return ()
    return listed


def listed_in_notes(recording: Recording) -> tuple[Chapter, ...]:
    """Return the chapters that a recording's notes list, answered or not."""
    listed = chapters_in_notes(recording.notes)
    if recording.duration_ms is None:
        return listed
    inside = tuple(one for one in listed if one.start_ms < recording.duration_ms)
    fits = len(inside) >= max(_ENOUGH, len(listed) - 1)
    return inside if fits else ()


def answer_offer(
    library: Library,
    recording_id: str,
    offered: Sequence[Chapter],
    taken: Sequence[Chapter] = (),
) -> Answer:
    """Take some of the chapters that were offered, or none; they are not offered again."""
    answer = Answer(recording_id, tuple(offered), tuple(taken))
    with library.transaction():
        library.recordings.pages.answer_offer(recording_id, answer.offered)
        if answer.taken:
            library.recordings.set_chapters(recording_id, answer.taken)
    return answer


def take_back(library: Library, answer: Answer) -> None:
    """Undo an answer: the chapters are offered again."""
    with library.transaction():
        library.recordings.pages.answer_offer(answer.recording_id, None)
        if answer.taken:
            library.recordings.set_chapters(answer.recording_id, ())
