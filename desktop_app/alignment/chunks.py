"""Sound cut into chunks of a few seconds at quiet moments, as it comes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from desktop_app.alignment.engines.engine import RATE_HZ, Samples

_STEP_S = 16  # a cut is made in each 16 seconds, wherever the listening began:
_SPREAD_S = 4  # so that what was heard once can be used again
_FRAME = RATE_HZ // 100
_SMOOTH_FRAMES = 21


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of sound; ``start`` counts samples from the start of the recording."""

    start: int
    samples: Samples

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


def first_sample(from_s: float) -> int:
    """Return where to begin to read sound so that the chunk being spoken at ``from_s`` is whole.

    The first chunk that ``chunks`` makes of it is to be left out, unless it is the very first.
    """
    step = int(from_s) // _STEP_S
    return max(0, step - 1) * _STEP_S * RATE_HZ


def chunks(blocks: Iterable[Samples], start: int = 0) -> Iterator[Chunk]:
    """Cut sound at its quietest moments. ``start``: where in the recording the blocks begin."""
    waiting: list[Samples] = []
    length = 0
    for block in blocks:
        waiting.append(block)
        length += len(block)
        while True:
            at = _next_middle(start)
            if start + length < at + _SPREAD_S * RATE_HZ:
                break
            sound = np.concatenate(waiting)
            cut = _quietest(sound, at - start)
            yield Chunk(start, sound[:cut])
            waiting, length, start = [sound[cut:]], length - cut, start + cut
    sound = np.concatenate(waiting) if waiting else np.zeros(0, np.int16)
    if len(sound):
        yield Chunk(start, sound)


def _next_middle(start: int) -> int:
    """Return the sample around which the next cut is sought."""
    step = _STEP_S * RATE_HZ
    at = (start // step + 1) * step
    return at if at - start >= step // 2 else at + step


def _quietest(sound: Samples, middle: int) -> int:
    """Return the quietest sample within the spread around ``middle``."""
    first = middle - _SPREAD_S * RATE_HZ
    part = sound[first : middle + _SPREAD_S * RATE_HZ].astype(np.float32)
    frames = part[: len(part) // _FRAME * _FRAME].reshape(-1, _FRAME)
    loudness = np.log(np.sqrt((frames**2).mean(axis=1)) + 1.0)
    smooth = np.convolve(loudness, np.ones(_SMOOTH_FRAMES) / _SMOOTH_FRAMES, "valid")
    return first + (int(np.argmin(smooth)) + _SMOOTH_FRAMES // 2) * _FRAME
