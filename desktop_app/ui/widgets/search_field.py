"""The field of the library search."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop_app.i18n import _
from desktop_app.ui.icons import add_field_icon
from desktop_app.ui.theme import font


class SearchField(QLineEdit):
    """Search all transcripts. ↓ goes to the results, Enter plays, Esc leaves.

    While it is empty, ↓ and a click show the last searches.
    """

    left = Signal()
    results_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = _("Search all transcripts")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        more = _("More exactly: “words together”, OR, NOT, -word, begin*, word~")
        about = "speaker: show: in: after: before: has:bookmark"
        self.setToolTip(f"{words}  Ctrl+Shift+F\n{more}\n{about}")
        self.setProperty("soft", True)
        self.setFont(font("body"))
        self.setFixedHeight(36)
        self.setClearButtonEnabled(False)
        button = add_field_icon(self, "search", _("Last searches"))
        button.clicked.connect(self.show_offers)
        self._offers = QStringListModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        popup = self._completer.popup()
        assert popup is not None
        popup.setAccessibleName(_("Last searches"))
        self._completer.activated.connect(self.setText)

    def offer(self, searches: Sequence[str]) -> None:
        """Say what to offer while the field is empty."""
        self._offers.setStringList(list(searches))

    @property
    def offers(self) -> Sequence[str]:
        return tuple(self._offers.stringList())

    @property
    def is_offering(self) -> bool:
        """Whether the list of the last searches is open."""
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def show_offers(self) -> None:
        """Open the list of the last searches below the field."""
        if self._offers.rowCount():
            self.setFocus()
            self._completer.complete()

    # ---- Qt's own names from here on ---------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.text() and event.button() is Qt.MouseButton.LeftButton:
            self.show_offers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        if event.key() == Qt.Key.Key_Down and not self.text():
            self.show_offers()
            return
        if event.key() == Qt.Key.Key_Down:
            self.results_wanted.emit()
            return
        super().keyPressEvent(event)
