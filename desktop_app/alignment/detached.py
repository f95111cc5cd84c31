"""The first words of a sentence that were heard or fitted before it: put where they belong.

A short word such as “to” or “and” is like much of what goes before a sentence: noise, a breath, or
speech that the text does not have. It is torn off the sentence then, and a pause lies between.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.alignment.aligned_text import SaidText
from desktop_app.alignment.engines.engine import RATE_HZ, Engine, Heard, Samples
from desktop_app.alignment.placing import Placing

MOST_WORDS = 3  # that are torn off
_PAUSE_S = 0.6
_FAR_S = 3.0
_WITH_WORDS = 4  # after the pause: with these the detached ones are fitted anew
_MARGIN = 0.5  # of likeness, at two seconds: close by is likelier than far off
_FULL_MARGIN_S = 2.0


def forget_far(text: SaidText, heard: Placing) -> None:
    """Forget words at the beginning of a sentence that were heard long before the rest of it."""
    pause_s = np.full(len(heard.start), np.nan)
    pause_s[1:] = heard.start[1:] - heard.end[:-1]
    for word in map(int, np.flatnonzero(np.nan_to_num(pause_s) > _FAR_S)):
        opener = next(
            (
                place
                for place in range(word - 1, max(-1, word - 1 - MOST_WORDS), -1)
                if text.opens_sentence[place]
            ),
            None,
        )
        if opener is not None and not text.opens_sentence[word]:
            for place in range(opener, word):
                heard.forget(place)


def rejoined(
    text: SaidText,
    words: NDArray[np.int64],
    found: Sequence[Heard],
    samples: Samples,
    engine: Engine,
) -> tuple[list[Heard], set[int]]:
    """Return the fitted ``words`` with detached ones moved, where they are as likely there.

    The set holds the places of those that were moved.
    """
    result = list(found)
    moved: set[int] = set()
    for place in range(len(result)):
        if not text.opens_sentence[words[place]]:
            continue
        count = _detached(text, words, result, place)
        if count:
            anew = _anew(text, words[place:], result[place:], count, samples, engine)
            result[place : place + len(anew)] = anew
            moved |= set(range(place, place + len(anew)))
    return result, moved


def _detached(text: SaidText, words: NDArray[np.int64], found: Sequence[Heard], first: int) -> int:
    """Return how many words from ``first`` on stand before a pause, 0 if none are."""
    count = 0
    for place in range(first, min(first + MOST_WORDS, len(found) - 1)):
        if words[place + 1] != words[place] + 1 or text.opens_sentence[words[place + 1]]:
            break
        if found[place + 1].start_s - found[place].end_s > _PAUSE_S:
            count = place + 1 - first
    return count


def _anew(
    text: SaidText,
    words: NDArray[np.int64],
    found: Sequence[Heard],
    count: int,
    samples: Samples,
    engine: Engine,
) -> list[Heard]:
    """Return the first ``count`` words fitted to the sound after them.

    None are returned if they are less likely there.
    """
    last = min(count + _WITH_WORDS, len(found))
    begin_s, end_s = found[count - 1].end_s, found[last - 1].end_s + 0.05
    part = samples[int(begin_s * RATE_HZ) : int(end_s * RATE_HZ)]
    wanted = [text.words[word] for word in words[:last]]
    anew = engine.fit(part, wanted) if len(part) > RATE_HZ // 10 else None
    if anew is None or len(anew) <= count or begin_s + anew[count - 1].end_s > found[count].end_s:
        return []
    pause_s = found[count].start_s - found[count - 1].end_s
    margin = _MARGIN * min(1.0, pause_s / _FULL_MARGIN_S)
    if _likeness(anew) < _likeness(found[: len(anew)]) - margin:
        return []
    return [one.later(begin_s) for one in anew[:count]]


def _likeness(found: Sequence[Heard]) -> float:
    """Return how like words the sound is that they were fitted to."""
    spent_s = [one.end_s - one.start_s for one in found]
    likeness = [one.likeness or 0.0 for one in found]
    return float(np.average(likeness, weights=spent_s)) if sum(spent_s) else -np.inf
