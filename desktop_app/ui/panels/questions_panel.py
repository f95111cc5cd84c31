"""The questions of the shown episode: a table of contents of the conversation."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from desktop_app.i18n import _, ngettext
from desktop_app.library.listening import Ranges
from desktop_app.questions import Question
from desktop_app.ui.delegates.question_painter import QuestionPainter
from desktop_app.ui.models.question_rows import QuestionRow, places, question_rows
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.filter_field import FilterField
from desktop_app.ui.widgets.label import rule
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.push_button import PushButton, Weight


class QuestionsPanel(QWidget):
    """A click plays from where the question is asked."""

    question_chosen = Signal(object)  # Question: play it
    question_glanced = Signal(object)  # Question: show it, leave the sound
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QuestionRow] = []
        self.filter = FilterField(_("Filter questions"), "list-filter")
        self.filter.textChanged.connect(self._show)
        self.list = ListView(_("Questions"), QuestionPainter())
        self.list.chosen.connect(self._on_chosen)
        self.list.activated_row.connect(self._on_chosen)
        self.list.glanced.connect(self._on_glanced)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self._foot = ElidedLabel("", "small", dim=True)
        copy = PushButton(_("Copy list"), Weight.LINK)
        copy.setToolTip(_("Copy list with times"))
        copy.clicked.connect(self.copy_wanted)
        full = QWidget()
        full.setLayout(
            column(
                row(self.filter, margins=(14, 0, 14, 4)),
                (self.list, 1),
                rule(),
                row((self._foot, 1), copy, margins=(16, 2, 10, 2)),
                spacing=0,
            )
        )
        empty = EmptyState(
            "circle-question-mark",
            _("No questions in this episode"),
            _("Earmark found none on the episode page and none in the text."),
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(empty)
        self._stack.setCurrentIndex(1)

    def show_questions(
        self, questions: tuple[Question, ...], heard: Ranges, moment_ms: int | None
    ) -> None:
        """Show a recording's questions; ``moment_ms`` None where another one is heard."""
        rows = question_rows(questions, heard, moment_ms)
        if rows != self._rows:
            self._rows = rows
            self._show()

    @property
    def current(self) -> QuestionRow | None:
        """The question being answered, as the list marks it."""
        return next((row for row in self._rows if row.is_now), None)

    def _show(self) -> None:
        words = self.filter.text().casefold().split()
        shown = [r for r in self._rows if all(w in r.question.text.casefold() for w in words)]
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self.list.show_rows([replace(r, marked=places(r.question.text, words)) for r in shown])
        if words:
            foot = ngettext("{n} of {total} question", "{n} of {total} questions", len(self._rows))
            self._foot.setText(foot.format(n=len(shown), total=len(self._rows)))
        else:
            heard = sum(row.heard >= 1 for row in self._rows)
            foot = _("{n} of {total} heard  ·  {origin}")
            self._foot.setText(foot.format(n=heard, total=len(self._rows), origin=self._origin()))

    def _origin(self) -> str:
        origins = {row.question.origin for row in self._rows}
        if origins == {"page"}:
            return _("from the episode page")
        return _("from the page and the text") if "page" in origins else _("found in the text")

    def _on_chosen(self, chosen: QuestionRow) -> None:
        self.question_chosen.emit(chosen.question)

    def _on_glanced(self, chosen: QuestionRow) -> None:
        self.question_glanced.emit(chosen.question)

    def _on_menu_wanted(self, chosen: QuestionRow, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_("Play from here"), lambda: self._on_chosen(chosen))
        menu.addAction(_("Show in the text"), lambda: self._on_glanced(chosen))
        menu.addSeparator()
        menu.addAction(_("Copy list with times"), self.copy_wanted.emit)
        menu.exec(point)
