"""From the times of what is said to the words of the segments."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.alignment.aligned_text import SaidText
from desktop_app.alignment.placing import (
    BETWEEN,
    LOOSE,
    UNKNOWN,
    UNSPOKEN,
    Placing,
    runs,
)
from desktop_app.transcript.model import Evidence, Segment, Word

_LETTERS_PER_S = 15.0  # before anything is known of who speaks
_MOST_BETWEEN = 12  # words of a passage: of more, some would have been heard
_MOST_OF_PARAGRAPH = 0.6
_SHOWN = 0.3  # from this confidence on a word has a time


def fill(text: SaidText, placing: Placing, first: int, last: int) -> None:
    """Estimate the words from ``first`` to before ``last`` that were not found in the sound.

    Runs of them between found words are spread over the time there is; what cannot be spoken in
    it is not.
    """
    rate = _rate(text, placing, first, last)
    for start, stop in runs(~placing.known()[first:last]):
        _fill_run(text, placing, first + start, first + stop, rate)


def _rate(text: SaidText, placing: Placing, first: int, last: int) -> float:
    """Return how many letters a second are spoken where everything is known."""
    length = placing.end[first:last] - placing.start[first:last]
    known = ~np.isnan(length)
    spoken_s = float(length[known].sum())
    if spoken_s < 5:
        return _LETTERS_PER_S
    return float(text.letters[first:last][known].sum()) / spoken_s


def _fill_run(text: SaidText, placing: Placing, start: int, stop: int, rate: float) -> None:
    needs_s = text.letters[start:stop] / rate
    need_s = float(needs_s.sum())
    before = float(placing.end[start - 1]) if start else np.nan
    after = float(placing.start[stop]) if stop < len(text.words) else np.nan
    room_s = after - before
    if room_s < 0.4 * need_s - 0.05:
        _forget(placing, start, stop, UNSPOKEN)
    elif stop - start > _MOST_BETWEEN and _is_passage(text, start, stop):
        _forget(placing, start, stop, UNKNOWN)
    elif start == 0 and after > 1.2 * need_s:
        _spread(placing, 0, after - need_s, needs_s, LOOSE)
    elif np.isnan(room_s):
        _forget(placing, start, stop, UNKNOWN)
    elif room_s <= 2.5 * need_s + 1.0:
        _spread(placing, start, before, needs_s * (room_s / need_s), BETWEEN)
    elif stop - start > _MOST_BETWEEN:
        _forget(placing, start, stop, UNKNOWN)
    else:
        turn = next((word for word in range(start, stop) if text.opens_sentence[word]), stop)
        _spread(placing, start, before, needs_s[: turn - start], LOOSE)
        rest = needs_s[turn - start :]
        _spread(placing, turn, after - float(rest.sum()), rest, LOOSE)


def _is_passage(text: SaidText, start: int, stop: int) -> bool:
    """Return whether words are of several paragraphs, or most of one."""
    if text.opens_segment[start + 1 : stop].any():
        return True
    opens = np.flatnonzero(text.opens_segment)
    after = int(np.searchsorted(opens, start, "right"))
    end = int(opens[after]) if after < len(opens) else len(text.words)
    return bool(stop - start > _MOST_OF_PARAGRAPH * (end - opens[after - 1]))


def _forget(placing: Placing, start: int, stop: int, confidence: float) -> None:
    for word in range(start, stop):
        placing.forget(word, confidence)


def _spread(
    placing: Placing, first: int, start_s: float, lengths_s: NDArray[np.float64], confidence: float
) -> None:
    for word, length_s in enumerate(lengths_s, first):
        placing.set(word, start_s, start_s + length_s, confidence)
        start_s += length_s


def with_words(segment: Segment, number: int, text: SaidText, placing: Placing) -> Segment:
    """Return the ``number``-th segment with its words, and with their time if there is one."""
    first, last = text.first_tokens[number], text.first_tokens[number + 1]
    lower, upper = np.searchsorted(text.tokens, (first, last))
    tokens = segment.text.split()
    times: list[tuple[int, int, float] | None] = [None] * len(tokens)
    doubts = [0.0] * len(tokens)
    for word in range(int(lower), int(upper)):
        place = int(text.tokens[word] - first)
        confidence = float(placing.confidence[word])
        if np.isnan(placing.start[word]) or confidence < _SHOWN:
            doubts[place] = max(doubts[place], min(confidence, UNKNOWN))
            continue
        start_ms, end_ms = _ms(placing.start[word]), _ms(placing.end[word])
        known = times[place]
        if known is None:
            times[place] = (start_ms, end_ms, confidence)
        else:
            times[place] = (known[0], max(known[1], end_ms), max(known[2], confidence))
    _give_signs_their_word(tokens, times, {int(t - first) for t in text.tokens[lower:upper]})
    words = tuple(
        Word(token, time[0], time[1], round(time[2], 2))
        if time is not None
        else Word(token, None, None, round(doubt, 2))
        for token, time, doubt in zip(tokens, times, doubts, strict=True)
    )
    return _timed(replace(segment, words=words))


def _give_signs_their_word(
    tokens: Sequence[str], times: list[tuple[int, int, float] | None], said: set[int]
) -> None:
    """Let a dash that stands alone begin with the word after it."""
    for place in range(len(tokens) - 2, -1, -1):
        after = times[place + 1]
        is_sign = not any(sign.isalnum() for sign in tokens[place])
        if place not in said and is_sign and after is not None:
            times[place] = (after[0], after[0], after[2])


def _ms(seconds: float) -> int:
    return max(0, round(float(seconds) * 1000))


# For confidences of a first word from here on: so far off it is, nine times in ten, as measured.
_BOUNDS_MS = (
    (0.85, 60),
    (0.6, 100),
    (0.55, 80),
    (0.5, 600),
    (0.45, 350),
    (0.4, 700),
    (0.0, 2500),
)


def _timed(segment: Segment) -> Segment:
    """Return a segment with the time of its words, as it is when too few are known."""
    assert segment.words is not None
    known = [word for word in segment.words if word.start_ms is not None]
    if len(known) * 2 < len(segment.words) or not known:
        return segment
    first, last = known[0], known[-1]
    assert first.start_ms is not None
    assert last.end_ms is not None
    bound = next(bound for least, bound in _BOUNDS_MS if first.confidence >= least)
    return replace(
        segment,
        start_ms=first.start_ms,
        end_ms=max(last.end_ms, first.start_ms),
        evidence=Evidence.ALIGNED,
        error_ms=bound,
    )
