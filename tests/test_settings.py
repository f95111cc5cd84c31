import json
from pathlib import Path

import pytest

from desktop_app.settings import Settings, SettingsFile, SettingsLost


def test_without_a_file_there_are_the_usual_settings(tmp_path: Path) -> None:
    settings = SettingsFile(tmp_path / "deep" / "settings.json")
    assert settings.value == Settings()
    assert settings.problem is None
    assert not (tmp_path / "deep").exists()


def test_a_change_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    SettingsFile(path).change(speed=1.25, theme="dark", follow=False)
    again = SettingsFile(path).value
    assert (again.speed, again.theme, again.follow) == (1.25, "dark", False)
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_what_a_newer_version_keeps_there_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"from_the_future": [1], "serif": true}')
    settings = SettingsFile(path)
    settings.change(volume=0.5)
    assert settings.value.serif
    stored = json.loads(path.read_text())
    assert stored["from_the_future"] == [1]
    assert stored["volume"] == 0.5


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1]", b"null"])
def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = SettingsFile(path)
    assert settings.value == Settings()
    assert settings.problem is not None
    assert "settings.json.damaged" in settings.problem.hint
    assert (tmp_path / "settings.json.damaged").read_bytes() == content
    settings.change(speed=2.0)
    assert (tmp_path / "settings.json.damaged").read_bytes() == content
    assert SettingsFile(path).problem is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("output", 7),
        ("keys", ["B"]),
        ("keys", {"play": "B"}),
        ("keys", {"play": [7]}),
        ("output_name", "x" * 1_001),
        ("reading_size", "17"),
        ("reading_size", 17.5),
        ("reading_size", 10**9),
        ("serif", 1),
        ("speed", True),
        ("speed", 0),
        ("volume", float("nan")),
        ("volume", None),
    ],
)
def test_a_value_that_makes_no_sense_gives_way_to_the_usual_one(
    tmp_path: Path, name: str, value: object
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: value, "measure": 60}))
    settings = SettingsFile(path).value
    assert getattr(settings, name) == getattr(Settings(), name)
    assert settings.measure == 60


def test_a_whole_figure_is_a_fine_speed(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"speed": 2}')
    assert SettingsFile(path).value.speed == 2


def test_settings_that_cannot_be_saved_still_hold(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    settings = SettingsFile(tmp_path / "file" / "settings.json")
    with pytest.raises(SettingsLost, match="cannot be saved") as raised:
        settings.change(theme="dark")
    assert raised.value.hint
    assert settings.value.theme == "dark"


def test_settings_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    settings = SettingsFile(tmp_path / "settings.json")
    assert settings.value == Settings()
    assert settings.problem is not None
    assert settings.problem.hint
