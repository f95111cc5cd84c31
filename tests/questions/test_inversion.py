import pytest

from desktop_app.questions.inversion import direct


@pytest.mark.parametrize(
    ("reported", "asked"),
    [
        ("how you got started.", "How did you get started?"),
        ("how you feel about it", "How do you feel about it?"),
        ("what you're doing now", "What are you doing now?"),
        ("if that's an issue you see, if that's something you fight.", "Is that an issue you see?"),
        ("whether you have any advice", "Do you have any advice?"),
        ("why it works", "Why does it work?"),
        ("what kind of tools they use every day", "What kind of tools do they use every day?"),
        ("how people can help", "How can people help?"),
        ("how long you've been there", "How long have you been there?"),
    ],
)
def test_a_reported_question_is_put_directly(reported: str, asked: str) -> None:
    assert direct(reported) == asked


@pytest.mark.parametrize(
    "said",
    [
        "how the engine works",  # no short subject: its verb may be anywhere
        "how you persevered",  # a verb whose plain form is not known
        "how you got here and why you stayed",
        "how many of you are here?",
        "what is a hash?",
        "",
    ],
)
def test_what_is_not_sure_stays_as_it_was_said(said: str) -> None:
    assert direct(said) == said
