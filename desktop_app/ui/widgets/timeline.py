"""The whole recording on one line: bookmarks, questions, waveform, search density."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from desktop_app.i18n import _
from desktop_app.timecode import spoken
from desktop_app.transcript.lookup import Zone
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.bubble import Bubble, HoverText
from desktop_app.ui.widgets.timeline_picture import (
    COMPACT,
    WIDE,
    QuestionSpan,
    TimelineContent,
    TimelineRows,
    draw_signs,
    draw_waveforms,
    fill_rail,
    moments,
    rail_rect,
)

STEP_MS = 5_000
PAGE_MS = 30_000

_HEAD_PX = 6  # what a playhead covers at each side of its place
_DEAD_OPACITY = 0.45
_LEAST_PIXEL_MS = 100


class Timeline(QAbstractSlider):
    """A slider in whole seconds to assistive technology; only the painting is ours.

    ``scrubbed`` follows the pointer; ``moment_chosen`` is a jump by key or assistive technology.
    """

    scrub_started = Signal()
    scrubbed = Signal(int)
    scrub_ended = Signal(int)
    moment_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = TimelineContent()
        self._rows: TimelineRows = WIDE
        self._moment_ms = 0
        self._is_scrubbing = False
        self._is_dead = False
        self._is_told = False  # the value is being set from outside, not by the user
        self._hover_px: float | None = None
        self._known: Callable[[int], HoverText] = lambda _moment: HoverText()
        self._bubble: Bubble | None = None
        self._waves: tuple[QPixmap, QPixmap] | None = None  # ahead and played
        self._signs: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing behind it is painted
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSingleStep(STEP_MS // 1000)
        self.setPageStep(PAGE_MS // 1000)
        self.setFixedHeight(self._rows.height)
        self.valueChanged.connect(self._on_value_changed)
        self._say()

    # ---- what is shown -----------------------------------------------------------------------
    @property
    def moment_ms(self) -> int:
        """Where the playhead stands: at the pointer while scrubbing, else at the voice."""
        return self._moment_ms

    @property
    def is_scrubbing(self) -> bool:
        return self._is_scrubbing

    @property
    def pixel_ms(self) -> int:
        """How long the playhead takes from one pixel to the next; a tenth of a second at least."""
        return max(_LEAST_PIXEL_MS, self._content.duration_ms // max(1, self.width()))

    def set_duration(self, duration_ms: int | None) -> None:
        """Say how long the recording is; None or 0 when that is not known."""
        if (duration_ms or 0) != self._content.duration_ms:
            self._content.duration_ms = duration_ms or 0
            self._is_told = True
            self.setRange(0, self._content.duration_ms // 1000)
            self._is_told = False
            self.setAccessibleDescription(
                _("{length} long.").format(length=spoken(self._content.duration_ms))
            )
            self._renew()

    def set_moment(self, moment_ms: int) -> None:
        """Move the playhead. Called at every tick; ignored while the user scrubs."""
        if not self._is_scrubbing:
            self._move(moment_ms)

    def set_peaks(self, values: bytes, per_second: int) -> None:
        """Show a waveform, 0 to 255 each, as far as it is known; the rest is drawn as a line."""
        self._content.peaks, self._content.per_second = bytes(values), max(1, per_second)
        self._renew()

    def set_questions(self, questions: Sequence[QuestionSpan]) -> None:
        if tuple(questions) != self._content.questions:
            self._content.questions = tuple(questions)
            self._renew_signs()

    def set_zones(self, zones: Sequence[Zone]) -> None:
        """Hatch what has sound but no text."""
        if tuple(zones) != self._content.zones:
            self._content.zones = tuple(zones)
            self._renew()

    def set_bookmarks(self, starts_ms: Sequence[int | None]) -> None:
        if moments(starts_ms) != self._content.bookmarks_ms:
            self._content.bookmarks_ms = moments(starts_ms)
            self._renew_signs()

    def set_hits(self, starts_ms: Sequence[int | None]) -> None:
        """Show how dense the hits are; those without a time are left out."""
        if moments(starts_ms) != self._content.hits_ms:
            self._content.hits_ms = moments(starts_ms)
            self._renew_signs()

    def set_compact(self, is_compact: bool) -> None:
        """Use the lower form for a narrow window."""
        rows = COMPACT if is_compact else WIDE
        if rows is not self._rows:
            self._rows = rows
            self.setFixedHeight(rows.height)
            self._renew()

    def set_dead(self, is_dead: bool) -> None:
        """Show that there is no sound to move in."""
        self._is_dead = is_dead
        self.setEnabled(not is_dead)
        self.update()

    def set_hover_source(self, known: Callable[[int], HoverText]) -> None:
        """Say who knows what is said at a moment; asked while the pointer moves."""
        self._known = known

    # ---- events ------------------------------------------------------------------------------
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, width = theme_of(self.palette()), self.width()
        if self._waves is None:
            self._waves = draw_waveforms(self._content, theme, self._rows, self.size())
        if self._signs is None:
            self._signs = draw_signs(self._content, theme, self._rows, self.size())
        ahead, played = self._waves
        head = self._content.x(self._moment_ms, width)
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(_DEAD_OPACITY if self._is_dead else 1)
        whole = QRectF(self.rect())
        painter.setClipRect(whole.adjusted(head, 0, 0, 0))
        painter.drawPixmap(0, 0, ahead)
        painter.setClipRect(QRectF(0, 0, head, self.height()))
        painter.drawPixmap(0, 0, played)
        painter.setClipping(False)
        painter.drawPixmap(0, 0, self._signs)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_current_question(painter, width, theme.accent)
        if not self._is_dead:
            self._paint_head(painter, head, theme.side, theme.text)
        self._paint_over(painter, theme.text2, theme.accent)
        painter.end()

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Paint nothing: ``_move`` knows which part of the picture is another."""

    def resizeEvent(self, event: QEvent) -> None:
        self._waves = self._signs = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._content.duration_ms:
            self._is_scrubbing = True
            self.scrub_started.emit()
            self._scrub(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._is_scrubbing:
            self._scrub(x)
        self._hover(x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._is_scrubbing:
            self._is_scrubbing = False
            self.scrub_ended.emit(self._moment_ms)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_px = None
        if self._bubble is not None:
            self._bubble.hide()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -STEP_MS,
            Qt.Key.Key_Right: STEP_MS,
            Qt.Key.Key_PageUp: -PAGE_MS,
            Qt.Key.Key_PageDown: PAGE_MS,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._content.duration_ms or event.modifiers():
            event.ignore()
            return
        self.moment_chosen.emit(max(0, min(self._content.duration_ms, self._moment_ms + step)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a stray wheel must not move the sound

    # ---- within ------------------------------------------------------------------------------
    def _move(self, moment_ms: int) -> None:
        width = self.width()
        before = self._content.x(self._moment_ms, width)
        after = self._content.x(moment_ms, width)
        was = self._content.question_at(self._moment_ms)
        is_next_second = moment_ms // 1000 != self._moment_ms // 1000
        self._moment_ms = moment_ms
        if self._content.question_at(moment_ms) != was:
            self.update()
        elif round(before * 2) != round(after * 2):
            left, right = min(before, after), max(before, after)
            area = QRectF(left - _HEAD_PX, 0, right - left + 2 * _HEAD_PX, self.height())
            self.update(area.toAlignedRect())
        if is_next_second:
            self._is_told = True
            self.setValue(moment_ms // 1000)
            self._is_told = False
            self._say()

    def _scrub(self, x: float) -> None:
        share = min(1.0, max(0.0, x / max(1, self.width())))
        self._move(round(share * self._content.duration_ms))
        self.scrubbed.emit(self._moment_ms)

    def _hover(self, x: float) -> None:
        if not self._content.duration_ms:
            return
        x = min(float(self.width()), max(0.0, x))
        self._hover_px = x
        moment_ms = round(x / max(1, self.width()) * self._content.duration_ms)
        window = self.window()
        if self._bubble is None or self._bubble.parent() is not window:
            self._bubble = Bubble(window)
        foot = self.mapTo(window, QPoint(round(x), self._rows.rail))
        self._bubble.show_at(foot, moment_ms, self._known(moment_ms))
        self.update()

    def _paint_current_question(self, painter: QPainter, width: int, accent: str) -> None:
        question = self._content.question_at(self._moment_ms)
        if question is not None and not self._is_dead:
            place = rail_rect(self._content, self._rows, width, question)
            gone_ms = self._moment_ms - question.start_ms
            share = gone_ms / max(1, question.end_ms - question.start_ms)
            fill_rail(painter, place, max(share, 0.001), accent)

    def _paint_head(self, painter: QPainter, x: float, ground: str, ink: str) -> None:
        top, height = self._rows.wave - 4, self._rows.wave_height + 8
        painter.setBrush(QColor(ground))
        painter.drawRect(QRectF(x - 2.5, top, 5, height))
        painter.setBrush(QColor(ink))
        painter.drawRoundedRect(QRectF(x - 1, top, 2, height), 1, 1)
        painter.drawEllipse(QPointF(x, top), 3.5, 3.5)

    def _paint_over(self, painter: QPainter, ink: str, accent: str) -> None:
        """Paint the pointer's line and the ring of keyboard focus."""
        if self._hover_px is not None:
            painter.setPen(QPen(QColor(ink), 1, Qt.PenStyle.DotLine))
            x = self._hover_px
            painter.drawLine(QPointF(x, self._rows.rail), QPointF(x, self.height()))
        if self.hasFocus():
            painter.setOpacity(1)
            painter.setPen(QPen(QColor(accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _renew(self) -> None:
        self._waves = self._signs = None
        self.update()

    def _renew_signs(self) -> None:
        self._signs = None
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(_("Timeline, {time}").format(time=spoken(self._moment_ms)))

    def _on_value_changed(self, seconds: int) -> None:
        """Take over a value that assistive technology set."""
        if not self._is_told:
            self.moment_chosen.emit(seconds * 1000)
