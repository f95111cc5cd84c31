"""The list of questions in the real window: changed, pointed, hidden, undone, asked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton

from desktop_app.ui.models.hit_rows import HitRow
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.empty_state import EmptyState
from tests.windows import Desk
from tests.workflows.conftest import write_wave
from tests.workflows.test_questioning import FEED, TEXT, YELLOW

Key = Qt.Key


@pytest.fixture
def garden(desk: Desk, tmp_path: Path) -> Desk:
    """A window with a talk of two questions, and its sound."""
    (tmp_path / "garden.md").write_text(TEXT, "utf-8")
    write_wave(tmp_path / "garden.wav", 130)
    desk.add(tmp_path / "garden.md")
    desk.window.show_panel(True)
    return desk


def texts(desk: Desk) -> list[str]:
    return [question.text for question in desk.shown.questions]


def rows(desk: Desk) -> list[str]:
    panel = desk.window.places.questions
    return [row.words.partition(",")[0] for row in panel.list.rows_model.rows]


def undo(desk: Desk) -> None:
    desk.rest()
    desk.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_delete_hides_a_question_and_ctrl_z_brings_it_back(garden: Desk) -> None:
    panel = garden.window.places.questions
    panel.list.select_row(0)
    garden.press(Key.Key_Delete, at=panel.list)
    garden.wait_until(lambda: texts(garden) == [FEED])
    assert rows(garden) == [FEED]
    assert garden.shown.hides_questions
    undo(garden)
    garden.wait_until(lambda: texts(garden) == [YELLOW, FEED])


def test_hidden_questions_can_be_listed_again_from_the_text(garden: Desk) -> None:
    questioning = garden.earmark.questioning
    questioning.hide_one(garden.shown.questions[0])
    garden.wait_until(lambda: texts(garden) == [FEED])
    menu = QMenu()
    questioning.add_to_menu(menu, 1, 0)
    action = next(a for a in menu.actions() if a.text() == "Show hidden questions again")
    action.trigger()
    garden.wait_until(lambda: texts(garden) == [YELLOW, FEED])


def test_two_questions_are_joined_and_parted_again(garden: Desk) -> None:
    garden.earmark.questioning.merge(*garden.shown.questions)
    garden.wait_until(lambda: texts(garden) == [f"{YELLOW} {FEED}"])
    garden.choose("Undo")
    garden.wait_until(lambda: texts(garden) == [YELLOW, FEED])


def test_this_question_starts_here(garden: Desk) -> None:
    menu = QMenu()
    garden.earmark.questioning.add_to_menu(menu, 4, 0)
    starts = next(a for a in menu.actions() if a.text() == "This question starts here").menu()
    assert isinstance(starts, QMenu)
    starts.actions()[1].trigger()
    garden.wait_until(lambda: garden.shown.questions[1].segment == 4)
    assert garden.shown.questions[1].origin == "user"


def test_a_row_let_go_over_a_line_starts_there(garden: Desk) -> None:
    view, kind = garden.view, garden.window.places.questions.drag_kind
    view.show_segment(5)
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.textCursor().position() + 4)
    point = view.cursorRect(cursor).center()
    data = QMimeData()
    data.setData(kind, b"2")
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(point, Qt.DropAction.LinkAction, data, *held)
    QApplication.sendEvent(view.viewport(), entering)
    assert entering.isAccepted()
    let_go = QDropEvent(QPointF(point), Qt.DropAction.LinkAction, data, *held)
    QApplication.sendEvent(view.viewport(), let_go)
    garden.wait_until(lambda: garden.shown.questions[1].segment == 5)
    assert garden.shown.questions[1].text == FEED


def type_into_the_dialog(garden: Desk, words: str) -> None:
    """Fill in the dialog that opens next, as soon as it is there."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(words)
        save = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Save")
        assert save.isDefault()
        save.click()

    QTimer.singleShot(0, garden.window, fill)


def test_a_question_is_added_at_a_line_and_worded_anew(garden: Desk) -> None:
    type_into_the_dialog(garden, "Was that all?")
    garden.earmark.questioning.add(5, 0)
    garden.wait_until(lambda: texts(garden) == [YELLOW, FEED, "Was that all?"])
    type_into_the_dialog(garden, "The end?")
    garden.earmark.questioning.reword(garden.shown.questions[2])
    garden.wait_until(lambda: texts(garden)[2] == "The end?")
    assert rows(garden)[2] == "The end?"
    garden.act("undo")
    garden.wait_until(lambda: texts(garden)[2] == "Was that all?")


@pytest.mark.parametrize("deed", ["add", "reword", "point", "hide", "merge", "show again"])
def test_undo_takes_each_change_back(garden: Desk, deed: str) -> None:
    questioning = garden.earmark.questioning
    if deed == "show again":
        questioning.hide_one(garden.shown.questions[1])
        garden.wait_until(lambda: texts(garden) == [YELLOW])
        garden.rest()
    before = garden.shown.questions
    first = before[0]
    if deed in ("add", "reword"):
        type_into_the_dialog(garden, "Was that all?")
    {
        "add": lambda: questioning.add(5, 0),
        "reword": lambda: questioning.reword(first),
        "point": lambda: questioning.point(first, 4, 0),
        "hide": lambda: questioning.hide_one(first),
        "merge": lambda: questioning.merge(first, before[1]),
        "show again": questioning.show_again,
    }[deed]()
    garden.wait_until(lambda: garden.shown.questions != before)
    garden.rest()
    garden.act("undo")
    garden.wait_until(lambda: garden.shown.questions == before)


def test_a_filter_without_a_match_asks_the_episode(garden: Desk) -> None:
    panel = garden.window.places.questions
    panel.filter.setText("wet soil rots roots")
    assert panel.ask.isVisible()
    garden.press(Key.Key_Return, at=panel.filter)
    garden.wait_until(panel.answers.isVisible)
    first = panel.answers.rows_model.rows[0]
    assert isinstance(first, HitRow)
    assert "wet soil" in first.hit.sentence
    assert first.above == YELLOW
    panel.answers.activated_row.emit(first)
    garden.wait_until(garden.player.is_playing)
    panel.filter.clear()
    assert panel.list.isVisible()
    assert not panel.answers.isVisible()


def test_a_question_in_the_search_field_has_answers_above_the_places(garden: Desk) -> None:
    garden.wait_until(lambda: garden.earmark.indexing.is_ready)
    results = garden.window.results
    garden.earmark.library_search.open("why do orchid leaves get yellow?")
    garden.wait_until(
        lambda: any(r.words.startswith("Answers") for r in results.list.rows_model.rows)
    )
    answer = results.list.rows_model.rows[1]
    assert isinstance(answer, HitRow)
    assert answer.hit.sentence == YELLOW
    garden.wait_until(lambda: results.list.rows_model.rows[1].words.startswith(YELLOW))
    named = results.list.rows_model.rows[1]
    assert isinstance(named, HitRow)
    assert named.hit.speaker == garden.shown.recording.title
    assert named.key == answer.key  # it stays the current row while its question arrives
    garden.earmark.library_search.open("orchid")
    garden.wait_until(lambda: results.words == "orchid")
    assert not any(r.words.startswith("Answers") for r in results.list.rows_model.rows)


def test_questions_are_saved_as_chapters(garden: Desk, tmp_path: Path) -> None:
    for name in ("list.txt", "list.chapters.json"):
        file = tmp_path / name
        garden.earmark.questioning.save_chapters(file)
        garden.wait_until(file.exists)
        garden.rest()
        assert YELLOW in file.read_text("utf-8")


def test_what_nothing_answers_says_so_until_the_words_change(garden: Desk) -> None:
    panel = garden.window.places.questions
    panel.filter.setText("zebra")
    garden.press(Key.Key_Return, at=panel.filter)
    garden.wait_until(lambda: "Nothing in this episode answers that" in shown_words(garden))
    assert not panel.ask.isVisible()
    panel.show_questions(garden.shown.questions, ((0, 5_000),), 3_000)  # the voice went on
    assert "Nothing in this episode answers that" in shown_words(garden)
    panel.filter.setText("zebras")
    assert panel.ask.isVisible()
    assert shown_words(garden) == []


def test_an_episode_without_questions_says_so_and_can_be_asked(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "walk.md").write_text("**Ann:** We walked to the river and it rained.\n", "utf-8")
    desk.add(tmp_path / "walk.md")
    desk.window.show_panel(True)
    assert any(words.startswith("No questions in this episode") for words in shown_words(desk))
    panel = desk.window.places.questions
    panel.filter.setText("where did they walk")
    desk.press(Key.Key_Return, at=panel.filter)
    desk.wait_until(panel.answers.isVisible)
    row = panel.answers.rows_model.rows[0]
    assert isinstance(row, HitRow)
    assert (row.above, row.hit.sentence) == ("", "We walked to the river and it rained.")


def test_down_goes_from_the_filter_to_the_questions_it_leaves(garden: Desk) -> None:
    panel = garden.window.places.questions
    panel.filter.setText("tomatoes")
    garden.press(Key.Key_Down, at=panel.filter)
    row = panel.list.current_row()
    assert row is not None
    assert row.words.startswith(FEED)
    assert panel.list.hasFocus()
    garden.press(Key.Key_Return, at=panel.list)
    garden.wait_until(garden.player.is_playing)


def shown_words(desk: Desk) -> list[str]:
    """What the panel says instead of a list."""
    states = desk.window.places.questions.findChildren(EmptyState)
    titles = [
        label for state in states if state.isVisible() for label in state.findChildren(QLabel)
    ]
    return [label.text() for label in titles if label.isVisible() and label.text()]


def test_the_panel_says_where_the_language_is_not_known(desk: Desk, tmp_path: Path) -> None:
    said = (
        "Wir haben das Schiff umgebaut, weil der alte Motor zu laut war und niemand mehr schlief. "
    )
    (tmp_path / "schiff.md").write_text(
        "**Eva:** Willkommen.\n\n**Eva:** Warum haben Sie das Schiff damals umgebaut?\n\n"
        f"**Jan:** {said * 4}\n\n**Eva:** Danke.\n",
        "utf-8",
    )
    desk.add(tmp_path / "schiff.md")
    desk.window.show_panel(True)
    assert texts(desk) == ["Warum haben Sie das Schiff damals umgebaut?"]
    panel = desk.window.places.questions
    feet = [label.text() for label in panel.findChildren(ElidedLabel)]
    assert any("language not known" in foot for foot in feet)
