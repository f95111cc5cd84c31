"""Running command lines in this process, each test with a home and a library of its own."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli.program import run as run_program


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without a library, in the place of the real one."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EARMARK_LIBRARY", str(tmp_path / "library"))
    return home


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run one command line and return its exit code and what it printed."""

    def run_one(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = run_program([str(argument) for argument in arguments])
        finally:
            _close_log()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(code, captured.out, captured.err)

    yield run_one
    _close_log()


def _close_log() -> None:
    logger = logging.getLogger("desktop_app")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(logging.NOTSET)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with one transcript, ``bees.md``."""
    from tests.workflows.conftest import MARKDOWN

    folder = tmp_path / "A show"
    folder.mkdir()
    (folder / "bees.md").write_text(MARKDOWN, "utf-8")
    return folder


@pytest.fixture
def bees(run: Run, files: Path) -> str:
    """The id of an imported episode."""
    return str(run("import", files / "bees.md", "--json").document["imported"][0]["id"])
