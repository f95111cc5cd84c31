"""Where a recording pauses, from the loudness kept with its waveform."""

import numpy as np

from desktop_app.audio.peaks import Peaks

_QUIET_SHARE, _LOUD_SHARE = 0.05, 0.90  # of all bins: the room, and the voices
_BETWEEN = 0.45  # a pause is nearer to the room than to the voices


def pauses(peaks: Peaks, *, shortest_ms: int = 250) -> tuple[tuple[int, int], ...]:
    """Return (start_ms, end_ms) of each stretch quieter than speech, in order.

    What counts as quiet is measured against the recording itself. One that is as loud
    throughout, or silent throughout, has no pauses.
    """
    levels = np.frombuffer(peaks.levels, np.uint8)
    sounding = levels[levels > 0]
    if not len(sounding):
        return ()
    room, voices = np.quantile(levels, (_QUIET_SHARE, _LOUD_SHARE))
    if voices - room < 12:  # six decibels
        return ()
    quiet = levels < room + _BETWEEN * (voices - room)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False])).astype(np.int8)))
    bin_ms = 1000 / peaks.per_second
    found = ((round(a * bin_ms), round(b * bin_ms)) for a, b in edges.reshape(-1, 2))
    return tuple((a, b) for a, b in found if b - a >= shortest_ms)
