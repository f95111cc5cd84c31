"""Rows of bookmark lists: the words kept, where they stand, who says them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.bookmarks import Bookmark
from desktop_app.i18n import _, ngettext
from desktop_app.timecode import clock, spoken
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.question_rows import shown_time
from desktop_app.workflows.opening import OpenRecording
from desktop_app.workflows.saying import Saying

_NONE: Mapping[str, Saying] = {}


@dataclass(frozen=True, slots=True)
class BookmarkRow:
    """One bookmark as a list shows it."""

    bookmark: Bookmark
    speaker: str
    error_ms: int | None

    is_heading = False

    @property
    def key(self) -> object:
        return self.bookmark.id

    @property
    def quote(self) -> str:
        """Return the words kept; for a bookmark by time alone, that time."""
        if self.bookmark.quote:
            return f"“{' '.join(self.bookmark.quote.split())}”"
        return _("Bookmark at {time}").format(time=clock(self.bookmark.start_ms or 0))

    @property
    def tags(self) -> tuple[str, ...]:
        return self.bookmark.tags

    @property
    def meta(self) -> str:
        when = shown_time(self.bookmark.start_ms, self.error_ms)
        return "  ·  ".join(part for part in (when, self.speaker) if part)

    @property
    def words(self) -> str:
        start_ms = self.bookmark.start_ms
        when = spoken(start_ms) if start_ms is not None else _("no time")
        return ", ".join(p for p in (self.quote, self.speaker, when, self.bookmark.note) if p)

    @property
    def tip(self) -> str:
        return _("Show in the text. The sound stays where it is.")


def bookmark_rows(opened: OpenRecording) -> list[BookmarkRow]:
    """Return a row per bookmark of an open recording, by time."""
    segments = opened.transcript.segments
    rows = []
    for kept in opened.bookmarks:
        segment = segments[kept.passage.segment] if kept.passage else None
        rows.append(
            BookmarkRow(
                bookmark=kept.bookmark,
                speaker=(segment.speaker or "") if segment else "",
                error_ms=segment.error_ms if segment else 0,
            )
        )
    return rows


def grouped_rows(
    groups: Sequence[tuple[str, str, str, Sequence[Bookmark]]],
    sayings: Mapping[str, Saying] = _NONE,
) -> list[HeadingRow | BookmarkRow]:
    """Return rows for all bookmarks, a heading per recording: (id, title, show, bookmarks).

    ``sayings`` tell who says a bookmark, by its id; those not known yet are left out.
    """
    rows: list[HeadingRow | BookmarkRow] = []
    for recording_id, title, show, bookmarks in groups:
        count = ngettext("{n} bookmark", "{n} bookmarks", len(bookmarks)).format(n=len(bookmarks))
        rows.append(HeadingRow(recording_id, title, show, count))
        for bookmark in bookmarks:
            saying = sayings.get(bookmark.id, Saying())
            rows.append(BookmarkRow(bookmark, saying.speaker, saying.error_ms))
    return rows


def matches(row: BookmarkRow, words: str) -> bool:
    """Return whether quote, speaker, note or tags hold all of ``words``, capitals or not."""
    kept = row.bookmark
    text = " ".join((kept.quote, row.speaker, kept.note, *kept.tags)).casefold()
    return all(word in text for word in words.casefold().split())
