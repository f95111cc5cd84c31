"""Above the pointer on the timeline: when, which question, what is being said there."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.timecode import clock
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.shadow import Shadow

_WIDTH_PX = 300
_EDGE_PX = 8
_GAP_PX = 6


@dataclass(frozen=True, slots=True)
class HoverText:
    """What is known of a moment of the recording."""

    question: str = ""
    sentence: str = ""
    is_estimated: bool = False


class Bubble(QFrame):
    """Floats in its window and lets the mouse through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedWidth(_WIDTH_PX)
        self._time = label("", "small", 600, tone="accent")
        self._question = ElidedLabel("", "small", dim=True)
        self._sentence = label("", wrap=True)
        self._layout = column(
            row(self._time, (self._question, 1), spacing=8),
            self._sentence,
            spacing=4,
            margins=(12, 9, 12, 10),
        )
        self.setLayout(self._layout)
        Shadow(self, 22, 5)
        self.hide()

    @property
    def text(self) -> str:
        parts = (self._time.text(), self._question.text(), self._sentence.text())
        return "\n".join(part for part in parts if part)

    def show_at(self, foot: QPoint, moment_ms: int, known: HoverText) -> None:
        """Say what is known of a moment, with the bubble's foot at a point of the window."""
        time = clock(moment_ms)
        self._time.setText(f"≈ {time}" if known.is_estimated else time)
        self._question.setText(known.question)
        self._sentence.setText(known.sentence)
        self._sentence.setVisible(bool(known.sentence))
        self._layout.activate()
        wraps = self._layout.hasHeightForWidth()
        height = self._layout.heightForWidth(_WIDTH_PX) if wraps else self.sizeHint().height()
        self.setFixedHeight(height)
        right = self._over.width() - self.width() - _EDGE_PX
        left = max(_EDGE_PX, min(foot.x() - self.width() // 2, right))
        self.move(left, foot.y() - self.height() - _GAP_PX)
        self.show()
        self.raise_()
