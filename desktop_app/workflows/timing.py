"""Placing a recording's text in time anew, when its audio, its text or its pins have changed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.audio.pauses import pauses
from desktop_app.audio.peaks import Peaks
from desktop_app.bookmarks import Quote, find_quote, reanchored
from desktop_app.library import Library
from desktop_app.library.pauses import Spans
from desktop_app.library.pins import Pin
from desktop_app.transcript import clock_drift
from desktop_app.transcript.clock import Placement, brings_its_own_times, place
from desktop_app.transcript.corrections import corrected
from desktop_app.transcript.model import Evidence, Segment, Transcript

_SHORTEST_PAUSE_MS = 120  # some sentences follow each other as closely as that
_PIN_AGREES_MS = 2_000  # a hand is so late at most for a line that was found where it is
_NOT_FOUND = 0.2  # the confidence of words whose place is not known


def replace_times(library: Library, recording_id: str) -> Placement:
    """Place the stored text by what is known now; it is written only where times change.

    Whoever changes a recording's length or its pins calls this. Bookmarks stay with their words,
    and the window shows the new times by itself.
    """
    with library.transaction():
        recording = library.recordings.get(recording_id)
        own = library.recordings.unpinned(recording_id)
        pins = library.pins.list(recording_id)
        aligned = library.alignments.applied(recording_id, own, recording.duration_ms)
        heard = library.pauses.get(recording_id, recording.audio) or ()
        placement = _placed(own, aligned, recording.duration_ms, clock_pins(pins), heard)
        if placement.transcript != library.recordings.transcript(recording_id):
            _write(library, recording_id, placement.transcript)
            if aligned is not None or (pins and brings_its_own_times(own)):
                library.recordings.keep_times(recording_id, own)
        return placement


def replace_text(library: Library, recording_id: str, transcript: Transcript) -> None:
    """Put a text in the place of the one there was; bookmarks and pins find their words in it.

    ``transcript`` has its times without any pins; those, and the user's corrections, are seen to
    here.
    """
    with library.transaction():
        corrections = library.corrections.list(recording_id)
        transcript, standing = corrected(transcript, corrections)
        for before, now in zip(corrections, standing, strict=True):
            if now != before:
                library.corrections.replace(now)
        _write(library, recording_id, transcript)
        pins = library.pins.list(recording_id)
        for pin in pins:
            moved = _reanchored(pin, transcript)
            if moved != pin:
                library.pins.replace(moved)
        audio = library.recordings.get(recording_id).audio
        is_heard = library.pauses.get(recording_id, audio) is not None
        if pins or is_heard or library.alignments.get(recording_id) is not None:
            replace_times(library, recording_id)


def hear_pauses(library: Library, recording_id: str, audio: Path, peaks: Peaks) -> bool:
    """Keep where a recording's sound pauses, and place its text by that; False if it was known.

    Called once a sound was read for its waveform.
    """
    spans = pauses(peaks, shortest_ms=_SHORTEST_PAUSE_MS)
    with library.transaction():
        recording = library.recordings.get(recording_id)
        if recording.audio != audio or library.pauses.get(recording_id, audio) is not None:
            return False
        library.pauses.put(recording_id, audio, spans)
        if recording.segments:
            replace_times(library, recording_id)
    return True


def clock_pins(pins: Sequence[Pin]) -> list[clock_drift.Pin]:
    """Return pins as the clock takes them."""
    return [clock_drift.Pin(pin.segment, pin.word, pin.at_ms, pin.gap_from_ms) for pin in pins]


def _placed(
    own: Transcript,
    aligned: Transcript | None,
    duration_ms: int | None,
    pins: Sequence[clock_drift.Pin],
    heard: Spans,
) -> Placement:
    """Place a text by its file, by pins, and by what was found in the sound.

    That goes before the file's times of the same paragraphs. Of a paragraph that a pin has
    elsewhere than it was found, the user knows better.
    """
    if aligned is None:
        return place(own, duration_ms, pins, pauses=heard)
    aligned = _without_mistakes(aligned, pins)
    found = {s.index for s in aligned.segments if s.evidence is Evidence.ALIGNED}
    markers = tuple(marker for marker in own.markers if marker.segment not in found)
    others = [pin for pin in pins if pin.segment not in found]
    placement = place(replace(aligned, markers=markers), duration_ms, others, pauses=heard)
    return replace(placement, transcript=replace(placement.transcript, markers=own.markers))


def _without_mistakes(aligned: Transcript, pins: Sequence[clock_drift.Pin]) -> Transcript:
    """Return an aligned text without what pins say was found in the wrong place."""
    wrong = {
        pin.segment
        for pin in pins
        if pin.segment < len(aligned.segments) and _is_elsewhere(aligned.segments[pin.segment], pin)
    }
    if not wrong:
        return aligned
    return aligned.with_segments(
        [_unfound(segment) if segment.index in wrong else segment for segment in aligned.segments]
    )


def _is_elsewhere(segment: Segment, pin: clock_drift.Pin) -> bool:
    words = segment.words or ()
    found_ms = words[pin.word].start_ms if pin.word < len(words) else None
    found_ms = segment.start_ms if found_ms is None else found_ms
    is_found = segment.evidence is Evidence.ALIGNED and found_ms is not None
    return is_found and abs((found_ms or 0) - pin.moment_ms) > _PIN_AGREES_MS


def _unfound(segment: Segment) -> Segment:
    words = tuple(
        replace(word, start_ms=None, end_ms=None, confidence=min(word.confidence, _NOT_FOUND))
        for word in segment.words or ()
    )
    nothing = replace(segment, start_ms=None, end_ms=None, error_ms=None, words=words)
    return replace(nothing, evidence=Evidence.NONE)


def _write(library: Library, recording_id: str, transcript: Transcript) -> None:
    library.recordings.replace_transcript(recording_id, transcript)
    for bookmark in library.bookmarks.list(recording_id):
        moved = reanchored(bookmark, transcript)
        if moved != bookmark:
            library.bookmarks.replace(moved)


def _reanchored(pin: Pin, transcript: Transcript) -> Pin:
    """Return a pin on its words in another text; where they are gone it stays on its segment."""
    passage = find_quote(transcript, Quote(pin.quote, pin.prefix, pin.suffix), pin.at_ms)
    if passage is None:
        return pin
    before = transcript.segments[passage.segment].text[: passage.start]
    return replace(pin, segment=passage.segment, word=len(before.split()))
