"""A note and tags for a bookmark."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.bookmarks import Bookmark
from desktop_app.i18n import _
from desktop_app.ui.theme import font
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight

_SHOWN_CHARACTERS = 240


class NoteDialog(QDialog):
    """Ctrl+Enter keeps, Esc leaves everything as it was."""

    def __init__(self, bookmark: Bookmark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Note and tags"))
        self.setMinimumWidth(440)
        self._note = QPlainTextEdit(bookmark.note)
        self._note.setAccessibleName(_("Note"))
        self._note.setFont(font("body"))
        self._note.setTabChangesFocus(True)
        self._tags = QLineEdit(", ".join(bookmark.tags))
        self._tags.setAccessibleName(_("Tags, separated by commas"))
        self._tags.setPlaceholderText(_("Tags, separated by commas"))
        keep = PushButton(_("Save"), Weight.PRIMARY)
        keep.setDefault(False)
        keep.clicked.connect(self.accept)
        leave = PushButton(_("Cancel"))
        leave.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        quote = bookmark.quote
        if len(quote) > _SHOWN_CHARACTERS:
            quote = quote[:_SHOWN_CHARACTERS].rstrip() + "…"
        words = label(f"“{quote}”", "body", dim=True, wrap=True)
        words.setVisible(bool(quote))
        self.setLayout(
            column(
                words,
                6,
                label(_("Note"), "small", 600),
                self._note,
                4,
                label(_("Tags"), "small", 600),
                self._tags,
                10,
                row(None, leave, keep),
                spacing=4,
                margins=(20, 18, 20, 16),
            )
        )
        self._note.setFocus()

    @property
    def note(self) -> str:
        return self._note.toPlainText().strip()

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, each once, in the order they were written."""
        parts = (part.strip() for part in self._tags.text().split(","))
        return tuple(dict.fromkeys(part for part in parts if part))
