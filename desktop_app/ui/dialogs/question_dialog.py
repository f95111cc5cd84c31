"""The words of a question, new or changed."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop_app.i18n import _
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.push_button import PushButton, Weight


class QuestionDialog(QDialog):
    """Enter keeps, Esc leaves everything as it was."""

    def __init__(self, title: str, text: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self._words = QLineEdit(text)
        self._words.setAccessibleName(_("Question"))
        self._words.setPlaceholderText(_("What is asked?"))
        self._keep = PushButton(_("Save"), Weight.PRIMARY)
        self._keep.setDefault(True)
        self._keep.clicked.connect(self.accept)
        leave = PushButton(_("Cancel"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self._words.textChanged.connect(self._on_words_changed)
        self.setLayout(
            column(
                label(_("Question"), "small", 600),
                self._words,
                label(hint, "small", dim=True, wrap=True),
                10,
                row(None, leave, self._keep),
                spacing=4,
                margins=(20, 18, 20, 16),
            )
        )
        self._on_words_changed(text)
        self._words.selectAll()
        self._words.setFocus()

    @property
    def text(self) -> str:
        return " ".join(self._words.text().split())

    def _on_words_changed(self, _words: str) -> None:
        self._keep.setEnabled(bool(self.text))
