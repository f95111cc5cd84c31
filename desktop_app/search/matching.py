"""Which documents of the index have what was asked for, and how well they fit."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from desktop_app.search.asked import About, AllOf, AnyOf, Node, NotThis, Phrase, Query
from desktop_app.search.conditions import Conditions, Flags
from desktop_app.search.fitting import counts_of, fitting, side_by_side, whole_counts
from desktop_app.search.parts import TEXT_FIELD, Part
from desktop_app.search.postings import Counts, Tokens

# BM25: how soon more of the same word stops to count, and how much a long turn is marked down:
# little, since in speech a long turn is no worse an answer.
SATURATION = 1.2
LENGTH_SHARE = 0.3

_SPARE = 8  # times as many are ranked where only some of each recording are shown

Scores = NDArray[np.float64]


class Order(Enum):
    """What comes first."""

    BEST = "best"
    NEWEST = "newest"  # recordings by date, each from its start


@dataclass(frozen=True, slots=True)
class Match:
    """A document that is what was asked for."""

    part: Part
    document: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The first matches in order, and how many there are in all."""

    matches: tuple[Match, ...] = ()
    total: int = 0
    recordings: int = 0
    # How many of all matches are in each recording of ``matches``, by id.
    counts: Mapping[str, int] = field(default_factory=dict)


class _PartMatches:
    """The documents of one part of the index, against one query."""

    def __init__(self, part: Part, tokens: Tokens, query: Query, conditions: Conditions) -> None:
        self.part = part
        self._tokens = tokens
        self._query = query
        self._conditions = conditions
        self._counts = {phrase: counts_of(tokens, phrase.words) for phrase in query.phrases}
        self.frequencies = [
            int(np.count_nonzero(part.is_live & (self._counts[phrase] > 0)))
            for phrase in query.phrases
        ]
        flags = self._fitting(query.root, self._counts)
        self.documents = np.flatnonzero(flags & part.is_live & part.is_spoken)
        self.recordings, self.per_recording = np.unique(
            part.recordings_of(self.documents), return_counts=True
        )

    def scores(self, rarities: Sequence[float], usual_length: float) -> Scores:
        """Return how well each of ``documents`` fits.

        By BM25; but those with the very words come before those with other forms of them, and
        those with all words in a row come before all.
        """
        lengths = self._tokens.lengths[self.documents]
        divisor = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / usual_length)
        scores = np.zeros(len(self.documents))
        phrases = self._query.phrases
        for rarity, phrase in zip(rarities, phrases, strict=True):
            found = self._counts[phrase][self.documents]
            scores += rarity * found * (SATURATION + 1) / (found + divisor)
        most = sum(rarities) * (SATURATION + 1)
        if any(word.has_forms for word in self._query.words):
            very = {phrase: whole_counts(self._tokens, phrase.words) for phrase in phrases}
            scores += most * self._fitting(self._query.root, very)[self.documents]
        if len(phrases) > 1 and self._query.needs_all:
            among = np.zeros(self.part.size, np.bool_)
            among[self.documents] = True
            words = [word.without_forms() for word in self._query.words]
            in_a_row = side_by_side(self._tokens, words, among)
            scores += most * (self._tokens.per_document(in_a_row)[self.documents] > 0)
        return scores

    def _fitting(self, node: Node, counts: Mapping[Phrase, Counts]) -> Flags:
        match node:
            case Phrase(words):
                found = counts.get(node)
                return (counts_of(self._tokens, words) if found is None else found) > 0
            case About():
                return self._conditions.flags(self.part, node)
            case NotThis(part):
                return ~self._fitting(part, counts)
            case AllOf(parts):
                flags = np.ones(self.part.size, np.bool_)
                for part in parts:
                    flags &= self._fitting(part, counts)
                return flags
            case AnyOf(parts, least):
                number = np.zeros(self.part.size, np.uint16)
                for part in parts:
                    number += self._fitting(part, counts)
                return number >= least


def find_matches(
    parts: Sequence[Part],
    query: Query,
    conditions: Conditions,
    limit: int,
    *,
    order: Order = Order.BEST,
    most_each: int | None = None,
) -> Found:
    """Return the first ``limit`` documents that fit, and how many do in all.

    With ``most_each`` no recording brings more than that many.
    """
    found = [
        _PartMatches(part, tokens, query, conditions)
        for part in parts
        if (tokens := part.tokens(TEXT_FIELD)) is not None
    ]
    total = sum(len(matches.documents) for matches in found)
    recordings = sum(len(matches.recordings) for matches in found)
    if not total or limit <= 0:
        return Found((), total, recordings)
    if order is Order.NEWEST:
        best = _newest(found, limit, most_each or limit)
    elif most_each is None:
        best = _best(found, limit)
    else:
        best = _at_most(_best(found, limit * _SPARE), most_each)[:limit]
    return Found(tuple(best), total, recordings, _counts(found, best))


def is_said(parts: Iterable[Part], phrase: Phrase) -> bool:
    """Whether any document has a word or phrase."""
    for part in parts:
        tokens = part.tokens(TEXT_FIELD)
        if tokens is None:
            continue
        if len(phrase.words) > 1:
            numbers = side_by_side(tokens, phrase.words)
        else:
            numbers = tokens.all_numbers(fitting(tokens, phrase.words[0]))
        if part.is_live[tokens.doc_of[numbers]].any():
            return True
    return False


def _best(found: Sequence[_PartMatches], limit: int) -> list[Match]:
    spoken = sum(matches.part.spoken_documents for matches in found)
    words = sum(matches.part.spoken_words for matches in found)
    rarities = [
        _rarity(sum(frequencies), spoken)
        for frequencies in zip(*(matches.frequencies for matches in found), strict=True)
    ]
    scored = [(matches, matches.scores(rarities, words / spoken)) for matches in found]
    every = np.concatenate([scores for _matches, scores in scored])
    kept = min(limit, len(every))
    least = np.partition(every, -kept)[-kept]
    best: list[Match] = []
    for matches, scores in scored:
        # No more than are wanted, also where very many are as good as the last.
        places = np.concatenate(
            [np.flatnonzero(scores > least), np.flatnonzero(scores == least)[:kept]]
        )
        best += [
            Match(matches.part, int(matches.documents[place]), float(scores[place]))
            for place in places
        ]
    return sorted(best, key=lambda match: -match.score)[:limit]


def _at_most(matches: Iterable[Match], most_each: int) -> list[Match]:
    """Return the first few of each recording."""
    taken: dict[tuple[str, int], int] = {}
    kept = []
    for match in matches:
        first = match.part.header_of(match.document).documents.start
        number = taken[match.part.name, first] = taken.get((match.part.name, first), 0) + 1
        if number <= most_each:
            kept.append(match)
    return kept


def _newest(found: Sequence[_PartMatches], limit: int, most_each: int) -> list[Match]:
    recordings = [
        (matches.part.header_of(first).published or "", matches, first)
        for matches in found
        for first in matches.recordings.tolist()
    ]
    recordings.sort(key=lambda recording: recording[0], reverse=True)
    first_ones: list[Match] = []
    for _published, matches, first in recordings:
        if len(first_ones) >= limit:
            break
        span = matches.part.header_of(first).documents
        begin, end = np.searchsorted(matches.documents, [span.start, span.stop])
        first_ones += [
            Match(matches.part, document, 0.0)
            for document in matches.documents[begin:end][:most_each].tolist()
        ]
    return first_ones[:limit]


def _counts(found: Sequence[_PartMatches], best: Sequence[Match]) -> dict[str, int]:
    """Return how many matches each recording has that is among the best."""
    per_part = {
        matches.part.name: dict(
            zip(matches.recordings.tolist(), matches.per_recording.tolist(), strict=True)
        )
        for matches in found
    }
    headers = ((match.part, match.part.header_of(match.document)) for match in best)
    return {
        header.recording_id: per_part[part.name][header.documents.start] for part, header in headers
    }


def _rarity(frequency: int, documents: int) -> float:
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
