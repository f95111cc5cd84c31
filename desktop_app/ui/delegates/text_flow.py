"""Wrapped text for painting: a layout with at most so many lines, the last one ending in “…”."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)


@dataclass(frozen=True, slots=True)
class Flow:
    """Text laid out for a width."""

    layout: QTextLayout
    height: float

    def draw(self, painter: QPainter, left: float, top: float, colour: str) -> None:
        painter.setPen(QColor(colour))
        self.layout.draw(painter, QPointF(left, top))


def flow(
    text: str,
    font: QFont,
    width: float,
    *,
    lines: int = 99,
    leading: float = 1.1,
    marks: Sequence[QTextLayout.FormatRange] = (),
) -> Flow:
    """Wrap ``text`` at ``width`` pixels; what does not fit into ``lines`` is elided."""
    metrics = QFontMetricsF(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if marks:  # before the layout: setFormats() throws the lines away
        layout.setFormats(list(marks))
    layout.beginLayout()
    top, count, cut = 0.0, 0, None
    while count < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += metrics.height() * leading
        count += 1
        if count == lines and line.textStart() + line.textLength() < len(text):
            cut = line.textStart()
    layout.endLayout()
    if cut is None:
        return Flow(layout, top)
    tail = metrics.elidedText(text[cut:], Qt.TextElideMode.ElideRight, width)
    return flow(text[:cut] + tail, font, width, lines=lines + 1, leading=leading, marks=marks)


def mark(
    start: int, length: int, *, back: str, fore: str, weight: int = 0
) -> QTextLayout.FormatRange:
    """Return the format that tints a stretch of text."""
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setBackground(QColor(back))
    look.setForeground(QColor(fore))
    if weight:
        look.setFontWeight(weight)
    made.format = look
    return made


def line(
    painter: QPainter, area: QRectF, text: str, font: QFont, colour: str, *, right: bool = False
) -> float:
    """Draw one line, elided to its area, and return the width it takes."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, shown)
    return metrics.horizontalAdvance(shown)
