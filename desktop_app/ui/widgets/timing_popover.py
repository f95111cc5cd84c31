"""What the times of an episode are worth: in words, in figures, and one step to better ones."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.theme import RADIUS, theme_of
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton

_WIDTH_PX = 330


class TimingPopover(QWidget):
    """Hangs below the chip; Esc and a press beside it close it."""

    step_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(_WIDTH_PX)
        self._title = label("", "body", 600, wrap=True)
        self._text = label("", "small", dim=True, wrap=True)
        self._figures = QVBoxLayout()
        self._figures.setSpacing(3)
        self._step = PushButton("")
        self._step.clicked.connect(self._on_step)
        self.setLayout(
            column(
                self._title,
                self._text,
                6,
                self._figures,
                8,
                row(self._step, None),
                spacing=4,
                margins=(16, 14, 16, 14),
            )
        )

    def show_timing(
        self, title: str, text: str, figures: Sequence[tuple[str, str]], step: str = ""
    ) -> None:
        """Take over the words; ``figures`` are pairs of words and value, ``step`` a button."""
        self.setAccessibleName(f"{title}. {text}")
        self._title.setText(title)
        self._text.setText(text)
        while item := self._figures.takeAt(0):
            if (old := item.widget()) is not None:
                old.deleteLater()
        for words, value in figures:
            line = QWidget()
            line.setAccessibleName(f"{words}: {value}")
            line.setLayout(row(label(words, "small", dim=True), None, label(value, "small", 600)))
            self._figures.addWidget(line)
        self._step.say(step)
        self._step.setVisible(bool(step))
        self.adjustSize()

    def hang_below(self, widget: QWidget) -> None:
        """Show it with its right edge under that of another widget."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(widget.width(), widget.height() + 6))
        self.move(corner - QPoint(self.width(), 0))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.setBrush(QColor(theme.raised))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS["card"], RADIUS["card"])

    def _on_step(self) -> None:
        self.hide()
        self.step_wanted.emit()
