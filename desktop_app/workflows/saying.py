"""Who says what a bookmark keeps, and how surely its time is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.bookmarks import Bookmark, Quote, find_quote, passage_between
from desktop_app.library import Library
from desktop_app.progress import Progress
from desktop_app.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Saying:
    """The speaker of a passage (empty where nobody is named) and the error of its time."""

    speaker: str = ""
    error_ms: int | None = 0


def sayings(
    library: Library, bookmarks: Sequence[Bookmark], progress: Progress | None = None
) -> dict[str, Saying]:
    """Return by a bookmark's id who says it, in the text as it is now."""
    progress = progress or Progress()
    groups: dict[str, list[Bookmark]] = {}
    for bookmark in bookmarks:
        groups.setdefault(bookmark.recording_id, []).append(bookmark)
    found = {}
    for done, (recording_id, kept) in enumerate(groups.items()):
        progress.step(done / len(groups))
        transcript = library.recordings.transcript(recording_id)
        found.update({bookmark.id: _saying(transcript, bookmark) for bookmark in kept})
    return found


def _saying(transcript: Transcript, bookmark: Bookmark) -> Saying:
    quote = Quote(bookmark.quote, bookmark.prefix, bookmark.suffix)
    passage = None
    if bookmark.quote:
        passage = find_quote(transcript, quote, bookmark.start_ms)
    elif bookmark.start_ms is not None:
        passage = passage_between(transcript, bookmark.start_ms, bookmark.end_ms)
    if passage is None:
        return Saying()
    segment = transcript.segments[passage.segment]
    return Saying(segment.speaker or "", segment.error_ms)
