"""Speechmatics JSON: version 1 with ``words`` and ``speakers``, version 2 with ``results``.

https://docs.speechmatics.com/speech-to-text/batch/output#json (json-v2).
"""

from bisect import bisect_right
from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import (
    confidence_of,
    first_object,
    list_in,
    name_of,
    object_in,
    objects,
    seconds_ms,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, cues_of_items

NAME = "speechmatics"

_UNKNOWN = frozenset(("UU", "S?", "M", "F"))


def read(source: Source) -> Reading:
    """Read every word with its confidence and speaker."""
    document = source.json()
    items = _second(document.value) if document.field("results") else _first(document.value)
    return reading_of_cues(NAME, cues_of_items(items), source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    value = source.json().value
    result = first_object(list_in(value, "results"))
    if "alternatives" in result and "start_time" in result and "type" in result:
        return 0.98
    word = first_object(list_in(value, "words"))
    return 0.98 if {"name", "time", "duration"} <= word.keys() else 0.0


def _first(value: object) -> Iterator[Item]:
    turns = [
        (seconds_ms(turn.get("time")) or 0, name_of(turn.get("name")))
        for turn in objects(object_in(value).get("speakers"))
    ]
    starts_ms = [start_ms for start_ms, _name in turns]
    for word in objects(object_in(value).get("words")):
        text = text_of(word.get("name"))
        start_ms, length_ms = seconds_ms(word.get("time")), seconds_ms(word.get("duration"))
        end_ms = None if start_ms is None or length_ms is None else start_ms + length_ms
        place = bisect_right(starts_ms, start_ms or 0) - 1
        is_mark = not any(letter.isalnum() for letter in text)
        yield Item(
            text,
            None if is_mark else start_ms,
            None if is_mark else end_ms,
            confidence_of(word.get("confidence")),
            _known(turns[place][1]) if place >= 0 else None,
            is_glued=is_mark,
        )


def _second(value: object) -> Iterator[Item]:
    for result in objects(object_in(value).get("results")):
        best = first_object(result.get("alternatives"))
        is_mark = result.get("type") == "punctuation"
        yield Item(
            text_of(best.get("content")),
            None if is_mark else seconds_ms(result.get("start_time")),
            None if is_mark else seconds_ms(result.get("end_time")),
            confidence_of(best.get("confidence")),
            _known(name_of(best.get("speaker")) or name_of(result.get("channel"))),
            is_glued=is_mark and result.get("attaches_to", "previous") in ("previous", "both"),
        )


def _known(name: str | None) -> str | None:
    if name is None or name in _UNKNOWN:
        return None
    return f"Speaker {name[1:]}" if name[:1] == "S" and name[1:].isdigit() else name


FORMAT = Format(NAME, "Speechmatics", (".json",), score, read)
