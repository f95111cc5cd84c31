import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.model import Kind, Segment, Transcript
from desktop_app.transcript.quotes import Passage
from desktop_app.ui.theme import DARK, LIGHT
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.transcript_document import TranscriptDocument
from desktop_app.ui.widgets.transcript_rows import RowKind, rows_of
from tests.builders import make_transcript
from tests.ui.widgets.pages import Asked, long_page

pytestmark = pytest.mark.usefixtures("themed")


def document(transcript: Transcript, *questions: Asked) -> TranscriptDocument:
    rows = rows_of(transcript, questions, ())
    return TranscriptDocument(rows, ReadingLook(), LIGHT, {"A": 0, "B": 1})


def test_every_row_is_one_block_and_none_is_empty() -> None:
    made = document(long_page(6), Asked("Why?", 2))
    blocks = [made.findBlockByNumber(n).text() for n in range(made.blockCount())]
    assert len(blocks) == len(made.rows)
    assert all(blocks)


def test_questions_are_headings_to_a_screen_reader() -> None:
    made = document(make_transcript("A: Hi. / B: Why?"), Asked("Why is it so?", 1))
    levels = [
        made.findBlockByNumber(n).blockFormat().headingLevel() for n in range(made.blockCount())
    ]
    assert [row.words for row, level in zip(made.rows, levels, strict=True) if level] == [
        "Why is it so?"
    ]
    assert set(levels) == {0, 2}


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_every_character_finds_its_position_and_back(text: str) -> None:
    if not text.strip():
        return
    page = Transcript("plain-text", (Segment(0, Kind.SPEECH, text), Segment(1, Kind.SPEECH, "x")))
    made = document(page)
    assert made.blockCount() == 2
    for offset in range(len(text)):
        position = made.position(0, offset)
        assert position is not None
        assert made.place(position) == (0, offset)


def test_signs_outside_the_basic_plane_do_not_shift_what_follows() -> None:
    made = document(make_transcript("A: Bread 🍞🥖 is good."))
    position = made.position(0, 9)
    assert position is not None
    block = made.block_of(0)
    assert block is not None
    assert made.units(0, 9) == 11
    assert made.place(position) == (0, 9)


def test_a_line_break_in_a_paragraph_stays_in_its_block() -> None:
    made = document(make_transcript("A: One\ntwo. / B: Three."))
    assert made.blockCount() == 4
    assert made.plain_text(0, made.characterCount()) == "A\nOne\ntwo.\n\nB\nThree."


def test_a_place_on_a_name_or_heading_is_the_start_of_its_paragraph() -> None:
    made = document(make_transcript("A: Hi. / B: Why?"), Asked("Why is it so?", 1))
    heading = next(n for n, row in enumerate(made.rows) if row.kind is RowKind.QUESTION)
    assert made.place(made.findBlockByNumber(heading).position() + 4) == (1, 0)
    assert made.place(made.findBlockByNumber(heading + 1).position()) == (1, 0)


def test_a_passage_leaves_out_names_at_its_ends() -> None:
    made = document(make_transcript("A: One two. / B: Three four."))
    first = made.position(0, 4)
    second = made.position(1, 5)
    assert first is not None
    assert second is not None
    assert made.passage(first, second) == Passage(0, 4, 1, 5)
    name = made.findBlockByNumber(2).position()
    assert made.passage(name, second) == Passage(1, 0, 1, 5)
    assert made.passage(first, name + 1) == Passage(0, 4, 0, 8)


def test_no_words_make_no_passage() -> None:
    made = document(make_transcript("A: One."))
    assert made.passage(0, 1) is None


def test_copied_text_has_names_and_paragraphs_and_is_cut_where_it_is_selected() -> None:
    made = document(make_transcript("A: One two. / A: Three. / B: Four."), Asked("Why?", 2))
    start = made.position(0, 4)
    end = made.position(2, 2)
    assert start is not None
    assert end is not None
    assert made.plain_text(start, end) == "two.\n\nThree.\n\nWhy?\n\nB\nFo"


def test_names_take_over_the_colours_of_another_theme() -> None:
    made = document(make_transcript("A: One. / B: Two."))
    made.recolour(DARK, range(len(made.rows)))
    colours = [
        made.findBlockByNumber(n).begin().fragment().charFormat().foreground().color().name()
        for n in (0, 2)
    ]
    assert colours == [DARK.speaker(0), DARK.speaker(1)]


def test_a_segment_that_is_not_on_the_page_has_no_position() -> None:
    made = document(make_transcript("A: One."))
    assert made.position(7, 0) is None
    assert made.block_of(7) is None
