"""When each part of the text between two times is spoken, and how far off that may be.

Speech runs like a random walk around the recording's pace: between two times it is pinned at both
ends, beside a stretch without text only at one. The figures were measured on marker-to-marker
stretches and “[unintelligible 0:12:34]” notes of a large collection of conversations.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from desktop_app.transcript.clock_layout import Part
from desktop_app.transcript.clock_pace import BREAK_MS, DRIFT, GAP_DOUBT_MS
from desktop_app.transcript.clock_seams import interruption

# Times in the text are themselves off by about so much.
_FLOOR_MS = 1_800.0
# Nine times in ten a normal error stays below this many standard deviations.
_NINE_IN_TEN = 1.645

# How a gap right beside a time mark is favoured, against places between paragraphs (logarithm).
_AT_A_TIME = -1.0
# Hidden gaps are worth a thought above this chance.
_WORTH_A_THOUGHT = 0.05
# A gap takes at most this share of the time that the words beside it should take.
_MOST_OF_SPEECH = 0.4
# Breaks last 76 s in the middle, one in ten below 39 s, one above 144 s.
_BREAKS_MS = np.array(
    [BREAK_MS * math.exp(0.51 * NormalDist().inv_cdf((step + 0.5) / 40)) for step in range(40)]
)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gap:
    """Sound without text before the part ``before``, usually so long, give or take ``doubt_ms``."""

    before: int
    usual_ms: float
    doubt_ms: float = GAP_DOUBT_MS

    @property
    def is_known(self) -> bool:
        """Whether its length was told, and is not only what such gaps usually have."""
        return self.doubt_ms < GAP_DOUBT_MS


@dataclass(frozen=True, slots=True)
class Piece:
    """The text between two times: its parts, how long each takes to say, and its known gaps.

    Parts and gaps are counted from the piece's first part. An open end is not a time but a guess;
    a loose piece is a whole recording without any time in it.
    """

    parts: Sequence[Part]
    says_ms: Sequence[float]
    start_ms: float
    end_ms: float
    gaps: Sequence[Gap] = ()
    has_open_end: bool = False
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Doubts:
    """How sure a recording's pace is, and how many pieces hold a gap that nothing tells of."""

    pace_share: float = 0.03
    hidden_share: float = 0.03


@dataclass(frozen=True, slots=True)
class Span:
    """When a part is spoken; ``error_ms`` bounds its start nine times in ten."""

    start_ms: float
    end_ms: float
    error_ms: float


@dataclass(frozen=True, slots=True)
class Guess:
    """One way the gaps of a piece may lie, and how likely it is."""

    chance: float
    gaps: Sequence[tuple[int, float]]


def place_parts(piece: Piece, doubts: Doubts) -> list[Span]:
    """Place every part of a piece between its two times."""
    if not piece.parts:
        return []
    ways = guesses(piece, doubts)
    said = np.concatenate([[0.0], np.cumsum(np.asarray(piece.says_ms, dtype=np.float64))])
    starts = np.array([_starts(piece, said, guess) for guess in ways])
    ends = np.array([_ends(piece, said, guess) for guess in ways])
    chances = np.array([guess.chance for guess in ways])
    chances = chances / chances.sum()
    start, end = _middle(starts, chances), _middle(ends, chances)
    deviation = np.array([_deviation(piece, said, guess, doubts) for guess in ways])
    errors = _bound(np.abs(starts - start), deviation, chances)
    return [
        Span(float(start_ms), float(end_ms), float(error_ms))
        for start_ms, end_ms, error_ms in zip(start, end, errors, strict=True)
    ]


def holds_a_hidden_gap(piece: Piece, doubts: Doubts) -> bool:
    """Return whether a piece may well have sound in it that nothing tells of."""
    return not piece.gaps and len(guesses(piece, doubts)) > 1


def _middle(times: Floats, chances: Floats) -> Floats:
    """Return the weighted median over all guesses: with the likelier side of a gap, not between."""
    return _reached(times, chances, 0.5)


def _reached(values: Floats, chances: Floats, share: float) -> Floats:
    """Return for each column the value that ``share`` of the chances do not exceed."""
    order = np.argsort(values, axis=0)
    first = np.argmax(np.cumsum(chances[order], axis=0) >= share - 1e-9, axis=0)
    columns = np.arange(values.shape[1])
    found: Floats = values[order[first, columns], columns]
    return found


def guesses(piece: Piece, doubts: Doubts) -> list[Guess]:
    """Return all ways the gaps of a piece may lie; their chances add up to 1."""
    speech_ms = float(sum(piece.says_ms))
    slack_ms = piece.end_ms - piece.start_ms - speech_ms
    if piece.is_loose:  # what is left over beyond the usual may be anywhere: the text is spread
        slack_ms = min(slack_ms, sum(gap.usual_ms for gap in piece.gaps))
    if piece.gaps:
        return [Guess(1.0, _shared_out(piece.gaps, slack_ms, speech_ms, doubts))]
    chance, gap_ms = _hidden_gap(slack_ms, speech_ms, doubts.hidden_share)
    if chance < _WORTH_A_THOUGHT:
        return [Guess(1.0, ())]
    places = [number for number, part in enumerate(piece.parts) if part.opens]
    places = [*places, len(piece.parts)]
    shares = np.exp([_interruption(piece.parts, place) for place in places])
    shares = chance * shares / shares.sum()
    return [
        Guess(1.0 - chance, ()),
        *(Guess(share, [(place, gap_ms)]) for place, share in zip(places, shares, strict=True)),
    ]


def _interruption(parts: Sequence[Part], place: int) -> float:
    """Return how a gap before a part is favoured; at a time mark it is unlikely."""
    if not 0 < place < len(parts):
        return _AT_A_TIME
    before, after = parts[place - 1], parts[place]
    is_same = after.speaker is not None and after.speaker == before.speaker
    return interruption(before.text, after.text, same_speaker=is_same)


def _shared_out(
    gaps: Sequence[Gap], slack_ms: float, speech_ms: float, doubts: Doubts
) -> list[tuple[int, float]]:
    """Give known gaps the time that is left over, held to their usual lengths by how sure it is.

    Those whose length was told have that, if there are others to take up the rest.
    """
    told = [gap for gap in gaps if gap.is_known]
    room_ms = max(0.0, slack_ms + _MOST_OF_SPEECH * speech_ms)
    if told and sum(gap.usual_ms for gap in told) > room_ms:  # the pins contradict each other
        return [(gap.before, room_ms / len(told) if gap.is_known else 0.0) for gap in gaps]
    if 0 < len(told) < len(gaps):
        others = [gap for gap in gaps if not gap.is_known]
        rest_ms = slack_ms - sum(gap.usual_ms for gap in told)
        return [
            *((gap.before, gap.usual_ms) for gap in told),
            *_shared_out(others, rest_ms, speech_ms, doubts),
        ]
    usual_ms = sum(gap.usual_ms for gap in gaps)
    speech_doubt = DRIFT * speech_ms + (doubts.pace_share * speech_ms) ** 2
    hold = speech_doubt / (speech_doubt + sum(gap.doubt_ms**2 for gap in gaps))
    gap_ms = max(0.0, slack_ms + hold * (usual_ms - slack_ms))
    return [(gap.before, gap_ms * gap.usual_ms / usual_ms) for gap in gaps]


def _hidden_gap(slack_ms: float, speech_ms: float, share: float) -> tuple[float, float]:
    """Return how likely time left over is a gap and not slow speech, and how long it would be."""
    variance = DRIFT * max(speech_ms, 1_000.0) + _FLOOR_MS**2
    likely = np.exp(-((slack_ms - _BREAKS_MS) ** 2) / (2 * variance))
    with_gap = share * float(likely.mean())
    without = (1 - share) * math.exp(-min(slack_ms**2 / (2 * variance), 700.0))
    if slack_ms <= 0 or with_gap + without < 1e-200:
        return (1.0, slack_ms) if slack_ms > 0 else (0.0, 0.0)
    gap_ms = float((likely * _BREAKS_MS).sum() / likely.sum()) if likely.sum() > 0 else slack_ms
    return with_gap / (with_gap + without), min(slack_ms, gap_ms)


def _starts(piece: Piece, said: Floats, guess: Guess) -> Floats:
    return piece.start_ms + _scale(piece, said, guess) * said[:-1] + _passed(len(said) - 1, guess)


def _ends(piece: Piece, said: Floats, guess: Guess) -> Floats:
    return piece.start_ms + _scale(piece, said, guess) * said[1:] + _passed(len(said) - 1, guess)


def _scale(piece: Piece, said: Floats, guess: Guess) -> float:
    speech_ms = piece.end_ms - piece.start_ms - sum(gap_ms for _before, gap_ms in guess.gaps)
    return speech_ms / float(said[-1]) if said[-1] > 0 else 0.0


def _passed(count: int, guess: Guess) -> Floats:
    """Return how much gap lies before each part's start."""
    passed = np.zeros(count)
    for before, gap_ms in guess.gaps:
        passed[before:] += gap_ms
    return passed


def _deviation(piece: Piece, said: Floats, guess: Guess, doubts: Doubts) -> Floats:
    """Return the standard deviation of each part's start."""
    deviation: Floats = np.sqrt(_variance(piece, said, guess, doubts) + _FLOOR_MS**2)
    return deviation


def _variance(piece: Piece, said: Floats, guess: Guess, doubts: Doubts) -> Floats:
    """Return a bridge's variance between two times without a gap, else that of walks."""
    since, until = said[:-1], said[-1] - said[:-1]
    if not guess.gaps and not piece.has_open_end:
        bridge: Floats = DRIFT * since * until / max(float(said[-1]), 1.0)
        return bridge
    shares = [(gap.before, (gap.doubt_ms / GAP_DOUBT_MS) ** 2) for gap in piece.gaps]
    ones = Guess(1.0, shares or [(before, 1.0) for before, _gap_ms in guess.gaps])
    behind = _passed(len(since), ones)
    from_start = _walk(since, behind, doubts)
    if piece.has_open_end:
        return from_start
    from_end = _walk(until, sum(share for _before, share in ones.gaps) - behind, doubts)
    both: Floats = from_start * from_end / np.maximum(from_start + from_end, 1.0)
    return both


def _walk(speech_ms: Floats, gaps: Floats, doubts: Doubts) -> Floats:
    variance: Floats = (
        DRIFT * speech_ms + (doubts.pace_share * speech_ms) ** 2 + GAP_DOUBT_MS**2 * gaps
    )
    return variance


def _bound(apart: Floats, deviation: Floats, chances: Floats) -> Floats:
    """Return what nine in ten errors stay below, over all guesses."""
    own: Floats = _NINE_IN_TEN * (chances @ deviation)
    if len(chances) == 1:
        return own
    widest = _reached(apart, chances, 0.9)
    return np.maximum(own, widest + 0.8 * (chances @ deviation))
