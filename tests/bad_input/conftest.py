"""The command line's fixtures, and a bookmark that must survive everything."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, files, home, run
from tests.workflows.conftest import MARKDOWN

__all__ = ["files", "home", "kept", "run"]


@pytest.fixture
def kept(run: Run, tmp_path: Path) -> str:
    """The id of a bookmark that was made before anything bad happened."""
    path = tmp_path / "good.md"
    path.write_text(MARKDOWN, "utf-8")
    episode = run("import", path, "--json").document["imported"][0]["id"]
    added = run("bookmark", "add", episode, "--at", "25", "--note", "kept", "--json")
    return str(added.document["bookmark"]["id"])
