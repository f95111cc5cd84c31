"""Which passages of an episode answer what somebody asks in their own words, best first.

No word has to be there. A paragraph counts twice: together with the nearest around it, and with
all of the passage that begins with it, which weighs words alike that stand far apart. A question of
the episode's list that asks the same raises the whole of its answer.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from desktop_app.questions.question import Question
from desktop_app.questions.wording import STOPS, common_beginning, fold, initials, words
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Segment
from desktop_app.transcript.sentences import Sentence, split_sentences
from desktop_app.transcript.spelling import joined, other_spellings

# Words of grammar say how something is asked, and count so much of their rarity.
_GRAMMAR = """
a an the this that these those i you he she it we they me him us them my your his her its our their
is are was were am be been being do does did have has had will would can could should may might must
of to in on at by for from with about as and or but if then than so not what which who whom whose
when where why how there
"""
_GRAMMAR_FOLDED = frozenset(map(fold, words(_GRAMMAR)))
_GRAMMAR_SHARE = 0.1
_ALIKE, _ALIKE_SHARE = 0.7, 0.8  # words with so much of a common beginning; what that is worth
_NEAR, _AWAY = 0.5, 2  # what a word counts in a neighbouring paragraph, and how far
_SATURATION, _LENGTH_SHARE = 1.2, 0.3
_USUAL_NEAR, _USUAL_PASSAGE = 150.0, 300.0  # words
_HEADING = 0.4  # the words of a question of the list, against those of the talk
_PASSAGE_WORDS = 200  # about so much is one answer
_APART, _SECTION = 2, 12  # paragraphs left between answers; of one question only one so far on


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that answer, the sentence that tells most, and the question they are part of."""

    segment: int
    segment_to: int
    sentence: str
    sentence_segment: int
    start_ms: int | None  # of the sentence
    error_ms: int | None
    question: Question | None
    score: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word of the question: what it weighs, and which words said stand for it, how well."""

    weight: float
    said_as: Mapping[str, float]


class Answers:
    """An episode made ready to be asked any number of times."""

    def __init__(self, segments: Sequence[Segment], questions: Sequence[Question]) -> None:
        self._spoken = [s for s in segments if s.is_speech and s.text.strip()]
        self._counts = [Counter(fold(word) for word in words(s.text)) for s in self._spoken]
        self._lengths = [counts.total() for counts in self._counts]
        self._ends = [self._end(place) for place in range(len(self._spoken))]
        lengths = [float(length) for length in self._lengths]
        self._near_lengths = _around(lengths)
        self._passage_lengths = _ahead(lengths, self._ends)
        self._frequencies = Counter(word for counts in self._counts for word in counts)
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        for word in self._frequencies:
            self._by_beginning[word[:4]].append(word)
        self._places = {segment.index: place for place, segment in enumerate(self._spoken)}
        self._asked = [
            (q, self._places[q.segment], self._places.get(q.answer_to_segment or 0, -1))
            for q in questions
            if q.segment in self._places
        ]

    def best(self, asked: str, limit: int) -> list[Passage]:
        """Return the passages that have most of what is asked, none beside a better one."""
        wanted = self._wanted(asked)
        scores = self._scores(wanted)
        taken: set[int] = set()
        found: list[Passage] = []
        for place in sorted(range(len(scores)), key=lambda one: -scores[one]):
            if len(found) >= limit or scores[place] <= 0:
                break
            if place in taken:
                continue
            first, last = self._passage(place, taken)
            _question, until = self._question_at(place)
            taken.update(range(first - _APART, last + _APART + 1))
            taken.update(range(place, min(until, place + _SECTION - 1) + 1))
            found.append(self._answer((first, last), wanted, scores[place]))
        return found

    def _wanted(self, asked: str) -> list[_Wanted]:
        said = words(asked)
        forms = {fold(word): [fold(o) for o in other_spellings(word.casefold())] for word in said}
        found = {}
        for word, others in forms.items():
            said_as = {
                form: share
                for other in (*others, word)
                for form, share in self._said_like(other).items()
            }
            rarity = max((self._rarity(w) * s for w, s in said_as.items()), default=0.0)
            share = _GRAMMAR_SHARE if word in _GRAMMAR_FOLDED else 1.0
            found[word] = _Wanted(rarity * share, said_as)
        content = [word for word in forms if word not in STOPS]
        for short in (*initials(content), *joined(list(forms))):
            if len(short) > 1 and short in self._frequencies and short not in found:
                found[short] = _Wanted(self._rarity(short), {short: 1.0})
        return [one for one in found.values() if one.weight > 0]

    def _said_like(self, word: str) -> dict[str, float]:
        found = {word: 1.0} if word in self._frequencies else {}
        if len(word) >= 5:
            for said in self._by_beginning.get(word[:4], ()):
                common = common_beginning(said, word)
                if said != word and common >= _ALIKE * max(len(said), len(word)):
                    found[said] = _ALIKE_SHARE
        return found

    def _rarity(self, word: str) -> float:
        total, frequency = len(self._spoken), self._frequencies[word]
        return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))

    def _scores(self, wanted: Sequence[_Wanted]) -> list[float]:
        scores = self._headings(wanted)
        for word in wanted:
            counts = [
                sum(c[w] * share for w, share in word.said_as.items() if w in c)
                for c in self._counts
            ]
            for there, lengths, usual in (
                (_around(counts), self._near_lengths, _USUAL_NEAR),
                (_ahead(counts, self._ends), self._passage_lengths, _USUAL_PASSAGE),
            ):
                for place, count in enumerate(there):
                    if count:
                        long = 1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths[place] / usual
                        share = count * (_SATURATION + 1) / (count + _SATURATION * long)
                        scores[place] += word.weight * share / 2
        return scores

    def _end(self, place: int) -> int:
        """Return the last paragraph of the passage that begins with one."""
        length = self._lengths[place]
        while length < _PASSAGE_WORDS and place + 1 < len(self._lengths):
            place += 1
            length += self._lengths[place]
        return place

    def _headings(self, wanted: Sequence[_Wanted]) -> list[float]:
        """Return what the questions of the list that have the words are worth to their answers."""
        scores = [0.0] * len(self._spoken)
        for question, first, last in self._asked:
            said = {fold(word) for word in words(question.text)}
            worth = sum(one.weight for one in wanted if not said.isdisjoint(one.said_as))
            for place in range(first, last + 1):
                scores[place] = max(scores[place], _HEADING * worth)
        return scores

    def _passage(self, place: int, taken: Set[int]) -> tuple[int, int]:
        """Return a paragraph with as many after it, else before it, as an answer has."""
        first = last = place
        length = self._lengths[place]
        while length < _PASSAGE_WORDS and last + 1 < len(self._spoken) and last + 1 not in taken:
            last += 1
            length += self._lengths[last]
        while length < _PASSAGE_WORDS and first > 0 and first - 1 not in taken:
            first -= 1
            length += self._lengths[first]
        return first, last

    def _question_at(self, place: int) -> tuple[Question | None, int]:
        """Return the question being answered in a paragraph, and where its answer ends."""
        running = [one for one in self._asked if one[1] <= place <= one[2]]
        if not running:
            return None, place
        question, _first, last = max(running, key=lambda one: one[1])
        return question, last

    def _answer(self, span: tuple[int, int], wanted: Sequence[_Wanted], score: float) -> Passage:
        first, last = span
        weights: dict[str, float] = {}
        for word in wanted:
            for said, share in word.said_as.items():
                weights[said] = max(weights.get(said, 0.0), word.weight * share)
        segment, sentence = telling_sentence(self._spoken[first : last + 1], weights)
        return Passage(
            segment=self._spoken[first].index,
            segment_to=self._spoken[last].index,
            sentence=segment.text[sentence.start : sentence.end],
            sentence_segment=segment.index,
            start_ms=moment_at(segment, sentence.start),
            error_ms=segment.error_ms,
            question=self._question_at(self._places[segment.index])[0],
            score=round(score, 4),
        )


def telling_sentence(
    segments: Sequence[Segment], weights: Mapping[str, float]
) -> tuple[Segment, Sentence]:
    """Return the sentence whose folded words weigh most, the first of several."""

    def worth(pair: tuple[Segment, Sentence]) -> float:
        segment, sentence = pair
        said = {fold(word) for word in words(segment.text[sentence.start : sentence.end])}
        return sum(weights.get(word, 0.0) for word in said)

    pairs = [
        (segment, sentence)
        for segment in segments
        for sentence in split_sentences(segment.text) or (Sentence(0, len(segment.text)),)
    ]
    return max(pairs, key=worth)


def _around(counts: Sequence[float]) -> list[float]:
    """Return counts with a share of those of the neighbours."""
    summed = list(counts)
    for away in range(1, _AWAY + 1):
        share = _NEAR**away
        for place, count in enumerate(counts):
            if count:
                if place >= away:
                    summed[place - away] += share * count
                if place + away < len(counts):
                    summed[place + away] += share * count
    return summed


def _ahead(counts: Sequence[float], ends: Sequence[int]) -> list[float]:
    """Return the sums from each place to the end of its passage, and shares of what is beside."""
    until = [0.0, *accumulate(counts)]
    padded = [*counts, *[0.0] * _AWAY]
    summed = []
    for place, end in enumerate(ends):
        beside = sum(
            _NEAR**away * (padded[end + away] + (counts[place - away] if place >= away else 0.0))
            for away in range(1, _AWAY + 1)
        )
        summed.append(until[end + 1] - until[place] + beside)
    return summed
