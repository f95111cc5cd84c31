"""The shadow under what floats."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from desktop_app.ui.theme import theme_of


class Shadow(QGraphicsDropShadowEffect):
    """A soft shadow in the theme's colour. Only for pill, toast, bubble and sheets."""

    def __init__(self, under: QWidget, blur_px: int = 24, down_px: int = 6) -> None:
        super().__init__(under)
        self._under = under
        self.setBlurRadius(blur_px)
        self.setOffset(0, down_px)
        self._tint()
        under.installEventFilter(self)
        under.setGraphicsEffect(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        return False

    def _tint(self) -> None:
        self.setColor(QColor(theme_of(self._under.palette()).shadow))
