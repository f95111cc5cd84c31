"""A position that moves smoothly between the steps in which a player reports it."""

import time
from collections.abc import Callable

_LONGEST_GUESS_MS = 150  # of clock time; reports come every 50 ms, and a stalled sound stands still
_JUMP_MS = 500  # a report this far back is no jitter


class MovingPosition:
    """Answers where the sound is between two reports of where it was.

    It never moves back by jitter, stands still until the first report after a jump or a start,
    and runs at most a little ahead of the last report.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._reported_ms = 0.0
        self._reported_at: float | None = None  # None: standing still
        self._shown_ms = 0.0
        self._speed = 1.0

    def jump(self, position_ms: int) -> None:
        """Be at ``position_ms`` and stay until the next report."""
        self._reported_ms = self._shown_ms = position_ms
        self._reported_at = None

    def report(self, position_ms: int) -> None:
        """Learn that the sound is now at ``position_ms`` and moving."""
        if position_ms < self._shown_ms - _JUMP_MS:
            self._shown_ms = position_ms
        self._reported_ms = position_ms
        self._reported_at = self._now()

    def halt(self) -> None:
        """Stand still where it is now."""
        self.jump(self.at())

    def set_speed(self, speed: float) -> None:
        """Move ``speed`` milliseconds of sound each millisecond from now on."""
        if self._reported_at is not None:
            self._reported_ms = self._ahead()
            self._reported_at = self._now()
        self._speed = speed

    def at(self) -> int:
        """Return the position now, in whole milliseconds."""
        self._shown_ms = max(self._shown_ms, self._ahead())
        return int(self._shown_ms)

    def _ahead(self) -> float:
        if self._reported_at is None:
            return self._reported_ms
        passed_ms = min((self._now() - self._reported_at) * 1000, _LONGEST_GUESS_MS)
        return self._reported_ms + passed_ms * self._speed
