"""Search in the window: all transcripts as you type, and the words of the open episode."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app import processes
from desktop_app.errors import AppError
from desktop_app.i18n import _, ngettext
from desktop_app.jobs import Jobs, Lane
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.search.find import FoundText, find_in_text
from desktop_app.search.query import Hit, Results
from desktop_app.ui.main_window import WELCOME, MainWindow
from desktop_app.ui.panels.sidebar_panel import LIBRARY, READING
from desktop_app.ui.session import Session
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.changes import Changes
from desktop_app.workflows.opening import OpenRecording
from desktop_app.workflows.searching import Ask, open_search, update_index

_LEAST_LETTERS = 2


class LibrarySearch(QObject):
    """The field in the sidebar and the column of results. It never moves the sound by itself."""

    began = Signal()  # the first letters were typed
    hit_wanted = Signal(object, bool)  # Hit; play it?
    left = Signal()  # closed with Esc: back to where the user was
    index_ready = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        shelf: Shelf,
        jobs: Jobs,
        places: Places,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._shelf = shelf
        self._jobs = jobs
        self._places = places
        self._server: processes.Server[Ask, Results] | None = None
        self._indexed: frozenset[tuple[str, int]] | None = None
        self._building: Progress | None = None
        self._hit_now: Hit | None = None
        self._wants_first = False  # Enter came before the answer
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
        shelf.changed.connect(self._on_shelf_changed)
        jobs.progressed.connect(self._on_progressed)
        session.shown_changed.connect(self._mark_hits)

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
    def is_ready(self) -> bool:
        """Whether there is somebody to ask."""
        return self._server is not None

    def close(self) -> None:
        """End the process that answers."""
        if self._server is not None:
            self._server.close()
            self._server = None

    # ---- the index ---------------------------------------------------------------------------
    @Slot()
    def _on_shelf_changed(self) -> None:
        wanted = frozenset(
            (entry.id, entry.revision) for entry in self._shelf.contents.entries if entry.segments
        )
        if wanted == self._indexed or self._building is not None:
            return

        def done(_changes: Changes) -> None:
            self._building = None
            self._indexed = wanted
            self._start_answering()
            self.index_ready.emit()
            self._on_shelf_changed()

        def failed(error: AppError) -> None:
            self._building = None
            self._indexed = wanted  # not tried again before the library changes
            self._start_answering()  # from what there is
            self._window.notices.fail(error)

        self._building = self._jobs.run(
            partial(processes.run, update_index, self._places),
            lane=Lane.MEDIA,
            done=done,
            failed=failed,
        )

    @Slot(object, float, str)
    def _on_progressed(self, progress: Progress, share: float, _text: str) -> None:
        if progress is not self._building:
            return
        self._window.sidebar.show_job(_("Getting ready to search"), share)
        if self.is_open and self._window.results.is_building:
            self._window.results.say_building(round(share * 100))

    def _start_answering(self) -> None:
        self._window.sidebar.show_job("", 0)
        if self._server is None:
            self._server = processes.Server(open_search, self._places.index)
        self._ask()

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
        if self._server is None:
            self._window.results.say_building(0)
            return
        self._server.ask(
            Ask(words),
            done=partial(self._jobs.post, self._show, words),
            failed=partial(self._jobs.post, self._on_failed),
            is_latest=True,
        )

    def _say_ready(self) -> None:
        """Take the hits of other words away, in a narrow window with the field still open."""
        if len(self._window.sidebar.search.text().strip()) < _LEAST_LETTERS:
            self._window.results.show_nothing_yet()

    def _show(self, words: str, results: Results) -> None:
        if words != self._window.sidebar.search.text():
            return
        if not results.hits and self._building is not None:
            self._window.results.say_building(0)  # asked again when all is read
            return
        transcripts = sum(entry.segments > 0 for entry in self._shelf.contents.entries)
        self._window.results.show_results(words, results, transcripts)
        self._mark_hits()
        if self._wants_first:
            self._on_return()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self._window.notices.fail(error)
        else:
            raise error

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
        self._window.read_hit()
        self.hit_wanted.emit(hit, False)

    @Slot(object)
    def _on_hit_glanced(self, hit: Hit) -> None:
        self._hit_now = hit
        self.hit_wanted.emit(hit, False)

    @Slot(object)
    def _on_hit_played(self, hit: Hit) -> None:
        self._hit_now = hit
        self._window.read_hit()
        self.hit_wanted.emit(hit, True)

    @Slot()
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
        here = [hit for hit in results.hits if hit.recording_id == shown.recording.id]
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


def _place_in(opened: OpenRecording, hit: Hit) -> int | None:
    """Return where a hit's sentence stands in its paragraph; the text may be another by now."""
    segments = opened.transcript.segments
    start = segments[hit.segment].text.find(hit.sentence) if hit.segment < len(segments) else -1
    return start if start >= 0 else None


class EpisodeSearch(QObject):
    """The find bar: instant, without an index. Stepping never moves the sound."""

    library_wanted = Signal(str)
    play_wanted = Signal(int, int)  # segment, character

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._view = window.reading.view
        self._bar = window.reading.find_bar
        self._found: tuple[FoundText, ...] = ()
        self._found_in: str | None = None
        self._place: int | None = None
        self._bar.words_changed.connect(self._on_words_changed)
        self._bar.next_wanted.connect(partial(self.step, 1))
        self._bar.previous_wanted.connect(partial(self.step, -1))
        self._bar.play_wanted.connect(self._on_play_wanted)
        self._bar.all_wanted.connect(self._on_all_wanted)
        self._bar.closed.connect(self.close)
        session.shown_changed.connect(self._on_shown_changed)

    @property
    def is_open(self) -> bool:
        return self._window.reading.is_finding

    def open(self) -> None:
        """Open the bar with the selected words, if there are any."""
        if self._session.shown is None:
            return
        self._window.show_page(READING)
        self._window.reading.show_find(True)
        selected = self._view.textCursor().selectedText()
        is_short = 0 < len(selected) <= 60 and "\u2029" not in selected
        self._bar.open(selected if is_short else "")
        self._find()

    def close(self) -> None:
        """Close the bar and take its tints away; the text stays where it is."""
        self._window.reading.show_find(False)
        self._found, self._place = (), None
        self._view.set_hits([])
        self._window.player_bar.timeline.set_hits([])
        self._view.setFocus()

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) place, round and round."""
        if not self._found:
            return
        count = len(self._found)
        if self._place is None:
            self._place = self._first_ahead() if by > 0 else (self._first_ahead() - 1) % count
        else:
            self._place = (self._place + by) % count
        self._view.set_current_hit(self._place)
        self._bar.show_count(self._place, count)

    @property
    def found_sentence(self) -> str:
        """What the bar says about the places found."""
        return ngettext("{n} place", "{n} places", len(self._found)).format(n=len(self._found))

    def _first_ahead(self) -> int:
        """Return the first place at or after the reading cursor, else the first of all."""
        reading = self._view.reading_place or (0, 0)
        ahead = (at for at, f in enumerate(self._found) if (f.segment, f.start) >= reading)
        return next(ahead, 0)

    def _find(self) -> None:
        shown = self._session.shown
        words = self._bar.words
        segments = shown.transcript.segments if shown else ()
        self._found = find_in_text(segments, words)
        self._found_in = shown.recording.id if shown else None
        self._place = None
        self._view.set_hits([(f.segment, f.start, f.end) for f in self._found])
        starts = [segments[f.segment].start_ms for f in self._found]
        timeline = self._window.player_bar.timeline
        timeline.set_hits(starts if self._session.is_shown_heard else [])
        self._bar.show_count(None, len(self._found))
        if self._found and len(words.strip()) >= _LEAST_LETTERS:
            self.step(1)

    @Slot(str)
    def _on_words_changed(self, _words: str) -> None:
        self._find()

    @Slot()
    def _on_shown_changed(self) -> None:
        """Look again in another text; where the same was found nothing moves."""
        shown = self._session.shown
        is_same = (
            shown is not None
            and shown.recording.id == self._found_in
            and find_in_text(shown.transcript.segments, self._bar.words) == self._found
        )
        if self.is_open and not is_same:
            self._find()

    @Slot()
    def _on_play_wanted(self) -> None:
        if self._found:
            place = self._found[self._place or 0]
            self.play_wanted.emit(place.segment, place.start)

    @Slot(str)
    def _on_all_wanted(self, words: str) -> None:
        self.close()
        self.library_wanted.emit(words)
