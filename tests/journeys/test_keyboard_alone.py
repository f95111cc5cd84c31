"""The whole of the window without a mouse: every screen is reached, used and left by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMenu, QWidget

from desktop_app.paths import Places
from desktop_app.ui.dialogs.change_keys_dialog import ChangeKeysDialog
from desktop_app.ui.dialogs.keys_dialog import KeysDialog
from desktop_app.ui.dialogs.note_dialog import NoteDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.time_dialog import TimeDialog
from desktop_app.ui.main_window import PROBLEM, WELCOME
from desktop_app.ui.panels.places_panel import BOOKMARKS as KEPT
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY, READING
from desktop_app.ui.widgets.list_view import ListView
from tests.windows import BREAD, Desk, OpenWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
MOST_STOPS = 80


class Keyboard:
    """Keys go to whatever has the focus; nothing is clicked and no control is asked for it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def here(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or self.top

    @property
    def top(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    @property
    def window(self) -> QWidget:
        return self.desk.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        self.activate()
        QTest.keyClick(self.here, key, modifier)

    def write(self, words: str) -> None:
        QTest.keyClicks(self.here, words)

    def activate(self) -> None:
        top = self.top
        if not isinstance(top, QMenu) and not top.isActiveWindow():
            top.activateWindow()
            self.desk.wait_until(top.isActiveWindow)

    def tab_to(self, is_it: Callable[[QWidget], bool]) -> QWidget:
        """Press Tab until the focus is where it is wanted."""
        stops: list[str] = []
        for _stop in range(MOST_STOPS):
            if is_it(self.here):
                return self.here
            stops.append(self.here.accessibleName())
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never comes there, only to {stops}")

    def tab_to_button(self, words: str) -> None:
        def is_it(widget: QWidget) -> bool:
            said = widget.accessibleName()
            return isinstance(widget, QAbstractButton) and said.startswith(words)

        self.tab_to(is_it)

    def tab_to_list(self, wanted: ListView) -> None:
        self.tab_to(lambda widget: widget is wanted)

    def dialog(self, kind: type[QWidget]) -> QWidget:
        self.desk.wait_until(lambda: isinstance(QApplication.activeModalWidget(), kind))
        self.activate()
        return self.top

    def leave(self) -> None:
        """Esc closes what is on top."""
        top = self.top
        self.press(Key.Key_Escape)
        self.desk.wait_until(lambda: not top.isVisible())
        self.activate()

    def menu(self, wanted: str = "") -> list[str]:
        """Open the menu of the row, choose from it by arrows and Enter; return what it offers."""
        offered: list[str] = []

        def answer() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            lines = [action.text() for action in menu.actions() if not action.isSeparator()]
            offered.extend(lines)
            if not wanted:
                QTest.keyClick(menu, Key.Key_Escape)
                return
            for _step in range(lines.index(wanted) + 1):
                QTest.keyClick(menu, Key.Key_Down)
            QTest.keyClick(menu, Key.Key_Return)

        QTimer.singleShot(0, answer)
        reason = QContextMenuEvent.Reason.Keyboard
        here = self.here
        QApplication.sendEvent(
            here, QContextMenuEvent(reason, QPoint(), here.mapToGlobal(QPoint()))
        )
        return offered


@pytest.fixture
def keyboard(desk: Desk) -> Keyboard:
    """A keyboard at a new library, before anything is in it."""
    return Keyboard(desk)


@pytest.fixture
def reader(reading_desk: Desk) -> Keyboard:
    """A keyboard at the sample, open in a library of two episodes."""
    reading_desk.window.resize(1440, 900)
    reading_desk.view.setFocus()
    return Keyboard(reading_desk)


def test_from_the_first_run_to_reading_and_listening(keyboard: Keyboard) -> None:
    desk = keyboard.desk
    assert desk.window.page == WELCOME
    keyboard.tab_to_button("Open sample")
    keyboard.press(Key.Key_Space)
    desk.wait_until(lambda: desk.window.page == READING)
    desk.rest()
    assert keyboard.here is desk.view
    keyboard.press(Key.Key_Space)
    assert desk.player.is_playing()
    keyboard.press(Key.Key_Right)
    assert desk.player.position_ms() == 5_000
    keyboard.press(Key.Key_Down)
    place = desk.view.reading_place
    assert place is not None
    keyboard.press(Key.Key_Return)
    assert desk.view.current_segment == place[0]
    keyboard.press(Key.Key_Left, Modifier.AltModifier)
    assert desk.player.position_ms() == 5_000


def test_a_file_that_is_no_transcript_is_left_with_esc(
    keyboard: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, table = keyboard.desk, tmp_path / "budget.csv"
    table.write_text("month,bread\nmay,12\n" * 20)
    answer = staticmethod(lambda *_asked: ([str(table)], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answer)
    keyboard.press(Key.Key_O, CTRL)
    desk.wait_until(lambda: desk.window.page == PROBLEM)
    assert keyboard.here.accessibleName() == "Choose another file…"
    keyboard.press(Key.Key_Escape)
    assert desk.window.page == WELCOME


def test_the_panel_with_questions_and_bookmarks(reader: Keyboard) -> None:
    desk, places = reader.desk, reader.desk.window.places
    reader.press(Key.Key_B)
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    reader.tab_to_list(places.questions.list)
    reader.press(Key.Key_Down)
    reader.press(Key.Key_Return)
    assert desk.player.is_playing()
    asked_ms = desk.session.moment_ms
    assert asked_ms in [question.start_ms for question in desk.shown.questions]
    assert "Play from here" in reader.menu() or reader.menu()
    reader.press(Key.Key_Escape)
    assert reader.here is desk.view
    reader.tab_to(lambda widget: widget.accessibleName() == "Questions or bookmarks")
    reader.press(Key.Key_Right)
    assert places.page == KEPT
    reader.tab_to_list(places.bookmarks.list)
    offered = reader.menu("Copy with citation")
    for painted in ("Play from here", "Copy with citation"):
        assert painted in offered
    assert "“" in QApplication.clipboard().text()
    reader.press(Key.Key_Delete)
    desk.wait_until(lambda: desk.shown.bookmarks == ())
    reader.press(Key.Key_Z, CTRL)
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    reader.press(Key.Key_Q)
    assert not desk.window.is_panel_shown


def test_a_bookmark_gets_its_note(reader: Keyboard) -> None:
    desk = reader.desk

    def write() -> None:
        if not isinstance(QApplication.activeModalWidget(), NoteDialog):
            return
        timer.stop()
        reader.activate()
        reader.write("Try this")
        reader.press(Key.Key_Return, CTRL)

    timer = QTimer()
    timer.timeout.connect(write)
    timer.start(20)
    reader.press(Key.Key_B, SHIFT)
    desk.wait_until(lambda: [kept.bookmark.note for kept in desk.shown.bookmarks] == ["Try this"])


def test_finding_in_the_episode(reader: Keyboard) -> None:
    desk = reader.desk
    reader.press(Key.Key_F, CTRL)
    reader.write("flour")
    first = desk.view.reading_place
    reader.press(Key.Key_F3)
    assert desk.view.reading_place != first or desk.window.reading.is_finding
    reader.press(Key.Key_Escape)
    assert not desk.window.reading.is_finding
    assert reader.here is desk.view


@pytest.mark.parametrize("width", [1440, 900])
def test_searching_all_transcripts(reader: Keyboard, width: int) -> None:
    desk, results = reader.desk, reader.desk.window.results
    desk.window.resize(width, 900)
    reader.press(Key.Key_F, CTRL | SHIFT)
    reader.write("saltt")
    desk.wait_until(lambda: results.words == "saltt")
    reader.press(Key.Key_Backspace)
    desk.wait_until(lambda: bool(results.list.rows_model.rows) and results.words == "salt")
    reader.press(Key.Key_Down)
    assert reader.here is results.list
    row = results.list.current_row()
    assert row is not None
    assert not row.is_heading
    assert reader.menu()
    reader.press(Key.Key_Return)
    desk.wait_until(desk.player.is_playing)
    reader.press(Key.Key_Escape)
    desk.wait_until(lambda: not desk.window.is_searching)
    assert reader.here is desk.view


def test_the_library_and_all_bookmarks(reader: Keyboard) -> None:
    desk, window = reader.desk, reader.desk.window
    reader.press(Key.Key_B)
    desk.wait_until(lambda: bool(window.bookmarks.count))
    reader.press(Key.Key_2, CTRL)
    assert window.page == LIBRARY
    assert reader.here is window.library.list
    titles = [row.words.split(",")[0] for row in window.library.list.rows_model.rows]
    reader.press(Key.Key_Home)
    assert reader.menu() == ["Open", "Play", "Find its audio…", "Remove from the library"]
    reader.tab_to_button("Order")
    reader.tab_to(lambda widget: widget.accessibleName() == "Which episodes")
    reader.press(Key.Key_Right)
    reader.press(Key.Key_Left)
    reader.tab_to_list(window.library.list)
    reader.press(Key.Key_End)
    reader.press(Key.Key_Return)
    desk.wait_until(lambda: window.page == READING)
    desk.wait_until(lambda: desk.shown.recording.title == titles[-1])
    reader.press(Key.Key_3, CTRL)
    assert window.page == BOOKMARKS
    assert reader.here is window.bookmarks.list
    reader.press(Key.Key_Home)
    reader.press(Key.Key_Down)
    row = window.bookmarks.list.current_row()
    assert row is not None
    assert not row.is_heading
    offered = reader.menu()
    assert {"Play from here", "Copy with citation", "Delete"} <= set(offered)
    reader.press(Key.Key_Return)
    desk.wait_until(lambda: desk.shown.recording.title == BREAD and window.page == READING)
    reader.press(Key.Key_1, CTRL)
    assert window.page == READING


def test_the_sheets_open_over_each_other_and_close_with_esc(reader: Keyboard) -> None:
    reader.press(Key.Key_Comma, CTRL)
    reader.dialog(SettingsDialog)
    reader.tab_to_button("Reading")
    reader.press(Key.Key_Down)
    reader.tab_to(lambda widget: widget.accessibleName() == "Sound comes from")
    reader.leave()
    reader.press(Key.Key_F1)
    reader.dialog(KeysDialog)
    reader.press(Key.Key_PageDown)
    reader.tab_to_button("Change keys…")
    reader.press(Key.Key_Space)
    reader.dialog(ChangeKeysDialog)
    reader.leave()
    assert QApplication.activeModalWidget() is None
    assert reader.here is reader.desk.view


def test_going_to_a_time(reader: Keyboard) -> None:
    def write() -> None:
        if not isinstance(QApplication.activeModalWidget(), TimeDialog):
            return
        timer.stop()
        reader.activate()
        reader.press(Key.Key_A, CTRL)
        reader.write("1:30")
        reader.press(Key.Key_Return)

    timer = QTimer()
    timer.timeout.connect(write)
    timer.start(20)
    reader.press(Key.Key_G, CTRL)
    assert reader.desk.player.position_ms() == 90_000


def test_the_timing_of_a_text_and_the_transport(reader: Keyboard) -> None:
    desk, bar = reader.desk, reader.desk.window.player_bar
    reader.press(Key.Key_Tab)
    reader.tab_to(lambda widget: widget is desk.window.reading.header.chip)
    reader.press(Key.Key_Space)
    desk.wait_until(lambda: QApplication.activePopupWidget() is not None)
    reader.leave()
    reader.tab_to(lambda widget: widget is bar.timeline)
    before_ms = desk.player.position_ms()
    reader.press(Key.Key_Right)
    assert desk.player.position_ms() > before_ms
    for name in ("Previous question", "Back 15 seconds", "Play", "Forward 30 seconds"):
        reader.tab_to_button(name)
    reader.tab_to_button("Speed")
    reader.tab_to_button("Bookmark this passage")
    reader.press(Key.Key_Space)
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)


def test_lost_audio_is_found_from_the_banner(
    reader: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = reader.desk
    there = desk.shown.recording.audio
    with desk.library as library:
        library.recordings.update(desk.shown.recording.id, audio=tmp_path / "gone.mp3")
    desk.earmark.shelf.look()
    desk.wait_until(lambda: desk.banner_words.startswith("The audio file is not where it was"))
    banner = desk.window.notices.banner
    assert banner is not None
    desk.wait_until(banner.isVisible)
    answer = staticmethod(lambda *_asked: (str(there), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    reader.tab_to_button("Find it…")
    reader.press(Key.Key_Space)
    desk.wait_until(lambda: desk.shown.recording.audio == there)


def test_the_drawer_of_a_narrow_window_opens_and_closes(
    open_window: OpenWindow, stocked: Places
) -> None:
    desk = open_window(stocked)
    desk.open(BREAD)
    desk.window.resize(720, 600)
    desk.view.setFocus()
    keyboard = Keyboard(desk)
    keyboard.press(Key.Key_Q)
    desk.wait_until(lambda: desk.window.is_drawer_open)
    keyboard.tab_to_list(desk.window.places.questions.list)
    keyboard.press(Key.Key_Escape)
    assert not desk.window.is_drawer_open
    assert keyboard.here is desk.view
