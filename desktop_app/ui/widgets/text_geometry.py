"""Where the page's lines stand in the view: what Qt's extra selections cannot round or pad."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock
from PySide6.QtWidgets import QTextEdit

_ASCENT_SHARE = 0.98  # of the letters' height above the line is tinted
_REACH_PX = 4  # letters may be missed by this much
_MOST_KEPT = 500  # places that are remembered


class TextGeometry:
    """Rectangles of blocks and stretches of text, in the view's coordinates.

    ``left`` and ``width`` are the column's; both are set by the view when it is resized.
    """

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self.left = 0.0
        self.width = 0.0
        self.turn = 0  # another whenever places on the page are no longer what they were
        self._blocks: dict[int, QRectF] = {}  # by number, on the page
        self._spans: dict[tuple[int, int, int], list[QRectF]] = {}

    def forget(self) -> None:
        """Look for everything anew: the page is another, or laid out anew."""
        self.turn += 1
        self._blocks.clear()
        self._spans.clear()

    @property
    def height(self) -> int:
        return self._view.viewport().height()

    @property
    def scrolled(self) -> int:
        return self._view.verticalScrollBar().value()

    def block_rect(self, block: QTextBlock) -> QRectF:
        """Return the rectangle of a block's lines, without its margins. Lays it out if needed."""
        return self._page_rect(block).translated(0, -self.scrolled)

    def _page_rect(self, block: QTextBlock) -> QRectF:
        number = block.blockNumber()
        rect = self._blocks.get(number)
        if rect is None:
            rect = self._view.document().documentLayout().blockBoundingRect(block)
            if len(self._blocks) >= _MOST_KEPT:
                self.forget()
            self._blocks[number] = rect
        return rect

    def span_rects(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        """Return one rectangle per line of a stretch of a block's text, tight to the letters."""
        place = (block.blockNumber(), start, end)
        rects = self._spans.get(place)
        if rects is None:
            rects = self._measure(block, start, end)
            if len(self._spans) >= _MOST_KEPT:
                self._spans.clear()
            self._spans[place] = rects
        up_px = -self.scrolled
        return [rect.translated(0, up_px) for rect in rects]

    def _measure(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        origin = self._page_rect(block).topLeft()
        lines, text, found = block.layout(), block.text(), []
        letters = QFontMetricsF(block.charFormat().font())
        above = letters.ascent() * _ASCENT_SHARE
        begun = lines.lineForTextPosition(start)
        for number in range(begun.lineNumber() if begun.isValid() else 0, lines.lineCount()):
            line = lines.lineAt(number)
            if line.textStart() >= end:
                break
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            while last > first and text[last - 1 : last].isspace():  # no tint past the line's end
                last -= 1
            if first >= last:
                continue
            # The binding returns a pair; its annotation says only the first of it.
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            base = line.y() + line.ascent()
            rect = QRectF(
                min(left, right),
                base - above,
                abs(right - left),
                above + letters.descent(),
            )
            found.append(rect.translated(origin))
        return found

    def line_rect(self, block: QTextBlock, units: int) -> QRectF:
        """Return the rectangle of the line a character of a block stands in."""
        rect = self.block_rect(block)
        line = block.layout().lineForTextPosition(units)
        return line.rect().translated(rect.topLeft()) if line.isValid() else rect

    def baseline(self, block: QTextBlock) -> float:
        """Return how far down a block's first line stands."""
        top = self.block_rect(block).top()
        line = block.layout().lineAt(0)
        return top + line.y() + line.ascent() if line.isValid() else top

    def is_on_column(self, point: QPointF) -> bool:
        """Return whether a point is on the text or close beside it."""
        return self.left - _REACH_PX <= point.x() <= self.left + self.width + _REACH_PX

    def block_at(self, point: QPointF) -> QTextBlock | None:
        """Return the block whose letters a point is on."""
        document = self._view.document()
        inside = point + QPointF(0, self.scrolled)
        fuzzy = Qt.HitTestAccuracy.FuzzyHit
        block = document.findBlock(max(0, document.documentLayout().hitTest(inside, fuzzy)))
        reach = (-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
        rects = self.span_rects(block, 0, block.length())
        return block if any(r.adjusted(*reach).contains(point) for r in rects) else None

    def visible_blocks(
        self, top: float = 0, bottom: float | None = None
    ) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Return what can be seen between two heights of the view, from above."""
        document, scrolled = self._view.document(), self.scrolled
        layout = document.documentLayout()
        bottom = self.height if bottom is None else bottom
        fuzzy = Qt.HitTestAccuracy.FuzzyHit
        position = layout.hitTest(QPointF(self.left + 1, scrolled + top), fuzzy)
        block = document.findBlock(max(0, position))
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, -scrolled)
            if rect.top() > bottom:
                return
            if rect.bottom() > top:
                yield block, rect
            block = block.next()


def _x(place: object) -> float:
    """Return the first of the pair that cursorToX really returns (PySide6 6.11)."""
    assert isinstance(place, tuple)
    return float(place[0])
