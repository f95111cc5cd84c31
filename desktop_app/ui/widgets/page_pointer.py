"""What a click on the page means: a name plays from there, a drag selects, two clicks play."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.ui.widgets.text_geometry import TextGeometry
from desktop_app.ui.widgets.transcript_document import TranscriptDocument
from desktop_app.ui.widgets.transcript_rows import Row, RowKind


class PagePointer(QObject):
    """Looks at a view's mouse events before the view does. Positions are the document's."""

    name_clicked = Signal(int)  # the moment the named person begins to speak
    text_clicked = Signal(int)
    text_double_clicked = Signal(int)

    def __init__(
        self, view: QTextEdit, geometry: TextGeometry, page: Callable[[], TranscriptDocument]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._geometry = geometry
        self._page = page
        self._had_selection = False
        self._pressed_at = QPoint()
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        if not isinstance(event, QMouseEvent):
            return False
        kind, at = event.type(), event.position().toPoint()
        if kind == QEvent.Type.MouseMove:
            self._on_moved(at)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self._had_selection = self._view.textCursor().hasSelection()
            self._pressed_at = at
        elif kind == QEvent.Type.MouseButtonRelease:
            self._on_released(at)
        elif kind == QEvent.Type.MouseButtonDblClick:
            self._on_double_click(at)
            return True  # or else a word would be selected
        return False

    def _on_moved(self, at: QPoint) -> None:
        shape = Qt.CursorShape.IBeamCursor
        if self._name_at(at) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self._view.viewport().setCursor(shape)

    def _on_released(self, at: QPoint) -> None:
        """Act only if nothing was selected when the button went down, nor now."""
        moved = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if moved or self._had_selection or self._view.textCursor().hasSelection():
            return
        row = self._name_at(at)
        if row is not None and row.start_ms is not None:
            self.name_clicked.emit(row.start_ms)
        elif row is None and self._geometry.is_on_column(QPointF(at)):
            self.text_clicked.emit(self._view.cursorForPosition(at).position())

    def _on_double_click(self, at: QPoint) -> None:
        if self._geometry.is_on_column(QPointF(at)):
            self.text_double_clicked.emit(self._view.cursorForPosition(at).position())

    def _show_tip(self, event: QHelpEvent) -> None:
        row = self._name_at(event.pos())
        tip = "" if row is None else _name_tip(row)
        QToolTip.showText(event.globalPos(), tip, self._view.viewport())

    def _name_at(self, at: QPoint) -> Row | None:
        block = self._geometry.block_at(QPointF(at))
        row = self._page().row_of(block) if block is not None else None
        return row if row is not None and row.kind is RowKind.NAME else None


def _name_tip(row: Row) -> str:
    if row.start_ms is None:
        return ""
    time = clock(row.start_ms)
    if row.is_estimated:
        return _("Play from about {time}").format(time=time)
    return _("Play from {time}").format(time=time)
