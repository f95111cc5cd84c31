"""The composition root: builds the window with everything behind it, wires it, and closes it."""

import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.jobs import Jobs
from desktop_app.library import Library, open_library
from desktop_app.library.listening import Ranges
from desktop_app.paths import Places, places
from desktop_app.player.base import Player
from desktop_app.player.qt_player import QtPlayer
from desktop_app.settings import SettingsFile
from desktop_app.transcript.formats import readable_formats
from desktop_app.ui.actions import Actions, KeyGuard
from desktop_app.ui.adding import Adding
from desktop_app.ui.aligning import Aligning
from desktop_app.ui.asking import Asking
from desktop_app.ui.browsing import Browsing
from desktop_app.ui.chaptering import Chaptering
from desktop_app.ui.correcting import Correcting
from desktop_app.ui.covers import Covers
from desktop_app.ui.dialogs.crash_dialog import CrashDialog
from desktop_app.ui.doubts import Doubts
from desktop_app.ui.finding import EpisodeSearch
from desktop_app.ui.garbage import GuiGarbage
from desktop_app.ui.hearing import Hearing
from desktop_app.ui.idle_aligning import IdleAligning
from desktop_app.ui.indexing import Indexing
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.keys import Keys
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.linking import Linking
from desktop_app.ui.looks import Looks
from desktop_app.ui.main_window import PROBLEM, MainWindow
from desktop_app.ui.navigation import Navigation
from desktop_app.ui.panels.bookmarks_panel import BookmarksPanel
from desktop_app.ui.panels.library_panel import LibraryPanel
from desktop_app.ui.panels.places_panel import PlacesPanel
from desktop_app.ui.panels.problem_panel import ProblemPanel
from desktop_app.ui.panels.rail_panel import RailPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.panels.results_panel import ResultsPanel
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY, READING, SidebarPanel
from desktop_app.ui.panels.welcome_panel import WelcomePanel
from desktop_app.ui.pause_hearing import PauseHearing
from desktop_app.ui.pinning import Pinning
from desktop_app.ui.question_counts import QuestionCounts
from desktop_app.ui.questioning import Questioning
from desktop_app.ui.reading import Reading
from desktop_app.ui.searching import LibrarySearch
from desktop_app.ui.session import Session
from desktop_app.ui.shelf import Shelf
from desktop_app.ui.starting import open_somewhere
from desktop_app.ui.timing import TimingInfo
from desktop_app.ui.tour import Tourist, take_tour
from desktop_app.ui.undoing import Undoing
from desktop_app.ui.widgets.player_bar import PlayerBar
from desktop_app.workflows.correcting import correct

log = logging.getLogger(__name__)


class Earmark(QObject):
    """One window and what it stands on. ``start`` shows it, ``close`` ends everything in order."""

    def __init__(self, application: QApplication, where: Places, player: Player) -> None:
        watched = open_library(where.database, backups=where.backups)  # may say no, before all else
        super().__init__(application)
        self._places = where
        self._garbage = GuiGarbage(self)
        self._is_closed = False
        self._crash: CrashDialog | None = None
        self._last_listening: tuple[str, int, Ranges] | None = None
        self._watched: Library = watched
        self.settings = SettingsFile(where.settings)
        self.jobs = Jobs(self)
        self.session = Session(player, self)
        self.covers = Covers(self.jobs, self)
        self.window = window = _make_window(self.covers)
        self.notices = window.notices
        self._library_jobs = LibraryJobs(self.jobs, where, self.notices.fail)
        self.shelf = Shelf(self._watched, self._library_jobs, self)
        self.reading = Reading(self.session, window.reading, window.places, self.notices)
        self.hearing = Hearing(self.session, window.player_bar, self.jobs, self.notices, where)
        self.keeping = Keeping(
            self.session,
            self.shelf,
            self._library_jobs,
            self.notices,
            reading=window.reading,
            places=window.places,
            everything=window.bookmarks,
        )
        self.adding = Adding(self._library_jobs, self.shelf, self.notices, window)
        self.pinning = Pinning(self.session, self._library_jobs, self.notices, window.reading)
        self.questioning = Questioning(
            self.session,
            self._library_jobs,
            self.notices,
            reading=window.reading,
            panel=window.places.questions,
        )
        self.correcting = Correcting(
            self.session, self._library_jobs, self.notices, window.reading, self.pinning
        )
        self.chaptering = Chaptering(self.session, self._library_jobs, self.notices, window.reading)
        self.linking = Linking(self.session, self.pinning, self.notices, window.reading)
        self.doubts = Doubts(self.session, self.notices, self)
        self.undoing = Undoing(self)
        self.pause_hearing = PauseHearing(self.session, self._library_jobs, self)
        self.navigation = Navigation(
            window,
            self.session,
            self.shelf,
            self._library_jobs,
            reading=self.reading,
            keeping=self.keeping,
        )
        self.counts = QuestionCounts(self.session, self.shelf, self.jobs, where)
        self.browsing = Browsing(
            window, self.session, self.shelf, self._library_jobs, self.covers, self.counts
        )
        self.aligning = Aligning(
            self.session,
            self.jobs,
            self.notices,
            where,
            (window.sidebar.aligning, window.rail.aligning),
        )
        self.timing = TimingInfo(
            self.session,
            self.aligning,
            self.pinning,
            header=window.reading.header,
            view=window.reading.view,
        )
        self.idle_aligning = IdleAligning(
            self.session,
            self.aligning,
            self.jobs,
            self._library_jobs,
            settings=self.settings,
            places=where,
        )
        self.indexing = Indexing(window.sidebar, self.notices, self.shelf, self.jobs, where)
        self.library_search = LibrarySearch(window, self.session, self.shelf, self.indexing, where)
        self.episode_search = EpisodeSearch(window, self.session)
        self.asking = Asking(window, self.session, self.jobs, self.indexing)
        self.looks = Looks(application, window, self.settings, self.hearing, where)
        self.actions = Actions(window)
        self.keys = Keys(application, window, self.actions, self.looks)
        self._connect_parts()
        self._connect_actions()
        window.restore_state(where.window_state)

    # ---- life --------------------------------------------------------------------------------
    def start(self) -> None:
        """Show the window; the library is read behind it."""
        self.window.show()
        self.window.take_focus()
        self.shelf.look()
        if self.settings.problem is not None:
            self.notices.fail(self.settings.problem)
        if self._watched.read_only:
            self.notices.warn(
                _("This library cannot be written to."),
                _("You can read, listen and search. Bookmarks need a place that can be written."),
            )

    @Slot()
    def close(self) -> None:
        """Keep position and window, stop the sound, end all work. Safe to call twice."""
        if self._is_closed:
            return
        self._is_closed = True
        self.shelf.close()
        self.counts.close()
        self.covers.close()
        self.session.player.pause()
        self.session.save()
        self.window.save_state(self._places.window_state)
        self.library_search.close()
        self.indexing.close()
        self.session.player.close()
        self.jobs.close()
        self._save_last_position()
        self._save_correction()
        self._watched.close()
        self._garbage.close()

    @Slot(object)
    def report_crash(self, error: BaseException) -> None:
        """Say in one dialog that something nobody foresaw has happened; the log has them all."""
        if self._crash is not None and self._crash.isVisible():
            return
        details = "".join(traceback.format_exception(error))
        self._crash = CrashDialog(details, str(self._places.log), self.window)
        self._crash.open()

    # ---- wiring ------------------------------------------------------------------------------
    def _connect_parts(self) -> None:
        window, adding = self.window, self.adding
        window.closing.connect(self.close)
        window.files_dropped.connect(adding.add)
        window.welcome.files_wanted.connect(adding.choose_files)
        window.welcome.folder_wanted.connect(adding.choose_folder)
        window.welcome.sample_wanted.connect(adding.add_sample)
        for side in (window.sidebar, window.rail):
            side.add_wanted.connect(adding.choose_files)
        window.library.audio_wanted.connect(adding.find_audio)
        window.library.toggle_wanted.connect(self.navigation.toggle)
        window.library.remove_wanted.connect(adding.remove)
        window.reading.header.find_wanted.connect(self.episode_search.open)
        window.reading.header.panel_wanted.connect(window.show_panel)
        bar = window.player_bar
        bar.previous_wanted.connect(partial(self.reading.step_question, -1))
        bar.next_wanted.connect(partial(self.reading.step_question, 1))
        bar.bookmark_wanted.connect(self.keeping.keep)
        self.jobs.crashed.connect(self.report_crash)
        self.session.listening_changed.connect(self._on_listening_changed)
        self.keeping.changed.connect(self.shelf.look)
        self.keeping.menu_wanted.connect(self.pinning.add_to_menu)
        for teller in (self.pinning, self.pause_hearing):
            teller.changed.connect(self.shelf.look)
        self.hearing.peaks_read.connect(self.pause_hearing.take)
        self.keeping.menu_wanted.connect(self.questioning.add_to_menu)
        self.keeping.menu_wanted.connect(self.correcting.add_to_menu)
        self.keeping.menu_wanted.connect(self.chaptering.add_to_menu)
        self.chaptering.changed.connect(self.shelf.look)
        self.correcting.changed.connect(self.shelf.look)
        self.questioning.changed.connect(self.shelf.look)
        self.asking.answer_wanted.connect(self.navigation.go_to_hit)
        asked = (self.questioning, self.correcting, self.chaptering)
        for doer in (self.keeping, self.pinning, *asked):
            doer.undo_offered.connect(partial(self.undoing.offer, doer.undo))
        self.doubts.audio_wanted.connect(adding.find_audio)
        window.page_shown.connect(
            lambda page: self.doubts.look() if page == READING else self.doubts.leave()
        )
        adding.changed.connect(self.shelf.look)
        adding.opened.connect(self.navigation.open)
        adding.removed.connect(self.navigation.leave)
        adding.removed.connect(self.aligning.forget)
        adding.refused.connect(self.navigation.show_refused)
        window.problem.files_wanted.connect(adding.choose_files)
        window.problem.back_wanted.connect(self.navigation.leave_problem)
        self.hearing.audio_wanted.connect(adding.find_audio)
        self.reading.audio_wanted.connect(adding.find_audio)
        self.timing.subtitles_wanted.connect(adding.find_times)
        self.timing.undo_wanted.connect(self.undoing.undo)
        self.looks.changed.connect(self.idle_aligning.apply)
        self.hearing.started.connect(window.reading.view.follow)
        self.library_search.began.connect(self.navigation.remember)
        self.library_search.hit_wanted.connect(self.navigation.go_to_hit)
        self.library_search.left.connect(self.navigation.return_from_search)
        self.episode_search.library_wanted.connect(self.library_search.open)
        self.episode_search.play_wanted.connect(self.navigation.play_text)

    def _connect_actions(self) -> None:
        window, hearing, reading, looks = self.window, self.hearing, self.reading, self.looks
        show = self.navigation.show_page
        wishes: dict[str, Callable[[], object]] = {
            "play": hearing.toggle_play,
            "back_step": partial(hearing.step, -1),
            "forward_step": partial(hearing.step, 1),
            "back_second": partial(self.session.step, -1_000),
            "forward_second": partial(self.session.step, 1_000),
            "skip_back": hearing.skip_back,
            "skip_forward": hearing.skip_forward,
            "previous_line": partial(reading.step_paragraph, -1),
            "next_line": partial(reading.step_paragraph, 1),
            "repeat": partial(reading.step_paragraph, 0),
            "slower": partial(hearing.change_speed, -1),
            "faster": partial(hearing.change_speed, 1),
            "normal_speed": partial(hearing.set_speed, 1.0),
            "mute": hearing.toggle_mute,
            "quieter": partial(hearing.change_volume, -1),
            "louder": partial(hearing.change_volume, 1),
            "go_to_time": hearing.go_to_time,
            "follow": reading.follow_voice,
            "caret": reading.toggle_caret,
            "pin": self.linking.pin,
            "link": self.linking.toggle,
            "jump_back": self.session.go_back,
            "jump_forward": self.session.go_forward,
            "bigger": partial(looks.change_text_size, 1),
            "smaller": partial(looks.change_text_size, -1),
            "normal_size": looks.reset_text_size,
            "find": self.episode_search.open,
            "search": self.library_search.open,
            "next_place": partial(self._step_place, 1),
            "previous_place": partial(self._step_place, -1),
            "next_question": partial(reading.step_question, 1),
            "previous_question": partial(reading.step_question, -1),
            "panel": window.toggle_panel,
            "bookmark": self.keeping.keep,
            "bookmark_note": partial(self.keeping.keep, with_note=True),
            "next_bookmark": partial(self.keeping.step, 1),
            "previous_bookmark": partial(self.keeping.step, -1),
            "copy_citation": self.keeping.copy_citation,
            "correct": self.correcting.correct,
            "export": self._export,
            "undo": self.undoing.undo,
            "open": self.adding.choose_files,
            "show_reading": partial(show, READING),
            "show_library": partial(show, LIBRARY),
            "show_bookmarks": partial(show, BOOKMARKS),
            "settings": looks.show_settings,
            "keys": self.keys.show,
            "full_screen": window.toggle_full_screen,
            "leave": self._leave,
            "quit": window.close,
        }
        for name, wish in wishes.items():
            self.actions[name].triggered.connect(lambda _on=False, wish=wish: wish())

    def _step_place(self, by: int) -> None:
        if self.episode_search.is_open:
            self.episode_search.step(by)
        elif self.library_search.is_open:
            self.library_search.step(by)

    def _leave(self) -> None:
        """Close what is on top, and at last go back to the text."""
        if self.window.is_drawer_open:
            self.window.show_panel(False)
        elif self.episode_search.is_open:
            self.episode_search.close()
        elif self.library_search.is_open:
            self.library_search.leave()
        elif self.window.isFullScreen():
            self.window.toggle_full_screen()
        elif self.window.page == PROBLEM:
            self.navigation.leave_problem()
        elif self.notices.banner is not None:
            self.notices.clear()
        else:
            self.window.reading.view.setFocus()

    def _export(self) -> None:
        if self.session.shown is not None:
            self.adding.export(self.session.shown.recording)

    # ---- where listening stopped -------------------------------------------------------------
    @Slot(str, int, object)
    def _on_listening_changed(self, recording_id: str, position_ms: int, heard: Ranges) -> None:
        self._last_listening = (recording_id, position_ms, heard)
        if not self._watched.read_only and not self._is_closed:
            self._library_jobs.run(
                lambda library, _p: library.listening.save(recording_id, position_ms, heard),
                failed=self._on_position_not_kept,
            )

    def _on_position_not_kept(self, error: AppError) -> None:
        """Positions are saved every few seconds: one sentence is enough."""
        if self.notices.banner is None:
            self.notices.fail(error)

    def _save_last_position(self) -> None:
        """Keep the position at the very end, when no worker is left to do it."""
        if self._last_listening is None or self._watched.read_only:
            return
        try:
            self._watched.listening.save(*self._last_listening)
        except AppError as error:
            log.warning("The last position was not kept: %s", error)

    def _save_correction(self) -> None:
        """Keep what was being typed into the text when the window was closed."""
        unsaved = self.correcting.unsaved
        if unsaved is None or self._watched.read_only:
            return
        try:
            correct(self._watched, *unsaved)
        except AppError as error:
            log.warning("A correction was not kept: %s", error)


def _make_window(covers: Covers) -> MainWindow:
    return MainWindow(
        welcome=WelcomePanel(readable_formats()),
        sidebar=SidebarPanel(),
        rail=RailPanel(),
        results=ResultsPanel(covers.of),
        reading=ReadingPanel(),
        library=LibraryPanel(covers.of),
        bookmarks=BookmarksPanel(_("All bookmarks"), is_page=True, pictures=covers.of),
        places=PlacesPanel(),
        player_bar=PlayerBar(),
        problem=ProblemPanel(),
    )


class NoDisplay(AppError):
    """A window is wanted on a machine without a screen."""


def open_window(
    where: Places,
    files: Sequence[Path] = (),
    *,
    recording_id: str | None = None,
    at_ms: int | None = None,
    question: int | None = None,
    sample: bool = False,
) -> int:
    """Open the window and return the exit code when it is closed.

    ``files`` are added and the first is opened; else ``recording_id`` is, or the sample.
    ``question`` counts the questions of the episode from 1.
    """
    if not _has_display():
        raise NoDisplay(
            _("There is no screen to open the window on."),
            hint=_("“earmark tour” drives the same window without one."),
        )
    application = make_application()
    player = QtPlayer()

    def build(there: Places) -> Earmark:
        return Earmark(application, there, player)

    earmark = open_somewhere(application, where, build) if _is_seen(application) else build(where)
    sys.excepthook = partial(_on_crash, earmark)
    earmark.start()

    def opened(recording: str) -> None:
        go = partial(earmark.navigation.go_to_question, question)
        earmark.navigation.open(recording, at_ms=at_ms, then=go)

    if files:
        earmark.adding.add(list(files), opened)
    elif recording_id is not None:
        opened(recording_id)
    elif sample:
        earmark.adding.add_sample(opened)
    code = application.exec()
    earmark.close()
    return code


def tour(into: Path, say: Callable[[str], None]) -> int:
    """Drive the real window through the main job on the sample; 0 when every step held.

    ``say`` gets a line on each step; the pictures go into ``into``.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    with tempfile.TemporaryDirectory(prefix="earmark-tour-") as scratch:
        earmark = Earmark(application, places(Path(scratch)), QtPlayer())
        earmark.start()
        try:
            tourist = Tourist(
                earmark.window, earmark.session, earmark.actions, earmark.adding, into
            )
            return take_tour(tourist, say)
        finally:
            earmark.window.close()


def _has_display() -> bool:
    """Return whether Qt will find a screen; without one it ends the program."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _is_seen(application: QApplication) -> bool:
    """Return whether somebody could answer a window; else problems go to the terminal alone."""
    return application.platformName() not in ("offscreen", "minimal")


def make_application() -> QApplication:
    """Return the application, dressed and with Qt's messages going to the log."""
    qInstallMessageHandler(_log_qt_message)
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("earmark")
    application.setApplicationDisplayName("Earmark")
    application.setDesktopFileName("earmark")
    KeyGuard(application)
    return application


def _on_crash(
    earmark: Earmark,
    _kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Log a bug with its traceback and say so in the window, once control is back there."""
    if isinstance(error, KeyboardInterrupt):
        earmark.window.close()
        return
    log.critical("A bug.", exc_info=(type(error), error, trace))
    QTimer.singleShot(0, partial(earmark.report_crash, error))


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt_message(kind: QtMsgType, _context: object, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
