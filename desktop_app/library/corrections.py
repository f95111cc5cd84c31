"""Corrections: words of a transcript that the user mended, kept apart from the file's own."""

from dataclasses import dataclass

from desktop_app.library.database import Database


@dataclass(frozen=True, slots=True)
class Correction:
    """The text of a segment was ``was``, and is ``now``."""

    id: str
    recording_id: str
    segment: int
    was: str
    now: str
    created: str


class Corrections:
    """One row for each corrected segment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, recording_id: str) -> list[Correction]:
        """Return the corrections of a recording in reading order."""
        rows = self._database.rows(
            "SELECT id, recording_id, segment, was, now, created FROM corrections"
            " WHERE recording_id = ? ORDER BY segment, created, id",
            (recording_id,),
        )
        return [Correction(*row) for row in rows]

    def add(self, correction: Correction) -> None:
        """Keep a correction, new or brought back by an undo."""
        self._database.change(
            "INSERT INTO corrections (id, recording_id, segment, was, now, created)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                correction.id,
                correction.recording_id,
                correction.segment,
                correction.was,
                correction.now,
                correction.created,
            ),
        )

    def remove(self, correction_id: str) -> None:
        """Delete a correction; nothing happens when there is none."""
        self._database.change("DELETE FROM corrections WHERE id = ?", (correction_id,))
