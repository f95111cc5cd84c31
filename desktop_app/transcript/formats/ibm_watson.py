"""IBM Watson Speech to Text JSON: ``timestamps`` are [word, from, to] in each alternative.

https://cloud.ibm.com/docs/speech-to-text?topic=speech-to-text-basic-response
"""

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
    objects,
    seconds_ms,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, cues_of_items

NAME = "ibm-watson"

_HESITATION = "%HESITATION"


def read(source: Source) -> Reading:
    """Read the best guess of every final result; hesitations are no words."""
    document = source.json()
    cues: list[FileCue] = []
    for holder in _holders(document.value):
        speakers = {
            seconds_ms(label.get("from")): _speaker(label.get("speaker"))
            for label in objects(holder.get("speaker_labels"))
        }
        for result in objects(holder.get("results")):
            cues += cues_of_items(_items(first_object(result.get("alternatives")), speakers))
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    for holder in _holders(source.json().value):
        best = first_object(first_object(holder.get("results")).get("alternatives"))
        if "timestamps" in best and "transcript" in best:
            return 1.0
    return 0.0


def _holders(value: object) -> Iterator[Object]:
    """Yield what holds results: the document, or each answer in an asynchronous one."""
    if not isinstance(value, dict):
        return
    answers = [one for one in objects(list_in(value, "results")) if "results" in one]
    yield from answers or [value]


def _items(best: Object, speakers: dict[int | None, str | None]) -> Iterator[Item]:
    sure = {
        place: pair[1]
        for place, pair in enumerate(list_in(best, "word_confidence"))
        if isinstance(pair, list) and len(pair) == 2
    }
    speaker = None
    for place, entry in enumerate(list_in(best, "timestamps")):
        if not isinstance(entry, list) or len(entry) != 3:
            continue
        text = text_of(entry[0])
        start_ms = seconds_ms(entry[1])
        speaker = speakers.get(start_ms) or speaker
        if text and text != _HESITATION:
            yield Item(
                text, start_ms, seconds_ms(entry[2]), confidence_of(sure.get(place)), speaker
            )


def _speaker(value: object) -> str | None:
    name = name_of(value)
    return f"Speaker {int(name) + 1}" if name is not None and name.isdigit() else name


FORMAT = Format(NAME, "IBM Watson", (".json",), score, read)
