import pytest

from desktop_app.questions.clauses import quoted_question, without_lead_in
from desktop_app.questions.rewording import stand_alone


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("So, what is a hash?", "What is a hash?"),
        ("Okay, yeah, and how do you sort it?", "How do you sort it?"),
        ("This one says “How to save a model?”", "How to save a model?"),
        ('Okay, here\'s a quick one, "Is it late?"', "Is it late?"),
        ("Chris, what tools do you use?", "What tools do you use?"),
        ("What tools do you use, Chris?", "What tools do you use?"),
        (
            "It is not a technical one but I think it is one that many people ask - how does one "
            "start a garden?",
            "How does one start a garden?",
        ),
        ("Tell us more about the garden.", "Tell us more about the garden."),
        ("Paris, is it far?", "Paris, is it far?"),
    ],
)
def test_a_question_is_shown_without_the_banter_round_it(said: str, shown: str) -> None:
    assert stand_alone(said, frozenset({"Chris"})) == shown


def test_nothing_but_a_lead_in_is_kept_as_it_is() -> None:
    assert stand_alone("So?") == "So?"
    assert stand_alone("") == ""


def test_the_lead_in_goes_but_not_words_that_only_begin_alike() -> None:
    assert without_lead_in("So, well, now then: sofas?") == "sofas?"
    assert without_lead_in("Sofas?") == "Sofas?"


def test_only_a_quote_that_asks_counts_as_read_out() -> None:
    assert quoted_question('He said "never" and left.') is None
    assert quoted_question('She asks "Why me?"') == "Why me?"


def test_what_follows_a_quote_that_began_before_is_left_out() -> None:
    assert stand_alone('How do I ship it?" and so on, and so forth.') == "How do I ship it?"
