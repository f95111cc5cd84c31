"""A saved episode page: its transcript by the page's landmarks, the rest as its facts.

The landmarks are those of copied pages; without them, the talk is what follows a heading that says
“Transcript”, or what has names and times.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.i18n import _
from desktop_app.transcript.formats import page_copy
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.html_blocks import Block, read_blocks, titles_of
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.spoken_text import layout_of, places_of, read_turns
from desktop_app.transcript.formats.turns import problems_of, transcript_of
from desktop_app.transcript.html_text import html_to_text, looks_like_html
from desktop_app.transcript.model import Problem, SourceSpan
from desktop_app.transcript.page import Page, page_likeness, read_notes

NAME = "page-html"

_HEADING = re.compile(
    r"(?:(?:full|episode|show|video|the)\s+)*transcript(?:ion)?\W*", re.IGNORECASE
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_AFTER = re.compile(
    r"(?:comments?|related|more (?:episodes|from)|subscribe|share|leave a (?:reply|comment)"
    r"|about (?:us|the)|footer|newsletter|you (?:may|might) also)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ENOUGH = 6


def read(source: Source) -> Reading:
    """Read the talk of a page, with the bytes that its paragraphs stand in."""
    if page_likeness(html_to_text(source.text)):
        return _copied(source)
    blocks = [block for block in read_blocks(source.text) if not block.is_furniture]
    chosen, cut = _talk(blocks)
    text, places = _laid_out(chosen)
    laid = Source(source.name, text)
    turns = read_turns(laid, places_of(text, 0, len(text), is_unwrapped=True))
    transcript = transcript_of(NAME, turns)
    spans = _spans(source, laid, [turn.paragraph.span for turn in turns], chosen, places)
    segments = [
        replace(one, source=span) for one, span in zip(transcript.segments, spans, strict=True)
    ]
    problems = list(problems_of(turns, transcript.markers, has_lines=False))
    if cut:
        message = _("What stood around the talk was left out: {count} paragraphs.")
        problems.append(Problem(None, message.format(count=cut)))
    return Reading(transcript.with_segments(segments), _page(source), (*source.problems, *problems))


def score(source: Source) -> float:
    """Return how much a text looks like a saved page with a talk in it."""
    if not source.text.lstrip("\ufeff \t\r\n").startswith("<") or not looks_like_html(source.text):
        return 0.0
    if re.match(r"\s*<\?xml(?!.*<html)", source.text[:2_000], re.DOTALL):
        return 0.0
    if page_likeness(html_to_text(source.text)):
        return 0.98
    blocks = [block for block in read_blocks(source.text) if not block.is_furniture]
    if _start(blocks) is not None:
        return 0.9
    layout = layout_of([block.text for block in blocks])
    return 0.7 if layout.is_spoken and len(blocks) >= _ENOUGH else 0.0


def _copied(source: Source) -> Reading:
    """Read a page with landmarks as if it had been copied; its bytes are not known then."""
    text = re.sub(r"^(?:#+|-) ", "", html_to_text(source.text), flags=re.MULTILINE)
    reading = page_copy.read(Source(source.name, text))
    segments = [replace(one, source=None) for one in reading.transcript.segments]
    transcript = replace(reading.transcript.with_segments(segments), format=NAME)
    problems = [replace(one, line=None) for one in reading.problems]
    return Reading(transcript, reading.page, (*source.problems, *problems))


def _start(blocks: Sequence[Block]) -> int | None:
    """Return the first block after the last heading that says “Transcript”, if any text follows."""
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        is_heading = block.tag in _HEADINGS or len(block.text) < 25
        if is_heading and _HEADING.fullmatch(block.text):
            follows = [one for one in blocks[place + 1 :] if len(one.text) > 20]
            return place + 1 if follows else None
    return None


def _talk(blocks: Sequence[Block]) -> tuple[list[Block], int]:
    """Return the blocks of the talk, and how many stand around it."""
    start = _start(blocks)
    if start is None:
        layout = layout_of([block.text for block in blocks])
        named = [
            place
            for place, block in enumerate(blocks)
            if any(block.text.startswith(name) for name in (*layout.prefixes, *layout.headings))
        ]
        start = named[0] if named else 0
    end = len(blocks)
    for place in range(start + 1, len(blocks)):
        if blocks[place].tag in _HEADINGS and _AFTER.fullmatch(blocks[place].text):
            end = place
            break
    chosen = [block for block in blocks[start:end] if block.tag != "title"]
    return chosen, len(blocks) - len(chosen)


def _laid_out(blocks: Sequence[Block]) -> tuple[str, list[tuple[int, int]]]:
    """Return the blocks as a text with blank lines between, and where each begins and ends."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for block in blocks:
        lead = ""
        if block.cite:
            lead = f"{block.cite.rstrip(': ')}: "
        if block.time and re.fullmatch(r"[\d:.]+", block.time):
            lead = f"[{block.time}] {lead}"
        text = lead + block.text
        places.append((length, length + len(text)))
        pieces.append(text)
        length += len(text) + 2
    return "\n\n".join(pieces), places


def _spans(
    source: Source,
    laid: Source,
    wanted: Sequence[SourceSpan],
    blocks: Sequence[Block],
    places: Sequence[tuple[int, int]],
) -> list[SourceSpan]:
    """Return the bytes in the page of stretches of the laid out text."""
    starts = laid.bytes_at([first for first, _last in places])
    offsets: list[tuple[int, int]] = []
    at = 0
    for span in wanted:
        while at + 1 < len(starts) and starts[at + 1] <= span.start_byte:
            at += 1
        last = at
        while last + 1 < len(starts) and starts[last + 1] < span.end_byte:
            last += 1
        offsets.append((blocks[at].start, blocks[last].end))
    edges = sorted({offset for pair in offsets for offset in pair})
    at_byte = dict(zip(edges, source.bytes_at(edges), strict=True))
    return [SourceSpan(at_byte[first], at_byte[last]) for first, last in offsets]


def _page(source: Source) -> Page:
    page = read_notes(source.text)
    title = next(titles_of(read_blocks(source.text)), None)
    return replace(page, title=title or page.title, notes="")


FORMAT = Format(NAME, _("saved web pages"), (".html", ".htm"), score, read)
