"""Chapters in the window: the offer to take those the notes list, the list of them, undo."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu

from desktop_app.i18n import _, ngettext
from desktop_app.library import Library
from desktop_app.progress import Progress
from desktop_app.transcript.chapters import Chapter
from desktop_app.ui.dialogs.chapters_dialog import ChaptersDialog, OfferDialog
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.session import Session
from desktop_app.workflows.offering import Answer, answer_offer, take_back
from desktop_app.workflows.opening import OpenRecording, open_recording

_LOOK, _NOT_NOW = 0, 1
Chapters = tuple[Chapter, ...]


class Chaptering(QObject):
    """A quiet line says that the notes list times; nothing is taken without a look."""

    changed = Signal()  # the chapters of a recording, or what is offered
    undo_offered = Signal()  # something was done that ``undo`` takes back

    def __init__(
        self, session: Session, library_jobs: LibraryJobs, notices: Notices, panel: ReadingPanel
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._jobs = library_jobs
        self._notices = notices
        self._panel = panel
        self._done: list[Answer] = []
        panel.offer_chosen.connect(self._on_offer_chosen)
        session.shown_changed.connect(self._on_shown_changed)

    @Slot()
    def look(self) -> None:
        """Show what the notes list, each to be chosen."""
        shown = self._session.shown
        if shown is None or not shown.offered_chapters:
            return
        offered = shown.offered_chapters
        dialog = OfferDialog(offered, self._panel.window())
        dialog.declined.connect(partial(self._answer, shown.recording.id, offered, ()))
        if dialog.exec():
            self._answer(shown.recording.id, offered, dialog.chosen)

    @Slot()
    def show_chapters(self) -> None:
        """List the chapters of the shown episode; a click plays from there."""
        shown = self._session.shown
        if shown is None or not shown.recording.chapters:
            return
        dialog = ChaptersDialog(shown.recording.chapters, self._panel.window())
        dialog.chapter_chosen.connect(self._play)
        dialog.open()

    @Slot(object, int, int)
    def add_to_menu(self, menu: QMenu, _segment: int, _offset: int) -> None:
        """Put what concerns chapters into the menu of a line."""
        shown = self._session.shown
        if shown is not None and shown.recording.chapters:
            menu.addAction(_("Chapters…")).triggered.connect(self.show_chapters)
        elif shown is not None and shown.offered_chapters:
            menu.addAction(_("Chapters from the notes…")).triggered.connect(self.look)

    def undo(self) -> bool:
        """Take back the last answer to an offer; False when there was none."""
        if not self._done:
            return False

        def done(opened: OpenRecording) -> None:
            self._notices.say(_("The chapters are as they were"))
            self._session.renew(opened)
            self.changed.emit()

        self._jobs.run(partial(_take_back, answer=self._done.pop()), done)
        return True

    def _answer(self, recording_id: str, offered: Chapters, taken: Chapters) -> None:
        def done(outcome: tuple[Answer, OpenRecording]) -> None:
            answer, opened = outcome
            self._done.append(answer)
            self._session.renew(opened)
            count = len(answer.taken)
            words = _("These times are not offered again")
            if count:
                words = ngettext(
                    "Took {n} chapter from the notes", "Took {n} chapters from the notes", count
                ).format(n=count)
            self._notices.say(words, (_("Undo"), self.undo))
            self.undo_offered.emit()
            self.changed.emit()

        work = partial(_keep_answer, recording_id=recording_id, offered=offered, taken=taken)
        self._jobs.run(work, done)

    def _play(self, chapter: Chapter) -> None:
        self._panel.view.follow()
        reason = _("Jumped to “{chapter}”").format(chapter=chapter.title)
        self._session.jump(chapter.start_ms, reason, play=True)

    @Slot()
    def _on_shown_changed(self) -> None:
        shown = self._session.shown
        count = len(shown.offered_chapters) if shown is not None else 0
        words = ngettext("The notes list {n} time.", "The notes list {n} times.", count)
        self._panel.show_offer(words.format(n=count) if count else None)

    @Slot(int)
    def _on_offer_chosen(self, place: int) -> None:
        shown = self._session.shown
        if place == _LOOK:
            self.look()
        elif shown is not None and place == _NOT_NOW:
            self._answer(shown.recording.id, shown.offered_chapters, ())


def _keep_answer(
    library: Library,
    _progress: Progress,
    *,
    recording_id: str,
    offered: Chapters,
    taken: Chapters,
) -> tuple[Answer, OpenRecording]:
    answer = answer_offer(library, recording_id, offered, taken)
    return answer, open_recording(library, recording_id)


def _take_back(library: Library, _progress: Progress, *, answer: Answer) -> OpenRecording:
    take_back(library, answer)
    return open_recording(library, answer.recording_id)
