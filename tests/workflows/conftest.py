"""A new library, and small real files to import."""

import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.library import Library, open_library

MARKDOWN = r"""**Ann Lee:** Welcome to the show about bees. Today we answer what you asked us.

**Bob Ray:** Thank you, Ann. \[00:20\] What do bees eat in winter? They eat the honey they made.

**Break:** \[00:40\]

**Ann Lee:** \[00:50\] And that was all for today. Goodbye!
"""

SRT = """1
00:00:01,000 --> 00:00:05,000
Welcome to the show about bees.

2
00:00:05,500 --> 00:00:09,000
Today we answer what you asked us.
"""

NOTES = """# Bees in winter

We talk about bees.

- What do bees eat in winter?
- Do bees sleep?
"""

CHAPTERS = """{"version": "1.2.0", "chapters": [
    {"startTime": 0, "title": "Hello"}, {"startTime": 20, "title": "Food"}]}
"""


def write_wave(path: Path, seconds: float = 60.0) -> Path:
    """Write a file of silence and return its path."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(2 * round(seconds * 8_000)))
    return path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    place = tmp_path / "library"
    with open_library(place / "library.sqlite3", backups=place / "backups") as library:
        yield library


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "A show"
    folder.mkdir()
    return folder


@pytest.fixture
def make_wave() -> Callable[..., Path]:
    return write_wave
