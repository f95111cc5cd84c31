"""Edited questions: added, worded anew, pointed to another place or hidden by the user."""

from dataclasses import dataclass

from desktop_app.library.database import Database

_EDIT = (
    "id, recording_id, question, segment, text, created,"
    " quote, prefix, suffix, to_quote, to_prefix, to_suffix"
)


@dataclass(frozen=True, slots=True)
class QuestionEdit:
    """What the user did to a question, found by its own words or by the sentence that asks it.

    ``question`` is empty where the user added one. ``text`` are its new words (None: as they
    were), ``to_quote`` the sentence that asks it from now on (None: as it was). ``segment`` is the
    paragraph of the newer of the two sentences, as it was then. With neither it is hidden.
    """

    id: str
    recording_id: str
    question: str
    segment: int | None
    text: str | None
    created: str
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    to_quote: str | None = None
    to_prefix: str = ""
    to_suffix: str = ""

    @property
    def hides(self) -> bool:
        """Whether the question is no longer listed."""
        return self.text is None and self.to_quote is None


class QuestionEdits:
    """One row for each edit, in the order they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, recording_id: str) -> list[QuestionEdit]:
        """Return the edits of a recording, oldest first."""
        rows = self._database.rows(
            f"SELECT {_EDIT} FROM question_edits WHERE recording_id = ? ORDER BY created, rowid",
            (recording_id,),
        )
        return [QuestionEdit(*row) for row in rows]

    def ids(self) -> dict[str, tuple[str, ...]]:
        """Return the ids of all edits by recording, oldest first: to see whether any changed."""
        found: dict[str, tuple[str, ...]] = {}
        for recording_id, edit_id in self._database.rows(
            "SELECT recording_id, id FROM question_edits ORDER BY created, rowid"
        ):
            found[recording_id] = (*found.get(recording_id, ()), edit_id)
        return found

    def add(self, edit: QuestionEdit) -> None:
        """Keep an edit, new or brought back by an undo."""
        self._database.change(
            f"INSERT INTO question_edits ({_EDIT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(edit.id, edit.recording_id, edit.question, edit.segment, edit.text),
                *(edit.created, edit.quote, edit.prefix, edit.suffix),
                *(edit.to_quote, edit.to_prefix, edit.to_suffix),
            ),
        )

    def remove(self, edit_id: str) -> None:
        """Delete an edit; nothing happens when there is none."""
        self._database.change("DELETE FROM question_edits WHERE id = ?", (edit_id,))
