"""The field of the library search."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import add_field_icon
from desktop_app.ui.theme import font


class SearchField(QLineEdit):
    """Search all transcripts. ↓ goes to the results, Enter plays, Esc leaves."""

    left = Signal()
    results_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _("Search all transcripts")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words}  Ctrl+Shift+F")
        self.setProperty("soft", True)
        self.setFont(font("body"))
        self.setFixedHeight(36)
        self.setClearButtonEnabled(False)
        add_field_icon(self, "search", _("Search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Down:
            self.results_wanted.emit()
            return
        super().keyPressEvent(event)
