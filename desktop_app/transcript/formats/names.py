"""Whether a few words before a colon are a speaker's name, a mark, or just words."""

import re
from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Not people: what is heard instead of text. Others that never say a word are found by that.
_MARKS = frozenset(
    {"break", "ad break", "jingle", "outro", "intro", "song", "song extract", "song sample"}
    | {"sample", "sound sample", "music", "ad", "advertisement", "applause", "silence"}
)
_PARTICLES = _set(
    "von van de da del della der den di du dos la le el al bin ibn of the and y e at on from for"
)
_NAME_WORD = re.compile(r"[\w$@#&.'’‘`\-/()+!]+[,.]?[^\w\s?!;:]?")
_NOT_NAMES = _set(
    "note notes warning update edit source sources link links http https tip example question "
    "answer monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday so "
    "but and yes no well also then first second third finally however because"
)
_LONGEST = 60


def is_mark(name: str) -> bool:
    """Whether a name stands for something heard, such as Break or Jingle, and not for a person."""
    return name.strip().lower() in _MARKS


@lru_cache(maxsize=2048)  # the same few names are asked about thousands of times
def looks_like_name(text: str) -> bool:
    """Whether text may be a speaker's name: few words, capitals but for particles, no sentence."""
    text = text.strip()
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > _LONGEST or text.lower() in _NOT_NAMES:
        return False
    if not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    if not any(letter.isalpha() for letter in text):
        return False
    return len(words) == 1 or all(_capital(word) for word in words)


def _capital(word: str) -> bool:
    bare = word.strip("().,'’‘`\"")
    return not bare[:1].islower() or bare in _PARTICLES
