"""An episode in the library: cover, title and what is left; times, questions, length, date."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop_app.transcript.model import Evidence
from desktop_app.ui import icons
from desktop_app.ui.covers import Pictures, no_pictures
from desktop_app.ui.delegates.text_flow import line
from desktop_app.ui.models.recording_rows import RecordingRow
from desktop_app.ui.theme import Theme, font

_HEIGHT = 36
_TIMING_WIDTH, _QUESTIONS_WIDTH, _LENGTH_WIDTH, _DATE_WIDTH = 120, 98, 58, 96
# Below each of these the date is left out, then the questions, then the timing.
_DATED, _COUNTED, _TIMED = 700, 540, 440


class RecordingPainter:
    """Paints RecordingRow."""

    def __init__(self, pictures: Pictures = no_pictures) -> None:
        self._pictures = pictures

    def height(self, row: RecordingRow, width: float) -> float:
        return _HEIGHT

    def is_now(self, row: RecordingRow) -> bool:
        return row.is_playing

    def paint(
        self, painter: QPainter, area: QRectF, row: RecordingRow, theme: Theme, is_active: bool
    ) -> None:
        recording = row.recording
        picture = self._pictures(recording.id)
        art = icons.cover(recording.show or recording.title, 36, picture, 7)
        painter.drawPixmap(QPointF(area.left() - 4, area.top()), art)
        small = font("small")
        right = area.right()
        if area.width() > _DATED:
            date = QRectF(right - _DATE_WIDTH, area.top(), _DATE_WIDTH, _HEIGHT)
            line(painter, date, row.date, small, theme.text2, right=True)
            right -= _DATE_WIDTH
        length = QRectF(right - _LENGTH_WIDTH, area.top(), _LENGTH_WIDTH, _HEIGHT)
        line(painter, length, row.length, small, theme.text2, right=True)
        right -= _LENGTH_WIDTH
        if area.width() > _COUNTED:
            right -= _QUESTIONS_WIDTH
            count = QRectF(right, area.top(), _QUESTIONS_WIDTH, _HEIGHT)
            line(painter, count, row.question_count, small, theme.text2)
        if area.width() > _TIMED:
            right -= _TIMING_WIDTH
            sign, colour = _timing_sign(row, theme)
            middle = area.top() + _HEIGHT / 2
            painter.drawPixmap(QPointF(right, middle - 7), icons.pixmap(sign, colour, 14))
            timing = QRectF(right + 20, area.top(), _TIMING_WIDTH - 20, _HEIGHT)
            line(painter, timing, row.timing, small, theme.text2)
        left = area.left() + 44
        title = QRectF(left, area.top() - 1, right - left - 12, 19)
        weight, ink = (500, theme.text2) if row.is_heard else (600, theme.text)
        line(painter, title, recording.title, font("body", weight), ink)
        below = QRectF(left, area.top() + 18, right - left - 12, 17)
        words = "  ·  ".join(part for part in (recording.show, row.state) if part)
        line(painter, below, words, small, theme.text2)


def _timing_sign(row: RecordingRow, theme: Theme) -> tuple[str, str]:
    match row.recording.timing:
        case Evidence.EXACT | Evidence.ALIGNED:
            return "circle-check", theme.ok
        case Evidence.ESTIMATED:
            return "circle-dot", theme.warn
        case _:
            return "circle", theme.text2
