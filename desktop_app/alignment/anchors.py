"""Which heard word is which word of the text: the two compared as a diff does.

Runs of three equal words are chained first, so that the time this takes grows with the length of
the text and not with its square. Between two links of the chain the words are compared one by one.
"""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Pairs = NDArray[np.int64]  # rows of (word of the text, heard word), both rising

_SEED = 3
_MOST_PLACES = 12  # a run that stands in the text more often than this says nothing about the place
_MOST_CELLS = 400_000  # of one comparison word by word
_REACH = 200  # words compared beyond the ends of the chain
_GAP, _MISMATCH = -0.4, -0.6
_NEAR = 6
_LONG = 5


def encode(text: Sequence[str], heard: Sequence[str]) -> tuple[Codes, Codes]:
    """Return both as numbers, equal ones for equal words."""
    numbers: dict[str, int] = {}
    for word in text:
        numbers.setdefault(word, len(numbers))
    for word in heard:
        numbers.setdefault(word, len(numbers))
    return (
        np.array([numbers[word] for word in text], np.int64),
        np.array([numbers[word] for word in heard], np.int64),
    )


def match(text: Sequence[str], heard: Sequence[str]) -> Pairs:
    """Return the pairs of equal words that can be trusted, in order."""
    ours, theirs = encode(text, heard)
    pairs: list[tuple[int, int]] = []
    chain = _chain(_seeds(ours, theirs))
    before = (-1, -1)
    for link in [*chain, (len(ours), len(theirs))]:
        pairs += _between(ours, theirs, before, link, is_open=not chain or link[0] == len(ours))
        if link[0] < len(ours):
            pairs.append(link)
        before = link
    return _dense(np.array(pairs, np.int64).reshape(-1, 2), text)


def _seeds(ours: Codes, theirs: Codes) -> list[tuple[int, int]]:
    """Return the places where both have the same run of words."""
    if min(len(ours), len(theirs)) < _SEED:
        return []
    size = int(max(ours.max(), theirs.max())) + 1
    runs = [_runs(codes, size) for codes in (ours, theirs)]
    order = np.argsort(runs[0], kind="stable")
    ranked = runs[0][order]
    first = np.searchsorted(ranked, runs[1], "left")
    last = np.searchsorted(ranked, runs[1], "right")
    seeds = []
    for place in np.flatnonzero((last > first) & (last - first <= _MOST_PLACES)):
        seeds += [(int(own), int(place)) for own in order[first[place] : last[place]]]
    return seeds


def _runs(codes: Codes, size: int) -> Codes:
    number = np.zeros(len(codes) - _SEED + 1, np.int64)
    for offset in range(_SEED):
        number = number * size + codes[offset : len(codes) - _SEED + 1 + offset]
    return number


def _chain(seeds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs of the longest chain of seeds in which both sides rise."""
    best: list[int] = []  # the text place that ends the best chain of each length
    ends: list[int] = []  # and its seed
    previous = [-1] * len(seeds)
    # Of one heard place the later text places come first: only one of them can be in a chain.
    for number in sorted(range(len(seeds)), key=lambda n: (seeds[n][1], -seeds[n][0])):
        own = seeds[number][0]
        length = bisect_left(best, own)
        previous[number] = ends[length - 1] if length else -1
        if length == len(best):
            best.append(own)
            ends.append(number)
        else:
            best[length], ends[length] = own, number
    links: dict[int, int] = {}
    number = ends[-1] if ends else -1
    chained = []
    while number >= 0:
        chained.append(seeds[number])
        number = previous[number]
    latest = -1
    for own, their in reversed(chained):
        for offset in range(_SEED):
            if own + offset not in links and their + offset > latest:
                links[own + offset] = latest = their + offset
    return _rising(sorted(links.items()))


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    rising: list[tuple[int, int]] = []
    for pair in pairs:
        if not rising or pair[1] > rising[-1][1]:
            rising.append(pair)
    return rising


def _between(
    ours: Codes, theirs: Codes, before: tuple[int, int], after: tuple[int, int], *, is_open: bool
) -> list[tuple[int, int]]:
    """Return the equal words between two links of the chain."""
    own_first, their_first = before[0] + 1, before[1] + 1
    own_last, their_last = after
    if before[0] < 0:  # before the chain: what is near its first link
        own_first = max(own_first, own_last - _REACH) if not is_open else own_first
        their_first = max(their_first, their_last - _REACH) if not is_open else their_first
    elif is_open:
        own_last, their_last = (
            min(own_last, own_first + _REACH),
            min(their_last, their_first + _REACH),
        )
    own, their = ours[own_first:own_last], theirs[their_first:their_last]
    if not len(own) or not len(their) or len(own) * len(their) > _MOST_CELLS:
        return []
    return [(own_first + i, their_first + j) for i, j in _compare(own, their)]


def _compare(ours: Codes, theirs: Codes) -> list[tuple[int, int]]:
    """Return the equal words of the best alignment of all words (Needleman and Wunsch)."""
    steps = np.arange(len(theirs) + 1) * _GAP
    scores = steps.copy()
    moves = np.zeros((len(ours) + 1, len(theirs) + 1), np.int8)
    for row, code in enumerate(ours, 1):
        across = scores[:-1] + np.where(theirs == code, 1.0, _MISMATCH)
        down = scores + _GAP
        best = down.copy()
        is_across = across >= down[1:]
        best[1:] = np.where(is_across, across, down[1:])
        moves[row, 1:] = np.where(is_across, 1, 2)
        moves[row, 0] = 2
        level = np.maximum.accumulate(best - steps) + steps
        moves[row][level > best + 1e-9] = 3
        scores = level
    pairs = []
    i, j = len(ours), len(theirs)
    while i and j:
        move = moves[i, j]
        if move == 1:
            i, j = i - 1, j - 1
            if ours[i] == theirs[j]:
                pairs.append((i, j))
        elif move == 2:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _dense(pairs: Pairs, text: Sequence[str]) -> Pairs:
    """Return the pairs that stand among others: a lone equal word is chance."""
    near = np.zeros(len(pairs), np.int64)
    for offset in range(1, 5):
        if len(pairs) <= offset:
            break
        close = (np.abs(pairs[offset:] - pairs[:-offset]) <= _NEAR).all(axis=1)
        near[offset:] += close
        near[:-offset] += close
    is_long = np.array([len(text[own]) >= _LONG for own, _their in pairs], bool)
    kept: Pairs = pairs[(near >= 3) | ((near >= 2) & is_long)]
    return kept
