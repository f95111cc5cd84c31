"""The reading cursor: moved by keys, line by line or page by page."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_app.ui.widgets.reading_keys import line_move, page_step

_PAGE_SHARE = 0.9  # of the height that a page key moves


def move_cursor(view: QTextEdit, event: QKeyEvent, *, keeps: bool) -> bool:
    """Move the cursor of a view for a key; ``keeps`` selects what lies between. False: no such key.

    The view scrolls so that the cursor can be seen.
    """
    keep = QTextCursor.MoveMode.KeepAnchor if keeps else QTextCursor.MoveMode.MoveAnchor
    move, step = line_move(event), page_step(event)
    if move is not None:
        cursor = view.textCursor()
        cursor.movePosition(move, keep)
        view.setTextCursor(cursor)
        return True
    if step:
        at = view.cursorRect().center()
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + step * round(view.viewport().height() * _PAGE_SHARE))
        height = view.viewport().height()
        inside = QPoint(at.x(), min(max(at.y(), height // 10), height * 9 // 10))
        cursor = view.textCursor()
        cursor.setPosition(view.cursorForPosition(inside).position(), keep)
        view.setTextCursor(cursor)
        return True
    return False
