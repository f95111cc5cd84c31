"""Corrections: words of a transcript that the user mended, kept apart from the file's own."""

from desktop_app.library.database import Database
from desktop_app.transcript.corrections import Correction

_CORRECTION = "id, recording_id, segment, was, now, created, speaker_was, speaker_now"


class Corrections:
    """One row for each corrected segment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, recording_id: str) -> list[Correction]:
        """Return the corrections of a recording in reading order."""
        rows = self._database.rows(
            f"SELECT {_CORRECTION} FROM corrections WHERE recording_id = ?"
            " ORDER BY segment, created, id",
            (recording_id,),
        )
        return [Correction(*row) for row in rows]

    def add(self, correction: Correction) -> None:
        """Keep a correction, new or brought back by an undo."""
        self._database.change(
            f"INSERT INTO corrections ({_CORRECTION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(correction.id, correction.recording_id, correction.segment),
                *(correction.was, correction.now, correction.created),
                *(correction.speaker_was, correction.speaker_now),
            ),
        )

    def replace(self, correction: Correction) -> None:
        """Put a correction in the place of the one with its id, as when its line has moved."""
        with self._database.transaction():
            self.remove(correction.id)
            self.add(correction)

    def remove(self, correction_id: str) -> None:
        """Delete a correction; nothing happens when there is none."""
        self._database.change("DELETE FROM corrections WHERE id = ?", (correction_id,))
