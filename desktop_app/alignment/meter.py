"""How far listening has come, and how long it will take."""

import time

from desktop_app.alignment.engines.engine import RATE_HZ, Samples
from desktop_app.i18n import _
from desktop_app.progress import Progress
from desktop_app.timecode import clock

_SECOND_MS = 1000
_SOON_S = 90


class Meter:
    """Tells a Progress how many seconds of sound are done, and the time that is left."""

    def __init__(self, progress: Progress, duration_s: float) -> None:
        self._progress = progress
        self._duration_s = max(duration_s, 1.0)
        self._begun = time.monotonic()
        self.heard_s = 0.0

    def step(self, samples: Samples) -> None:
        """Report what was done before ``samples``, which are counted from now on."""
        fraction = min(0.99, self.heard_s / self._duration_s)
        self._progress.step(fraction, self._said())
        self.heard_s += len(samples) / RATE_HZ

    def _said(self) -> str:
        done, whole = (
            clock(round(seconds * _SECOND_MS)) for seconds in (self.heard_s, self._duration_s)
        )
        if not self.heard_s:
            return _("{done} of {whole}").format(done=done, whole=whole)
        spent_s = time.monotonic() - self._begun
        left_s = spent_s * max(0.0, self._duration_s / self.heard_s - 1)
        if left_s < _SOON_S:
            left = _("{seconds} s left").format(seconds=max(1, round(left_s)))
        else:
            left = _("{minutes} min left").format(minutes=round(left_s / 60))
        return _("{done} of {whole}, {left}").format(done=done, whole=whole, left=left)
