"""The frame: sidebar, results, the one page you look at, the panel, and the player below.

It places panels and decides what makes room when the window is narrow; it holds no logic.
"""

import base64
import json
import logging
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui import icons
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.bookmarks_panel import BookmarksPanel
from desktop_app.ui.panels.library_panel import LibraryPanel
from desktop_app.ui.panels.places_panel import PlacesPanel
from desktop_app.ui.panels.problem_panel import ProblemPanel
from desktop_app.ui.panels.rail_panel import RailPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.panels.results_panel import ResultsPanel
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY, READING, SidebarPanel
from desktop_app.ui.panels.welcome_panel import WelcomePanel
from desktop_app.ui.theme import THEMES, WIDTH
from desktop_app.ui.widgets.drop_veil import DropVeil
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.player_bar import PlayerBar
from desktop_app.ui.widgets.search_field import SearchField
from desktop_app.ui.widgets.shadow import Shadow

log = logging.getLogger(__name__)

WELCOME, PROBLEM = "welcome", "problem"
LEAST_SIZE = (720, 480)
_FIRST_SIZE = (1280, 820)


class MainWindow(QMainWindow):
    """All panels in one window. Below 1180 px the sidebar and the panel make room."""

    files_dropped = Signal(object)  # list[Path]
    page_shown = Signal(str)
    closing = Signal()

    def __init__(
        self,
        *,
        welcome: WelcomePanel,
        sidebar: SidebarPanel,
        rail: RailPanel,
        results: ResultsPanel,
        reading: ReadingPanel,
        library: LibraryPanel,
        bookmarks: BookmarksPanel,
        places: PlacesPanel,
        player_bar: PlayerBar,
        problem: ProblemPanel,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Earmark")
        self.setWindowIcon(QIcon(icons.pixmap("ear", THEMES["light"].accent, 64)))
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*_FIRST_SIZE)
        self.setAcceptDrops(True)
        self.welcome, self.sidebar, self.rail = welcome, sidebar, rail
        self.results, self.reading, self.library = results, reading, library
        self.bookmarks, self.places, self.player_bar = bookmarks, places, player_bar
        self.problem = problem
        self._is_first = True  # nothing is in the library: a page stands alone
        self._is_searching = False
        self._is_at_hit = False  # narrow: a hit is being read, the results are behind it
        self._wants_panel = {True: True, False: False}  # in a wide and in a narrow window
        self._pages: dict[str, QWidget] = {
            WELCOME: welcome,
            READING: reading,
            LIBRARY: library,
            BOOKMARKS: bookmarks,
            PROBLEM: problem,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._page = QFrame()
        self._page.setObjectName("page")
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._above = QVBoxLayout()
        self._page.setLayout(column(self._above, (self._stack, 1), spacing=0))
        self._above.setContentsMargins(0, 0, 0, 0)
        self.notices = Notices(self._page, self._above)
        self._body = row(sidebar, rail, results, (self._page, 1), places, spacing=0)
        central = QWidget()
        central.setLayout(column((self._body, 1), player_bar, spacing=0))
        self.setCentralWidget(central)
        self._veil = DropVeil(self)
        self._drawer_shadow = Shadow(places)
        self._drawer_shadow.setEnabled(False)
        self._is_drawer = False
        player_bar.moved.connect(self._on_player_moved)
        places.close_wanted.connect(lambda: self.show_panel(False))
        reading.header.back_wanted.connect(lambda: self.show_results(True))
        self.show_page(WELCOME)

    # ---- what is on screen -------------------------------------------------------------------
    @property
    def page(self) -> str:
        """The name of the page in the middle."""
        current = self._stack.currentWidget()
        return next(name for name, page in self._pages.items() if page is current)

    @property
    def is_wide(self) -> bool:
        """Whether everything has room beside everything else."""
        return self.width() >= WIDTH["wide"]

    def show_page(self, name: str) -> None:
        """Put a page into the middle. The first page stands alone."""
        if name != PROBLEM:
            self._is_first = name == WELCOME
        self._stack.setCurrentWidget(self._pages[name])
        self.notices.move_to(self.reading.above_text if name == READING else self._above)
        self._arrange()
        self.page_shown.emit(name)

    def show_episode(self, title: str) -> None:
        """Name the window by the episode on the page; no title: by the program alone."""
        self.setWindowTitle(f"{title} – Earmark" if title else "Earmark")

    def take_focus(self) -> None:
        """Give the keyboard to what the page is for."""
        lists: dict[str, QWidget] = {
            READING: self.reading.view,
            LIBRARY: self.library.list,
            BOOKMARKS: self.bookmarks.list,
            PROBLEM: self.problem.choose,
            WELCOME: self._page,  # no ring before there is a key
        }
        if self.page in lists:
            lists[self.page].setFocus()

    @property
    def is_searching(self) -> bool:
        return self._is_searching

    def show_results(self, is_shown: bool) -> None:
        """Open or close the search results: a column, or the middle of a narrow window."""
        self._is_searching, self._is_at_hit = is_shown, False
        self._arrange()

    def read_hit(self) -> None:
        """Give the middle of a narrow window to the text, with a way back to the results."""
        self._is_at_hit = self._is_searching
        self._arrange()

    @property
    def search_field(self) -> SearchField:
        """The field that is on screen."""
        return self.sidebar.search if self.is_wide else self.results.field

    def show_panel(self, is_shown: bool) -> None:
        """Open or close the panel with questions and bookmarks; the keyboard is not lost in it."""
        has_focus = self.places.isAncestorOf(self.focusWidget())  # of none: it is not
        self._wants_panel[self.is_wide] = is_shown
        self._arrange()
        if has_focus and not is_shown:
            self.reading.view.setFocus()

    def toggle_panel(self) -> None:
        """Open the panel, or close it."""
        self.show_panel(not self.is_panel_shown)

    @property
    def is_panel_shown(self) -> bool:
        return not self.places.isHidden()

    @property
    def is_drawer_open(self) -> bool:
        """Whether the panel lies over the text of a window too narrow for both."""
        return self.is_panel_shown and self._is_drawer

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    # ---- who makes room ----------------------------------------------------------------------
    def _arrange(self) -> None:
        """Give the text its room: text, then player, then panel, then sidebar."""
        areas = (self.sidebar, self.rail, self.results, self._page, self.places)
        with_keyboard = [area for area in areas if area.isAncestorOf(self.focusWidget())]
        is_first, is_wide = self._is_first, self.is_wide
        in_middle = self._is_searching and not is_wide
        covers = in_middle and not self._is_at_hit
        self.sidebar.setVisible(is_wide and not is_first)
        self.sidebar.mark_page(self.page)
        self.rail.setVisible(not is_wide and not is_first)
        self.rail.mark_page(self.page, is_searching=covers)
        self.results.set_middle(in_middle)
        self.results.setVisible(self._is_searching and not (in_middle and self._is_at_hit))
        self._page.setVisible(not covers)
        back = self.results.count_words if in_middle and self._is_at_hit else ""
        self.reading.header.show_back(back)
        self.player_bar.setVisible(not is_first)
        self.player_bar.set_compact(not is_wide)
        self._arrange_panel(is_wide)
        if any(area.isHidden() for area in with_keyboard):  # Qt would give it to what comes next
            if self._is_searching and not self._is_at_hit:
                self.search_field.setFocus()
            else:
                self.take_focus()

    def _arrange_panel(self, is_wide: bool) -> None:
        width = WIDTH["panel"] if is_wide else WIDTH["panel_small"]
        is_shown = self._wants_panel[is_wide] and self.page == READING and not self._page.isHidden()
        is_shown = is_shown and not (is_wide and self._is_searching)
        room = self.width() - width - (WIDTH["sidebar"] if is_wide else WIDTH["rail"])
        self._is_drawer = is_shown and room < WIDTH["text_least"]
        self._drawer_shadow.setEnabled(self._is_drawer)
        self.places.setFixedWidth(width)
        if self._is_drawer:
            self._body.removeWidget(self.places)
            self._place_drawer()
            self.places.raise_()
        elif self._body.indexOf(self.places) < 0:
            self._body.addWidget(self.places)
        self.places.setVisible(is_shown)
        self.reading.header.show_panel(is_shown)

    def _on_player_moved(self) -> None:
        if self._is_drawer:
            self._place_drawer()

    def _place_drawer(self) -> None:
        """Let the drawer reach from the top down to the player."""
        width = self.places.width()
        self.places.setGeometry(self.width() - width, 0, width, self.player_bar.y())

    # ---- Qt's own names ----------------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._veil.isVisible():
            self._veil.cover(True)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._veil.cover(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._veil.cover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        event.accept()
        self._veil.cover(False)
        self.files_dropped.emit(paths)

    # ---- the state file ----------------------------------------------------------------------
    def restore_state(self, file: Path) -> None:
        """Take the place and size the window had; a missing or odd file changes nothing."""
        try:
            state = json.loads(file.read_text("utf-8"))
            self.restoreGeometry(QByteArray(base64.b64decode(state["geometry"])))
            self._wants_panel[True] = bool(state["panel"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.debug("No window state: %s", error)

    def save_state(self, file: Path) -> None:
        """Keep place and size for the next time; not worth a word where that fails."""
        geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        state = {"geometry": geometry, "panel": self._wants_panel[True]}
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            scratch = file.with_name(file.name + ".new")
            scratch.write_text(json.dumps(state), "utf-8")
            scratch.replace(file)
        except OSError as error:
            log.warning("The window state cannot be kept: %s", error)
