"""Colours, letters and the other choices: they hold at once, on everything, and the next time."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QPlainTextEdit

from desktop_app.paths import Places
from desktop_app.settings import Settings
from desktop_app.ui.dialogs.keys_dialog import KeysDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.theme import THEMES, theme_of
from tests.ui.widgets.pages import turn_wheel
from tests.windows import Desk, OpenWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def colour_at(desk: Desk, x: int, y: int) -> str:
    return QColor(desk.window.grab().toImage().pixelColor(x, y)).name()


def test_a_change_of_colours_shows_at_once_on_everything(reading_desk: Desk) -> None:
    desk = reading_desk
    for name in (*THEMES, *reversed(THEMES)):
        desk.earmark.looks.change("theme", name)
        theme = THEMES[name]
        for widget in (desk.view, desk.window.sidebar, desk.window.places.questions.list):
            assert theme_of(widget.palette()) is theme
        page = desk.view.viewport().grab().toImage()
        assert page.pixelColor(3, 3).name() == theme.canvas
        side = desk.window.sidebar.grab().toImage()
        assert side.pixelColor(2, side.height() // 2).name() == theme.side


def test_settings_in_the_dialog_take_effect_while_it_is_open(
    reading_desk: Desk, where: Places
) -> None:
    desk = reading_desk
    desk.act("settings")
    dialog = desk.window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.changed.emit("theme", "sepia")
    dialog.changed.emit("reading_size", 22)
    dialog.changed.emit("skip_forward_ms", 60_000)
    assert theme_of(desk.view.palette()) is THEMES["sepia"]
    assert theme_of(dialog.palette()) is THEMES["sepia"]
    desk.act("skip_forward")
    assert desk.player.position_ms() == 60_000
    assert desk.window.player_bar.forward_button.accessibleName() == "Forward 60 seconds"
    kept = json.loads(where.settings.read_text("utf-8"))
    assert (kept["theme"], kept["reading_size"]) == ("sepia", 22)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_size_of_the_text_has_keys_a_wheel_and_bounds(reading_desk: Desk) -> None:
    desk = reading_desk

    def size() -> int:
        return desk.earmark.settings.value.reading_size

    usual = Settings().reading_size
    desk.press(Qt.Key.Key_Plus, CTRL)
    assert size() == usual + 1
    turn_wheel(desk.view.viewport(), 1, CTRL)
    assert size() == usual + 2
    for _press in range(30):
        desk.act("bigger")
    assert size() == 28
    for _press in range(30):
        desk.act("smaller")
    assert size() == 14
    desk.press(Qt.Key.Key_0, CTRL)
    assert size() == usual


def test_a_larger_text_keeps_the_line_one_reads(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.view.show_segment(20)
    before = desk.view.segment_top(20)
    for _press in range(4):
        desk.act("bigger")
    after = desk.view.segment_top(20)
    assert before is not None
    assert after is not None
    assert 0 <= after < desk.view.height()


def test_settings_that_make_no_sense_are_said_and_put_aside(
    open_window: OpenWindow, where: Places
) -> None:
    where.settings.parent.mkdir(parents=True)
    where.settings.write_text("{ this is no", "utf-8")
    desk = open_window()
    assert desk.banner_words.startswith("The settings file was damaged")
    assert desk.earmark.settings.value == Settings()


def test_settings_that_cannot_be_saved_hold_all_the_same(desk: Desk, where: Places) -> None:
    where.settings.mkdir(parents=True)
    desk.earmark.looks.change("theme", "dark")
    assert theme_of(desk.view.palette()) is THEMES["dark"]
    assert desk.banner_words.startswith("The settings cannot be saved")


def test_the_keyboard_sheet_opens_and_closes(reading_desk: Desk) -> None:
    reading_desk.act("keys")
    dialog = reading_desk.window.findChild(KeysDialog)
    assert isinstance(dialog, QDialog)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_everything_one_can_press_or_type_into_has_a_name(reading_desk: Desk) -> None:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    nameless = [
        widget
        for kind in kinds
        for widget in reading_desk.window.findChildren(kind)
        if widget.isVisible() and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


def test_tab_reaches_every_part_of_the_window(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.window.activateWindow()
    desk.wait_until(desk.window.isActiveWindow)
    desk.view.setFocus()
    parts = {
        "sidebar": desk.window.sidebar,
        "text": desk.window.reading,
        "panel": desk.window.places,
        "player": desk.window.player_bar,
    }
    seen: set[str] = set()
    for _press in range(60):
        focused = QApplication.focusWidget()
        if focused is not None:
            seen |= {name for name, part in parts.items() if part.isAncestorOf(focused)}
            QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == set(parts)
