"""Recordings made for the player: each whole second starts with a burst that says which it is."""

import subprocess
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.audio.ffmpeg import ffmpeg_path
from desktop_app.player.qt_player import QtPlayer

RATE_HZ = 16_000
BURST_SAMPLES = RATE_HZ // 10


def _second(number: int) -> NDArray[np.int16]:
    """One second: 100 ms of a tone whose pitch counts the seconds, then silence."""
    moments = np.arange(BURST_SAMPLES) / RATE_HZ
    edges = np.minimum(1, np.minimum(moments, moments[::-1]) / 0.002)
    sound = np.zeros(RATE_HZ)
    sound[:BURST_SAMPLES] = edges * 0.6 * np.sin(2 * np.pi * (400 + 50 * number) * moments)
    return (sound * 32_767).astype(np.int16)


@pytest.fixture(scope="session")
def make_wav(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Make a WAV file of so many seconds of bursts."""
    folder = tmp_path_factory.mktemp("sounds")

    def make(seconds: int) -> Path:
        path = folder / f"{seconds}.wav"
        if not path.exists():
            with wave.open(str(path), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE_HZ)
                for number in range(seconds):
                    file.writeframes(_second(number).tobytes())
        return path

    return make


@pytest.fixture(scope="session")
def encode(make_wav: Callable[[int], Path]) -> Callable[[int, str], Path]:
    """Make a file of so many seconds of bursts in the format of an ending."""

    def make(seconds: int, ending: str) -> Path:
        source = make_wav(seconds)
        target = source.with_suffix(ending)
        if not target.exists():
            command = [str(ffmpeg_path()), "-v", "error", "-y", "-i", str(source), str(target)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        return target

    return make


@pytest.fixture
def qt_player(qapp: object) -> Iterator[QtPlayer]:
    player = QtPlayer()
    yield player
    player.close()
    player.deleteLater()
