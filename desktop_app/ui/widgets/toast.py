"""A short word about what was just done, with one way to act on it."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop_app.ui.icons import pixmap
from desktop_app.ui.theme import TOAST_MS, theme_of
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import row
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.shadow import Shadow

_ICON_PX = 16
_BOTTOM_PX = 64  # above the way back to the voice


class Toast(QFrame):
    """One at a time, bottom centre of its parent; four seconds, longer while hovered or focused."""

    action_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._icon_name, self._tone = "bookmark", "mark"
        self.setProperty("card", True)
        self._picture = QLabel()
        self._words = label("", "body", 500)
        self._action = PushButton("", Weight.LINK)
        self._action.clicked.connect(self._on_action)
        self.setLayout(
            row(self._picture, self._words, 6, self._action, spacing=8, margins=(14, 5, 6, 5))
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._on_timeout)
        Shadow(self)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(
        self, text: str, action: str = "", *, icon_name: str = "check", tone: str = "ok"
    ) -> None:
        """Show a message in place of the one before, and announce it once."""
        self._icon_name, self._tone = icon_name, tone
        self._words.setText(text)
        self._action.say(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._tint()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _on_action(self) -> None:
        self.hide()
        self.action_chosen.emit()

    def _on_timeout(self) -> None:
        if self.underMouse() or self._action.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        left = (self._over.width() - self.width()) // 2
        self.move(left, self._over.height() - self.height() - _BOTTOM_PX)

    def _tint(self) -> None:
        colour: str = getattr(theme_of(self.palette()), self._tone)
        is_filled = self._icon_name == "bookmark"
        self._picture.setPixmap(pixmap(self._icon_name, colour, _ICON_PX, filled=is_filled))
