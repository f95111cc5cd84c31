"""The frame: sidebar, results, the one page you look at, the panel, and the player below.

It places panels and decides what makes room when the window is narrow; it holds no logic.
"""

import base64
import json
import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui import icons
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.bookmarks_panel import BookmarksPanel
from desktop_app.ui.panels.library_panel import LibraryPanel
from desktop_app.ui.panels.places_panel import PlacesPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.panels.results_panel import ResultsPanel
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY, READING, SidebarPanel
from desktop_app.ui.panels.welcome_panel import WelcomePanel
from desktop_app.ui.theme import THEMES, WIDTH
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.player_bar import PlayerBar

log = logging.getLogger(__name__)

WELCOME = "welcome"
LEAST_SIZE = (720, 480)
_FIRST_SIZE = (1280, 820)


class MainWindow(QMainWindow):
    """All panels in one window. Below 1180 px the sidebar and the panel make room."""

    files_dropped = Signal(object)  # list[Path]
    closing = Signal()

    def __init__(
        self,
        *,
        welcome: WelcomePanel,
        sidebar: SidebarPanel,
        results: ResultsPanel,
        reading: ReadingPanel,
        library: LibraryPanel,
        bookmarks: BookmarksPanel,
        places: PlacesPanel,
        player_bar: PlayerBar,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Earmark")
        self.setWindowIcon(QIcon(icons.pixmap("ear", THEMES["light"].accent, 64)))
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*_FIRST_SIZE)
        self.setAcceptDrops(True)
        self.welcome, self.sidebar, self.results = welcome, sidebar, results
        self.reading, self.library, self.bookmarks = reading, library, bookmarks
        self.places, self.player_bar = places, player_bar
        self._wants_panel = True
        self._pages: dict[str, QWidget] = {
            WELCOME: welcome,
            READING: reading,
            LIBRARY: library,
            BOOKMARKS: bookmarks,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._page = QFrame()
        self._page.setObjectName("page")
        self._above = QVBoxLayout()
        self._page.setLayout(column(self._above, (self._stack, 1), spacing=0))
        self.notices = Notices(self._page, self._above)
        results.setFixedWidth(WIDTH["results"])
        results.hide()
        body = row(sidebar, results, (self._page, 1), places, spacing=0)
        central = QWidget()
        central.setLayout(column((body, 1), player_bar, spacing=0))
        self.setCentralWidget(central)
        places.close_wanted.connect(lambda: self.show_panel(False))
        self.show_page(WELCOME)

    # ---- what is on screen -------------------------------------------------------------------
    @property
    def page(self) -> str:
        """The name of the page in the middle."""
        current = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is current)

    def show_page(self, name: str) -> None:
        """Put a page into the middle. The first page stands alone."""
        self._stack.setCurrentWidget(self._pages[name])
        self.sidebar.mark_page(name)
        self._arrange()

    def show_results(self, is_shown: bool) -> None:
        """Open or close the column of search results."""
        self.results.setVisible(is_shown)
        self._arrange()

    def show_panel(self, is_shown: bool) -> None:
        """Open or close the panel with questions and bookmarks."""
        self._wants_panel = is_shown
        self._arrange()

    def toggle_panel(self) -> None:
        """Open the panel, or close it."""
        self.show_panel(not self.is_panel_shown)

    @property
    def is_panel_shown(self) -> bool:
        return not self.places.isHidden()

    def show_sidebar(self) -> None:
        """See that the sidebar is on screen, with the field to search in."""
        if self.page == WELCOME:
            self.show_page(LIBRARY)
        self.sidebar.show()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _arrange(self) -> None:
        """Give the text its room: text, then player, then panel, then sidebar."""
        is_first = self.page == WELCOME
        is_wide = self.width() >= WIDTH["wide"]
        is_searching = not self.results.isHidden()
        is_reading = self.page == READING
        side = 0 if is_first else WIDTH["sidebar"]
        self.sidebar.setVisible(not is_first)
        found = WIDTH["results"] if is_searching else 0
        panel = WIDTH["panel"] if is_wide else WIDTH["panel_small"]
        left = self.width() - side - found - panel
        self.places.setFixedWidth(panel)
        self.places.setVisible(
            self._wants_panel and is_reading and left >= WIDTH["text_least"] and not is_searching
        )
        self.player_bar.setVisible(not is_first)
        self.player_bar.set_compact(not is_wide)
        self.reading.header.show_panel(self.is_panel_shown)

    # ---- Qt's own names ----------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        event.accept()
        self.files_dropped.emit(paths)

    # ---- the state file ----------------------------------------------------------------------
    def restore_state(self, file: Path) -> None:
        """Take the place and size the window had; a missing or odd file changes nothing."""
        try:
            state = json.loads(file.read_text("utf-8"))
            self.restoreGeometry(QByteArray(base64.b64decode(state["geometry"])))
            self._wants_panel = bool(state["panel"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.debug("No window state: %s", error)

    def save_state(self, file: Path) -> None:
        """Keep place and size for the next time; not worth a word where that fails."""
        geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        state = {"geometry": geometry, "panel": self._wants_panel}
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            scratch = file.with_name(file.name + ".new")
            scratch.write_text(json.dumps(state), "utf-8")
            scratch.replace(file)
        except OSError as error:
            log.warning("The window state cannot be kept: %s", error)
