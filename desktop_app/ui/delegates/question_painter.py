"""A question in its list: ring or tick for what was heard, the words, time and length."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop_app.ui import icons
from desktop_app.ui.delegates.text_flow import Flow, flow, line, mark
from desktop_app.ui.models.question_rows import QuestionRow
from desktop_app.ui.theme import Theme, font

_TEXT_LEFT = 26
_META = 19
_LINES, _LINES_FILTERED = 3, 6  # what the filter found should be seen


class QuestionPainter:
    """Paints QuestionRow."""

    def height(self, row: QuestionRow, width: float) -> float:
        return _words(row, width).height + _META

    def is_now(self, row: QuestionRow) -> bool:
        return row.is_now

    def paint(
        self, painter: QPainter, area: QRectF, row: QuestionRow, theme: Theme, is_active: bool
    ) -> None:
        is_heard = row.heard >= 1 and not row.is_now
        if is_heard:
            sign = icons.pixmap("circle-check", theme.text2, 16)
        else:
            colour = theme.accent if row.is_now else theme.text2
            sign = icons.ring(16, row.heard, colour, theme.wave)
        painter.drawPixmap(QPointF(area.left(), area.top()), sign)
        words = _words(row, area.width(), theme)
        left = area.left() + _TEXT_LEFT
        words.draw(painter, left, area.top() - 1, theme.text2 if is_heard else theme.text)
        meta = QRectF(left, area.top() + words.height + 3, area.width() - _TEXT_LEFT, 16)
        dot = "  ·  " if row.when and (row.left or row.answer_length) else ""
        used = line(painter, meta, row.when + dot, font("small"), theme.text2)
        meta.setLeft(meta.left() + used)
        if row.left:
            line(painter, meta, row.left, font("small", 600), theme.accent)
        else:
            line(painter, meta, row.answer_length, font("small"), theme.text2)


def _words(row: QuestionRow, width: float, theme: Theme | None = None) -> Flow:
    """Lay the question out; what the filter found is tinted in the colours of a theme."""
    weight = 600 if row.is_now else 500
    marks = []
    if theme is not None:
        marks = [mark(a, b - a, back=theme.hit, fore=theme.text) for a, b in row.marked]
    lines = _LINES_FILTERED if row.marked else _LINES
    return flow(
        row.question.text, font("body", weight), width - _TEXT_LEFT, lines=lines, marks=marks
    )
