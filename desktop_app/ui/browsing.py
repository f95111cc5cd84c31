"""Brings what the library holds to the lists, and new versions of what is open to the page."""

from PySide6.QtCore import QObject, Slot

from desktop_app.ui.covers import Covers
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.main_window import WELCOME, MainWindow
from desktop_app.ui.models.recording_rows import begun_rows, recording_rows
from desktop_app.ui.panels.sidebar_panel import LIBRARY, READING
from desktop_app.ui.question_counts import QuestionCounts
from desktop_app.ui.session import Session
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.opening import OpenRecording, open_recording


class Browsing(QObject):
    """Library page and sidebar, kept in step with the shelf."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        shelf: Shelf,
        library_jobs: LibraryJobs,
        covers: Covers,
        counts: QuestionCounts,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._shelf = shelf
        self._jobs = library_jobs
        self._covers = covers
        self._counts = counts
        counts.changed.connect(self._show_library)
        shelf.changed.connect(self._on_shelf_changed)
        session.shown_changed.connect(self._show_episode)
        session.heard_changed.connect(self._show_library)
        session.playing_changed.connect(self._show_library)
        covers.changed.connect(self._on_covers_changed)

    @Slot()
    def _on_shelf_changed(self) -> None:
        contents, window = self._shelf.contents, self._window
        self._covers.show_entries(contents.entries)
        self._show_library()
        window.sidebar.show_counts(len(contents.entries), len(contents.bookmarks))
        self._show_shows()
        if not contents.entries and self._session.shown is None:
            window.show_page(WELCOME)
        elif window.page == WELCOME:
            window.show_page(LIBRARY if self._session.shown is None else READING)
        opened = (self._session.shown, self._session.heard)
        for recording in {one.recording.id: one for one in opened if one is not None}.values():
            self._renew(recording)

    def _renew(self, opened: OpenRecording) -> None:
        """Read an open recording again if the library now has another version of it."""
        recording_id = opened.recording.id
        entry = self._shelf.contents.entry(recording_id)
        if entry is None:
            return
        kept = [b for b in self._shelf.contents.bookmarks if b.recording_id == recording_id]
        known = [one.bookmark for one in opened.bookmarks]
        edits = self._shelf.contents.question_edits.get(recording_id, ())
        is_edited = edits != tuple(edit.id for edit in opened.question_edits)
        if entry.revision != opened.recording.revision or kept != known or is_edited:
            self._jobs.run(
                lambda library, _progress: open_recording(library, recording_id),
                self._session.renew,
            )

    @Slot()
    def _show_library(self) -> None:
        contents = self._shelf.contents
        rows = recording_rows(
            contents.entries, contents.positions_ms, self._playing_id, self._counts.of
        )
        self._window.library.show_recordings(rows)
        begun = begun_rows(rows, list(contents.positions_ms))
        self._window.library.show_begun(begun, is_sounding=self._session.player.is_playing())
        self._show_episode()

    @Slot()
    def _show_episode(self) -> None:
        """Say in the sidebar what is open and how much of it is left."""
        shown, contents = self._session.shown, self._shelf.contents
        entry = contents.entry(shown.recording.id) if shown else None
        self._window.show_episode(shown.recording.title if shown else "")
        if shown is None or entry is None:
            self._window.sidebar.show_episode("", "", 0, "")
            return
        row = recording_rows([entry], contents.positions_ms, None)[0]
        recording = shown.recording
        self._window.sidebar.show_episode(
            recording.title,
            recording.show or "",
            row.heard,
            row.left or row.state,
            self._covers.of(recording.id),
        )

    def _show_shows(self) -> None:
        """List the shows, each with the picture of its newest episode."""
        contents = self._shelf.contents
        newest: dict[str, str] = {}
        for entry in sorted(contents.entries, key=lambda e: e.published or e.added):
            newest[entry.show or ""] = entry.id
        pictures = {show: self._covers.of(newest[show]) for show, _count in contents.shows}
        self._window.sidebar.show_shows(contents.shows, pictures)

    @Slot()
    def _on_covers_changed(self) -> None:
        self._window.library.show_pictures()
        for panel in (self._window.results, self._window.bookmarks):
            panel.list.viewport().update()
        self._show_shows()
        self._show_episode()

    @property
    def _playing_id(self) -> str | None:
        heard = self._session.heard
        return heard.recording.id if heard else None
