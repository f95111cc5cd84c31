"""A field that narrows the list below it."""

from PySide6.QtGui import QKeyEvent, Qt
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
