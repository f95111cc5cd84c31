"""The table of keys: complete, without doubles, and out of the way of typing."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSlider,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.ui.actions import Actions, KeyGuard, action_table

Key = Qt.Key
Modifier = Qt.KeyboardModifier


class Desk:
    """A window with the actions and one control of each kind."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.done: list[str] = []
        actions = Actions(self.window)
        for spec in action_table():
            actions[spec.name].triggered.connect(lambda _on, name=spec.name: self.done.append(name))
        self.field, self.button = QLineEdit(), QPushButton("Press me")
        self.button.clicked.connect(lambda: self.done.append("clicked"))
        self.tabs, self.slider = QTabBar(), QSlider(Qt.Orientation.Horizontal)
        self.tabs.addTab("One")
        self.tabs.addTab("Two")
        self.plain = QWidget()
        self.plain.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        for widget in (self.field, self.button, self.tabs, self.slider, self.plain):
            layout.addWidget(widget)
        self.window.setCentralWidget(middle)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier
    ) -> list[str]:
        """Press a key in a control and return what came of it."""
        self.done.clear()
        widget.setFocus()
        QTest.keyClick(widget, key, modifier)
        return self.done


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Desk:
    made = Desk(qtbot)
    guard = KeyGuard(qapp)
    made.window.destroyed.connect(guard.deleteLater)
    return made


# ---- the table -----------------------------------------------------------------------------------
def test_every_key_does_one_thing() -> None:
    keys = Counter(QKeySequence(key).toString() for spec in action_table() for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert "" not in keys


def test_every_action_has_a_name_words_and_a_group() -> None:
    specs = action_table()
    assert len({spec.name for spec in specs}) == len(specs)
    assert len({spec.words for spec in specs}) == len(specs)
    assert all(spec.keys and spec.words and spec.group for spec in specs)


def test_play_and_bookmark_have_a_form_that_works_while_typing() -> None:
    keys = {spec.name: spec.keys for spec in action_table()}
    assert "Ctrl+Space" in keys["play"]
    assert "Ctrl+B" in keys["bookmark"]


# ---- while typing --------------------------------------------------------------------------------
SINGLE = [
    (Key.Key_Space, " "),
    (Key.Key_B, "b"),
    (Key.Key_F, "f"),
    (Key.Key_J, "j"),
    (Key.Key_L, "l"),
    (Key.Key_M, "m"),
    (Key.Key_Q, "q"),
    (Key.Key_R, "r"),
    (Key.Key_9, "9"),
    (Key.Key_0, "0"),
    (Key.Key_BracketLeft, "["),
]


@pytest.mark.parametrize(("key", "letter"), SINGLE)
def test_single_keys_are_letters_in_a_field(desk: Desk, key: Qt.Key, letter: str) -> None:
    assert desk.press(desk.field, key) == []
    assert desk.field.text().lower() == letter


@pytest.mark.parametrize(("key", "letter"), SINGLE)
def test_single_keys_act_elsewhere(desk: Desk, key: Qt.Key, letter: str) -> None:
    assert len(desk.press(desk.plain, key)) == 1
    assert desk.field.text() == ""


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Right, Key.Key_Backspace])
def test_keys_that_edit_stay_in_a_field(desk: Desk, key: Qt.Key) -> None:
    assert desk.press(desk.field, key) == []


def test_the_ctrl_forms_act_in_a_field(desk: Desk) -> None:
    assert desk.press(desk.field, Key.Key_Space, Modifier.ControlModifier) == ["play"]
    assert desk.press(desk.field, Key.Key_B, Modifier.ControlModifier) == ["bookmark"]
    assert desk.field.text() == ""


# ---- controls that live by a key -----------------------------------------------------------------
def test_space_presses_a_focused_button(desk: Desk) -> None:
    assert desk.press(desk.button, Key.Key_Space) == ["clicked"]


def test_arrows_move_between_tabs_and_along_a_slider(desk: Desk) -> None:
    assert desk.press(desk.tabs, Key.Key_Right) == []
    assert desk.tabs.currentIndex() == 1
    assert desk.press(desk.slider, Key.Key_Right) == []
    assert desk.slider.value() == 1


def test_arrows_move_the_sound_from_a_button(desk: Desk) -> None:
    assert desk.press(desk.button, Key.Key_Right) == ["forward_step"]


def test_the_other_keys_act_on_a_button_too(desk: Desk) -> None:
    assert desk.press(desk.button, Key.Key_B) == ["bookmark"]
