"""How the text to be read is set: its size, its face, the length of its lines."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

from desktop_app.ui.theme import TYPE, font

SIZES_PX = (14, 28)

_HEADING = 1.24  # of the reading size
_NAME = 0.76
_SMALLEST_NAME_PX = 12
_SAMPLE = "The voice goes on, and the text beside it shows where it is just now, word for word. "


@dataclass(frozen=True, slots=True)
class ReadingLook:
    """The user's choice for the page."""

    size_px: int = TYPE["reading"]
    serif: bool = False
    measure: int = 70  # characters of average width in a full line

    def text_font(self) -> QFont:
        return font("reading", 400, self.size_px, serif=self.serif)

    def name_font(self) -> QFont:
        return font("small", 600, max(_SMALLEST_NAME_PX, self.size_px * _NAME))

    def heading_font(self) -> QFont:
        return font("heading", 600, self.size_px * _HEADING, serif=self.serif)

    def line_font(self) -> QFont:
        """Return the type of lines that say what the text does not have."""
        return font("small")

    def column_px(self, sample: str) -> float:
        """Return how wide a full line is. The text itself knows best how wide its letters are."""
        text = sample or _SAMPLE
        return QFontMetricsF(self.text_font()).horizontalAdvance(text) / len(text) * self.measure
