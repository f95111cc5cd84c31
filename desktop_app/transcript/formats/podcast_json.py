"""Podcasting 2.0 JSON: segments with speaker, startTime, endTime and body; words or sentences.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
Some hosts put a whole WebVTT or SRT file into a field of a JSON document; that is read, too.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.i18n import _
from desktop_app.transcript.formats import srt, webvtt
from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import name_of, objects, seconds_ms, text_of
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.model import Problem, Word

NAME = "podcast-json"

_CUES_INSIDE = re.compile(r"\s*(?:WEBVTT\b|\d+\s*\n\s*\d\d:\d\d:\d\d[,.]\d{3} -->)")


def read(source: Source) -> Reading:
    """Read every segment; without its own speaker one goes on with the speaker before."""
    document = source.json()
    inner = next(_texts_with_cues(document.value), None)
    if inner is not None:
        inside = replace(source, text=inner, problems=())
        reader = webvtt if inner.lstrip().startswith("WEBVTT") else srt
        reading = reader.read(inside)
        note = Problem(None, _("The transcript is a subtitle file inside JSON."))
        segments = [replace(one, source=None) for one in reading.transcript.segments]
        return Reading(
            replace(reading.transcript.with_segments(segments), format=NAME),
            None,
            (*source.problems, *document.problems, note, *reading.problems),
        )
    cues: list[FileCue] = []
    problems = list(document.problems)
    for segment in objects(document.field("segments")):
        text = "\n".join(
            " ".join(line.split()) for line in text_of(segment.get("body")).split("\n")
        )
        start_ms, end_ms = seconds_ms(segment.get("startTime")), seconds_ms(segment.get("endTime"))
        if not text.strip():
            continue
        cue = FileCue(start_ms, end_ms, text.strip("\n"), None, name_of(segment.get("speaker")))
        if " " not in text and "\n" not in cue.text and start_ms is not None:
            cue.words = (Word(cue.text, start_ms, end_ms, 1.0),)
        cues.append(cue)
    if sum(cue.words is None for cue in cues) > len(cues) / 4:
        for cue in cues:  # sentences, now and then of one word
            cue.words = None
    has_ends = any(cue.end_ms is not None for cue in cues)
    return reading_of_cues(NAME, cues, source, problems, reliance=Reliance(has_ends=has_ends))


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    document = source.json()
    segments = list(objects(document.field("segments")))[:5]
    if any("body" in segment and "startTime" in segment for segment in segments):
        return 1.0
    return 0.9 if next(_texts_with_cues(document.value), None) else 0.0


def _texts_with_cues(value: object, depth: int = 0) -> Iterator[str]:
    """Yield texts in the first fields of a document that are subtitle files of their own."""
    if isinstance(value, str):
        if "-->" in value and _CUES_INSIDE.match(value):
            yield value
    elif isinstance(value, dict) and depth < 3:
        for one in value.values():
            yield from _texts_with_cues(one, depth + 1)


FORMAT = Format(NAME, _("podcast JSON"), (".json",), score, read)
