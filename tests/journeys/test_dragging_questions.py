"""A question dragged onto the line that asks it, by the mouse, in the real window."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.widgets.row_drag import RowDrop
from tests.windows import Desk

_HELD = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def row_data(desk: Desk) -> QMimeData:
    data = QMimeData()
    data.setData(desk.window.places.questions.drag_kind, b"2")
    return data


def test_the_line_that_would_take_it_is_shown_until_it_is_left(reading_desk: Desk) -> None:
    view, data = reading_desk.view, row_data(reading_desk)
    (drop,) = view.findChildren(RowDrop)
    view.show_segment(3)
    point = view.cursorRect(QTextCursor(view.textCursor())).center() + QPoint(20, 0)
    entering = QDragEnterEvent(point, Qt.DropAction.LinkAction, data, *_HELD)
    QApplication.sendEvent(view.viewport(), entering)
    moving = QDragMoveEvent(point, Qt.DropAction.LinkAction, data, *_HELD)
    QApplication.sendEvent(view.viewport(), moving)
    assert moving.isAccepted()
    assert drop.line_shown is not None
    assert drop.line_shown.contains(point)
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    assert drop.line_shown is None


def test_the_text_moves_on_under_what_is_held_at_its_edge(reading_desk: Desk) -> None:
    view, data = reading_desk.view, row_data(reading_desk)
    bar = view.verticalScrollBar()
    bar.setValue(0)
    point = QPoint(view.viewport().width() // 2, view.viewport().height() - 2)
    entering = QDragEnterEvent(point, Qt.DropAction.LinkAction, data, *_HELD)
    QApplication.sendEvent(view.viewport(), entering)
    reading_desk.wait_until(lambda: bar.value() > 100)
    let_go = QDropEvent(QPointF(point), Qt.DropAction.LinkAction, data, *_HELD)
    QApplication.sendEvent(view.viewport(), let_go)
    place = view.place_at(point)
    assert place is not None
    reading_desk.wait_until(
        lambda: any(q.segment == place[0] for q in reading_desk.shown.questions)
    )


def test_a_pull_at_a_row_begins_a_drag(reading_desk: Desk) -> None:
    reading_desk.window.show_panel(True)
    rows = reading_desk.window.places.questions.list
    area = rows.visualRect(rows.rows_model.index(1))
    QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    for pulled in (2, 60):  # a hand that trembles drags nothing
        at = QPointF(area.center() - QPoint(pulled, 0))
        above = QPointF(rows.viewport().mapToGlobal(at))
        move = QMouseEvent(QEvent.Type.MouseMove, at, above, Qt.MouseButton.NoButton, *_HELD)
        QApplication.sendEvent(rows.viewport(), move)
        begun = rows.findChildren(QDrag)
        assert len(begun) == (pulled > 2)
    data = begun[0].mimeData()
    assert bytes(data.data(reading_desk.window.places.questions.drag_kind).data()) == b"2"
    assert not begun[0].pixmap().isNull()
