"""The bookmarks a user made. They outlive the audio, the transcript and the episode."""

import json
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.bookmarks import Bookmark
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library.database import Database, Row

_COLUMNS = "id, recording_id, start_ms, end_ms, quote, prefix, suffix, note, tags, created"


class NoSuchBookmark(AppError):
    """An id that no bookmark has."""


class Bookmarks:
    """One row for each bookmark; those of removed recordings are kept but not listed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, recording_id: str | None = None) -> list[Bookmark]:
        """Return the bookmarks of one recording by time, or of all by recording and time."""
        condition, values = (
            ("AND b.recording_id = ?", (recording_id,)) if recording_id else ("", ())
        )
        columns = ", ".join("b." + name.strip() for name in _COLUMNS.split(","))
        rows = self._database.rows(
            f"SELECT {columns} FROM bookmarks b JOIN recordings r ON r.id = b.recording_id"
            f" WHERE r.removed IS NULL {condition}"
            " ORDER BY r.show, r.published, r.title, r.id, b.start_ms, b.created, b.id",
            values,
        )
        return [_bookmark(row) for row in rows]

    def get(self, bookmark_id: str) -> Bookmark:
        """Return one bookmark. Raises NoSuchBookmark."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM bookmarks WHERE id = ?", (bookmark_id,))
        if row is None:
            raise NoSuchBookmark(
                _("No bookmark has the id “{id}”.").format(id=bookmark_id),
                hint=_("“earmark bookmark list” shows all bookmarks with their ids."),
            )
        return _bookmark(row)

    def add(self, bookmark: Bookmark) -> Bookmark:
        """Keep a bookmark, new or brought back by an undo, and return it."""
        marks = ", ".join("?" * 10)
        self._database.change(
            f"INSERT INTO bookmarks ({_COLUMNS}) VALUES ({marks})", _values(bookmark)
        )
        return bookmark

    def update(
        self, bookmark_id: str, *, note: str | None = None, tags: Sequence[str] | None = None
    ) -> Bookmark:
        """Change what the user wrote, None leaving it, and return it. Raises NoSuchBookmark."""
        with self._database.transaction():
            bookmark = self.get(bookmark_id)
            changed = replace(
                bookmark,
                note=bookmark.note if note is None else note,
                tags=bookmark.tags if tags is None else tuple(dict.fromkeys(tags)),
            )
            self.replace(changed)
        return changed

    def replace(self, bookmark: Bookmark) -> None:
        """Put a bookmark in the place of the one with its id. Raises NoSuchBookmark."""
        with self._database.transaction():
            self.get(bookmark.id)
            self._database.change(
                "UPDATE bookmarks SET recording_id = ?, start_ms = ?, end_ms = ?, quote = ?,"
                " prefix = ?, suffix = ?, note = ?, tags = ?, created = ? WHERE id = ?",
                (*_values(bookmark)[1:], bookmark.id),
            )

    def remove(self, bookmark_id: str) -> Bookmark:
        """Delete a bookmark and return it, so that it can be added again."""
        with self._database.transaction():
            bookmark = self.get(bookmark_id)
            self._database.change("DELETE FROM bookmarks WHERE id = ?", (bookmark_id,))
        return bookmark


def _bookmark(row: Row) -> Bookmark:
    values = [*row[:8], tuple(json.loads(row[8])), row[9]]
    return Bookmark(*values)


def _values(bookmark: Bookmark) -> tuple[object, ...]:
    return (
        bookmark.id,
        bookmark.recording_id,
        bookmark.start_ms,
        bookmark.end_ms,
        bookmark.quote,
        bookmark.prefix,
        bookmark.suffix,
        bookmark.note,
        json.dumps(bookmark.tags, ensure_ascii=False),
        bookmark.created,
    )
