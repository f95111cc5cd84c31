"""What the search of all transcripts found, between the field you type in and the text."""

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.search.query import Results
from desktop_app.ui.covers import Pictures, no_pictures
from desktop_app.ui.delegates.hit_painter import HitPainter
from desktop_app.ui.models.hit_rows import HitRow, MoreRow, count_sentence, hit_rows
from desktop_app.ui.theme import WIDTH
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.search_field import SearchField

_LIST, _NOTHING = 0, 1
_ANY_WIDTH = 16_777_215  # Qt's own largest size


class ResultsPanel(QFrame):
    """↑ ↓ and a click show a hit; Enter and a double click play it. Signals carry the Hit.

    In a narrow window it takes the whole middle and has the field to search in.
    """

    hit_shown = Signal(object)  # by a click: to be read
    hit_glanced = Signal(object)  # by ↑ ↓ or Ctrl+Enter: the list keeps the keyboard
    hit_played = Signal(object)
    clear_wanted = Signal()

    def __init__(self, pictures: Pictures = no_pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Search results"))
        self.results: Results | None = None
        self.words = ""
        self.is_building = False
        self._count = label("", "body", 600)
        self.list = ListView(_("Search results"), HitPainter(pictures))
        self._opened: set[str] = set()
        self.list.chosen.connect(lambda r: self._on_row(r, self.hit_shown))
        self.list.moved_to.connect(self._on_moved_to)
        self.list.glanced.connect(lambda r: self._on_row(r, self.hit_glanced))
        self.list.activated_row.connect(lambda r: self._on_row(r, self.hit_played))
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self._nothing = EmptyState("text-search", "", "", [_("Clear search")])
        self._nothing.action_chosen.connect(self.clear_wanted)
        found = QWidget()
        found.setLayout(
            column(
                row(
                    self._count,
                    None,
                    label(_("Enter plays"), "small", dim=True),
                    margins=(20, 0, 18, 0),
                ),
                (self.list, 1),
                spacing=6,
            )
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(found)
        self._pages.addWidget(self._nothing)
        self.field = SearchField()
        self._field_row = QWidget()
        self._field_row.setLayout(row(self.field, margins=(16, 0, 16, 6)))
        self.setLayout(column(self._field_row, (self._pages, 1), margins=(0, 12, 0, 0)))
        self.set_middle(False)

    def show_results(self, words: str, results: Results, transcripts: int) -> None:
        """Show what was found for ``words`` in so many transcripts."""
        self.words, self.results, self.is_building = words, results, False
        episodes = len({hit.recording_id for hit in results.hits})
        self._count.setText(count_sentence(len(results.hits), results.total, episodes))
        self.list.show_rows(list(hit_rows(results.hits, self._opened)))
        if not results.hits:
            looked = ngettext(
                "Earmark looked in {n} transcript.",
                "Earmark looked in {n} transcripts.",
                transcripts,
            ).format(n=transcripts)
            hint = _("Try fewer words, or part of a word. Accents and capitals do not matter.")
            self._nothing.say(_("Nothing for “{words}”").format(words=words), f"{looked}\n{hint}")
        self._pages.setCurrentIndex(_LIST if results.hits else _NOTHING)

    @property
    def count_words(self) -> str:
        """How much was found, for the way back: “26 results”."""
        total = self.results.total if self.results else 0
        return ngettext("{n} result", "{n} results", total).format(n=total)

    def set_middle(self, is_middle: bool) -> None:
        """Take the whole middle, with the field, or stand beside the text."""
        self._field_row.setVisible(is_middle)
        self.setMinimumWidth(0 if is_middle else WIDTH["results"])
        self.setMaximumWidth(_ANY_WIDTH if is_middle else WIDTH["results"])

    def show_nothing_yet(self) -> None:
        """Wait for words."""
        self.words, self.results, self.is_building = "", None, False
        self.list.show_rows([])
        self._nothing.say(
            _("Search all transcripts"), _("Type two letters or more. Accents do not matter.")
        )
        self._pages.setCurrentIndex(_NOTHING)

    def say_building(self, percent: int) -> None:
        """Say that the library is still being read for the first time."""
        self.words, self.results, self.is_building = "", None, True
        self._nothing.say(
            _("Getting ready to search, {percent} %").format(percent=percent),
            _("Earmark is reading your transcripts. Results appear as soon as it is done."),
        )
        self._pages.setCurrentIndex(_NOTHING)

    def step(self, by: int) -> None:
        """Go to the next or previous hit and show it; the sound stays."""
        moved = self.list.move_by(by)
        if isinstance(moved, MoreRow):
            place = self.list.currentIndex().row()
            self._show_more(moved)
            self.list.select_row(place)
            moved = self.list.current_row()
        if isinstance(moved, HitRow):
            self.hit_glanced.emit(moved.hit)

    def _on_row(self, row: HitRow | MoreRow, wish: SignalInstance) -> None:
        if isinstance(row, MoreRow):
            self._show_more(row)
        else:
            wish.emit(row.hit)

    def _on_moved_to(self, row: HitRow | MoreRow) -> None:
        if isinstance(row, HitRow):
            self.hit_glanced.emit(row.hit)

    def _show_more(self, row: MoreRow) -> None:
        """List all hits of an episode; the first of the new ones becomes the current row."""
        place = self.list.currentIndex().row()
        self._opened.add(row.recording_id)
        if self.results is not None:
            self.list.show_rows(list(hit_rows(self.results.hits, self._opened)))
            self.list.select_row(place)

    def _on_menu_wanted(self, chosen: HitRow | MoreRow, point: QPoint) -> None:
        menu = QMenu(self)
        if isinstance(chosen, MoreRow):
            menu.addAction(chosen.words, lambda: self._show_more(chosen))
            menu.exec(point)
            return
        menu.addAction(_("Play from here"), lambda: self.hit_played.emit(chosen.hit))
        menu.addAction(_("Show in the text"), lambda: self.hit_shown.emit(chosen.hit))
        menu.exec(point)
