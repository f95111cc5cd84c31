import time
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.alignment.anchors import match

SAID = (
    "what does salt do apart from taste it slows the yeast down so the dough has time to find its"
    " flavour and it tightens the gluten so the loaf holds its shape in the oven"
)
TEXT = SAID.split()


def words(text: str) -> list[str]:
    return text.split()


def test_the_same_words_are_matched_one_by_one() -> None:
    assert match(TEXT, TEXT).tolist() == [[n, n] for n in range(len(TEXT))]


def test_words_of_an_advert_between_are_left_out() -> None:
    advert = words("go to acme dot com slash show for a free month of all there is")
    pairs = match(TEXT, [*TEXT[:14], *advert, *TEXT[14:]])
    assert pairs.tolist() == [[n, n if n < 14 else n + len(advert)] for n in range(len(TEXT))]


def test_a_passage_that_is_not_spoken_is_left_out() -> None:
    pairs = match(TEXT, [*TEXT[:10], *TEXT[22:]])
    assert sorted(set(range(len(TEXT))) - set(pairs[:, 0].tolist())) == list(range(10, 22))


def test_a_lone_equal_word_is_chance() -> None:
    assert match(TEXT, words("there is the one who said flour to me")).tolist() == []


def test_another_text_has_hardly_a_match() -> None:
    other = words("call me ishmael some years ago never mind how long precisely having little")
    assert len(match(TEXT, other)) == 0


def test_nothing_matches_nothing() -> None:
    assert match([], []).shape == (0, 2)
    assert match(TEXT, []).shape == (0, 2)


@given(st.lists(st.sampled_from("abc"), max_size=40), st.lists(st.sampled_from("abc"), max_size=40))
def test_matches_are_equal_words_in_rising_order(text: list[str], heard: list[str]) -> None:
    pairs = match(text, heard)
    assert (np.diff(pairs, axis=0) > 0).all()
    assert all(text[own] == heard[their] for own, their in pairs)


def test_three_hours_are_compared_in_a_moment() -> None:
    random = Random(1)
    text = [f"w{random.randrange(3000)}" for _ in range(30_000)]
    heard = [word if random.random() > 0.15 else "noise" for word in text]
    begun = time.process_time()
    pairs = match(text, heard)
    assert time.process_time() - begun < 5
    assert len(pairs) > 0.8 * len(text)
    assert (pairs[:, 0] == pairs[:, 1]).all()
