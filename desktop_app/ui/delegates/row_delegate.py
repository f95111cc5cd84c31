"""The common row: its background, focus ring and height. What stands in it is a painter's."""

from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui.models.list_model import VALUE, Row
from desktop_app.ui.theme import RADIUS, Theme, theme_of

_SIDE = 8  # between the list's edge and the row
_PAD_X, _PAD_Y, _GAP = 14, 10, 2


class RowPainter(Protocol):
    """Paints the inside of one kind of row.

    Qt hands rows over untyped, so each painter names the kind it takes: hence ``Any``.
    """

    def height(self, row: Any, width: float) -> float:
        """Return the height of the content at a width, in pixels."""

    def paint(
        self, painter: QPainter, area: QRectF, row: Any, theme: Theme, is_active: bool
    ) -> None:
        """Draw the content; ``is_active`` while hovered, selected or focused."""

    def is_now(self, row: Any) -> bool:
        """Return whether the row is what is being heard."""


class RowDelegate(QStyledItemDelegate):
    """Rows of a list in the house look."""

    def __init__(self, painter: RowPainter, view: QListView) -> None:
        super().__init__(view)
        self._painter = painter
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = index.data(VALUE)
        width = self._view.viewport().width() - 2 * _SIDE - 2 * _PAD_X
        if row is None or width <= 0:
            return QSize(0, 0)
        return QSize(100, round(self._painter.height(row, width)) + 2 * _PAD_Y + _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(VALUE)
        if row is None:
            return
        theme = theme_of(self._view.palette())
        state = option.state
        frame = QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, -_GAP)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not row.is_heading:
            self._paint_state(painter, frame, row, theme, is_selected, is_hovered)
            by_key = QStyle.StateFlag.State_KeyboardFocusChange
            if state & QStyle.StateFlag.State_HasFocus and state & by_key:
                self._paint_focus(painter, frame, theme)
        inner = frame.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        self._painter.paint(painter, inner, row, theme, is_hovered or is_selected)
        painter.restore()

    def _paint_state(
        self,
        painter: QPainter,
        frame: QRectF,
        row: Row,
        theme: Theme,
        is_selected: bool,
        is_hovered: bool,
    ) -> None:
        is_now = self._painter.is_now(row)
        colour = theme.sel if is_selected or is_now else theme.hover if is_hovered else None
        painter.setPen(Qt.PenStyle.NoPen)
        if colour:
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(frame, RADIUS["control"], RADIUS["control"])
        if is_now:
            painter.setBrush(QColor(theme.accent))
            bar = QRectF(frame.left(), frame.top() + 9, 3, frame.height() - 18)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_focus(self, painter: QPainter, frame: QRectF, theme: Theme) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 7, 7)
