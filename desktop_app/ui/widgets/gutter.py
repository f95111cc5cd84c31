"""The times beside the text: real buttons, so they are buttons to everybody and never copied."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QToolButton, QWidget

from desktop_app.i18n import _
from desktop_app.timecode import clock, spoken
from desktop_app.ui.theme import font

_LEAST_WIDTH_PX = 84
_GAP_PX = 22  # between a label and the text
_PADDING_PX = 14  # of the button, with its border
_MARGIN_PX = 4


@dataclass(frozen=True, slots=True)
class TimeLabel:
    """A time at a block of the page."""

    block: int
    moment_ms: int
    is_estimated: bool
    is_current: bool
    baseline_px: float

    @property
    def words(self) -> str:
        time = clock(self.moment_ms)
        return f"≈ {time}" if self.is_estimated else time


class Gutter(QObject):
    """Lays a few recycled buttons over the left margin of the text.

    They take no keyboard focus: Enter at the reading cursor does the same.
    """

    chosen = Signal(int)  # the moment of the label that was pressed

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._shown: dict[int, tuple[TimeLabel, QToolButton]] = {}
        self._spare: dict[bool, list[QToolButton]] = {False: [], True: []}  # current or not

    @staticmethod
    def width_for(last_ms: int) -> int:
        """Return how wide the gutter is for a recording that lasts until ``last_ms``."""
        widest = TimeLabel(0, last_ms, is_estimated=True, is_current=True, baseline_px=0).words
        letters = QFontMetrics(font("small", 600))
        needed = letters.horizontalAdvance(widest) + _PADDING_PX + _GAP_PX + _MARGIN_PX
        return max(_LEAST_WIDTH_PX, needed)

    @property
    def buttons(self) -> list[QToolButton]:
        """The labels in view, from the top."""
        return [button for _label, button in sorted(self._shown.values(), key=_height)]

    def place(self, labels: list[TimeLabel], text_left_px: float) -> None:
        """Show exactly these labels. A button stays with its block while that is in view."""
        wanted = {label.block for label in labels}
        for block in [block for block in self._shown if block not in wanted]:
            self._put_away(block)
        for label in labels:
            before = self._shown[label.block][0] if label.block in self._shown else None
            if before is not None and before.is_current != label.is_current:
                self._put_away(label.block)  # to look for a style takes longer than to swap
                before = None
            button = self._button(label) if before is None else self._shown[label.block][1]
            if before is None or _looks(before) != _looks(label):
                _dress(button, label)
            self._shown[label.block] = (label, button)
            letters = button.fontMetrics()
            over = (button.height() - letters.height()) / 2
            button.move(
                round(text_left_px - _GAP_PX - button.width()),
                round(label.baseline_px - letters.ascent() - over),
            )
            button.show()

    def _put_away(self, block: int) -> None:
        label, button = self._shown.pop(block)
        button.hide()
        self._spare[label.is_current].append(button)

    def _button(self, label: TimeLabel) -> QToolButton:
        spare = self._spare[label.is_current]
        if spare:
            return spare.pop()
        button = QToolButton(self._page)
        button.setObjectName("time")
        button.setProperty("current", label.is_current)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(button.property("moment_ms")))
        return button


def _height(shown: tuple[TimeLabel, QToolButton]) -> float:
    return shown[0].baseline_px


def _looks(label: TimeLabel) -> tuple[int, bool]:
    return label.moment_ms, label.is_estimated


def _dress(button: QToolButton, label: TimeLabel) -> None:
    time, said = clock(label.moment_ms), spoken(label.moment_ms)
    if label.is_estimated:
        tip = _("Play from about {time}").format(time=time)
        name = _("Play from about {time}").format(time=said)
    else:
        tip = _("Play from {time}").format(time=time)
        name = _("Play from {time}").format(time=said)
    button.setText(label.words)
    button.setToolTip(tip)
    button.setAccessibleName(name)
    button.setProperty("moment_ms", label.moment_ms)
    button.ensurePolished()
    button.setFont(font("small", 600 if label.is_current else 400))  # polishing resets it
    width = button.fontMetrics().horizontalAdvance(label.words) + _PADDING_PX
    button.resize(width, button.sizeHint().height())
