from itertools import pairwise

import pytest

from desktop_app.questions import Answers, list_questions
from desktop_app.questions.ranking import Passage
from desktop_app.transcript.model import Transcript
from tests.builders import make_transcript
from tests.questions.test_listing import TALK

FILLER = (
    "We went to the market in the morning and came home late, and there was nothing on the table "
    "but bread, so everybody had a slice of it and went to bed without another word about it."
)
ROWS = [FILLER] * 12
ROWS[2] = "The colour of the kettle matters because black steel gives off more warmth."
ROWS[8] = "A convolutional neural network looks at small patches of a picture, one by one."
ROWS[9] = "It organises what it sees. Then the patches are added up. That is all."
APART = make_transcript(" / ".join(f"Ann: {row}" for row in ROWS))


def best(asked: str, transcript: Transcript = APART, limit: int = 10) -> list[Passage]:
    return Answers(transcript.segments, list_questions(transcript, ())).best(asked, limit)


@pytest.mark.parametrize(
    ("asked", "segment"),
    [
        ("why does the kettle's colour matter", 2),
        ("color of kettles", 2),  # another spelling, another form
        ("how do neural networks look at pictures", 8),
        ("what is a CNN", None),  # nobody says it so short
        ("organizing what is seen", 9),
    ],
)
def test_the_first_answer_has_the_words_in_any_form(asked: str, segment: int | None) -> None:
    found = best(asked)
    if segment is None:
        assert all(passage.sentence_segment != 2 for passage in found)
    else:
        assert found[0].segment <= segment <= found[0].segment_to
        assert found[0].sentence_segment == segment


def test_short_forms_are_found_by_the_words_they_stand_for() -> None:
    said = make_transcript(" / ".join(["Ann: " + FILLER] * 6 + ["Ann: A CNN sees patches."]))
    assert best("convolutional neural network", said)[0].sentence == "A CNN sees patches."


def test_the_sentence_is_the_one_that_tells_most_and_has_its_time() -> None:
    (first, *_others) = best("patches added up")
    assert first.sentence == "Then the patches are added up."
    assert first.start_ms is not None
    assert 90_000 < first.start_ms < 100_000


def test_an_answer_names_the_question_of_the_list_it_belongs_to() -> None:
    garden = make_transcript(TALK)
    first = best("why do orchids get yellow leaves", garden)[0]
    assert first.question is not None
    assert first.question.text == "Why do the leaves of my orchid turn yellow?"
    assert first.segment == 2


def test_answers_do_not_overlap_and_the_best_comes_first() -> None:
    found = best("bread on the table in the morning")
    spans = sorted((passage.segment, passage.segment_to) for passage in found)
    assert len(found) > 1
    assert all(one[1] < two[0] for one, two in pairwise(spans))
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert best("bread on the table in the morning", limit=1) == found[:1]


@pytest.mark.parametrize("asked", ["", "   ", "?!", "zebra crossing quagga"])
def test_what_nobody_speaks_of_has_no_answer(asked: str) -> None:
    assert best(asked) == []


def test_a_text_without_words_answers_nothing() -> None:
    assert best("anything", Transcript("plain-text", ())) == []


def test_words_that_stand_far_apart_in_one_passage_count_together() -> None:
    rows = ["We walked on and on, and nobody said much at all."] * 60
    rows[5], rows[13] = "Lanterns hung over the doors.", "Down in the harbour it was dark."
    rows[40] = "Lanterns again, more lanterns."
    first = best("lanterns of a harbour", make_transcript(" / ".join(f"Ann: {r}" for r in rows)))[0]
    assert first.segment <= 5
    assert first.segment_to >= 13


def test_the_words_that_only_ask_do_not_decide() -> None:
    rows = [FILLER] * 20
    rows[3] = "What is it that you have to do when you have what you do not have?"
    rows[15] = "A kettle of copper."
    asked = "what is it that you have to do when you have a kettle"
    first = best(asked, make_transcript(" / ".join(f"Ann: {row}" for row in rows)))[0]
    assert first.sentence == "A kettle of copper."
