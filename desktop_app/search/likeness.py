"""How many edits lie between words, for many words at once.

An edit is a letter that is missing, added or another, or two neighbours changed round.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_MANY = 99


def alike(words: Sequence[str], wanted: str, edits: int) -> list[int]:
    """Return the places of the words that at most ``edits`` edits turn into ``wanted``."""
    size = len(wanted)
    near = [place for place, word in enumerate(words) if size - edits <= len(word) <= size + edits]
    distances = edits_between(wanted, [words[place] for place in near], edits)
    return [place for place, distance in zip(near, distances, strict=True) if distance <= edits]


def edits_between(wanted: str, words: Sequence[str], most: int) -> list[int]:
    """Return the edits from ``wanted`` to each of ``words``; those above ``most`` are not exact."""
    if not words:
        return []
    width = max(map(len, words), default=0)
    letters = np.array(words, f"<U{max(1, width)}").view("<u4").reshape(len(words), -1)
    lengths = np.array([len(word) for word in words])
    columns = np.ascontiguousarray(letters.T)
    # One row of the usual table at a time, for all words: edits from the first letters of
    # ``wanted`` to the first letters of each word.
    before: list[NDArray[np.uint8]] = []
    last = [np.full(len(words), place, np.uint8) for place in range(width + 1)]
    for row, letter in enumerate(map(ord, wanted), start=1):
        now = [np.full(len(words), row, np.uint8)]
        for place in range(1, width + 1):
            if abs(place - row) > most:
                now.append(np.full(len(words), _MANY, np.uint8))
                continue
            is_other = columns[place - 1] != letter
            best = np.minimum(last[place - 1] + is_other, last[place] + 1)
            best = np.minimum(best, now[place - 1] + 1)
            if row > 1 and place > 1:
                is_turned = (columns[place - 2] == letter) & (
                    columns[place - 1] == ord(wanted[row - 2])
                )
                best = np.where(is_turned, np.minimum(best, before[place - 2] + 1), best)
            now.append(best.astype(np.uint8))
        before, last = last, now
    table = np.stack(last)
    distances: list[int] = table[lengths, np.arange(len(words))].tolist()
    return distances
