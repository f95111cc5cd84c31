"""Giving actions other keys, by keyboard alone, and where the new ones are then seen."""

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop_app.settings import SettingsFile
from desktop_app.ui.dialogs.change_keys_dialog import ChangeKeysDialog
from desktop_app.ui.dialogs.keys_dialog import KeysDialog
from desktop_app.ui.dialogs.settings_dialog import KEYBOARD, SettingsDialog
from desktop_app.ui.key_changes import changed_table
from desktop_app.ui.models.key_rows import KeyRow
from desktop_app.ui.widgets.key_catcher import KeyCatcher
from tests.windows import BREAD, Desk, OpenWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier


class Hand:
    """A keyboard, and nothing else."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def sheet(self, kind: type[QWidget]) -> QWidget:
        self.desk.wait_until(lambda: isinstance(QApplication.activeModalWidget(), kind))
        sheet = QApplication.activeModalWidget()
        assert sheet is not None
        sheet.activateWindow()
        self.desk.wait_until(sheet.isActiveWindow)
        return sheet

    def type(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def tab_to(self, words: str) -> None:
        for _step in range(30):
            here = QApplication.focusWidget()
            if isinstance(here, QPushButton) and here.accessibleName() == words:
                return
            self.type(Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {words}")

    def open_changes(self) -> ChangeKeysDialog:
        """Come from the text to the sheet of changes: F1, Tab to the link, Space."""
        self.desk.press(Key.Key_F1)
        self.sheet(KeysDialog)
        self.tab_to("Change keys…")
        self.type(Key.Key_Space)
        sheet = self.sheet(ChangeKeysDialog)
        assert isinstance(sheet, ChangeKeysDialog)
        return sheet

    def close_sheet(self) -> None:
        """Esc, and wait until the window below has the keyboard again."""
        self.type(Key.Key_Escape)
        self.desk.wait_until(lambda: QApplication.activeModalWidget() is None)
        self.desk.window.activateWindow()
        self.desk.wait_until(self.desk.window.isActiveWindow)

    def go_to(self, sheet: ChangeKeysDialog, words: str) -> None:
        sheet.list.setFocus()
        self.type(Key.Key_Home)
        for _step in range(80):
            row = sheet.list.current_row()
            if isinstance(row, KeyRow) and row.spec.words == words:
                return
            self.type(Key.Key_Down)
        raise AssertionError(f"no row {words}")


def row_words(sheet: ChangeKeysDialog) -> str:
    row = sheet.list.current_row()
    assert row is not None
    return row.words


def labels(sheet: QWidget) -> str:
    return " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_another_key_works_at_once_and_is_shown_wherever_keys_are(
    reading_desk: Desk, open_window: OpenWindow
) -> None:
    desk, hand = reading_desk, Hand(reading_desk)
    button = desk.window.player_bar.bookmark_button
    assert button.toolTip() == "Bookmark this passage  B"
    sheet = hand.open_changes()
    hand.go_to(sheet, "Bookmark this passage")
    hand.type(Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), KeyCatcher)
    hand.type(Key.Key_N)
    assert row_words(sheet) == "Bookmark this passage, N or Ctrl+B, changed"
    hand.close_sheet()
    desk.press(Key.Key_B)
    desk.rest()
    assert desk.shown.bookmarks == ()
    desk.press(Key.Key_N)
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    assert button.toolTip() == "Bookmark this passage  N"
    assert "Press N while you listen" in _empty_words(desk)
    desk.press(Key.Key_F1)
    lines = [w.accessibleName() for w in hand.sheet(KeysDialog).findChildren(QWidget)]
    assert "Bookmark this passage: N" in lines
    hand.type(Key.Key_Escape)
    assert json.loads(desk.where.settings.read_text())["keys"] == {"bookmark": ["N", "Ctrl+B"]}
    desk.quit()
    again = open_window(desk.where)
    assert again.window.player_bar.bookmark_button.toolTip() == "Bookmark this passage  N"
    again.open(BREAD)
    again.press(Key.Key_N)
    again.wait_until(lambda: len(again.shown.bookmarks) == 2)


def _empty_words(desk: Desk) -> str:
    panel = desk.window.places.bookmarks
    return " ".join(widget.accessibleName() for widget in panel.findChildren(QWidget))


def test_a_key_that_is_taken_is_said_and_can_be_used_all_the_same(reading_desk: Desk) -> None:
    hand = Hand(reading_desk)
    sheet = hand.open_changes()
    hand.go_to(sheet, "Sound off or on")
    hand.type(Key.Key_Return)
    hand.type(Key.Key_B)
    assert "B is the key of “Bookmark this passage”." in labels(sheet)
    hand.tab_to("Leave it")
    hand.type(Key.Key_Space)
    assert row_words(sheet) == "Sound off or on, M"
    hand.type(Key.Key_Return)
    hand.type(Key.Key_B)
    hand.tab_to("Use it here")
    hand.type(Key.Key_Space)
    assert row_words(sheet) == "Sound off or on, B, changed"
    hand.go_to(sheet, "Bookmark this passage")
    assert row_words(sheet) == "Bookmark this passage, Ctrl+B"
    hand.close_sheet()
    assert not reading_desk.player.is_muted()
    reading_desk.press(Key.Key_B)
    assert reading_desk.player.is_muted()


def test_one_key_or_all_can_be_as_usual_again(reading_desk: Desk) -> None:
    desk, hand = reading_desk, Hand(reading_desk)
    sheet = hand.open_changes()
    for words, key in (("Sound off or on", Key.Key_N), ("Back to the voice", Key.Key_V)):
        hand.go_to(sheet, words)
        hand.type(Key.Key_Return)
        hand.type(key, Modifier.ControlModifier if key == Key.Key_N else Modifier.NoModifier)
    hand.go_to(sheet, "Show or hide the panel")
    hand.type(Key.Key_Delete)
    assert row_words(sheet) == "Show or hide the panel, no key, changed"
    assert desk.window.reading.header.panel_button.toolTip() == "Questions and bookmarks  –"
    hand.go_to(sheet, "Sound off or on")
    assert row_words(sheet) == "Sound off or on, Ctrl+N, changed"
    hand.tab_to("Usual key")
    hand.type(Key.Key_Space)
    assert row_words(sheet) == "Sound off or on, M"
    kept = SettingsFile(desk.where.settings).value.keys
    assert kept.keys() == {"follow", "panel"}
    hand.tab_to("All usual keys")
    hand.type(Key.Key_Space)
    kept = SettingsFile(desk.where.settings).value.keys
    assert kept == {}
    assert changed_table(kept) == changed_table({})
    assert desk.window.reading.header.panel_button.toolTip() == "Questions and bookmarks  Q"
    hand.type(Key.Key_Escape)


def test_keys_that_lists_and_windows_live_by_are_refused(reading_desk: Desk) -> None:
    hand = Hand(reading_desk)
    sheet = hand.open_changes()
    hand.go_to(sheet, "Play or pause")
    hand.type(Key.Key_Return)
    hand.type(Key.Key_Down)
    assert "Down moves in lists and texts and stays as it is." in labels(sheet)
    hand.type(Key.Key_Tab)
    assert "Tab moves in lists and texts and stays as it is." in labels(sheet)
    hand.type(Key.Key_Escape)
    assert sheet.isVisible()
    assert row_words(sheet) == "Play or pause, Space or Ctrl+Space or Media Play"
    hand.go_to(sheet, "Close what is on top")
    hand.type(Key.Key_Return)
    assert not isinstance(QApplication.focusWidget(), KeyCatcher)
    hand.type(Key.Key_Escape)


def test_the_settings_lead_to_the_same_sheet(reading_desk: Desk) -> None:
    hand = Hand(reading_desk)
    reading_desk.act("settings")
    settings = hand.sheet(SettingsDialog)
    assert isinstance(settings, SettingsDialog)
    settings.show_section(KEYBOARD)
    hand.tab_to("Change keys…")
    hand.type(Key.Key_Space)
    assert hand.sheet(ChangeKeysDialog).isVisible()
    hand.type(Key.Key_Escape)
