"""Placing a recording's text in time anew, when its audio, its text or its pins have changed."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.bookmarks import Quote, find_quote, reanchored
from desktop_app.library import Library
from desktop_app.library.pins import Pin
from desktop_app.transcript import clock_drift
from desktop_app.transcript.clock import Placement, brings_its_own_times, place
from desktop_app.transcript.model import Transcript


def replace_times(library: Library, recording_id: str) -> Placement:
    """Place the stored text by what is known now; it is written only where times change.

    Whoever changes a recording's length or its pins calls this. Bookmarks stay with their words,
    and the window shows the new times by itself.
    """
    with library.transaction():
        recording = library.recordings.get(recording_id)
        own = library.recordings.unpinned(recording_id)
        pins = library.pins.list(recording_id)
        placement = place(own, recording.duration_ms, clock_pins(pins))
        if placement.transcript != library.recordings.transcript(recording_id):
            _write(library, recording_id, placement.transcript)
            if pins and brings_its_own_times(own):
                library.recordings.keep_times(recording_id, own)
        return placement


def replace_text(library: Library, recording_id: str, transcript: Transcript) -> None:
    """Put a text in the place of the one there was; bookmarks and pins find their words in it.

    ``transcript`` has its times without any pins; those are seen to here.
    """
    with library.transaction():
        _write(library, recording_id, transcript)
        pins = library.pins.list(recording_id)
        for pin in pins:
            moved = _reanchored(pin, transcript)
            if moved != pin:
                library.pins.replace(moved)
        if pins:
            replace_times(library, recording_id)


def clock_pins(pins: Sequence[Pin]) -> list[clock_drift.Pin]:
    """Return pins as the clock takes them."""
    return [clock_drift.Pin(pin.segment, pin.word, pin.at_ms, pin.gap_from_ms) for pin in pins]


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
