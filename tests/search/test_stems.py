import pytest

from desktop_app.search.stems import beginning, stem


@pytest.mark.parametrize(
    "forms",
    [
        "run runs running",
        "study studies studied studying",
        "make makes making",
        "cache caches cached caching",
        "test tests tested testing",
        "box boxes",
        "add adds added adding",
        "fall falls falling",
        "class classes",
        "try tries tried trying",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    words = forms.split()
    assert len({stem(word) for word in words}) == 1
    assert all(word.startswith(beginning(words[0])) for word in words)


@pytest.mark.parametrize(
    ("one", "other"),
    [("news", "new"), ("need", "ne"), ("ring", "r"), ("evening", "even"), ("bus", "bu")],
)
def test_what_only_looks_like_an_ending_stays(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "a", "été", "日", "2020s", "мёд"])
def test_short_words_and_other_letters_stay(word: str) -> None:
    assert stem(word) == word
