"""A stock list view with rows of any height: keys, roles and type-ahead are Qt's."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QToolTip, QWidget

from desktop_app.ui.delegates.row_delegate import RowAction, RowDelegate, RowPainter
from desktop_app.ui.models.list_model import ListModel, Row

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListView(QListView):
    """Shows a ListModel. The signals carry the row.

    ``chosen``: a click. ``moved_to``: the arrow keys. ``activated_row``: Enter or a double click.
    ``glanced``: Ctrl+Enter. ``menu_wanted``: the context menu, with the global point.
    """

    chosen = Signal(object)
    moved_to = Signal(object)
    activated_row = Signal(object)
    glanced = Signal(object)
    menu_wanted = Signal(object, object)
    delete_wanted = Signal(object)
    action_chosen = Signal(str, object)  # the name of a button in a row, and the row

    def __init__(
        self,
        name: str,
        painter: RowPainter,
        actions: Sequence[RowAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows_model = ListModel(self)
        self.setModel(self.rows_model)
        self._delegate = RowDelegate(painter, self, actions)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def show_rows(self, rows: list[Row]) -> None:
        """Show rows. The current one stays it, wherever it is now; no other takes its place."""
        current = self.current_row()
        self.rows_model.show(rows)
        if current is not None:
            keys = [row.key for row in rows]
            self.select_row(keys.index(current.key) if current.key in keys else -1)
        self.scheduleDelayedItemsLayout()

    def current_row(self) -> Row | None:
        return self.rows_model.row(self.currentIndex())

    def select_row(self, place: int) -> None:
        """Make a row the current one, without choosing it; -1: none."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.rows_model.index(place), flag)

    def move_by(self, step: int) -> Row | None:
        """Make the next (1) or previous (-1) row current that is no heading, and return it."""
        place = self.currentIndex().row() + step
        rows = self.rows_model.rows
        while 0 <= place < len(rows):
            if not rows[place].is_heading:
                self.select_row(place)
                return rows[place]
            place += step
        return None

    # ---- Qt's own names from here on ---------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._row_at(self.indexAt(event.position().toPoint()))
        if event.button() is not Qt.MouseButton.LeftButton or row is None:
            return
        action = self._action_at(event.position().toPoint())
        if action is not None:
            self.action_chosen.emit(action.name, row)
        else:
            self.chosen.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self._row_at(self.indexAt(point))
        is_beside = self._action_at(point) is None
        if event.button() is Qt.MouseButton.LeftButton and row is not None and is_beside:
            self.activated_row.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._delegate.has_actions:  # the one under the pointer is tinted
            self.viewport().update(self.visualRect(self.indexAt(event.position().toPoint())))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            action = self._action_at(event.pos())
            if action is not None:
                QToolTip.showText(event.globalPos(), action.words, self)
                return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at a row that can be chosen: the first may be a heading, which has no ring."""
        super().focusInEvent(event)
        current = self.current_row()
        if event.reason() in _BY_KEY and (current is None or current.is_heading):
            self.move_by(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row_at(self.currentIndex())
        if event.key() in _ENTER and row is not None:
            is_glance = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.glanced if is_glance else self.activated_row).emit(row)
            return
        if event.key() == Qt.Key.Key_Delete and row is not None:
            self.delete_wanted.emit(row)
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            moved = self.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
            if moved is not None:
                self.moved_to.emit(moved)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        row = self._row_at(index)
        if row is not None:
            point = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(row, point if is_key else event.globalPos())

    def _action_at(self, point: QPoint) -> RowAction | None:
        index = self.indexAt(point)
        if self._row_at(index) is None:
            return None
        return self._delegate.action_at(point, self.visualRect(index))

    def _row_at(self, index: QModelIndex) -> Row | None:
        row = self.rows_model.row(index) if index.isValid() else None
        return None if row is None or row.is_heading else row
