import pytest

from desktop_app.questions.wording import content, fold, fold_question, initials


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CNNs", "cnn"),
        ("networks", "network"),
        ("libraries", "library"),
        ("boxes", "box"),
        ("dog's", "dogs"),
        ("deploying", "deployed"),
        ("programming", "programmed"),
        ("training", "trained"),
    ],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("class", "clas"), ("bus", "bu"), ("thing", "th")])
def test_words_that_only_look_like_a_form_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_what_a_text_is_about_leaves_out_how_it_is_asked() -> None:
    assert content("What do you think about the tools?") == ["tool"]
    assert content("How are you?") == []


def test_forms_of_to_be_are_one_in_questions() -> None:
    assert fold_question("What's a CNN?") == fold_question("What is a CNN?")
    assert fold_question("What are CNNs")[:2] == ["what", "be"]
    assert fold_question("the dog's bone") == ["the", "dog", "bone"]


def test_short_forms_stand_for_neighbouring_words() -> None:
    assert initials(["deep", "neural", "network"]) == {
        "dn": ("deep", "neural"),
        "nn": ("neural", "network"),
        "dnn": ("deep", "neural", "network"),
    }
