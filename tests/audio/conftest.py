"""Recordings made for the tests: voices that pause, in every format."""

import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

RATE_HZ = 16_000


def write_wav(path: Path, samples: NDArray[np.float64], *, channels: int = 1) -> Path:
    """Write samples of -1 to 1, the same in each channel."""
    whole = (samples.clip(-1, 1) * 32_767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.repeat(whole, channels).tobytes())
    return path


def talk(seconds: int) -> NDArray[np.float64]:
    """Each second 600 ms of something like a voice, then a pause; the first third is livelier."""
    noise = np.random.default_rng(seconds).normal(0, 0.1, seconds * RATE_HZ)
    moments = np.arange(seconds * RATE_HZ) / RATE_HZ
    noise[moments < seconds / 3] *= 2
    return np.where(moments % 1 < 0.6, noise, noise / 400)


@pytest.fixture(autouse=True)
def _the_ffmpeg_that_came_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same ffmpeg on every machine; it also starts four times as fast as Debian's."""
    monkeypatch.setenv("PATH", "")


@pytest.fixture(scope="session")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Make a recording of so many seconds; further arguments go to ffmpeg."""
    folder = tmp_path_factory.mktemp("recordings")

    def make(seconds: int, ending: str, *arguments: str) -> Path:
        key = "-".join(argument.strip("-") for argument in arguments).replace("/", "")
        target = folder / f"talk{seconds}{key}{ending}"
        source = folder / f"talk{seconds}.wav"
        if not source.exists():
            write_wav(source, talk(seconds))
        if not target.exists():
            command = [
                imageio_ffmpeg.get_ffmpeg_exe(),
                "-v",
                "error",
                "-y",
                "-i",
                str(source),
                *arguments,
            ]
            subprocess.run([*command, str(target)], check=True, stdin=subprocess.DEVNULL)
        return target

    return make


@pytest.fixture
def headless_mp3(recording: Callable[..., Path]) -> Path:
    """40 s of MP3 at a changing bit rate, without the header that counts its frames."""
    # One long frame size first: guesses of the length go by it.
    return recording(40, ".mp3", "-q:a", "9", "-write_xing", "0", "-id3v2_version", "0")


@pytest.fixture
def samples() -> Path:
    """Files that others made, with what is true of them."""
    folder = Path(__file__).parents[3] / "shared" / "corpus" / "samples"
    if not (folder / "MANIFEST.tsv").exists():
        pytest.skip("../shared/corpus/samples is not here")
    return folder
