"""Other ways to spell the same English word: colour is color, organise is organize."""

from functools import lru_cache
from itertools import pairwise

from desktop_app.transcript.spelling_pairs import PAIRS

# Endings that are written in two ways, where a word of so many letters has them.
_ENDINGS = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("iser", "izer"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("lling", "ling"),
    ("lled", "led"),
    ("ller", "ler"),
)
_LEAST = 5
_OTHERS = {one: two for pair in PAIRS for one, two in (pair, pair[::-1])}


@lru_cache(maxsize=20_000)
def other_spellings(word: str) -> tuple[str, ...]:
    """Return how a word in small letters may be written too, itself not counted.

    Some of them are no words: nobody says them, so they are found nowhere.
    """
    found = [_OTHERS[word]] if word in _OTHERS else []
    for pair in _ENDINGS:
        for ending, other in (pair, pair[::-1]):
            if word.endswith(ending) and len(word) >= max(_LEAST, len(ending) + 2):
                found.append(word.removesuffix(ending) + other)
    return tuple(dict.fromkeys(found))


def joined(words: list[str]) -> dict[str, tuple[str, str]]:
    """Return what neighbouring words are when written as one: ``data set`` is ``dataset``."""
    return {one + two: (one, two) for one, two in pairwise(words)}
