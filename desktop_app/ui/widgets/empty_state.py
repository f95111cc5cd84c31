"""What stands where there is nothing to show yet."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight

_ICON_PX = 32
_WIDTH_PX = 420


class EmptyState(QWidget):
    """A title, what to do, and at most two ways on. ``action_chosen`` carries which, from 0."""

    action_chosen = Signal(int)

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str = "",
        actions: Sequence[str] = (),
        *,
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._picture = QLabel()
        self._title = label("", "title", 600, wrap=True)
        self._text = label("", "body", dim=True, wrap=True)
        for words in (self._picture, self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        buttons = [self._button(place, words, primary) for place, words in enumerate(actions)]
        block = column(self._picture, 8, self._title, self._text, spacing=4)
        if buttons:
            block.addSpacing(12)
            block.addLayout(row(None, *buttons, None, spacing=6))
        self._block = QWidget()
        self._block.setLayout(block)
        self._block.setMaximumWidth(_WIDTH_PX)
        self.setLayout(
            column(None, row((self._block, 1), margins=(24, 24, 24, 24)), None, spacing=0)
        )
        self.say(title, text)
        self._tint()

    def say(self, title: str, text: str = "") -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _button(self, place: int, words: str, primary: bool) -> PushButton:
        loud = Weight.PRIMARY if primary else Weight.PLAIN
        button = PushButton(words, Weight.LINK if place else loud)
        button.clicked.connect(lambda _on: self.action_chosen.emit(place))
        return button

    def _tint(self) -> None:
        self._picture.setPixmap(pixmap(self._icon_name, theme_of(self.palette()).text2, _ICON_PX))
