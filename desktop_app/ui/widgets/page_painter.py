"""What is painted under the text: the passage being spoken, the word, hits, bookmarks, zones."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextBlock

from desktop_app.ui.icons import draw
from desktop_app.ui.theme import Theme, font, mixed
from desktop_app.ui.widgets.text_geometry import TextGeometry

_SIDE_PX = 16  # the passage's tint reaches past the column
_ABOVE_PX, _BELOW_PX = 2, 10
_ABOVE_NAME_PX = 9
_PASSAGE_RADIUS_PX = 10
_BAR_PX = 3
_BAR_INSET_PX = 9
_WORD_RADIUS_PX = 5
_HIT_RADIUS_PX = 4
_SOFT_STEPS = 10
_SOFT_STEP_PX = 1.6
_SOFT_ALPHA = 58
_RIBBON_PX = 16
_RIBBON_GAP_PX = 20
_SENTENCE_SHARE = 0.6  # of the way from the passage's tint to the word's


class PagePainter:
    """Paints tints and signs for one view in one theme. Each colour has a second sign beside it."""

    def __init__(self, geometry: TextGeometry) -> None:
        self._geometry = geometry

    def passage_rect(self, block: QTextBlock, name: QTextBlock | None) -> QRectF:
        """Return what the tint of a passage covers, its speaker's name included."""
        rect = self._geometry.block_rect(block).adjusted(0, -_ABOVE_PX, 0, _BELOW_PX)
        if name is not None:
            rect.setTop(self._geometry.block_rect(name).top() - _ABOVE_NAME_PX)
        rect.setLeft(self._geometry.left - _SIDE_PX)
        rect.setWidth(self._geometry.width + 2 * _SIDE_PX)
        return rect

    def passage(self, painter: QPainter, theme: Theme, rect: QRectF) -> None:
        """Tint the passage being spoken: an exact edge and a bar."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.now))
        painter.drawRoundedRect(rect, _PASSAGE_RADIUS_PX, _PASSAGE_RADIUS_PX)
        painter.setBrush(QColor(theme.accent))
        bar = QRectF(rect.left(), rect.top() + _BAR_INSET_PX, _BAR_PX, 0)
        bar.setHeight(rect.height() - 2 * _BAR_INSET_PX)
        painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)

    def about(self, painter: QPainter, theme: Theme, rect: QRectF) -> None:
        """Tint a passage that is spoken about now: an edge that fades, and a dotted bar."""
        rect = rect.adjusted(-4, -8, 4, 8)
        tint = QColor(theme.now)
        tint.setAlpha(_SOFT_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        for step in range(_SOFT_STEPS):
            edge = step * _SOFT_STEP_PX
            radius = 16 - step
            painter.drawRoundedRect(rect.adjusted(edge, edge, -edge, -edge), radius, radius)
        dots = QPen(QColor(theme.accent), _BAR_PX)
        dots.setStyle(Qt.PenStyle.CustomDashLine)
        dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        dots.setDashPattern([0.1, 2.4])
        painter.setPen(dots)
        inset, x = min(20.0, rect.height() * 0.3), rect.left() + 5.5
        painter.drawLine(QPointF(x, rect.top() + inset), QPointF(x, rect.bottom() - inset))
        painter.setPen(Qt.PenStyle.NoPen)

    def word(
        self, painter: QPainter, theme: Theme, block: QTextBlock, start: int, end: int
    ) -> None:
        """Tint and underline the word being spoken."""
        painter.setPen(Qt.PenStyle.NoPen)
        for rect in self._geometry.span_rects(block, start, end):
            painter.setBrush(QColor(theme.word))
            painter.drawRoundedRect(rect.adjusted(-3, -1, 3, 2), _WORD_RADIUS_PX, _WORD_RADIUS_PX)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(
                QRectF(rect.left() - 1, rect.bottom() + 1, rect.width() + 2, 2), 1, 1
            )

    def sentence(
        self, painter: QPainter, theme: Theme, block: QTextBlock, start: int, end: int
    ) -> None:
        """Tint the words of the cue being spoken."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mixed(theme.now, theme.word, _SENTENCE_SHARE)))
        for rect in self._geometry.span_rects(block, start, end):
            painter.drawRoundedRect(rect.adjusted(-3, -1, 3, 2), _WORD_RADIUS_PX, _WORD_RADIUS_PX)

    def flash(self, painter: QPainter, theme: Theme, rect: QRectF) -> None:
        """Show which paragraph was meant, for a moment."""
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.setBrush(QColor(theme.sel))
        painter.drawRoundedRect(rect, _PASSAGE_RADIUS_PX, _PASSAGE_RADIUS_PX)
        painter.setPen(Qt.PenStyle.NoPen)

    def hit(
        self,
        painter: QPainter,
        theme: Theme,
        block: QTextBlock,
        start: int,
        end: int,
        *,
        is_current: bool,
    ) -> None:
        """Tint a search hit, the current one stronger."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hit_now if is_current else theme.hit))
        for rect in self._geometry.span_rects(block, start, end):
            painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 1), _HIT_RADIUS_PX, _HIT_RADIUS_PX)

    def bookmark(
        self,
        painter: QPainter,
        theme: Theme,
        block: QTextBlock,
        start: int,
        end: int,
        *,
        has_ribbon: bool,
    ) -> None:
        """Underline a passage that was kept; a ribbon stands at the right of its first line."""
        rects = self._geometry.span_rects(block, start, end)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.mark))
        painter.setOpacity(0.55)
        for rect in rects:
            painter.drawRoundedRect(
                QRectF(rect.left(), rect.bottom() + 2, rect.width(), 1.6), 0.8, 0.8
            )
        painter.setOpacity(1)
        if rects and has_ribbon:
            right = self._geometry.left + self._geometry.width + _RIBBON_GAP_PX
            draw(painter, QPointF(right, rects[0].top() + 2), "bookmark", theme.mark, _RIBBON_PX)

    def zone(
        self,
        painter: QPainter,
        theme: Theme,
        block: QTextBlock,
        rect: QRectF,
        *,
        is_now: bool,
        left: str = "",
    ) -> None:
        """Draw hairlines beside the words; while the sound is here a soft tint, and what is left.

        ``left`` says how long that is; it stands at the end of the line, or below the words.
        """
        begin, width = self._geometry.left, self._geometry.width
        if is_now:
            self.about(
                painter,
                theme,
                QRectF(begin - _SIDE_PX, rect.top() - 6, width + 2 * _SIDE_PX, rect.height() + 12),
            )
        metrics = QFontMetricsF(font("small"))
        gap = metrics.horizontalAdvance(block.text()) / 2 + _SIDE_PX
        y, middle, end = rect.center().y(), begin + width / 2, begin + width
        if left:
            end = self._left(painter, theme, rect, left, middle + gap)
        if gap < width / 2:
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(begin, y), QPointF(middle - gap, y))
            painter.drawLine(QPointF(middle + gap, y), QPointF(end, y))
        painter.setPen(Qt.PenStyle.NoPen)

    def _left(
        self, painter: QPainter, theme: Theme, rect: QRectF, words: str, free_from: float
    ) -> float:
        """Write how long a stretch still lasts, and return where the hairline before it ends."""
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        end = self._geometry.left + self._geometry.width
        begins = end - QFontMetricsF(font("small", 500)).horizontalAdvance(words)
        if begins - _SIDE_PX / 2 < free_from:  # no room beside the words
            rect = rect.translated(0, rect.height() - 2)
        painter.setFont(font("small", 500))
        painter.setPen(QColor(theme.accent))
        painter.drawText(
            QRectF(self._geometry.left, rect.top(), end - self._geometry.left, rect.height()),
            side,
            words,
        )
        return max(free_from, begins - _SIDE_PX / 2)
