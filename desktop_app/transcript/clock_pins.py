"""Pins among the times of a rough text: those of the file move with the drift, pins stand sure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.timecode import SECOND_MS
from desktop_app.transcript.clock_drift import PIN_ERROR_MS, Drift, Pin, Shift, Spot
from desktop_app.transcript.clock_layout import Layout, Station, lay_out
from desktop_app.transcript.model import Marker, Transcript


def lay_out_pinned(transcript: Transcript, drift: Drift, pins: Sequence[Pin]) -> Layout:
    """Cut the text at every time and every pin. Times of the file are moved by the drift."""
    spots = {pin.spot: pin for pin in pins}
    index_of = [segment.index for segment in transcript.segments]
    kept = [m for m in transcript.markers if (m.segment, m.word) not in spots]
    laid = [Marker(pin.segment, pin.word, pin.moment_ms) for pin in pins]
    layout = lay_out(replace(transcript, markers=(*kept, *laid)))
    stations = []
    for station in layout.stations:
        spot = (index_of[station.place], station.word)
        pin = spots.get(spot)
        if pin is not None and pin.moment_ms == station.moment_ms and not station.is_mark:
            stations.append(replace(station, is_sure=True, error_ms=PIN_ERROR_MS))
        else:
            stations.append(_moved(station, drift, spot))
    layout = replace(layout, stations=tuple(stations))
    for shift in drift.shifts:
        if shift.lacks_ms is not None:
            layout = _with_gap(layout, index_of, shift)
    return layout


def moved_markers(
    markers: Sequence[Marker], drift: Drift, pins: Sequence[Pin]
) -> tuple[Marker, ...]:
    """Return a file's times as the pins have them, and the pins among them, in reading order.

    What was moved is cut to whole seconds, as such files have it.
    """
    spots = {pin.spot for pin in pins}
    kept: list[Marker] = []
    for marker in markers:
        shift = drift.at((marker.segment, marker.word), marker.moment_ms)
        if (marker.segment, marker.word) in spots:
            continue
        if shift is not None and shift.by_ms:
            moment_ms = max(0, marker.moment_ms + round(shift.by_ms))
            marker = replace(marker, moment_ms=moment_ms // SECOND_MS * SECOND_MS)
        kept.append(marker)
    kept += [Marker(pin.segment, pin.word, pin.moment_ms // SECOND_MS * SECOND_MS) for pin in pins]
    return tuple(sorted(kept, key=lambda marker: (marker.segment, marker.word)))


def _moved(station: Station, drift: Drift, spot: Spot) -> Station:
    """Return a time of the file as late as the drift has it at its spot."""
    if station.moment_ms is None or station.is_sure:
        return station
    shift = drift.at(spot, station.moment_ms)
    if shift is None or not shift.by_ms:
        return station
    moment_ms = station.moment_ms
    half_ms = SECOND_MS // 2 if moment_ms % SECOND_MS == 0 and moment_ms > 0 else 0
    later_ms = max(0, moment_ms + half_ms + round(shift.by_ms))
    return replace(
        station,
        moment_ms=later_ms + (later_ms > 0 and later_ms % SECOND_MS == 0),  # not cut to seconds
        error_ms=shift.error_ms,
    )


def _with_gap(layout: Layout, index_of: Sequence[int], shift: Shift) -> Layout:
    """Put the sound without text before the spot where a shift begins."""
    spots = [(index_of[s.place], s.word) for s in layout.stations]
    at = bisect_left(spots, shift.spot)
    place = bisect_left(index_of, shift.spot[0])
    part = bisect_left([p.place for p in layout.parts], place)
    if at < len(spots) and spots[at] == shift.spot:
        part = layout.stations[at].part
    gap = Station(part, place, 0, None, is_mark=True)
    if shift.gap_from_ms is not None:
        sure = replace(gap, word=1, is_sure=True, error_ms=PIN_ERROR_MS)
        gap = replace(sure, moment_ms=shift.gap_from_ms)
    else:
        doubt_ms = max(PIN_ERROR_MS, shift.error_ms)
        gap = replace(gap, lacks_ms=shift.lacks_ms, error_ms=doubt_ms)
    stations = (*layout.stations[:at], gap, *layout.stations[at:])
    return replace(layout, stations=stations)
