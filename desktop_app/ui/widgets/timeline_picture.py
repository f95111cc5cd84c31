"""What of the timeline stands still: waveform, zones, questions, bookmarks and hits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from desktop_app.transcript.lookup import Zone
from desktop_app.ui.theme import CONTRAST, Theme, mixed

_STEP_PX = 4  # from one bar of the waveform to the next
_BAR_PX = 2.4
_LEAST_PX = 1.5  # half a bar where it is silent or not known yet
_FULL_SHARE = 0.94  # of the row's height
_ZONE_SHARE = 0.5
_ZONE_ALPHA = 110
_HATCH_PX = 5.0
_RAIL_PX = 4
_HIT_STEP_PX = 6
_QUIETEST_PEAK = 48  # a quieter recording than this stays low


@dataclass(frozen=True, slots=True)
class QuestionSpan:
    """A question and its answer; ``heard`` is the share (0 to 1) that was listened to."""

    start_ms: int
    end_ms: int
    text: str
    heard: float = 0.0


@dataclass(frozen=True, slots=True)
class TimelineRows:
    """Where the four rows begin. They keep their places whatever they show."""

    flags: int
    rail: int
    wave: int
    wave_height: int
    hits: int
    height: int


WIDE = TimelineRows(flags=0, rail=11, wave=20, wave_height=40, hits=64, height=74)
COMPACT = TimelineRows(flags=0, rail=8, wave=15, wave_height=22, hits=39, height=46)


@dataclass
class TimelineContent:
    """Everything the timeline shows but the moment."""

    duration_ms: int = 0
    peaks: bytes = b""
    per_second: int = 1
    questions: tuple[QuestionSpan, ...] = ()
    zones: tuple[Zone, ...] = ()
    bookmarks_ms: tuple[int, ...] = ()
    hits_ms: tuple[int, ...] = field(default=())

    def x(self, moment_ms: int, width: int) -> float:
        """Return where a moment stands on a timeline of some width."""
        return moment_ms / self.duration_ms * width if self.duration_ms else 0.0

    def question_at(self, moment_ms: int) -> QuestionSpan | None:
        """Return the question being answered."""
        found = (q for q in self.questions if q.start_ms <= moment_ms < q.end_ms)
        return next(found, None)


def bar_heights(peaks: bytes, per_second: int, duration_ms: int, count: int) -> list[float]:
    """Return the height, 0 to 1, of each bar of a waveform; 0 where no peak is known yet."""
    whole = max(len(peaks), round(duration_ms * per_second / 1000))
    if not peaks or not count or not whole:
        return [0.0] * count
    edges = [whole * number // count for number in range(count + 1)]
    tops = [max(peaks[start : max(end, start + 1)], default=0) for start, end in pairwise(edges)]
    known = sorted(tops[: max(1, len(peaks) * count // whole)])
    loudest = max(_QUIETEST_PEAK, known[len(known) * 99 // 100])
    return [min(1.0, top / loudest) for top in tops]


def draw_waveforms(
    content: TimelineContent, theme: Theme, rows: TimelineRows, size: QSize
) -> tuple[QPixmap, QPixmap]:
    """Return the waveform not played at all and all played; the view shows a part of each."""
    count = size.width() // _STEP_PX
    heights = bar_heights(content.peaks, content.per_second, content.duration_ms, count)
    return (
        _waveform(content, theme, rows, size, heights, theme.wave),
        _waveform(content, theme, rows, size, heights, theme.accent),
    )


def _waveform(
    content: TimelineContent,
    theme: Theme,
    rows: TimelineRows,
    size: QSize,
    heights: Sequence[float],
    colour: str,
) -> QPixmap:
    picture, painter = _canvas(size)
    for zone in content.zones:
        left = content.x(zone.start_ms, size.width())
        right = content.x(zone.end_ms, size.width())
        place = QRectF(left, rows.wave, right - left, rows.wave_height)
        _hatch(painter, place, theme.zone)
    middle = rows.wave + rows.wave_height / 2
    plain = QColor(colour)
    faint = QColor(plain)
    faint.setAlpha(_ZONE_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    spans = [(zone.start_ms, zone.end_ms) for zone in content.zones]
    for number, height in enumerate(heights):
        at_ms = (number + 0.5) / len(heights) * content.duration_ms
        in_zone = any(start <= at_ms < end for start, end in spans)
        share = _ZONE_SHARE if in_zone else _FULL_SHARE
        half = max(_LEAST_PX, height * share * rows.wave_height / 2)
        painter.setBrush(faint if in_zone else plain)
        bar = QRectF(number * _STEP_PX + 0.5, middle - half, _BAR_PX, 2 * half)
        painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)
    painter.end()
    return picture


def draw_signs(content: TimelineContent, theme: Theme, rows: TimelineRows, size: QSize) -> QPixmap:
    """Return the rows around the waveform: bookmarks, questions, hits."""
    picture, painter = _canvas(size)
    painter.setPen(Qt.PenStyle.NoPen)
    for question in content.questions:
        place = rail_rect(content, rows, size.width(), question)
        painter.setBrush(QColor(theme.zone if theme is CONTRAST else theme.press))
        painter.drawRoundedRect(place, _RAIL_PX / 2, _RAIL_PX / 2)
        fill_rail(painter, place, question.heard, mixed(theme.text2, theme.side, 0.25))
    _draw_hits(painter, content, theme, rows, size)
    painter.setBrush(QColor(theme.mark))
    scale = 1.0 if rows is WIDE else 0.8
    for moment_ms in content.bookmarks_ms:
        painter.drawPath(_ribbon(content.x(moment_ms, size.width()), rows.flags, scale))
    painter.end()
    return picture


def rail_rect(
    content: TimelineContent, rows: TimelineRows, width: int, question: QuestionSpan
) -> QRectF:
    """Return where a question's piece of the rail is."""
    left, right = content.x(question.start_ms, width), content.x(question.end_ms, width)
    return QRectF(left + 1, rows.rail, max(1.0, right - left - 2), _RAIL_PX)


def fill_rail(painter: QPainter, place: QRectF, share: float, colour: str) -> None:
    """Fill a piece of the rail from the left."""
    if share > 0:
        filled = QRectF(place)
        filled.setWidth(min(place.width(), max(float(_RAIL_PX), place.width() * share)))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(filled, _RAIL_PX / 2, _RAIL_PX / 2)


def _draw_hits(
    painter: QPainter, content: TimelineContent, theme: Theme, rows: TimelineRows, size: QSize
) -> None:
    places = (int(content.x(at, size.width()) // _HIT_STEP_PX) for at in content.hits_ms)
    room = rows.height - rows.hits
    painter.setBrush(QColor(theme.hit_now if theme.is_dark else theme.warn))
    for place, count in Counter(places).items():
        height = min(room, 5 + 2.5 * (count - 1))
        top = rows.hits + (room - height) / 2
        painter.drawRoundedRect(QRectF(place * _HIT_STEP_PX + 0.5, top, 4, height), 2, 2)


def _ribbon(x: float, top: float, scale: float) -> QPainterPath:
    path = QPainterPath(QPointF(x - 3.5 * scale, top))
    for right, down in ((3.5, 0), (3.5, 9), (0, 6), (-3.5, 9)):
        path.lineTo(x + right * scale, top + down * scale)
    path.closeSubpath()
    return path


def _hatch(painter: QPainter, place: QRectF, colour: str) -> None:
    painter.save()
    painter.setClipRect(place)
    painter.setPen(QPen(QColor(colour), 1.2))
    x = place.left() - place.height()
    while x < place.right():
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
        x += _HATCH_PX
    painter.restore()


def _canvas(size: QSize) -> tuple[QPixmap, QPainter]:
    ratio = 2.0  # sharp on common screens; scaled down where pixels are larger
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return picture, painter


def moments(values: Sequence[int | None]) -> tuple[int, ...]:
    """Return those moments that are known, in order."""
    return tuple(sorted(value for value in values if value is not None))
