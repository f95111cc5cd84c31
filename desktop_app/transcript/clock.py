"""The clock for rough transcripts: places every paragraph from the few times a text has.

Words between two times share the time by how long they take to say. Sound that the text does not
have is allowed for: before the talk, at marks such as Break, after the talk, and where far fewer
words stand than the time would hold.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop_app.timecode import SECOND_MS
from desktop_app.transcript.clock_drift import Drift, Pin, drift_of, moved, widened
from desktop_app.transcript.clock_gaps import (
    Doubts,
    Gap,
    Piece,
    Span,
    guesses,
    holds_a_hidden_gap,
    place_parts,
)
from desktop_app.transcript.clock_layout import Layout, Leg, Station, is_timed, lay_out, legs
from desktop_app.transcript.clock_markers import mend
from desktop_app.transcript.clock_pace import (
    BREAK_MS,
    LEAD_IN_MS,
    OUTRO_MS,
    Pace,
    Stretch,
    measure,
)
from desktop_app.transcript.clock_pauses import Pauses, listened, listened_for_gaps, pauses_of
from desktop_app.transcript.clock_pins import lay_out_pinned, moved_markers
from desktop_app.transcript.clock_writing import write_times
from desktop_app.transcript.model import Evidence, Marker, Problem, Segment, Transcript

# How many stretches between two times hold a gap that no mark tells of.
_HIDDEN_BESIDE_MARKS, _HIDDEN_WITHOUT_MARKS = 0.02, 0.1

# Times in notes are earlier than time marks by so much: between both kinds, left out in turn and
# foretold by the others, nothing is off on the whole then. Measured on 4,900 marks of 680 texts.
_NOTE_EARLY_MS = 1_000

# Added to all times where a text may begin before 0, so that none is negative. Whole seconds.
_AFLOAT_MS = 36_000_000


@dataclass(frozen=True, slots=True)
class Placement:
    """A transcript with times on its segments, and what was mended on the way."""

    transcript: Transcript
    problems: tuple[Problem, ...] = ()


def place(
    transcript: Transcript,
    duration_ms: int | None = None,
    pins: Sequence[Pin] = (),
    *,
    pauses: Sequence[tuple[int, int]] = (),
) -> Placement:
    """Give every segment the times that its file and the length of the audio allow to tell.

    Segments that brought their own times keep them. A segment with a time mark on its first word
    starts exactly there; others are estimated. Without any time nor a duration nothing is placed.
    Times never run backwards and lie between 0 and the duration. Safe to repeat, for a text that
    brought its own times with those as they were before any pin.

    Pins stand against the file's times, which are moved where pins show that they have drifted.
    Pauses, (start_ms, end_ms) each, as they are heard, make estimates better.
    """
    pins = _on_speech(transcript, pins)
    drift = _drift(transcript, pins)
    if brings_its_own_times(transcript):
        return Placement(transcript.with_segments(moved(transcript.segments, drift, pins)))
    layout = lay_out_pinned(transcript, drift, pins) if pins else lay_out(transcript)
    mended = mend(layout, duration_ms)
    spans = _spans(mended.layout, duration_ms, pauses_of(pauses) if pauses else None)
    segments = write_times(transcript.segments, mended.layout, spans, duration_ms)
    return Placement(transcript.with_segments(widened(segments, drift)), mended.problems)


def pinned_markers(transcript: Transcript, pins: Sequence[Pin]) -> tuple[Marker, ...]:
    """Return the times to write for a text so that it can be read elsewhere as the pins have it.

    ``transcript`` is as its file has it, without pins.
    """
    pins = _on_speech(transcript, pins)
    drift = _drift(transcript, pins)
    markers = transcript.markers
    if brings_its_own_times(transcript):
        markers = tuple(
            Marker(segment.index, 0, segment.start_ms)
            for segment in transcript.segments
            if segment.start_ms is not None
        )
    return moved_markers(markers, drift, pins)


def _on_speech(transcript: Transcript, pins: Sequence[Pin]) -> Sequence[Pin]:
    """Return the pins that stand on what is said; nobody hears a mark being said."""
    if not pins:
        return pins
    spoken = {segment.index for segment in transcript.segments if segment.is_speech}
    return [pin for pin in pins if pin.segment in spoken]


def _drift(transcript: Transcript, pins: Sequence[Pin]) -> Drift:
    """Compare pins with the text as it would be placed without them."""
    if not pins:
        return Drift()
    in_order = sorted(pins, key=lambda pin: pin.spot)
    if brings_its_own_times(transcript):
        return drift_of(transcript.segments, in_order)
    return drift_of(_afloat(transcript), in_order)


def _afloat(transcript: Transcript) -> list[Segment]:
    """Place the text by its times alone: what comes before the first may begin before 0.

    A text whose times are too early for this audio would be squeezed together there.
    """
    markers = [replace(m, moment_ms=m.moment_ms + _AFLOAT_MS) for m in transcript.markers]
    layout = mend(lay_out(replace(transcript, markers=tuple(markers))), None).layout
    spans = _spans(layout, None, is_afloat=True)
    segments = write_times(transcript.segments, layout, spans, None)
    return [_sunk(segment) for segment in segments]


def _sunk(segment: Segment) -> Segment:
    """Return a segment placed afloat as it lies; what a clock shows is half a second on."""
    if segment.start_ms is None or segment.end_ms is None:
        return segment
    start_ms = segment.start_ms - _AFLOAT_MS
    if segment.evidence is Evidence.EXACT and start_ms % SECOND_MS == 0 and start_ms > 0:
        start_ms += SECOND_MS // 2
    return replace(segment, start_ms=start_ms, end_ms=segment.end_ms - _AFLOAT_MS)


def brings_its_own_times(transcript: Transcript) -> bool:
    """Return whether every segment has a time of its own, as in a file of subtitles."""
    marked = {marker.segment for marker in transcript.markers}
    return all(is_timed(segment, segment.index in marked) for segment in transcript.segments)


def _spans(
    layout: Layout,
    duration_ms: int | None,
    pauses: Pauses | None = None,
    *,
    is_afloat: bool = False,
) -> list[Span] | None:
    """Return a span for every part, or None where nothing tells a time.

    Afloat the text before the first time is not held by 0.
    """
    way = legs(layout)
    if len(way) == 1 and duration_ms is None:
        return None
    pace = measure(_stretch(layout, leg) for leg in way if leg.after is not None)
    marks = any(station.is_mark for station in layout.stations)
    doubts = Doubts(pace.doubt, _HIDDEN_BESIDE_MARKS if marks else _HIDDEN_WITHOUT_MARKS)
    pieces = [_piece(layout, leg, pace, duration_ms) for leg in way]
    if is_afloat:
        pieces[0] = _let_float(pieces[0])
    return [span for piece in pieces for span in _placed(piece, doubts, pauses)]


def _placed(piece: Piece, doubts: Doubts, pauses: Pauses | None) -> list[Span]:
    spans = place_parts(piece, doubts)
    if pauses is None or not spans:
        return spans
    if holds_a_hidden_gap(piece, doubts):
        return listened_for_gaps(piece, spans, pauses, guesses(piece, doubts))
    return listened(piece, spans, pauses)


def _stretch(layout: Layout, leg: Leg) -> Stretch:
    """Return what a leg with a time at its end tells of the pace."""
    efforts: dict[str | None, float] = defaultdict(float)
    for part in layout.parts[leg.first : leg.last]:
        efforts[part.speaker] += part.effort
    gaps = _gaps(leg)
    start_ms = _moment(leg.before) if leg.before else 0
    end_ms = _moment(leg.after) if leg.after else start_ms
    return Stretch(end_ms - start_ms, efforts, len(gaps), sum(gap.usual_ms for gap in gaps))


def _gaps(leg: Leg) -> list[Gap]:
    """Return the sound without text that is known of: before the talk, and at marks."""
    gaps = [_gap_at(mark, leg) for mark in leg.marks]
    if leg.before is None:
        gaps.append(Gap(0, LEAD_IN_MS))
    elif leg.before.opens_gap:
        gaps.append(Gap(0, BREAK_MS))
    return gaps


def _gap_at(mark: Station, leg: Leg) -> Gap:
    before = mark.part - leg.first
    if mark.lacks_ms is None:
        return Gap(before, BREAK_MS)
    return Gap(before, max(1.0, mark.lacks_ms), doubt_ms=float(mark.error_ms))


def _piece(layout: Layout, leg: Leg, pace: Pace, duration_ms: int | None) -> Piece:
    """Return a leg with its text; the last one ends with the audio, or where its words do."""
    parts = layout.parts[leg.first : leg.last]
    says_ms = [pace.of(part.speaker) * part.effort for part in parts]
    gaps = _gaps(leg)
    latest_ms = math.inf if duration_ms is None else duration_ms
    start_ms = min(latest_ms, _moment(leg.before)) if leg.before else 0
    if leg.after is not None:
        end_ms = max(start_ms, min(latest_ms, _moment(leg.after)))
        return Piece(parts, says_ms, start_ms, end_ms, gaps)
    if duration_ms is not None:
        gaps.append(Gap(len(parts), OUTRO_MS))
        is_loose = leg.before is None
        return Piece(parts, says_ms, start_ms, duration_ms, gaps, is_loose=is_loose)
    end_ms = start_ms + sum(says_ms) + sum(gap.usual_ms for gap in gaps)
    return Piece(parts, says_ms, start_ms, end_ms, gaps, has_open_end=True)


def _let_float(piece: Piece) -> Piece:
    """Return a piece that begins as long before its end as its text and gaps usually take."""
    length_ms = sum(piece.says_ms) + sum(gap.usual_ms for gap in piece.gaps)
    return replace(piece, start_ms=piece.end_ms - length_ms)


def _moment(station: Station) -> float:
    """Return when the voice is at a station.

    A clock that shows 3:49 has on the whole passed it by half a second. Times with a fraction, and
    those of cues, are taken as they are. Who writes a note has gone back a little to hear it again.
    """
    moment_ms = station.moment_ms or 0
    is_cut = moment_ms % SECOND_MS == 0 and moment_ms > 0 and not station.is_sure
    late_ms = SECOND_MS / 2 if is_cut else 0
    return moment_ms + late_ms + (_NOTE_EARLY_MS if station.is_note else 0)
