"""A row of a list dragged onto a line of the text."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.models.list_model import Row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.transcript_view import TranscriptView


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
                row = self._view.rows_model.row(self._view.indexAt(self._pressed_at))
                self._pressed_at = None
                if row is not None and not row.is_heading:
                    self._drag(row)
                    return True
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._pressed_at = None
        return False

    def _drag(self, row: Row) -> None:
        number = getattr(row, "number", None)
        if number is None:
            return
        data = QMimeData()
        data.setData(self._kind, str(number).encode())
        data.setText(row.words)
        drag = QDrag(self._view)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.LinkAction)


class RowDrop(QObject):
    """Takes such a row where it is let go over the text."""

    dropped = Signal(int, int, int)  # the number of the row; segment and character

    def __init__(self, view: TranscriptView, kind: str) -> None:
        super().__init__(view)
        self._view = view
        self._kind = kind
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent) or not event.mimeData().hasFormat(self._kind):
            return False
        event.setDropAction(Qt.DropAction.LinkAction)
        event.accept()
        if event.type() is QEvent.Type.Drop and not isinstance(event, QDragMoveEvent):
            place = self._view.place_at(event.position().toPoint())
            number = bytes(event.mimeData().data(self._kind).data()).decode()
            if place is not None and number.isdigit():
                self.dropped.emit(int(number), *place)
        return True
