"""How far the sound has drifted from a file's own times, told by what the user pinned.

A pin says that a line is spoken at a moment. Where that is far from where the file's times put the
line, sound was added to this copy of the recording, or cut out: all text after that place is later
or earlier by as much, up to the next place where sound was added.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.transcript.clock_seams import interruption
from desktop_app.transcript.clock_slope import Slope, Witness, misfit, slope_of
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Evidence, Segment

# Who pins a line has just heard its first words: so far off that is, nine times in ten.
PIN_ERROR_MS = 700
# What is less than this is no drift but a hand that was late or a time written down in a hurry.
_LEAST_DRIFT_MS = 3_000.0
# Times of the file, moved by what pins say, are not known better than so.
_MOVED_ERROR_MS = 1_500
# A drift is noticed soon: each so much text between it and the pin makes a place less likely.
_NOTICED_WITHIN_MS = 60_000.0
_AT_A_MARK, _AT_THE_PIN = 3.0, 4.0
# One pin this early in the talk tells of sound put before all of it, one later of sound between.
_EARLY_MS = 360_000
_UNLIKELY = 0.1
# What it takes to believe in a step, and in another speed, which is rarer: twice the logarithm.
_STEP_COST, _LINE_COST = 8.0, 10.0
# An advertisement is known for one only after some seconds, more or less.
_UNLINKED_LATE_MS, _UNLINKED_DOUBT_MS = 4_000.0, 6_000.0

Spot = tuple[int, int]  # a segment and how many of its words lie before


@dataclass(frozen=True, slots=True)
class Pin:
    """The user's word: the voice is at ``word`` of ``segment`` at ``moment_ms``.

    With ``gap_from_ms`` there was nothing of the text in the sound from then until the pin.
    """

    segment: int
    word: int
    moment_ms: int
    gap_from_ms: int | None = None

    @property
    def spot(self) -> Spot:
        return self.segment, self.word


@dataclass(frozen=True, slots=True)
class Shift:
    """From a spot on the sound is ``by_ms`` later than the file's times say, give or take.

    ``lacks_ms``, if any, is how much more sound lies before the spot than the text and its marks
    hold; ``gap_from_ms`` bounds its beginning where the times alone let the text run beyond.
    """

    spot: Spot
    by_ms: float
    error_ms: int
    lacks_ms: float | None = None
    gap_from_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Text from one segment up to another that may also be off by so much."""

    first: int
    end: int
    error_ms: int


@dataclass(frozen=True, slots=True)
class Drift:
    """What pins tell of a file's times: shifts in reading order, and text that stays in doubt.

    Or, with a ``slope``, that the sound runs at another speed.
    """

    shifts: tuple[Shift, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    slope: Slope | None = None

    def at(self, spot: Spot, moment_ms: float) -> Shift | None:
        """Return the shift that holds at a spot and its time in the file, None for none."""
        if self.slope is not None:
            return Shift(spot, self.slope.by(moment_ms), self.slope.error(moment_ms))
        place = bisect_right(self.shifts, spot, key=lambda shift: shift.spot) - 1
        return self.shifts[place] if place >= 0 else None


@dataclass(frozen=True, slots=True)
class _Group:
    """Pins in a row that tell of the same drift."""

    first: Pin
    last: Pin
    by_ms: float
    trust: float
    count: int = 1

    @property
    def error_ms(self) -> int:
        return round(max(_MOVED_ERROR_MS, self.trust**-0.5)) if self.by_ms else 0


def drift_of(segments: Sequence[Segment], pins: Sequence[Pin]) -> Drift:
    """Compare pins, in reading order, with ``segments`` placed without them."""
    told = [pin for pin in pins if pin.segment < len(segments)]
    groups = _groups(segments, told)
    slope = _slope(segments, told, groups)
    if slope is not None:
        return Drift(slope=slope)
    shifts: list[Shift] = []
    doubts: list[Doubt] = []
    for number, group in enumerate(groups):
        before = groups[number - 1] if number else None
        was_ms = before.by_ms if before else 0.0
        change_ms = group.by_ms - was_ms
        if not change_ms and group.first.gap_from_ms is None:
            continue
        spot, unsure = _beginning(segments, before, group, is_only=len(groups) == 1)
        shift = Shift(spot, group.by_ms, group.error_ms)
        if group.first.gap_from_ms is not None:
            from_ms = _bound(segments, group.first, was_ms)
            shift = replace(shift, lacks_ms=max(0.0, change_ms), gap_from_ms=from_ms)
        elif change_ms > 0 and spot > (0, 0):
            shift = replace(shift, lacks_ms=change_ms if segments[spot[0]].is_speech else None)
        shifts.append(shift)
        doubts += [Doubt(first, end, round(abs(change_ms))) for first, end in unsure]
    return Drift(tuple(shifts), tuple(doubts))


def moved(segments: Sequence[Segment], drift: Drift, pins: Sequence[Pin]) -> list[Segment]:
    """Return segments that brought their own times, moved by the drift; none runs backwards.

    Times that were found in the audio stay.
    """
    placed: list[Segment] = []
    reached_ms = 0
    exact = {pin.segment: pin for pin in pins if not pin.word}
    for segment in segments:
        if segment.evidence is Evidence.EXACT and segment.start_ms is not None:
            shift = drift.at((segment.index, 0), segment.start_ms)
            by_ms = round(shift.by_ms) if shift else 0
            error_ms = shift.error_ms if shift else 0
            pin = exact.get(segment.index)
            if pin is not None:
                by_ms, error_ms = pin.moment_ms - segment.start_ms, PIN_ERROR_MS
            if by_ms:
                rate = drift.slope.rate if drift.slope is not None else 0.0
                segment = _moved(
                    segment, _Move(segment.start_ms, by_ms, rate), error_ms, reached_ms
                )
        reached_ms = max(reached_ms, segment.start_ms or 0)
        placed.append(segment)
    return widened(placed, drift)


def widened(segments: Sequence[Segment], drift: Drift) -> list[Segment]:
    """Return the segments with larger errors where it is not known from where a drift holds."""
    wider = {
        index: max(doubt.error_ms for doubt in drift.doubts if doubt.first <= index < doubt.end)
        for index in {i for doubt in drift.doubts for i in range(doubt.first, doubt.end)}
    }
    return [
        replace(segment, error_ms=max(segment.error_ms or 0, wider[segment.index]))
        if segment.index in wider and segment.evidence is Evidence.ESTIMATED
        else segment
        for segment in segments
    ]


@dataclass(frozen=True, slots=True)
class _Move:
    """By how much the times of one segment are moved: a little more or less towards its end."""

    start_ms: int
    by_ms: int
    rate: float

    def of(self, moment_ms: int, least_ms: int) -> int:
        """Return a time as it is afterwards."""
        later_ms = moment_ms + self.by_ms + round(self.rate * (moment_ms - self.start_ms))
        return max(least_ms, later_ms)


def _moved(segment: Segment, move: _Move, error_ms: int, least_ms: int) -> Segment:
    start_ms = move.of(move.start_ms, least_ms)
    end_ms = None if segment.end_ms is None else move.of(segment.end_ms, start_ms)
    words = segment.words
    if words is not None:
        words = tuple(
            replace(
                word,
                start_ms=None if word.start_ms is None else move.of(word.start_ms, start_ms),
                end_ms=None if word.end_ms is None else move.of(word.end_ms, start_ms),
            )
            for word in words
        )
    return replace(
        segment,
        start_ms=start_ms,
        end_ms=end_ms,
        words=words,
        evidence=Evidence.ESTIMATED,
        error_ms=error_ms,
    )


def _slope(
    segments: Sequence[Segment], pins: Sequence[Pin], groups: Sequence[_Group]
) -> Slope | None:
    """Return the drift as one of another speed, where that explains the pins better than steps.

    Never where sound was put in for sure.
    """
    if any(pin.gap_from_ms is not None for pin in pins):
        return None
    told = [(pin, *_away(segments, pin)) for pin in pins]
    known = [one for one in told if math.isfinite(one[2])]
    witnesses = [Witness(pin.moment_ms - by_ms, by_ms, doubt) for pin, by_ms, doubt in known]
    slope = slope_of(witnesses)
    if slope is None:
        return None
    firsts = [group.first.spot for group in groups]
    steps = [
        misfit(by_ms - groups[bisect_right(firsts, pin.spot) - 1].by_ms, doubt)
        for pin, by_ms, doubt in known
    ]
    line = [misfit(one.by_ms - slope.by(one.moment_ms), one.doubt_ms) for one in witnesses]
    steps_cost = sum(steps) + _STEP_COST * (len(groups) - 1)
    return slope if sum(line) + _LINE_COST < steps_cost else None


def _groups(segments: Sequence[Segment], pins: Sequence[Pin]) -> list[_Group]:
    """Join pins that tell of the same drift; the first group may tell that there is none."""
    groups: list[_Group] = []
    for pin in pins:
        last = groups[-1] if groups else None
        by_ms, doubt_ms = _told(segments, pin, last.by_ms if last else 0.0)
        trust = doubt_ms**-2
        if pin.gap_from_ms is None and abs(by_ms) <= _tolerance(doubt_ms, 0):
            if last is None or last.by_ms == 0:
                groups[-1:] = [_none(last.first if last else pin, pin)]
                continue
            if abs(by_ms - last.by_ms) > _tolerance(doubt_ms, last.trust**-0.5):
                groups.append(_none(pin, pin))
                continue
        is_same = last is not None and abs(by_ms - last.by_ms) <= _tolerance(
            doubt_ms, last.trust**-0.5 if last.by_ms else 0
        )
        if last is not None and is_same and pin.gap_from_ms is None:
            groups[-1] = _joined(last, pin, by_ms, trust)
        else:
            groups.append(_Group(pin, pin, by_ms, trust))
    return groups


def _none(first: Pin, last: Pin) -> _Group:
    return _Group(first, last, 0.0, 1.0)


def _joined(group: _Group, pin: Pin, by_ms: float, trust: float) -> _Group:
    if not group.by_ms:
        return replace(group, last=pin)
    total = group.trust + trust
    middle_ms = (group.by_ms * group.trust + by_ms * trust) / total
    return _Group(group.first, pin, middle_ms, total, group.count + 1)


def _bound(segments: Sequence[Segment], pin: Pin, was_ms: float) -> int | None:
    """Return when the text stopped, if without being told it would have gone on longer."""
    later_ms, _doubt_ms = _away(segments, pin)
    expected_ms = pin.moment_ms - later_ms + was_ms
    from_ms = pin.gap_from_ms
    return from_ms if from_ms is not None and expected_ms > from_ms else None


def _tolerance(doubt_ms: float, other_ms: float) -> float:
    return max(_LEAST_DRIFT_MS, 2 * math.hypot(doubt_ms, other_ms))


def _away(segments: Sequence[Segment], pin: Pin) -> tuple[float, float]:
    """Return how much later than placed a pinned line is, and how far off that may be."""
    segment = segments[pin.segment]
    words = segment.text.split()[: pin.word]
    placed_ms = moment_at(segment, sum(len(word) + 1 for word in words)) if words else None
    placed_ms = segment.start_ms if placed_ms is None else placed_ms
    if placed_ms is None:
        return 0.0, math.inf
    errors = [segment.error_ms or 0]
    if pin.word:
        errors += [s.error_ms or 0 for s in segments[pin.segment + 1 : pin.segment + 2]]
    return pin.moment_ms - placed_ms, math.hypot(PIN_ERROR_MS, max(errors))


def _told(segments: Sequence[Segment], pin: Pin, was_ms: float) -> tuple[float, float]:
    """Return the drift at a pin, also by how long the gap before it was heard to last."""
    by_ms, doubt_ms = _away(segments, pin)
    before = next((s for s in reversed(segments[: pin.segment]) if s.is_speech), None)
    start_ms = segments[pin.segment].start_ms
    if pin.gap_from_ms is None or pin.word or start_ms is None or not math.isfinite(doubt_ms):
        return by_ms, doubt_ms
    known_ms = start_ms - (before.end_ms or start_ms) if before is not None else start_ms
    lasted_ms = pin.moment_ms - pin.gap_from_ms + _UNLINKED_LATE_MS - known_ms
    ours, theirs = _UNLINKED_DOUBT_MS**-2, doubt_ms**-2
    both_ms = (by_ms * theirs + (was_ms + lasted_ms) * ours) / (ours + theirs)
    return both_ms, (ours + theirs) ** -0.5


def _beginning(
    segments: Sequence[Segment], before: _Group | None, group: _Group, *, is_only: bool
) -> tuple[Spot, list[tuple[int, int]]]:
    """Return from where on a group's drift holds, and the stretches where that is not sure."""
    pin = group.first
    if pin.gap_from_ms is not None:
        return pin.spot, []
    if before is None and is_only and group.count > 1:
        return (0, 0), []
    if before is None and is_only and (segments[pin.segment].start_ms or 0) < _EARLY_MS:
        return (0, 0), [(0, pin.segment)]
    spots, chances = _places(segments, before.last.segment if before else -1, group)
    if not spots:
        return pin.spot, []
    best = max(range(len(spots)), key=chances.__getitem__)
    first = next(i for i in range(len(spots)) if sum(chances[: i + 1]) > _UNLIKELY)
    last = next(i for i in reversed(range(len(spots))) if sum(chances[i:]) > _UNLIKELY)
    earliest = spots[first][0] if before is not None else 0
    return spots[best], [(earliest, max(spots[last][0], spots[best][0]))]


def _places(
    segments: Sequence[Segment], after: int, group: _Group
) -> tuple[list[Spot], list[float]]:
    """Return where sound may have been added between two pins, with the chance of each place."""
    pin = group.first
    pinned_ms = segments[pin.segment].start_ms or 0
    spots: list[Spot] = []
    weights: list[float] = []
    spoken: Segment | None = None
    for segment in segments[max(0, after) : pin.segment + 1]:
        is_mark = not segment.is_speech
        if segment.index > after and (is_mark or spoken is not None):
            away_ms = max(0, pinned_ms - (segment.start_ms or 0))
            weight = -away_ms / _NOTICED_WITHIN_MS
            if is_mark:
                weight += _AT_A_MARK
            elif spoken is not None:
                is_same = spoken.speaker is not None and spoken.speaker == segment.speaker
                weight += interruption(spoken.text, segment.text, same_speaker=is_same)
                weight += _AT_THE_PIN * ((segment.index, 0) == pin.spot)
            spots.append((segment.index, 1 if is_mark else 0))
            weights.append(math.exp(weight))
        if segment.is_speech:
            spoken = segment
    total = sum(weights)
    return spots, [weight / total for weight in weights]
