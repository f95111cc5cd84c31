import pytest

from desktop_app.paths import resource
from desktop_app.questions.finding import ask_likelihoods
from desktop_app.questions.matching import LEAST_FIT, Match, Matcher
from desktop_app.questions.talk import Talk
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.page import read_notes
from tests.builders import make_transcript

CNN = (
    "A convolutional neural network slides small filters over an image, layer after layer, and "
    "each filter learns to see an edge or a texture, so the network knows a cat from a dog."
)
LAPTOP = (
    "It hardly matters. Buy a cheap laptop with a good keyboard and do the training in the cloud, "
    "because no notebook on your desk can keep up with a rented graphics card for an hour."
)
TALK = (
    "Ann: Today we talk about convolutional networks, which laptop to buy for deep learning, and "
    f"about the next big thing. / Ben: I can tell you now, a laptop hardly matters. / Ann: Let us "
    f"begin. Which laptop should I buy for deep learning? / Ben: {LAPTOP} / Ann: A listener asks: "
    f"what is a CNN in machine learning? / Ben: {CNN} / Ben: {CNN} / Ann: And how do you save a "
    "trained CNN model to a file? / Ben: You write its parameters out and read them again. Most "
    "frameworks have a function for saving a model and one for loading it. / Ann: The last one is "
    "whether machines will replace us. What will they replace? / Ben: I think they help us rather "
    "than replace us; they take the dull part of a job, not the whole of it, as I see it. / "
    "Ann: Thank you."
)


def matches(*wordings: str) -> list[Match | None]:
    talk = Talk(make_transcript(TALK).segments)
    return Matcher(talk, ask_likelihoods(talk)).places(wordings)


def places(*wordings: str) -> list[int | None]:
    return [match.line.place if match else None for match in matches(*wordings)]


def test_a_list_of_topics_and_a_teaser_do_not_attract_a_question() -> None:
    assert places("What laptop should you buy for deep learning?") == [2]


@pytest.mark.parametrize(
    "wording",
    [
        "What are CNNs?",
        "What is a CNN?",
        "What's a CNN in machine learning",
        "What are convolutional neural networks?",
    ],
)
def test_other_wordings_short_forms_and_plurals_find_the_same_question(wording: str) -> None:
    assert places(wording) == [4]


def test_a_question_with_the_same_rare_word_but_another_wish_is_told_apart() -> None:
    assert places("How do you save a trained CNN?", "What are CNNs?") == [7, 4]


def test_the_question_is_found_and_not_its_answer() -> None:
    assert places("What will machines replace?") == [9]


def test_the_list_need_not_be_in_the_order_of_the_talk() -> None:
    assert places("What will AI replace?", "What are CNNs?", "Which laptop should I buy?") == [
        9,
        4,
        2,
    ]


def test_a_question_nobody_asks_has_no_place() -> None:
    assert places("How old is the oldest tree in Norway?", "") == [None, None]


def test_the_better_the_fit_the_surer_the_match() -> None:
    exact, loose = matches("What is a CNN in machine learning?", "Do networks learn filters?")
    assert exact is not None
    assert exact.confidence > 0.9
    assert loose is None or loose.confidence < exact.confidence


def test_the_sentence_that_asks_is_named_with_its_offsets() -> None:
    (match,) = matches("What is a CNN?")
    assert match is not None
    text = make_transcript(TALK).segments[4].text
    found = text[match.line.sentence.start : match.line.sentence.end]
    assert found == "A listener asks: what is a CNN in machine learning?"


def test_no_sentence_is_chosen_below_the_least_fit() -> None:
    assert 0 < LEAST_FIT < 1
    assert all(
        match is None or match.confidence > 0.5 for match in matches("Ann", "cloud", "Today")
    )


def test_short_answers_leave_the_questions_of_a_page_their_places() -> None:
    """The sample's listeners ask ten questions, and each is answered in two or three sentences."""
    folder = resource("sample")
    transcript = read_transcript(folder / "bread-questions.md").transcript
    notes = read_notes((folder / "bread-questions.notes.md").read_text("utf-8"))
    talk = Talk(transcript.segments)
    found = Matcher(talk, ask_likelihoods(talk)).places(notes.questions)
    asked = [match.line.text for match in found if match is not None]
    assert len(asked) == len(notes.questions) == 10
    for words, said in zip(
        ("salt", "risen", "knead", "grey", "Lena", "steam", "gummy", "Mei", "Oskar", "first"),
        sorted(asked, key=lambda text: next(i for i, s in enumerate(talk.lines) if s.text == text)),
        strict=True,
    ):
        assert words in said
