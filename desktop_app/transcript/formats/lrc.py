"""LRC and enhanced LRC: ``[mm:ss.xx]`` before a line, ``<mm:ss.xx>`` before words; no ends.

``[offset:+500]`` means that everything comes 500 ms sooner. A line may have several times.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from desktop_app.i18n import _
from desktop_app.timecode import clock_ms
from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.model import Problem, Word

NAME = "lrc"

_STAMP = r"(?:\d{1,3}:)?\d{1,4}:\d{1,2}(?:[.:]\d{1,3})?"
_LINE = re.compile(rf"[ \t\ufeff]*(?P<stamps>(?:\[{_STAMP}\][ \t]*)+)(?P<text>[^\r\n]*)")
_ONE = re.compile(rf"\[({_STAMP})\]")
_INNER = re.compile(rf"<({_STAMP})>")
_TAG = re.compile(
    r"[ \t\ufeff]*\[(?P<name>[a-z#]{1,12})\s*:(?P<value>[^\]\r\n]*)\]\s*", re.IGNORECASE
)
_PARTS = re.compile(r"(?:(\d+):)?(\d+):(\d+)(?:[.:](\d+))?")
_SINGER = re.compile(r"(?:[MFD]|v\d+):\s*(?=\S)")


def read(source: Source) -> Reading:
    """Read every line at each of its times; lines without text end what was before."""
    offset_ms = _offset_ms(source.text)
    problems = []
    if offset_ms:
        sooner = _("All times were moved {time} sooner, as the file's offset says.")
        later = _("All times were moved {time} later, as the file's offset says.")
        message = sooner if offset_ms > 0 else later
        problems.append(Problem(None, message.format(time=clock_ms(abs(offset_ms)))))
    lines = sorted(_lines(source.text, offset_ms), key=lambda line: line[0])
    cues = []
    for line, after in pairwise([*lines, None]):
        if line is not None and line[1]:
            cue = _cue(line, after[0] if after is not None else None, offset_ms)
            if after is not None and after[1]:
                cue.end_ms = None  # only an empty line says when the one before is over
            cues.append(cue)
    return reading_of_cues(NAME, cues, source, problems, reliance=Reliance(has_ends=False))


def score(source: Source) -> float:
    """Return how much a text looks like LRC: lines that begin with a time in square brackets."""
    lines = [line for line in source.text.split("\n", 400)[:400] if line.strip("\ufeff \t\r")]
    timed = [line for line in lines if _LINE.match(line)]
    tags = sum(bool(_TAG.fullmatch(line.rstrip("\r"))) for line in lines)
    with_fraction = sum("." in line.partition("]")[0] for line in timed)
    if len(timed) < 2 or len(timed) + tags < 0.7 * len(lines):
        return 0.0
    if tags or with_fraction > 0.8 * len(timed):
        return 0.97
    return 0.5 if "**" not in source.text[:5_000] else 0.0


def _offset_ms(text: str) -> int:
    for line in text.split("\n", 60)[:60]:
        found = _TAG.fullmatch(line.rstrip("\r"))
        if found and found["name"].lower() == "offset":
            number = found["value"].strip()
            return int(number) if re.fullmatch(r"[+-]?\d{1,9}", number) else 0
    return 0


def _lines(text: str, offset_ms: int) -> Iterator[tuple[int, str, tuple[int, int]]]:
    at = 0
    for raw in text.split("\n"):
        start = at
        at += len(raw) + 1
        found = _LINE.match(raw)
        if found is None:
            continue
        for stamp in _ONE.findall(found["stamps"]):
            moment_ms = max(0, _ms(stamp) - offset_ms)
            yield moment_ms, found["text"].strip(), (start, start + len(raw.rstrip()))


def _cue(line: tuple[int, str, tuple[int, int]], next_ms: int | None, offset_ms: int) -> FileCue:
    start_ms, raw, place = line
    raw = _SINGER.sub("", raw, count=1)
    pieces = _INNER.split(raw)
    text = " ".join("".join(pieces[0::2]).split())
    cue = FileCue(start_ms, next_ms, text, place)
    if len(pieces) > 1 and text:
        cue.words = _words(pieces, start_ms, next_ms, offset_ms)
    return cue


def _words(
    pieces: list[str], start_ms: int, next_ms: int | None, offset_ms: int
) -> tuple[Word, ...]:
    """Return the words between inner times; several words under one time: the first has it."""
    timed = [(start_ms, pieces[0])]
    timed += [
        (max(0, _ms(stamp) - offset_ms), said)
        for stamp, said in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    words: list[Word] = []
    is_open = False  # the word before goes on: no blank between
    for place, (moment_ms, said) in enumerate(timed):
        end_ms = timed[place + 1][0] if place + 1 < len(timed) else next_ms
        for at, token in enumerate(said.split()):
            if is_open and not at and words and not said[0].isspace():
                words[-1] = Word(words[-1].text + token, words[-1].start_ms, end_ms, 1.0)
            elif at:
                words.append(Word(token, None, None, 0.0))
            else:
                words.append(Word(token, moment_ms, end_ms, 1.0))
        if said:
            is_open = not said[-1].isspace()
    return tuple(words)


def _ms(stamp: str) -> int:
    found = _PARTS.fullmatch(stamp)
    if found is None:
        return 0
    whole = int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
    return whole * 1000 + int((found[4] or "0")[:3].ljust(3, "0"))


FORMAT = Format(NAME, "LRC", (".lrc",), score, read, Tested.SCHEMA)
