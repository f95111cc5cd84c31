import pytest

from desktop_app.questions.finding import Asked, ask_likelihoods
from desktop_app.questions.phrasing import phrased, phrases
from desktop_app.questions.talk import Talk
from tests.builders import make_transcript

ANSWER = (
    "You take two long planks and lash them to the mast above and below the break, tight, with wet "
    "rope, since wet rope shrinks when the sun dries it, and then you set the smallest sail only."
)


def shown(said: str, names: frozenset[str] = frozenset()) -> str:
    talk = Talk(make_transcript(f"Ann: {said} / Ben: {ANSWER} / Ann: Thank you.").segments)
    candidates = ask_likelihoods(talk)
    asked = max(candidates, key=lambda one: one.confidence)
    return phrased(talk, asked, candidates, names).text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            "We had a storm last week. So how do you repair a broken mast at sea? It must be hard.",
            "How do you repair a broken mast at sea?",
        ),
        (
            "How do you repair a broken mast at sea? Right? Does that make sense?",
            "How do you repair a broken mast at sea?",
        ),
        (
            "And I'm just curious, you know, how do you, uh, repair a broken mast at sea, Ben?",
            "How do you repair a broken mast at sea?",
        ),
        (
            "What is -- how do you repair a broken mast at sea?",
            "How do you repair a broken mast at sea?",
        ),
    ],
)
def test_the_sentence_about_the_subject_is_shown_clean(said: str, text: str) -> None:
    assert shown(said, frozenset({"Ben"})) == text


def test_the_same_question_is_not_shown_twice() -> None:
    said = "How do you repair a mast at sea? Yes, how do you repair a mast at sea?"
    assert shown(said) == "How do you repair a mast at sea?"


def test_every_phrase_has_the_same_signs() -> None:
    talk = Talk(make_transcript(f"Ann: Is it late? And how do you sail? / Ben: {ANSWER}").segments)
    candidates = ask_likelihoods(talk)
    found = phrases(talk, candidates[0], candidates, frozenset())
    assert len(found) >= 2
    assert len({frozenset(one.signs) for one in found}) == 1


def test_a_sentence_that_asks_nothing_can_be_shown_where_it_was_pointed_to() -> None:
    talk = Talk(make_transcript(f"Ann: The mast. / Ben: {ANSWER}").segments)
    asked = Asked(talk.lines[0], 0.5)
    assert phrased(talk, asked, [], frozenset()).text
