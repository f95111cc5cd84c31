"""What happened, what still works, and at most two ways on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight

_ICON_PX = 18


class Banner(QFrame):
    """Stands above the text and pushes it down; it never covers it.

    ``tone`` is warn or info; ``primary`` makes the first action the loud one.
    ``action_chosen`` carries the place of the action, from 0.
    """

    action_chosen = Signal(int)

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        actions: Sequence[str] = (),
        *,
        tone: str = "warn",
        primary: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._tone = icon_name, tone
        self.setProperty("banner", tone)
        self.setAccessibleName(f"{title} {text}".strip())
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = column(label(title, "body", 600, wrap=True), spacing=3)
        if text:
            words.addWidget(label(text, "body", wrap=True))
        if actions:
            words.addSpacing(8)
            words.addLayout(row(*self._buttons(actions, primary), None, spacing=6))
        self.setLayout(row(self._picture, (words, 1), spacing=12, margins=(14, 12, 14, 12)))
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _buttons(self, actions: Sequence[str], primary: bool) -> list[PushButton]:
        first = Weight.PRIMARY if primary else Weight.PLAIN
        buttons = []
        for place, words in enumerate(actions):
            button = PushButton(words, Weight.LINK if place else first)
            button.clicked.connect(lambda _on, place=place: self.action_chosen.emit(place))
            buttons.append(button)
        return buttons

    def _tint(self) -> None:
        theme = theme_of(self.palette())
        colour = theme.warn if self._tone == "warn" else theme.accent
        self._picture.setPixmap(pixmap(self._icon_name, colour, _ICON_PX))
