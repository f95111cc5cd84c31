"""SBV of YouTube, and SubViewer: ``0:00:01.000,0:00:03.000`` above the text.

https://support.google.com/youtube/answer/2734698 (supported files).
"""

import re
from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import seconds_ms
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.tidy_text import tidy_lines

NAME = "sbv"

_TIME = r"(\d{1,3}:\d{1,2}:\d{1,2}[.:]\d{1,3})"
_TIMING = re.compile(rf"[ \t\ufeff]*{_TIME}[ \t]*,[ \t]*{_TIME}[ \t\r]*")
_HEADER = re.compile(
    r"\s*\[(?:(?:END )?INFORMATION|(?:END )?SUBTITLE|TITLE|AUTHOR|SOURCE|PRG|FILEPATH|DELAY"
    r"|CD TRACK|COMMENT|COLF|STYLE|FONT|SIZE)\].*"
)


def read(source: Source) -> Reading:
    """Read every text below its times."""
    return reading_of_cues(NAME, list(_cues(source.text)), source, knows_bytes=True)


def score(source: Source) -> float:
    """Return how much a text looks like SBV: lines that are two times with a comma."""
    lines = [line for line in source.text.split("\n", 400)[:400] if line.strip()]
    timings = sum(bool(_TIMING.fullmatch(line)) for line in lines)
    return 0.98 if timings and timings > 0.15 * len(lines) else 0.0


def _cues(text: str) -> Iterator[FileCue]:
    held: FileCue | None = None
    at = 0
    for raw in text.split("\n"):
        start = at
        at += len(raw) + 1
        found = _TIMING.fullmatch(raw)
        if found is not None:
            if held is not None and held.text:
                yield held
            held = FileCue(_ms(found[1]), _ms(found[2]), "", (start, start + len(raw.rstrip())))
        elif held is not None and raw.strip() and not _HEADER.fullmatch(raw):
            said = tidy_lines(raw.replace("[br]", "\n"))
            held.text = f"{held.text}\n{said}" if held.text else said
            held.place = (held.place[0] if held.place else start, start + len(raw.rstrip()))
    if held is not None and held.text:
        yield held


def _ms(text: str) -> int | None:
    head, _colon, last = text.rpartition(":")
    if head.count(":") == 2:  # hours:minutes:seconds:hundredths
        return seconds_ms(f"{head}.{last}")
    return seconds_ms(text)


FORMAT = Format(NAME, "SBV", (".sbv", ".sub"), score, read)
