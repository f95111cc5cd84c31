"""Where the user is and goes: pages, episodes, hits, places in the history."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from desktop_app.bookmarks import Bookmark
from desktop_app.i18n import _, ngettext
from desktop_app.progress import Progress
from desktop_app.search.query import Hit
from desktop_app.transcript.lookup import moment_at
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.main_window import PROBLEM, WELCOME, MainWindow
from desktop_app.ui.panels.sidebar_panel import LIBRARY, READING
from desktop_app.ui.reading import Reading
from desktop_app.ui.session import Jump, Place, Session
from desktop_app.ui.shelf import Shelf
from desktop_app.ui.widgets.voice_follower import Following
from desktop_app.workflows.import_report import Failed
from desktop_app.workflows.opening import OpenRecording, open_recording

Then = Callable[[OpenRecording], object]


@dataclass(frozen=True, slots=True)
class _Spot:
    """What the user was looking at before a search led elsewhere."""

    page: str
    recording_id: str | None
    is_following: bool
    scrolled_px: int


class Navigation(QObject):
    """Opens recordings and pages. Of several wishes to open something the newest wins."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        shelf: Shelf,
        library_jobs: LibraryJobs,
        *,
        reading: Reading,
        keeping: Keeping,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._shelf = shelf
        self._jobs = library_jobs
        self._reading = reading
        self._keeping = keeping
        self._opening: Progress | None = None
        self._spot: _Spot | None = None
        self._is_astray = False  # a hit is shown that was only looked at
        session.jumped.connect(self._on_jumped)
        session.place_wanted.connect(self._on_place_wanted)
        keeping.elsewhere_wanted.connect(self._on_bookmark_elsewhere)
        for side in (window.sidebar, window.rail):
            side.page_wanted.connect(self.show_page)
        window.sidebar.show_wanted.connect(self._on_show_wanted)
        window.library.recording_chosen.connect(self._on_recording_chosen)
        window.library.recording_played.connect(self.play)

    def open(
        self,
        recording_id: str,
        *,
        at_ms: int | None = None,
        then: Then = lambda _opened: None,
    ) -> None:
        """Read a recording and show it; the sound stays unless ``at_ms`` sends it there."""

        def show(opened: OpenRecording) -> None:
            self._session.show(opened)
            self._window.show_page(READING)
            self._window.reading.take_focus()
            if at_ms is not None:
                self._session.jump(at_ms, _("Opened at a time"), error_ms=None)
            then(opened)

        self._read(recording_id, show)

    @Slot(str)
    def play(self, recording_id: str) -> None:
        """Open a recording and play it from where the user left it."""

        def go(opened: OpenRecording) -> None:
            if not self._session.is_shown_heard:
                self._session.load(opened)
            self._session.player.play()

        self._with_shown(recording_id, go)

    @Slot(str)
    def toggle(self, recording_id: str) -> None:
        """Pause what is heard or go on with it; open and play another recording."""
        heard, player = self._session.heard, self._session.player
        if heard is None or heard.recording.id != recording_id:
            self.play(recording_id)
        elif player.is_playing():
            player.pause()
        else:
            player.play()

    def go_to_question(self, number: int | None, opened: OpenRecording) -> None:
        """Play a question of an open recording, counted from 1; None: none is wanted."""
        questions = opened.questions
        if number is None:
            return
        if 1 <= number <= len(questions):
            self._reading.play_question(questions[number - 1])
            return
        count = ngettext("It has {n} question.", "It has {n} questions.", len(questions))
        self._window.notices.warn(
            _("There is no question {number} in this episode.").format(number=number),
            count.format(n=len(questions)),
        )

    @Slot(object, bool)
    def go_to_hit(self, hit: Hit, is_played: bool) -> None:
        """Show a place that was found; play it too when asked: then the user has arrived."""
        self._is_astray = not is_played

        def go(opened: OpenRecording) -> None:
            segments = opened.transcript.segments
            if hit.segment >= len(segments):
                return  # the text is another by now
            offset = max(0, segments[hit.segment].text.find(hit.sentence))
            self._window.reading.view.show_segment(hit.segment, offset)
            if is_played and hit.start_ms is not None:
                self._window.reading.view.follow()
                reason = _("Jumped to a place that was found")
                self._session.jump(hit.start_ms, reason, error_ms=hit.error_ms, play=True)

        self._with_shown(hit.recording_id, go)

    @Slot()
    def remember(self) -> None:
        """Keep in mind what is on screen, for the end of a search."""
        shown, view = self._session.shown, self._window.reading.view
        self._is_astray = False
        self._spot = _Spot(
            page=self._window.page,
            recording_id=shown.recording.id if shown else None,
            is_following=view.following is not Following.LET_GO,
            scrolled_px=view.verticalScrollBar().value(),
        )

    @Slot()
    def return_from_search(self) -> None:
        """Bring back what was on screen before hits were looked at."""
        spot, shown = self._spot, self._session.shown
        if spot is None or not self._is_astray or shown is None:
            return
        self._is_astray = False
        if spot.recording_id in (None, shown.recording.id):
            self._put_back(spot, shown)
        else:
            self._read(spot.recording_id, partial(self._put_back, spot))

    def _put_back(self, spot: _Spot, opened: OpenRecording) -> None:
        view = self._window.reading.view
        if opened is not self._session.shown:
            self._session.show(opened)
        if spot.is_following:
            view.follow()
        else:
            view.verticalScrollBar().setValue(spot.scrolled_px)
        self._window.show_page(spot.page)
        self._window.take_focus()

    @Slot(int, int)
    def play_text(self, segment: int, offset: int) -> None:
        """Play from a character of the shown text."""
        shown = self._session.shown
        moment_ms = moment_at(shown.transcript.segments[segment], offset) if shown else None
        if moment_ms is not None:
            self._window.reading.view.play_from.emit(moment_ms)

    @Slot(str)
    def show_page(self, page: str) -> None:
        """Turn to the text, the library or all bookmarks; with nothing in it, to the welcome."""
        self._is_astray = False
        if page == READING and self._session.shown is None:
            return
        if self._window.is_searching and not self._window.is_wide:
            self._window.show_results(False)
        if page == LIBRARY:
            self._window.library.show_only(None)
        is_empty = not self._shelf.contents.entries and self._session.shown is None
        self._window.show_page(WELCOME if is_empty else page)
        self._window.take_focus()

    @Slot(object)
    def show_refused(self, refused: Failed) -> None:
        """Show the page that says what a file is that is no transcript."""
        self._window.problem.show_file(refused.path, refused.message, refused.hint)
        self._window.show_page(PROBLEM)
        self._window.take_focus()

    @Slot()
    def leave_problem(self) -> None:
        """Go back to the text, or to where one begins."""
        self.show_page(LIBRARY if self._session.shown is None else READING)

    @Slot(str)
    def leave(self, recording_id: str) -> None:
        """Go back to the library from an episode that is no longer in it."""
        shown = self._session.shown
        self._session.forget(recording_id)
        if shown is not None and shown.recording.id == recording_id:
            self._window.show_page(LIBRARY)

    def _read(self, recording_id: str, show: Then) -> None:
        """Read a recording from the library, in the place of any that is still being read."""
        if self._opening is not None:
            self._opening.cancel()

        def done(opened: OpenRecording) -> None:
            self._opening = None
            show(opened)

        self._opening = self._jobs.run(
            lambda library, _progress: open_recording(library, recording_id), done
        )

    def _with_shown(self, recording_id: str, go: Then) -> None:
        """Do something with a recording once it is on the page."""
        shown = self._session.shown
        if shown is not None and shown.recording.id == recording_id:
            self._window.show_page(READING)
            go(shown)
        else:
            self.open(recording_id, then=go)

    @Slot(str)
    def _on_recording_chosen(self, recording_id: str) -> None:
        self._is_astray = False
        self.open(recording_id)

    @Slot(str)
    def _on_show_wanted(self, show: str) -> None:
        self._window.library.show_only(show)
        self._window.show_page(LIBRARY)

    @Slot(object)
    def _on_place_wanted(self, place: Place) -> None:
        def arrive(opened: OpenRecording) -> None:
            self._session.arrive(opened, place.moment_ms)
            self._window.show_page(READING)

        self._read(place.recording_id, arrive)

    @Slot(object, bool)
    def _on_bookmark_elsewhere(self, bookmark: Bookmark, is_played: bool) -> None:
        go = partial(self._keeping.go_to, bookmark, is_played=is_played)
        self._with_shown(bookmark.recording_id, lambda _opened: go())

    @Slot(object)
    def _on_jumped(self, jump: Jump) -> None:
        way = (_("Back"), self._session.go_back)
        self._window.notices.say(jump.reason, way, icon_name="rotate-ccw")
