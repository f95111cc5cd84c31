import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.alignment.pronouncing import pronounce

KNOWN = {
    "change": ["CH EY N JH"],
    "log": ["L AO G"],
    "cook": ["K UH K"],
    "bake": ["B EY K"],
    "rose": ["R OW Z"],
    "a": ["AH", "EY"],
    "nasa": ["N AE S AH"],
}


def lookup(word: str) -> list[str]:
    return KNOWN.get(word, [])


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("a", ("AH", "EY")),
        ("changelog", ("CH EY N JH L AO G",)),
        ("cooks", ("K UH K S",)),
        ("rose's", ("R OW Z AH Z",)),
        ("baking", ("B EY K IH NG",)),
        ("baked", ("B EY K T",)),
        ("zibble", ("Z IH B AH L",)),
        ("phone", ("F OW N",)),
    ],
)
def test_a_word_is_said_like_its_relatives_or_its_letters(
    word: str, phones: tuple[str, ...]
) -> None:
    assert pronounce(word, lookup) == phones


def test_an_abbreviation_is_spelled() -> None:
    assert pronounce("gpt", lookup, is_spelled=True) == ("JH IY P IY T IY",)
    assert pronounce("apis", lookup, is_spelled=True)[0] == "EY P IY AY Z"


def test_capitals_that_are_a_word_may_be_said_both_ways() -> None:
    assert pronounce("nasa", lookup, is_spelled=True) == ("N AE S AH", "EH N EY EH S EY")


@given(st.text("abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=20), st.booleans())
def test_every_word_has_a_pronunciation(word: str, is_spelled: bool) -> None:
    found = pronounce(word, lookup, is_spelled=is_spelled)
    assert found
    assert all(phones.strip() == phones and phones for phones in found)
