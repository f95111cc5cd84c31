"""Where paragraphs begin, listened for: sentences begin after pauses, as long apart as they take.

Each sentence's beginning is a probability over time: as far from the one before as its letters
take to say, likelier where the voice resumes than amid speech, impossible nowhere. Going through
them forwards and backwards leaves for each what all of them together allow.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.transcript.clock_gaps import Guess, Piece, Span
from desktop_app.transcript.clock_pace import DRIFT, effort
from desktop_app.transcript.sentences import split_sentences

_STEP_MS = 150
_HALF_A_SECOND = 500 // _STEP_MS
# How likely a sentence begins amid speech, within a pause, and after one of a second, relatively.
_AMID, _WITHIN, _AFTER_A_SECOND, _AFTER_LONG = 0.15, 0.02, 3.0, 3.0
# The shortest sentences are off by this much all the same (standard deviation).
_LEAST_DOUBT_MS, _SHORTEST_MS = 300.0, 500.0
_NINE_IN_TEN = 1.645
# Real voices pause less clearly than we think: no bound shrinks below this share of what it was.
_LEAST_OF_BOUND, _BESIDE_MS = 0.4, 300.0
# A stretch without any time that is longer than this is not listened to: it takes too long.
_LONGEST_MS = 1_500_000
_NEXT_TO_NOTHING = 1e-7
# So many sentences are tried at most, over all ways; of likely ways so much has to be among them.
_MOST_TRIED, _TRIED_SHARE = 400, 0.8
_TRUST = 0.5  # in how well the pauses fit: they do not each tell something new
_AFTER_MS = 60_000  # how much later than expected a text without an end may end

Floats = npt.NDArray[np.float64]

_SHARES = np.array([0.05, 0.5, 0.95])


@dataclass(frozen=True, slots=True)
class Pauses:
    """When the voice was silent: starts and ends in milliseconds, in order."""

    starts_ms: Floats
    ends_ms: Floats


@dataclass(frozen=True, slots=True)
class _Chances:
    """How likely something is at each step from ``first`` on; it is not at any other."""

    first: int
    values: Floats


@dataclass(frozen=True, slots=True)
class _Found:
    """Where sentences may begin, and the logarithm of how well all that fits the pauses."""

    starts: Sequence[_Chances]
    evidence: float


def pauses_of(spans: Sequence[tuple[int, int]]) -> Pauses:
    """Return spans of silence as ``listened`` takes them."""
    table = np.asarray(spans, dtype=np.float64).reshape(-1, 2)
    return Pauses(table[:, 0], table[:, 1])


def listened(piece: Piece, spans: Sequence[Span], pauses: Pauses) -> list[Span]:
    """Return the spans of a piece's parts with starts where the pauses have them.

    A piece is listened to when what it lacks lies before its text or after it, not within.
    """
    edges = {gap.before for gap in piece.gaps}
    is_late, is_open = 0 in edges, len(piece.parts) in edges or piece.has_open_end
    length_ms = piece.end_ms - piece.start_ms + (_AFTER_MS if piece.has_open_end else 0)
    is_inside = edges <= {0, len(piece.parts)} and not (is_late and is_open)
    if piece.is_loose or not is_inside or not 0 < length_ms < _LONGEST_MS:
        return list(spans)
    lengths_ms, firsts = _sentences(piece)
    if not is_late and not is_open:
        lengths_ms = lengths_ms * (length_ms / max(1.0, float(lengths_ms.sum())))
    count = int(length_ms // _STEP_MS) + 2
    likely = _likely(piece.start_ms, count, pauses)
    start = _around(spans[0], piece.start_ms, count) * likely if is_late else _at(0, count)
    end = _around_end(spans[-1], piece.start_ms, count) if is_open else _at(count - 2, count)
    found = _both_ways(start, end, [_length(length_ms) for length_ms in lengths_ms], likely)
    if found is None:
        return list(spans)
    return _written(piece, spans, [found.starts[first] for first in firsts], is_late=is_late)


def listened_for_gaps(
    piece: Piece, spans: Sequence[Span], pauses: Pauses, ways: Sequence[Guess]
) -> list[Span]:
    """Return the spans of a piece that may hold a gap at one of several places.

    Wherever the gap is not, the sentences do not fall on the pauses: that tells the ways apart.
    """
    length_ms = piece.end_ms - piece.start_ms
    if piece.is_loose or piece.has_open_end or piece.gaps or not 0 < length_ms < _LONGEST_MS:
        return list(spans)
    lengths_ms, firsts = _sentences(piece)
    tried = sorted(ways, key=lambda way: -way.chance)[: _MOST_TRIED // max(1, len(lengths_ms))]
    if sum(way.chance for way in tried) < _TRIED_SHARE:
        return list(spans)
    count = int(length_ms // _STEP_MS) + 2
    likely = _likely(piece.start_ms, count, pauses)
    likely = likely / likely.mean()
    told = [(way, _heard(way, lengths_ms, firsts, length_ms, likely)) for way in tried]
    heard = [(way, found) for way, found in told if found is not None]
    if not heard:
        return list(spans)
    best = max(found.evidence for _way, found in heard)
    trust = [way.chance * float(np.exp(_TRUST * (found.evidence - best))) for way, found in heard]
    total = sum(trust)
    chances = []
    for number, first in enumerate(firsts):
        mixed = np.zeros(count)
        for (way, found), share in zip(heard, trust, strict=True):
            is_after = any(before <= number for before, _gap_ms in way.gaps)
            one = found.starts[first + is_after]
            one_share = share / total / max(float(one.values.sum()), 1e-300)
            mixed[one.first : one.first + len(one.values)] += one_share * one.values
        chances.append(_Chances(0, mixed))
    return _written(piece, spans, chances, is_late=False)


def _heard(
    way: Guess, lengths_ms: Floats, firsts: Sequence[int], length_ms: float, likely: Floats
) -> "_Found | None":
    """Return where the sentences begin if the gap, taken for a sentence of its own, lies so."""
    gap_ms = sum(one for _before, one in way.gaps)
    said_ms = float(lengths_ms.sum())
    steps = [_length(one * (length_ms - gap_ms) / max(1.0, said_ms)) for one in lengths_ms]
    for before, one_ms in way.gaps:
        at = firsts[before] if before < len(firsts) else len(steps)
        steps.insert(at, _length(one_ms, (DRIFT * said_ms) ** 0.5))
    count = len(likely)
    return _both_ways(_at(0, count), _at(count - 2, count), steps, likely)


def _sentences(piece: Piece) -> tuple[Floats, list[int]]:
    """Return how long each sentence takes, and which of them begin a part."""
    lengths: list[float] = []
    firsts: list[int] = []
    for part, says_ms in zip(piece.parts, piece.says_ms, strict=True):
        firsts.append(len(lengths))
        text = part.text
        efforts = [effort(text[s.start : s.end]) for s in split_sentences(text)]
        total = sum(efforts)
        lengths += [says_ms * one / total for one in efforts] if total else [says_ms]
    return np.array(lengths), firsts


def _likely(start_ms: float, count: int, pauses: Pauses) -> Floats:
    """Return for each step how likely a sentence begins there."""
    likely = np.full(count, _AMID)
    first = int(np.searchsorted(pauses.ends_ms, start_ms))
    last = int(np.searchsorted(pauses.starts_ms, start_ms + count * _STEP_MS))
    begins = ((pauses.starts_ms[first:last] - start_ms) // _STEP_MS).astype(np.int64)
    resumes = ((pauses.ends_ms[first:last] - start_ms) // _STEP_MS).astype(np.int64)
    for begin, resume in zip(begins, resumes, strict=True):
        likely[max(0, begin) : resume] = _WITHIN
    lasted_s = (pauses.ends_ms - pauses.starts_ms)[first:last] / 1000
    for resume, weight in zip(
        resumes, np.minimum(_AFTER_LONG, _AFTER_A_SECOND * lasted_s), strict=True
    ):
        around = slice(max(0, resume - 1), resume + 2)
        likely[around] = np.maximum(likely[around], weight)
    return likely


def _at(step: int, count: int) -> Floats:
    """Return certainty, to the nearest half second."""
    sure = np.zeros(count)
    sure[max(0, step - _HALF_A_SECOND if step else 0) : step + 1] = 1.0
    return sure


def _around(span: Span, start_ms: float, count: int) -> Floats:
    return _bell(span.start_ms - start_ms, span.error_ms, count)


def _around_end(span: Span, start_ms: float, count: int) -> Floats:
    return _bell(span.end_ms - start_ms, span.error_ms, count)


def _bell(middle_ms: float, bound_ms: float, count: int) -> Floats:
    deviation_ms = max(1_000.0, bound_ms / _NINE_IN_TEN)
    away = (np.arange(count) * _STEP_MS - middle_ms) / deviation_ms
    bell: Floats = np.exp(-0.5 * np.minimum(away**2, 80.0))
    return bell


def _both_ways(
    start: Floats, end: Floats, steps: Sequence[tuple[int, Floats]], likely: Floats
) -> _Found | None:
    """Return the chances of each sentence's beginning; None where the lengths do not fit."""
    count = len(likely)
    evidence = 0.0
    forward = [_held(_Chances(0, start))]
    for first, lasts in steps[:-1]:
        last = forward[-1]
        at = last.first + first
        reached = np.convolve(last.values, lasts)[: max(0, count - at)]
        reached = reached * likely[at : at + len(reached)]
        if not len(reached) or not reached.max() > 0:
            return None
        evidence += math.log(reached.max())
        forward.append(_held(_Chances(at, reached)))
    backward: list[_Chances] = []
    coming = _held(_Chances(0, end))
    for first, lasts in reversed(steps):
        at = coming.first - first - len(lasts) + 1
        came = np.convolve(coming.values, lasts[::-1])[max(0, -at) :]
        at = max(0, at)
        if not len(came) or not came.max() > 0:
            return None
        if not backward:
            meeting = _both(forward[-1], _Chances(at, came)).values.sum()
            evidence += math.log(max(float(meeting), 1e-300))
        backward.append(_Chances(at, came / came.max()))
        came = came * likely[at : at + len(came)]
        coming = _held(_Chances(at, came))
    chances = [_both(*pair) for pair in zip(forward, reversed(backward), strict=True)]
    if not all(len(one.values) and one.values.sum() > 0 for one in chances):
        return None
    return _Found(chances, evidence)


def _held(chances: _Chances) -> _Chances:
    """Return the chances with their highest as 1, without what is next to impossible."""
    values = chances.values
    held = np.flatnonzero(values > _NEXT_TO_NOTHING * values.max())
    if not len(held):
        return chances
    first, last = int(held[0]), int(held[-1]) + 1
    return _Chances(chances.first + first, values[first:last] / values.max())


def _both(one: _Chances, other: _Chances) -> _Chances:
    """Return the chances that both are true, where they meet."""
    first = max(one.first, other.first)
    last = max(first, min(one.first + len(one.values), other.first + len(other.values)))
    ours = one.values[first - one.first : last - one.first]
    return _Chances(first, ours * other.values[first - other.first : last - other.first])


def _length(length_ms: float, more_doubt_ms: float = 0.0) -> tuple[int, Floats]:
    """Return the chances of how many steps a sentence takes, from the first one on."""
    doubt = DRIFT * max(length_ms, _SHORTEST_MS) + _LEAST_DOUBT_MS**2
    doubt_ms = (doubt + more_doubt_ms**2) ** 0.5
    first = max(0, int((length_ms - 4 * doubt_ms) // _STEP_MS))
    last = int((length_ms + 4 * doubt_ms) // _STEP_MS) + 1
    away = (np.arange(first, last + 1) * _STEP_MS - length_ms) / doubt_ms
    chances = np.exp(-0.5 * away**2)
    return first, chances / chances.sum()


def _written(
    piece: Piece, spans: Sequence[Span], chances: Sequence[_Chances], *, is_late: bool
) -> list[Span]:
    starts: list[float] = []
    errors: list[float] = []
    for number, (span, chance) in enumerate(zip(spans, chances, strict=True)):
        reached = np.cumsum(chance.values) / chance.values.sum()
        early, middle, late = (chance.first + np.searchsorted(reached, _SHARES)).tolist()
        is_known = number == 0 and not is_late
        starts.append(span.start_ms if is_known else piece.start_ms + middle * _STEP_MS)
        bound_ms = max(middle - early, late - middle) * _STEP_MS + _BESIDE_MS
        least_ms = _LEAST_OF_BOUND * span.error_ms
        errors.append(span.error_ms if is_known else max(bound_ms, least_ms))
    ends = [*starts[1:], max(starts[-1], spans[-1].end_ms)]
    return [Span(*one) for one in zip(starts, ends, errors, strict=True)]
