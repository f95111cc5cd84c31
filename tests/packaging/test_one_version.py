"""The version is written in desktop_app/__init__.py and nowhere else."""

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from desktop_app import __version__

ROOT = Path(__file__).parents[2]


def test_the_build_reads_the_version_from_the_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in settings["project"]
    assert settings["project"]["dynamic"] == ["version"]
    assert settings["tool"]["hatch"]["version"]["path"] == "desktop_app/__init__.py"


def test_the_version_is_one_that_python_and_people_read_alike() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)


def test_the_installed_command_has_the_version_of_the_code() -> None:
    try:
        installed = importlib.metadata.version("earmark")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("earmark is not installed in this environment")
    assert installed == __version__


def test_the_command_line_says_the_version() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "desktop_app", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert __version__ in finished.stdout.split()


def test_the_newest_release_in_the_changelog_is_not_newer_than_the_code() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    released = [heading.split()[0].strip("[]") for heading in headings[1:]]
    assert released[:1] in ([], [__version__])
