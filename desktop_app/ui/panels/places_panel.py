"""The right-hand panel: places in the shown episode you can go to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop_app.i18n import _
from desktop_app.ui.panels.bookmarks_panel import BookmarksPanel
from desktop_app.ui.panels.questions_panel import QuestionsPanel
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.segmented import Segmented

QUESTIONS, BOOKMARKS = 0, 1


class PlacesPanel(QFrame):
    """Questions and bookmarks, one at a time."""

    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("In this episode"))
        self.questions = QuestionsPanel()
        self.bookmarks = BookmarksPanel(_("Bookmarks"))
        self._tabs = Segmented([_("Questions"), _("Bookmarks")])
        self._tabs.setAccessibleName(_("Questions or bookmarks"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.questions)
        self._pages.addWidget(self.bookmarks)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        close = IconButton("x", _("Close panel"), "Q", size_px=16, box_px=28)
        close.clicked.connect(self.close_wanted)
        self.setLayout(
            column(
                row((self._tabs, 1), close, spacing=6, margins=(14, 0, 10, 0)),
                (self._pages, 1),
                spacing=8,
                margins=(0, 10, 0, 0),
            )
        )

    def show_page(self, page: int) -> None:
        """Turn to QUESTIONS or BOOKMARKS."""
        self._tabs.setCurrentIndex(page)

    @property
    def page(self) -> int:
        return self._pages.currentIndex()

    def show_counts(self, questions: int, bookmarks: int) -> None:
        self._tabs.show_count(QUESTIONS, questions or None)
        self._tabs.show_count(BOOKMARKS, bookmarks or None)
