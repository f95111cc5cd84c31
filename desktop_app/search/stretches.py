"""Asking the index in any words: the stretches of talk that have most of them.

An answer spreads over some paragraphs, so each is ranked together with those around it, and no
word has to be there. A recording about what is asked speaks for all its paragraphs, a little.
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any  # numbers of any width

import numpy as np
from numpy.typing import NDArray

from desktop_app.progress import Progress
from desktop_app.search.asked import Asked
from desktop_app.search.fitting import counts_of
from desktop_app.search.index import Index
from desktop_app.search.parts import TEXT_FIELD, Header, Part
from desktop_app.search.postings import Counts, Tokens
from desktop_app.search.words import squeeze, words_of
from desktop_app.transcript.model import Segment
from desktop_app.transcript.spelling import joined, other_spellings

# What a word in a paragraph counts for the paragraphs one and two away from it.
_NEAR = (0.6, 0.36)
_SATURATION, _LENGTH_SHARE = 0.65, 0.7
# So much of the score falls with the words that are not said there, each as rare as it is.
_COVERED = 0.4
# What the whole recording's words count beside those of a stretch, and how soon they are enough.
_RECORDING, _RECORDING_SATURATION, _RECORDING_LENGTH_SHARE = 0.3, 1.0, 0.75
_MOST_WORDS = 24  # of a question; more say nothing new
# Of words that say nothing of the subject more than this share of all paragraphs have one.
_COMMON = 0.12
_SPARE = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph with those around it, of one recording; ``middle`` is its place in them."""

    recording_id: str
    title: str
    show: str | None
    segments: tuple[Segment, ...]
    middle: int
    score: float


@dataclass(frozen=True, slots=True)
class Stretches:
    """The best stretches, and how rare each word of the question is in all that was said."""

    found: tuple[Stretch, ...]
    rarities: dict[str, float]
    took_ms: int


def find_stretches(
    index: Index,
    words: str,
    *,
    limit: int,
    around: int = 3,
    most_each: int = 6,
    progress: Progress | None = None,
) -> Stretches:
    """Return the ``limit`` stretches that have most of ``words``, best first.

    ``around`` paragraphs on either side come with each; of one recording there are no more than
    ``most_each``.
    """
    progress = progress or Progress()
    parts = [(part, part.tokens(TEXT_FIELD)) for part in index.parts()]
    started = time.perf_counter()
    total = max(1, sum(part.spoken_documents for part, _tokens in parts))
    counted = []
    for one in _asked(words):
        progress.step(0.0)
        counted.append(_counted(one, [tokens for _part, tokens in parts], total))
    said = [word for word in counted if word.frequency]
    telling = [word for word in said if word.frequency <= _COMMON * total] or said
    usual = sum(part.spoken_words for part, _tokens in parts) / total
    scores = [_scores(part, tokens, n, telling, usual) for n, (part, tokens) in enumerate(parts)]
    _speak_for_all(parts, telling, scores)
    best = _best([part for part, _tokens in parts], scores, limit, most_each)
    found = tuple(_stretch(part, document, score, around) for part, document, score in best)
    rarities = {word.word: word.rarity for word in said}
    return Stretches(found, rarities, round((time.perf_counter() - started) * 1_000))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A word of the question, and how often each document of each part has it."""

    word: str
    counts: list[Counts | None]
    frequency: int
    rarity: float


def _asked(words: str) -> list[str]:
    """Return the words asked for, each once, and neighbours written as one."""
    said = [squeeze(word) for word in words_of(words)][:_MOST_WORDS]
    return list(dict.fromkeys([*said, *joined(said)]))


def _counted(word: str, every: Sequence[Tokens | None], total: int) -> _Counted:
    counts = [None if tokens is None else _counts(tokens, word) for tokens in every]
    frequency = sum(int(np.count_nonzero(one)) for one in counts if one is not None)
    return _Counted(word, counts, frequency, _rarity(frequency, total))


def _rarity(frequency: int, total: int) -> float:
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))


def _counts(tokens: Tokens, word: str) -> Counts:
    counts = counts_of(tokens, (Asked(word, has_forms=True),))
    for other in other_spellings(word):
        counts = counts + counts_of(tokens, (Asked(other),))
    return counts


def _scores(
    part: Part, tokens: Tokens | None, number: int, telling: Sequence[_Counted], usual: float
) -> Counts:
    """Return what the stretch around each document of a part says of the words."""
    scores = np.zeros(part.size, np.float32)
    if tokens is None:
        return scores
    covered = np.zeros_like(scores)
    lengths = _around(tokens.lengths.astype(np.float32)) / (usual * (1 + 2 * sum(_NEAR)))
    long = _long(lengths, _SATURATION, _LENGTH_SHARE)
    for word in telling:
        counts = word.counts[number]
        if counts is not None:
            there = _around(counts)
            scores += word.rarity * there / (there + long)
            covered += word.rarity * (there > 0)
    whole = sum(word.rarity for word in telling)
    return scores * (_SATURATION + 1) * (1 - _COVERED + _COVERED * covered / max(whole, 1e-6))


def _speak_for_all(
    parts: Sequence[tuple[Part, Tokens | None]],
    telling: Sequence[_Counted],
    scores: Sequence[Counts],
) -> None:
    """Add to the scores of a recording's stretches what all of it says of the words."""
    starts = [part.recordings for part, _tokens in parts]
    total = sum(map(len, starts))
    lengths = [
        _whole(None if tokens is None else tokens.lengths.astype(np.float32), start)
        for (_part, tokens), start in zip(parts, starts, strict=True)
    ]
    usual = max(1.0, sum(float(one.sum()) for one in lengths) / max(1, total))
    said = [np.zeros(len(start), np.float32) for start in starts]
    for word in telling:
        every = [_whole(c, start) for c, start in zip(word.counts, starts, strict=True)]
        rarity = _rarity(sum(int(np.count_nonzero(one)) for one in every), total)
        for number, counts in enumerate(every):
            shares = lengths[number] / usual
            long = _long(shares, _RECORDING_SATURATION, _RECORDING_LENGTH_SHARE)
            said[number] += (
                _RECORDING * rarity * (_RECORDING_SATURATION + 1) * (counts / (counts + long))
            )
    for (part, _tokens), start, one, score in zip(parts, starts, said, scores, strict=True):
        sizes = np.diff(start, append=part.size)
        np.add(score, np.repeat(one, sizes), out=score, where=score > 0)


def _whole(counts: Counts | None, starts: NDArray[np.integer[Any]]) -> Counts:
    """Return the sums of each recording."""
    if counts is None or not len(starts):
        return np.zeros(len(starts), np.float32)
    summed: Counts = np.add.reduceat(counts, starts)
    return summed


def _long(lengths: Counts, saturation: float, length_share: float) -> Counts:
    """Return how often a word must be there to count half, by the length against the usual one."""
    return saturation * (1 - length_share + length_share * lengths)


def _around(counts: Counts) -> Counts:
    """Return counts with a share of those of the neighbours."""
    summed = counts.copy()
    for away, share in enumerate(_NEAR, 1):
        summed[away:] += share * counts[:-away]
        summed[:-away] += share * counts[away:]
    return summed


def _best(
    parts: Sequence[Part], scores: Sequence[Counts], limit: int, most_each: int
) -> list[tuple[Part, int, float]]:
    """Return the best documents, none so near a better one that it is the same stretch."""
    for part, score in zip(parts, scores, strict=True):
        score[~(part.is_live & part.is_spoken)] = 0.0
    every = np.concatenate([np.zeros(0, np.float32), *scores])
    kept = min(len(every), limit * _SPARE * (1 + 2 * len(_NEAR)))
    if not kept:
        return []
    begins = np.cumsum([0, *(len(score) for score in scores)])
    places = np.argpartition(every, -kept)[-kept:]
    places = places[np.argsort(-every[places], kind="stable")]
    return list(_apart(parts, begins, places, every, limit, most_each))


def _apart(
    parts: Sequence[Part],
    begins: NDArray[np.integer[Any]],
    places: NDArray[np.integer[Any]],
    every: Counts,
    limit: int,
    most_each: int,
) -> Iterator[tuple[Part, int, float]]:
    taken: set[int] = set()
    each: dict[tuple[str, int], int] = {}
    given = 0
    for place in places.tolist():
        if given >= limit or every[place] <= 0:
            return
        if place in taken:
            continue
        number = int(np.searchsorted(begins, place, "right")) - 1
        part, document = parts[number], place - int(begins[number])
        key = part.name, part.header_of(document).documents.start
        each[key] = each.get(key, 0) + 1
        if each[key] > most_each:
            continue
        taken.update(range(place - len(_NEAR), place + len(_NEAR) + 1))
        given += 1
        yield part, document, float(every[place])


def _stretch(part: Part, document: int, score: float, around: int) -> Stretch:
    header: Header = part.header_of(document)
    first = max(header.documents.start + 1, document - around)
    last = min(header.documents.stop - 1, document + around)
    segments = tuple(part.spoken(one).segment for one in range(first, last + 1))
    return Stretch(
        header.recording_id, header.title, header.show, segments, document - first, score
    )
