"""Where listening stopped in each recording, and which stretches were heard."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from desktop_app.library.database import Database

# Stretches in order, merged: start and end in milliseconds.
Ranges = tuple[tuple[int, int], ...]

_CLOSED_GAP_MS = 1_000


def with_range(ranges: Iterable[tuple[int, int]], start_ms: int, end_ms: int) -> Ranges:
    """Return ``ranges`` with one more stretch, merged; gaps below a second close."""
    if end_ms <= start_ms:
        return tuple(ranges)
    merged: list[tuple[int, int]] = []
    for start, end in sorted([*ranges, (start_ms, end_ms)]):
        if merged and start - merged[-1][1] < _CLOSED_GAP_MS:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def heard_share(ranges: Iterable[tuple[int, int]], start_ms: int, end_ms: int) -> float:
    """Return how much of a stretch was heard, from 0 to 1."""
    if end_ms <= start_ms:
        return 0.0
    heard_ms = sum(max(0, min(end, end_ms) - max(start, start_ms)) for start, end in ranges)
    return heard_ms / (end_ms - start_ms)


class ListeningTable:
    """One row for each recording that was listened to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def position(self, recording_id: str) -> int:
        """Return where listening stopped, 0 when it never began."""
        row = self._database.row(
            "SELECT position_ms FROM listening WHERE recording_id = ?", (recording_id,)
        )
        return int(row[0]) if row else 0

    def positions(self) -> dict[str, int]:
        """Return where listening stopped, by recording, the one heard last first."""
        return dict(
            self._database.rows(
                "SELECT recording_id, position_ms FROM listening ORDER BY updated DESC, rowid DESC"
            )
        )

    def heard(self, recording_id: str) -> Ranges:
        """Return the stretches that were heard."""
        row = self._database.row(
            "SELECT heard FROM listening WHERE recording_id = ?", (recording_id,)
        )
        return tuple((start, end) for start, end in json.loads(row[0])) if row else ()

    def save(self, recording_id: str, position_ms: int, heard: Ranges) -> None:
        """Keep the position and all heard stretches; written often, so without waiting."""
        with self._database.transaction(durable=False):
            self._database.change(
                "INSERT INTO listening (recording_id, position_ms, heard, updated)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (recording_id) DO UPDATE SET"
                " position_ms = excluded.position_ms, heard = excluded.heard,"
                " updated = excluded.updated",
                (
                    recording_id,
                    position_ms,
                    json.dumps(heard, separators=(",", ":")),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )
