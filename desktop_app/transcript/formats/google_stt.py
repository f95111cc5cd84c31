"""Google Cloud Speech-to-Text JSON: results with alternatives, words and perhaps speaker tags.

https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize (v1, v1p1beta1;
v2 has startOffset). With speaker tags the last result repeats all words: it alone counts then.
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
    number_of,
    numbered_speaker,
    objects,
    seconds_ms,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, cues_of_items, words_on

NAME = "google-stt"


def read(source: Source) -> Reading:
    """Read the best guess of every result."""
    document = source.json()
    whole = list(_results(document.value))
    results = [first_object(one.get("alternatives")) for one in whole]
    tagged = results[-1] if results and _has_speakers(results[-1]) else None
    cues: list[FileCue] = []
    if tagged is not None:
        cues = cues_of_items(_items(tagged))
    else:
        before_ms = 0
        for result, best in zip(whole, results, strict=True):
            last_ms = _moment_ms(result.get("resultEndTime", result.get("resultEndOffset")))
            items = list(_items(best))
            text = " ".join(text_of(best.get("transcript")).split())
            if not text:
                continue
            start_ms = next((one.start_ms for one in items if one.start_ms is not None), None)
            end_ms = next((one.end_ms for one in reversed(items) if one.end_ms is not None), None)
            if not items:  # without words a result begins where the one before ended
                start_ms, end_ms = before_ms, last_ms
            before_ms = last_ms or end_ms or before_ms
            cues.append(FileCue(start_ms, end_ms, text, None, None, words_on(text, items)))
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    best = first_object(next(_results(source.json().value), {}).get("alternatives"))
    word = first_object(best.get("words"))
    if "word" in word and ("startTime" in word or "startOffset" in word or "endTime" in word):
        return 1.0
    result = next(_results(source.json().value), {})
    has_end = "resultEndTime" in result or "resultEndOffset" in result
    return 0.95 if has_end and isinstance(best.get("transcript"), str) else 0.0


def _results(value: object) -> Iterator[Object]:
    yield from objects(list_in(value, "results") or list_in(value, "response", "results"))


def _has_speakers(best: Object) -> bool:
    return any(
        "speakerTag" in word or "speakerLabel" in word for word in objects(best.get("words"))
    )


def _items(best: Object) -> Iterator[Item]:
    sure = best.get("confidence")
    for word in objects(best.get("words")):
        start = word.get("startTime", word.get("startOffset", "0s"))  # zero is left out
        yield Item(
            text_of(word.get("word")),
            _moment_ms(start),
            _moment_ms(word.get("endTime", word.get("endOffset"))),
            confidence_of(word.get("confidence") or sure),
            numbered_speaker(word.get("speakerLabel") or word.get("speakerTag")),
        )


def _moment_ms(value: object) -> int | None:
    """Return a time: ``"1.300s"``, or seconds and nanos; a part that is zero is left out."""
    if isinstance(value, dict):
        seconds, nanos = number_of(value.get("seconds", 0)), number_of(value.get("nanos", 0))
        return seconds_ms((seconds or 0) + (nanos or 0) / 1e9)
    return seconds_ms(value)


FORMAT = Format(NAME, "Google Speech-to-Text", (".json",), score, read)
