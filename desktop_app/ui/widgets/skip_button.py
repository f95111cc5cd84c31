"""A round arrow with a number of seconds in it."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from desktop_app.ui.icons import skip_icon
from desktop_app.ui.theme import theme_of

_ICON_PX = 22
_BOX_PX = 36


class SkipButton(QToolButton):
    """Goes back or forward by a few seconds."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._seconds = 0
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setFixedSize(_BOX_PX, _BOX_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def say(self, seconds: int, words: str, key: str) -> None:
        """Show how far it goes; ``words`` is its name, ``key`` does the same."""
        self._seconds = seconds
        self.setAccessibleName(words)
        self.setToolTip(f"{words}  {key}")
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        theme = theme_of(self.palette())
        self.setIcon(skip_icon(self._icon_name, self._seconds, theme, _ICON_PX))
