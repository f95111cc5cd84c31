"""Two or three views of one place, of which one is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import font


class Segmented(QTabBar):
    """A tab bar that looks like one control: roles and keys are Qt's own."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segmented")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFont(font("small", 500))
        self.setDrawBase(False)
        self.setExpanding(True)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self._names = tuple(names)
        for name in names:
            self.addTab(name)

    def show_count(self, place: int, count: int | None) -> None:
        """Write how many there are behind the name; None takes the number away."""
        name = self._names[place]
        self.setTabText(place, name if count is None else f"{name}  {count}")
        spoken = name if count is None else _("{name}, {count}").format(name=name, count=count)
        self.setAccessibleTabName(place, spoken)
