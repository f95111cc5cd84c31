"""Which documents of the index have what was asked for, and how well they fit."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.search.asked import Asked, Query
from desktop_app.search.parts import SPEAKER_FIELD, TEXT_FIELD, Part, name_key
from desktop_app.search.postings import Counts, Numbers, Tokens

# BM25: how soon more of the same word stops to count, and how much a long turn is marked down:
# little, since in speech a long turn is no worse an answer.
SATURATION = 1.2
LENGTH_SHARE = 0.3
# While a word is being typed, longer words that begin with it count less than the word itself.
BEGINNING_WEIGHT = 0.5

Scores = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look. A name fits if it is equal but for case and accents, else if part of it is."""

    show: str | None = None
    speaker: str | None = None
    recording_id: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A document that has all that was asked for."""

    part: Part
    document: int
    score: float


class _PartMatches:
    """The documents of one part of the index, against one query."""

    def __init__(self, part: Part, tokens: Tokens, query: Query, is_wanted: Flags) -> None:
        self.part = part
        self._tokens = tokens
        self._query = query
        self._counts = [_counts(tokens, phrase) for phrase in query.phrases]
        self.frequencies = [
            int(np.count_nonzero(part.is_live & (counts > 0))) for counts in self._counts
        ]
        has_all = is_wanted.copy()
        for counts in self._counts:
            has_all &= counts > 0
        self.documents = np.flatnonzero(has_all)

    def scores(self, rarities: Sequence[float], usual_length: float) -> Scores:
        """Return how well each of ``documents`` fits: by BM25, but all words in a row first."""
        lengths = self._tokens.lengths[self.documents]
        divisor = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / usual_length)
        scores = np.zeros(len(self.documents))
        for rarity, counts in zip(rarities, self._counts, strict=True):
            found = counts[self.documents]
            scores += rarity * found * (SATURATION + 1) / (found + divisor)
        if len(self._query.phrases) > 1:
            among = np.zeros(self.part.size, np.bool_)
            among[self.documents] = True
            in_a_row = _side_by_side(self._tokens, self._query.words, among)
            has_all_in_a_row = self._tokens.per_document(in_a_row)[self.documents] > 0
            scores += has_all_in_a_row * sum(rarities) * (SATURATION + 1)
        return scores


def find_matches(
    parts: Iterable[Part], query: Query, scope: Scope, limit: int
) -> tuple[list[Match], int]:
    """Return the ``limit`` best documents, best first, and how many match in all."""
    wanted = _wanted(list(parts), scope)
    found = [
        _PartMatches(part, tokens, query, is_wanted)
        for part, is_wanted in wanted
        if (tokens := part.tokens(TEXT_FIELD)) is not None
    ]
    total = sum(len(matches.documents) for matches in found)
    if not total or limit <= 0:
        return [], total
    spoken = sum(matches.part.spoken_documents for matches in found)
    words = sum(matches.part.spoken_words for matches in found)
    rarities = [
        _rarity(sum(frequencies), spoken)
        for frequencies in zip(*(matches.frequencies for matches in found), strict=True)
    ]
    scored = [(matches, matches.scores(rarities, words / spoken)) for matches in found]
    return _best(scored, limit), total


def is_said(parts: Iterable[Part], word: Asked) -> bool:
    """Whether any document has ``word`` as a whole."""
    for part in parts:
        tokens = part.tokens(TEXT_FIELD)
        if tokens is not None:
            documents = tokens.doc_of[tokens.all_numbers(_whole(tokens, word))]
            if part.is_live[documents].any():
                return True
    return False


def _best(scored: Sequence[tuple[_PartMatches, Scores]], limit: int) -> list[Match]:
    every = np.concatenate([scores for _matches, scores in scored])
    kept = min(limit, len(every))
    least = np.partition(every, -kept)[-kept]
    best = [
        Match(matches.part, int(matches.documents[place]), float(scores[place]))
        for matches, scores in scored
        for place in np.flatnonzero(scores >= least)
    ]
    return sorted(best, key=lambda match: -match.score)[:limit]


def _rarity(frequency: int, documents: int) -> float:
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def _counts(tokens: Tokens, phrase: Sequence[Asked]) -> Counts:
    """Return how often each document has a phrase."""
    if len(phrase) > 1:
        return tokens.per_document(_side_by_side(tokens, phrase))
    counts = tokens.counts(tuple(_whole(tokens, phrase[0])))
    if phrase[0].is_prefix:
        begun = tokens.per_document(tokens.all_numbers(_fitting(tokens, phrase[0])))
        return counts + BEGINNING_WEIGHT * (begun - counts)
    return counts


def _side_by_side(tokens: Tokens, phrase: Sequence[Asked], among: Flags | None = None) -> Numbers:
    """Return the numbers of the first tokens of a phrase, wherever it is, or in some documents."""
    numbers = [tokens.all_numbers(_fitting(tokens, word)) for word in phrase]
    rarest = min(range(len(phrase)), key=lambda place: len(numbers[place]))
    found: Numbers = numbers[rarest]
    if among is not None:
        found = found[among[tokens.doc_of[found]]]
    found = found[found >= rarest] - rarest
    found = found[found < len(tokens) - (len(phrase) - 1)]
    found = found[tokens.doc_of[found] == tokens.doc_of[found + len(phrase) - 1]]
    for place, others in enumerate(numbers):
        if place != rarest and len(found):
            is_here = np.zeros(len(tokens), np.bool_)
            is_here[others] = True
            found = found[is_here[found + place]]
    return found


def _whole(tokens: Tokens, word: Asked) -> list[range]:
    """Return the terms that are ``word``."""
    return [tokens.term(word.word), *_singly(tokens.spelled(word.word))]


def _fitting(tokens: Tokens, word: Asked) -> list[range]:
    """Return the terms that are ``word``, or begin with it if that is asked for."""
    if not word.is_prefix:
        return _whole(tokens, word)
    begun = tokens.prefixed(word.word)
    others = tokens.spelled_from(word.word)
    return [begun, *_singly(sorted(place for place in others if place not in begun))]


def _singly(places: Iterable[int]) -> list[range]:
    return [range(place, place + 1) for place in places]


def _wanted(parts: Sequence[Part], scope: Scope) -> list[tuple[Part, Flags]]:
    """Return the parts worth a look, each with the documents that may be found."""
    speakers = None if scope.speaker is None else _fitting_speakers(parts, scope.speaker)
    shows = None if scope.show is None else _fitting_shows(parts, scope.show)
    wanted = []
    for part in parts:
        is_wanted = part.is_live
        if scope.recording_id is not None:
            is_wanted = is_wanted & _within(part, [part.documents_of(scope.recording_id)])
        if shows is not None:
            headers = [header for header in part.headers() if name_key(header.show or "") in shows]
            is_wanted = is_wanted & _within(part, [header.documents for header in headers])
        if speakers is not None:
            is_wanted = is_wanted & _spoken_by(part, speakers)
        if is_wanted.any():
            wanted.append((part, is_wanted))
    return wanted


def _within(part: Part, spans: Iterable[range]) -> Flags:
    flags = np.zeros(part.size, np.bool_)
    for span in spans:
        flags[span.start : span.stop] = True
    return flags


def _spoken_by(part: Part, speakers: Iterable[str]) -> Flags:
    flags = np.zeros(part.size, np.bool_)
    tokens = part.tokens(SPEAKER_FIELD)
    if tokens is not None:
        for name in speakers:
            flags[tokens.doc_of[tokens.numbers(tokens.term(name))]] = True
    return flags


def _fitting_speakers(parts: Iterable[Part], wanted: str) -> set[str]:
    tokens = (part.tokens(SPEAKER_FIELD) for part in parts)
    return _fitting_names({name for found in tokens if found for name in found.terms}, wanted)


def _fitting_shows(parts: Iterable[Part], wanted: str) -> set[str]:
    shows = (header.show for part in parts for header in part.headers())
    return _fitting_names({name_key(show) for show in shows if show}, wanted)


def _fitting_names(names: set[str], wanted: str) -> set[str]:
    """Return the name that is ``wanted``, else those that have its words in a row."""
    key = name_key(wanted)
    if key in names:
        return {key}
    return {name for name in names if f" {key} " in f" {name} "}
