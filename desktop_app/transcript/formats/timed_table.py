"""Tables with a start, an end and a text: CSV, TSV and the like, with a header or without.

Earmark's own CSV, Whisper's ``.tsv`` (whole milliseconds), alignment tools, subtitle exports.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import pairwise

from desktop_app.i18n import _
from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import milliseconds, seconds_ms
from desktop_app.transcript.formats.source import Source

NAME = "timed-table"

_STARTS = frozenset(
    ("start", "begin", "from", "in", "start time", "start_time", "starttime", "time")
)
_ENDS = frozenset(("end", "to", "out", "stop", "end time", "end_time", "endtime"))
_TEXTS = frozenset(("text", "transcript", "content", "caption", "subtitle", "sentence", "body"))
_SPEAKERS = frozenset(("speaker", "name", "voice", "actor", "who"))
_TIME = re.compile(r"(?:\d{1,4}:)?(?:\d{1,4}:)?\d{1,9}(?:[.,]\d{1,9})?")
_DELIMITERS = ("\t", ",", ";", " ")
_LOOK = 200


def read(source: Source) -> Reading:
    """Read every row with a time and a text."""
    delimiter = _delimiter(source.text) or ","
    cues = list(_cues(source.text, delimiter))
    has_ends = any(cue.end_ms is not None for cue in cues)
    return reading_of_cues(NAME, cues, source, reliance=Reliance(has_ends=has_ends))


def score(source: Source) -> float:
    """Return how much a text looks like such a table."""
    head = source.text.lstrip("\ufeff \r\n")[:200]
    if not head or not (head[0].isalnum() or head[0] in "\"'"):
        return 0.0
    return 0.96 if _delimiter(source.text) else 0.0


def _delimiter(text: str) -> str | None:
    """Return what separates the columns of a timed table, None where it is no such table."""
    beginning = "\n".join(text.lstrip("\ufeff").split("\n", _LOOK)[:_LOOK])
    for delimiter in _DELIMITERS:
        rows = list(_rows(beginning, delimiter))
        if len(rows) < 2:
            continue
        columns = _columns(rows)
        if columns is None:
            continue
        start, end, words, _speaker, first = columns
        body = rows[first:]
        fits = sum(
            len(row) > max(start, words)
            and bool(_TIME.fullmatch(row[start].strip()))
            and (end is None or len(row) > end)
            for row in body
        )
        has_words = any(
            any(letter.isalpha() for letter in row[words]) for row in body if len(row) > words
        )
        if body and fits >= 0.9 * len(body) and has_words:
            return delimiter
    return None


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(StringIO(text.replace("\0", "")), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error:  # a cell of 128 KB: not the table we look for
        return


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int, int | None, int, int | None, int] | None:
    """Return where start, end, text and speaker stand, and the first row after a header."""
    header = [cell.strip().lower().removesuffix("_ms").removesuffix(" (ms)") for cell in rows[0]]
    start, words = _place(header, _STARTS), _place(header, _TEXTS)
    if start is not None and words is not None:
        return start, _place(header, _ENDS), words, _place(header, _SPEAKERS), 1
    first = rows[0]
    times = [place for place, cell in enumerate(first) if _TIME.fullmatch(cell.strip())]
    if len(times) < 2 or len(first) < 3:
        return None
    for start, end in pairwise(times):
        if (
            end == start + 1
            and end + 1 <= len(first) - 1
            and any("." in first[at] or ":" in first[at] for at in (start, end))
        ):
            return start, end, len(first) - 1, None, 0
    return None


def _place(header: Sequence[str], names: frozenset[str]) -> int | None:
    return next((place for place, cell in enumerate(header) if cell in names), None)


def _cues(text: str, delimiter: str) -> Iterator[FileCue]:
    rows = list(_rows(text.lstrip("\ufeff"), delimiter))
    columns = _columns(rows) if rows else None
    if columns is None:
        return
    start, end, words, speaker, first = columns
    moment = milliseconds if _in_milliseconds(rows, start, end, first) else seconds_ms
    for row in rows[first:]:
        if len(row) <= max(start, words):
            continue
        said = "\n".join(" ".join(line.split()) for line in row[words].split("\n")).strip()
        if not said:
            continue
        name = " ".join(row[speaker].split()) if speaker is not None and len(row) > speaker else ""
        end_ms = moment(row[end].strip()) if end is not None and len(row) > end else None
        yield FileCue(moment(row[start].strip()), end_ms, said, None, name or None)


def _in_milliseconds(
    rows: Sequence[Sequence[str]], start: int, end: int | None, first: int
) -> bool:
    """Whether times are whole milliseconds: the header says so, or none has a fraction."""
    if first and rows[0][start].strip().lower().endswith(("_ms", "(ms)")):
        return True
    cells = [
        row[at] for row in rows[first:] for at in (start, end) if at is not None and len(row) > at
    ]
    whole = all(cell.strip().isdigit() for cell in cells)
    return bool(first) and whole and any(len(cell.strip()) > 3 for cell in cells)


FORMAT = Format(NAME, _("timed tables"), (".csv", ".tsv"), score, read)
