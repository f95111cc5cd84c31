"""Azure Speech JSON: recognised phrases of a batch, or a list of results as they came in.

https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription-get
"""

from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import (
    Object,
    confidence_of,
    iso_ms,
    list_in,
    milliseconds,
    name_of,
    object_in,
    objects,
    text_of,
    ticks_ms,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, words_on

NAME = "azure-speech"


def read(source: Source) -> Reading:
    """Read the best guess of every phrase as it is displayed."""
    document = source.json()
    phrases = list(_phrases(document.value))
    several = len({phrase.get("channel") for phrase in phrases if "channel" in phrase}) > 1
    cues = [cue for phrase in phrases if (cue := _cue(phrase, by_channel=several))]
    cues.sort(key=lambda cue: cue.start_ms or 0)  # channels stand one after the other
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    phrase = next(_phrases(source.json().value), {})
    return 1.0 if phrase.get("nbest") is not None and phrase.get("offset") is not None else 0.0


def _phrases(value: object) -> Iterator[Object]:
    listed = value if isinstance(value, list) else list_in(value, "recognizedPhrases")
    if isinstance(value, dict) and "NBest" in value:  # a single result, as it came in
        listed = [value]
    for phrase in objects(listed):
        yield {name.lower(): one for name, one in phrase.items()}


def _cue(phrase: Object, *, by_channel: bool) -> FileCue | None:
    best = _lower(next(objects(phrase.get("nbest")), {}))
    text = " ".join(text_of(best.get("display")).split())
    start_ms, length_ms = _time(phrase, "offset"), _time(phrase, "duration")
    if not text:
        return None
    end_ms = None if start_ms is None or length_ms is None else start_ms + length_ms
    number = name_of(phrase.get("speaker")) or name_of(phrase.get("speakerid"))
    voice = f"Speaker {number}" if number is not None and number.isdigit() else number
    if voice is None and by_channel:
        voice = f"Speaker {int(str(phrase.get('channel') or 0)) + 1}"
    words = best.get("displaywords") or best.get("words")
    items = [_item(_lower(word)) for word in objects(words)]
    return FileCue(start_ms, end_ms, text, None, voice, words_on(text, items) if items else None)


def _item(word: Object) -> Item:
    start_ms, length_ms = _time(word, "offset"), _time(word, "duration")
    return Item(
        text_of(word.get("displaytext")) or text_of(word.get("word")),
        start_ms,
        None if start_ms is None or length_ms is None else start_ms + length_ms,
        confidence_of(word.get("confidence")),
    )


def _time(holder: Object, name: str) -> int | None:
    """Return a time: in milliseconds, in ticks, or as an ISO duration."""
    whole = milliseconds(holder.get(f"{name}milliseconds"))
    if whole is not None:
        return whole
    ticks = ticks_ms(holder.get(f"{name}inticks"))
    if ticks is not None:
        return ticks
    value = holder.get(name)
    return iso_ms(value) if isinstance(value, str) else ticks_ms(value)


def _lower(value: Object) -> Object:
    return {name.lower(): one for name, one in object_in({"it": value}, "it").items()}


FORMAT = Format(NAME, "Azure Speech", (".json",), score, read)
