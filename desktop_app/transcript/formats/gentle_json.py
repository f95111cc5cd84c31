"""Gentle's alignment: a transcript and its words, each found in the audio or not.

https://github.com/strob/gentle (README: ``case`` is success, not-found-in-audio, …; offsets are
characters of ``transcript``).
"""

from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.json_values import (
    first_object,
    list_in,
    objects,
    seconds_ms,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, cues_of_items

NAME = "gentle-json"


def read(source: Source) -> Reading:
    """Read the words with the punctuation that the transcript has between them."""
    document = source.json()
    cues: list[FileCue] = cues_of_items(_items(document.value))
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    word = first_object(list_in(source.json().value, "words"))
    return 1.0 if "case" in word and "word" in word else 0.0


def _items(value: object) -> Iterator[Item]:
    transcript = text_of(value.get("transcript")) if isinstance(value, dict) else ""
    words = list(objects(list_in(value, "words")))
    starts = [one.get("startOffset") for one in words]
    for place, word in enumerate(words):
        first, next_start = starts[place], starts[place + 1] if place + 1 < len(words) else None
        text = text_of(word.get("word"))
        if isinstance(first, int) and 0 <= first < len(transcript):
            last = next_start if isinstance(next_start, int) else len(transcript)
            around = transcript[first : max(first, last)].split()
            text = around[0] if around and around[0].startswith(text) else text
        is_found = word.get("case") == "success"
        yield Item(
            text,
            seconds_ms(word.get("start")) if is_found else None,
            seconds_ms(word.get("end")) if is_found else None,
            1.0 if is_found else 0.0,
        )


FORMAT = Format(NAME, "Gentle", (".json",), score, read, Tested.SCHEMA)
