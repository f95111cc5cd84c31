"""Keeping a passage, and handing kept passages out."""

from collections.abc import Callable, Mapping, Sequence

from desktop_app.bookmarks import (
    Bookmark,
    EpisodeName,
    Passage,
    bookmarks_annotations,
    bookmarks_csv,
    bookmarks_json,
    bookmarks_markdown,
    make_bookmark,
)
from desktop_app.library import Library

EXPORTS: Mapping[str, Callable[[Sequence[Bookmark], Mapping[str, EpisodeName]], str]] = {
    "md": bookmarks_markdown,
    "csv": bookmarks_csv,
    "json": bookmarks_json,
    "annotations": bookmarks_annotations,
}


def add_bookmark(
    library: Library,
    recording_id: str,
    start_ms: int | None,
    end_ms: int | None = None,
    *,
    passage: Passage | None = None,
    note: str = "",
    tags: Sequence[str] = (),
) -> Bookmark:
    """Keep what is spoken at a time, or a passage of the text; it is on the disk on return."""
    library.recordings.get(recording_id)
    bookmark = make_bookmark(
        recording_id,
        library.recordings.transcript(recording_id),
        start_ms=start_ms,
        end_ms=end_ms,
        passage=passage,
        note=note,
        tags=tags,
    )
    return library.bookmarks.add(bookmark)


def export_bookmarks(library: Library, recording_id: str | None, format_name: str) -> str:
    """Return the bookmarks of one recording, or of all, as a document in one of EXPORTS."""
    names = {entry.id: EpisodeName(entry.title, entry.show) for entry in library.recordings.list()}
    return EXPORTS[format_name](library.bookmarks.list(recording_id), names)
