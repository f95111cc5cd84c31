"""Markdown as thechangelog/transcripts has it: ``**Name:** text``, now and then ``\\[03:49\\]``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.names import is_mark, looks_like_name
from desktop_app.transcript.formats.source import Paragraph, Source
from desktop_app.transcript.formats.times import TimedText, take_times
from desktop_app.transcript.markdown import plain
from desktop_app.transcript.model import Kind, Marker, Problem, Segment, Transcript

NAME = "changelog-markdown"

_BOLD_START = re.compile(
    r"(?P<before>(?:\\?\[[^\[\]\n]{1,60}\]\s*)*)\*{2,3}(?P<bold>[^*\n]{1,100}?)\*\*(?P<colon>\s*:)?"
)
_PLAIN_MARK = re.compile(r"(?P<name>[A-Za-z$]{3,9}):(?=\s*(?:\\?\[|\Z))")
_TURN = re.compile(r"^\*\*([^*\n]{1,100}?):\s*\*\*", re.MULTILINE)
_TURN_OUTSIDE = re.compile(r"^\*\*([^*\n:]{1,100}?)\*\*\s*:", re.MULTILINE)
_INNER_TURN = re.compile(r"(?<=.)\*\*([^*\n]{1,100}?)(?::\s*\*\*|\*\*\s*:)", re.DOTALL)
_ESCAPED_TIME = re.compile(r"\\\[\\*\d{1,3}:\d\d(?::\d\d)?[.:\d\\]*\\?\]")
_MARKUP = re.compile(r"\]\(https?://|^#{1,6} |\\\[", re.MULTILINE)
_ONLY_RANGE = re.compile(r"(?:to|until|through|[-–—]|.?)", re.IGNORECASE)


@dataclass(slots=True)
class _Turns:
    """Who is speaking while paragraphs are read one after the other."""

    known: frozenset[str]
    speaker: str | None = None
    spoken: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Part:
    """One paragraph read so far: the name on it, who speaks, and its text with times."""

    paragraph: Paragraph
    name: str | None
    speaker: str | None
    timed: TimedText


def read(source: Source) -> Reading:
    """Read every paragraph as one segment, and every bracketed time as a marker."""
    turns = _Turns(frozenset(name.strip() for name in _TURN.findall(source.text)))
    parts = [_read_paragraph(paragraph, turns) for paragraph in source.paragraphs()]
    silent = {part.name for part in parts if part.name and part.timed.times} - turns.spoken
    segments: list[Segment] = []
    markers: list[Marker] = []
    for index, part in enumerate(parts):
        is_a_mark = part.name is not None and (is_mark(part.name) or part.name in silent)
        segment, times = (_as_mark if is_a_mark else _as_speech)(index, part)
        segments.append(segment)
        markers.extend(times)
    problems = (*source.problems, *_problems(parts, markers))
    return Reading(Transcript(NAME, tuple(segments), tuple(markers)), None, problems)


def score(text: str) -> float:
    """Return how much a text looks like Markdown with turns or escaped times; any prose may be."""
    turns = len(_TURN.findall(text)) + len(_TURN_OUTSIDE.findall(text))
    times = len(_ESCAPED_TIME.findall(text))
    if turns >= 2 or (turns and times) or times >= 2:
        return 0.95
    if turns or times:
        return 0.7
    return 0.35 if _MARKUP.search(text) else 0.2


def _read_paragraph(paragraph: Paragraph, turns: _Turns) -> _Part:
    name, body = _split_name(paragraph.text, turns.known)
    timed = take_times(body, plain)
    if name is None:
        if turns.speaker and timed.text:
            turns.spoken.add(turns.speaker)
        speaker = turns.speaker
    elif is_mark(name):
        return _Part(paragraph, name, None, timed)
    else:
        turns.speaker = speaker = name
        if timed.text and not _ONLY_RANGE.fullmatch(timed.text):
            turns.spoken.add(name)
    for inner in _INNER_TURN.findall(body):
        if inner.strip() in turns.known and not is_mark(inner):
            turns.speaker = inner.strip()
            turns.spoken.add(turns.speaker)
    return _Part(paragraph, name, speaker, timed)


def _split_name(text: str, known: frozenset[str]) -> tuple[str | None, str]:
    """Return the name at the start of a paragraph, or None, and the rest."""
    found = _BOLD_START.match(text)
    if found is None:
        found = _PLAIN_MARK.match(text)
        if found and is_mark(found["name"]):
            return found["name"], text[found.end() :]
        return None, text
    name, inside = _name_in_bold(found["bold"], found["colon"] is not None, known)
    if name is None:
        return None, text
    return name, found["before"] + inside + text[found.end() :]


def _name_in_bold(bold: str, colon_after: bool, known: frozenset[str]) -> tuple[str | None, str]:
    """Tell a name from bold words; what else stood inside the stars belongs to the text."""
    name, colon, inside = bold.strip().strip(":").partition(":")
    name = name.strip()
    if not colon and (bold.rstrip().endswith(":") or bold.startswith(":")):
        return plain(name) or None, ""
    if colon and inside.strip().casefold() == name.casefold():
        return plain(name), ""
    if colon:
        return (plain(name), inside) if name in known or is_mark(name) else (None, "")
    if colon_after:
        is_name = is_mark(name) or name in known or looks_like_name(name)
    else:
        is_name = name in known
    return (plain(name), "") if is_name else (None, "")


def _as_speech(index: int, part: _Part) -> tuple[Segment, list[Marker]]:
    segment = Segment(index, Kind.SPEECH, part.timed.text, part.speaker, source=part.paragraph.span)
    return segment, [
        Marker(index, time.word, time.moment_ms, time.in_note) for time in part.timed.times
    ]


def _as_mark(index: int, part: _Part) -> tuple[Segment, list[Marker]]:
    """Make a segment without a speaker; where nothing is left to read, its name is its text."""
    text, times = part.timed.text, part.timed.times
    markers = [Marker(index, time.word, time.moment_ms, time.in_note) for time in times]
    if _ONLY_RANGE.fullmatch(text):
        text = part.name or ""
        after = len(text.split())
        markers = [
            Marker(index, after if place else 0, time.moment_ms) for place, time in enumerate(times)
        ]
    return Segment(index, Kind.MARK, text, source=part.paragraph.span), markers


def _problems(parts: list[_Part], markers: list[Marker]) -> Iterator[Problem]:
    for part in parts:
        for bracket in part.timed.unreadable:
            message = _("“{text}” is not a time and was left out.").format(text=bracket)
            yield Problem(part.paragraph.line, message)
    counted = [marker for marker in markers if not marker.in_note]
    for before, marker in pairwise(counted):
        if marker.moment_ms < before.moment_ms:
            message = _("The time {time} comes after {later}.").format(
                time=clock(marker.moment_ms), later=clock(before.moment_ms)
            )
            yield Problem(parts[marker.segment].paragraph.line, message)


FORMAT = Format(NAME, "Markdown", (".md", ".markdown", ".mdown"), score, read)
