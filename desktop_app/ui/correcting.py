"""Correcting the text: F2 opens an editor over a paragraph; what is saved there can be undone."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop_app.errors import AppError
from desktop_app.i18n import _, ngettext
from desktop_app.library import Library
from desktop_app.progress import Progress
from desktop_app.transcript.corrections import Correction, alike
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.pinning import Pinning
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.paragraph_editor import ABOVE_PX, BELOW_PX, SIDE_PX, ParagraphEditor
from desktop_app.workflows.correcting import (
    Corrected,
    Line,
    correct,
    exchange_corrections,
    save_patch,
)
from desktop_app.workflows.opening import OpenRecording

_AROUND_PX = 12  # between the editor and the text around it

Lines = dict[int, tuple[Line, Line]]


class Correcting(QObject):
    """One editor at a time. The text shows what was corrected once the library has it."""

    changed = Signal()  # the text was corrected, or a correction taken back
    undo_offered = Signal()

    def __init__(
        self,
        session: Session,
        library_jobs: LibraryJobs,
        notices: Notices,
        panel: ReadingPanel,
        pinning: Pinning,
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._jobs = library_jobs
        self._notices = notices
        self._view = panel.view
        self._pinning = pinning
        self._editor: ParagraphEditor | None = None
        self._of: tuple[str, int] = ("", 0)  # recording and paragraph that are being edited
        self._done: list[Corrected] = []
        self._view.page_moved.connect(self._place)
        session.shown_changed.connect(self._on_shown_changed)
        session.heard_changed.connect(self._show_pinnable)

    @property
    def editor(self) -> ParagraphEditor | None:
        """The editor on screen, None where nothing is being corrected."""
        return self._editor

    # ---- wishes ------------------------------------------------------------------------------
    def correct(self) -> None:
        """Open the editor on the paragraph at the reading cursor, else on the marked one."""
        marked = self._view.current_segment
        place = self._pinning.chosen_line() and self._view.reading_place
        place = place or (None if marked is None else (marked, 0)) or self._view.reading_place
        if place is None:
            self._notices.say(_("Click the paragraph that is to be corrected, then press F2."))
            return
        self.correct_paragraph(*place)

    def correct_paragraph(self, segment: int, offset: int = 0) -> None:
        """Open the editor on a paragraph, with the cursor at a character of it."""
        shown = self._session.shown
        if shown is None or not shown.transcript.segments[segment].is_speech:
            self._notices.say(_("Nobody says this line, so there is nothing to correct."))
            return
        if self._editor is not None:
            if self._of == (shown.recording.id, segment):
                self._editor.begin(offset)
                return
            self.close()
        line = shown.transcript.segments[segment]
        names = [speaker.name for speaker in shown.transcript.speakers]
        self._view.stop_following()
        editor = ParagraphEditor(line.text, line.speaker, names, self._view.viewport())
        editor.set_look(self._view.look)
        editor.show_count(len(shown.corrections))
        editor.edited.connect(self._show_others)
        editor.grown.connect(self._make_room)
        editor.save_wanted.connect(self.save)
        editor.save_all_wanted.connect(partial(self.save, everywhere=True))
        editor.leave_wanted.connect(self.leave)
        editor.pin_wanted.connect(self._on_pin_wanted)
        editor.patch_wanted.connect(self.save_patch)
        self._editor, self._of = editor, (shown.recording.id, segment)
        self._show_pinnable()
        self._make_room()
        editor.show()
        self._view.reveal(editor.geometry())
        editor.begin(offset)

    @property
    def unsaved(self) -> tuple[str, Lines] | None:
        """What was typed and not saved, with the recording it belongs to; None for nothing."""
        editor = self._editor
        if editor is None or not editor.is_changed or not editor.text.strip():
            return None
        was, now = Line(editor.was, editor.speaker_was), Line(editor.text, editor.speaker)
        return self._of[0], {self._of[1]: (was, now)}

    def save(self, *, everywhere: bool = False) -> None:
        """Keep what was typed, and with ``everywhere`` the same change in other paragraphs."""
        editor, shown, unsaved = self._editor, self._session.shown, self.unsaved
        if editor is None or unsaved is None:
            return
        recording_id, lines = unsaved
        segment = self._of[1]
        if everywhere and shown is not None and editor.change is not None:
            for other, text in alike(shown.transcript, editor.change, but=segment).items():
                line = shown.transcript.segments[other]
                lines[other] = Line(line.text, line.speaker), Line(text, line.speaker)
        work = partial(_correct, recording_id=recording_id, lines=lines)
        editor.setEnabled(False)  # until it is kept
        self._jobs.run(work, partial(self._on_saved, editor), partial(self._on_refused, editor))

    @Slot()
    def leave(self) -> None:
        """Close the editor and forget what was typed."""
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.hide()
            editor.deleteLater()
            self._view.take_room_back()
            self._view.setFocus()

    def close(self) -> None:
        """Close the editor, as when another episode is opened; what was typed is saved."""
        self.save()
        self.leave()

    def undo(self) -> bool:
        """Take back what was saved last; False when there was nothing."""
        if not self._done:
            return False
        done = self._done.pop()

        def taken_back(_nothing: None) -> None:
            self._notices.say(_("The text is as it was"))
            self.changed.emit()

        self._jobs.run(partial(_exchange, gone=done.added, back=done.removed), taken_back)
        return True

    @Slot()
    def save_patch(self) -> None:
        """Write the corrections of the episode into a file that can be shared."""
        shown = self._session.shown
        if shown is None:
            return
        name = shown.recording.title.replace("/", " ")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._view.window(),
            _("Save as patch"),
            f"{name}.patch",
            _("Patches (*.patch *.diff)"),
        )
        if not chosen:
            return
        file = Path(chosen)
        file = file if file.suffix else file.with_suffix(".patch")

        def written(count: int) -> None:
            words = ngettext(
                "Saved {n} correction in “{name}”", "Saved {n} corrections in “{name}”", count
            )
            self._notices.say(words.format(n=count, name=file.name))

        self._jobs.run(partial(_patch, recording_id=shown.recording.id, file=file), written)

    @Slot(object, int, int)
    def add_to_menu(self, menu: QMenu, segment: int, offset: int) -> None:
        """Put what concerns corrections into the menu of a line."""
        shown = self._session.shown
        if shown is None or not shown.transcript.segments[segment].is_speech:
            return
        menu.addSeparator()
        menu.addAction(
            _("Correct this paragraph"), partial(self.correct_paragraph, segment, offset)
        )
        kept = _correction_of(shown, segment)
        if kept is not None:
            menu.addAction(_("Take the correction back"), partial(self._take_back, kept))
        if shown.corrections:
            menu.addAction(_("Save corrections as patch…"), self.save_patch)

    # ---- within ------------------------------------------------------------------------------
    def _take_back(self, correction: Correction) -> None:
        gone = Corrected((), (correction,))

        def done(_nothing: None) -> None:
            self._offer(_("The correction is gone"), gone)

        self._jobs.run(partial(_exchange, gone=(correction,), back=()), done)

    def _offer(self, words: str, done: Corrected) -> None:
        self._done.append(done)
        self._notices.say(words, (_("Undo"), self.undo))
        self.undo_offered.emit()
        self.changed.emit()

    def _on_saved(self, editor: ParagraphEditor, done: Corrected) -> None:
        if editor is self._editor:
            self.leave()
        count = max(1, len(done.added))
        words = ngettext("Saved {n} correction", "Saved {n} corrections", count).format(n=count)
        self._offer(words, done)

    def _on_refused(self, editor: ParagraphEditor, error: AppError) -> None:
        self._notices.fail(error)
        if editor is self._editor:
            editor.setEnabled(True)
            editor.begin(0)

    @Slot()
    def _on_pin_wanted(self) -> None:
        self._pinning.pin_line((self._of[1], 0))

    @Slot()
    def _on_shown_changed(self) -> None:
        shown = self._session.shown
        if self._editor is None:
            return
        if shown is None or shown.recording.id != self._of[0]:
            self.close()
        else:
            self._editor.show_count(len(shown.corrections))
            self._make_room()

    @Slot()
    def _show_pinnable(self) -> None:
        if self._editor is not None:
            self._editor.show_pinnable(self._session.is_shown_heard)

    @Slot()
    def _show_others(self) -> None:
        editor, shown = self._editor, self._session.shown
        if editor is not None and shown is not None:
            change = editor.change
            others = alike(shown.transcript, change, but=self._of[1]) if change else {}
            editor.show_others(len(others))

    @Slot()
    def _make_room(self) -> None:
        """Move the text apart, so that the editor covers the paragraph and nothing else."""
        rect = self._view.paragraph_rect(self._of[1])
        if self._editor is None or rect is None:
            return
        more = max(0, self._editor.text_height() - rect.height())
        self._view.make_room(self._of[1], ABOVE_PX + _AROUND_PX, BELOW_PX + _AROUND_PX + more)

    @Slot()
    def _place(self) -> None:
        rect = self._view.paragraph_rect(self._of[1])
        if self._editor is None or rect is None:
            return
        height = max(rect.height(), self._editor.text_height())
        self._editor.setGeometry(
            QRect(
                rect.left() - SIDE_PX, rect.top() - ABOVE_PX, rect.width() + 2 * SIDE_PX, 0
            ).adjusted(0, 0, 0, ABOVE_PX + height + BELOW_PX)
        )


def _correction_of(shown: OpenRecording, segment: int) -> Correction | None:
    text = shown.transcript.segments[segment].text
    return next((c for c in shown.corrections if c.segment == segment and c.now == text), None)


def _correct(
    library: Library,
    _progress: Progress,
    *,
    recording_id: str,
    lines: Lines,
) -> Corrected:
    return correct(library, recording_id, lines)


def _exchange(
    library: Library,
    _progress: Progress,
    *,
    gone: tuple[Correction, ...],
    back: tuple[Correction, ...],
) -> None:
    exchange_corrections(library, gone, back)


def _patch(library: Library, _progress: Progress, *, recording_id: str, file: Path) -> int:
    return save_patch(library, recording_id, file)
