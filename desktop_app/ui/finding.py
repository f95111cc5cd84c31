"""The find bar: the words of the episode that is open."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.i18n import ngettext
from desktop_app.search.find import FoundText, find_in_text
from desktop_app.ui.main_window import MainWindow
from desktop_app.ui.panels.sidebar_panel import READING
from desktop_app.ui.session import Session

_LEAST_LETTERS = 2  # before a place is gone to


class EpisodeSearch(QObject):
    """Finds as one types, without an index. Stepping never moves the sound."""

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
