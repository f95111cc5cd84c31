"""Where each question of a page's list is really asked.

A page words its questions shorter than people do ("What are CNNs?" for "What is a CNN in machine
learning?"), and not in the order of the talk. So every sentence is compared by the words that are
rare in this talk; of several that fit, that one wins which asks and is answered by what follows.
A list of topics at the start, a teaser or an answer fits too, but neither asks nor is answered.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from desktop_app.questions.finding import Asked
from desktop_app.questions.signs import is_read_out
from desktop_app.questions.talk import Line, Talk
from desktop_app.questions.wording import STOPS, common_beginning, fold_question, initials

# Below this no sentence fits: a few of 100 right places are lost so, and 8 of 100 questions of
# another conversation are given a place all the same.
LEAST_FIT = 0.29
# How sure a fit is: half of those near the middle are right, nine of ten a little above.
_FIT_MIDDLE, _FIT_SPREAD = 0.27, 0.06

_STOP_SHARE = 0.35  # a word like "how" against its rarity
_UNHEARD_SHARE = 0.6  # a word that is never said
_ALIKE, _ALIKE_SHARE = 0.7, 0.8  # words with so much of a common beginning; what that is worth
_RECALL_WEIGHT = 4.0  # recall against precision (beta squared)
_PHRASE, _AROUND, _WHOLE = 0.2, 0.6, 0.2
_ASKS, _ANSWERED = 0.5, 0.25
# This likelihood of asking is as good as any. In a talk that asks less surely, as where answers are
# short, it is what as many paragraphs reach as the page has questions, but no less than the second.
_LIKELY, _UNLIKELY = 0.28, 0.08
_SAME_PARAGRAPH, _READ_OUT = 0.6, 0.15
_OTHER_QUESTION_WORD = 0.82
_AHEAD = 160
_EARLIEST = 0.65  # a sentence before it in the same paragraph, fitting so well, begins the question
_NEVER = _EARLIEST * LEAST_FIT  # a sentence that fits less than this is never chosen
_TAKEN = 0.75  # where another question of the list is asked already
_QUESTION_WORDS = ("what", "how", "why", "which", "when", "where", "who")


@dataclass(frozen=True, slots=True)
class Match:
    """The sentence that asks, and how sure that is."""

    line: Line
    confidence: float


@dataclass(frozen=True, slots=True)
class _Fit:
    number: int  # of the line
    worth: float
    asks: float


_NO_FIT = _Fit(0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A question of the page: what each of its words weighs, and which words said stand for it."""

    words: Sequence[str]
    weights: Mapping[str, float]
    said_as: Mapping[str, tuple[str, float]]  # word of the talk: word of the question, weight
    total: float  # of all weights


class Matcher:
    """A talk made ready to look for any number of questions in it."""

    def __init__(self, talk: Talk, asked: Iterable[Asked]) -> None:
        self._talk = talk
        self._lines = talk.lines
        self._words = [fold_question(line.text) for line in self._lines]
        self._with_word: dict[str, list[int]] = defaultdict(list)
        for number, said in enumerate(self._words):
            for word in dict.fromkeys(said):
                self._with_word[word].append(number)
        self._summed: dict[int, list[float]] = {}
        self._weights = {word: self._rarity(word) for word in self._with_word}
        self._likely: dict[tuple[int, int], float] = {}
        self._likeliest: dict[int, float] = {}  # of each paragraph
        self._as_good_as_any = _LIKELY
        for one in asked:
            place = one.line.place
            self._likely[place, one.line.number] = one.confidence
            self._likeliest[place] = max(one.confidence, self._likeliest.get(place, 0.0))

    def places(self, wordings: Sequence[str]) -> list[Match | None]:
        """Return where each question is asked, None where no sentence fits.

        Two questions share a sentence only where neither fits another nearly as well.
        """
        reached = sorted(self._likeliest.values(), reverse=True)[: len(wordings)]
        self._as_good_as_any = max(_UNLIKELY, min([_LIKELY, *reached]))
        fits = [self._fits(wording) for wording in wordings]
        found: list[Match | None] = [None] * len(wordings)
        taken: set[int] = set()
        open_ = set(range(len(wordings)))
        while open_:
            best = {number: self._best(fits[number], taken) for number in open_}
            number = max(open_, key=lambda one: (best[one].worth, -one))
            open_.remove(number)
            fit = best[number]
            if fit.worth >= LEAST_FIT:
                taken.add(fit.number)
                found[number] = Match(self._lines[fit.number], _confidence(fit.worth))
        return found

    def _best(self, fits: Sequence[_Fit], taken: set[int]) -> _Fit:
        def worth(fit: _Fit) -> float:
            return fit.worth * (_TAKEN if fit.number in taken else 1.0)

        if not fits:
            return _NO_FIT
        best = max(fits, key=worth)
        place = self._lines[best.number].place
        begins = (
            fit
            for fit in fits
            if self._lines[fit.number].place == place
            and fit.number < best.number
            and fit.asks > 0
            and worth(fit) >= _EARLIEST * worth(best)
        )
        first = min(begins, key=lambda fit: fit.number, default=best)
        return _Fit(first.number, worth(best), first.asks)

    def _fits(self, wording: str) -> list[_Fit]:
        wanted = self._wanted(wording)
        numbers = {
            number
            for said, (word, _weight) in wanted.said_as.items()
            if word not in STOPS or all(other in STOPS for other in wanted.words)
            for number in self._with_word[said]
        }
        return [self._fit(wanted, number) for number in sorted(numbers)]

    def _fit(self, wanted: _Wanted, number: int) -> _Fit:
        line, said = self._lines[number], self._words[number]
        own = {wanted.said_as[word][0] for word in said if word in wanted.said_as}
        around = sum(wanted.weights[word] for word in self._said_around(wanted, number) - own)
        near = _AROUND * around / wanted.total
        if _at_most(sum(wanted.weights[word] for word in own) / wanted.total, near) < _NEVER:
            return _Fit(number, 0.0, 0.0)
        alike = self._best_stretch(wanted, number)
        alike += (1 - alike) * (near + _PHRASE * self._phrases(wanted, said))
        if alike < _NEVER:
            return _Fit(number, 0.0, 0.0)
        alike = min(1.0, alike) * (1 - _WHOLE + _WHOLE * self._precision(wanted, said))
        if _asks_otherwise(wanted.words, said):
            alike *= _OTHER_QUESTION_WORD
        asks = self._asks(line)
        worth = alike * (1 - _ASKS + _ASKS * asks)
        if worth < _NEVER:
            return _Fit(number, 0.0, 0.0)
        worth *= 1 - _ANSWERED + _ANSWERED * self._answered(wanted, number)
        return _Fit(number, worth, asks)

    # --- the question's words ---

    def _wanted(self, wording: str) -> _Wanted:
        words = fold_question(wording)
        said_as: dict[str, tuple[str, float]] = {}
        weights: dict[str, float] = {}
        for word in dict.fromkeys(words):
            alike = self._said_like(word)
            weight = self._weight(word)
            weights[word] = weight if alike else weight * _UNHEARD_SHARE
            for said, share in alike.items():
                if share * weights[word] > said_as.get(said, ("", 0.0))[1]:
                    said_as[said] = (word, share * weights[word])
        for short, run in initials([word for word in words if word not in STOPS]).items():
            if short in self._with_word and short not in said_as:
                said_as[short] = (run[0], sum(weights[word] for word in run))
        return _Wanted(words, weights, said_as, sum(weights.values()) or 1.0)

    def _said_like(self, word: str) -> dict[str, float]:
        """Return the words of the talk that may stand for one, itself first."""
        found = {word: 1.0} if word in self._with_word else {}
        if len(word) >= 5:
            for said in self._by_beginning.get(word[:4], ()):
                if said != word and common_beginning(said, word) >= _ALIKE * max(
                    len(said), len(word)
                ):
                    found[said] = _ALIKE_SHARE
        return found

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._with_word:
            if len(word) >= 4:
                found[word[:4]].append(word)
        return found

    def _weight(self, word: str) -> float:
        return self._weights[word] if word in self._weights else self._rarity(word)

    def _rarity(self, word: str) -> float:
        total = max(1, len(self._lines))
        rarity = math.log(1 + total / max(1, len(self._with_word.get(word, ()))))
        return rarity * _STOP_SHARE if word in STOPS else rarity

    # --- one sentence against them ---

    def _sums(self, number: int) -> list[float]:
        """Return what the words of a sentence weigh, each with those before it."""
        if number not in self._summed:
            weights = (self._weights[word] for word in self._words[number])
            self._summed[number] = [0.0, *accumulate(weights)]
        return self._summed[number]

    def _best_stretch(self, wanted: _Wanted, number: int) -> float:
        """Return how well the best run of words fits: how much is there, and how little else."""
        said = self._words[number]
        hits = [at for at, word in enumerate(said) if word in wanted.said_as][:40]
        sums = self._sums(number)
        best = 0.0
        for at, first in enumerate(hits):
            got: dict[str, float] = {}
            here = 0.0
            for last in hits[at:]:
                word, weight = wanted.said_as[said[last]]
                before = got.get(word, 0.0)
                if weight > before:
                    got[word] = weight
                    here += weight - before
                precision = min(1.0, here / max(sums[last + 1] - sums[first], 1e-9))
                recall = min(1.0, here / wanted.total)
                both = _RECALL_WEIGHT * precision + recall
                best = max(best, (1 + _RECALL_WEIGHT) * precision * recall / both if both else 0.0)
        return best

    def _said_around(self, wanted: _Wanted, number: int) -> set[str]:
        """Return the wanted words in the two sentences on either side, if near."""
        found: set[str] = set()
        for other in (number - 2, number - 1, number + 1, number + 2):
            if 0 <= other < len(self._lines) and self._is_near(number, other):
                found |= {
                    wanted.said_as[word][0] for word in self._words[other] if word in wanted.said_as
                }
        return found

    def _is_near(self, number: int, other: int) -> bool:
        return self._talk.apart(self._lines[number].place, self._lines[other].place) <= 1

    def _phrases(self, wanted: _Wanted, said: Sequence[str]) -> float:
        """Return the share of the question's pairs of neighbouring words that are said so."""
        pairs = set(pairwise(wanted.words))
        if not pairs:
            return 0.0
        weights = {pair: self._weight(pair[0]) + self._weight(pair[1]) for pair in pairs}
        there = pairs & set(pairwise(said))
        return sum(weights[pair] for pair in there) / sum(weights.values())

    def _precision(self, wanted: _Wanted, said: Sequence[str]) -> float:
        there = {wanted.said_as[word] for word in said if word in wanted.said_as}
        own = sum(self._weight(word) for word in set(said)) or 1.0
        return min(1.0, sum(weight for _word, weight in there) / own)

    def _asks(self, line: Line) -> float:
        own = self._likely.get((line.place, line.number), 0.0)
        if not own and is_read_out(line.text):
            own = _READ_OUT
        beside = self._likeliest.get(line.place, 0.0)
        return min(1.0, max(own, _SAME_PARAGRAPH * beside) / self._as_good_as_any)

    def _answered(self, wanted: _Wanted, number: int) -> float:
        """Return how much of the question's subject is spoken of in the words that follow."""
        subject = [word for word in wanted.weights if word not in STOPS]
        if not subject:
            return 0.0
        heard = dict.fromkeys(wanted.weights, 0)
        left = _AHEAD
        said_as = wanted.said_as
        for said in self._words[number + 1 : number + 1 + _AHEAD]:
            for word in said[:left]:
                if word in said_as:
                    heard[said_as[word][0]] += 1
            left -= len(said)
            if left <= 0:
                break
        weights = wanted.weights
        total = sum(weights[word] for word in subject)
        return sum(weights[word] * min(1.0, heard[word] / 2) for word in subject) / total


def _at_most(own: float, near: float) -> float:
    """Return how well a sentence fits at the most that has this share of the words wanted."""
    stretch = (1 + _RECALL_WEIGHT) * own / (_RECALL_WEIGHT + own)
    return stretch + (1 - stretch) * (near + _PHRASE)


def _asks_otherwise(wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether both have a question word and the page's is not among those said."""
    first = next((word for word in wanted if word in _QUESTION_WORDS), None)
    return first is not None and first not in said and any(w in _QUESTION_WORDS for w in said)


def _confidence(worth: float) -> float:
    return 1 / (1 + math.exp(-(worth - _FIT_MIDDLE) / _FIT_SPREAD))
