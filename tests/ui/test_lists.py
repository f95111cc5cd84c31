"""Lists under the hand: clicks, keys and menus, and what stays current when rows change."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.delegates.hit_painter import HitPainter
from desktop_app.ui.delegates.question_painter import QuestionPainter
from desktop_app.ui.delegates.row_delegate import RowAction
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.hit_rows import HitRow
from desktop_app.ui.models.list_model import Row
from desktop_app.ui.models.question_rows import question_rows
from desktop_app.ui.widgets.filter_field import FilterField
from desktop_app.ui.widgets.list_view import ListView
from tests.ui.models.test_hit_rows import make_hit
from tests.ui.recordings import make_question

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
HEADING = HeadingRow("bread", "Bread", "", "3")
HITS = [HitRow(make_hit(text)) for text in ("One.", "Two.", "Three.")]
ROWS: list[Row] = [HEADING, HITS[0], HITS[1], HeadingRow("salt", "Salt", "", "1"), HITS[2]]


class Told:
    """A list, and everything it said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.view = ListView("Hits", HitPainter())
        qtbot.addWidget(self.view)
        self.view.resize(400, 600)
        self.view.show()
        self.view.show_rows(ROWS)
        self.said: list[tuple[str, object]] = []
        for name in ("chosen", "moved_to", "activated_row", "glanced", "delete_wanted"):
            getattr(self.view, name).connect(lambda row, n=name: self.said.append((n, row)))
        self.view.menu_wanted.connect(lambda row, _point: self.said.append(("menu", row)))

    def at(self, row: int) -> QPoint:
        return self.view.visualRect(self.view.rows_model.index(row)).center()

    def click(self, row: int) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, NO_KEY, self.at(row))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(self.view, key, modifier)


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    return Told(qtbot)


def test_a_click_chooses_and_a_double_click_activates(told: Told) -> None:
    told.click(1)
    assert told.said == [("chosen", HITS[0])]
    QTest.mouseDClick(told.view.viewport(), LEFT, NO_KEY, told.at(2))
    assert told.said[-1] == ("activated_row", HITS[1])


def test_a_heading_and_the_empty_room_below_cannot_be_chosen(told: Told) -> None:
    told.click(0)
    QTest.mouseClick(told.view.viewport(), LEFT, NO_KEY, QPoint(100, 590))
    QTest.mouseDClick(told.view.viewport(), LEFT, NO_KEY, told.at(3))
    assert told.said == []


def test_another_button_than_the_left_chooses_nothing(told: Told) -> None:
    QTest.mouseClick(told.view.viewport(), Qt.MouseButton.MiddleButton, NO_KEY, told.at(1))
    assert told.said == []


def test_the_arrows_step_over_headings_and_stop_at_the_ends(told: Told) -> None:
    rows = []
    for key in (Key.Key_Down,) * 4 + (Key.Key_Up,) * 4:
        told.press(key)
        rows.append(told.view.current_row())
    one, two, three = HITS
    assert rows == [one, two, three, three, two, one, one, one]
    assert [row for _name, row in told.said] == [one, two, three, two, one]
    assert {name for name, _row in told.said} == {"moved_to"}


def test_enter_activates_and_ctrl_enter_glances(told: Told) -> None:
    told.press(Key.Key_Return)
    assert told.said == []
    told.view.move_by(1)
    told.press(Key.Key_Return)
    told.press(Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    told.press(Key.Key_Delete)
    assert told.said == [
        ("activated_row", HITS[0]),
        ("glanced", HITS[0]),
        ("delete_wanted", HITS[0]),
    ]


@pytest.mark.parametrize("by", ["key", "mouse"])
def test_the_menu_belongs_to_the_row_it_was_asked_for(told: Told, by: str) -> None:
    told.view.move_by(1)
    reasons = QContextMenuEvent.Reason
    reason = reasons.Keyboard if by == "key" else reasons.Mouse
    event = QContextMenuEvent(reason, told.at(4), told.view.mapToGlobal(told.at(4)))
    QApplication.sendEvent(told.view.viewport(), event)
    assert told.said == [("menu", HITS[0] if by == "key" else HITS[2])]


def test_the_current_row_stays_where_rows_come_before_it(told: Told) -> None:
    told.view.select_row(2)
    told.view.show_rows([HEADING, HitRow(make_hit("New.")), *ROWS[1:]])
    assert told.view.current_row() == HITS[1]


def test_a_row_that_is_gone_leaves_no_other_in_its_place(told: Told) -> None:
    told.view.select_row(1)
    told.view.show_rows([HEADING, HitRow(make_hit("Other.")), *ROWS[2:]])
    assert told.view.current_row() is None
    told.press(Key.Key_Return)
    assert told.said == []


def test_the_current_row_stays_current_when_it_says_something_new(qtbot: QtBot) -> None:
    asked = [make_question("Salt?", 0, 10_000), make_question("Sugar?", 10_000, 20_000)]
    view = ListView("Questions", QuestionPainter())
    qtbot.addWidget(view)
    view.show_rows(list(question_rows(asked, (), None)))
    view.select_row(1)
    playing = question_rows(asked, (), 12_000)
    view.show_rows(list(playing))
    assert view.current_row() == playing[1]


def test_a_screen_reader_finds_a_list_with_a_name(told: Told) -> None:
    assert told.view.accessibleName() == "Hits"


def test_esc_empties_a_filter(qtbot: QtBot) -> None:
    field = FilterField("Filter questions", "list-filter")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "salt")
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text() == ""
    assert field.accessibleName() == field.placeholderText() == "Filter questions"


# ---- buttons in rows -----------------------------------------------------------------------------
def test_a_button_in_a_row_is_pressed_and_the_row_itself_is_not_chosen(qtbot: QtBot) -> None:
    view = ListView("Hits", HitPainter(), [RowAction("play", "play", "Play from here")])
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    view.show_rows(ROWS)
    said: list[tuple[str, object]] = []
    view.action_chosen.connect(lambda name, row: said.append((name, row)))
    view.chosen.connect(lambda row: said.append(("chosen", row)))
    view.activated_row.connect(lambda row: said.append(("activated", row)))
    rect = view.visualRect(view.rows_model.index(1))
    corner = rect.bottomRight() - QPoint(26, 16)
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, corner)
    QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, corner)
    assert [name for name, _row in said if name != "play"] == []
    assert said[0] == ("play", HITS[0])
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, rect.center())
    assert said[-1] == ("chosen", HITS[0])
