"""How rows look: how high they are, where they are cut, and how one sees what is heard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from desktop_app.ui.delegates.bookmark_painter import BookmarkPainter
from desktop_app.ui.delegates.heading import HEADING_HEIGHT
from desktop_app.ui.delegates.hit_painter import HitPainter
from desktop_app.ui.delegates.question_painter import QuestionPainter
from desktop_app.ui.delegates.recording_painter import RecordingPainter
from desktop_app.ui.delegates.row_delegate import RowPainter
from desktop_app.ui.delegates.text_flow import flow
from desktop_app.ui.models.bookmark_rows import BookmarkRow
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.hit_rows import HitRow
from desktop_app.ui.models.list_model import Row
from desktop_app.ui.models.question_rows import QuestionRow, question_rows
from desktop_app.ui.models.recording_rows import RecordingRow
from desktop_app.ui.theme import LIGHT, font
from desktop_app.ui.widgets.list_view import ListView
from tests.ui.models.test_hit_rows import make_hit
from tests.ui.recordings import make_entry, make_kept, make_question

WIDTH_PX = 336
LONG = "Why does the dough rest for so long before it goes into the oven, and what if it does not? "


def shown_list(
    qtbot: QtBot, painter: RowPainter, rows: list[Row], width: int = WIDTH_PX
) -> ListView:
    view = ListView("Rows", painter)
    qtbot.addWidget(view)
    view.resize(width, 600)
    view.show()
    view.show_rows(rows)
    view.doItemsLayout()
    return view


def heights(view: ListView) -> list[int]:
    return [
        view.visualRect(view.rows_model.index(at)).height()
        for at in range(len(view.rows_model.rows))
    ]


def colours(view: ListView, row: int) -> set[str]:
    """Return every colour in a row as it is on screen."""
    picture: QImage = view.viewport().grab(view.visualRect(view.rows_model.index(row))).toImage()
    return {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def questions(*texts: str, now: int | None = None) -> list[Row]:
    asked = [
        make_question(text, at * 10_000, at * 10_000 + 10_000) for at, text in enumerate(texts)
    ]
    return list(question_rows(asked, (), None if now is None else now * 10_000 + 1_000))


# ---- heights -------------------------------------------------------------------------------------
def test_a_longer_question_takes_more_lines_up_to_three(qtbot: QtBot) -> None:
    view = shown_list(qtbot, QuestionPainter(), questions("Salt?", LONG, LONG * 2, LONG * 9))
    one, two, three, nine = heights(view)
    assert one < two <= three == nine


def test_a_question_that_the_filter_found_shows_more_of_itself(qtbot: QtBot) -> None:
    (row,) = questions(LONG * 3)
    assert isinstance(row, QuestionRow)
    found = replace(row, marked=((250, 254),))
    plain, filtered = heights(shown_list(qtbot, QuestionPainter(), [row, found]))
    assert plain < filtered


def test_a_narrower_list_has_higher_rows(qtbot: QtBot) -> None:
    wide = shown_list(qtbot, QuestionPainter(), questions(LONG), width=700)
    narrow = shown_list(qtbot, QuestionPainter(), questions(LONG), width=250)
    assert heights(wide)[0] < heights(narrow)[0]


def test_rows_wrap_anew_when_the_list_grows_narrower(qtbot: QtBot) -> None:
    view = shown_list(qtbot, QuestionPainter(), questions(LONG), width=700)
    before = heights(view)[0]
    view.resize(250, 600)
    qtbot.waitUntil(lambda: heights(view)[0] > before)


def test_note_and_tags_make_a_bookmark_higher(qtbot: QtBot) -> None:
    plain = BookmarkRow(make_kept(), "Ada", 0)
    noted = replace(plain, bookmark=make_kept(note="Look this up"))
    tagged = replace(plain, bookmark=make_kept(note="Look this up", tags=("yeast",)))
    view = shown_list(qtbot, BookmarkPainter(), [plain, noted, tagged])
    assert heights(view) == sorted(set(heights(view)))


def test_a_quote_is_cut_after_four_lines(qtbot: QtBot) -> None:
    rows: list[Row] = [BookmarkRow(make_kept(LONG * times), "Ada", 0) for times in (3, 30)]
    four, thirty = heights(shown_list(qtbot, BookmarkPainter(), rows))
    assert four == thirty


def test_a_hit_takes_at_most_two_lines(qtbot: QtBot) -> None:
    rows: list[Row] = [HitRow(make_hit(LONG * times)) for times in (2, 20)]
    two, twenty = heights(shown_list(qtbot, HitPainter(), rows))
    assert two == twenty


@pytest.mark.parametrize("painter", [HitPainter(), BookmarkPainter()])
def test_headings_are_equally_high_everywhere(qtbot: QtBot, painter: RowPainter) -> None:
    heading = HeadingRow("bread", "Bread", "The Proving Drawer", "2 bookmarks")
    assert painter.height(heading, WIDTH_PX) == HEADING_HEIGHT
    assert not painter.is_now(heading)
    view = shown_list(qtbot, painter, [heading])
    assert LIGHT.text in colours(view, 0)


def test_every_episode_is_equally_high(qtbot: QtBot) -> None:
    rows: list[Row] = [
        RecordingRow(make_entry(title), 0, is_playing=False) for title in ("Bread", LONG)
    ]
    assert len(set(heights(shown_list(qtbot, RecordingPainter(), rows)))) == 1


def test_a_list_without_width_asks_for_no_room(qtbot: QtBot) -> None:
    view = shown_list(qtbot, QuestionPainter(), questions("Salt?"), width=10)
    hint = view.itemDelegate().sizeHint(QStyleOptionViewItem(), view.rows_model.index(0))
    assert hint == QSize(0, 0)


# ---- cutting -------------------------------------------------------------------------------------
def test_text_that_fits_is_not_cut(qtbot: QtBot) -> None:
    made = flow("What is salt for?", font("body"), 300, lines=2)
    assert made.layout.text() == "What is salt for?"


def test_text_that_does_not_fit_ends_in_an_ellipsis_on_its_last_line(qtbot: QtBot) -> None:
    made = flow(LONG * 3, font("body"), 200, lines=2)
    assert made.layout.lineCount() == 2
    assert made.layout.text().endswith("…")
    assert (LONG * 3).startswith(made.layout.text()[:-1].rstrip())


def test_a_word_wider_than_the_row_is_broken(qtbot: QtBot) -> None:
    made = flow("x" * 300, font("body"), 120, lines=3)
    widths = [made.layout.lineAt(at).naturalTextWidth() for at in range(made.layout.lineCount())]
    assert max(widths) <= 120


# ---- colours -------------------------------------------------------------------------------------
def test_the_question_being_answered_has_a_bar_and_a_tint(qtbot: QtBot) -> None:
    view = shown_list(qtbot, QuestionPainter(), questions("Salt?", "Sugar?", now=1))
    assert LIGHT.sel not in colours(view, 0)
    assert LIGHT.sel in colours(view, 1)
    picture = view.viewport().grab(view.visualRect(view.rows_model.index(1))).toImage()
    bar = [picture.pixelColor(9, y) for y in range(picture.height())]
    assert QColor(LIGHT.accent) in bar


def test_the_episode_being_heard_has_the_same_tint(qtbot: QtBot) -> None:
    rows: list[Row] = [
        RecordingRow(make_entry(name), 0, is_playing=name == "Salt") for name in ("Bread", "Salt")
    ]
    view = shown_list(qtbot, RecordingPainter(), rows, width=800)
    assert [LIGHT.sel in colours(view, at) for at in (0, 1)] == [False, True]


def test_the_selected_row_is_tinted_and_a_heading_never(qtbot: QtBot) -> None:
    rows: list[Row] = [HeadingRow("bread", "Bread", "", "1"), HitRow(make_hit())]
    view = shown_list(qtbot, HitPainter(), rows)
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    for at in (0, 1):
        view.selectionModel().setCurrentIndex(view.rows_model.index(at), select)
        assert (LIGHT.sel in colours(view, at)) is (at == 1)


def test_the_words_that_were_searched_are_tinted(qtbot: QtBot) -> None:
    view = shown_list(qtbot, HitPainter(), [HitRow(make_hit())])
    assert LIGHT.hit in colours(view, 0)


def test_a_bookmark_has_the_bar_of_its_colour(qtbot: QtBot) -> None:
    row = BookmarkRow(make_kept(note="Look this up", tags=("yeast",)), "Ada", 0)
    view = shown_list(qtbot, BookmarkPainter(), [row])
    assert LIGHT.mark in colours(view, 0)
    assert LIGHT.hover in colours(view, 0)  # behind a tag
