"""How fast the voice speaks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import font

SPEEDS = (0.5, 0.75, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5, 3.0)


def speed_words(speed: float) -> str:
    """Return a speed as it is shown: ``1×``, ``1.2×``."""
    return f"{round(speed, 2):g}×"


class SpeedButton(QToolButton):
    """Shows the speed and opens a menu of speeds."""

    speed_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("body", 500))
        self.setFixedSize(52, 34)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.speeds = QMenu(_("Speed"), self)
        self._group = QActionGroup(self)
        for speed in SPEEDS:
            action = self.speeds.addAction(speed_words(speed))
            action.setCheckable(True)
            action.setData(speed)
            self._group.addAction(action)
        self.speeds.triggered.connect(self._on_triggered)
        self.setMenu(self.speeds)
        self.show_speed(1.0)

    def show_speed(self, speed: float) -> None:
        """Say how fast it is now; any speed, also one that the menu lacks."""
        words = speed_words(speed)
        self.setText(words)
        self.setToolTip(_("Speed  [ and ]"))
        self.setAccessibleName(_("Speed {speed}").format(speed=words.rstrip("×")))
        for action in self._group.actions():
            action.setChecked(abs(action.data() - speed) < 0.005)

    def _on_triggered(self, action: QAction) -> None:
        self.speed_chosen.emit(float(action.data()))
