"""What the page and the show notes of a recording say, and its chapters."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from desktop_app.library.database import Database
from desktop_app.library.sources import Role
from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.page import Page


class Pages:
    """One row for the page and one for the notes; what is read is both together."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, recording_id: str) -> Page:
        """Return page and notes as one: the page first, the notes for what it lacks."""
        rows = self._database.rows(
            "SELECT role, content FROM pages WHERE recording_id = ?", (recording_id,)
        )
        stored = {role: _page(content) for role, content in rows}
        page = stored.get(Role.PAGE.value, Page())
        notes = stored.get(Role.NOTES.value, Page())
        return _together(page, notes)

    def write(self, recording_id: str, role: Role, page: Page) -> None:
        """Put ``page`` in the place of what the last file of this role said."""
        content = json.dumps(asdict(page), ensure_ascii=False)
        self._database.change(
            "INSERT INTO pages (recording_id, role, content) VALUES (?, ?, ?)"
            " ON CONFLICT (recording_id, role) DO UPDATE SET content = excluded.content",
            (recording_id, role.value, content),
        )

    def answered_offer(self, recording_id: str) -> tuple[Chapter, ...] | None:
        """Return the chapters that were offered and taken or declined, None before that."""
        row = self._database.row(
            "SELECT content FROM pages WHERE recording_id = ? AND role = ?",
            (recording_id, Role.OFFER.value),
        )
        return _page(row[0]).chapters if row is not None else None

    def answer_offer(self, recording_id: str, offered: Sequence[Chapter] | None) -> None:
        """Remember that these chapters were offered; None: nothing was answered yet."""
        if offered is not None:
            self.write(recording_id, Role.OFFER, Page(chapters=tuple(offered)))
            return
        self._database.change(
            "DELETE FROM pages WHERE recording_id = ? AND role = ?",
            (recording_id, Role.OFFER.value),
        )

    def chapters(self, recording_id: str) -> tuple[Chapter, ...]:
        """Return the chapters that stand in a file of their own or in the audio, in order."""
        rows = self._database.rows(
            "SELECT start_ms, end_ms, title FROM chapters WHERE recording_id = ? ORDER BY position",
            (recording_id,),
        )
        return tuple(Chapter(*row) for row in rows)

    def write_chapters(self, recording_id: str, chapters: Sequence[Chapter]) -> None:
        """Put ``chapters`` in the place of those there were."""
        with self._database.transaction():
            self._database.change("DELETE FROM chapters WHERE recording_id = ?", (recording_id,))
            self._database.change_many(
                "INSERT INTO chapters (recording_id, position, start_ms, end_ms, title)"
                " VALUES (?, ?, ?, ?, ?)",
                [
                    (recording_id, position, chapter.start_ms, chapter.end_ms, chapter.title)
                    for position, chapter in enumerate(chapters)
                ],
            )


def _page(content: str) -> Page:
    stored = json.loads(content)
    known = {field.name for field in fields(Page)} & stored.keys()
    values: dict[str, Any] = {
        name: tuple(stored[name]) if isinstance(stored[name], list) else stored[name]
        for name in known
    }
    if "chapters" in values:
        values["chapters"] = tuple(Chapter(**chapter) for chapter in values["chapters"])
    return Page(**values)


def _together(page: Page, notes: Page) -> Page:
    return replace(
        page,
        title=page.title or notes.title,
        show=page.show or notes.show,
        number=page.number or notes.number,
        published=page.published or notes.published,
        summary=page.summary or notes.summary,
        questions=tuple(dict.fromkeys((*page.questions, *notes.questions))),
        sponsors=tuple(dict.fromkeys((*page.sponsors, *notes.sponsors))),
        notes="\n\n".join(text for text in (page.notes, notes.notes) if text),
        chapters=page.chapters or notes.chapters,
    )
