"""The one model behind every list: rows, roles, and what is told when rows change."""

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.list_model import VALUE, ListModel, Row
from desktop_app.ui.models.question_rows import question_rows
from tests.ui.recordings import make_question

QUESTIONS = (make_question("What is salt for?"), make_question("And sugar?", 40_000, 50_000))


class Told:
    """The signals of a model, in order."""

    def __init__(self, model: ListModel) -> None:
        self.said: list[object] = []
        model.dataChanged.connect(lambda first, _last: self.said.append(first.row()))
        model.modelReset.connect(lambda: self.said.append("reset"))


def rows(moment_ms: int | None = None) -> list[Row]:
    return list(question_rows(QUESTIONS, (), moment_ms))


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = ListModel()
    qtmodeltester.check(model)
    model.show([HeadingRow("bread", "Bread", "The Proving Drawer", "2"), *rows()])
    qtmodeltester.check(model)
    model.show(rows(moment_ms=12_000))
    qtmodeltester.check(model)


def test_a_row_says_its_words_its_tip_and_itself() -> None:
    model = ListModel()
    shown = rows()
    model.show(shown)
    index = model.index(1)
    assert index.data() == index.data(Qt.ItemDataRole.AccessibleTextRole) == shown[1].words
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Play from 0:40\nFrom the episode page"
    assert index.data(VALUE) is model.row(index) is shown[1]
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_heading_has_no_tip_and_cannot_be_selected() -> None:
    model = ListModel()
    model.show([HeadingRow("bread", "Bread", "The Proving Drawer", "2"), *rows()])
    heading, question = model.index(0), model.index(1)
    assert heading.data(Qt.ItemDataRole.ToolTipRole) is None
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    assert question.flags() & Qt.ItemFlag.ItemIsSelectable


def test_there_is_nothing_beyond_the_last_row() -> None:
    model = ListModel()
    model.show(rows())
    assert model.row(QModelIndex()) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0)) == 0


def test_only_rows_that_changed_are_told() -> None:
    model = ListModel()
    model.show(rows())
    told = Told(model)
    model.show(rows(moment_ms=12_000))
    assert told.said == [0]
    model.show(rows(moment_ms=12_000))
    assert told.said == [0]


def test_another_number_of_rows_is_a_new_list() -> None:
    model = ListModel()
    model.show(rows())
    told = Told(model)
    model.show(rows()[:1])
    assert told.said == ["reset"]
