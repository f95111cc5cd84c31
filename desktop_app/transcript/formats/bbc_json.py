"""JSON of the BBC's transcript editors: digital paper edit, and autoEdit 2."""

from bisect import bisect_right
from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import (
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

NAME = "bbc-json"

_UNNAMED = frozenset(("Unnamed Speaker", "U_UKN", "UKN"))


def read(source: Source) -> Reading:
    """Read every word by the speaker of its paragraph."""
    document = source.json()
    items = _edit(document.value) if document.field("paragraphs") else _auto_edit(document.value)
    return reading_of_cues(NAME, cues_of_items(items), source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    value = source.json().value
    word = first_object(list_in(value, "words"))
    paragraph = first_object(list_in(value, "paragraphs"))
    if {"start", "end", "text"} <= word.keys() and {"start", "end"} <= paragraph.keys():
        return 1.0
    part = first_object(first_object(list_in(value, "text")).get("paragraph"))
    return 1.0 if isinstance(part.get("line"), list) else 0.0


def _edit(value: object) -> Iterator[Item]:
    document = object_in({"it": value}, "it")
    paragraphs = list(objects(document.get("paragraphs")))
    starts_ms = [seconds_ms(one.get("start")) or 0 for one in paragraphs]
    for word in objects(document.get("words")):
        start_ms = seconds_ms(word.get("start"))
        place = bisect_right(starts_ms, start_ms or 0) - 1
        speaker = name_of(paragraphs[place].get("speaker")) if place >= 0 else None
        end_ms = seconds_ms(word.get("end"))
        yield Item(text_of(word.get("text")), start_ms, end_ms, 1.0, _named(speaker))


def _auto_edit(value: object) -> Iterator[Item]:
    for turn in objects(list_in(value, "text")):
        speaker = _named(name_of(turn.get("speaker")))
        for paragraph in objects(turn.get("paragraph")):
            for word in objects(paragraph.get("line")):
                start_ms, end_ms = (
                    seconds_ms(word.get("startTime")),
                    seconds_ms(word.get("endTime")),
                )
                yield Item(text_of(word.get("text")), start_ms, end_ms, 1.0, speaker)


def _named(speaker: str | None) -> str | None:
    return None if speaker in _UNNAMED else speaker


FORMAT = Format(NAME, "BBC paper edit", (".json",), score, read)
