"""What a row of the question list says."""

from dataclasses import replace

import pytest

from desktop_app.questions import Origin
from desktop_app.ui.models.question_rows import current_question, places, question_rows, shown_time
from tests.ui.recordings import make_question

SALT = make_question("What is salt for?", 10_000, 130_000)
YEAST = make_question("Why yeast?", 60_000, 90_000)
UNTIMED = make_question("And sugar?", None, None, error_ms=None)


def test_a_row_says_question_time_length_and_state() -> None:
    row = question_rows((SALT,), (), None)[0]
    assert row.words == "What is salt for?, 10 seconds, 2 min, not heard"
    assert (row.number, row.when, row.answer_length) == (1, "0:10", "2 min")


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ((), "not heard"),
        (((10_000, 20_000),), "partly heard"),
        (((0, 200_000),), "heard"),
        (((10_000, 129_000),), "partly heard"),
    ],
)
def test_a_row_says_how_much_of_the_answer_was_heard(
    heard: tuple[tuple[int, int], ...], words: str
) -> None:
    assert question_rows((SALT,), heard, None)[0].words.endswith(f", {words}")


def test_the_question_being_answered_says_so_and_what_is_left() -> None:
    salt, sugar = question_rows((SALT, UNTIMED), (), 40_000)
    assert (salt.is_now, salt.left) == (True, "2 min left")
    assert salt.words.endswith(", playing now")
    assert (sugar.is_now, sugar.left) == (False, "")


def test_of_nested_questions_the_one_asked_last_is_answered() -> None:
    assert current_question((SALT, YEAST), 70_000) is YEAST
    assert current_question((SALT, YEAST), 95_000) is SALT


@pytest.mark.parametrize("moment_ms", [None, 9_999, 130_000])
def test_before_after_and_elsewhere_no_question_is_answered(moment_ms: int | None) -> None:
    assert current_question((SALT,), moment_ms) is None


def test_a_question_without_a_time_says_so() -> None:
    row = question_rows((UNTIMED,), ((0, 100_000),), 5_000)[0]
    assert row.words == "And sugar?, no time, not heard"
    assert row.tip.splitlines()[0] == "Show in the text. Its time is not known."
    assert (row.when, row.answer_length) == ("", "")


@pytest.mark.parametrize(
    ("error_ms", "when", "tip"),
    [(0, "0:10", "Play from 0:10"), (4_000, "≈ 0:10", "Play from about 0:10")],
)
def test_an_estimate_is_marked_as_one(error_ms: int, when: str, tip: str) -> None:
    row = question_rows((make_question(error_ms=error_ms),), (), None)[0]
    assert (row.when, row.tip.splitlines()[0]) == (when, tip)


def test_a_time_that_is_not_known_is_not_shown() -> None:
    assert shown_time(None, 0) == ""


def test_the_filter_finds_its_words_in_any_case() -> None:
    assert places("Do I need to do it?", ["do", "it"]) == ((0, 2), (13, 15), (16, 18))
    assert places("What (really)?", ["("]) == ((5, 6),)
    assert places("What?", []) == ()


@pytest.mark.parametrize(
    ("origin", "segment", "confidence", "source"),
    [
        ("user", 1, 1.0, "Set by you"),
        ("page", 1, 0.9, "From the episode page"),
        ("page", 1, 0.3, "From the page, perhaps not here"),
        ("page", None, 0.0, "From the episode page. Drag it onto the line that asks it."),
        ("text", 1, 0.9, "Found in the text"),
        ("text", 1, 0.4, "Found in the text, perhaps a remark"),
    ],
)
def test_a_row_tells_where_its_question_is_from(
    origin: Origin, segment: int | None, confidence: float, source: str
) -> None:
    question = replace(make_question(), origin=origin, segment=segment, confidence=confidence)
    row = question_rows((question,), (), None)[0]
    assert row.tip.splitlines()[1] == source
