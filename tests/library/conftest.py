"""A new library in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.library import Library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite3", backups=tmp_path / "backups") as library:
        yield library
