from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.alignment.chunks import chunks, first_sample
from desktop_app.alignment.engines.engine import RATE_HZ, Samples


def noise(length_s: float, quiet_at_s: list[float]) -> Samples:
    samples = np.random.default_rng(1).integers(-8000, 8000, int(length_s * RATE_HZ))
    for moment_s in quiet_at_s:
        samples[int(moment_s * RATE_HZ) : int((moment_s + 0.4) * RATE_HZ)] //= 100
    return samples.astype(np.int16)


def test_sound_is_cut_where_it_is_quiet() -> None:
    cut = list(chunks([noise(50, [14.0, 33.0])]))
    ends = [chunk.end / RATE_HZ for chunk in cut]
    assert 14.0 <= ends[0] <= 14.4
    assert 33.0 <= ends[1] <= 33.4
    assert ends[-1] == 50


@settings(max_examples=20)
@given(st.floats(0, 70), st.integers(1_000, 90_000))
def test_chunks_are_all_of_the_sound(length_s: float, block: int) -> None:
    sound = noise(length_s, [])
    blocks = [sound[start : start + block] for start in range(0, len(sound), block)]
    cut = list(chunks(blocks))
    assert np.array_equal(np.concatenate([np.zeros(0, np.int16), *(c.samples for c in cut)]), sound)
    assert all(before.end == after.start for before, after in pairwise(cut))
    assert all(len(chunk.samples) <= 32 * RATE_HZ for chunk in cut)


def test_the_same_cuts_are_made_wherever_it_begins() -> None:
    sound = noise(200, [])
    whole = {chunk.start for chunk in chunks([sound])}
    first = first_sample(100)
    later = [chunk.start for chunk in chunks([sound[first:]], first)][1:]
    assert later
    assert set(later) <= whole
    assert later[0] <= 100 * RATE_HZ
