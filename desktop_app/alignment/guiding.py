"""Times that are known beforehand: the text before them is heard before, the text after them after.

They count where what was heard allows it as well: a wrong one changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.alignment.aligned_text import SaidText
from desktop_app.alignment.anchors import Pairs, match
from desktop_app.alignment.engines.engine import Heard

Moments = NDArray[np.float64]

_FEW = 3  # words that speak against a known time by chance


@dataclass(frozen=True, slots=True)
class KnownTime:
    """The time at which the token ``word`` of a segment is said, give or take ``within_ms``."""

    segment: int
    word: int
    moment_ms: int
    within_ms: int


@dataclass(frozen=True, slots=True)
class _Guide:
    """The same for a word of what is said, in seconds."""

    word: int
    earliest_s: float
    latest_s: float


class Guided:
    """Matches text and what was heard, and remembers which of the known times proved right."""

    def __init__(self, text: SaidText, known: Sequence[KnownTime]) -> None:
        self._words = text.words
        self._open = [_guide(text, one) for one in known]
        self._trusted: list[_Guide] = []

    def match(self, heard: Sequence[Heard]) -> Pairs:
        """Return the pairs of equal words that can be trusted, in order."""
        starts = np.array([word.start_s for word in heard])
        pairs = self._matched(heard, starts, self._trusted)
        for guide in list(self._open):
            against = _against(pairs, starts, guide)
            if against < _FEW:
                continue
            self._open.remove(guide)
            others = [one for one in self._trusted if _agree(one, guide)]
            guided = self._matched(heard, starts, [*others, guide])
            if len(pairs) - len(guided) <= against / 2:
                pairs, self._trusted = guided, [*others, guide]
        return pairs

    def _matched(self, heard: Sequence[Heard], starts: Moments, guides: Sequence[_Guide]) -> Pairs:
        found: list[Pairs] = []
        own = their = 0
        ends = [(guide.word, guide.earliest_s) for guide in sorted(guides, key=_word)]
        for word, moment_s in [*ends, (len(self._words), np.inf)]:
            last = max(their, int(np.searchsorted(starts, moment_s)))
            part = match(self._words[own:word], [one.word for one in heard[their:last]])
            found.append(part + np.array([own, their]))
            own, their = word, last
        return np.concatenate(found)


def _guide(text: SaidText, known: KnownTime) -> _Guide:
    token = int(text.first_tokens[known.segment]) + known.word
    return _Guide(
        int(np.searchsorted(text.tokens, token)),
        (known.moment_ms - known.within_ms) / 1000,
        (known.moment_ms + known.within_ms) / 1000,
    )


def _word(guide: _Guide) -> int:
    return guide.word


def _agree(one: _Guide, other: _Guide) -> bool:
    return (one.word < other.word) == (one.earliest_s < other.earliest_s)


def _against(pairs: Pairs, starts: Moments, guide: _Guide) -> int:
    """Return how many pairs are on the wrong side of a guide."""
    if not len(pairs):
        return 0
    moments = starts[pairs[:, 1]]
    early = (pairs[:, 0] >= guide.word) & (moments < guide.earliest_s)
    late = (pairs[:, 0] < guide.word) & (moments > guide.latest_s)
    return int(early.sum() + late.sum())
