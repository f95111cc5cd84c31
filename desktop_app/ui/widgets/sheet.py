"""A card in the middle of the window for something the user opened, over a veil."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QWidget

from desktop_app.ui.theme import RADIUS, theme_of
from desktop_app.ui.widgets.layouts import column

_SHADOW_PX = 20
_SHADOW_STEPS = 10
_EDGE_PX = 16  # at least so much of the window stays around it
_VEIL = QColor(0, 0, 0, 90)


class Sheet(QDialog):
    """A real dialog, so that the window below rests; Esc closes it.

    ``size`` is what it would like to be; it is never larger than the window.
    """

    def __init__(self, name: str, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._size = size
        self._veil: _Veil | None = None
        self._card = QFrame()
        self._card.setObjectName("sheet")
        edge = (_SHADOW_PX,) * 4
        self.setLayout(column(self._card, margins=edge))

    def set_content(self, content: QLayout) -> None:
        """Put widgets onto the card."""
        self._card.setLayout(content)

    # ---- Qt's own names ----------------------------------------------------------------------
    def showEvent(self, event: QShowEvent) -> None:
        below = self.parentWidget()
        if below is not None and self._veil is None:
            below = below.window()
            self._veil = _Veil(below)
            self._fit(below)
        elif below is None:
            self.resize(self._size)
        super().showEvent(event)
        if self.focusWidget() is None:
            self.setFocus()  # a ring is for those who came by keyboard: Tab goes to the first

    def hideEvent(self, event: QHideEvent) -> None:
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a soft shadow: an effect would render all controls a second time."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(theme_of(self.palette()).shadow)
        colour.setAlpha(max(6, colour.alpha() // 9))
        painter.setBrush(colour)
        card = QRectF(self._card.geometry())
        for step in range(_SHADOW_STEPS):
            out = _SHADOW_PX * (step + 1) / _SHADOW_STEPS
            radius = RADIUS["card"] + out
            painter.drawRoundedRect(card.adjusted(-out, 4 - out, out, out), radius, radius)

    def _fit(self, below: QWidget) -> None:
        room = QSize(below.width() - 2 * _EDGE_PX, below.height() - 2 * _EDGE_PX)
        card = self._size.boundedTo(room)
        self.setFixedSize(card + QSize(2 * _SHADOW_PX, 2 * _SHADOW_PX))
        middle = QPoint((below.width() - self.width()) // 2, (below.height() - self.height()) // 2)
        self.move(below.mapToGlobal(middle))


class _Veil(QWidget):
    """Dims the window below a sheet."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), _VEIL)
