"""JSON of Kaldi services: the BBC's (``retval`` with words and segmentation), and Vosk's results.

https://alphacephei.com/vosk (``result`` with conf, start, end, word).
"""

from bisect import bisect_right
from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import (
    Object,
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

NAME = "kaldi-json"


def read(source: Source) -> Reading:
    """Read every word with its confidence, by speaker where the file has them."""
    document = source.json()
    cues: list[FileCue] = []
    for holder in _holders(document.value):
        turns = list(_turns(holder))
        starts_ms = [start_ms for start_ms, _name in turns]
        cues += cues_of_items(_items(holder, turns, starts_ms))
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    holder = next(_holders(source.json().value), {})
    word = first_object(holder.get("words") or holder.get("result"))
    if {"start", "end", "word", "punct"} <= word.keys():
        return 1.0
    return 0.98 if {"start", "end", "word", "conf"} <= word.keys() else 0.0


def _holders(value: object) -> Iterator[Object]:
    """Yield what holds words: the answer of the service, or each of a list of Vosk's results."""
    if isinstance(value, list):
        yield from (one for one in objects(value) if "result" in one)
        return
    answer = object_in(value, "retval")
    if answer or isinstance(value, dict):
        yield answer or object_in({"it": value}, "it")


def _items(
    holder: Object, turns: list[tuple[int, str | None]], starts_ms: list[int]
) -> Iterator[Item]:
    for word in objects(holder.get("words") or holder.get("result")):
        start_ms = seconds_ms(word.get("start"))
        place = bisect_right(starts_ms, start_ms or 0) - 1
        yield Item(
            text_of(word.get("punct")) or text_of(word.get("word")),
            start_ms,
            seconds_ms(word.get("end")),
            confidence_of(word.get("confidence", word.get("conf"))),
            turns[place][1] if place >= 0 else None,
        )


def _turns(holder: Object) -> Iterator[tuple[int, str | None]]:
    segments = list_in(holder, "segmentation", "segments") or list_in(
        holder, "segmentation", "segmentation", "segments"
    )
    for segment in objects(segments):
        start_ms = seconds_ms(segment.get("start"))
        if start_ms is not None:
            yield start_ms, name_of(object_in(segment, "speaker").get("@id"))


FORMAT = Format(NAME, "Kaldi", (".json",), score, read)
