"""A place found: the sentence with its matches tinted, time and speaker below."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop_app.ui.delegates.heading import HEADING_HEIGHT, paint_heading
from desktop_app.ui.delegates.text_flow import Flow, flow, line, mark
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.hit_rows import HitRow
from desktop_app.ui.theme import Theme, font

_LEFT = 34
_META = 18


class HitPainter:
    """Paints HitRow, and the episode above a group of them."""

    def height(self, row: HitRow | HeadingRow, width: float) -> float:
        if isinstance(row, HeadingRow):
            return HEADING_HEIGHT
        return flow(row.hit.sentence, font("body"), width - _LEFT, lines=2).height + _META

    def is_now(self, row: HitRow | HeadingRow) -> bool:
        return False

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        row: HitRow | HeadingRow,
        theme: Theme,
        is_active: bool,
    ) -> None:
        if isinstance(row, HeadingRow):
            paint_heading(painter, area, row, theme)
            return
        sentence = _sentence(row, area.width(), theme)
        sentence.draw(painter, area.left() + _LEFT, area.top() - 1, theme.text)
        meta = QRectF(area.left() + _LEFT, area.top() + sentence.height + 2, area.width(), 16)
        meta.setRight(area.right())
        line(painter, meta, row.meta, font("small"), theme.text2)


def _sentence(row: HitRow, width: float, theme: Theme) -> Flow:
    marks = [
        mark(start, end - start, back=theme.hit, fore=theme.text, weight=600)
        for start, end in row.hit.matches
    ]
    return flow(row.hit.sentence, font("body"), width - _LEFT, lines=2, marks=marks)
