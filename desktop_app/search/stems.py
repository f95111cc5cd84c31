"""Other forms of a word: run, runs and running are one word said in three ways.

Light on purpose: English endings only, so that news, ring or need stay what they are. Words of
other languages lose at most a plural s.
"""

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_LEAST = 4  # letters; shorter words have no ending to lose
_KEEP = ("ss", "us", "is")  # glass, bus, this
# Words that only look like a form of another one.
_OWN = frozenset(
    ("news", "always", "perhaps", "evening", "lens", "does", "goods", "king", "wedding")
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return what is common to the forms of a folded word."""
    if len(word) < _LEAST or word in _OWN or not (word.isascii() and word.isalpha()):
        return word
    return _without_e(_without_tense(_without_plural(word)))


def beginning(word: str) -> str:
    """Return what all forms of a word begin with."""
    return stem(word)[:-1] if len(stem(word)) > 2 else stem(word)


def _without_plural(word: str) -> str:
    if not word.endswith("s") or word.endswith(_KEEP):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _without_tense(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and not base.endswith("e") and _VOWELS & set(base):
            return _undoubled(base)
    return word


def _undoubled(base: str) -> str:
    """Return run for runn; add, fall and miss keep their two."""
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz" and base[-1] not in _VOWELS:
        return base[:-1]
    return base


def _without_e(word: str) -> str:
    """Return us for use, so that using is the same word."""
    return word[:-1] if len(word) > 3 and word.endswith("e") and word[-2] not in _VOWELS else word
