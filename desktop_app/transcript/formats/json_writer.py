"""JSON: a transcript whole, with the names and units of the command line's documents."""

import json

from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.model import Cue, Segment, Word


def write(export: Export) -> Written:
    """Write every segment with all that is known about it, and a file's own cues; all is kept."""
    episode = {"title": export.title, "show": export.show, **(export.episode or {})}
    segments = [segment_record(segment) for segment in export.transcript.segments]
    document: dict[str, object] = {"episode": episode, "segments": segments}
    if export.keeps_cues and export.transcript.cues:
        document["cues"] = [cue_record(cue) for cue in export.transcript.cues]
    return Written(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def segment_record(segment: Segment) -> dict[str, object]:
    """Return a segment as the documents of the command line have it."""
    span = segment.source
    return {
        "index": segment.index,
        "kind": str(segment.kind),
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
        "speaker": segment.speaker,
        "text": segment.text,
        "evidence": str(segment.evidence),
        "error_ms": segment.error_ms,
        "source": span and {"start_byte": span.start_byte, "end_byte": span.end_byte},
        "words": None if segment.words is None else [_word_record(one) for one in segment.words],
    }


def cue_record(cue: Cue) -> dict[str, object]:
    """Return a subtitle file's own cue as the documents of the command line have it."""
    return {
        "start_ms": cue.start_ms,
        "end_ms": cue.end_ms,
        "speaker": cue.speaker,
        "text": cue.text,
    }


def _word_record(word: Word) -> dict[str, object]:
    return {
        "text": word.text,
        "start_ms": word.start_ms,
        "end_ms": word.end_ms,
        "confidence": word.confidence,
    }


WRITER = Writer("json", "JSON", ".json", write, reads_as="earmark-json")
