"""JSON of openai-whisper and its relatives: segments with start, end, text, and often words.

openai-whisper and OpenAI's verbose_json (``probability``), faster-whisper, WhisperX (``score``,
``speaker``; numbers have no times by design), whisper-timestamped (``text``, ``confidence``),
and ``chunks`` with ``timestamp`` pairs as the transformers pipeline gives them. Fields as in
https://github.com/openai/whisper/blob/main/whisper/transcribe.py and
https://platform.openai.com/docs/api-reference/audio/verbose-json-object.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.json_values import (
    Object,
    confidence_of,
    name_of,
    objects,
    seconds_ms,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, cues_of_items, words_on
from desktop_app.transcript.model import Problem

NAME = "whisper-json"

_REPEATS = 4


def read(source: Source) -> Reading:
    """Read every segment with its words; text that only repeats itself is reported."""
    document = source.json()
    cues = [cue for segment in _segments(document.value) if (cue := _cue(segment))]
    if not cues:
        cues = cues_of_items(_items(_loose_words(document.value)))
    elif not any(cue.words for cue in cues):
        _lay_words(cues, list(_items(_loose_words(document.value))))
    problems = (*document.problems, *_repeats(cues))
    return reading_of_cues(NAME, cues, source, problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    value = source.json().value
    first = next(_segments(value), None)
    if first is None:
        words = next(_loose_words(value), {})
        return 0.7 if "start" in words and ("word" in words or "text" in words) else 0.0
    if "timestamp" in first:
        return 0.95
    is_family = isinstance(value, dict) and "segments" in value
    return 0.95 if is_family else 0.75


def _segments(value: object) -> Iterator[Object]:
    """Yield the segments: of a document, or a list of them alone."""
    listed = value
    if isinstance(value, dict):
        listed = value.get("segments", value.get("chunks"))
    for segment in objects(listed):
        has_time = "start" in segment or "timestamp" in segment
        is_whole = "confidence" not in segment or "words" in segment  # else it is a word
        if has_time and is_whole and isinstance(segment.get("text"), str):
            yield segment


def _loose_words(value: object) -> Iterator[Object]:
    """Yield words that stand beside the segments instead of in them."""
    if isinstance(value, dict):
        listed = value.get("word_segments") or value.get("words")
        yield from (one for one in objects(listed) if "word" in one)


def _cue(segment: Object) -> FileCue | None:
    text = " ".join(text_of(segment.get("text")).split())
    if not text:
        return None
    start, end = segment.get("start"), segment.get("end")
    pair = segment.get("timestamp")
    if isinstance(pair, list) and len(pair) == 2:
        start, end = pair
    items = list(_items(objects(segment.get("words"))))
    start_ms, end_ms = seconds_ms(start), seconds_ms(end)
    cue = FileCue(start_ms, end_ms, text, None, name_of(segment.get("speaker")))
    if items:
        cue.words = words_on(text, items)
        voices = {item.speaker for item in items if item.speaker}
        if len(voices) > 1:
            cue.turns = _turns(items, text)
        elif cue.speaker is None and voices:
            cue.speaker = voices.pop()
    return cue


def _items(words: Iterator[Object]) -> Iterator[Item]:
    for word in words:
        text = text_of(word.get("word")) or text_of(word.get("text"))
        if not text.strip():
            continue
        sure = next(
            (word[name] for name in ("probability", "score", "confidence") if name in word), None
        )
        yield Item(
            text.strip(),
            seconds_ms(word.get("start")),
            seconds_ms(word.get("end")),
            confidence_of(sure),
            name_of(word.get("speaker")),
        )


def _turns(items: Sequence[Item], text: str) -> tuple[tuple[str | None, str], ...]:
    """Return who says which words of a segment, if its words are exactly those of its text."""
    tokens = text.split()
    if [item.text for item in items] != tokens:
        return ()
    groups = groupby(items, key=lambda item: item.speaker)
    return tuple((speaker, " ".join(item.text for item in said)) for speaker, said in groups)


def _lay_words(cues: Sequence[FileCue], items: Sequence[Item]) -> None:
    """Give segments the words that were spoken between their times."""
    place = 0
    for number, cue in enumerate(cues):
        next_ms = cues[number + 1].start_ms if number + 1 < len(cues) else None
        mine = []
        while place < len(items):
            start_ms = items[place].start_ms
            if start_ms is not None and next_ms is not None and start_ms >= next_ms:
                break
            mine.append(items[place])
            place += 1
        if mine:
            cue.words = words_on(cue.text, mine)


def _repeats(cues: Sequence[FileCue]) -> Iterator[Problem]:
    """Yield a sentence on each stretch in which the recogniser seems to have been stuck."""
    for text, run in groupby(cues, key=lambda cue: cue.text):
        stuck = list(run)
        if len(stuck) >= _REPEATS:
            message = _(
                "“{text}” stands there {count} times from {time} on: listen whether it is said."
            )
            time = clock(stuck[0].start_ms or 0)
            yield Problem(None, message.format(text=text[:60], count=len(stuck), time=time))


FORMAT = Format(NAME, "Whisper JSON", (".json",), score, read, Tested.SCHEMA)
