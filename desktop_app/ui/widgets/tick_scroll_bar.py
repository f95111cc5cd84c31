"""A scroll bar that also shows where the hits are."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop_app.ui.theme import theme_of

_WIDTH_PX = 12  # the style sheet's
_TICK_PX = 2
_EDGE_PX = 2


class TickScrollBar(QScrollBar):
    """The stock scroll bar with a tick per hit; empty where there is nothing to scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._ticks: tuple[float, ...] = ()

    def set_ticks(self, shares: Sequence[float]) -> None:
        """Show hits at these shares (0 to 1) of the text's height."""
        rows = max(1, self.height())
        ticks = tuple(sorted({round(share * rows) / rows for share in shares}))
        if ticks != self._ticks:
            self._ticks = ticks
            self.update()

    @property
    def ticks(self) -> tuple[float, ...]:
        return self._ticks

    def sizeHint(self) -> QSize:
        """Return the same width with and without a style sheet.

        While a theme is changed there is none for a moment; a text beside a wider bar would be laid
        out anew, twice.
        """
        return QSize(_WIDTH_PX, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() <= self.minimum():
            return
        super().paintEvent(event)
        if not self._ticks:
            return
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hit_now if theme.is_dark else theme.warn))
        room = self.height() - 2 * _EDGE_PX
        for share in self._ticks:
            painter.drawRect(QRectF(_EDGE_PX, share * room, self.width() - 2 * _EDGE_PX, _TICK_PX))
