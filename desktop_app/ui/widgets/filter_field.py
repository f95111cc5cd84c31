"""A field that narrows the list below it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.icons import add_field_icon
from desktop_app.ui.theme import font


class FilterField(QLineEdit):
    """A soft line edit with an icon. Esc empties it."""

    def __init__(self, words: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("soft", True)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setFont(font("body"))
        self.setFixedHeight(34)
        add_field_icon(self, icon_name, words)

    def event(self, event: QEvent) -> bool:
        asks_first = event.type() is QEvent.Type.ShortcutOverride  # before the window's own Esc
        if asks_first and isinstance(event, QKeyEvent) and self._empties(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._empties(event):
            self.clear()
            return
        super().keyPressEvent(event)

    def _empties(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self.text())
