"""What was heard already, kept on disk so that work that was broken off goes on from there."""

import contextlib
import hashlib
import json
import logging
from pathlib import Path

from desktop_app.alignment.engines.engine import Heard

log = logging.getLogger(__name__)


class HeardCache:
    """A file for each recording, text and engine; a line for each chunk of sound.

    A cache: it may be deleted at any time, and what cannot be read or written is done without.
    """

    def __init__(self, folder: Path | None, *parts: str) -> None:
        self._path: Path | None = None
        self._chunks: dict[tuple[int, int], list[Heard]] = {}
        if folder is None:
            return
        name = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
        self._path = folder / f"{name}.jsonl"
        self._read(self._path)

    def get(self, start: int, length: int) -> list[Heard] | None:
        """Return what was heard in the chunk of ``length`` samples from ``start``."""
        return self._chunks.get((start, length))

    def put(self, start: int, length: int, heard: list[Heard]) -> None:
        """Keep what was heard in a chunk."""
        self._chunks[start, length] = heard
        if self._path is None:
            return
        line = json.dumps([start, length, [[h.word, h.start_s, h.end_s] for h in heard]])
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError as error:
            log.info("What was heard cannot be kept: %s", error)
            self._path = None

    def remove(self) -> None:
        """Delete the file, once the result is safe elsewhere."""
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _read(self, path: Path) -> None:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return
        for line in lines:
            # The last line may be half of one.
            with contextlib.suppress(ValueError, TypeError):
                start, length, heard = json.loads(line)
                self._chunks[start, length] = [Heard(*word) for word in heard]
