"""A set of colours to choose, shown as a page in it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_app.ui.theme import Theme, font, theme_of

_PICTURE = QSize(92, 58)
_WORDS_PX = 20


class ThemeButton(QAbstractButton):
    """A small page with a few lines, one of them spoken; the chosen one has a ring."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = theme
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(_PICTURE.width(), _PICTURE.height() + _WORDS_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, shown = theme_of(self.palette()), self._shown
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = QRectF(3, 3, _PICTURE.width() - 6, _PICTURE.height() - 6)
        painter.setPen(QPen(QColor(theme.edge if self.underMouse() else theme.line), 1))
        painter.setBrush(QColor(shown.canvas))
        painter.drawRoundedRect(page, 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        spoken = QRectF(page.left() + 10, page.top() + 17, page.width() - 20, 17)
        painter.setBrush(QColor(shown.now))
        painter.drawRoundedRect(spoken, 3, 3)
        painter.setBrush(QColor(shown.accent))
        painter.drawRect(QRectF(spoken.left(), spoken.top(), 2, spoken.height()))
        painter.setBrush(QColor(shown.text))
        for top, share in ((9, 0.7), (21, 0.85), (28, 0.6), (40, 0.75)):
            width = (page.width() - 30) * share
            painter.drawRoundedRect(QRectF(page.left() + 15, page.top() + top, width, 2), 1, 1)
        if self.isChecked() or self.hasFocus():
            ring = theme.text if self.hasFocus() and self.isChecked() else theme.accent
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(ring), 2))
            painter.drawRoundedRect(page.adjusted(-2, -2, 2, 2), 9, 9)
        painter.setPen(QColor(theme.text if self.isChecked() else theme.text2))
        painter.setFont(font("small", 600 if self.isChecked() else 400))
        below = QRectF(0, _PICTURE.height(), self.width(), _WORDS_PX)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())
