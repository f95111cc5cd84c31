"""What was heard so far, compared with the text, and the words placed by it."""

from collections import deque
from collections.abc import Sequence

import numpy as np

from desktop_app.alignment.aligned_text import SaidText
from desktop_app.alignment.anchors import Pairs
from desktop_app.alignment.chunks import Chunk
from desktop_app.alignment.detached import forget_far
from desktop_app.alignment.engines.engine import RATE_HZ, Engine, Heard, Samples
from desktop_app.alignment.fitting import fit, stretches
from desktop_app.alignment.guiding import Guided, KnownTime
from desktop_app.alignment.placing import HEARD, Placing
from desktop_app.alignment.words import fill

_KEPT_S = 600  # of sound, in case a long passage finds its place late
_UNSETTLED_S = 6.0  # at the end of what was heard: the next words decide what it was
_MOVED_S = 2.0
_SAME_S = 0.1
_EDGE = 0.1


class Listening:
    """Grows with each chunk; from time to time the words that are certain by then are settled."""

    def __init__(self, text: SaidText, engine: Engine, known: Sequence[KnownTime] = ()) -> None:
        self._text = text
        self._engine = engine
        self._guided = Guided(text, known)
        self._heard: list[Heard] = []
        self._earlier: list[Heard] = []  # heard before turning back, later in the recording
        self._sound: deque[Chunk] = deque()
        self._fitted = Placing(len(text.words))
        self._refuted: dict[int, float] = {}  # words, and where they were heard by mistake
        self._settled_s = -1.0  # up to here in the present run
        self._pairs: Pairs = np.zeros((0, 2), np.int64)
        self.placing = Placing(len(text.words))

    def add(self, chunk: Chunk, heard: Sequence[Heard]) -> None:
        """Take in the next chunk with what was heard in it, timed from its start."""
        self._heard += [word.later(chunk.start / RATE_HZ) for word in heard]
        self._sound.append(chunk)
        while self._sound[-1].end - self._sound[0].start > _KEPT_S * RATE_HZ:
            self._sound.popleft()

    def turn_back(self) -> None:
        """Expect what comes before all that was heard so far."""
        self._earlier, self._heard = self._heard, []
        self._sound.clear()
        self._settled_s = -1.0

    def settle(self, *, is_end: bool = False) -> list[int]:
        """Place what can be placed by now, and return the numbers of the segments concerned."""
        if not self._sound:
            return []
        heard = self._compare()
        until_s = self._sound[-1].end / RATE_HZ - (0 if is_end else _UNSETTLED_S)
        from_s = max(self._settled_s, self._sound[0].start / RATE_HZ)
        with np.errstate(invalid="ignore"):
            fresh = np.flatnonzero((heard.start >= from_s - 0.01) & (heard.end <= until_s))
        if len(fresh) < 2:
            return []
        pieces = stretches(self._text, heard, int(fresh[0]), int(fresh[-1]) + 1)
        if not is_end and len(pieces) > 1:
            pieces.pop()  # its end may move
        for piece in pieces:
            starts = heard.start.copy()
            for word in fit(self._text, heard, piece, self._samples, self._engine, self._fitted):
                self._refuted[word] = float(starts[word])
        first, last = pieces[0].first, pieces[-1].last
        self._settled_s = (
            float(heard.start[last])
            if last < len(heard.start) and not np.isnan(heard.start[last])
            else float(heard.end[last - 1])
        )
        self.placing = self._merged(heard, first, last)
        return self._segments(first, last)

    def finish(self) -> Placing:
        """Return all words with their times, as well as they can be told in the end."""
        heard = self._compare()
        self.placing = self._merged(heard, 0, len(self._text.words))
        return self.placing

    def agreement(self) -> float:
        """Return how much of what was heard is the text, or of the text was heard.

        Of a text that is not what is said, words are found here and there all over it: so the
        passage in which most of them lie must be full of them, too.
        """
        count = len(self._heard) + len(self._earlier)
        share = len(self._pairs) / max(1, min(count, len(self._text.words)))
        if not len(self._pairs):
            return 0.0
        low, high = np.quantile(self._pairs[:, 0], (_EDGE, 1 - _EDGE))
        fullness = (1 - 2 * _EDGE) * len(self._pairs) / (high - low + 1)
        return float(min(share, fullness))

    def heard_share(self) -> float:
        """Return how many of the words of the text were heard."""
        return len(self._pairs) / max(1, len(self._text.words))

    def _compare(self) -> Placing:
        """Return the words of the text that were heard, where they were."""
        heard = [*self._heard, *self._earlier]
        self._pairs = self._guided.match(heard)
        found = Placing(len(self._text.words))
        for own, their in self._pairs:
            found.set(int(own), heard[their].start_s, heard[their].end_s, HEARD)
        forget_far(self._text, found)
        for word, start_s in self._refuted.items():
            if abs(found.start[word] - start_s) < _SAME_S:
                found.forget(word)
        return found

    def _merged(self, heard: Placing, first: int, last: int) -> Placing:
        """Return the fitted times, those heard where there are none, and estimates between them.

        What was fitted to a place that turned out to be wrong is dropped.
        """
        merged = heard.copy()
        known = heard.known()
        before = np.maximum.accumulate(np.where(known, heard.start, -np.inf))
        after = np.minimum.accumulate(np.where(known, heard.start, np.inf)[::-1])[::-1]
        with np.errstate(invalid="ignore"):
            early = self._fitted.start < before - _MOVED_S
            late = self._fitted.start > after + _MOVED_S
        take = self._fitted.known() & ~early & ~late
        merged.start[take], merged.end[take] = self._fitted.start[take], self._fitted.end[take]
        merged.confidence[take] = self._fitted.confidence[take]
        merged.likeness[take] = self._fitted.likeness[take]
        _in_order(merged)
        fill(self._text, merged, first, last)
        return merged

    def _samples(self, start_s: float, end_s: float) -> Samples | None:
        """Return the sound between two moments, None when it is no longer kept."""
        start, end = int(start_s * RATE_HZ), int(end_s * RATE_HZ)
        if start < self._sound[0].start:
            return None
        parts = [
            chunk.samples[max(0, start - chunk.start) : end - chunk.start]
            for chunk in self._sound
            if chunk.end > start and chunk.start < end
        ]
        return np.concatenate(parts) if parts else None

    def _segments(self, first: int, last: int) -> list[int]:
        """Return the segments all of whose words lie from ``first`` to before ``last``."""
        text = self._text
        tokens = text.tokens[[first, last - 1]]
        lowest, highest = np.searchsorted(text.first_tokens, tokens, "right") - 1
        if first > 0 and not text.opens_segment[first]:
            lowest += 1
        if last < len(text.words) and not text.opens_segment[last]:
            highest -= 1
        return list(range(int(lowest), int(highest) + 1))


def _in_order(placing: Placing) -> None:
    """Forget words that would be spoken after the one that follows them."""
    latest = np.inf
    for word in range(len(placing.start) - 1, -1, -1):
        start = placing.start[word]
        if np.isnan(start):
            continue
        if start > latest + 0.02:
            placing.forget(word)
        else:
            latest = start
