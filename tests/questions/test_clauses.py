import pytest

from desktop_app.questions.clauses import asked_clause, asks_directly, clauses, quoted_question


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I'm curious how you got started.", "How did you get started?"),
        ("My question is what tools do you use?", "what tools do you use?"),
        (
            "This one was on top - what boat do I buy for the sea.",
            "what boat do I buy for the sea.",
        ),
        ("I don't know, is that something you've seen?", "is that something you've seen?"),
        ("Carla asks what she should plant first?", "What should she plant first?"),
        ("What worries me is how do we pay for it?", "how do we pay for it?"),
    ],
)
def test_what_announces_a_question_is_left_out(said: str, asked: str) -> None:
    assert asked_clause(said) == asked


def test_a_case_that_a_question_needs_stays() -> None:
    said = "If you began anew today, with no money, what would you plant first?"
    assert asked_clause(said) == said


def test_of_a_long_run_of_clauses_the_last_that_asks_is_kept() -> None:
    said = (
        "We had the storm in the north last week and the mast broke and all the sails were gone, "
        "so how do you repair a mast at sea?"
    )
    assert asked_clause(said) == "how do you repair a mast at sea?"


def test_a_direct_question_that_quotes_something_asks_for_itself() -> None:
    assert quoted_question("Did they come and say “Can we have it?”") is None
    assert quoted_question("When you say “mine”, do you mean the boat?") is None
    assert quoted_question("She asks “Can we have it?” and waits.") == "Can we have it?"


def test_the_parts_shown_of_a_sentence_all_ask_or_are_all_of_it() -> None:
    first, *parts = clauses("What does a mast cost, and how do you repair it at sea?")
    assert first.startswith("What does a mast cost")
    assert parts == ["how do you repair it at sea?"]


@pytest.mark.parametrize("text", ["How do you do it?", "What laptop do I buy", "Is it late?"])
def test_the_order_of_words_tells_a_direct_question(text: str) -> None:
    assert asks_directly(text)


@pytest.mark.parametrize("text", ["How you do it", "The boat is old.", "Which is why we left."])
def test_the_order_of_words_tells_what_is_no_direct_question(text: str) -> None:
    assert not asks_directly(text)
