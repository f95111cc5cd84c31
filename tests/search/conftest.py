"""A new index in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.search.index import Index


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    index = Index(folder, wait_s=0.2)
    yield index
    index.close()
