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

from desktop_app.bookmarks import Bookmark
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.jobs import Jobs
from desktop_app.library import Library, open_library
from desktop_app.library.listening import Ranges
from desktop_app.paths import Places, places
from desktop_app.player.base import Player
from desktop_app.player.qt_player import QtPlayer
from desktop_app.progress import Progress
from desktop_app.search.query import Hit
from desktop_app.settings import Settings, SettingsFile
from desktop_app.transcript.formats import readable_formats
from desktop_app.transcript.lookup import moment_at
from desktop_app.ui.actions import Actions, KeyGuard
from desktop_app.ui.adding import Adding
from desktop_app.ui.dialogs.crash_dialog import CrashDialog
from desktop_app.ui.dialogs.keys_dialog import KeysDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.hearing import Hearing
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.main_window import WELCOME, MainWindow
from desktop_app.ui.models.recording_rows import recording_rows
from desktop_app.ui.panels.bookmarks_panel import BookmarksPanel
from desktop_app.ui.panels.library_panel import LibraryPanel
from desktop_app.ui.panels.places_panel import PlacesPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.panels.results_panel import ResultsPanel
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY, READING, SidebarPanel
from desktop_app.ui.panels.welcome_panel import WelcomePanel
from desktop_app.ui.reading import Reading
from desktop_app.ui.searching import EpisodeSearch, LibrarySearch
from desktop_app.ui.session import Jump, Place, Session
from desktop_app.ui.shelf import Shelf
from desktop_app.ui.theme import apply_theme, wanted_theme
from desktop_app.ui.tour import Tourist, take_tour
from desktop_app.ui.widgets.player_bar import PlayerBar
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.workflows.opening import OpenRecording, open_recording

log = logging.getLogger(__name__)

_MOST_TEXT, _LEAST_TEXT, _USUAL_TEXT = 28, 14, 17


class Earmark(QObject):
    """One window and what it stands on. ``start`` shows it, ``close`` ends everything in order."""

    def __init__(self, application: QApplication, where: Places, player: Player) -> None:
        super().__init__(application)
        self._application = application
        self._places = where
        self._watched: Library = open_library(where.database, backups=where.backups)
        self.settings = SettingsFile(where.settings)
        self.jobs = Jobs(self)
        self.session = Session(player, self)
        self.window = self._make_window()
        self.notices = self.window.notices
        self._library_jobs = LibraryJobs(self.jobs, where, self.notices.fail)
        self.shelf = Shelf(self._watched, self._library_jobs, self)
        self._opening: Progress | None = None
        self._is_closed = False
        self._last_listening: tuple[str, int, Ranges] | None = None
        window = self.window
        self.reading = Reading(self.session, window.reading, window.places, window)
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
        self.library_search = LibrarySearch(window, self.session, self.shelf, self.jobs, where)
        self.episode_search = EpisodeSearch(window, self.session)
        self.actions = Actions(window)
        self._connect_parts()
        self._connect_panels()
        self._connect_actions()
        self._apply(self.settings.value)
        self.hearing.apply(self.settings.value)
        window.restore_state(where.window_state)

    # ---- life --------------------------------------------------------------------------------
    def start(self) -> None:
        """Show the window; the library is read behind it."""
        self.window.show()
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
        self.session.player.pause()
        self.session.save()
        self.window.save_state(self._places.window_state)
        self.library_search.close()
        self.session.player.close()
        self.jobs.close()
        self._save_last_position()
        self._watched.close()

    def open(
        self,
        recording_id: str,
        *,
        at_ms: int | None = None,
        then: Callable[[OpenRecording], None] = lambda _opened: None,
    ) -> None:
        """Read a recording and show it; the newest wish wins. ``at_ms``: the sound goes there."""
        if self._opening is not None:
            self._opening.cancel()

        def done(opened: OpenRecording) -> None:
            self._opening = None
            self.session.show(opened)
            self.window.show_page(READING)
            if at_ms is not None:
                self.session.jump(at_ms, _("Opened at a time"), error_ms=None)
            then(opened)

        self._opening = self._library_jobs.run(
            lambda library, _progress: open_recording(library, recording_id), done
        )

    def report_crash(self, error: BaseException) -> None:
        """Say in one dialog that something nobody foresaw has happened."""
        details = "".join(traceback.format_exception(error))
        CrashDialog(details, str(self._places.log), self.window).open()

    # ---- building ----------------------------------------------------------------------------
    def _make_window(self) -> MainWindow:
        return MainWindow(
            welcome=WelcomePanel(readable_formats()),
            sidebar=SidebarPanel(),
            results=ResultsPanel(),
            reading=ReadingPanel(),
            library=LibraryPanel(),
            bookmarks=BookmarksPanel(_("All bookmarks")),
            places=PlacesPanel(),
            player_bar=PlayerBar(),
        )

    def _connect_parts(self) -> None:
        self.jobs.crashed.connect(self.report_crash)
        self.session.jumped.connect(self._on_jumped)
        self.session.place_wanted.connect(self._on_place_wanted)
        self.session.listening_changed.connect(self._on_listening_changed)
        self.session.shown_changed.connect(self._show_episode_button)
        self.session.heard_changed.connect(self._show_library)
        self.shelf.changed.connect(self._on_shelf_changed)
        self.keeping.changed.connect(self.shelf.look)
        self.keeping.elsewhere_wanted.connect(self._on_bookmark_elsewhere)
        self.adding.changed.connect(self.shelf.look)
        self.adding.opened.connect(self.open)
        self.adding.removed.connect(self._on_removed)
        self.hearing.setting_changed.connect(self._change_setting)
        self.hearing.audio_wanted.connect(self.adding.find_audio)
        self.library_search.hit_wanted.connect(self._on_hit_wanted)
        self.episode_search.library_wanted.connect(self.library_search.open)
        self.episode_search.play_wanted.connect(self._on_play_wanted)

    def _connect_panels(self) -> None:
        window = self.window
        window.closing.connect(self.close)
        window.files_dropped.connect(self.adding.add)
        window.welcome.files_wanted.connect(self.adding.choose_files)
        window.welcome.folder_wanted.connect(self.adding.choose_folder)
        window.welcome.sample_wanted.connect(self.adding.add_sample)
        window.sidebar.page_wanted.connect(self._on_page_wanted)
        window.sidebar.show_wanted.connect(self._on_show_wanted)
        window.sidebar.add_wanted.connect(self.adding.choose_files)
        window.sidebar.keys_wanted.connect(self._show_keys)
        window.sidebar.settings_wanted.connect(self._show_settings)
        window.library.recording_chosen.connect(self.open)
        window.library.recording_played.connect(self._play_recording)
        window.library.audio_wanted.connect(self.adding.find_audio)
        window.library.remove_wanted.connect(self.adding.remove)
        header, bar = window.reading.header, window.player_bar
        header.find_wanted.connect(self.episode_search.open)
        header.look_wanted.connect(self._show_settings)
        header.panel_wanted.connect(window.show_panel)
        window.reading.view.size_step_wanted.connect(self._change_text_size)
        bar.previous_wanted.connect(partial(self.reading.step_question, -1))
        bar.next_wanted.connect(partial(self.reading.step_question, 1))
        bar.bookmark_wanted.connect(self.keeping.keep)

    def _connect_actions(self) -> None:
        window, hearing, reading = self.window, self.hearing, self.reading
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
            "jump_back": self.session.go_back,
            "jump_forward": self.session.go_forward,
            "bigger": partial(self._change_text_size, 1),
            "smaller": partial(self._change_text_size, -1),
            "normal_size": partial(self._change_setting, "reading_size", _USUAL_TEXT),
            "find": self.episode_search.open,
            "search": self.library_search.open,
            "next_place": partial(self._step_place, 1),
            "previous_place": partial(self._step_place, -1),
            "next_question": partial(reading.step_question, 1),
            "previous_question": partial(reading.step_question, -1),
            "panel": lambda: window.show_panel(not window.is_panel_shown),
            "bookmark": self.keeping.keep,
            "bookmark_note": partial(self.keeping.keep, with_note=True),
            "next_bookmark": partial(self.keeping.step, 1),
            "previous_bookmark": partial(self.keeping.step, -1),
            "copy_citation": self.keeping.copy_citation,
            "export": self._export,
            "undo": self.keeping.undo,
            "open": self.adding.choose_files,
            "show_reading": partial(self._on_page_wanted, READING),
            "show_library": partial(self._on_page_wanted, LIBRARY),
            "show_bookmarks": partial(self._on_page_wanted, BOOKMARKS),
            "settings": self._show_settings,
            "keys": self._show_keys,
            "full_screen": window.toggle_full_screen,
            "leave": self._leave,
            "quit": window.close,
        }
        for name, wish in wishes.items():
            self.actions[name].triggered.connect(lambda _on=False, wish=wish: wish())

    # ---- what the library holds --------------------------------------------------------------
    @Slot()
    def _on_shelf_changed(self) -> None:
        contents = self.shelf.contents
        self._show_library()
        self.window.sidebar.show_counts(len(contents.entries), len(contents.bookmarks))
        self.window.sidebar.show_shows(contents.shows)
        is_empty = not contents.entries and self.session.shown is None
        if is_empty:
            self.window.show_page(WELCOME)
        elif self.window.page == WELCOME:
            self.window.show_page(LIBRARY if self.session.shown is None else READING)
        for opened in {o.recording.id: o for o in self._open_recordings()}.values():
            self._renew(opened)

    def _open_recordings(self) -> list[OpenRecording]:
        return [o for o in (self.session.shown, self.session.heard) if o is not None]

    def _renew(self, opened: OpenRecording) -> None:
        """Read an open recording again if the library now has another version of it."""
        recording_id = opened.recording.id
        entry = self.shelf.contents.entry(recording_id)
        if entry is None:
            return
        kept = [b for b in self.shelf.contents.bookmarks if b.recording_id == recording_id]
        known = [one.bookmark for one in opened.bookmarks]
        if entry.revision != opened.recording.revision or kept != known:
            self._library_jobs.run(
                lambda library, _progress: open_recording(library, recording_id),
                self.session.renew,
            )

    def _show_library(self) -> None:
        heard = self.session.heard
        playing = heard.recording.id if heard else None
        contents = self.shelf.contents
        rows = recording_rows(contents.entries, contents.positions_ms, playing)
        self.window.library.show_recordings(rows)
        self._show_episode_button()

    @Slot()
    def _show_episode_button(self) -> None:
        shown = self.session.shown
        if shown is None:
            self.window.sidebar.show_episode("", "", 0, "")
            return
        heard = self.session.heard
        contents = self.shelf.contents
        entry = contents.entry(shown.recording.id)
        rows = recording_rows(
            [entry] if entry else [],
            contents.positions_ms,
            heard.recording.id if heard else None,
        )
        share, left = (rows[0].heard, rows[0].state) if rows else (0.0, "")
        recording = shown.recording
        self.window.sidebar.show_episode(recording.title, recording.show or "", share, left)

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

    # ---- going places ------------------------------------------------------------------------
    @Slot(str)
    def _on_page_wanted(self, page: str) -> None:
        if page == READING and self.session.shown is None:
            return
        if page == LIBRARY:
            self.window.library.show_only(None)
        if not self.shelf.contents.entries and self.session.shown is None:
            page = WELCOME
        self.window.show_page(page)

    @Slot(str)
    def _on_show_wanted(self, show: str) -> None:
        self.window.library.show_only(show)
        self.window.show_page(LIBRARY)

    @Slot(str)
    def _play_recording(self, recording_id: str) -> None:
        def play(opened: OpenRecording) -> None:
            if not self.session.is_shown_heard:
                self.session.load(opened)
            self.session.player.play()

        self.open(recording_id, then=play)

    @Slot(object)
    def _on_place_wanted(self, place: Place) -> None:
        self.open(place.recording_id, at_ms=place.moment_ms)

    @Slot(object, bool)
    def _on_hit_wanted(self, hit: Hit, is_played: bool) -> None:
        def go(opened: OpenRecording) -> None:
            segment = opened.transcript.segments[hit.segment]
            offset = max(0, segment.text.find(hit.sentence))
            self.window.reading.view.show_segment(hit.segment, offset)
            if is_played and hit.start_ms is not None:
                self.window.reading.view.follow()
                reason = _("Jumped to a place that was found")
                self.session.jump(hit.start_ms, reason, error_ms=hit.error_ms, play=True)

        self._with_shown(hit.recording_id, go)

    @Slot(object, bool)
    def _on_bookmark_elsewhere(self, bookmark: Bookmark, is_played: bool) -> None:
        go = partial(self.keeping.go_to, bookmark, is_played=is_played)
        self.open(bookmark.recording_id, then=lambda _opened: go())

    def _with_shown(self, recording_id: str, go: Callable[[OpenRecording], None]) -> None:
        """Do something with a recording once it is on the page."""
        shown = self.session.shown
        if shown is not None and shown.recording.id == recording_id:
            self.window.show_page(READING)
            go(shown)
        else:
            self.open(recording_id, then=go)

    @Slot(int, int)
    def _on_play_wanted(self, segment: int, offset: int) -> None:
        shown = self.session.shown
        moment_ms = moment_at(shown.transcript.segments[segment], offset) if shown else None
        if moment_ms is not None:
            self.window.reading.view.play_from.emit(moment_ms)

    @Slot(object)
    def _on_jumped(self, jump: Jump) -> None:
        self.notices.say(jump.reason, (_("Back"), self.session.go_back), icon_name="rotate-ccw")

    @Slot(str)
    def _on_removed(self, recording_id: str) -> None:
        shown = self.session.shown
        if shown is not None and shown.recording.id == recording_id:
            self.session.close_shown()
            self.window.show_page(LIBRARY)

    def _step_place(self, by: int) -> None:
        if self.episode_search.is_open:
            self.episode_search.step(by)
        elif self.library_search.is_open:
            self.library_search.step(by)

    def _leave(self) -> None:
        """Close what is on top, and at last go back to the text."""
        if self.episode_search.is_open:
            self.episode_search.close()
        elif self.library_search.is_open:
            self.library_search.leave()
        elif self.window.isFullScreen():
            self.window.toggle_full_screen()
        elif self.notices.banner is not None:
            self.notices.clear()
        else:
            self.window.reading.view.setFocus()

    def _export(self) -> None:
        if self.session.shown is not None:
            self.adding.export(self.session.shown.recording)

    # ---- looks -------------------------------------------------------------------------------
    @Slot(str, object)
    def _change_setting(self, name: str, value: object) -> None:
        try:
            settings = self.settings.change(**{name: value})
        except AppError as error:
            self.notices.fail(error)
            settings = self.settings.value
        if name not in ("speed", "volume"):
            self._apply(settings)
            self.hearing.apply(settings)

    def _change_text_size(self, by: int) -> None:
        size = self.settings.value.reading_size + by
        self._change_setting("reading_size", max(_LEAST_TEXT, min(_MOST_TEXT, size)))

    def _apply(self, settings: Settings) -> None:
        apply_theme(self._application, wanted_theme(settings.theme, self._application.styleHints()))
        view = self.window.reading.view
        view.set_look(
            ReadingLook(
                size_px=settings.reading_size, serif=settings.serif, measure=settings.measure
            )
        )
        view.set_reduced_motion(settings.reduced_motion)
        view.set_click_plays(settings.click_seeks)

    @Slot()
    def _show_settings(self) -> None:
        dialog = SettingsDialog(self.settings.value, self.window)
        dialog.changed.connect(self._change_setting)
        dialog.open()

    @Slot()
    def _show_keys(self) -> None:
        KeysDialog(self.window).open()


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
    application = _application()
    earmark = Earmark(application, where, QtPlayer())
    sys.excepthook = partial(_on_crash, earmark)
    earmark.start()

    def opened(recording: str) -> None:
        earmark.open(recording, at_ms=at_ms, then=partial(_go_to_question, earmark, question))

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
    application = _application()
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


def _application() -> QApplication:
    qInstallMessageHandler(_log_qt_message)
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("earmark")
    application.setApplicationDisplayName("Earmark")
    application.setDesktopFileName("earmark")
    KeyGuard(application)
    return application


def _go_to_question(earmark: Earmark, number: int | None, opened: OpenRecording) -> None:
    if number is None:
        return
    if 1 <= number <= len(opened.questions):
        earmark.reading.play_question(opened.questions[number - 1])
    else:
        count = len(opened.questions)
        earmark.notices.warn(
            _("There is no question {number} in this episode.").format(number=number),
            _("It has {count}.").format(count=count),
        )


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
