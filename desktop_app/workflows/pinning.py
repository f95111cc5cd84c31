"""Pinning: the user says which line is being said, and the text's times follow."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desktop_app.bookmarks import Passage, quote_of
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.pins import Pin
from desktop_app.timecode import clock
from desktop_app.transcript.model import Segment, Transcript
from desktop_app.transcript.sentences import sentence_at
from desktop_app.workflows.timing import replace_times


class NotPinned(AppError):
    """A line or a time that cannot be pinned, or a pin that is not there."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A pin that was kept, and those it took the place of: they spoke of the line or against it."""

    pin: Pin
    replaced: tuple[Pin, ...] = ()


def add_pin(
    library: Library,
    recording_id: str,
    segment: int,
    at_ms: int,
    *,
    word: int = 0,
    gap_from_ms: int | None = None,
) -> Pinned:
    """Say that a word of a segment is spoken at ``at_ms``, and place all times by it.

    With ``gap_from_ms`` the sound had nothing of the text from then on until ``at_ms``. A newer
    pin counts more than an older one that cannot be true together with it.
    """
    with library.transaction():
        recording = library.recordings.get(recording_id)
        transcript = library.recordings.transcript(recording_id)
        line = _line(transcript, segment)
        if recording.duration_ms is not None and at_ms > recording.duration_ms:
            raise NotPinned(
                _("The sound ends at {end}, before {time}.").format(
                    end=clock(recording.duration_ms), time=clock(at_ms)
                ),
                hint=_("Pin a line to a time within the sound."),
            )
        pin = _pin(transcript, line, recording_id, at_ms, word)
        if gap_from_ms is not None and gap_from_ms < at_ms:
            pin = replace(pin, gap_from_ms=gap_from_ms)
        replaced = tuple(one for one in library.pins.list(recording_id) if _disagree(one, pin))
        for old in replaced:
            library.pins.remove(old.id)
        library.pins.add(pin)
        replace_times(library, recording_id)
    return Pinned(pin, replaced)


def remove_pin(library: Library, pin_id: str) -> Pin:
    """Delete a pin, place the times without it, and return it so that it can be brought back."""
    with library.transaction():
        pin = library.pins.get(pin_id)
        if pin is None:
            raise NotPinned(
                _("There is no pin “{id}”.").format(id=pin_id),
                hint=_("“earmark pin list EPISODE” shows all pins with their ids."),
            )
        library.pins.remove(pin_id)
        replace_times(library, pin.recording_id)
    return pin


def exchange_pins(library: Library, gone: Sequence[Pin], back: Sequence[Pin]) -> None:
    """Undo what pinning or removing did: delete ``gone``, bring ``back``, place all times anew."""
    with library.transaction():
        for pin in gone:
            library.pins.remove(pin.id)
        for pin in back:
            library.pins.remove(pin.id)
            library.pins.add(pin)
        for recording_id in {pin.recording_id for pin in (*gone, *back)}:
            replace_times(library, recording_id)


def _line(transcript: Transcript, segment: int) -> Segment:
    if not 0 <= segment < len(transcript.segments):
        raise NotPinned(
            _("There is no paragraph {number} in this episode.").format(number=segment),
            hint=_("“earmark transcript EPISODE --json” gives each paragraph its number, from 0."),
        )
    line = transcript.segments[segment]
    if not line.is_speech or not line.text.strip():
        raise NotPinned(
            _("Paragraph {number} is not spoken.").format(number=segment),
            hint=_("Pin a paragraph that somebody says."),
        )
    return line


def _pin(transcript: Transcript, line: Segment, recording_id: str, at_ms: int, word: int) -> Pin:
    words = line.text.split()
    word = max(0, min(word, len(words) - 1))
    start = len(line.text) - len(line.text.split(maxsplit=word)[-1]) if word else 0
    start += len(line.text[start:]) - len(line.text[start:].lstrip())
    sentence = sentence_at(line.text, start)
    end = max(start, sentence.end) if sentence is not None else len(line.text)
    quote = quote_of(transcript, Passage(line.index, start, line.index, end))
    return Pin(
        id=secrets.token_hex(6),
        recording_id=recording_id,
        segment=line.index,
        quote=quote.exact,
        at_ms=at_ms,
        created=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        word=word,
        prefix=quote.prefix,
        suffix=quote.suffix,
    )


def _disagree(old: Pin, new: Pin) -> bool:
    """Return whether two pins speak of one line, or have two lines in the wrong order."""
    old_spot, new_spot = (old.segment, old.word), (new.segment, new.word)
    if old_spot == new_spot:
        return True
    return (old_spot < new_spot) is (old.at_ms >= new.at_ms)
