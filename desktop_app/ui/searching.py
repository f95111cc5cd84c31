"""Search in the window: all transcripts as you type."""

from collections import Counter
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.paths import Places
from desktop_app.search.parsing import needs_bookmarks
from desktop_app.search.query import Hit, Results
from desktop_app.ui.indexing import Indexing
from desktop_app.ui.main_window import WELCOME, MainWindow
from desktop_app.ui.models.hit_rows import FIRST
from desktop_app.ui.panels.sidebar_panel import LIBRARY
from desktop_app.ui.session import Session
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.opening import OpenRecording
from desktop_app.workflows.recent_searches import RecentSearches
from desktop_app.workflows.searching import Ask

_LEAST_LETTERS = 2
_SHOWN = 60  # hits in the list before more are wanted
_EACH = FIRST + 1  # of one episode
_MOST = 300  # hits of one episode
_MOST_SPEAKERS = 12
_PAUSE_MS = 150  # in the typing, after which all hits of the open episode are looked for


class LibrarySearch(QObject):
    """The field in the sidebar and the column of results. It never moves the sound by itself."""

    began = Signal()  # the first letters were typed
    hit_wanted = Signal(object, bool)  # Hit; play it?
    left = Signal()  # closed with Esc: back to where the user was

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        shelf: Shelf,
        indexing: Indexing,
        places: Places,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._shelf = shelf
        self._indexing = indexing
        self._hit_now: Hit | None = None
        self._here: tuple[Hit, ...] = ()  # the hits in the episode that is shown
        self._wants_first = False  # Enter came before the answer
        self._searches = RecentSearches(places.window_state.with_name("searches.json"))
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._rest.timeout.connect(self._ask_for_the_rest)
        results = window.results
        for field, other in (
            (window.sidebar.search, results.field),
            (results.field, window.sidebar.search),
        ):
            field.textChanged.connect(other.setText)
            field.returnPressed.connect(self._on_return)
            field.left.connect(self.leave)
            field.results_wanted.connect(self._on_results_wanted)
        window.sidebar.search.textChanged.connect(self._on_words_changed)
        window.rail.search_wanted.connect(self.open)
        results.hit_shown.connect(self._on_hit_shown)
        results.hit_glanced.connect(self._on_hit_glanced)
        results.hit_played.connect(self._on_hit_played)
        results.clear_wanted.connect(self.leave)
        results.filters_changed.connect(self._ask)
        results.words_wanted.connect(window.sidebar.search.setText)
        results.more_wanted.connect(self._on_more_wanted)
        results.keep_wanted.connect(self._on_keep_wanted)
        self._offer_searches()
        shelf.changed.connect(self._offer_filters)
        indexing.progressed.connect(self._on_progressed)
        indexing.grown.connect(self._on_grown)
        indexing.ready.connect(self._ask)
        session.shown_changed.connect(self._on_episode_shown)

    # ---- wishes ------------------------------------------------------------------------------
    def open(self, words: str = "") -> None:
        """Put the cursor into the field; ``words`` replaces what stands there."""
        window = self._window
        if words:
            window.sidebar.search.setText(words)
        if window.page == WELCOME:
            window.show_page(LIBRARY)
        if not window.is_wide:
            self._begin()
            window.show_results(True)
            self._say_ready()
        window.search_field.setFocus()
        window.search_field.selectAll()

    def leave(self) -> None:
        """Close the results and go back to where the user was."""
        self._window.results.filters.reset()
        self._window.sidebar.search.clear()
        self._window.show_results(False)
        self.left.emit()
        self._window.reading.view.setFocus()

    def step(self, by: int) -> None:
        """Show the next or previous hit."""
        self._window.results.step(by)

    @property
    def is_open(self) -> bool:
        return self._window.is_searching

    @property
    def hits_here(self) -> tuple[Hit, ...]:
        """The hits in the episode that is shown."""
        return self._here

    def close(self) -> None:
        """Ask for nothing more."""
        self._rest.stop()

    # ---- the library -------------------------------------------------------------------------
    @Slot()
    def _on_progressed(self) -> None:
        if self.is_open and self._window.results.is_building:
            self._window.results.say_building(self._indexing.percent)

    @Slot()
    def _on_grown(self) -> None:
        """Ask again: more of the library can be found than before."""
        if self.is_open:
            self._ask()
        else:  # asked for nothing, it opens what is new: the next question need not wait
            self._indexing.ask(Ask(""), _ignore)

    @Slot()
    def _offer_filters(self) -> None:
        contents = self._shelf.contents
        years = {entry.published[:4] for entry in contents.entries if entry.published}
        self._window.results.filters.offer(
            shows=[name for name, _count in contents.shows],
            years=sorted(years, reverse=True),
        )

    # ---- asking ------------------------------------------------------------------------------
    @Slot(str)
    def _on_words_changed(self, _words: str) -> None:
        self._wants_first = False
        self._ask()

    def _begin(self) -> None:
        if not self.is_open:
            self.began.emit()

    def _ask(self) -> None:
        words = self._window.sidebar.search.text()
        if len(words.strip()) < _LEAST_LETTERS:
            self._hit_now = None
            if self._window.is_wide:
                self._window.show_results(False)
            self._say_ready()
            self._mark_hits()
            return
        if not self.is_open:
            self._begin()
            self._window.show_results(True)
        is_first = self._window.results.results is None
        indexing = self._indexing
        if not indexing.is_ready or (is_first and indexing.is_building):
            self._window.results.say_building(indexing.percent)
        ask = self._asked(words)
        indexing.ask(ask, partial(self._show, ask), is_latest=True)

    def _asked(self, words: str, recording_id: str | None = None) -> Ask:
        """Return what the field and the filters ask for, of all episodes or of one."""
        filters = self._window.results.filters
        scope = replace(filters.scope, recording_id=recording_id)
        if scope.has_bookmark or needs_bookmarks(words):
            scope = replace(scope, bookmarks=self._shelf.contents.bookmarks)
        if recording_id is not None:
            return Ask(words, scope, limit=_MOST)
        return Ask(words, scope, _SHOWN, _EACH, filters.wanted_order)

    def _ask_here(self) -> None:
        """Ask for all hits of the episode that is shown."""
        shown, results = self._session.shown, self._window.results
        self._here = ()
        if (
            shown is None
            or not self._indexing.is_ready
            or not self.is_open
            or results.results is None
        ):
            self._mark_hits()
            return
        found = results.results
        listed = [hit for hit in found.hits if hit.recording_id == shown.recording.id]
        self._here = tuple(listed)
        if found.counts.get(shown.recording.id) != len(listed):
            self._rest.start()
        self._mark_hits()

    @Slot()
    def _ask_for_the_rest(self) -> None:
        shown = self._session.shown
        if shown is None or not self._indexing.is_ready or not self.is_open:
            return
        ask = self._asked(self._window.results.words, shown.recording.id)
        self._indexing.ask(ask, partial(self._show_here, ask))

    def _show_here(self, ask: Ask, results: Results) -> None:
        shown = self._session.shown
        is_wanted = shown is not None and ask == self._asked(
            self._window.results.words, shown.recording.id
        )
        if is_wanted and self.is_open:
            self._here = results.hits
            self._mark_hits()

    @Slot(str)
    def _on_more_wanted(self, recording_id: str) -> None:
        ask = self._asked(self._window.results.words, recording_id)
        self._indexing.ask(ask, partial(self._show_more, ask))

    def _show_more(self, ask: Ask, results: Results) -> None:
        recording_id = ask.scope.recording_id
        if recording_id and ask == self._asked(self._window.results.words, recording_id):
            self._window.results.show_more(recording_id, results.hits)

    # ---- remembering -------------------------------------------------------------------------
    def _offer_searches(self) -> None:
        searches = self._searches.value
        offers = (*searches.kept, *(one for one in searches.recent if one not in searches.kept))
        for field in (self._window.sidebar.search, self._window.results.field):
            field.offer(offers)

    def _remember(self) -> None:
        self._searches.remember(self._window.sidebar.search.text())
        self._offer_searches()

    @Slot(bool)
    def _on_keep_wanted(self, is_kept: bool) -> None:
        self._searches.keep(self._window.results.words, is_kept=is_kept)
        self._window.results.show_kept(is_kept)
        self._offer_searches()

    def _say_ready(self) -> None:
        """Take the hits of other words away, in a narrow window with the field still open."""
        if len(self._window.sidebar.search.text().strip()) < _LEAST_LETTERS:
            self._window.results.show_nothing_yet()

    def _show(self, ask: Ask, results: Results) -> None:
        if ask != self._asked(self._window.sidebar.search.text()):
            return
        if not results.hits and self._indexing.is_building:
            self._window.results.say_building(self._indexing.percent)
            return  # asked again when more is read
        window = self._window
        transcripts = sum(entry.segments > 0 for entry in self._shelf.contents.entries)
        is_partial = self._indexing.is_building and self._indexing.percent > 0
        window.results.show_results(ask.words, results, transcripts, is_partial=is_partial)
        window.results.show_kept(self._searches.is_kept(ask.words))
        speakers = Counter(hit.speaker for hit in results.hits if hit.speaker)
        if ask.scope.speaker is None:
            window.results.filters.offer_speakers(
                [name for name, _count in speakers.most_common(_MOST_SPEAKERS)]
            )
        self._ask_here()
        if self._wants_first:
            self._on_return()

    # ---- going there -------------------------------------------------------------------------
    @Slot()
    def _on_return(self) -> None:
        """Play the current hit, else the first; as soon as it is there."""
        results = self._window.results
        self._wants_first = results.words != self._window.sidebar.search.text()
        if self._wants_first:
            return
        row = results.list.current_row() or results.list.move_by(1)
        if row is not None and not row.is_heading:
            results.list.activated_row.emit(row)

    @Slot()
    def _on_results_wanted(self) -> None:
        self._window.results.list.setFocus()
        self.step(1)

    @Slot(object)
    def _on_hit_shown(self, hit: Hit) -> None:
        self._hit_now = hit
        self._remember()
        self._window.read_hit()
        self.hit_wanted.emit(hit, False)

    @Slot(object)
    def _on_hit_glanced(self, hit: Hit) -> None:
        self._hit_now = hit
        self.hit_wanted.emit(hit, False)

    @Slot(object)
    def _on_hit_played(self, hit: Hit) -> None:
        self._hit_now = hit
        self._remember()
        self._window.read_hit()
        self.hit_wanted.emit(hit, True)

    @Slot()
    def _on_episode_shown(self) -> None:
        if self.is_open:
            self._ask_here()
        else:
            self._mark_hits()

    def _mark_hits(self) -> None:
        """Tint the hits of the shown episode in its text and on its timeline."""
        shown, results = self._session.shown, self._window.results.results
        view, timeline = self._window.reading.view, self._window.player_bar.timeline
        if self._window.reading.is_finding:
            return
        if shown is None or results is None or not self.is_open:
            view.set_hits([])
            timeline.set_hits([])
            return
        here = [hit for hit in self._here if hit.recording_id == shown.recording.id]
        places: list[tuple[int, int, int]] = []
        current: int | None = None
        for hit in sorted(here, key=lambda hit: hit.segment):
            start = _place_in(shown, hit)
            if start is None:
                continue
            if hit == self._hit_now:
                current = len(places)
            places += [(hit.segment, start + a, start + b) for a, b in hit.matches]
        view.set_hits(places)
        if current is not None and current < len(places):
            view.set_current_hit(current, show=False)
        timeline.set_hits([h.start_ms for h in here] if self._session.is_shown_heard else [])


def _ignore(_answer: object) -> None:
    """Nobody waits for it."""


def _place_in(opened: OpenRecording, hit: Hit) -> int | None:
    """Return where a hit's sentence stands in its paragraph; the text may be another by now."""
    segments = opened.transcript.segments
    start = segments[hit.segment].text.find(hit.sentence) if hit.segment < len(segments) else -1
    return start if start >= 0 else None
