"""The sidebar of a narrow window: the same places in the same order, as icons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.i18n import _
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY, READING
from desktop_app.ui.theme import WIDTH
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.job_card import JobRing
from desktop_app.ui.widgets.layouts import column

_BOX_PX, _ICON_PX = 38, 19


class RailPanel(QFrame):
    """56 px of icons with tool tips."""

    search_wanted = Signal()
    page_wanted = Signal(str)  # READING, LIBRARY, BOOKMARKS
    add_wanted = Signal()
    keys_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Sidebar"))
        self.setFixedWidth(WIDTH["rail"])
        self._search = _button("search", _("Search all transcripts"), "Ctrl+Shift+F")
        self._search.setCheckable(True)
        self._search.clicked.connect(self.search_wanted)
        self._pages = {
            READING: _button("book-open", _("Open episode"), "Ctrl+1"),
            LIBRARY: _button("library", _("Library"), "Ctrl+2"),
            BOOKMARKS: _button("bookmark", _("All bookmarks"), "Ctrl+3"),
        }
        for page, button in self._pages.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _on, page=page: self.page_wanted.emit(page))
        self.aligning = JobRing()
        add = _button("plus", _("Add audio, transcripts or a folder"), "Ctrl+O")
        add.clicked.connect(self.add_wanted)
        keys = _button("keyboard", _("Keyboard"), "F1")
        keys.clicked.connect(self.keys_wanted)
        settings = _button("settings", _("Settings"), "Ctrl+,")
        settings.clicked.connect(self.settings_wanted)
        self.setLayout(
            column(
                self._search,
                *self._pages.values(),
                None,
                self.aligning,
                add,
                keys,
                settings,
                spacing=4,
                margins=(8, 10, 8, 8),
            )
        )

    def mark_page(self, page: str, *, is_searching: bool) -> None:
        """Show where the user is."""
        self._search.setChecked(is_searching)
        for name, button in self._pages.items():
            button.setChecked(name == page and not is_searching)


def _button(icon_name: str, words: str, key: str) -> IconButton:
    return IconButton(icon_name, words, key, size_px=_ICON_PX, box_px=_BOX_PX)
