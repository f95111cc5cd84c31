"""The lock holds everything pyproject.toml asks for, within its bounds and with hashes."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ASKED = [
    *SETTINGS["project"]["dependencies"],
    *SETTINGS["dependency-groups"]["dev"],
    *SETTINGS["build-system"]["requires"],
]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[Requirement, int]:
    """Return each locked requirement with the number of its hashes."""
    text = (ROOT / "packaging" / "requirements" / "lock.txt").read_text("utf-8")
    lines = text.replace("\\\n", " ").splitlines()
    entries = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return {
        Requirement(entry.split(" --hash=")[0].strip()): entry.count(" --hash=sha256:")
        for entry in entries
    }


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_for_is_locked_within_its_bounds(asked: str) -> None:
    wanted = Requirement(asked)
    versions = [
        next(iter(entry.specifier)).version
        for entry in locked()
        if plain(entry.name) == plain(wanted.name)
    ]
    assert any(wanted.specifier.contains(version) for version in versions)


def test_every_locked_version_is_exact_and_has_hashes() -> None:
    for entry, hashes in locked().items():
        assert [specifier.operator for specifier in entry.specifier] == ["=="], entry
        assert hashes > 0, entry
