"""AssemblyAI JSON: words in milliseconds, perhaps ``utterances`` by speaker.

https://www.assemblyai.com/docs/api-reference/transcripts/get
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
    milliseconds,
    numbered_speaker,
    objects,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, cues_of_items

NAME = "assemblyai"


def read(source: Source) -> Reading:
    """Read the words of the parts by speaker, or else all words."""
    document = source.json()
    cues: list[FileCue] = []
    for part in _parts(document.value):
        cues += cues_of_items(_items(part)) or _without_words(part)
    if not cues and isinstance(document.value, dict):
        cues = cues_of_items(_items(document.value))
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    value = source.json().value
    part = next(_parts(value), {})
    is_part = {"text", "start", "end"} <= part.keys() or "words" in part
    word = first_object(list_in(value, "words")) or first_object(part.get("words"))
    is_word = {"text", "start", "end", "confidence"} <= word.keys()
    is_theirs = isinstance(value, dict) and ("audio_url" in value or "acoustic_model" in value)
    is_theirs = is_theirs or bool(part)
    if not is_word and not (is_part and not word):
        return 0.0
    one = word if is_word else part
    if not isinstance(one.get("start"), int) or not isinstance(one.get("end"), int):
        return 0.0
    return 0.98 if is_theirs else 0.9


def _parts(value: object) -> Iterator[Object]:
    """Yield the utterances, or the sentences or paragraphs of an answer of their own."""
    for name in ("utterances", "sentences", "paragraphs"):
        parts = list_in(value, name)
        if parts:
            yield from objects(parts)
            return


def _without_words(part: Object) -> list[FileCue]:
    text = " ".join(text_of(part.get("text")).split())
    start_ms, end_ms = milliseconds(part.get("start")), milliseconds(part.get("end"))
    voice = numbered_speaker(part.get("speaker"))
    return [FileCue(start_ms, end_ms, text, None, voice)] if text else []


def _items(holder: Object) -> Iterator[Item]:
    for word in objects(holder.get("words")):
        yield Item(
            text_of(word.get("text")),
            milliseconds(word.get("start")),
            milliseconds(word.get("end")),
            confidence_of(word.get("confidence")),
            numbered_speaker(word.get("speaker") or holder.get("speaker")),
        )


FORMAT = Format(NAME, "AssemblyAI", (".json",), score, read, Tested.SCHEMA)
