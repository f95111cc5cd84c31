"""Words of the text fitted onto the sound between words that were heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from desktop_app.alignment.aligned_text import SaidText
from desktop_app.alignment.detached import MOST_WORDS, rejoined
from desktop_app.alignment.engines.engine import RATE_HZ, Engine, Heard, Samples
from desktop_app.alignment.placing import ABOUT, AT_ODDS, BOTH, FITTED, LIKE, Placing, runs

LETTERS_PER_S = 15.0  # of a quick talker, the blank after a word included
_PAD_S = 0.2
_SHORTEST_S, _LONGEST_S = 2.0, 18.0
_PAUSE_S = 0.25
_LONG_PAUSE_S = 3.0
_EDGE_WORDS = 6  # not heard at the edge of a piece
_PASSAGE_WORDS = 6
_PASSAGE_LIKENESS = -3.5  # of a paragraph
_PART_LIKENESS = -5.0  # of words between others of a paragraph: those are seldom left out
_LIKE = -3.5


Sound = Callable[[float, float], Samples | None]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words from ``first`` to before ``last`` that are fitted in one go."""

    first: int
    last: int


def stretches(text: SaidText, heard: Placing, first: int, last: int) -> list[Stretch]:
    """Cut the text into pieces to fit, between heard neighbours, at pauses where there are any.

    Words that were not heard at the beginning of the first sentence of a piece belong to it.
    """
    known = np.flatnonzero(heard.known()[first:last]) + first
    if not len(known):
        return []
    final = int(known[-1])
    is_known = heard.known()
    pieces: list[Stretch] = []
    start = int(known[0])
    while start <= final:
        stop = _stop(text, heard, is_known, start, final)
        opening = _opening(text, is_known, start, pieces[-1].last if pieces else 0)
        pieces.append(Stretch(opening, stop))
        start = stop
        while start <= final and not is_known[start]:
            start += 1
    return pieces


def _opening(text: SaidText, is_known: NDArray[np.bool_], start: int, least: int) -> int:
    """Return where the sentence begins if only a few words before ``start`` were not heard."""
    for word in range(start, max(least, start - _EDGE_WORDS) - 1, -1):
        if word < start and is_known[word]:
            return start
        if text.opens_sentence[word]:
            return word
    return start


def _stop(
    text: SaidText, heard: Placing, is_known: NDArray[np.bool_], start: int, final: int
) -> int:
    """Return where the piece that begins with the word ``start`` ends best."""
    best, most = final + 1, -1.0
    before = start
    for word in range(start + 1, final + 1):
        if not is_known[word]:
            continue
        if _is_far(text, heard, before, word):
            return _closing(text, before, word)
        is_next, before = before == word - 1, word
        if not is_next:
            continue
        pause_s = heard.start[word] - heard.end[word - 1]
        length_s = heard.end[word - 1] - heard.start[start]
        if length_s > _LONGEST_S and most >= 0:
            return best
        if length_s < _SHORTEST_S or _is_near_opening(text, word):
            continue
        worth = min(length_s, 12) / 6
        worth += (
            2.0 * (pause_s > _PAUSE_S) + 3.0 * (pause_s > 1.5) + 1.0 * text.opens_sentence[word]
        )
        if worth >= most:
            best, most = word, worth
    rest_s = heard.end[final] - heard.start[start]
    return final + 1 if most < 0 or rest_s <= 1.3 * _LONGEST_S else best


def _is_far(text: SaidText, heard: Placing, before: int, word: int) -> bool:
    """Return whether there is much more time between two heard words than those between need."""
    gap_s = heard.start[word] - heard.end[before]
    return bool(gap_s - text.letters[before + 1 : word].sum() / LETTERS_PER_S > _LONG_PAUSE_S)


def _closing(text: SaidText, before: int, word: int) -> int:
    """Return where the sentence of ``before`` ends if only a few words more were not heard."""
    opens = np.flatnonzero(text.opens_sentence[before + 1 : word + 1]) + before + 1
    return int(
        next((end for end in opens[::-1] if end - before - 1 <= _EDGE_WORDS), before + 1)
        if len(opens)
        else min(word, before + 1 + _EDGE_WORDS)
    )


def _is_near_opening(text: SaidText, word: int) -> bool:
    """Return whether a sentence begins just before ``word``: a pause there may be a mistake."""
    near = text.opens_sentence[max(0, word - MOST_WORDS) : word]
    return bool(near.any()) and not text.opens_sentence[word]


def fit(
    text: SaidText, heard: Placing, piece: Stretch, sound: Sound, engine: Engine, placing: Placing
) -> list[int]:
    """Fit the words of a piece and enter their times into ``placing``.

    Returns the words that were heard elsewhere by mistake.
    """
    words = _speakable(text, heard, piece)
    start_s, end_s = _span(text, heard, piece)
    samples = sound(start_s, end_s)
    if not len(words) or samples is None or len(samples) < RATE_HZ // 10:
        return []
    found = engine.fit(samples, [text.words[word] for word in words]) or []
    said = words[_is_said(text, heard, words, found)]
    if len(said) < len(words):
        words = said
        found = engine.fit(samples, [text.words[word] for word in words]) or []
    found, moved = rejoined(text, words, found, samples, engine)
    refuted = [int(words[place]) for place in moved if heard.known()[words[place]]]
    for word in refuted:
        heard.forget(word)
    if found:
        _enter([one.later(start_s) for one in found], words, heard, placing)
    return refuted


def _span(text: SaidText, heard: Placing, piece: Stretch) -> tuple[float, float]:
    """Return the sound in which the words of a piece are spoken."""
    first, last = piece.first, piece.last
    known = np.flatnonzero(heard.known()[first:last]) + first
    lead_s, tail_s = (
        float(words.sum()) * 2.0 / LETTERS_PER_S
        for words in (text.letters[first : known[0]], text.letters[known[-1] + 1 : last])
    )
    start_s = heard.start[known[0]] - _PAD_S - 0.15 - lead_s
    if first > 0 and not np.isnan(heard.end[first - 1]):
        start_s = max(start_s, min(heard.end[first - 1] - 0.02, heard.start[known[0]]))
    end_s = heard.end[known[-1]] + _PAD_S + tail_s
    if last < len(text.words) and not np.isnan(heard.start[last]):
        end_s = min(end_s, max(heard.end[known[-1]], heard.start[last] + 0.05))
    return max(0.0, float(start_s)), float(end_s)


def _speakable(text: SaidText, heard: Placing, piece: Stretch) -> NDArray[np.int64]:
    """Return the words of a piece without runs that can't be spoken in the room there is."""
    words = np.arange(piece.first, piece.last)
    is_known = heard.known()[piece.first : piece.last]
    keep = is_known.copy()
    for start, stop in runs(~is_known):
        if start == 0 or stop == len(words):
            keep[start:stop] = True  # the few at the edge of a sentence
            continue
        room_s = heard.start[words[stop]] - heard.end[words[start - 1]]
        keep[start:stop] = _fitting_words(text, int(words[start]), int(words[stop]), room_s)
    return words[keep]


def _fitting_words(text: SaidText, first: int, last: int, room_s: float) -> NDArray[np.bool_]:
    """Return which of some words can be spoken in ``room_s``: all, none, or all but paragraphs.

    Of too many words whole paragraphs go first, the longest before others: notes that nobody says.
    """
    keep = np.ones(last - first, bool)
    needs_s = text.letters[first:last] / LETTERS_PER_S
    if room_s >= 3 * needs_s.sum() + 1.5:
        return ~keep
    opens = np.flatnonzero(text.opens_segment[first:last])
    ends_whole = last >= len(text.words) or text.opens_segment[last]
    borders = [*opens, last - first] if ends_whole else [*opens]
    paragraphs = sorted(pairwise(borders), key=lambda span: -needs_s[slice(*span)].sum())
    for start, stop in [*paragraphs, (0, last - first)]:
        if 0.4 * needs_s[keep].sum() < room_s:
            break
        keep[start:stop] = False
    return keep


def _is_said(
    text: SaidText, heard: Placing, words: NDArray[np.int64], found: Sequence[Heard]
) -> NDArray[np.bool_]:
    """Return which words may have been said: not long passages unheard and unlike their sound.

    They are a note beside what is said, or speech that others drown out.
    """
    said = np.ones(len(words), bool)
    for start, stop in runs(~heard.known()[words]):
        opens = [place for place in range(start, stop) if text.opens_segment[words[place]]]
        ends = stop == len(words) or text.opens_segment[words[stop]]
        borders = [*opens, stop] if ends else opens
        spans = list(pairwise(borders))
        least = _PASSAGE_LIKENESS if spans else _PART_LIKENESS
        for first, last in spans or [(start, stop)]:
            is_long = last - first >= _PASSAGE_WORDS
            if is_long and (len(found) < len(words) or _likeness(found[first:last]) < least):
                said[first:last] = False
    return said


def _likeness(found: Sequence[Heard]) -> float:
    """Return how like words the sound is that they were fitted to."""
    return sum(one.likeness or 0.0 for one in found) / len(found)


def _enter(
    found: Sequence[Heard], words: NDArray[np.int64], heard: Placing, placing: Placing
) -> None:
    """Take over the times on which the recogniser agrees, or which stand glued to such."""
    start = np.array([one.start_s for one in found])
    end = np.array([one.end_s for one in found])
    likeness = np.array([one.likeness for one in found], float)
    words = words[: len(found)]  # the last ones may not have fitted
    is_known = heard.known()[words]
    apart = np.abs(start - np.where(is_known, heard.start[words], start))
    for place, word in enumerate(words):
        near = slice(max(0, place - 3), place + 4)
        around = apart[near][is_known[near]]
        if len(around) and np.median(around) >= 0.8:
            continue
        if is_known[place]:
            if apart[place] > 1.0:
                placing.confidence[word] = AT_ODDS
                continue
            placing.confidence[word] = BOTH if apart[place] < 0.4 else ABOUT
        else:
            before = start[place] - end[place - 1] if place else 9.0
            after = start[place + 1] - end[place] if place + 1 < len(words) else 9.0
            if min(before, after) > 1.0 or end[place] - start[place] > 1.5:
                continue
            placing.confidence[word] = LIKE if likeness[place] >= _LIKE else FITTED
        placing.start[word], placing.end[word] = start[place], end[place]
        placing.likeness[word] = likeness[place]
