import json
import os
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from desktop_app.bookmarks import make_bookmark
from desktop_app.errors import AppError
from desktop_app.library import Library, open_library
from desktop_app.library.migrations import NEWEST
from desktop_app.paths import Places, places
from desktop_app.progress import Progress
from desktop_app.settings import SettingsFile
from desktop_app.workflows.backing_up import NoBackup, back_up, restore
from tests.builders import make_transcript


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / "library")


def _open(where: Places) -> Library:
    return open_library(where.database, backups=where.backups)


def _fill(where: Places, title: str) -> str:
    """Make an episode with a bookmark and return the bookmark's id."""
    with _open(where) as library:
        recording = library.recordings.add(title=title)
        library.recordings.replace_transcript(recording.id, make_transcript("A: Hi there."))
        made = make_bookmark(recording.id, make_transcript("A: Hi there."), start_ms=1_000)
        return library.bookmarks.add(made).id


def _titles(where: Places) -> list[str]:
    with _open(where) as library:
        return [entry.title for entry in library.recordings.list()]


def _back_up(where: Places, path: Path) -> Path:
    with _open(where) as library:
        report = back_up(library, where, path, Progress())
    assert report.size_bytes == path.stat().st_size
    return path


def test_a_backup_brings_everything_back_in_another_place(where: Places, tmp_path: Path) -> None:
    bookmark = _fill(where, "Bees")
    SettingsFile(where.settings).change(theme="dark")
    path = _back_up(where, tmp_path / "backup.zip")
    there = places(tmp_path / "other computer")
    report = restore(path, there, Progress())
    assert (report.recordings, report.bookmarks) == (1, 1)
    with _open(there) as library:
        assert library.bookmarks.get(bookmark).quote == "Hi there."
    assert SettingsFile(there.settings).value.theme == "dark"


def test_a_restore_keeps_the_present_library_in_the_backups(where: Places, tmp_path: Path) -> None:
    _fill(where, "Old")
    path = _back_up(where, tmp_path / "backup.zip")
    kept = _fill(where, "New")
    restore(path, where, Progress())
    assert _titles(where) == ["Old"]
    (copy,) = where.backups.glob("*before-restore*")
    restore(copy, where, Progress())
    assert _titles(where) == ["New", "Old"]
    with _open(where) as library:
        assert library.bookmarks.get(kept)


def test_an_open_window_sees_what_was_restored(where: Places, tmp_path: Path) -> None:
    _fill(where, "Old")
    path = _back_up(where, tmp_path / "backup.zip")
    _fill(where, "New")
    with _open(where) as window:
        version = window.data_version()
        restore(path, where, Progress())
        assert window.data_version() != version
        assert [entry.title for entry in window.recordings.list()] == ["Old"]
        window.recordings.add(title="Later")
    assert _titles(where) == ["Later", "Old"]


def test_a_restore_forgets_the_search_index(where: Places, tmp_path: Path) -> None:
    _fill(where, "Old")
    path = _back_up(where, tmp_path / "backup.zip")
    where.index.mkdir(parents=True)
    (where.index / "something").touch()
    restore(path, where, Progress())
    assert not where.index.exists()


def test_a_backup_can_be_made_while_another_writes(where: Places, tmp_path: Path) -> None:
    _fill(where, "Bees")
    with _open(where) as writer, writer.transaction():
        writer.recordings.add(title="Half done")
        path = _back_up(where, tmp_path / "backup.zip")
    restore(path, where, Progress())
    assert _titles(where) == ["Bees"]


def test_nothing_but_the_backup_is_left_beside_it(where: Places, tmp_path: Path) -> None:
    _fill(where, "Bees")
    folder = tmp_path / "stick"
    folder.mkdir()
    _back_up(where, folder / "backup.zip")
    _back_up(where, folder / "backup.zip")
    assert [path.name for path in folder.iterdir()] == ["backup.zip"]


@pytest.mark.parametrize("present", ["sound", "damaged", "cut off", "other", "missing"])
def test_a_library_in_any_state_can_be_restored_over(
    where: Places, tmp_path: Path, present: str
) -> None:
    _fill(where, "Bees")
    path = _back_up(where, tmp_path / "backup.zip")
    if present == "damaged":
        where.database.write_bytes(b"this is no database at all" * 99)
    elif present == "cut off":
        os.truncate(where.database, where.database.stat().st_size // 2)
    elif present == "other":
        where.database.unlink()
        connection = sqlite3.connect(where.database)
        connection.execute("CREATE TABLE birds (name)")
        connection.close()
    elif present == "missing":
        shutil.rmtree(where.database.parent)
    before = where.database.read_bytes() if where.database.exists() else b""
    restore(path, where, Progress())
    assert _titles(where) == ["Bees"]
    if present in ("damaged", "cut off", "other"):
        assert before in [copy.read_bytes() for copy in where.backups.glob("damaged-*.sqlite3")]


def _newer_database(where: Places, path: Path) -> None:
    with _open(where) as library:
        library.database.change(f"PRAGMA user_version = {NEWEST + 1}")
    shutil.copy(where.database, path)
    connection = sqlite3.connect(where.database)
    connection.execute(f"PRAGMA user_version = {NEWEST}")
    connection.close()


@pytest.mark.parametrize(
    "kind", ["missing", "empty", "text", "other zip", "cut off", "newer", "newer form", "folder"]
)
def test_what_is_no_backup_for_us_changes_nothing(where: Places, tmp_path: Path, kind: str) -> None:
    bookmark = _fill(where, "Bees")
    path = tmp_path / "backup"
    if kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_text("just words " * 50)
    elif kind == "other zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("about.json", json.dumps(["something else"]))
    elif kind == "cut off":
        _back_up(where, path)
        path.write_bytes(path.read_bytes()[:-200])
    elif kind == "newer":
        _newer_database(where, path)
    elif kind == "newer form":
        with zipfile.ZipFile(path, "w") as archive:
            about = {"kind": "earmark-backup", "form": 99, "version": "7.0"}
            archive.writestr("about.json", json.dumps(about))
    elif kind == "folder":
        path.mkdir()
    with pytest.raises(AppError) as raised:
        restore(path, where, Progress())
    assert raised.value.hint
    assert "\n" not in str(raised.value)
    with _open(where) as library:
        assert library.bookmarks.get(bookmark)
    assert not list(where.database.parent.glob(".earmark-*"))


def test_a_restore_that_cannot_keep_the_present_library_changes_nothing(
    where: Places, tmp_path: Path
) -> None:
    _fill(where, "Old")
    path = _back_up(where, tmp_path / "backup.zip")
    _fill(where, "New")
    where.backups.touch()  # a file where the folder should be
    with pytest.raises(AppError) as raised:
        restore(path, where, Progress())
    assert raised.value.hint
    assert _titles(where) == ["New", "Old"]


def test_a_place_that_cannot_be_written_is_told(where: Places, tmp_path: Path) -> None:
    _fill(where, "Bees")
    (tmp_path / "file").touch()
    with _open(where) as library, pytest.raises(NoBackup, match="cannot be written"):
        back_up(library, where, tmp_path / "file" / "backup.zip", Progress())
