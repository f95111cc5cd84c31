"""X-TIMESTAMP-MAP: where the times of a WebVTT segment lie on the clock of a live stream.

https://www.rfc-editor.org/rfc/rfc8216#section-3.5. That clock does not start with the sound: a
stream begins at 10 s (Apple's tools), at 1.4 s (ffmpeg) or anywhere (live). So a map is followed
where it tells how the parts of a file lie to each other, or where a file is a short segment from
the middle. That a whole file's time 0 was 10 s on the stream's clock moves nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.i18n import _
from desktop_app.timecode import MINUTE_MS, SECOND_MS, clock_ms
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.model import Problem

_MAP = re.compile(r"^X-TIMESTAMP-MAP\s*[=:]\s*(?P<map>[^\n]*)", re.MULTILINE | re.IGNORECASE)
_MPEG = re.compile(r"MPEGTS\s*:\s*(\d{1,13})", re.IGNORECASE)
_LOCAL = re.compile(
    r"LOCAL\s*:\s*(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,3}))?", re.IGNORECASE
)
_TICKS_PER_MS = 90
_WRAP_MS = 2**33 / _TICKS_PER_MS  # the clock of MPEG-2 starts again after 26.5 hours
_STREAM_START_MS = 10 * SECOND_MS
_SEGMENT_MS = MINUTE_MS


@dataclass(frozen=True, slots=True)
class _Map:
    start: int
    stream_ms: float
    local_ms: int

    @property
    def offset_ms(self) -> float:
        return self.stream_ms - self.local_ms


def follow_maps(text: str, cues: Sequence[FileCue], problems: list[Problem]) -> int:
    """Move the times of cues as the maps of their parts say; return how many maps there are."""
    if "-MAP" not in text and "-map" not in text:
        return 0
    maps = [one for found in _MAP.finditer(text) if (one := _read(found)) is not None]
    if not maps:
        return 0
    base_ms = _base_ms(maps[0], cues)
    place, moved = -1, set()
    for cue in cues:
        at = cue.place[0] if cue.place is not None else 0
        while place + 1 < len(maps) and maps[place + 1].start < at:
            place += 1
        if place < 0:
            continue
        shift_ms = round(base_ms + _later_ms(maps[place].offset_ms - maps[0].offset_ms))
        if not shift_ms:
            continue
        moved.add(shift_ms)
        cue.start_ms = None if cue.start_ms is None else cue.start_ms + shift_ms
        cue.end_ms = None if cue.end_ms is None else cue.end_ms + shift_ms
    line = text.count("\n", 0, maps[0].start) + 1
    problems.extend(Problem(line, message) for message in _said(moved, len(maps)))
    return len(maps)


def _read(found: re.Match[str]) -> _Map | None:
    mpeg, local = _MPEG.search(found["map"]), _LOCAL.search(found["map"])
    if mpeg is None:
        return None
    local_ms = 0
    if local is not None:
        whole = int(local[1] or 0) * 3600 + int(local[2]) * 60 + int(local[3])
        local_ms = whole * SECOND_MS + int((local[4] or "0").ljust(3, "0"))
    return _Map(found.start(), int(mpeg[1]) / _TICKS_PER_MS, local_ms)


def _base_ms(first: _Map, cues: Sequence[FileCue]) -> float:
    """Return by how much the times of a file's first part move."""
    if first.stream_ms <= _STREAM_START_MS:  # the part begins with the stream
        return -first.local_ms
    if 0 <= first.offset_ms <= _STREAM_START_MS:  # the times count from the start of the stream
        return 0
    starts = [cue.start_ms for cue in cues if cue.start_ms is not None]
    is_segment = bool(starts) and max(starts) - min(starts) <= _SEGMENT_MS
    return first.offset_ms if is_segment else 0


def _later_ms(difference_ms: float) -> float:
    """Return a difference on the stream's clock, which may have started again in between."""
    return difference_ms + _WRAP_MS if difference_ms < -_WRAP_MS / 2 else difference_ms


def _said(moved: set[int], count: int) -> Sequence[str]:
    if not moved:
        return ()
    if count > 1:
        return (_("The times of its parts were joined as X-TIMESTAMP-MAP says."),)
    shift_ms = next(iter(moved))
    time = f"{'−' if shift_ms < 0 else ''}{clock_ms(abs(shift_ms))}"
    return (_("All times were moved by {time}, as X-TIMESTAMP-MAP says.").format(time=time),)
