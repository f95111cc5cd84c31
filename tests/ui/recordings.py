"""Open recordings written on one line, as the session and the lists take them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.bookmarks import Bookmark, make_bookmark
from desktop_app.library.listening import Ranges
from desktop_app.library.recordings import Entry, Origin, Recording
from desktop_app.questions import Question
from desktop_app.transcript.lookup import untranscribed_zones
from desktop_app.transcript.model import Evidence
from desktop_app.workflows.opening import KeptPassage, OpenRecording
from tests.builders import make_transcript

TEXT = "A: What is salt for? / B: It slows the yeast. / A: And sugar? / B: It feeds it."
LENGTH_MS = 60_000


def make_opened(
    recording_id: str = "bread",
    text: str = TEXT,
    *,
    each_ms: int | None = 10_000,
    evidence: Evidence = Evidence.EXACT,
    error_ms: int | None = None,
    audio: Path | None = Path("bread.mp3"),
    duration_ms: int | None = LENGTH_MS,
    position_ms: int = 0,
    heard: Ranges = (),
    questions: Sequence[Question] = (),
    bookmarks: Sequence[Bookmark] = (),
    title: str = "",
) -> OpenRecording:
    """Return a recording with its text; ``error_ms`` is how far off its times may be."""
    transcript = make_transcript(text, each_ms=each_ms, evidence=evidence)
    if error_ms is not None:
        transcript = transcript.with_segments(
            [replace(segment, error_ms=error_ms) for segment in transcript.segments]
        )
    return OpenRecording(
        recording=Recording(
            id=recording_id,
            title=title or recording_id.title(),
            show="The Proving Drawer",
            published="2026-03-01",
            duration_ms=duration_ms,
            audio=audio,
            format=transcript.format,
            timing=transcript.timing,
            segments=len(transcript.segments),
            speakers=len(transcript.speakers),
            markers=0,
            added="2026-03-02T10:00:00+00:00",
            revision=1,
            title_from=Origin.FILE,
            show_from=Origin.FILE,
            published_from=Origin.FILE,
            audio_from=Origin.FILE,
            source=None,
            number=None,
            summary="",
            notes="",
            sponsors=(),
            page_questions=(),
            chapters=(),
        ),
        transcript=transcript,
        questions=tuple(questions),
        zones=untranscribed_zones(transcript.segments, duration_ms),
        bookmarks=tuple(KeptPassage(bookmark, None) for bookmark in bookmarks),
        position_ms=position_ms,
        heard=heard,
    )


def make_question(
    text: str = "What is salt for?",
    start_ms: int | None = 10_000,
    end_ms: int | None = 30_000,
    *,
    error_ms: int | None = 0,
    segment: int | None = 0,
    origin: str = "page",
) -> Question:
    return Question(
        text=text,
        segment=segment,
        start_ms=start_ms,
        end_ms=end_ms,
        error_ms=error_ms,
        answer_from_segment=segment,
        answer_to_segment=segment,
        asked_by=None,
        origin=origin,
        confidence=1.0,
    )


def make_kept(
    quote: str = "It slows the yeast.",
    start_ms: int | None = 10_000,
    *,
    note: str = "",
    tags: tuple[str, ...] = (),
    recording_id: str = "bread",
) -> Bookmark:
    """Return a bookmark of some words."""
    made = make_bookmark(recording_id, make_transcript("A: Hi."), start_ms=start_ms)
    return replace(made, quote=quote, prefix="", suffix="", note=note, tags=tags)


def make_entry(
    title: str = "Bread",
    *,
    recording_id: str = "",
    show: str | None = "The Proving Drawer",
    published: str | None = "2026-03-01",
    added: str = "2026-03-02T10:00:00+00:00",
    duration_ms: int | None = LENGTH_MS,
    timing: Evidence = Evidence.ESTIMATED,
    segments: int = 4,
    audio_file: str | None = "/shows/bread.mp3",
) -> Entry:
    return Entry(
        id=recording_id or title.lower(),
        title=title,
        show=show,
        published=published,
        duration_ms=duration_ms,
        audio_file=audio_file,
        format="plain-text",
        timing=timing,
        segments=segments,
        speakers=2,
        markers=0,
        added=added,
        revision=1,
    )
