"""Pins: what the user said is spoken at a moment. They correct the clock of a text."""

from dataclasses import dataclass

from desktop_app.library.database import Database

_PIN = "id, recording_id, segment, quote, at_ms, created, word, prefix, suffix, gap_from_ms"


@dataclass(frozen=True, slots=True)
class Pin:
    """The word ``word`` of a segment is spoken at ``at_ms``; the quote finds it again.

    ``gap_from_ms`` is since when there was sound that the text does not have, just before.
    """

    id: str
    recording_id: str
    segment: int
    quote: str
    at_ms: int
    created: str
    word: int = 0
    prefix: str = ""
    suffix: str = ""
    gap_from_ms: int | None = None


class Pins:
    """One row for each pin."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, recording_id: str | None = None) -> list[Pin]:
        """Return the pins of a recording, or of all, in reading order."""
        rows = self._database.rows(
            f"SELECT {_PIN} FROM pins WHERE ? IN (recording_id, '')"
            " ORDER BY recording_id, segment, word, at_ms, id",
            (recording_id or "",),
        )
        return [Pin(*row) for row in rows]

    def get(self, pin_id: str) -> Pin | None:
        """Return a pin, None when there is none with this id."""
        row = self._database.row(f"SELECT {_PIN} FROM pins WHERE id = ?", (pin_id,))
        return Pin(*row) if row is not None else None

    def add(self, pin: Pin) -> None:
        """Keep a pin, new or brought back by an undo."""
        self._database.change(
            f"INSERT INTO pins ({_PIN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(pin.id, pin.recording_id, pin.segment, pin.quote, pin.at_ms, pin.created),
                *(pin.word, pin.prefix, pin.suffix, pin.gap_from_ms),
            ),
        )

    def replace(self, pin: Pin) -> None:
        """Put a pin in the place of the one with its id, as when its line stands elsewhere now."""
        with self._database.transaction():
            self.remove(pin.id)
            self.add(pin)

    def remove(self, pin_id: str) -> None:
        """Delete a pin; nothing happens when there is none."""
        self._database.change("DELETE FROM pins WHERE id = ?", (pin_id,))
