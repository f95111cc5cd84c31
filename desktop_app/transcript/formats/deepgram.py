"""Deepgram JSON: channels with alternatives and words; ``punctuated_word`` is what is shown.

https://developers.deepgram.com/docs/pre-recorded-audio#analyze-the-response
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

NAME = "deepgram"


def read(source: Source) -> Reading:
    """Read the best guess of every channel."""
    document = source.json()
    channels = list(objects(list_in(document.value, "results", "channels")))
    cues: list[FileCue] = []
    for number, channel in enumerate(channels, 1):
        voice = f"Speaker {number}" if len(channels) > 1 else None
        cues += cues_of_items(_items(first_object(channel.get("alternatives")), voice))
    cues.sort(key=lambda cue: cue.start_ms or 0)
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    channel = first_object(list_in(source.json().value, "results", "channels"))
    return 1.0 if "words" in first_object(channel.get("alternatives")) else 0.0


def _items(best: Object, voice: str | None) -> Iterator[Item]:
    for word in objects(best.get("words")):
        name = name_of(word.get("speaker"))
        yield Item(
            text_of(word.get("punctuated_word")) or text_of(word.get("word")),
            seconds_ms(word.get("start")),
            seconds_ms(word.get("end")),
            confidence_of(word.get("confidence")),
            f"Speaker {int(name) + 1}" if name is not None and name.isdigit() else name or voice,
        )


FORMAT = Format(NAME, "Deepgram", (".json",), score, read, Tested.SCHEMA)
