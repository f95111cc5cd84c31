"""A row of a list dragged onto a line of the text."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.models.list_model import Row
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.transcript_view import TranscriptView

_EDGE_PX = 56  # so near to the top or bottom the text moves on under what is dragged
_EACH_MS = 30
_BAR_PX, _ROOM_PX = 3, 8
_TINT = 38  # of 255


class RowDrag(QObject):
    """Lets rows with a ``number`` be dragged out of a list, as data of a kind of its own."""

    def __init__(self, view: ListView, kind: str) -> None:
        super().__init__(view)
        self._view = view
        self._kind = kind
        self._pressed_at: QPoint | None = None
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress:
            self._pressed_at = at if event.button() is Qt.MouseButton.LeftButton else None
        elif event.type() is QEvent.Type.MouseMove and self._pressed_at is not None:
            far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            if event.buttons() & Qt.MouseButton.LeftButton and far:
                index = self._view.indexAt(self._pressed_at)
                row = self._view.rows_model.row(index)
                self._pressed_at = None
                if row is not None and not row.is_heading:
                    self._drag(row, self._view.visualRect(index))
                    return True
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._pressed_at = None
        return False

    def _drag(self, row: Row, area: QRect) -> None:
        number = getattr(row, "number", None)
        if number is None:
            return
        data = QMimeData()
        data.setData(self._kind, str(number).encode())
        data.setText(row.words)
        drag = QDrag(self._view)
        drag.setMimeData(data)
        drag.setPixmap(self._view.viewport().grab(area))
        drag.setHotSpot(QPoint(-2 * _ROOM_PX, -2 * _ROOM_PX))  # the line stays in sight
        drag.exec(Qt.DropAction.LinkAction)


class RowDrop(QObject):
    """Takes such a row where it is let go over the text, and shows the line meanwhile."""

    dropped = Signal(int, int, int)  # the number of the row; segment and character

    def __init__(self, view: TranscriptView, kind: str) -> None:
        super().__init__(view)
        self._view = view
        self._kind = kind
        self._line = _Line(view.viewport())
        self._at = QPoint()
        self._scroll = QTimer(self, interval=_EACH_MS)
        self._scroll.timeout.connect(self._on_scroll)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    @property
    def line_shown(self) -> QRect | None:
        """The line that would take the row, in the viewport."""
        return self._line.geometry() if self._line.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DragLeave:
            self._end()
            return False
        if not isinstance(event, QDropEvent) or not event.mimeData().hasFormat(self._kind):
            return False
        event.setDropAction(Qt.DropAction.LinkAction)
        event.accept()
        self._at = event.position().toPoint()
        if isinstance(event, QDragMoveEvent):  # entering, too
            self._show_line()
            self._scroll.start()
        elif event.type() is QEvent.Type.Drop:
            self._end()
            place = self._view.place_at(self._at)
            number = bytes(event.mimeData().data(self._kind).data()).decode()
            if place is not None and number.isdigit():
                self.dropped.emit(int(number), *place)
        return True

    def _show_line(self) -> None:
        start = self._view.cursorForPosition(self._at)
        if self._view.place_at(self._at) is None:
            self._line.hide()
            return
        end = QTextCursor(start)
        start.movePosition(QTextCursor.MoveOperation.StartOfLine)
        end.movePosition(QTextCursor.MoveOperation.EndOfLine)
        line = self._view.cursorRect(start).united(self._view.cursorRect(end))
        self._line.setGeometry(line.adjusted(-_ROOM_PX, -1, _ROOM_PX, 1))
        self._line.show()
        self._line.raise_()

    @Slot()
    def _on_scroll(self) -> None:
        height, y = self._view.viewport().height(), self._at.y()
        beyond = min(0, y - _EDGE_PX) or max(0, y - (height - _EDGE_PX))
        if beyond:
            self._view.stop_following()
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + beyond // 2)
            self._show_line()

    def _end(self) -> None:
        self._scroll.stop()
        self._line.hide()


class _Line(QWidget):
    """A tint with a bar before it, over the line that would take the row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        accent = QColor(theme_of(self.palette()).accent)
        painter = QPainter(self)
        painter.fillRect(0, 0, _BAR_PX, self.height(), accent)
        accent.setAlpha(_TINT)
        painter.fillRect(self.rect(), accent)
