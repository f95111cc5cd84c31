"""From spans of parts to times on segments: whole milliseconds that never run backwards."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.transcript.clock_gaps import Span
from desktop_app.transcript.clock_layout import Layout, Station
from desktop_app.transcript.model import Evidence, Segment

# Marks without times in a recording without words may be anywhere.
_ONLY_MARKS_DOUBT_MS = 600_000


def write_times(
    segments: Sequence[Segment],
    layout: Layout,
    spans: Sequence[Span] | None,
    duration_ms: int | None,
) -> list[Segment]:
    """Return the segments with their times; without spans nothing is known of any.

    Segments that brought their own times keep them.
    """
    if spans is None:
        return [_without_times(segment) for segment in segments]
    own = frozenset(s.place for s in layout.stations if s.is_sure and not s.error_ms)
    placed = _spans_of_segments(layout, spans)
    started = _with_starts(segments, layout, placed, own)
    return _with_ends(started, placed, own, duration_ms)


def _without_times(segment: Segment) -> Segment:
    return replace(segment, start_ms=None, end_ms=None, evidence=Evidence.NONE, error_ms=None)


def _spans_of_segments(layout: Layout, spans: Sequence[Span]) -> dict[int, Span]:
    """Join the spans of each spoken segment's parts."""
    joined: dict[int, Span] = {}
    for part, span in zip(layout.parts, spans, strict=True):
        before = joined.get(part.place)
        joined[part.place] = replace(before, end_ms=span.end_ms) if before else span
    return joined


def _with_starts(
    segments: Sequence[Segment],
    layout: Layout,
    placed: dict[int, Span],
    own: frozenset[int],
) -> list[Segment]:
    """Start speech where it was placed, and marks at their own time or where speech stops."""
    timed = [station for station in layout.stations if station.moment_ms is not None]
    at_start = {station.place: station for station in timed if not station.word}
    latest_ms = _latest_starts(segments, at_start)
    started: list[Segment] = []
    reached_ms = 0
    doubt_ms = next((round(span.error_ms) for span in placed.values()), _ONLY_MARKS_DOUBT_MS)
    for place, segment in enumerate(segments):
        if place in own:
            reached_ms = max(reached_ms, segment.start_ms or 0)
            started.append(segment)
            continue
        span, exact = placed.get(place), at_start.get(place)
        if span is not None:
            doubt_ms = round(span.error_ms)
        if exact is not None and exact.moment_ms is not None:
            start_ms, error_ms = exact.moment_ms, exact.error_ms
            evidence = Evidence.ESTIMATED if error_ms else Evidence.EXACT
        else:
            wanted_ms = reached_ms if span is None else max(reached_ms, round(span.start_ms))
            start_ms = min(wanted_ms, latest_ms[place])
            error_ms, evidence = doubt_ms, Evidence.ESTIMATED
        reached_ms = start_ms if span is None else max(start_ms, round(span.end_ms))
        started.append(replace(segment, start_ms=start_ms, evidence=evidence, error_ms=error_ms))
    return started


def _latest_starts(segments: Sequence[Segment], at_start: dict[int, Station]) -> list[int]:
    """Return for each segment the next exact start at or after it: none may start later."""
    latest: list[int] = []
    limit = sys.maxsize
    for place in range(len(segments) - 1, -1, -1):
        exact = at_start.get(place)
        if exact is not None and exact.moment_ms is not None:
            limit = min(limit, exact.moment_ms)
        latest.append(limit)
    return latest[::-1]


def _with_ends(
    segments: Sequence[Segment],
    placed: dict[int, Span],
    own: frozenset[int],
    duration_ms: int | None,
) -> list[Segment]:
    """End speech with its last word, and marks where speech goes on or the audio ends."""
    ended: list[Segment] = []
    following_ms, speech_ms = duration_ms, duration_ms
    for place in range(len(segments) - 1, -1, -1):
        segment = segments[place]
        start_ms = segment.start_ms or 0
        if place not in own:
            span = placed.get(place)
            end_ms = speech_ms if span is None else round(span.end_ms)
            if end_ms is None:
                end_ms = start_ms
            if following_ms is not None:
                end_ms = min(end_ms, following_ms)
            segment = replace(segment, end_ms=max(start_ms, end_ms))
        following_ms = start_ms
        if segment.is_speech:
            speech_ms = start_ms
        ended.append(segment)
    return ended[::-1]
