import pytest

from desktop_app.questions.finding import ask_likelihoods, taken_up
from desktop_app.questions.signs import may_ask
from desktop_app.questions.talk import Talk
from tests.builders import make_transcript

LONG = (
    "We started with a small team and a large problem, and it took us two years to see that the "
    "problem was not the code but the way we planned it. Since then we write less and talk more, "
    "and every release has been on time, which nobody would have believed before."
)


def likelihood(text: str, sentence: str) -> float:
    talk = Talk(make_transcript(text).segments)
    (found,) = (a.confidence for a in ask_likelihoods(talk) if a.line.text == sentence)
    return found


def interview(asked: str, answer: str = LONG) -> str:
    return (
        f"Ann: Our guest builds software for ships. / Ben: {LONG} / Ann: {asked} / Ben: {answer} / "
        f"Ann: That is remarkable. / Ben: {LONG} / Ann: Thank you for coming."
    )


def test_a_long_answer_by_another_makes_a_question_likelier_than_a_short_one() -> None:
    asked = "How did you change the way you plan a release?"
    assert likelihood(interview(asked), asked) > 0.5
    assert likelihood(interview(asked), asked) > likelihood(interview(asked, "Slowly."), asked)


@pytest.mark.parametrize(
    "small",
    ["You mean the plan, right?", "Really?", "Is that right?", "Who knows?", "Are you ready, Ben?"],
)
def test_tags_clarifications_and_small_talk_are_less_likely(small: str) -> None:
    asked = "What made you change the way you plan a release?"
    talk = Talk(make_transcript(interview(small)).segments)
    found = [a.confidence for a in ask_likelihoods(talk) if a.line.text == small]
    assert all(one < likelihood(interview(asked), asked) - 0.1 for one in found)


def test_a_request_without_a_question_mark_may_ask() -> None:
    assert may_ask("Tell us more about the way you plan a release.")
    assert may_ask("I'm curious how that came about in the first place.")
    assert may_ask("This one is popular - what laptop do I buy for it.")
    assert not may_ask("We plan each release with care.")


def test_a_greeting_does_not_ask() -> None:
    assert not may_ask("How are you today, Ben?")
    assert not may_ask("Hello, how’s it going?")
    assert may_ask("How are you going to keep the old ships afloat when the new ones come?")


def test_a_paragraph_is_listed_once_and_neighbours_only_when_sure() -> None:
    text = interview("How did you plan? And how do you plan a release today, with so many ships?")
    talk = Talk(make_transcript(text).segments)
    listed = taken_up(talk, ask_likelihoods(talk))
    places = [asked.line.place for asked in listed]
    assert places == sorted(set(places))
    assert 2 in places


def test_a_question_in_another_language_is_found_by_structure() -> None:
    text = (
        "Eva: Willkommen. / Jan: Guten Tag. / Eva: Warum haben Sie das Schiff umgebaut, und was "
        f"hat sich dadurch geändert? / Jan: {LONG} {LONG} / Eva: Danke, das war sehr eindrücklich."
    )
    talk = Talk(make_transcript(text).segments)
    assert [asked.line.place for asked in taken_up(talk, ask_likelihoods(talk))] == [2]
