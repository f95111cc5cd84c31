"""A bookmark in its list: the words kept beside a red bar, time and speaker, note and tags."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from desktop_app.ui import icons
from desktop_app.ui.covers import Pictures, no_pictures
from desktop_app.ui.delegates.heading import HEADING_HEIGHT, paint_heading
from desktop_app.ui.delegates.text_flow import Flow, flow, line
from desktop_app.ui.models.bookmark_rows import BookmarkRow
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.theme import Theme, font

_LEFT = 14
_NOTE_LEFT = 34
_META, _NOTE_GAP, _TAG_GAP, _TAG = 22, 6, 7, 19


class BookmarkPainter:
    """Paints BookmarkRow, and the episode above a group of them.

    ``indent`` is how far the bookmarks stand to the right of their episode.
    """

    def __init__(self, pictures: Pictures = no_pictures, indent: int = 0) -> None:
        self._pictures = pictures
        self._indent = indent

    def height(self, row: BookmarkRow | HeadingRow, width: float) -> float:
        if isinstance(row, HeadingRow):
            return HEADING_HEIGHT
        width -= self._indent
        height = _quote(row, width).height + _META
        if row.bookmark.note:
            height += _NOTE_GAP + _note(row, width).height
        return height + (_TAG_GAP + _TAG if row.bookmark.tags else 0)

    def is_now(self, row: BookmarkRow | HeadingRow) -> bool:
        return False

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        row: BookmarkRow | HeadingRow,
        theme: Theme,
        is_active: bool,
    ) -> None:
        if isinstance(row, HeadingRow):
            paint_heading(painter, area, row, theme, self._pictures)
            return
        area = area.adjusted(self._indent, 0, 0, 0)
        quote = _quote(row, area.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.mark))
        bar = QRectF(area.left(), area.top() + 1, 3, quote.height - 2)
        painter.drawRoundedRect(bar, 1.5, 1.5)
        left = area.left() + _LEFT
        quote.draw(painter, left, area.top() - 1, theme.text)
        top = area.top() + quote.height + 6
        meta = QRectF(left, top, area.width() - _LEFT, 16)
        line(painter, meta, row.meta, font("small"), theme.text2)
        top += 16
        if row.bookmark.note:
            top += _NOTE_GAP
            note = _note(row, area.width())
            sign = icons.pixmap("sticky-note", theme.text2, 13)
            painter.drawPixmap(QPointF(left, top), sign)
            note.draw(painter, area.left() + _NOTE_LEFT, top - 1, theme.text)
            top += note.height
        if row.bookmark.tags:
            self._paint_tags(painter, QRectF(left, top + _TAG_GAP, area.width(), _TAG), row, theme)

    def _paint_tags(self, painter: QPainter, area: QRectF, row: BookmarkRow, theme: Theme) -> None:
        look = font("caption", 500)
        metrics, left = QFontMetricsF(look), area.left()
        painter.setFont(look)
        for tag in row.bookmark.tags:
            box = QRectF(left, area.top(), metrics.horizontalAdvance(tag) + 14, _TAG)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(box, 6, 6)
            painter.setPen(QColor(theme.text2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)
            left += box.width() + 5


def _quote(row: BookmarkRow, width: float) -> Flow:
    return flow(row.quote, font("body", 450), width - _LEFT, lines=4, leading=1.15)


def _note(row: BookmarkRow, width: float) -> Flow:
    return flow(row.bookmark.note, font("small"), width - _NOTE_LEFT, lines=3)
