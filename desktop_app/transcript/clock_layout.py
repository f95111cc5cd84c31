"""A transcript cut at its times: parts of text, and the stations between them.

Pure bookkeeping for the clock; what the times mean is decided in clock_markers and clock_gaps.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.transcript.clock_pace import effort
from desktop_app.transcript.model import Evidence, Marker, Segment, Transcript


@dataclass(frozen=True, slots=True)
class Part:
    """Text of one spoken segment between two times; ``place`` is the segment's in the transcript.

    ``effort`` is how much there is to say, in letters. ``opens`` tells whether a segment begins.
    """

    place: int
    speaker: str | None
    text: str
    effort: float
    opens: bool


@dataclass(frozen=True, slots=True)
class Station:
    """A point between two parts where a time stands, or a mark without one (``moment_ms`` None).

    ``part`` counts the parts before it. ``opens_gap`` tells that sound follows which the text
    does not have; ``is_sure`` that the time may not be doubted; ``is_note`` that it stands in a
    note such as “[unintelligible 00:12:03]”, taken down with less care than a time mark.
    ``error_ms`` is 0 for a time of the file, else how far off one is that the user pinned or moved.
    ``lacks_ms`` is how much sound without text is known to lie at a mark, within ``error_ms``.
    """

    part: int
    place: int
    word: int
    moment_ms: int | None
    is_mark: bool = False
    opens_gap: bool = False
    is_sure: bool = False
    is_note: bool = False
    error_ms: int = 0
    lacks_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Parts and stations in reading order."""

    parts: tuple[Part, ...]
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one time to the next: parts ``first`` up to ``last``.

    Before the first time there is none at the start, after the last none at the end. ``marks`` are
    the marks without a time.
    """

    before: Station | None
    after: Station | None
    first: int
    last: int
    marks: tuple[Station, ...]


def legs(layout: Layout) -> list[Leg]:
    """Return the legs that together hold every part, in order."""
    found: list[Leg] = []
    before: Station | None = None
    marks: list[Station] = []
    for station in layout.stations:
        if station.moment_ms is None:
            marks.append(station)
            continue
        first = before.part if before else 0
        found.append(Leg(before, station, first, station.part, tuple(marks)))
        before, marks = station, []
    first = before.part if before else 0
    return [*found, Leg(before, None, first, len(layout.parts), tuple(marks))]


def is_timed(segment: Segment, marked: bool) -> bool:
    """Whether a segment brought its own start, as cues do, instead of a marker or an estimate."""
    return (
        segment.start_ms is not None
        and not marked
        and segment.evidence in (Evidence.EXACT, Evidence.ALIGNED)
    )


def lay_out(transcript: Transcript) -> Layout:
    """Cut the spoken text at every time, in reading order. Times of earlier estimates are none."""
    markers: dict[int, list[Marker]] = defaultdict(list)
    for marker in transcript.markers:
        markers[marker.segment].append(marker)
    parts: list[Part] = []
    stations: list[Station] = []
    for place, segment in enumerate(transcript.segments):
        own = sorted(markers[segment.index], key=lambda marker: marker.word)
        if is_timed(segment, any(marker.word <= 0 for marker in own)):
            _add_timed(parts, stations, place, segment)
        elif segment.is_speech:
            _add_speech(parts, stations, place, segment, own)
        else:
            stations.extend(_mark_stations(len(parts), place, own))
    return Layout(tuple(parts), tuple(stations))


def _add_timed(parts: list[Part], stations: list[Station], place: int, segment: Segment) -> None:
    stations.append(Station(len(parts), place, 0, segment.start_ms, is_sure=True))
    if segment.is_speech:
        parts.append(_part(place, segment, segment.text, opens=True))
    if segment.end_ms is not None:
        words = len(segment.text.split())
        stations.append(Station(len(parts), place, words, segment.end_ms, is_sure=True))


def _add_speech(
    parts: list[Part],
    stations: list[Station],
    place: int,
    segment: Segment,
    markers: Sequence[Marker],
) -> None:
    words = segment.text.split() if any(marker.word > 0 for marker in markers) else []
    begun = 0
    for marker in markers:
        cut = min(marker.word, len(words))
        if cut > begun:
            text = " ".join(words[begun:cut])
            parts.append(_part(place, segment, text, opens=begun == 0))
            begun = cut
        stations.append(
            Station(
                len(parts), place, max(0, marker.word), marker.moment_ms, is_note=marker.in_note
            )
        )
    text = " ".join(words[begun:]) if begun else segment.text
    if text or not begun:
        parts.append(_part(place, segment, text, opens=begun == 0))


def _part(place: int, segment: Segment, text: str, *, opens: bool) -> Part:
    return Part(place, segment.speaker, text, effort(text), opens)


def _mark_stations(part: int, place: int, markers: Sequence[Marker]) -> list[Station]:
    """A mark with one time begins there; with two, the second is where speech goes on."""
    if not markers:
        return [Station(part, place, 0, None, is_mark=True)]
    return [
        Station(
            part,
            place,
            max(0, marker.word),
            marker.moment_ms,
            is_mark=True,
            opens_gap=len(markers) == 1,
        )
        for marker in markers
    ]
