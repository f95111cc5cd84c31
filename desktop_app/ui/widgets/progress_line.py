"""A thin line: how much was heard, or how much of a job is done."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import theme_of


class ProgressLine(QWidget):
    """Filled from the left. ``subject`` is what is being counted, for a screen reader."""

    def __init__(self, subject: str, *, height_px: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._share = 0.0
        self.setFixedHeight(height_px)
        self.show_share(0.0)

    def show_share(self, share: float) -> None:
        """Fill the line to ``share``, 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleName(
            _("{subject}: {percent} percent").format(
                subject=self._subject, percent=round(self._share * 100)
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = self.height()
        painter.setBrush(QColor(theme.press))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), height), height / 2, height / 2)
        if self._share > 0:
            filled = QRectF(0, 0, max(height, self.width() * self._share), height)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(filled, height / 2, height / 2)
