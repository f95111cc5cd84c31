"""Markdown as thechangelog/transcripts has it: ``**Name:** text``, now and then ``\\[03:49\\]``."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.names import is_mark, looks_like_name
from desktop_app.transcript.formats.source import Paragraph, Source
from desktop_app.transcript.formats.times import take_times
from desktop_app.transcript.formats.turns import Turn, is_wordless, problems_of, transcript_of
from desktop_app.transcript.markdown import plain

NAME = "changelog-markdown"

_BOLD_START = re.compile(
    r"(?P<before>(?:\\?\[[^\[\]\n]{1,60}\]\s*)*)\*{2,3}(?P<bold>[^*\n]{1,100}?)\*\*(?P<colon>\s*:)?"
)
_PLAIN_MARK = re.compile(r"(?P<name>[A-Za-z$]{3,9}):(?=\s*(?:\\?\[|\Z))")
_TURN = re.compile(r"^\*\*([^*\n]{1,100}?):\s*\*\*", re.MULTILINE)
_TURN_OUTSIDE = re.compile(r"^\*\*([^*\n:]{1,100}?)\*\*\s*:", re.MULTILINE)
_TIMED_TURN = re.compile(r"^\\?\[[≈ \d:.]{4,12}\\?\] \*\*([^*\n]{1,100}?):\*\*", re.MULTILINE)
_INNER_TURN = re.compile(r"(?<=.)\*\*([^*\n]{1,100}?)(?::\s*\*\*|\*\*\s*:)", re.DOTALL)
_ESCAPED_TIME = re.compile(r"\\\[\\*\d{1,3}:\d\d(?::\d\d)?[.:\d\\]*\\?\]")
_DOCUMENT = re.compile(r"^(?:#{1,6} |```|\|.*\|\s*$)", re.MULTILINE)
_MARKUP = re.compile(r"\]\(https?://|^#{1,6} |\\\[", re.MULTILINE)


@dataclass(slots=True)
class _Speaking:
    """Who is speaking while paragraphs are read one after the other."""

    known: frozenset[str]
    speaker: str | None = None
    spoken: set[str] = field(default_factory=set)


def read(source: Source) -> Reading:
    """Read every paragraph as one segment, and every bracketed time as a marker."""
    speaking = _Speaking(frozenset(name.strip() for name in _TURN.findall(source.text)))
    turns = [_read_paragraph(paragraph, speaking) for paragraph in source.paragraphs()]
    # Whoever never says a word but has a time is something heard: "**Movie extract:** [08:09]".
    silent = {turn.name for turn in turns if turn.name and turn.timed.times} - speaking.spoken
    turns = [replace(turn, is_mark=True) if turn.name in silent else turn for turn in turns]
    transcript = transcript_of(NAME, turns)
    problems = (*source.problems, *problems_of(turns, transcript.markers))
    return Reading(transcript, None, problems)


def score(source: Source) -> float:
    """Return how much a text looks like Markdown with turns or escaped times; any prose may be.

    A document with bold labels ("**Usage:**") under headings has no name twice.
    """
    text = source.text
    turns = [*_TURN.findall(text), *_TURN_OUTSIDE.findall(text), *_TIMED_TURN.findall(text)]
    names = Counter(name for name in turns if looks_like_name(name) or is_mark(name))
    times = len(_ESCAPED_TIME.findall(text)) + len(_TIMED_TURN.findall(text))
    if names.total() > len(names) or (names and times) or times >= 2:
        return 0.95
    if (names or times) and not _DOCUMENT.search(text):
        return 0.8
    return 0.35 if _MARKUP.search(text) else 0.2


def _read_paragraph(paragraph: Paragraph, speaking: _Speaking) -> Turn:
    name, body = _split_name(paragraph.text, speaking.known)
    timed = take_times(body, plain)
    if name is not None and is_mark(name):
        return Turn(paragraph, name, None, timed, is_mark=True)
    speaking.speaker = speaker = name or speaking.speaker
    if speaker and not is_wordless(timed):
        speaking.spoken.add(speaker)
    for inner in _INNER_TURN.findall(body):
        if inner.strip() in speaking.known and not is_mark(inner):
            speaking.speaker = inner.strip()
            speaking.spoken.add(speaking.speaker)
    return Turn(paragraph, name, speaker, timed)


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
    if colon and bold.rstrip().endswith(":"):
        return plain(f"{name}: {inside.strip()}"), ""
    if colon:
        return (plain(name), inside) if name in known or is_mark(name) else (None, "")
    if colon_after:
        is_name = is_mark(name) or name in known or looks_like_name(name)
    else:
        is_name = name in known
    return (plain(name), "") if is_name else (None, "")


FORMAT = Format(NAME, "Markdown", (".md", ".markdown", ".mdown"), score, read)
