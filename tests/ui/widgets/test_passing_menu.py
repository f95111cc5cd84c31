"""A menu for one occasion leaves nothing behind."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.passing_menu import PassingMenu


def test_what_is_chosen_is_done_and_no_menu_stays(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    done: list[int] = []
    for number in range(20):
        menu = PassingMenu(page)
        menu.addAction("Do it", lambda number=number: done.append(number))
        QTimer.singleShot(
            0, menu, lambda menu=menu: _press(menu, Qt.Key.Key_Down, Qt.Key.Key_Return)
        )
        menu.exec()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert done == list(range(20))
    assert page.findChildren(QMenu) == []


def test_a_menu_that_is_left_is_gone_too(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    menu = PassingMenu(page)
    menu.addAction("Do it")
    QTimer.singleShot(0, menu, lambda: _press(menu, Qt.Key.Key_Escape))
    assert menu.exec() is None
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.findChildren(QMenu) == []


def _press(menu: QMenu, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(menu, key)
