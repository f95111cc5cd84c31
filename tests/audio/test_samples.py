"""Sound as numbers, from its beginning or from anywhere."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.audio.ffmpeg import ffmpeg_path
from desktop_app.audio.samples import mono_blocks
from desktop_app.progress import Progress

RATE_HZ = 16_000
SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "bread-questions.mp3"
MOMENT_S = 48


def samples(path: Path, first: int = 0) -> NDArray[np.int16]:
    blocks = mono_blocks(path, rate_hz=RATE_HZ, progress=Progress(), first=first)
    return np.concatenate([np.zeros(0, np.int16), *blocks])


@pytest.mark.parametrize("ending", [".mp3", ".m4a", ".flac", ".ogg", ".mka", ".wav"])
def test_sound_from_a_moment_on_is_what_follows_that_moment(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"talk{ending}"
    command = [str(ffmpeg_path()), "-v", "error", "-i", str(SAMPLE), "-vn", "-t", "70"]
    subprocess.run([*command, str(path)], check=True)
    first = MOMENT_S * RATE_HZ
    part = samples(path, first)
    whole = samples(path)
    assert abs(len(whole) - first - len(part)) <= RATE_HZ // 20
    # Louder and quieter by turns as the whole is: what is lossy may differ a little at first.
    wanted, found = (
        np.abs(sound[RATE_HZ : 15 * RATE_HZ].astype(float)).reshape(-1, 160).mean(axis=1)
        for sound in (whole[first:], part)
    )
    fits = [float(np.corrcoef(np.roll(found, shift), wanted)[0, 1]) for shift in range(-9, 10)]
    assert abs(int(np.argmax(fits)) - 9) <= 5  # one packet of AAC at a low rate
    assert max(fits) > 0.95


def test_beyond_the_end_there_is_no_sound() -> None:
    assert not len(samples(SAMPLE, 9_999 * RATE_HZ))
