"""Choosing where the sound comes from, and what happens when that is unplugged."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from desktop_app.player.base import Output
from desktop_app.player.null_player import NullPlayer
from desktop_app.settings import SettingsFile
from tests.windows import Desk, OpenWindow

SPEAKERS, HEADPHONES = Output("hw:0", "Speakers"), Output("usb-1", "Headphones")


def player_of(desk: Desk) -> NullPlayer:
    assert isinstance(desk.player, NullPlayer)
    return desk.player


def open_settings(desk: Desk) -> QDialog:
    desk.wait_until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.activateWindow()
    desk.wait_until(dialog.isActiveWindow)
    return dialog


def box_in(dialog: QDialog) -> QComboBox:
    boxes = dialog.findChildren(QComboBox)
    return next(box for box in boxes if box.accessibleName() == "Sound comes from")


def offered(box: QComboBox) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


def choose_headphones(desk: Desk) -> None:
    """Choose the device by keyboard alone, from where a lost one is said."""
    player_of(desk).plug(False)
    desk.window.player_bar.problem_button.click()
    desk.choose("Choose output…")
    dialog = open_settings(desk)
    box = box_in(dialog)
    for _step in range(20):
        if dialog.focusWidget() is box:
            break
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is box
    assert offered(box) == ["What the system uses", "Speakers", "Headphones"]
    QTest.keyClick(box, Qt.Key.Key_End)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    player_of(desk).plug(True)


def test_an_output_is_chosen_with_the_keyboard_and_is_chosen_next_time(
    reading_desk: Desk, open_window: OpenWindow
) -> None:
    player = player_of(reading_desk)
    player.connect_outputs(SPEAKERS, HEADPHONES)
    assert player.output_id == ""
    choose_headphones(reading_desk)
    assert player.output_id == HEADPHONES.id
    kept = SettingsFile(reading_desk.where.settings).value
    assert (kept.output, kept.output_name) == (HEADPHONES.id, HEADPHONES.name)
    reading_desk.quit()
    again = open_window(reading_desk.where)
    assert player_of(again).output_id == HEADPHONES.id
    assert "“Headphones” is not there" in again.window.notices.said


def test_an_output_that_is_unplugged_and_comes_back_is_said(reading_desk: Desk) -> None:
    player, notices = player_of(reading_desk), reading_desk.window.notices
    player.connect_outputs(SPEAKERS, HEADPHONES)
    choose_headphones(reading_desk)
    player.connect_outputs(SPEAKERS)
    assert notices.said == (
        "“Headphones” is not there. The sound comes from where the system plays."
    )
    reading_desk.act("settings")
    dialog = open_settings(reading_desk)
    box = box_in(dialog)
    assert offered(box)[-1] == "Headphones (not there now)"
    assert box.currentText() == "Headphones (not there now)"
    player.connect_outputs(SPEAKERS, HEADPHONES)
    assert offered(box) == ["What the system uses", "Speakers", "Headphones"]
    assert box.currentText() == "Headphones"
    assert notices.said == "The sound comes from “Headphones” again"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert player.output_id == HEADPHONES.id


def test_following_the_system_again_says_nothing_of_devices(reading_desk: Desk) -> None:
    player = player_of(reading_desk)
    player.connect_outputs(SPEAKERS, HEADPHONES)
    choose_headphones(reading_desk)
    reading_desk.act("settings")
    dialog = open_settings(reading_desk)
    QTest.keyClick(box_in(dialog), Qt.Key.Key_Home)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert player.output_id == ""
    before = reading_desk.window.notices.said
    player.connect_outputs(SPEAKERS)
    assert reading_desk.window.notices.said == before
