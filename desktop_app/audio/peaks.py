"""The waveform of a recording, its loudness and its exact length, from one pass of ffmpeg."""

import logging
import struct
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.audio.cache import identity, keep_below, written_whole
from desktop_app.audio.samples import mono_blocks
from desktop_app.audio.tags import claimed_length_ms
from desktop_app.progress import Progress

log = logging.getLogger(__name__)

PER_SECOND = 50
LOUDEST_LEVEL = 255  # full scale; each step below is half a decibel

_RATE_HZ = 8_000
_BIN = _RATE_HZ // PER_SECOND
_FULL_SCALE = 32_768
_FAINT = _FULL_SCALE // 100  # what never gets louder than this is drawn small, not blown up
_PART_SECONDS = 0.3

_FORMAT = 1
_HEADER = struct.Struct("<7sBIQI")  # magic, format, bins per second, length, number of bins
_MAGIC = b"Earpeak"
_CACHE_LIMIT_BYTES = 256_000_000  # some 700 hours of recordings


@dataclass(frozen=True, slots=True)
class Peaks:
    """The shape of a recording, ``per_second`` bins each.

    ``values`` are heights to draw: 255 is the loudest moment so far. ``levels`` are loudness: 255
    is full scale, and each step below is half a decibel. In a part, ``duration_ms`` is how far
    the sound has been read; in the whole it is the exact length.
    """

    per_second: int
    values: bytes
    levels: bytes
    duration_ms: int


def peaks_of(
    path: Path,
    folder: Path,
    *,
    progress: Progress,
    on_part: Callable[[Peaks], None] = lambda _part: None,
) -> Peaks:
    """Return the peaks kept in ``folder``, or compute and keep them.

    A folder that cannot be written costs time at the next opening, and nothing else.
    """
    kept = load_cached(folder, path)
    if kept is not None:
        return kept
    peaks = compute_peaks(path, progress=progress, on_part=on_part)
    try:
        save(folder, path, peaks)
    except OSError as error:
        log.warning("The waveform could not be kept: %s", error)
    return peaks


def compute_peaks(
    path: Path,
    *,
    progress: Progress,
    on_part: Callable[[Peaks], None] = lambda _part: None,
) -> Peaks:
    """Decode the whole file once; ``on_part`` gets all that is known a few times a second.

    ``on_part`` is called on the calling thread. Raises NotAudio when there is no sound.
    """
    expected_ms = claimed_length_ms(path)
    shape = _Shape()
    told = time.monotonic() - _PART_SECONDS
    for block in mono_blocks(path, rate_hz=_RATE_HZ, progress=progress):
        shape.add(block)
        progress.step(min(1.0, shape.duration_ms / expected_ms) if expected_ms else 0.0)
        if time.monotonic() - told >= _PART_SECONDS:
            told = time.monotonic()
            on_part(shape.peaks())
    shape.finish()
    return shape.peaks()


def load_cached(folder: Path, path: Path) -> Peaks | None:
    """Return the peaks kept for this very content, or None: there are none, or not whole."""
    try:
        kept = _kept_path(folder, path)
        data = kept.read_bytes()
        kept.touch()
    except OSError:
        return None
    try:
        magic, version, per_second, duration_ms, count = _HEADER.unpack_from(data)
        body = zlib.decompress(data[_HEADER.size :])
    except (struct.error, zlib.error):
        return None
    if (magic, version, len(body)) != (_MAGIC, _FORMAT, 2 * count):
        return None
    return Peaks(per_second, body[:count], body[count:], duration_ms)


def save(folder: Path, path: Path, peaks: Peaks) -> None:
    """Keep ``peaks`` for the content of ``path``. Raises OSError when that is not possible."""
    count = len(peaks.values)
    header = _HEADER.pack(_MAGIC, _FORMAT, peaks.per_second, peaks.duration_ms, count)
    with written_whole(_kept_path(folder, path)) as temporary:
        temporary.write_bytes(header + zlib.compress(peaks.values + peaks.levels, 1))
    keep_below(_CACHE_LIMIT_BYTES, folder, "peaks*.bin")


def _kept_path(folder: Path, path: Path) -> Path:
    return folder / f"peaks{_FORMAT}-{identity(path)}.bin"


class _Shape:
    """Bins that grow while samples arrive in blocks of any length."""

    def __init__(self) -> None:
        self._heights: list[NDArray[np.int32]] = []
        self._levels: list[bytes] = []
        self._rest = np.empty(0, np.int16)
        self._samples = 0

    @property
    def duration_ms(self) -> int:
        return round(self._samples * 1000 / _RATE_HZ)

    def add(self, block: NDArray[np.int16]) -> None:
        self._samples += len(block)
        block = np.concatenate((self._rest, block))
        whole = len(block) - len(block) % _BIN
        self._rest = block[whole:]
        self._add_bins(block[:whole].reshape(-1, _BIN))

    def finish(self) -> None:
        """Close the last bin, which is shorter than the others."""
        if len(self._rest):
            self._add_bins(self._rest.reshape(1, -1))
            self._rest = self._rest[:0]

    def peaks(self) -> Peaks:
        heights = np.concatenate(self._heights) if self._heights else np.empty(0, np.int32)
        loudest = max(_FAINT, int(heights.max(initial=0)))
        values = np.ceil(heights * (255 / loudest)).clip(0, 255).astype(np.uint8)
        return Peaks(PER_SECOND, values.tobytes(), b"".join(self._levels), self.duration_ms)

    def _add_bins(self, bins: NDArray[np.int16]) -> None:
        if not len(bins):
            return
        highest, lowest = bins.max(axis=1).astype(np.int32), bins.min(axis=1).astype(np.int32)
        self._heights.append(np.maximum(highest, -lowest))
        power = np.mean(np.square(bins, dtype=np.float32), axis=1) / _FULL_SCALE**2
        halves = 20 * np.log10(np.maximum(power, 1e-20)) + LOUDEST_LEVEL
        self._levels.append(halves.round().clip(0, 255).astype(np.uint8).tobytes())
