"""Rev and Rev AI JSON: monologues of elements; punctuation and blanks are elements, too.

https://docs.rev.ai/api/asynchronous/transcripts/ (application/vnd.rev.transcript.v1.0+json)
"""

from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.json_values import (
    Object,
    confidence_of,
    first_object,
    list_in,
    name_of,
    objects,
    seconds_ms,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, cues_of_items

NAME = "rev-json"


def read(source: Source) -> Reading:
    """Read every monologue by its speaker."""
    document = source.json()
    names = {
        name_of(speaker.get("id")): name_of(speaker.get("name"))
        for speaker in objects(list_in(document.value, "speakers"))
    }
    cues: list[FileCue] = []
    for monologue in objects(list_in(document.value, "monologues")):
        number = name_of(monologue.get("speaker"))
        numbered = f"Speaker {int(number) + 1}" if number and number.isdigit() else number
        cues += cues_of_items(_items(monologue, names.get(number) or numbered))
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    monologue = first_object(list_in(source.json().value, "monologues"))
    return 1.0 if isinstance(monologue.get("elements"), list) else 0.0


def _items(monologue: Object, speaker: str | None) -> Iterator[Item]:
    is_glued = False
    for element in objects(monologue.get("elements")):
        text = text_of(element.get("value"))
        if not text.strip():
            is_glued = False
            continue
        yield Item(
            text,
            seconds_ms(element.get("ts")),
            seconds_ms(element.get("end_ts")),
            confidence_of(element.get("confidence")),
            speaker,
            is_glued=is_glued and not text[0].isspace(),
        )
        is_glued = not text[-1].isspace()


FORMAT = Format(NAME, "Rev", (".json",), score, read, Tested.SCHEMA)
