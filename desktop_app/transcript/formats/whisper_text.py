"""What Whisper prints: ``[00:12.000 --> 00:15.000]  text``, with hours, or in plain seconds."""

import re
from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import seconds_ms
from desktop_app.transcript.formats.source import Source

NAME = "whisper-text"

_TIME = r"(?:\d{1,4}:)?(?:\d{1,4}:)?\d{1,6}(?:[.,]\d{1,3})?s?"
_LINE = re.compile(
    rf"[ \t]*\[[ \t]*(?P<start>{_TIME})[ \t]*-+>[ \t]*(?P<end>{_TIME}|None)?[ \t]*\]"
    r"[ \t]*(?:\[?(?P<speaker>SPEAKER_\d+)\]?:?[ \t]*|\(speaker (?P<number>\S{1,3})\)[ \t]*)?"
    r"(?P<text>[^\n\r]*)"
)
_SPECIAL = re.compile(r"<\|[^|<>]*\|>|\[_[A-Z]+_?\d*\]")


def read(source: Source) -> Reading:
    """Read every line with two times; lines without one go on with the text before."""
    return reading_of_cues(NAME, list(_cues(source.text)), source, knows_bytes=True)


def score(source: Source) -> float:
    """Return how much a text looks like such lines."""
    if "->" not in source.text:
        return 0.0
    lines = [line for line in source.text.lstrip("\ufeff").split("\n") if line.strip()]
    timed = sum(bool(_LINE.match(line)) for line in lines)
    return 0.97 if timed > 0.3 * len(lines) else 0.6 if timed > 2 else 0.0


def _cues(text: str) -> Iterator[FileCue]:
    held: FileCue | None = None
    at = 0
    for raw in text.split("\n"):
        start, line = at, raw.lstrip("\ufeff").rstrip()
        at += len(raw) + 1
        found = _LINE.match(line)
        said = " ".join(_SPECIAL.sub("", found["text"] if found else line).split())
        if found is None:
            if held is not None and said:
                held.text = f"{held.text}\n{said}" if held.text else said
                held.place = (held.place[0] if held.place else start, start + len(line))
            continue
        if held is not None and held.text:
            yield held
        end_ms = seconds_ms(found["end"]) if found["end"] else None
        voice = found["speaker"] or (f"Speaker {found['number']}" if found["number"] else None)
        held = FileCue(seconds_ms(found["start"]), end_ms, said, (start, start + len(line)), voice)
    if held is not None and held.text:
        yield held


FORMAT = Format(NAME, "Whisper", (".txt", ".log"), score, read)
