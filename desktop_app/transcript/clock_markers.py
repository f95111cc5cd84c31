"""Which of a transcript's times can be true: they run forward and leave time for the words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from desktop_app.i18n import _, ngettext
from desktop_app.timecode import clock
from desktop_app.transcript.clock_layout import Layout, Station
from desktop_app.transcript.clock_pace import typical_pace
from desktop_app.transcript.model import Problem

# Nobody speaks faster than this share of the recording's time for a letter, but for a moment.
_FASTEST_SHARE = 0.45
_FASTEST_SLACK_MS = 3_000.0
# A kept time counts 1; breaking one of these costs more than leaving a time out, or less.
_TOO_FAST_COST, _NO_ROOM_AT_END_COST = 1.5, 0.5
_STRANGE_COST, _STRANGE_MS = 0.1, 30_000.0
_SURE_WORTH, _NOTE_WORTH = 5.0, 0.6
# A time is compared with so many before it: no file has more wrong ones in a row.
_LOOK_BACK = 400
_LISTED = 3

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mended:
    """The layout with only the stations that can be true, and what was left out."""

    layout: Layout
    problems: tuple[Problem, ...]


def mend(layout: Layout, duration_ms: int | None) -> Mended:
    """Leave out times after the end, backward, repeated, or too close for the words between.

    Of all ways to choose, the one that keeps most times. A mark whose time is left out stays as a
    mark without time.
    """
    timed = [number for number, s in enumerate(layout.stations) if s.moment_ms is not None]
    late = {number for number in timed if _is_late(layout.stations[number], duration_ms)}
    inside = [n for n in timed if n not in late and (layout.stations[n].moment_ms or 0) >= 0]
    kept = {inside[place] for place in _best_chain(layout, inside, duration_ms)}
    wrong = [number for number in timed if number not in kept and number not in late]
    stations = tuple(
        station
        for number, old in enumerate(layout.stations)
        if (station := _kept(old, old.moment_ms is None or number in kept)) is not None
    )
    moments = {layout.stations[number].moment_ms for number in kept}
    problems = (
        *_late_problems([layout.stations[number] for number in sorted(late)], duration_ms),
        *_wrong_problems([layout.stations[number] for number in wrong], moments),
    )
    return Mended(replace(layout, stations=_closed_marks(stations)), problems)


def _is_late(station: Station, duration_ms: int | None) -> bool:
    if station.moment_ms is None or duration_ms is None:
        return False
    return station.moment_ms > duration_ms


def _kept(station: Station, is_kept: bool) -> Station | None:
    if is_kept:
        return station
    return replace(station, moment_ms=None, opens_gap=False) if station.is_mark else None


def _closed_marks(stations: Sequence[Station]) -> tuple[Station, ...]:
    """Let a mark with two times that lost its second open a gap again."""
    lost_end = {s.place for s in stations if s.is_mark and s.moment_ms is None and s.word > 0}
    return tuple(
        replace(station, opens_gap=True)
        if station.is_mark and station.moment_ms is not None and station.place in lost_end
        else station
        for station in stations
        if not (station.moment_ms is None and station.word > 0)
    )


def _best_chain(layout: Layout, timed: Sequence[int], duration_ms: int | None) -> list[int]:
    """Return the places in ``timed`` that are best kept: a longest chain that runs forward."""
    if not timed:
        return []
    chosen = [layout.stations[number] for number in timed]
    work = np.concatenate([[0.0], np.cumsum([part.effort for part in layout.parts])])
    spoken = work[[station.part for station in chosen]]
    moments = np.array([station.moment_ms for station in chosen], dtype=np.float64)
    pace = typical_pace(np.diff(moments).tolist(), np.diff(spoken).tolist())
    said = spoken * pace
    worth = np.array([_worth(station) for station in chosen])
    best, before = worth - _link_cost(moments, said), np.full(len(timed), -1)
    for place in range(1, len(timed)):
        first = max(0, place - _LOOK_BACK)
        apart = moments[place] - moments[first:place]
        between = said[place] - said[first:place]
        reach = best[first:place] + worth[place] - _link_cost(apart, between)
        reach[(apart < 0) | ((apart == 0) & (between > 0))] = -np.inf
        choice = int(np.argmax(reach))
        if reach[choice] > best[place]:
            best[place], before[place] = reach[choice], first + choice
    if duration_ms is not None:
        room, rest = duration_ms - moments, work[-1] * pace - said
        best = best - _NO_ROOM_AT_END_COST * _is_too_fast(room, rest)
    return _followed_back(int(np.argmax(best)), before)


def _worth(station: Station) -> float:
    if station.is_sure:
        return _SURE_WORTH
    return _NOTE_WORTH if station.is_note else 1.0


def _link_cost(apart: Floats, between: Floats) -> Floats:
    """Return what is wrong with so much speech (at the usual pace) in so much time."""
    strange = np.abs(apart - between) / (between + _STRANGE_MS)
    return _TOO_FAST_COST * _is_too_fast(apart, between) + _STRANGE_COST * np.minimum(1, strange)


def _is_too_fast(apart: Floats, between: Floats) -> Floats:
    return (apart < _FASTEST_SHARE * between - _FASTEST_SLACK_MS).astype(np.float64)


def _followed_back(last: int, before: npt.NDArray[np.int_]) -> list[int]:
    chain = []
    while last >= 0:
        chain.append(last)
        last = int(before[last])
    return chain[::-1]


def _late_problems(stations: Sequence[Station], duration_ms: int | None) -> list[Problem]:
    if not stations or duration_ms is None:
        return []
    end = clock(duration_ms)
    if len(stations) > _LISTED:
        sentence = ngettext(
            "{n} time lies after the end of the audio ({end}) and was left out.",
            "{n} times lie after the end of the audio ({end}) and were left out.",
            len(stations),
        )
        return [Problem(None, sentence.format(n=len(stations), end=end), _times(stations))]
    sentence = _("The time {time} lies after the end of the audio ({end}) and was left out.")
    return [Problem(None, sentence.format(time=_time(s), end=end), _times([s])) for s in stations]


def _wrong_problems(stations: Sequence[Station], kept: set[int | None]) -> list[Problem]:
    if len(stations) > _LISTED:
        sentence = ngettext(
            "{n} time does not fit the times around it and was left out.",
            "{n} times do not fit the times around them and were left out.",
            len(stations),
        )
        return [Problem(None, sentence.format(n=len(stations)), _times(stations))]
    repeated = _("The time {time} stands in the text more than once and was used once.")
    misfit = _("The time {time} does not fit the times around it and was left out.")
    return [
        Problem(
            None, (repeated if s.moment_ms in kept else misfit).format(time=_time(s)), _times([s])
        )
        for s in stations
    ]


def _times(stations: Sequence[Station]) -> tuple[tuple[int, int | None], ...]:
    return tuple((station.moment_ms or 0, None) for station in stations)


def _time(station: Station) -> str:
    return clock(station.moment_ms or 0)
