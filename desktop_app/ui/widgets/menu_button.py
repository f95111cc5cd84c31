"""A choice among a few, said in words that open a menu."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.widgets.push_button import PushButton, Weight


class MenuButton(PushButton):
    """Shows what is chosen. ``chosen`` carries the place of the choice, from 0."""

    chosen = Signal(int)

    def __init__(
        self, subject: str, choices: Sequence[str], icon_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(choices[0], Weight.LINK, icon_name=icon_name, parent=parent)
        self._choices = tuple(choices)
        self._subject = subject
        self._name(choices[0])
        self.setToolTip(subject)
        self._group = QActionGroup(self)
        menu = QMenu(subject, self)
        for place, words in enumerate(choices):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(place == 0)
            action.setData(place)
            self._group.addAction(action)
        menu.triggered.connect(self._on_triggered)
        self.setMenu(menu)

    def _on_triggered(self, action: QAction) -> None:
        place = int(action.data())
        self.say(self._choices[place])
        self._name(self._choices[place])
        self.chosen.emit(place)

    def _name(self, choice: str) -> None:
        """Say what is chosen among, too: the button itself has room for the choice only."""
        self.setAccessibleName(f"{self._subject}: {choice}")
