"""The common row: its background, focus ring and height. What stands in it is a painter's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QCursor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.ui import icons
from desktop_app.ui.models.list_model import VALUE, Row
from desktop_app.ui.theme import RADIUS, Theme, theme_of

_SIDE = 8  # between the list's edge and the row
_PAD_X, _PAD_Y, _GAP = 14, 10, 2
_BOX_PX, _ICON_PX = 26, 15  # of the buttons in a row


@dataclass(frozen=True, slots=True)
class RowAction:
    """A button that a row shows while it is hovered or current; it is in its menu as well."""

    name: str
    icon_name: str
    words: str


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

    def __init__(
        self, painter: RowPainter, view: QListView, actions: Sequence[RowAction] = ()
    ) -> None:
        super().__init__(view)
        self._actions = tuple(actions)
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
        if not row.is_heading and (is_hovered or state & QStyle.StateFlag.State_HasFocus):
            self._paint_actions(painter, option.rect, theme, is_hovered or is_selected)
        painter.restore()

    @property
    def has_actions(self) -> bool:
        return bool(self._actions)

    def action_at(self, point: QPoint, row_rect: QRect) -> RowAction | None:
        """Return the button at a point of the view, None beside them."""
        places = zip(self._actions, self._boxes(row_rect), strict=True)
        return next((action for action, box in places if box.contains(QPointF(point))), None)

    def _boxes(self, row_rect: QRect) -> list[QRectF]:
        """Return where the buttons stand: in the lower right corner of the row."""
        right = row_rect.right() - _SIDE - _PAD_X + 6
        top = row_rect.bottom() - _GAP - _BOX_PX - 3
        count = len(self._actions)
        return [
            QRectF(right - (count - place) * _BOX_PX, top, _BOX_PX, _BOX_PX)
            for place in range(count)
        ]

    def _paint_actions(
        self, painter: QPainter, row_rect: QRect, theme: Theme, is_tinted: bool
    ) -> None:
        pointer = QPointF(self._view.viewport().mapFromGlobal(QCursor.pos()))
        for action, box in zip(self._actions, self._boxes(row_rect), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            back = (
                theme.press if box.contains(pointer) else theme.hover if is_tinted else theme.side
            )
            painter.setBrush(QColor(back))
            painter.drawRoundedRect(box, RADIUS["chip"], RADIUS["chip"])
            sign = icons.pixmap(action.icon_name, theme.text, _ICON_PX)
            edge = (_BOX_PX - _ICON_PX) / 2
            painter.drawPixmap(box.topLeft() + QPointF(edge, edge), sign)

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
