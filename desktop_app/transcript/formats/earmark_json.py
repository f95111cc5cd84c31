"""The JSON that Earmark itself writes: every segment whole, as it was."""

from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import (
    Object,
    confidence_of,
    first_object,
    list_in,
    milliseconds,
    name_of,
    objects,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.model import Cue, Evidence, Kind, Segment, Transcript, Word

NAME = "earmark-json"


def read(source: Source) -> Reading:
    """Read every segment and cue with the times they have."""
    document = source.json()
    segments = [
        _segment(index, record)
        for index, record in enumerate(objects(list_in(document.value, "segments")))
    ]
    cues = [_cue(record) for record in objects(list_in(document.value, "cues"))]
    if not segments:
        segments = [_segment_of(index, cue) for index, cue in enumerate(cues)]
    transcript = Transcript(NAME, tuple(segments), (), tuple(cues))
    return Reading(transcript, None, (*source.problems, *document.problems))


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    value = source.json().value
    segment = first_object(list_in(value, "segments"))
    if {"kind", "start_ms", "text", "evidence"} <= segment.keys():
        return 1.0
    return (
        1.0
        if {"start_ms", "end_ms", "text"} <= first_object(list_in(value, "cues")).keys()
        else 0.0
    )


def _segment(index: int, record: Object) -> Segment:
    kind = Kind.MARK if record.get("kind") == Kind.MARK else Kind.SPEECH
    text = " ".join(text_of(record.get("text")).split())
    start_ms = milliseconds(record.get("start_ms"))
    evidence = next((one for one in Evidence if one == record.get("evidence")), Evidence.NONE)
    words = tuple(_word(word) for word in objects(record.get("words")))
    has_words = (
        isinstance(record.get("words"), list) and [one.text for one in words] == text.split()
    )
    return Segment(
        index=index,
        kind=kind,
        text=text,
        speaker=name_of(record.get("speaker")),
        start_ms=start_ms,
        end_ms=milliseconds(record.get("end_ms")),
        evidence=evidence if start_ms is not None else Evidence.NONE,
        error_ms=milliseconds(record.get("error_ms")) if start_ms is not None else None,
        words=words if has_words else None,
    )


def _word(record: Object) -> Word:
    return Word(
        text_of(record.get("text")),
        milliseconds(record.get("start_ms")),
        milliseconds(record.get("end_ms")),
        confidence_of(record.get("confidence")),
    )


def _cue(record: Object) -> Cue:
    start_ms = milliseconds(record.get("start_ms")) or 0
    end_ms = milliseconds(record.get("end_ms")) or start_ms
    return Cue(start_ms, end_ms, name_of(record.get("speaker")), text_of(record.get("text")))


def _segment_of(index: int, cue: Cue) -> Segment:
    text = " ".join(cue.text.split())
    return Segment(
        index, Kind.SPEECH, text, cue.speaker, cue.start_ms, cue.end_ms, Evidence.EXACT, 0
    )


FORMAT = Format(NAME, "Earmark JSON", (".json",), score, read)
