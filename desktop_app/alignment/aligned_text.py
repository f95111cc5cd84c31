"""The words of a transcript in one row, as said, and the way back to its segments."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from desktop_app.alignment.spoken import SpokenWord, spoken
from desktop_app.transcript.model import Segment
from desktop_app.transcript.sentences import split_sentences

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SaidText:
    """All that is said, word by word.

    ``words[i]`` belongs to ``tokens[i]``, a token counted through the whole text. ``first_tokens``
    tells for each segment which is its first; one more at the end is the number of all.
    ``letters`` counts each word's letters and the blank after it.
    """

    words: Sequence[str]
    tokens: NDArray[np.int64]
    opens_sentence: Bools
    opens_segment: Bools
    letters: NDArray[np.float64]
    spelled: frozenset[str]
    first_tokens: NDArray[np.int64]

    def runs(self) -> list[Sequence[str]]:
        """Return the words of each segment."""
        firsts = [*np.flatnonzero(self.opens_segment), len(self.words)]
        return [self.words[a:b] for a, b in pairwise(firsts)]

    def digest(self) -> str:
        """Return what stands for exactly this text."""
        joined = " ".join(self.words).encode()
        return hashlib.sha256(joined).hexdigest()


def said_text(segments: Sequence[Segment], knows: Callable[[str], bool]) -> SaidText:
    """Return what is said in the speech of ``segments``. Marks are silent."""
    words: list[SpokenWord] = []
    tokens: list[int] = []
    sentence: list[bool] = []
    opening: list[bool] = []
    firsts = [0]
    for segment in segments:
        said = spoken(segment.text, knows) if segment.is_speech else ()
        starts = _sentence_tokens(segment.text)
        is_first = True
        is_new = False
        for number, spoken_words in enumerate(said):
            is_new = is_new or number in starts
            for word in spoken_words:
                words.append(word)
                tokens.append(firsts[-1] + number)
                sentence.append(is_new or is_first)
                opening.append(is_first)
                is_first = is_new = False
        firsts.append(firsts[-1] + len(segment.text.split()))
    return SaidText(
        words=[word.word for word in words],
        tokens=np.array(tokens, np.int64),
        opens_sentence=np.array(sentence, bool),
        opens_segment=np.array(opening, bool),
        letters=np.array([len(word.word) + 1.0 for word in words], np.float64),
        spelled=frozenset(word.word for word in words if word.is_spelled),
        first_tokens=np.array(firsts, np.int64),
    )


def _sentence_tokens(text: str) -> set[int]:
    """Return the numbers of the tokens that begin a sentence."""
    places = [match.start() for match in re.finditer(r"\S+", text)]
    numbers = {place: number for number, place in enumerate(places)}
    return {
        numbers[sentence.start] for sentence in split_sentences(text) if sentence.start in numbers
    }
