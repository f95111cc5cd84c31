"""A place found: the sentence with its matches tinted, time and speaker below.

An answer has its question above.
"""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop_app.ui.covers import Pictures, no_pictures
from desktop_app.ui.delegates.heading import HEADING_HEIGHT, paint_heading
from desktop_app.ui.delegates.text_flow import Flow, flow, line, mark
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.hit_rows import HitRow, MoreRow
from desktop_app.ui.theme import Theme, font

_LEFT = 34
_META = 18
_MORE = 14
_ABOVE = 19


class HitPainter:
    """Paints HitRow, and the episode above a group of them."""

    def __init__(self, pictures: Pictures = no_pictures) -> None:
        self._pictures = pictures

    def height(self, row: HitRow | HeadingRow | MoreRow, width: float) -> float:
        if isinstance(row, HeadingRow):
            return HEADING_HEIGHT
        if isinstance(row, MoreRow):
            return _MORE
        above = _ABOVE if row.above else 0
        return above + flow(row.hit.sentence, font("body"), width - _LEFT, lines=2).height + _META

    def is_now(self, row: HitRow | HeadingRow | MoreRow) -> bool:
        return False

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        row: HitRow | HeadingRow | MoreRow,
        theme: Theme,
        is_active: bool,
    ) -> None:
        if isinstance(row, HeadingRow):
            paint_heading(painter, area, row, theme, self._pictures)
            return
        if isinstance(row, MoreRow):
            words = QRectF(area.left() + _LEFT, area.top(), area.width() - _LEFT, _MORE)
            line(painter, words, row.words, font("small", 600), theme.accent)
            return
        left, top = area.left() + _LEFT, area.top()
        if row.above:
            words = QRectF(left, top, area.width() - _LEFT, _ABOVE - 3)
            line(painter, words, row.above, font("body", 600), theme.text)
            top += _ABOVE
        sentence = _sentence(row, area.width(), theme)
        sentence.draw(painter, left, top - 1, theme.text)
        meta = QRectF(left, top + sentence.height + 2, area.width() - _LEFT, 16)
        line(painter, meta, row.meta, font("small"), theme.text2)


def _sentence(row: HitRow, width: float, theme: Theme) -> Flow:
    marks = [
        mark(start, end - start, back=theme.hit, fore=theme.text, weight=600)
        for start, end in row.hit.matches
    ]
    return flow(row.hit.sentence, font("body"), width - _LEFT, lines=2, marks=marks)
