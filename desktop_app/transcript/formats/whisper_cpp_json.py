"""JSON of whisper.cpp: ``transcription`` with offsets in milliseconds; with -ojf also tokens.

examples/cli/cli.cpp, output_json: ``t_dtw`` of a token is in hundredths of a second, -1 if unknown.
"""

from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.json_values import (
    Object,
    confidence_of,
    list_in,
    milliseconds,
    number_of,
    numbered_speaker,
    object_in,
    objects,
    seconds_ms,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, words_on

NAME = "whisper-cpp-json"


def read(source: Source) -> Reading:
    """Read every segment; tokens are parts of words and are joined to them."""
    document = source.json()
    cues = []
    for segment in objects(document.field("transcription")):
        text = " ".join(text_of(segment.get("text")).split())
        if not text:
            continue
        start_ms, end_ms = _times(segment)
        cue = FileCue(start_ms, end_ms, text, None, numbered_speaker(segment.get("speaker")))
        tokens = list(_tokens(segment))
        if tokens:
            cue.words = words_on(text, tokens)
        cues.append(cue)
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like such JSON, by the names of its fields."""
    segments = list_in(source.json().value, "transcription")
    return 1.0 if any("text" in one and "offsets" in one for one in objects(segments)) else 0.0


def _times(holder: Object) -> tuple[int | None, int | None]:
    offsets, stamps = object_in(holder, "offsets"), object_in(holder, "timestamps")
    start_ms, end_ms = milliseconds(offsets.get("from")), milliseconds(offsets.get("to"))
    if start_ms is None:
        start_ms, end_ms = seconds_ms(stamps.get("from")), seconds_ms(stamps.get("to"))
    return start_ms, end_ms


def _tokens(segment: Object) -> Iterator[Item]:
    for token in objects(segment.get("tokens")):
        text = text_of(token.get("text"))
        if not text.strip() or text.startswith(("[_", "<|")):
            continue
        start_ms, end_ms = _times(token)
        dtw = number_of(token.get("t_dtw"))
        if dtw is not None and dtw >= 0:
            start_ms = round(dtw * 10)
            end_ms = end_ms if end_ms is not None and end_ms > start_ms else None
        yield Item(text, start_ms, end_ms, confidence_of(token.get("p")))


FORMAT = Format(NAME, "whisper.cpp JSON", (".json",), score, read, Tested.SCHEMA)
