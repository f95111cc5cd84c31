"""The jingle, the bed under the break and the last bars: a few plucked notes, drawn from sines."""

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 24_000
_BEAT_S = 60 / 112

Samples = NDArray[np.float32]
_Notes = list[tuple[float, int]]
"""Pairs of the beat a note falls on and its MIDI number."""

_MELODY: _Notes = [
    (0, 67), (0.5, 72), (1, 76), (2, 74), (2.5, 72), (3, 69),
    (4, 69), (4.5, 72), (5, 77), (6, 76), (6.5, 74), (7, 72),
    (8, 67), (8.5, 71), (9, 74), (10, 79), (10.5, 77), (11, 74),
    (12, 76), (12.5, 74), (13, 72),
]  # fmt: skip
_CHORDS: list[tuple[float, tuple[int, ...]]] = [
    (0, (48, 55, 64)),
    (4, (41, 57, 60)),
    (8, (43, 59, 62)),
    (12, (48, 55, 64)),
]
_ENDING: _Notes = [
    (0, 67),
    (0.5, 72),
    (1, 76),
    (2, 77),
    (2.5, 74),
    (3, 71),
    (4, 72),
    (5, 76),
    (6, 84),
]
_ENDING_CHORDS: list[tuple[float, tuple[int, ...]]] = [
    (0, (41, 57, 60)),
    (2, (43, 59, 62)),
    (4, (48, 55, 64, 67)),
]


def jingle() -> Samples:
    """Return the opening: four bars and the time the last note needs to die away."""
    return _play(_MELODY, _CHORDS, beats=13, tail_s=1.9, has_shaker=True)


def sting() -> Samples:
    """Return the jingle's first bar, which opens and closes the break."""
    return _play(_MELODY[:6], _CHORDS[:1], beats=3.5, tail_s=0.9, has_shaker=True)


def outro() -> Samples:
    """Return the last bars, which come to rest on the home chord."""
    return _play(_ENDING, _ENDING_CHORDS, beats=6, tail_s=2.4, has_shaker=False)


def bed(length: int) -> Samples:
    """Return ``length`` samples of quiet chords to speak over."""
    beats = length / SAMPLE_RATE / _BEAT_S
    bars = int(beats // 4)
    chords = [(4.0 * bar, _CHORDS[bar % 4][1]) for bar in range(bars)]
    notes = [
        (4.0 * bar + step, _CHORDS[bar % 4][1][1 + step % 2] + 12)
        for bar in range(bars)
        for step in range(4)
    ]
    sound = _play(notes, chords, beats=beats, tail_s=0.0, has_shaker=False)[:length]
    sound = np.pad(sound, (0, length - len(sound)))
    return _faded(sound, in_s=0.3, out_s=1.2)


def _play(
    notes: _Notes,
    chords: list[tuple[float, tuple[int, ...]]],
    *,
    beats: float,
    tail_s: float,
    has_shaker: bool,
) -> Samples:
    """Mix plucked notes over chords; the loudest sample is 1."""
    length = round((beats * _BEAT_S + tail_s) * SAMPLE_RATE)
    sound = np.zeros(length, np.float32)
    for beat, number in notes:
        _add(sound, _pluck(number, 1.2), beat)
    for beat, numbers in chords:
        for number in numbers:
            _add(sound, 0.32 * _warm(number, 2.4), beat)
    if has_shaker:
        noise = np.random.default_rng(7)
        for half in range(int(beats * 2)):
            _add(sound, (0.05 if half % 2 else 0.03) * _shake(noise), half / 2)
    sound = _faded(sound, in_s=0.0, out_s=max(tail_s, 0.05))
    return sound / np.float32(np.abs(sound).max())


def _pluck(number: int, length_s: float) -> Samples:
    """Return a note like a thumb piano's: a tone and two quick, bright partials."""
    time, tone = _time(length_s), _hertz(number)
    sound = np.sin(2 * np.pi * tone * time) * np.exp(-3.2 * time)
    sound += 0.28 * np.sin(2 * np.pi * 3 * tone * time) * np.exp(-11 * time)
    sound += 0.10 * np.sin(2 * np.pi * 5.4 * tone * time) * np.exp(-26 * time)
    return (sound * np.minimum(1, time / 0.004)).astype(np.float32)


def _warm(number: int, length_s: float) -> Samples:
    """Return a soft, slightly trembling tone."""
    time, tone = _time(length_s), _hertz(number)
    sound = np.sin(2 * np.pi * tone * time) + 0.35 * np.sin(4 * np.pi * tone * time)
    sound *= 1 + 0.08 * np.sin(2 * np.pi * 4.5 * time)
    swell = np.minimum(1, time / 0.06) * np.exp(-1.1 * time)
    warm: Samples = (sound * swell).astype(np.float32)
    return warm


def _shake(noise: np.random.Generator) -> Samples:
    """Return one shake of a shaker."""
    time = _time(0.09)
    grains = np.diff(noise.standard_normal(len(time) + 1))
    return (grains * np.minimum(1, time / 0.01) * np.exp(-45 * time)).astype(np.float32)


def _add(sound: Samples, note: Samples, beat: float) -> None:
    start = round(beat * _BEAT_S * SAMPLE_RATE)
    fits = note[: max(0, len(sound) - start)]
    sound[start : start + len(fits)] += fits


def _faded(sound: Samples, *, in_s: float, out_s: float) -> Samples:
    """Return the sound with a straight rise and fall at its ends."""
    rise, fall = round(in_s * SAMPLE_RATE), round(out_s * SAMPLE_RATE)
    gain = np.ones(len(sound), np.float32)
    gain[:rise] = np.linspace(0, 1, rise, dtype=np.float32)
    gain[len(gain) - fall :] *= np.linspace(1, 0, fall, dtype=np.float32)
    return sound * gain


def _time(length_s: float) -> NDArray[np.float64]:
    return np.arange(round(length_s * SAMPLE_RATE)) / SAMPLE_RATE


def _hertz(number: int) -> float:
    return float(440 * 2 ** ((number - 69) / 12))
