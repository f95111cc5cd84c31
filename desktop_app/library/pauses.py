"""Where a recording pauses, heard once and kept: it makes estimated times better."""

import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from desktop_app.library.database import Database, path_text

Spans = Sequence[tuple[int, int]]


class PausesTable:
    """One row for each recording that was listened to; it holds for one sound file only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, recording_id: str, audio: Path | None) -> Spans | None:
        """Return the pauses of a recording's sound, None when they were not heard yet."""
        row = self._database.row(
            "SELECT spans FROM pauses WHERE recording_id = ? AND audio = ?",
            (recording_id, path_text(audio) if audio else ""),
        )
        return None if row is None else _pairs(json.loads(row[0]))

    def put(self, recording_id: str, audio: Path, spans: Spans) -> None:
        """Keep the pauses of a recording's sound, in the place of those of another file."""
        flat = json.dumps(list(chain.from_iterable(spans)), separators=(",", ":"))
        self._database.change(
            "INSERT OR REPLACE INTO pauses (recording_id, audio, spans) VALUES (?, ?, ?)",
            (recording_id, path_text(audio), flat),
        )


def _pairs(flat: list[int]) -> Spans:
    return list(zip(flat[::2], flat[1::2], strict=True))
