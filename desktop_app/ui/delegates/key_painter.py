"""An action in the list of keys: its words at the left, its keys at the right."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop_app.ui.delegates.text_flow import line
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.key_rows import KeyRow
from desktop_app.ui.theme import Theme, font

_HEIGHT = 16
_KEYS_SHARE = 0.45  # of the width


class KeyPainter:
    """Paints KeyRow, and the name of a group of them."""

    def height(self, row: KeyRow | HeadingRow, width: float) -> float:
        return _HEIGHT

    def is_now(self, row: KeyRow | HeadingRow) -> bool:
        return False

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        row: KeyRow | HeadingRow,
        theme: Theme,
        is_active: bool,
    ) -> None:
        if isinstance(row, HeadingRow):
            line(painter, area, row.title, font("body", 600), theme.accent)
            return
        keys = QRectF(area)
        keys.setLeft(area.right() - area.width() * _KEYS_SHARE)
        words = QRectF(area)
        words.setRight(keys.left() - 8)
        line(painter, words, row.spec.words, font("body"), theme.text)
        colour = theme.accent if row.is_changed else theme.text if row.spec.keys else theme.text2
        weight = 600 if row.is_changed else 500
        line(painter, keys, row.keys, font("small", weight), colour, right=True)
