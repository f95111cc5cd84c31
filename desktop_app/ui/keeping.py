"""Bookmarks in the window: keeping a passage, its note, going to it, taking it away, undo."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_app.bookmarks import Bookmark, EpisodeName, Passage, bookmarks_markdown
from desktop_app.errors import AppError
from desktop_app.i18n import _, ngettext
from desktop_app.library import Library
from desktop_app.progress import Progress
from desktop_app.timecode import clock
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Segment
from desktop_app.ui.dialogs.note_dialog import NoteDialog
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.models.bookmark_rows import grouped_rows
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.bookmarks_panel import BookmarksPanel
from desktop_app.ui.panels.places_panel import PlacesPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.session import Session
from desktop_app.ui.shelf import Shelf
from desktop_app.ui.speakers import Speakers
from desktop_app.ui.widgets.passing_menu import PassingMenu
from desktop_app.workflows.bookmarking import add_bookmark


class Keeping(QObject):
    """What the user can do with bookmarks, in the episode and in the list of all of them."""

    changed = Signal()  # a bookmark was kept, changed or deleted
    undo_offered = Signal()  # a bookmark was deleted
    menu_wanted = Signal(object, int, int)  # QMenu of a line, to be added to; segment, character
    elsewhere_wanted = Signal(object, bool)  # Bookmark of a text that is not on screen; play it?

    def __init__(
        self,
        session: Session,
        shelf: Shelf,
        library_jobs: LibraryJobs,
        notices: Notices,
        *,
        reading: ReadingPanel,
        places: PlacesPanel,
        everything: BookmarksPanel,
    ) -> None:
        super().__init__(reading)
        self._session = session
        self._shelf = shelf
        self._jobs = library_jobs
        self._notices = notices
        self._reading = reading
        self._everything = everything
        self._deleted: list[Bookmark] = []
        reading.view.menu_wanted.connect(self._on_menu_wanted)
        self._speakers = Speakers(shelf, library_jobs, self)
        self._speakers.changed.connect(self._show_everything)
        shelf.changed.connect(self._show_everything)
        places.bookmarks.bookmark_chosen.connect(partial(self.go_to, is_played=False))
        places.bookmarks.bookmark_played.connect(partial(self.go_to, is_played=True))
        everything.bookmark_chosen.connect(lambda kept: self.elsewhere_wanted.emit(kept, False))
        everything.bookmark_played.connect(lambda kept: self.elsewhere_wanted.emit(kept, True))
        for panel in (places.bookmarks, everything):
            panel.note_wanted.connect(self.edit_note)
            panel.remove_wanted.connect(self.remove)
            panel.copy_wanted.connect(self._on_copy_wanted)
        places.bookmarks.copy_all_wanted.connect(self._on_copy_shown)
        everything.copy_all_wanted.connect(self._on_copy_everything)

    # ---- wishes ------------------------------------------------------------------------------
    def keep(self, *, with_note: bool = False) -> None:
        """Keep the selected words, else what is being heard, else what is read."""
        shown, heard = self._session.shown, self._session.heard
        passage = self._reading.view.selected_passage
        if passage is not None and shown is not None:
            self._add(shown.recording.id, None, passage, with_note)
        elif heard is not None and self._is_voice_meant:
            self._add(heard.recording.id, self._session.moment_ms, None, with_note)
        elif shown is not None:
            self.keep_line(shown.recording.id, self._place_read, with_note)

    def keep_line(
        self, recording_id: str, place: tuple[int, int] | None, with_note: bool = False
    ) -> None:
        """Keep the paragraph at a place of the text."""
        shown = self._session.shown
        if shown is None or place is None:
            return
        self._add(recording_id, None, self._whole(place[0]), with_note)

    @Slot(object)
    def edit_note(self, bookmark: Bookmark) -> None:
        """Open the note and tags of a bookmark."""
        dialog = NoteDialog(bookmark, self._window())
        if dialog.exec():
            self._jobs.run(
                partial(_change, bookmark_id=bookmark.id, note=dialog.note, tags=dialog.tags),
                lambda _kept: self.changed.emit(),
            )

    @Slot(object)
    def remove(self, bookmark: Bookmark) -> None:
        """Delete a bookmark; a toast and Ctrl+Z bring it back."""

        def done(_removed: Bookmark) -> None:
            self._deleted.append(bookmark)
            self._notices.say(_("Bookmark deleted"), (_("Undo"), self.undo))
            self.undo_offered.emit()
            self.changed.emit()

        self._jobs.run(partial(_remove, bookmark_id=bookmark.id), done)

    def undo(self) -> bool:
        """Bring back the bookmark deleted last; False when there is none."""
        if not self._deleted:
            return False
        bookmark = self._deleted.pop()

        def done(_kept: Bookmark) -> None:
            self._notices.say(_("The bookmark is back"), icon_name="bookmark")
            self.changed.emit()

        def failed(error: AppError) -> None:
            self._deleted.append(bookmark)
            self._notices.fail(error)

        self._jobs.run(partial(_restore, bookmark=bookmark), done, failed)
        return True

    @Slot(object)
    def go_to(self, bookmark: Bookmark, *, is_played: bool) -> None:
        """Show a bookmark's passage; play it too when asked."""
        shown = self._session.shown
        if shown is None or shown.recording.id != bookmark.recording_id:
            self.elsewhere_wanted.emit(bookmark, is_played)
            return
        kept = next((k for k in shown.bookmarks if k.bookmark.id == bookmark.id), None)
        error_ms = 0
        if kept is not None and kept.passage is not None:
            error_ms = shown.transcript.segments[kept.passage.segment].error_ms or 0
            self._reading.view.show_segment(kept.passage.segment, kept.passage.start)
        if is_played and bookmark.start_ms is not None:
            self._reading.view.follow()
            reason = _("Jumped to a bookmark")
            self._session.jump(bookmark.start_ms, reason, error_ms=error_ms, play=True)

    def step(self, by: int) -> None:
        """Show and play the next (1) or previous (-1) bookmark of the episode."""
        shown = self._session.shown
        if shown is None:
            return
        moment_ms = self._session.moment_ms if self._session.is_shown_heard else 0
        timed = [k.bookmark for k in shown.bookmarks if k.bookmark.start_ms is not None]
        timed.sort(key=lambda bookmark: bookmark.start_ms or 0)
        if by > 0:
            ahead = [b for b in timed if (b.start_ms or 0) > moment_ms]
        else:
            ahead = [b for b in timed if (b.start_ms or 0) < moment_ms - 1_000][::-1]
        if ahead:
            self.go_to(ahead[0], is_played=True)

    def copy_citation(self) -> None:
        """Copy the selected words, or the line at the voice, with where they are from."""
        view = self._reading.view
        passage = view.selected_passage or self._whole(view.current_segment)
        if passage is not None:
            self._copy_passage(passage)

    # ---- within ------------------------------------------------------------------------------
    def _whole(self, segment: int | None) -> Passage | None:
        """Return all of a paragraph of the shown text."""
        shown = self._session.shown
        if shown is None or segment is None:
            return None
        return Passage(segment, 0, segment, len(shown.transcript.segments[segment].text))

    def _copy_passage(self, passage: Passage) -> None:
        shown = self._session.shown
        if shown is None:
            return
        segments = shown.transcript.segments
        first, last = segments[passage.segment], segments[passage.segment_to]
        if first is last:
            words = first.text[passage.start : passage.end]
        else:
            between = [s.text for s in segments[first.index + 1 : last.index] if s.is_speech]
            parts = [first.text[passage.start :], *between, last.text[: passage.end]]
            words = "\n\n".join(parts)
        self._copy(words, first, moment_at(first, passage.start))

    @property
    def _is_voice_meant(self) -> bool:
        """Whether what is heard is kept, and not what is read.

        In a text without times nothing is marked, and without sound nothing is heard.
        """
        heard = self._session.heard
        if heard is None or self._session.player.is_playing():
            return heard is not None
        audio, view = heard.recording.audio, self._reading.view
        can_be_heard = audio is not None and audio.exists()
        has_no_times = bool(heard.transcript.segments) and view.current_segment is None
        return self._session.is_shown_heard and (can_be_heard or not has_no_times)

    @property
    def _place_read(self) -> tuple[int, int] | None:
        """Where the reading cursor is, else the first paragraph in view."""
        shown, view = self._session.shown, self._reading.view
        if view.reading_place is not None or shown is None:
            return view.reading_place
        spoken = (s.index for s in shown.transcript.segments if s.is_speech)
        return next(((index, 0) for index in spoken if (view.segment_top(index) or -1) >= 0), None)

    def _window(self) -> QWidget:
        return self._reading.window()

    def _add(
        self, recording_id: str, at_ms: int | None, passage: Passage | None, with_note: bool
    ) -> None:
        def done(bookmark: Bookmark) -> None:
            self.changed.emit()
            if with_note:
                self.edit_note(bookmark)
                return
            at_ms = bookmark.start_ms
            words = _("Bookmarked")
            if at_ms is not None:
                words = _("Bookmarked {time}").format(time=clock(at_ms))
            way = (_("Add a note"), partial(self.edit_note, bookmark))
            self._notices.say(words, way, icon_name="bookmark")

        self._jobs.run(partial(_add, recording_id=recording_id, at_ms=at_ms, passage=passage), done)

    def _copy(self, words: str, segment: Segment, moment_ms: int | None) -> None:
        shown = self._session.shown
        if shown is None:
            return
        about = "≈ " if segment.is_estimated else ""
        when = f"{about}{clock(moment_ms)}" if moment_ms is not None else ""
        recording = shown.recording
        source = ", ".join(p for p in (segment.speaker, recording.title, recording.show, when) if p)
        QGuiApplication.clipboard().setText(f"“{words}”\n— {source}")
        self._notices.say(_("Copied with citation"), icon_name="copy")

    @Slot(int, int, QPoint)
    def _on_menu_wanted(self, segment: int, offset: int, point: QPoint) -> None:
        shown = self._session.shown
        if shown is None:
            return
        view = self._reading.view
        line = shown.transcript.segments[segment]
        moment_ms = moment_at(line, offset)
        menu = PassingMenu(view)
        play = menu.addAction(_("Play from here"))
        play.setEnabled(moment_ms is not None)
        if moment_ms is not None:
            play.triggered.connect(lambda: view.play_from.emit(moment_ms))
        menu.addSeparator()
        if view.selected_passage is not None:
            menu.addAction(_("Bookmark the selection"), self.keep)
            menu.addAction(_("Copy"), view.copy)
        else:
            recording_id = shown.recording.id
            menu.addAction(
                _("Bookmark this paragraph"),
                lambda: self.keep_line(recording_id, (segment, offset)),
            )
        passage = view.selected_passage or self._whole(segment)
        if passage is not None:
            menu.addAction(_("Copy with citation"), partial(self._copy_passage, passage))
        self.menu_wanted.emit(menu, segment, offset)
        menu.exec(point)

    @Slot()
    def _show_everything(self) -> None:
        groups: dict[str, list[Bookmark]] = {}
        for bookmark in self._shelf.contents.bookmarks:
            groups.setdefault(bookmark.recording_id, []).append(bookmark)
        entries = {entry.id: entry for entry in self._shelf.contents.entries}
        named = []
        for recording_id, bookmarks in groups.items():
            entry = entries.get(recording_id)
            if entry is not None:
                named.append((recording_id, entry.title, entry.show or "", bookmarks))
        self._everything.show_bookmarks(grouped_rows(named, self._speakers.of))

    @Slot(object)
    def _on_copy_wanted(self, bookmark: Bookmark) -> None:
        entry = self._shelf.contents.entry(bookmark.recording_id)
        source = ", ".join(
            part
            for part in (
                entry.title if entry else "",
                (entry.show or "") if entry else "",
                clock(bookmark.start_ms) if bookmark.start_ms is not None else "",
            )
            if part
        )
        QGuiApplication.clipboard().setText(f"“{bookmark.quote}”\n— {source}")
        self._notices.say(_("Copied with citation"), icon_name="copy")

    @Slot()
    def _on_copy_shown(self) -> None:
        if self._session.shown is not None:
            self._copy_all([kept.bookmark for kept in self._session.shown.bookmarks])

    @Slot()
    def _on_copy_everything(self) -> None:
        self._copy_all(list(self._shelf.contents.bookmarks))

    def _copy_all(self, bookmarks: list[Bookmark]) -> None:
        names = {
            entry.id: EpisodeName(entry.title, entry.show) for entry in self._shelf.contents.entries
        }
        known = [bookmark for bookmark in bookmarks if bookmark.recording_id in names]
        QGuiApplication.clipboard().setText(bookmarks_markdown(known, names))
        words = ngettext("Copied {n} bookmark", "Copied {n} bookmarks", len(known))
        self._notices.say(words.format(n=len(known)), icon_name="copy")


def _add(
    library: Library,
    _progress: Progress,
    *,
    recording_id: str,
    at_ms: int | None,
    passage: Passage | None,
) -> Bookmark:
    return add_bookmark(library, recording_id, at_ms, passage=passage)


def _change(
    library: Library, _progress: Progress, *, bookmark_id: str, note: str, tags: tuple[str, ...]
) -> Bookmark:
    return library.bookmarks.update(bookmark_id, note=note, tags=tags)


def _remove(library: Library, _progress: Progress, *, bookmark_id: str) -> Bookmark:
    return library.bookmarks.remove(bookmark_id)


def _restore(library: Library, _progress: Progress, *, bookmark: Bookmark) -> Bookmark:
    return library.bookmarks.add(bookmark)
