"""The line that names an episode above its hits or bookmarks."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop_app.ui import icons
from desktop_app.ui.covers import Pictures
from desktop_app.ui.delegates.text_flow import line
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.theme import Theme, font

HEADING_HEIGHT = 38
_TEXT_LEFT = 34
_COUNT_WIDTH = 90


def paint_heading(
    painter: QPainter, area: QRectF, row: HeadingRow, theme: Theme, pictures: Pictures
) -> None:
    """Draw cover, title, show and count."""
    art = icons.cover(row.show or row.title, 30, pictures(row.recording_id), 6)
    painter.drawPixmap(QPointF(area.left() - 6, area.top() + 4), art)
    left, width = area.left() + _TEXT_LEFT, area.width() - _TEXT_LEFT
    title = QRectF(left, area.top() + 2, width - _COUNT_WIDTH, 18)
    line(painter, title, row.title, font("body", 600), theme.text)
    show = QRectF(left, area.top() + 20, width, 16)
    line(painter, show, row.show, font("small"), theme.text2)
    count = QRectF(area.right() - _COUNT_WIDTH, area.top() + 2, _COUNT_WIDTH, 18)
    line(painter, count, row.count, font("small"), theme.text2, right=True)
