"""The window from its first to its last moment, as the command line starts it."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop_app.app import Earmark, NoDisplay, open_window
from desktop_app.library import open_library
from desktop_app.library.problems import LibraryNewer
from desktop_app.paths import Places
from desktop_app.ui.actions import KeyGuard
from desktop_app.ui.dialogs.crash_dialog import CrashDialog
from desktop_app.ui.main_window import MainWindow
from tests.windows import BREAD, stock, stocked, where
from tests.workflows.conftest import MARKDOWN

__all__ = ["stock", "stocked", "where"]

LOOK_MS = 20
PATIENCE = 500  # looks


@pytest.fixture(autouse=True)
def everything_as_before(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Undo what belongs to a whole program: the hooks for bugs and for Qt's messages."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    handler = qInstallMessageHandler(None)
    yield
    qInstallMessageHandler(handler)
    made = qapp.findChildren(Earmark)
    players = [earmark.session.player for earmark in made]
    for thing in (*windows(), *players, *made, *qapp.findChildren(KeyGuard)):
        thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def windows() -> list[MainWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]


class Guest:
    """Somebody at the running window: waits until something is so, does something, leaves."""

    def __init__(self, is_so: Callable[[Earmark], bool], then: Callable[[Earmark], object]) -> None:
        self.is_so, self.then = is_so, then
        self.has_seen = False
        self.looks = 0
        self.timer = QTimer()
        self.timer.timeout.connect(self.look)
        self.timer.start(LOOK_MS)

    def look(self) -> None:
        self.looks += 1
        earmark = QApplication.instance().findChildren(Earmark)[-1]  # type: ignore[union-attr]
        if self.is_so(earmark):
            self.timer.stop()
            self.has_seen = True
            self.then(earmark)
        elif self.looks > PATIENCE:
            self.timer.stop()
            earmark.window.close()


def shows(title: str) -> Callable[[Earmark], bool]:
    def is_so(earmark: Earmark) -> bool:
        shown = earmark.session.shown
        return shown is not None and shown.recording.title == title

    return is_so


def leave(earmark: Earmark) -> None:
    earmark.window.close()


# ---- starting ------------------------------------------------------------------------------------
def test_the_window_opens_on_the_sample_and_ends_with_zero(where: Places) -> None:
    guest = Guest(shows(BREAD), leave)
    assert open_window(where, sample=True) == 0
    assert guest.has_seen
    with open_library(where.database, backups=where.backups) as library:
        assert [entry.title for entry in library.recordings.list()] == [BREAD]


def test_files_are_added_and_the_first_is_open(where: Places, tmp_path: Path) -> None:
    for name in ("bees", "wasps"):
        (tmp_path / f"{name}.md").write_text(MARKDOWN.replace("bees", name), "utf-8")
    guest = Guest(shows("bees"), leave)
    assert open_window(where, [tmp_path / "bees.md", tmp_path / "wasps.md"]) == 0
    assert guest.has_seen


def recording_in(where: Places) -> str:
    with open_library(where.database, backups=where.backups) as library:
        return library.recordings.find(BREAD).id


def test_an_episode_opens_at_a_time(stocked: Places) -> None:
    seen: list[int] = []

    def look(earmark: Earmark) -> None:
        seen.append(earmark.session.player.position_ms())
        leave(earmark)

    guest = Guest(lambda e: shows(BREAD)(e) and e.session.player.position_ms() > 0, look)
    assert open_window(stocked, recording_id=recording_in(stocked), at_ms=61_500) == 0
    assert guest.has_seen
    assert seen == [61_500]


def test_an_episode_opens_at_a_question_and_plays(stocked: Places) -> None:
    seen: list[str] = []

    def look(earmark: Earmark) -> None:
        current = earmark.window.places.questions.current
        seen.append("" if current is None else str(current.number))
        leave(earmark)

    guest = Guest(lambda e: e.session.player.is_playing(), look)
    assert open_window(stocked, recording_id=recording_in(stocked), question=2) == 0
    assert guest.has_seen
    assert seen == ["2"]


def test_a_question_that_is_not_there_is_said(stocked: Places) -> None:
    seen: list[str] = []

    def look(earmark: Earmark) -> None:
        banner = earmark.notices.banner
        seen.append("" if banner is None else banner.accessibleName())
        leave(earmark)

    guest = Guest(lambda e: e.notices.banner is not None, look)
    assert open_window(stocked, recording_id=recording_in(stocked), question=99) == 0
    assert guest.has_seen
    assert seen[0].startswith("There is no question 99 in this episode. It has ")


# ---- not starting --------------------------------------------------------------------------------
def test_without_a_screen_the_program_says_so_instead_of_being_ended_by_qt(
    where: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux may have no screen")
    with pytest.raises(NoDisplay) as told:
        open_window(where)
    assert "earmark tour" in told.value.hint
    assert not where.database.exists()


def test_a_library_of_a_newer_version_opens_no_window_and_is_left_alone(
    where: Places, qapp: QApplication
) -> None:
    open_library(where.database, backups=where.backups).close()
    connection = sqlite3.connect(where.database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = where.database.read_bytes()
    with pytest.raises(LibraryNewer) as told:
        open_window(where)
    assert "999" in str(told.value)
    assert told.value.hint
    assert windows() == []
    assert qapp.findChildren(Earmark) == []
    assert where.database.read_bytes() == before


# ---- going on and ending -------------------------------------------------------------------------
def test_a_bug_is_said_in_one_dialog_and_everything_goes_on(where: Places) -> None:
    seen: list[bool] = []

    def stumble() -> None:
        raise RuntimeError("a bug on purpose")

    def stumble_often(earmark: Earmark) -> None:
        for after_ms in (0, 20, 40):
            QTimer.singleShot(after_ms, stumble)
        QTimer.singleShot(200, partial(look, earmark))

    def look(earmark: Earmark) -> None:
        dialogs = earmark.window.findChildren(CrashDialog)
        seen.extend(dialog.isVisible() for dialog in dialogs)
        for dialog in dialogs:
            dialog.accept()
        leave(earmark)

    guest = Guest(lambda e: e.shelf.is_read, stumble_often)
    assert open_window(where) == 0
    assert guest.has_seen
    assert seen == [True]


def test_ctrl_c_in_the_terminal_closes_the_window(where: Places) -> None:
    def interrupt(_earmark: Earmark) -> None:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    guest = Guest(lambda e: e.shelf.is_read, interrupt)
    assert open_window(where) == 0
    assert guest.has_seen


def test_the_place_is_kept_when_the_window_is_closed_while_it_plays(stocked: Places) -> None:
    recording_id = recording_in(stocked)
    guest = Guest(
        lambda e: e.session.player.position_ms() > 62_000,
        leave,
    )

    def play(earmark: Earmark) -> None:
        earmark.session.scrub(61_500)
        earmark.session.player.play()

    starter = Guest(shows(BREAD), play)
    assert open_window(stocked, recording_id=recording_id) == 0
    assert starter.has_seen
    assert guest.has_seen
    with open_library(stocked.database, backups=stocked.backups) as library:
        assert 62_000 <= library.listening.position(recording_id) < 64_000
        (heard,) = library.listening.heard(recording_id)
    assert heard[0] == 61_500


def test_closing_twice_is_closing_once(where: Places) -> None:
    def twice(earmark: Earmark) -> None:
        earmark.close()
        earmark.window.close()

    guest = Guest(lambda e: e.shelf.is_read, twice)
    assert open_window(where) == 0
    assert guest.has_seen
