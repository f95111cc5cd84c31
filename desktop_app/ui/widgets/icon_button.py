"""A button that is one icon."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from desktop_app.ui.icons import icon
from desktop_app.ui.theme import theme_of


class IconButton(QToolButton):
    """An icon in a square box. Its words are its name and its tool tip, with its key.

    ``tone`` names another colour of the theme than that of text.
    """

    def __init__(
        self,
        icon_name: str,
        words: str,
        key: str = "",
        *,
        size_px: int = 18,
        box_px: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._size_px = size_px
        self._tone = "text"
        self.setIconSize(QSize(size_px, size_px))
        self.setFixedSize(box_px, box_px)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.say(words, key)
        self._tint()

    def say(self, words: str, key: str = "") -> None:
        """Name the button; ``key`` is the shortcut that does the same."""
        self.setAccessibleName(words)
        self.setToolTip(f"{words}  {key}" if key else words)

    def show_icon(self, icon_name: str, tone: str = "text") -> None:
        """Change the picture, as from sound to no sound."""
        if (icon_name, tone) != (self._icon_name, self._tone):
            self._icon_name, self._tone = icon_name, tone
            self._tint()

    @property
    def icon_name(self) -> str:
        return self._icon_name

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        theme = theme_of(self.palette())
        colour: str = getattr(theme, self._tone)
        self.setIcon(
            icon(
                self._icon_name,
                colour,
                self._size_px,
                disabled=theme.text3,
                checked=theme.accent,
            )
        )
