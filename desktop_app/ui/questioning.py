"""Questions changed in the window: added, worded anew, pointed to a line, joined, hidden, undo."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop_app.i18n import _, ngettext
from desktop_app.library import Library
from desktop_app.library.question_edits import QuestionEdit
from desktop_app.progress import Progress
from desktop_app.questions import Question
from desktop_app.transcript.sentences import sentence_at
from desktop_app.ui.dialogs.question_dialog import QuestionDialog
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.questions_panel import QuestionsPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.row_drag import RowDrop
from desktop_app.workflows.chaptering import save_chapters
from desktop_app.workflows.questioning import (
    Edited,
    Where,
    add_question,
    exchange_edits,
    hide_question,
    merge_questions,
    point_question,
    reword_question,
    show_question,
)

_WORDS_SHOWN = 48
_Done = tuple[tuple[QuestionEdit, ...], tuple[QuestionEdit, ...]]  # edits made, edits taken back
_Work = Callable[[Library, Progress], Edited]


class Questioning(QObject):
    """What the user can do with the list of questions. It follows through the library."""

    changed = Signal()  # the list is another one now
    undo_offered = Signal()  # something was done that ``undo`` takes back

    def __init__(
        self,
        session: Session,
        library_jobs: LibraryJobs,
        notices: Notices,
        *,
        reading: ReadingPanel,
        panel: QuestionsPanel,
    ) -> None:
        super().__init__(reading)
        self._session = session
        self._jobs = library_jobs
        self._notices = notices
        self._reading = reading
        self._panel = panel
        self._done: list[_Done] = []
        panel.reword_wanted.connect(self.reword)
        panel.hide_wanted.connect(self.hide_one)
        panel.merge_wanted.connect(self.merge)
        panel.show_wanted.connect(self.show_again)
        panel.chapters_wanted.connect(self.choose_chapters)
        session.shown_changed.connect(self._on_shown_changed)
        drop = RowDrop(reading.view, panel.drag_kind)
        drop.dropped.connect(self._on_dropped)

    # ---- wishes ------------------------------------------------------------------------------
    def add(self, segment: int, offset: int) -> None:
        """Ask for the words of a new question that is asked at a place of the text."""
        shown = self._session.shown
        if shown is None:
            return
        text = shown.transcript.segments[segment].text
        sentence = sentence_at(text, offset)
        said = text[sentence.start : sentence.end] if sentence else ""
        dialog = QuestionDialog(
            _("New question"),
            said if said.rstrip("\"'”’)").endswith("?") else "",
            _("It is listed where you clicked, and its answer goes on to the next question."),
            self._reading.window(),
        )
        if dialog.exec():
            where = Where(segment=segment, offset=offset)
            work = partial(_add, id_=shown.recording.id, text=dialog.text, where=where)
            self._run(work, _("Question added"))

    @Slot(object)
    def reword(self, question: Question) -> None:
        """Ask for other words of a question."""
        shown = self._session.shown
        if shown is None:
            return
        dialog = QuestionDialog(
            _("Change the question"),
            question.text,
            _("Only the list changes. The text stays as it was said."),
            self._reading.window(),
        )
        if dialog.exec() and dialog.text != question.text:
            work = partial(_reword, id_=shown.recording.id, question=question, text=dialog.text)
            self._run(work, _("Question changed"))

    def point(self, question: Question, segment: int, offset: int) -> None:
        """Say that a question is asked at a place of the text."""
        shown = self._session.shown
        if shown is not None:
            where = Where(segment=segment, offset=offset)
            work = partial(_point, id_=shown.recording.id, question=question, where=where)
            self._run(work, _("“{question}” starts here now").format(question=_short(question)))

    @Slot(object)
    def hide_one(self, question: Question) -> None:
        """List a question no longer; a toast and Ctrl+Z bring it back."""
        shown = self._session.shown
        if shown is not None:
            self._run(
                partial(_hide, id_=shown.recording.id, question=question), _("Question hidden")
            )

    @Slot(object, object)
    def merge(self, first: Question, second: Question) -> None:
        """Make one question of two that follow each other."""
        shown = self._session.shown
        if shown is not None:
            work = partial(_merge, id_=shown.recording.id, first=first, second=second)
            self._run(work, _("Two questions joined"))

    @Slot()
    def show_again(self) -> None:
        """List all hidden questions of the shown episode again."""
        shown = self._session.shown
        if shown is not None:
            self._run(partial(_show, id_=shown.recording.id), _("Hidden questions are back"))

    @Slot()
    def choose_chapters(self) -> None:
        """Ask for a file and write the questions into it as chapters."""
        shown = self._session.shown
        if shown is None:
            return
        kinds = {
            _("List with times (*.txt)"): ".txt",
            _("Chapters JSON (*.chapters.json)"): ".chapters.json",
            _("Copy of the sound with chapters (*.mp3)"): ".mp3",
        }
        chosen, kind = QFileDialog.getSaveFileName(
            self._reading.window(),
            _("Save the questions as chapters"),
            _safe_name(shown.recording.title),
            ";;".join(kinds),
        )
        if chosen:
            file = Path(chosen)
            ending = kinds.get(kind, ".txt")
            if file.suffix.casefold() not in (".txt", ".json", ".mp3"):
                file = file.with_name(file.name + ending)
            self.save_chapters(file)

    def save_chapters(self, file: Path) -> None:
        """Write the questions of the shown episode into a file, by its ending."""
        shown = self._session.shown
        if shown is None:
            return

        def done(count: int) -> None:
            words = ngettext("Saved {n} question in {file}", "Saved {n} questions in {file}", count)
            self._notices.say(words.format(n=count, file=file.name))

        self._jobs.run(partial(_save_chapters, id_=shown.recording.id, file=file), done)

    def undo(self) -> bool:
        """Take back what was done last with questions; False when there was nothing."""
        if not self._done:
            return False
        made, gone = self._done.pop()

        def done(_nothing: None) -> None:
            self._notices.say(_("The questions are as they were"))
            self.changed.emit()

        self._jobs.run(partial(_exchange, gone=made, back=gone), done)
        return True

    @Slot(object, int, int)
    def add_to_menu(self, menu: QMenu, segment: int, offset: int) -> None:
        """Put what concerns questions into the menu of a line."""
        shown = self._session.shown
        if shown is None or not shown.transcript.segments[segment].is_speech:
            return
        menu.addSeparator()
        menu.addAction(_("Add a question here…"), lambda: self.add(segment, offset))
        if shown.hides_questions:
            menu.addAction(_("Show hidden questions again"), self.show_again)
        if not shown.questions:
            return
        starts = menu.addMenu(_("This question starts here"))
        for question in shown.questions:
            action = starts.addAction(_short(question).replace("&", "&&"))
            action.triggered.connect(
                lambda _on=False, question=question: self.point(question, segment, offset)
            )

    # ---- within ------------------------------------------------------------------------------
    def _run(self, work: _Work, words: str) -> None:
        def done(edited: Edited) -> None:
            self._done.append((edited.added, edited.removed))
            self._notices.say(words, (_("Undo"), self.undo))
            self.undo_offered.emit()
            self.changed.emit()

        self._jobs.run(work, done)

    @Slot()
    def _on_shown_changed(self) -> None:
        shown = self._session.shown
        self._panel.show_hidden(shown is not None and shown.hides_questions)
        self._panel.show_language(shown is None or shown.knows_language)

    @Slot(int, int, int)
    def _on_dropped(self, number: int, segment: int, offset: int) -> None:
        shown = self._session.shown
        if shown is not None and 1 <= number <= len(shown.questions):
            self.point(shown.questions[number - 1], segment, offset)


def _safe_name(title: str) -> str:
    """Return a title as a file name that every system takes."""
    return "".join("-" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in title).strip(" .")


def _short(question: Question) -> str:
    words = question.text
    return words if len(words) <= _WORDS_SHOWN else f"{words[: _WORDS_SHOWN - 1].rstrip()}…"


def _add(library: Library, _progress: Progress, *, id_: str, text: str, where: Where) -> Edited:
    return add_question(library, id_, text, where)


def _reword(
    library: Library, _progress: Progress, *, id_: str, question: Question, text: str
) -> Edited:
    return reword_question(library, id_, question, text)


def _point(
    library: Library, _progress: Progress, *, id_: str, question: Question, where: Where
) -> Edited:
    return point_question(library, id_, question, where)


def _hide(library: Library, _progress: Progress, *, id_: str, question: Question) -> Edited:
    return hide_question(library, id_, question)


def _merge(
    library: Library, _progress: Progress, *, id_: str, first: Question, second: Question
) -> Edited:
    return merge_questions(library, id_, first, second)


def _show(library: Library, _progress: Progress, *, id_: str) -> Edited:
    return show_question(library, id_, "")


def _exchange(
    library: Library,
    _progress: Progress,
    *,
    gone: Sequence[QuestionEdit],
    back: Sequence[QuestionEdit],
) -> None:
    exchange_edits(library, gone, back)


def _save_chapters(library: Library, _progress: Progress, *, id_: str, file: Path) -> int:
    return save_chapters(library, id_, file)
