"""The real window with everything behind it, opened for a test and closed after it."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import Earmark
from desktop_app.jobs import Jobs
from desktop_app.library import Library, open_library
from desktop_app.paths import Places, places, resource
from desktop_app.player.base import Player
from desktop_app.player.null_player import NullPlayer
from desktop_app.search.index import Index
from desktop_app.ui.actions import KeyGuard
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.transcript_view import TranscriptView
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.opening import OpenRecording
from desktop_app.workflows.reindexing import bring_up_to_date
from tests.workflows.conftest import MARKDOWN, write_wave

PATIENCE_MS = 10_000
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Desk:
    """A window and a hand: what a user sees and does, in the words of a test."""

    def __init__(self, qtbot: QtBot, application: QApplication, where: Places, player: Player):
        self.qtbot = qtbot
        self.where = where
        self.crashes: list[BaseException] = []
        self.earmark = Earmark(application, where, player)
        self.earmark.jobs.crashed.connect(self.crashes.append)
        self.earmark.start()
        self.wait_until(lambda: self.earmark.shelf.is_read)

    # ---- what there is -----------------------------------------------------------------------
    @property
    def window(self) -> MainWindow:
        return self.earmark.window

    @property
    def session(self) -> Session:
        return self.earmark.session

    @property
    def jobs(self) -> Jobs:
        return self.earmark.jobs

    @property
    def view(self) -> TranscriptView:
        return self.window.reading.view

    @property
    def player(self) -> Player:
        return self.session.player

    @property
    def shown(self) -> OpenRecording:
        assert self.session.shown is not None
        return self.session.shown

    @property
    def banner_words(self) -> str:
        """What the banner says, empty without one."""
        banner = self.window.notices.banner
        return "" if banner is None else banner.accessibleName()

    @property
    def library(self) -> Library:
        """A connection of the test's own, to look or to meddle; the test closes it."""
        return open_library(self.where.database, backups=self.where.backups)

    # ---- what one does -----------------------------------------------------------------------
    def wait_until(self, is_so: Callable[[], bool], timeout: int = PATIENCE_MS) -> None:
        self.qtbot.waitUntil(is_so, timeout=timeout)

    def rest(self) -> None:
        """Wait until the window has nothing more to do."""
        self.wait_until(lambda: self.jobs.is_idle)

    def add(self, *paths: Path) -> OpenRecording:
        """Add files and wait until the first is on the page, and all work on them done."""
        before = self.session.shown
        self.earmark.adding.add(list(paths))
        self.wait_until(lambda: self.session.shown is not before)
        self.rest()
        return self.shown

    def open(self, title: str) -> OpenRecording:
        """Open an episode of the library by its title."""
        entries = self.earmark.shelf.contents.entries
        wanted = next(entry.id for entry in entries if entry.title == title)
        self.earmark.navigation.open(wanted)
        self.wait_until(
            lambda: self.session.shown is not None and self.shown.recording.id == wanted
        )
        return self.shown

    def act(self, name: str) -> None:
        """Do what a key does, by the action's name."""
        self.earmark.actions[name].trigger()

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER, at: QWidget | None = None
    ) -> None:
        """Press a key in a control, the text unless another is named."""
        widget = at or self.view
        self.window.activateWindow()
        widget.setFocus()
        QTest.keyClick(widget, key, modifier)

    def choose(self, words: str, within: QWidget | None = None) -> None:
        """Press the button with these words as soon as it is on screen."""
        whole = within or self.window

        def found() -> list[QPushButton]:
            buttons = whole.findChildren(QPushButton)
            return [b for b in buttons if b.text() == words and b.isVisible()]

        self.wait_until(lambda: bool(found()))
        found()[0].click()

    def quit(self) -> None:
        """Close the window, and with it everything."""
        self.window.close()

    def delete(self) -> None:
        """Quit and free everything here and now: a thread of the next test must not do it."""
        self.quit()
        for made in (self.earmark, self.window, self.player):
            made.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


OpenWindow = Callable[..., Desk]
SAMPLE = resource("sample/bread-questions.mp3")
BREAD, BEES = "Ask us anything about bread", "bees"


@pytest.fixture
def where(tmp_path: Path) -> Places:
    """The places of a library of the test's own."""
    return places(tmp_path / "library")


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A library with two episodes, the sample and one about bees; it is never written to."""
    folder = tmp_path_factory.mktemp("stock")
    show = folder / "A show"
    show.mkdir()
    (show / "bees.md").write_text(MARKDOWN, "utf-8")
    write_wave(show / "bees.wav")
    kept = places(folder / "library")
    with open_library(kept.database, backups=kept.backups) as library:
        report = import_paths(library, [SAMPLE, show / "bees.md"])
        index = Index(kept.index)
        bring_up_to_date(library, index)
        index.close()
    assert {one.recording.title for one in report.imported} == {BREAD, BEES}
    return kept


@pytest.fixture
def stocked(stock: Places, where: Places) -> Places:
    """The places of a library of the test's own with both episodes in it."""
    shutil.copytree(stock.database.parent, where.database.parent)
    return where


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, where: Places, caplog: pytest.LogCaptureFixture
) -> Iterator[OpenWindow]:
    """Return a function that opens the window, on the test's library unless told another.

    The player is one that is moved by hand, unless another is given. After the test all windows
    are closed, and none may have met a bug on its way.
    """
    desks: list[Desk] = []
    guard = KeyGuard(qapp)

    def open_one(elsewhere: Places | None = None, player: Player | None = None) -> Desk:
        desk = Desk(qtbot, qapp, elsewhere or where, player or NullPlayer())
        desks.append(desk)
        return desk

    yield open_one
    for desk in desks:
        desk.delete()
    guard.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [crash for desk in desks for crash in desk.crashes] == []
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []


@pytest.fixture
def desk(open_window: OpenWindow) -> Desk:
    """A window on a new library, with a player moved by hand."""
    return open_window()


@pytest.fixture
def reading_desk(open_window: OpenWindow, stocked: Places) -> Desk:
    """A window on a library of two episodes, with the sample open and a player moved by hand."""
    desk = open_window(stocked)
    desk.open(BREAD)
    return desk
