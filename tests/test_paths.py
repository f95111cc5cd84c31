import sys
from dataclasses import astuple
from pathlib import Path

import pytest

from desktop_app import paths


def test_with_a_library_folder_everything_lies_below_it(tmp_path: Path) -> None:
    everything = astuple(paths.places(tmp_path / "mine"))

    assert all(place.is_relative_to(tmp_path / "mine") for place in everything)
    assert not (tmp_path / "mine").exists()


def test_without_one_the_platforms_folders_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("the names of the folders are Linux's")
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))

    places = paths.places()

    assert places.database == tmp_path / "data/earmark/library.sqlite3"
    assert places.settings == tmp_path / "config/earmark/settings.json"
    assert places.index.is_relative_to(tmp_path / "cache/earmark")
    assert places.log.is_relative_to(tmp_path / "state/earmark")


def test_no_two_things_share_a_place(tmp_path: Path) -> None:
    everything = astuple(paths.places(tmp_path))

    assert len(set(everything)) == len(everything)


def test_resources_are_found_in_a_checkout() -> None:
    top = Path(paths.__file__).resolve().parent.parent

    assert paths.resource("sample/x.md") == top / "resources/sample/x.md"


def test_resources_are_found_in_a_frozen_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resource("a.svg") == tmp_path / "resources/a.svg"
