"""What the search of all transcripts found, between the field you type in and the text."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.search.query import Hit, Results
from desktop_app.ui.covers import Pictures, no_pictures
from desktop_app.ui.delegates.hit_painter import HitPainter
from desktop_app.ui.models.hit_rows import (
    HitRow,
    MoreRow,
    answer_rows,
    count_sentence,
    hit_rows,
)
from desktop_app.ui.theme import WIDTH
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.passing_menu import PassingMenu
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.search_field import SearchField
from desktop_app.ui.widgets.search_filters import SearchFilters

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
    filters_changed = Signal()
    words_wanted = Signal(str)  # instead of those that were typed
    more_wanted = Signal(str)  # the id of the recording
    keep_wanted = Signal(bool)  # the search, or no longer

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
        self._opened: dict[str, Sequence[Hit]] = {}
        self._answers: list[Hit] = []
        self._steps_on = False  # the first of the hits that were asked for is to be shown
        self.list.chosen.connect(lambda r: self._on_row(r, self.hit_shown))
        self.list.moved_to.connect(self._on_moved_to)
        self.list.glanced.connect(lambda r: self._on_row(r, self.hit_glanced))
        self.list.activated_row.connect(lambda r: self._on_row(r, self.hit_played))
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self._nothing = EmptyState("text-search", "", "", [_("Clear search")])
        self._nothing.action_chosen.connect(self.clear_wanted)
        self._keep = IconButton("pin", _("Keep this search"), size_px=16, box_px=24)
        self._keep.setCheckable(True)
        self._keep.clicked.connect(self.keep_wanted)
        self._head = QWidget()
        self._head.setLayout(
            row(
                self._count,
                None,
                label(_("Enter plays"), "small", dim=True),
                self._keep,
                margins=(20, 0, 14, 0),
            )
        )
        self.filters = SearchFilters()
        self.filters.changed.connect(self.filters_changed)
        self._filters_row = QWidget()
        self._filters_row.setLayout(row(self.filters, margins=(14, 0, 14, 0)))
        self._hint = label("", "small", dim=True, wrap=True)
        self._suggestion = PushButton("", Weight.LINK)
        self._suggestion.clicked.connect(self._on_suggestion)
        self._advice = QWidget()
        self._advice.setLayout(
            column(self._hint, row(self._suggestion, None), spacing=0, margins=(20, 2, 18, 4))
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        self.field = SearchField()
        self._field_row = QWidget()
        self._field_row.setLayout(row(self.field, margins=(16, 0, 16, 6)))
        self.setLayout(
            column(
                self._field_row,
                self._head,
                self._filters_row,
                self._advice,
                (self._pages, 1),
                spacing=2,
                margins=(0, 12, 0, 0),
            )
        )
        self._show_head(False)
        self.set_middle(False)

    def show_results(
        self, words: str, results: Results, transcripts: int, *, is_partial: bool = False
    ) -> None:
        """Show what was found for ``words`` in so many transcripts, of which some are not read."""
        if words != self.words:
            self._opened.clear()
        self.words, self.results, self.is_building = words, results, False
        count = count_sentence(results.total, results.recordings)
        self._count.setText(_("{count} so far").format(count=count) if is_partial else count)
        self._show_rows()
        self._advise(results)
        if not results.hits:
            looked = ngettext(
                "Earmark looked in {n} transcript.",
                "Earmark looked in {n} transcripts.",
                transcripts,
            ).format(n=transcripts)
            hint = _("Try fewer words, or part of a word. Accents and capitals do not matter.")
            if self.filters.is_narrowed:
                looked = _("Earmark looked only where the filters above allow.")
            self._nothing.say(_("Nothing for “{words}”").format(words=words), f"{looked}\n{hint}")
        self._show_head(bool(results.hits))
        self._pages.setCurrentIndex(_LIST if results.hits or self._answers else _NOTHING)

    def show_more(self, recording_id: str, hits: Sequence[Hit]) -> None:
        """List all hits of an episode; the first of the new ones becomes the current row."""
        current = self.list.current_row()
        place = self.list.currentIndex().row()
        self._opened[recording_id] = hits
        self._show_rows()
        if isinstance(current, MoreRow):
            self.list.select_row(place)
            first = self.list.current_row()
            if self._steps_on and isinstance(first, HitRow):
                self.hit_glanced.emit(first.hit)
        self._steps_on = False

    def show_kept(self, is_kept: bool) -> None:
        """Say whether the search is kept."""
        self._keep.setChecked(is_kept)
        self._keep.say(_("Keep this search no longer") if is_kept else _("Keep this search"))

    def show_answers(self, words: str, answers: Sequence[Hit]) -> None:
        """Show passages that answer what is asked, above the places that have its words."""
        if not answers and not self._answers:
            return
        self._answers = list(answers)
        if self.results is not None and words == self.words:
            self._show_rows()
            self._pages.setCurrentIndex(_LIST if answers or self.results.hits else _NOTHING)

    def _show_rows(self) -> None:
        if self.results is not None:
            rows = hit_rows(self.results.hits, self.results.counts, self._opened)
            self.list.show_rows([*answer_rows(self._answers), *rows])

    def _advise(self, results: Results) -> None:
        """Say what was done with words that are nowhere."""
        loose = _("No place has all of these words. These have some of them.")
        self._hint.setText(loose if results.is_loose else "")
        self._hint.setVisible(results.is_loose)
        suggestion = results.suggestion or ""
        self._suggestion.say(
            _("Did you mean “{words}”?").format(words=suggestion.replace("&", "&&"))
        )
        self._suggestion.setVisible(bool(suggestion))
        self._advice.setVisible(results.is_loose or bool(suggestion))

    def _on_suggestion(self) -> None:
        if self.results is not None and self.results.suggestion:
            self.words_wanted.emit(self.results.suggestion)

    def _show_head(self, has_hits: bool) -> None:
        self._head.setVisible(has_hits)
        self._filters_row.setVisible(has_hits or self.filters.is_narrowed)
        if self.results is None:
            self._advice.hide()

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
        self._show_head(False)
        self._nothing.say(
            _("Search all transcripts"), _("Type two letters or more. Accents do not matter.")
        )
        self._pages.setCurrentIndex(_NOTHING)

    def say_building(self, percent: int) -> None:
        """Say that the library is still being read for the first time."""
        self.words, self.results, self.is_building = "", None, True
        self._nothing.say(
            _("Getting ready to search, {percent} %").format(percent=percent),
            _("Earmark is reading your transcripts. Results appear as soon as there are some."),
        )
        self._show_head(False)
        self._pages.setCurrentIndex(_NOTHING)

    def step(self, by: int) -> None:
        """Go to the next or previous hit and show it; the sound stays."""
        moved = self.list.move_by(by)
        if isinstance(moved, MoreRow):
            self._steps_on = True
            self.more_wanted.emit(moved.recording_id)
        if isinstance(moved, HitRow):
            self.hit_glanced.emit(moved.hit)

    def _on_row(self, row: HitRow | MoreRow, wish: SignalInstance) -> None:
        if isinstance(row, MoreRow):
            self.more_wanted.emit(row.recording_id)
        else:
            wish.emit(row.hit)

    def _on_moved_to(self, row: HitRow | MoreRow) -> None:
        if isinstance(row, HitRow):
            self.hit_glanced.emit(row.hit)

    def _on_menu_wanted(self, chosen: HitRow | MoreRow, point: QPoint) -> None:
        menu = PassingMenu(self)
        if isinstance(chosen, MoreRow):
            menu.addAction(chosen.words, lambda: self.more_wanted.emit(chosen.recording_id))
            menu.exec(point)
            return
        menu.addAction(_("Play from here"), lambda: self.hit_played.emit(chosen.hit))
        menu.addAction(_("Show in the text"), lambda: self.hit_shown.emit(chosen.hit))
        menu.exec(point)
