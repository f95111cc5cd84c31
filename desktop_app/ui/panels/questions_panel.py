"""The questions of the shown episode: a table of contents of the conversation."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.library.listening import Ranges
from desktop_app.questions import Question
from desktop_app.search.query import Hit
from desktop_app.ui.delegates.hit_painter import HitPainter
from desktop_app.ui.delegates.question_painter import QuestionPainter
from desktop_app.ui.models.hit_rows import answers_here_rows
from desktop_app.ui.models.question_rows import QuestionRow, places, question_rows
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.filter_field import FilterField
from desktop_app.ui.widgets.label import rule
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.passing_menu import PassingMenu
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.row_drag import RowDrag


class QuestionsPanel(QWidget):
    """A click plays from where the question is asked. ↓ or Enter leave the filter for the list."""

    question_chosen = Signal(object)  # Question: play it
    question_glanced = Signal(object)  # Question: show it, leave the sound
    copy_wanted = Signal()
    reword_wanted = Signal(object)  # Question
    hide_wanted = Signal(object)  # Question
    merge_wanted = Signal(object, object)  # a Question and the one after it
    show_wanted = Signal()  # hidden questions again
    ask_wanted = Signal(str)  # of the text, in these words
    answer_chosen = Signal(object, bool)  # Hit; play it?
    chapters_wanted = Signal()

    drag_kind = "application/x-earmark-question"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QuestionRow] = []
        self._is_answered = False  # what stands in the filter was asked
        self.filter = FilterField(_("Filter questions"), "list-filter")
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.returnPressed.connect(self._on_return)
        self.filter.installEventFilter(self)
        self.list = ListView(_("Questions"), QuestionPainter())
        self.list.chosen.connect(self._on_chosen)
        self.list.activated_row.connect(self._on_chosen)
        self.list.glanced.connect(self._on_glanced)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.list.delete_wanted.connect(lambda row: self.hide_wanted.emit(row.question))
        RowDrag(self.list, self.drag_kind)
        self.ask = PushButton(_("Ask this episode"), icon_name="text-search")
        self.ask.clicked.connect(lambda: self.ask_wanted.emit(self.filter.text().strip()))
        self.answers = ListView(_("Answers"), HitPainter())
        self.answers.chosen.connect(lambda row: self.answer_chosen.emit(row.hit, False))
        self.answers.moved_to.connect(lambda row: self.answer_chosen.emit(row.hit, False))
        self.answers.activated_row.connect(lambda row: self.answer_chosen.emit(row.hit, True))
        self._has_hidden = False
        self._knows_language = True
        self._foot = ElidedLabel("", "small", dim=True)
        self._copy = PushButton(_("Copy list"), Weight.LINK)
        self._copy.setToolTip(_("Copy list with times"))
        self._copy.clicked.connect(self.copy_wanted)
        self._nothing = EmptyState("circle-question-mark", "")
        self.ask.hide()
        self.answers.hide()
        self.list.hide()
        self.setLayout(
            column(
                row(self.filter, margins=(14, 0, 14, 4)),
                row(self.ask, None, margins=(14, 0, 14, 0)),
                (self.list, 1),
                (self.answers, 1),
                (self._nothing, 1),
                rule(),
                row((self._foot, 1), self._copy, margins=(16, 2, 10, 2)),
                spacing=0,
            )
        )
        self._show()

    def show_questions(
        self, questions: tuple[Question, ...], heard: Ranges, moment_ms: int | None
    ) -> None:
        """Show a recording's questions; ``moment_ms`` None where another one is heard."""
        rows = question_rows(questions, heard, moment_ms)
        if rows != self._rows:
            self._rows = rows
            self._show()

    def show_hidden(self, has_hidden: bool) -> None:
        """Offer to list hidden questions again, or not."""
        self._has_hidden = has_hidden

    def show_language(self, is_known: bool) -> None:
        """Say below the list where questions could be found by structure alone."""
        if is_known != self._knows_language:
            self._knows_language = is_known
            self._show()

    def show_answers(self, words: str, answers: Sequence[Hit]) -> None:
        """Show where the text answers; a click shows the place, a double click plays it."""
        if words != self.filter.text().strip():
            return
        self._is_answered = True
        self.answers.show_rows([*answers_here_rows(answers)])
        self.ask.hide()
        foot = ngettext("{n} answer in the text", "{n} answers in the text", len(answers))
        self._foot.setText(foot.format(n=len(answers)) if answers else "")
        self._nothing.say(
            _("Nothing in this episode answers that"), _("Try other words, or fewer of them.")
        )
        self._show_one(self.answers if answers else self._nothing)

    @property
    def current(self) -> QuestionRow | None:
        """The question being answered, as the list marks it."""
        return next((row for row in self._rows if row.is_now), None)

    def _show(self) -> None:
        words = self.filter.text().casefold().split()
        shown = [r for r in self._rows if all(w in r.question.text.casefold() for w in words)]
        self.ask.setVisible(bool(words) and not shown and not self._is_answered)
        self.list.show_rows([replace(r, marked=places(r.question.text, words)) for r in shown])
        self._copy.setVisible(bool(self._rows))
        if self._is_answered:
            return
        self._show_one(self.list if shown or words else self._nothing)
        self._nothing.say(
            _("No questions in this episode"),
            _(
                "Earmark found none on the episode page and none in the text. Ask what you want to "
                "know above, or add a question by the menu of a line."
            )
            if self._knows_language
            else _(
                "Earmark does not know the language of this text and found no question by question "
                "marks and by who speaks how long. Add one by the menu of a line."
            ),
        )
        if words:
            foot = ngettext("{n} of {total} question", "{n} of {total} questions", len(self._rows))
            self._foot.setText(foot.format(n=len(shown), total=len(self._rows)))
        elif self._rows:
            heard = sum(row.heard >= 1 for row in self._rows)
            foot = _("{n} of {total} heard  ·  {origin}")
            self._foot.setText(foot.format(n=heard, total=len(self._rows), origin=self._origin()))
        else:
            self._foot.setText("")

    def _show_one(self, wanted: QWidget) -> None:
        for part in (self.list, self.answers, self._nothing):
            part.setVisible(part is wanted)

    def _on_filter_changed(self) -> None:
        self._is_answered = False
        self._show()

    def _on_return(self) -> None:
        if self.ask.isVisibleTo(self):
            self.ask_wanted.emit(self.filter.text().strip())
        else:
            self._enter_list()

    def _enter_list(self) -> None:
        """Give the keyboard to what stands below the filter, at its current or first row."""
        rows = self.answers if self.answers.isVisibleTo(self) else self.list
        if rows.rows_model.rows:
            rows.setFocus()
            if rows.current_row() is None:
                rows.move_by(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.filter and is_down and event.type() is QEvent.Type.KeyPress:
            self._enter_list()
            return True
        return super().eventFilter(watched, event)

    def _origin(self) -> str:
        origins = {row.question.origin for row in self._rows}
        if origins == {"page"}:
            return _("from the episode page")
        if not self._knows_language:
            return _("language not known: found by who speaks how long")
        return _("from the page and the text") if "page" in origins else _("found in the text")

    def _on_chosen(self, chosen: QuestionRow) -> None:
        self.question_chosen.emit(chosen.question)

    def _on_glanced(self, chosen: QuestionRow) -> None:
        self.question_glanced.emit(chosen.question)

    def _on_menu_wanted(self, chosen: QuestionRow, point: QPoint) -> None:
        menu = PassingMenu(self)
        menu.addAction(_("Play from here"), lambda: self._on_chosen(chosen))
        menu.addAction(_("Show in the text"), lambda: self._on_glanced(chosen))
        menu.addSeparator()
        menu.addAction(_("Change the words…"), lambda: self.reword_wanted.emit(chosen.question))
        following = self._following(chosen)
        if following is not None:
            menu.addAction(
                _("Join with the next question"),
                lambda: self.merge_wanted.emit(chosen.question, following),
            )
        menu.addAction(_("Hide this question"), lambda: self.hide_wanted.emit(chosen.question))
        if self._has_hidden:
            menu.addAction(_("Show hidden questions again"), self.show_wanted.emit)
        menu.addSeparator()
        menu.addAction(_("Copy list with times"), self.copy_wanted.emit)
        menu.addAction(_("Save as chapters…"), self.chapters_wanted.emit)
        menu.exec(point)

    def _following(self, row: QuestionRow) -> Question | None:
        """Return the question after one, where both have a place in the text."""
        after = [other.question for other in self._rows if other.number == row.number + 1]
        has_places = row.question.segment is not None and after and after[0].segment is not None
        return after[0] if has_places else None
