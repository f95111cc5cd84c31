"""What the times of an episode are worth: in words, in figures, by pins; and one step to better."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import RADIUS, theme_of
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.progress_line import ProgressLine
from desktop_app.ui.widgets.push_button import PushButton, Weight

_WIDTH_PX = 330
_ROW_PX = 28
_ROWS_SEEN = 5  # of the pins; more are scrolled to


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do about the times; ``key`` is handed back when it is wanted."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class PinRow:
    """A pin: its id, its time as it is written, and the first words of its line."""

    id: str
    time: str
    words: str


@dataclass(frozen=True, slots=True)
class Timing:
    """All that the popover says. ``figures`` are pairs of words and a value."""

    title: str
    text: str
    figures: Sequence[tuple[str, str]] = ()
    advice: str = ""
    steps: Sequence[Step] = ()
    pins: Sequence[PinRow] = ()


@dataclass(frozen=True, slots=True)
class Headway:
    """How far an alignment has come: the share done, and two things to say below the line."""

    share: float
    reached: str
    left: str


class TimingPopover(QWidget):
    """Hangs below the chip; Esc and a press beside it close it."""

    step_wanted = Signal(str)  # a Step's key
    pin_wanted = Signal(str)  # go to the pin with this id
    unpin_wanted = Signal(str)
    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(_WIDTH_PX)
        self._hangs_from: QWidget | None = None
        self._title = label("", "body", 600, wrap=True)
        self._text = label("", "small", dim=True, wrap=True)
        self._line = ProgressLine(_("Aligned"), height_px=5)
        self._reached = label("", "small", dim=True)
        self._left = label("", "small", dim=True)
        self._headway = QWidget()
        told = row(self._reached, None, self._left)
        self._headway.setLayout(column(4, self._line, told, spacing=4))
        self._figures = _lines()
        self._advice = label("", "small", wrap=True)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(8)
        self._pins = _Pins()
        self._pins.chosen.connect(self._on_pin_chosen)
        self._pins.removed.connect(self.unpin_wanted)
        parts = (self._title, self._text, self._headway, 6, self._figures, self._advice)
        self._whole = column(
            *parts, 8, self._steps, self._pins, spacing=4, margins=(16, 14, 16, 14)
        )
        self.setLayout(self._whole)

    def show_timing(self, timing: Timing, headway: Headway | None = None) -> None:
        """Take over the words; it grows and shrinks with them."""
        self.setAccessibleName(" ".join(p for p in (f"{timing.title}.", timing.text) if p))
        self._title.setText(timing.title)
        self._text.setText(timing.text)
        self.show_headway(headway)
        _fill_figures(self._figures, timing.figures)
        self._advice.setText(timing.advice)
        self._advice.setVisible(bool(timing.advice))
        self._show_steps(timing.steps)
        self._pins.show_pins(timing.pins)
        self._fit()

    def show_headway(self, headway: Headway | None) -> None:
        """Move the line on; None: nothing is being aligned."""
        self._headway.setVisible(headway is not None)
        if headway is not None:
            self._line.show_share(headway.share)
            self._reached.setText(headway.reached)
            self._left.setText(headway.left)

    def hang_below(self, widget: QWidget) -> None:
        """Show it with its right edge under that of another widget."""
        self._hangs_from = widget
        self._fit()
        self.show()

    def event(self, event: QEvent) -> bool:
        was_handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()  # what was added while it is on screen is shown, and so has a height, later
        return was_handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS["card"], RADIUS["card"])
        # Where nothing composes windows, what is transparent would be black.
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.setBrush(QColor(theme.raised))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS["card"], RADIUS["card"])

    # ---- within ------------------------------------------------------------------------------
    def _fit(self) -> None:
        self._whole.activate()
        self.resize(_WIDTH_PX, self._whole.totalHeightForWidth(_WIDTH_PX))
        if self._hangs_from is not None:
            below = QPoint(self._hangs_from.width(), self._hangs_from.height() + 6)
            self.move(self._hangs_from.mapToGlobal(below) - QPoint(self.width(), 0))

    def _show_steps(self, steps: Sequence[Step]) -> None:
        _empty(self._steps)
        for place, step in enumerate(steps):
            button = PushButton(step.words, Weight.LINK if place else Weight.PLAIN)
            button.clicked.connect(lambda _on=False, key=step.key: self._on_step(key))
            self._steps.addWidget(button)
            button.show()  # at once: its height counts
        self._steps.addStretch(1)

    def _on_step(self, key: str) -> None:
        self.hide()
        self.step_wanted.emit(key)

    def _on_pin_chosen(self, pin_id: str) -> None:
        self.hide()
        self.pin_wanted.emit(pin_id)


class _Pins(QWidget):
    """The pins of an episode: a press on one goes there, the cross takes it away."""

    chosen = Signal(str)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._removers: list[PushButton] = []
        self._head = label(_("Pins"), "small", 600)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(10, self._head, self._area, spacing=2))

    def show_pins(self, pins: Sequence[PinRow]) -> None:
        """List pins; the keyboard stays at the row where it was."""
        had = self._focused_row()
        self.setVisible(bool(pins))
        inside = QWidget()
        inside.setObjectName("inside")
        rows = column(spacing=0)
        self._removers = []
        for pin in pins:
            rows.addLayout(self._row(pin))
        inside.setLayout(rows)
        self._area.setWidget(inside)
        self._area.setFixedHeight(_ROW_PX * min(len(pins), _ROWS_SEEN) + 2)
        if had is not None and self._removers:
            self._removers[min(had, len(self._removers) - 1)].setFocus()

    def _focused_row(self) -> int | None:
        focused = (place for place, one in enumerate(self._removers) if one.hasFocus())
        return next(focused, None)

    def _row(self, pin: PinRow) -> QHBoxLayout:
        go = PushButton(pin.time, Weight.LINK)
        go.setFixedHeight(_ROW_PX)
        go.setAccessibleName(_("Go to {time}: {words}").format(time=pin.time, words=pin.words))
        go.setToolTip(_("Play from this pin"))
        go.clicked.connect(lambda _on=False: self.chosen.emit(pin.id))
        gone = PushButton(_("Remove"), Weight.LINK)
        gone.setFixedHeight(_ROW_PX)
        gone.setAccessibleName(_("Remove the pin at {time}").format(time=pin.time))
        gone.clicked.connect(lambda _on=False: self.removed.emit(pin.id))
        self._removers.append(gone)
        return row(go, (ElidedLabel(f"“{pin.words}”", "small"), 1), gone, spacing=6)


def _lines() -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(3)
    return lines


def _fill_figures(lines: QVBoxLayout, figures: Sequence[tuple[str, str]]) -> None:
    _empty(lines)
    for words, value in figures:
        line = QWidget()
        line.setAccessibleName(f"{words}: {value}")
        line.setLayout(row(label(words, "small", dim=True), None, label(value, "small", 600)))
        lines.addWidget(line)
        line.show()


def _empty(lines: QVBoxLayout | QHBoxLayout) -> None:
    while item := lines.takeAt(0):
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
