"""A button that is words."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.ui.icons import icon
from desktop_app.ui.theme import font, theme_of

_ICON_PX = 16


class Weight(StrEnum):
    """How loud a button is. One primary per view."""

    PRIMARY = "primary"
    PLAIN = "plain"
    LINK = "link"


class PushButton(QPushButton):
    """Words, and perhaps an icon before them."""

    def __init__(
        self,
        words: str,
        weight: Weight = Weight.PLAIN,
        *,
        icon_name: str = "",
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._weight = weight
        self._tone = tone
        self.setFont(font("body", 500))
        self.setProperty("primary", weight is Weight.PRIMARY)
        self.setProperty("link", weight is Weight.LINK)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.say(words)
        self._tint()

    def say(self, words: str) -> None:
        """Change the words, which are also the name for a screen reader."""
        self.setText(f" {words}" if self._icon_name else words)
        self.setAccessibleName(words.replace("&", ""))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        if not self._icon_name:
            return
        theme = theme_of(self.palette())
        tone = self._tone or {Weight.PRIMARY: "on_accent", Weight.LINK: "accent"}.get(
            self._weight, "text"
        )
        self.setIcon(icon(self._icon_name, getattr(theme, tone), _ICON_PX, disabled=theme.text3))
