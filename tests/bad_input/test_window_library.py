"""Bad disks and bad libraries under the window: one sentence, no crash, and the bookmark stays."""

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.app import Earmark
from desktop_app.errors import AppError
from desktop_app.library import open_library
from desktop_app.paths import Places, places
from desktop_app.player.null_player import NullPlayer
from desktop_app.workflows.bookmarking import add_bookmark
from tests.bad_input.test_command_line import assert_told
from tests.windows import BREAD, Desk, OpenWindow, open_window, stock, stocked, where
from tests.workflows.conftest import MARKDOWN

__all__ = ["open_window", "stock", "stocked", "where"]

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def told(desk: Desk) -> tuple[str, str]:
    """What the banner says, and what to do."""
    banner = desk.window.notices.banner
    assert banner is not None
    sentence, _dot, hint = banner.accessibleName().partition(". ")
    return f"{sentence}.", hint


def keep_one(where: Places) -> None:
    with open_library(where.database, backups=where.backups) as library:
        add_bookmark(library, library.recordings.find(BREAD).id, 60_000, note="kept")


def assert_kept(where: Places) -> None:
    with open_library(where.database, backups=where.backups) as library:
        assert "kept" in [kept.note for kept in library.bookmarks.list()]
        assert library.database.problems() == []


def search(desk: Desk, words: str) -> int:
    desk.act("search")
    QTest.keyClicks(desk.window.search_field, words)
    results = desk.window.results
    desk.wait_until(lambda: results.words == words and results.results is not None)
    assert results.results is not None
    return results.results.total


# ---- nothing can be written ----------------------------------------------------------------------
@pytest.fixture
def read_only(stocked: Places) -> Iterator[Callable[[], Places]]:
    """Return a function that makes the library's folder read-only, for root by a mount."""
    keep_one(stocked)
    folder = stocked.database.parent
    undo: list[Callable[[], object]] = []

    def lock() -> Places:
        if not IS_ROOT:
            folder.chmod(0o555)
            undo.append(lambda: folder.chmod(0o755))
            return stocked
        mounted = subprocess.run(
            ["mount", "--bind", folder, folder], capture_output=True, check=False
        )
        if mounted.returncode:
            pytest.skip("this root may not mount a folder read-only")
        undo.append(lambda: subprocess.run(["umount", "-l", folder], check=True))
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        return stocked

    yield lock
    for step in reversed(undo):
        step()
    assert_kept(stocked)


def test_a_library_that_cannot_be_written_is_read_played_and_searched(
    open_window: OpenWindow, read_only: Callable[[], Places]
) -> None:
    desk = open_window(read_only())
    assert_told(*told(desk))
    assert desk.banner_words.startswith("This library cannot be written to.")
    desk.open(BREAD)
    assert [one.bookmark.note for one in desk.shown.bookmarks] == ["kept"]
    desk.press(Qt.Key.Key_Space)
    desk.player.advance(12_000)  # type: ignore[attr-defined]
    assert desk.player.is_playing()
    assert search(desk, "flour") > 2
    desk.window.notices.clear()
    desk.act("leave")
    desk.press(Qt.Key.Key_B)
    desk.wait_until(lambda: desk.banner_words != "")
    assert_told(*told(desk))
    assert "cannot be written" in desk.banner_words
    desk.act("bigger")
    assert "cannot be saved" in desk.banner_words


def test_a_library_that_cannot_be_written_and_never_was_searched_says_so(
    open_window: OpenWindow, read_only: Callable[[], Places], stocked: Places
) -> None:
    for file in stocked.index.rglob("*"):
        if file.is_file():
            file.unlink()
    desk = open_window(read_only())
    desk.wait_until(lambda: desk.earmark.indexing.is_ready)
    assert_told(*told(desk))
    assert search(desk, "flour") == 0
    desk.open(BREAD)
    assert desk.view.toPlainText()


# ---- no room -------------------------------------------------------------------------------------
@pytest.fixture
def small_disk(stock: Places, tmp_path: Path) -> Iterator[Places]:
    """The library with both episodes on a real disk of a few megabytes."""
    if not IS_ROOT:
        pytest.skip("only root may make a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this root may not make a small disk")
    subprocess.run(["cp", "-r", stock.database.parent, folder / "library"], check=True)
    kept = places(folder / "library")
    keep_one(kept)
    yield kept
    subprocess.run(["umount", "-l", folder], check=True)


def fill(where: Places) -> Path:
    """Write a file that takes all the room that is left, and return it."""
    filler = where.database.parent.parent / "filler"
    with filler.open("wb", 0) as file:
        try:
            while file.write(bytes(4_096)):
                pass
        except OSError:
            return filler
    return filler


def test_on_a_full_disk_nothing_is_lost_and_each_wish_says_why(
    open_window: OpenWindow, small_disk: Places, tmp_path: Path
) -> None:
    desk = open_window(small_disk)
    desk.open(BREAD)
    desk.wait_until(lambda: not desk.earmark.indexing.is_building)
    desk.rest()
    filler = fill(small_disk)
    long = tmp_path / "long.md"
    long.write_text((MARKDOWN + "\n") * 400, "utf-8")
    desk.earmark.adding.add([long])
    desk.wait_until(lambda: desk.banner_words != "")
    assert "is full" in desk.banner_words
    assert_told(*told(desk))
    desk.window.notices.clear()
    for _press in range(200):  # what still fits into the last page is kept
        desk.act("bookmark")
        desk.rest()
        if desk.banner_words:
            break
    assert "is full" in desk.banner_words
    desk.press(Qt.Key.Key_Space)
    desk.player.advance(6_000)  # type: ignore[attr-defined]
    desk.press(Qt.Key.Key_Space)
    desk.rest()
    assert desk.crashes == []
    filler.unlink()
    desk.window.notices.clear()
    before = len(desk.shown.bookmarks)
    desk.act("bookmark")
    desk.wait_until(lambda: len(desk.shown.bookmarks) > before)
    desk.quit()
    assert_kept(small_disk)


# ---- no library ----------------------------------------------------------------------------------
def _damaged(path: Path) -> None:
    path.write_bytes(b"This was a library once. " * 400)


def _another_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.commit()
    connection.close()


def _a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [_damaged, _another_program, _a_folder])
def test_what_is_no_library_is_refused_in_one_sentence_and_left_alone(
    where: Places, qapp: object, make: Callable[[Path], None]
) -> None:
    where.database.parent.mkdir(parents=True)
    make(where.database)
    before = where.database.read_bytes() if where.database.is_file() else None
    with pytest.raises(AppError) as refused:
        Earmark(qapp, where, NullPlayer())  # type: ignore[arg-type]
    assert_told(str(refused.value), refused.value.hint)
    after = where.database.read_bytes() if where.database.is_file() else None
    assert after == before


def test_a_library_that_vanishes_while_the_window_is_open_is_no_crash(
    open_window: OpenWindow, stocked: Places
) -> None:
    desk = open_window(stocked)
    desk.open(BREAD)
    desk.rest()
    folder = stocked.database.parent
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("A file in its place.")
    desk.act("bookmark")
    desk.wait_until(lambda: desk.banner_words != "")
    assert_told(*told(desk))
    folder.unlink()
    folder.with_name("elsewhere").rename(folder)
    desk.act("bookmark")
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
