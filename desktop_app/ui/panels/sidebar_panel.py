"""Where things come from: the search field, the open episode, the library, the shows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.ui import icons
from desktop_app.ui.theme import WIDTH, font, theme_of
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.job_card import JobCard
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.progress_line import ProgressLine
from desktop_app.ui.widgets.push_button import PushButton
from desktop_app.ui.widgets.search_field import SearchField

READING, LIBRARY, BOOKMARKS = "reading", "library", "bookmarks"
_MOST_SHOWS = 30


class SidebarPanel(QFrame):
    """Wide: words beside the icons. Signals say where the user wants to go."""

    page_wanted = Signal(str)  # READING, LIBRARY, BOOKMARKS
    show_wanted = Signal(str)
    add_wanted = Signal()
    keys_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Sidebar"))
        self.setFixedWidth(WIDTH["sidebar"])
        self.search = SearchField()
        self._open = _EpisodeButton()
        self._open.clicked.connect(lambda: self.page_wanted.emit(READING))
        self._library = _NavButton("library", _("Library"), "Ctrl+2")
        self._library.clicked.connect(lambda: self.page_wanted.emit(LIBRARY))
        self._bookmarks = _NavButton("bookmark", _("All bookmarks"), "Ctrl+3")
        self._bookmarks.clicked.connect(lambda: self.page_wanted.emit(BOOKMARKS))
        self._shows_head = label(_("Shows"), "small", 600, dim=True)
        self._shows_head.setContentsMargins(8, 12, 0, 2)
        self._listed: Sequence[tuple[str, int]] = ()
        self._shows = QVBoxLayout()
        self._shows.setSpacing(2)
        self._job = ElidedLabel("", "small", dim=True)
        self._job_line = ProgressLine(_("Work in the background"))
        self._job_box = QWidget()
        self._job_box.setLayout(column(self._job, self._job_line, margins=(8, 4, 8, 8)))
        self._job_box.hide()
        self.aligning = JobCard()
        add = PushButton(_("Add…"), icon_name="plus")
        add.setToolTip(_("Add audio, transcripts or a folder") + "  Ctrl+O")
        add.clicked.connect(self.add_wanted)
        keys = IconButton("keyboard", _("Keyboard"), "F1")
        keys.clicked.connect(self.keys_wanted)
        settings = IconButton("settings", _("Settings"), "Ctrl+,")
        settings.clicked.connect(self.settings_wanted)
        self.setLayout(
            column(
                self.search,
                6,
                self._open,
                2,
                self._library,
                self._bookmarks,
                self._shows_head,
                self._shows,
                None,
                self._job_box,
                self.aligning,
                4,
                row((add, 1), keys, settings, spacing=4),
                spacing=2,
                margins=(12, 12, 12, 8),
            )
        )
        self.show_episode("", "", 0, "")

    def show_episode(
        self, title: str, show: str, heard: float, left: str, picture: QImage | None = None
    ) -> None:
        """Show the open episode, the way back to its text; no title: there is none."""
        self._open.setVisible(bool(title))
        self._open.show_episode(title, show, heard, left, picture)

    def show_counts(self, recordings: int, bookmarks: int) -> None:
        self._library.show_count(recordings)
        self._bookmarks.show_count(bookmarks)

    def show_shows(
        self, shows: Sequence[tuple[str, int]], pictures: Mapping[str, QImage | None]
    ) -> None:
        """List the shows with their number of episodes and their pictures."""
        if tuple(shows) != self._listed:
            self._listed = tuple(shows)
            self._list_shows()
        for place, (name, _count) in enumerate(self._listed[:_MOST_SHOWS]):
            item = self._shows.itemAt(place)
            button = item.widget() if item is not None else None
            if isinstance(button, _NavButton):
                button.show_picture(pictures.get(name))

    def _list_shows(self) -> None:
        while item := self._shows.takeAt(0):
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._shows_head.setVisible(bool(self._listed))
        before: QWidget = self._bookmarks
        for name, count in self._listed[:_MOST_SHOWS]:
            button = _NavButton("", name, "", cover_of=name)
            button.show_count(count)
            button.setCheckable(False)
            button.clicked.connect(lambda _on, name=name: self.show_wanted.emit(name))
            self._shows.addWidget(button)
            QWidget.setTabOrder(before, button)  # Tab goes down the sidebar
            before = button

    def mark_page(self, page: str) -> None:
        """Show where the user is."""
        self._open.setChecked(page == READING)
        self._library.setChecked(page == LIBRARY)
        self._bookmarks.setChecked(page == BOOKMARKS)

    def show_job(self, words: str, share: float) -> None:
        """Say what is being done in the background; no words: nothing."""
        self._job_box.setVisible(bool(words))
        self._job.setText(words)
        self._job_line.show_share(share)


class _NavButton(QToolButton):
    """A place to go to: icon, words, and how many are there."""

    def __init__(self, icon_name: str, words: str, key: str, cover_of: str = "") -> None:
        super().__init__()
        self._icon_name, self._words, self._cover_of = icon_name, words, cover_of
        self._picture: QImage | None = None
        self.setProperty("nav", True)
        self.setCheckable(True)
        self.setText(f"  {words}")
        self.setAccessibleName(words)
        self.setToolTip(f"{words}  {key}" if key else words)
        self.setFont(font("body", 500))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(17, 17) if icon_name else QSize(20, 20))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(34)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._count = label("", "small", dim=True)
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(None, self._count, margins=(0, 0, 10, 0)))
        self._tint()

    def show_count(self, count: int) -> None:
        self._count.setText(str(count) if count else "")
        self.setAccessibleName(f"{self._words}, {count}")

    def show_picture(self, picture: QImage | None) -> None:
        """Show the picture of a show; None: its glyph."""
        if picture is not self._picture:
            self._picture = picture
            self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        theme = theme_of(self.palette())
        if self._icon_name:
            self.setIcon(icons.icon(self._icon_name, theme.text2, 17, checked=theme.accent))
        else:
            self.setIcon(QIcon(icons.cover(self._cover_of, 20, self._picture, 5)))


class _EpisodeButton(QToolButton):
    """The way back to the page you read, from anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("nav", True)
        self.setCheckable(True)
        self.setFixedHeight(52)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._art = label("")
        self._title = ElidedLabel("", "body", 600)
        self._line = ProgressLine(_("Heard"))
        self._left = label("", "caption", dim=True)
        below = row((self._line, 1), self._left, spacing=8)
        self.setLayout(
            row(
                self._art,
                (column(self._title, below, spacing=3), 1),
                spacing=10,
                margins=(8, 6, 10, 6),
            )
        )

    def show_episode(
        self, title: str, show: str, heard: float, left: str, picture: QImage | None
    ) -> None:
        self._art.setPixmap(icons.cover(show or title, 32, picture, 6))
        if title != self._title.text():
            self._title.setText(title)
        self._title.setToolTip("")
        self._line.show_share(heard)
        self._left.setText(left)
        self.setAccessibleName(_("Open episode: {title}, {left}").format(title=title, left=left))
        self.setToolTip(f"{title}  Ctrl+1")
