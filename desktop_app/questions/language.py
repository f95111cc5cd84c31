"""Whether a talk is in a language whose questions are known by their words: English."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from desktop_app.transcript.model import Segment

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Of a hundred English words these are thirty and more, of other languages' hardly one.
_ENGLISH = frozenset(
    (
        *("the", "and", "of", "to", "that", "it's", "is", "it", "this", "you", "your", "have"),
        *("with", "what", "they", "but", "not", "can", "we", "are", "be", "just", "like", "if"),
        *("there", "about", "don't", "that's", "because", "would"),
    )
)
_ENOUGH, _MOST = 30, 2_000
_LEAST_SHARE = 0.1


def knows_language(segments: Sequence[Segment]) -> bool:
    """Whether the words of a transcript tell questions from other sentences, not structure alone.

    Of a few words nothing is said against it.
    """
    said = list(islice(_words(segment.text for segment in segments if segment.is_speech), _MOST))
    letters = sum(map(len, said))
    if letters < _ENOUGH * 4:
        return True
    return sum(word in _ENGLISH for word in said) >= _LEAST_SHARE * len(said)


def _words(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from _WORD.findall(text.casefold())
