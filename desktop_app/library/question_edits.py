"""Edited questions: added, pointed to another place, renamed or hidden by the user."""

from dataclasses import dataclass

from desktop_app.library.database import Database


@dataclass(frozen=True, slots=True)
class QuestionEdit:
    """What the user did to a question, found by its own words.

    ``segment`` is where it is asked (None: where it was), ``text`` its new words (None: hidden).
    """

    id: str
    recording_id: str
    question: str
    segment: int | None
    text: str | None
    created: str


class QuestionEdits:
    """One row for each edit, in the order they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, recording_id: str) -> list[QuestionEdit]:
        """Return the edits of a recording, oldest first."""
        rows = self._database.rows(
            "SELECT id, recording_id, question, segment, text, created FROM question_edits"
            " WHERE recording_id = ? ORDER BY created, id",
            (recording_id,),
        )
        return [QuestionEdit(*row) for row in rows]

    def add(self, edit: QuestionEdit) -> None:
        """Keep an edit, new or brought back by an undo."""
        self._database.change(
            "INSERT INTO question_edits (id, recording_id, question, segment, text, created)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (edit.id, edit.recording_id, edit.question, edit.segment, edit.text, edit.created),
        )

    def remove(self, edit_id: str) -> None:
        """Delete an edit; nothing happens when there is none."""
        self._database.change("DELETE FROM question_edits WHERE id = ?", (edit_id,))
