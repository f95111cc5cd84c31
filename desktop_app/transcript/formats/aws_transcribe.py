"""Amazon Transcribe JSON: words and punctuation in ``items``, speakers in ``speaker_labels``.

https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-it-works-output
"""

from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
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

NAME = "aws-transcribe"


def read(source: Source) -> Reading:
    """Read the best guess of every item."""
    document = source.json()
    speakers = dict(_speakers(document.value))
    items: list[Item] = []
    for entry in _entries(document.value):
        best = first_object(entry.get("alternatives"))
        text = text_of(best.get("content"))
        is_mark = entry.get("type") == "punctuation"
        start = entry.get("start_time")
        voice = _voice(entry.get("speaker_label")) or speakers.get(str(start))
        if voice is None and items and (is_mark or speakers):
            voice = items[-1].speaker
        items.append(
            Item(
                text,
                seconds_ms(start),
                seconds_ms(entry.get("end_time")),
                1.0 if is_mark else confidence_of(best.get("confidence")),
                voice,
                is_glued=is_mark,
            )
        )
    return reading_of_cues(NAME, cues_of_items(items), source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    for entry, _number in zip(_entries(source.json().value), range(3), strict=False):
        if entry.get("type") in ("pronunciation", "punctuation") and "alternatives" in entry:
            return 1.0
    return 0.0


def _entries(value: object) -> Iterator[Object]:
    """Yield the items of a document, of its channels, or of a bare list, in order of time."""
    if isinstance(value, list):
        yield from objects(value)
        return
    items = list_in(value, "results", "items")
    if items:
        yield from objects(items)
        return
    for channel in objects(list_in(value, "results", "channel_labels", "channels")):
        label = text_of(channel.get("channel_label"))
        for item in objects(channel.get("items")):
            yield {"speaker_label": label, **item}


def _speakers(value: object) -> Iterator[tuple[str, str]]:
    """Yield who speaks the item that starts at a time, written as the file writes it."""
    for segment in objects(list_in(value, "results", "speaker_labels", "segments")):
        for item in objects(segment.get("items")):
            voice = _voice(item.get("speaker_label")) or _voice(segment.get("speaker_label"))
            if voice is not None:
                yield str(item.get("start_time")), voice


def _voice(value: object) -> str | None:
    name = name_of(value)
    if name is not None and name.startswith("spk_") and name[4:].isdigit():
        return f"Speaker {int(name[4:]) + 1}"
    return name


FORMAT = Format(NAME, "Amazon Transcribe", (".json",), score, read)
