"""What the window says while files are held over it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import draw
from desktop_app.ui.theme import font, theme_of

_EDGE_PX = 12
_ICON_PX = 34


class DropVeil(QWidget):
    """Covers the window and takes no events; the window itself takes the files."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_("Drop to add"))
        self.hide()

    def cover(self, is_wanted: bool) -> None:
        """Show it over the whole window, or take it away."""
        if is_wanted:
            self.setGeometry(self._window.rect())
            self.raise_()
        self.setVisible(is_wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.canvas)
        veil.setAlpha(225)
        painter.fillRect(self.rect(), veil)
        pen = QPen(QColor(theme.accent), 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        frame = QRectF(self.rect()).adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        painter.drawRoundedRect(frame, 16, 16)
        middle = frame.center()
        at = QRectF(middle.x() - _ICON_PX / 2, middle.y() - 44, _ICON_PX, _ICON_PX).topLeft()
        draw(painter, at, "audio-lines", theme.accent, _ICON_PX)
        painter.setPen(QColor(theme.text))
        painter.setFont(font("heading", 600))
        title = QRectF(frame.left(), middle.y(), frame.width(), 30)
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, _("Drop to add"))
        painter.setPen(QColor(theme.text2))
        painter.setFont(font("body"))
        below = QRectF(frame.left(), middle.y() + 30, frame.width(), 22)
        words = _("Audio, transcripts, or a whole folder. The files stay where they are.")
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
