import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.alignment.spoken import spoken


def said(text: str) -> str:
    return " | ".join(" ".join(word.word for word in words) for words in spoken(text))


@pytest.mark.parametrize(
    ("text", "as_said"),
    [
        ("Hello, “world”!", "hello | world"),
        ("don't you’ll 'em", "don't | you'll | em"),
        ("in 1984 or 2020", "in | nineteen eighty four | or | twenty twenty"),
        ("in 1905", "in | nineteen oh five"),
        ("2,043 men", "two thousand forty three | men"),
        ("the 21st", "the | twenty first"),
        ("the 1990s and '80s", "the | nineteen nineties | and | eighties"),
        ("3.5 or 100%", "three point five | or | one hundred percent"),
        ("$5 million for", "five | million dollars | for"),
        ("$3.50 £2k", "three dollars fifty | two thousand pounds"),
        ("10:30 and 24/7", "ten thirty | and | twenty four seven"),
        ("10GB of 5G", "ten gigabytes | of | five g"),
        ("changelog.com/slack", "changelog dot com slash slack"),
        ("a well-known thing", "a | well known | thing"),
        ("GitHub and iPhone", "git hub | and | i phone"),
        ("Dr. Who vs. C++", "doctor | who | versus | c plus plus"),
        ("Q&A, AT&T", "q and a | at and t"),
        ("café naïve", "cafe | naive"),
        ("v2.0", "v two point zero"),
    ],
)
def test_a_text_is_written_as_it_is_said(text: str, as_said: str) -> None:
    assert said(text) == as_said


def test_what_is_not_read_aloud_is_silent() -> None:
    assert said("Well [laughter] yes [unintelligible 00:12:03] — so (laughs) on") == (
        "well |  | yes |  |  |  | so |  | on"
    )


def test_an_aside_in_brackets_is_said() -> None:
    assert said("He (my brother) laughs") == "he | my | brother | laughs"


def test_capitals_may_be_spelled() -> None:
    words = [word for words in spoken("The API of a NASA team") for word in words]
    assert [word.word for word in words if word.is_spelled] == ["api", "nasa"]


def test_a_word_with_a_known_pronunciation_is_not_taken_apart() -> None:
    assert [w.word for w in spoken("McDonald", lambda word: word == "mcdonald")[0]] == ["mcdonald"]


@given(st.text(max_size=80))
def test_every_token_has_an_entry_and_words_are_plain(text: str) -> None:
    found = spoken(text)
    assert len(found) == len(text.split())
    for number, words in enumerate(found):
        assert all(word.token == number for word in words)
        letters = "".join(word.word for word in words).replace("'", "")
        assert letters.isalpha() or not letters
        assert all(word.word.strip("'") for word in words)
