"""When words are spoken, as far as is known, and how sure that is."""

import numpy as np
from numpy.typing import NDArray

# What a word's time rests on.
BOTH = 0.9  # heard and fitted, at the same time
ABOUT = 0.5  # heard and fitted, not quite at the same time
HEARD = 0.6  # heard only
LIKE = 0.55  # fitted only, and the sound is like the word
FITTED = 0.45  # fitted only, beside words that were heard
AT_ODDS = 0.35  # heard and fitted at different times
BETWEEN = 0.4  # neither, but between such words there is just the time it takes
LOOSE = 0.3  # beside such words, with more time than it takes
UNKNOWN = 0.2  # the time is unknown
UNSPOKEN = 0.1  # there is no time to say it in


class Placing:
    """Start and end of each word in seconds, NaN where unknown; confidence 0 to 1.

    ``likeness``: how like the word its sound is, where it was fitted (see ``Heard``).
    """

    def __init__(self, size: int) -> None:
        self.start = np.full(size, np.nan)
        self.end = np.full(size, np.nan)
        self.confidence = np.zeros(size)
        self.likeness = np.full(size, np.nan)

    def known(self) -> NDArray[np.bool_]:
        """Return for each word whether its time is known."""
        known: NDArray[np.bool_] = ~np.isnan(self.start)
        return known

    def set(self, word: int, start_s: float, end_s: float, confidence: float) -> None:
        """Enter the time of one word."""
        self.start[word], self.end[word] = start_s, end_s
        self.confidence[word] = confidence
        self.likeness[word] = np.nan

    def forget(self, word: int, confidence: float = 0.0) -> None:
        """Take the time of one word away."""
        self.set(word, np.nan, np.nan, confidence)

    def copy(self) -> "Placing":
        other = Placing(0)
        other.start, other.end = self.start.copy(), self.end.copy()
        other.confidence, other.likeness = self.confidence.copy(), self.likeness.copy()
        return other


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where runs of True begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
