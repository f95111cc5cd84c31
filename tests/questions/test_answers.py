from desktop_app.questions.answers import answers
from desktop_app.questions.talk import Line, Talk
from tests.builders import make_transcript

LONG = "word " * 30 + "end."
VERY_LONG = "Word " * 50 + "end."


def spans(text: str, *asking: int) -> list[tuple[int, int]]:
    talk = Talk(make_transcript(text).segments)
    lines = [next(line for line in talk.lines if line.place == place) for place in asking]
    return [(answer.first, answer.last) for answer in answers(talk, lines)]


def test_banter_before_the_answer_is_skipped() -> None:
    text = (
        f"Ann: Why? / Ben: Good question. / Ann: Indeed. / Ben: {LONG} / Ann: So how? / Ben: {LONG}"
    )
    assert spans(text, 0, 4) == [(3, 3), (5, 5)]


def test_whoever_asks_and_speaks_on_answers_himself() -> None:
    assert spans(f"Ann: Why? {VERY_LONG} / Ben: I agree. / Ann: So how? / Ben: {LONG}", 0, 2) == [
        (0, 1),
        (3, 3),
    ]


def test_the_paragraph_that_answers_may_ask_the_next_question() -> None:
    assert spans(f"Ann: Why? / Ben: Because. And why not? / Ann: {LONG}", 0, 1) == [(1, 1), (2, 2)]


def test_two_questions_in_one_paragraph_are_answered_there_and_after() -> None:
    talk = Talk(make_transcript(f"Ann: Why? And how? / Ben: {LONG}").segments)
    first, second = (line for line in talk.lines if line.place == 0)
    assert [(a.first, a.last) for a in answers(talk, [first, second])] == [(0, 0), (1, 1)]


def test_the_last_answer_ends_before_the_farewells() -> None:
    middle = " / ".join(f"Ben: {LONG}" for _ in range(12))
    text = f"Ann: Why? / {middle} / Ann: Thanks so much for joining us. / Ben: Bye."
    assert spans(text, 0) == [(1, 12)]


def test_a_question_at_the_very_end_is_its_own_answer() -> None:
    assert spans(f"Ben: {LONG} / Ann: Why?", 1) == [(1, 1)]


def test_no_questions_have_no_answers() -> None:
    none: list[Line] = []
    assert answers(Talk(make_transcript("Ann: Hi.").segments), none) == []
    assert answers(Talk([]), none) == []


def test_an_answer_ends_where_something_else_is_asked_in_passing() -> None:
    text = f"Ann: Why? / Ben: {LONG} / Ben: {LONG} / Ann: And the sea? / Ben: {LONG}"
    talk = Talk(make_transcript(text).segments)
    whole, cut = answers(talk, [talk.lines[0]])[0], answers(talk, [talk.lines[0]], {3})[0]
    assert (whole.first, whole.last) == (1, 4)
    assert (cut.first, cut.last) == (1, 2)
