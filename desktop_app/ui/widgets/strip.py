"""One line of what is merely true, with one or two ways on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.push_button import PushButton, Weight

_ICON_PX = 16


class Strip(QFrame):
    """Stands under the header. ``action_chosen`` carries the place of the action, from 0."""

    action_chosen = Signal(int)

    def __init__(
        self,
        icon_name: str,
        text: str,
        actions: Sequence[str] = (),
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setProperty("banner", "info")
        self._picture = QLabel()
        self._words = ElidedLabel("", "body", 500)
        buttons = []
        for place, words in enumerate(actions):
            button = PushButton(words, Weight.LINK)
            button.clicked.connect(lambda _on, place=place: self.action_chosen.emit(place))
            buttons.append(button)
        self.setLayout(
            row(self._picture, (self._words, 1), *buttons, spacing=8, margins=(14, 2, 6, 2))
        )
        self.say(text)
        self._tint()

    def say(self, text: str) -> None:
        """Change the words, as when another recording plays."""
        self._words.setText(text)
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        accent = theme_of(self.palette()).accent
        self._picture.setPixmap(pixmap(self._icon_name, accent, _ICON_PX))
