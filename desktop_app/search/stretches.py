"""Asking the index in any words: the stretches of talk that have most of them.

An answer spreads over some paragraphs, so each is ranked together with those around it, and no
word has to be there.
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
_NEAR = (0.5, 0.25)
_SATURATION, _LENGTH_SHARE = 1.2, 0.3
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
    scores = [np.zeros(part.size, np.float32) for part, _tokens in parts]
    for number, (_part, tokens) in enumerate(parts):
        if tokens is not None:
            long = _long(tokens, usual)
            for word in telling:
                scores[number] += word.rarity * _share(word.counts[number], long)
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
    return _Counted(
        word, counts, frequency, math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
    )


def _counts(tokens: Tokens, word: str) -> Counts:
    counts = counts_of(tokens, (Asked(word, has_forms=True),))
    for other in other_spellings(word):
        counts = counts + counts_of(tokens, (Asked(other),))
    return counts


def _long(tokens: Tokens, usual: float) -> Counts:
    lengths = _around(tokens.lengths.astype(np.float32))
    shares = lengths / (usual * (1 + 2 * sum(_NEAR)))
    return _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * shares)


def _share(counts: Counts | None, long: Counts) -> Counts:
    if counts is None:
        return np.zeros_like(long)
    there = _around(counts)
    return there * np.float32(_SATURATION + 1) / (there + long)


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
