"""YouTube's json3 captions: events with segments; automatic ones roll up line by line.

The service has no published schema; yt-dlp's ``--sub-format json3`` saves what it answers:
``events`` with tStartMs, dDurationMs and ``segs`` of utf8, tOffsetMs and acAsrConf (0 to 255).
"""

from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.json_values import (
    Object,
    list_in,
    milliseconds,
    number_of,
    objects,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.tidy_text import tidy_lines
from desktop_app.transcript.formats.timed_words import Item, words_on

NAME = "youtube-json3"


def read(source: Source) -> Reading:
    """Read every event that says something; line feeds between rolling lines do not."""
    document = source.json()
    cues: list[FileCue] = []
    for event in objects(list_in(document.value, "events")):
        segments = list(objects(event.get("segs")))
        text = tidy_lines("".join(text_of(one.get("utf8")) for one in segments))
        start_ms, length_ms = (
            milliseconds(event.get("tStartMs")),
            milliseconds(event.get("dDurationMs")),
        )
        if not text or event.get("aAppend"):
            continue
        end_ms = None if start_ms is None or not length_ms else start_ms + length_ms
        if cues and cues[-1].end_ms is not None and start_ms is not None:
            cues[-1].end_ms = min(cues[-1].end_ms, max(start_ms, (cues[-1].start_ms or 0) + 1))
        cue = FileCue(start_ms, end_ms, text)
        items = list(_items(segments, start_ms))
        if len(items) > 1:
            cue.words = words_on(text, items)
        cues.append(cue)
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    document = source.json()
    events = list(objects(list_in(document.value, "events")))[:50]
    return 1.0 if any("tStartMs" in one and "segs" in one for one in events) else 0.0


def _items(segments: list[Object], start_ms: int | None) -> Iterator[Item]:
    """Yield the words of an event; each lasts until the next one."""
    if start_ms is None:
        return
    held: Item | None = None
    for segment in segments:
        text = text_of(segment.get("utf8"))
        if not text.strip():
            continue
        at_ms = start_ms + (milliseconds(segment.get("tOffsetMs")) or 0)
        if held is not None:
            held.end_ms = at_ms if at_ms > (held.start_ms or 0) else None
            yield held
        sure = number_of(segment.get("acAsrConf"))
        held = Item(text, at_ms, None, 1.0 if not sure else min(1.0, sure / 255))
    if held is not None:
        yield held


FORMAT = Format(NAME, "YouTube json3", (".json3", ".json"), score, read, Tested.SCHEMA)
