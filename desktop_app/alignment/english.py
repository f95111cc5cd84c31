"""Whether a text is English: by the small words that every English text is full of."""

from collections.abc import Sequence

_SMALL_TEXT = """
the of and to a in is it you that was for on are with as i his they be at one have this from or had
by but what some we can out other were all there when up use your how said an each she which do
their if will not so my no he would about them then these like just know me has been more her who
its into than now only could our over also after because don't it's i'm
"""
_ELSEWHERE_TEXT = "der die das und ist nicht el la los que en de le les des une il di che"
_SMALL = frozenset(_SMALL_TEXT.split())
_ELSEWHERE = frozenset(_ELSEWHERE_TEXT.split())
_LEAST_SHARE = 0.22
_MOST_WORDS = 20_000


def looks_english(words: Sequence[str]) -> bool:
    """Return whether ``words``, lower case, are English; a few words are taken for it."""
    seen = words[:_MOST_WORDS]
    if len(seen) < 20:
        return True
    small = sum(word in _SMALL for word in seen)
    other = sum(word in _ELSEWHERE for word in seen)
    return small >= _LEAST_SHARE * len(seen) and small > other
