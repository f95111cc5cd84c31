"""Podcasting 2.0 JSON: a segment for each subtitle, or for each word where words are wanted."""

import json
from collections.abc import Iterator

from desktop_app.i18n import _
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.own_cues import ShownCue
from desktop_app.transcript.formats.subtitle_cues import (
    has_words,
    lost_in_cues,
    shown_cues,
    spoken_by,
)


def write(export: Export) -> Written:
    """Write every timed paragraph; segments with estimated times say ``"estimated": true``."""
    segments: list[dict[str, object]] = []
    for cue, speaker in spoken_by(shown_cues(export)):
        segments += _records(cue, speaker, by_words=export.options.words)
    document = {"version": "1.0.0", "segments": segments}
    lost = list(lost_in_cues(export, marks_estimates=True))
    if has_words(export) and not export.options.words:
        lost.append(_("The times of single words were left out."))
    return Written(json.dumps(document, ensure_ascii=False, indent=1) + "\n", tuple(lost))


def _records(cue: ShownCue, speaker: str | None, *, by_words: bool) -> Iterator[dict[str, object]]:
    words = cue.words if by_words else None
    if words and all(word.start_ms is not None for word in words):
        for place, word in enumerate(words):
            next_ms = words[place + 1].start_ms if place + 1 < len(words) else cue.end_ms
            end_ms = word.end_ms if word.end_ms is not None else next_ms
            yield _record(speaker, word.start_ms or 0, end_ms or cue.end_ms, word.text)
        return
    record = _record(speaker, cue.start_ms, cue.end_ms, cue.text)
    if cue.is_estimated:
        record["estimated"] = True
    yield record


def _record(speaker: str | None, start_ms: int, end_ms: int, text: str) -> dict[str, object]:
    record: dict[str, object] = {"speaker": speaker} if speaker else {}
    return {**record, "startTime": start_ms / 1000, "endTime": end_ms / 1000, "body": text}


WRITER = Writer("podcast-json", _("Podcast JSON"), ".json", write)
