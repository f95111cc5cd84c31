"""Pins: what the user said is spoken at a moment. They correct the clock of a rough text."""

from dataclasses import dataclass

from desktop_app.library.database import Database


@dataclass(frozen=True, slots=True)
class Pin:
    """A segment is spoken at ``at_ms``; ``quote`` finds it again in another transcript."""

    id: str
    recording_id: str
    segment: int
    quote: str
    at_ms: int
    created: str


class Pins:
    """One row for each pin."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, recording_id: str) -> list[Pin]:
        """Return the pins of a recording in reading order."""
        rows = self._database.rows(
            "SELECT id, recording_id, segment, quote, at_ms, created FROM pins"
            " WHERE recording_id = ? ORDER BY segment, at_ms, id",
            (recording_id,),
        )
        return [Pin(*row) for row in rows]

    def add(self, pin: Pin) -> None:
        """Keep a pin, new or brought back by an undo."""
        self._database.change(
            "INSERT INTO pins (id, recording_id, segment, quote, at_ms, created)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (pin.id, pin.recording_id, pin.segment, pin.quote, pin.at_ms, pin.created),
        )

    def remove(self, pin_id: str) -> None:
        """Delete a pin; nothing happens when there is none."""
        self._database.change("DELETE FROM pins WHERE id = ?", (pin_id,))
