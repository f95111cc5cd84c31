"""TTML and DFXP: paragraphs with begin, end or dur, nested times, frames, ticks, agents.

https://www.w3.org/TR/ttml2/ (time expressions: 12.3; default rates: 12.4).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from xml.etree.ElementTree import Element

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.tidy_text import tidy_lines
from desktop_app.transcript.formats.timed_words import Item, words_on
from desktop_app.transcript.formats.xml_text import (
    all_text,
    attribute,
    children,
    descendants,
    local,
    read_xml,
)

NAME = "ttml"

_ROOT = re.compile(r"<(?:\w+:)?tt[\s>]")
_CLOCK = re.compile(r"(\d+):(\d\d?):(\d\d?)(?:[.,](\d+)|:(\d+)(?:\.\d+)?)?")
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s|f|t)?")
_FOREVER = None
_SLACK_MS = 20


@dataclass(frozen=True, slots=True)
class _Rates:
    """How long a frame and a tick are, in seconds, and who the agents are."""

    frame: float = 1 / 30
    tick: float = 1.0
    agents: dict[str, str] = field(default_factory=dict)
    is_absolute: bool = False  # inner times count from the start, not from what holds them


@dataclass(frozen=True, slots=True)
class _Span:
    """When an element is shown; ``is_own`` if it says so itself, not only what holds it."""

    start_ms: int = 0
    end_ms: int | None = _FOREVER
    is_own: bool = False
    agent: str | None = None


def read(source: Source) -> Reading:
    """Read every paragraph; spans with times of their own are words or cues."""
    root, problems = read_xml(source.text, source.name)
    rates = _rates(root)
    cues: list[FileCue] = []
    rates = replace(rates, is_absolute=_is_absolute(root, rates))
    for body in children(root, "body"):
        cues += _cues(body, _time(body, _Span(), rates), rates)
    return reading_of_cues(NAME, cues, source, problems)


def score(source: Source) -> float:
    """Return how much a text looks like TTML: by its root."""
    head = source.text[:5_000]
    return 1.0 if head.lstrip("\ufeff \t\r\n").startswith("<") and _ROOT.search(head) else 0.0


def _rates(root: Element) -> _Rates:
    rate = _number(attribute(root, "frameRate"))
    times, over = 1.0, 1.0
    multiplier = (attribute(root, "frameRateMultiplier") or "").replace(":", " ").split()
    if len(multiplier) == 2:
        times, over = _number(multiplier[0]) or 1.0, _number(multiplier[1]) or 1.0
    frames = (rate or 30.0) * times / over
    ticks = _number(attribute(root, "tickRate"))
    if ticks is None:
        subframes = _number(attribute(root, "subFrameRate")) or 1.0
        ticks = frames * subframes if rate is not None else 1.0
    agents = {}
    for agent in descendants(root, "agent"):
        identifier = attribute(agent, "id")
        names = [" ".join(all_text(one).split()) for one in children(agent, "name")]
        if identifier and names and names[0]:
            agents[identifier] = names[0]
    return _Rates(1 / frames, 1 / ticks, agents)


def _is_absolute(root: Element, rates: _Rates) -> bool:
    """Whether inner times count from the start of all, as Apple writes them against the standard.

    They do where, counted from their parents, they would end after these, and else would not.
    """
    spans = descendants(root, "span")
    if attribute(root, "timing") or any(attribute(span, "unit") for span in islice(spans, 5)):
        return True  # songs and podcasts of Apple
    too_late = fitting = 0
    for holder in descendants(root, "div", "p", "span"):
        begin_ms, end_ms = (_moment_ms(attribute(holder, name), rates) for name in ("begin", "end"))
        if not begin_ms or end_ms is None:
            continue
        for child in children(holder, "div", "p", "span"):
            last_ms = _moment_ms(attribute(child, "end"), rates)
            first_ms = _moment_ms(attribute(child, "begin"), rates)
            if first_ms is None or last_ms is None:
                continue
            length_ms = end_ms - begin_ms
            too_late += last_ms > length_ms + _SLACK_MS
            fitting += begin_ms <= first_ms + _SLACK_MS and last_ms <= end_ms + _SLACK_MS
    return too_late > 0 and fitting >= too_late


def _cues(element: Element, span: _Span, rates: _Rates) -> Iterator[FileCue]:
    if local(element.tag) == "p":
        yield from _paragraph(element, span, rates)
        return
    in_sequence = attribute(element, "timeContainer") == "seq"
    inner = span
    for child in element:
        if local(child.tag) in ("div", "p", "span"):
            timed = _time(child, inner, rates)
            yield from _cues(child, timed, rates)
            if in_sequence and timed.end_ms is not None:
                inner = replace(inner, start_ms=timed.end_ms)


def _paragraph(element: Element, span: _Span, rates: _Rates) -> Iterator[FileCue]:
    text = tidy_lines(_spaced(element))
    if not text:
        return
    pieces = list(_pieces(element, span, rates))
    timed = [piece for piece in pieces if piece[1].is_own]
    voice = rates.agents.get(span.agent or "")
    if timed and not span.is_own:
        for said, own in timed:
            if said.strip():
                yield FileCue(own.start_ms, own.end_ms, tidy_lines(said), None, voice)
        return
    if not span.is_own and span.end_ms is None:
        return
    cue = FileCue(span.start_ms, span.end_ms, text, None, voice)
    items = [Item(said, own.start_ms, own.end_ms) for said, own in timed if said.strip()]
    if items and len(text.split()) <= 3 * len(items):
        cue.words = words_on(text, items)
    yield cue


def _pieces(element: Element, span: _Span, rates: _Rates) -> Iterator[tuple[str, _Span]]:
    """Yield the spans of a paragraph that hold text themselves, with their times."""
    for child in children(element, "span"):
        own = _time(child, replace(span, is_own=False), rates)
        inner = list(_pieces(child, own, rates))
        if any(one.is_own for _text, one in inner):
            yield from inner
        else:
            yield _spaced(child), own


def _time(element: Element, parent: _Span, rates: _Rates) -> _Span:
    """Return when an element is shown: its times count from its parent's start."""
    begin, end = attribute(element, "begin"), attribute(element, "end")
    length = attribute(element, "dur")
    start_ms = _moment_ms(begin, rates)
    end_ms, length_ms = _moment_ms(end, rates), _moment_ms(length, rates)
    base_ms = 0 if rates.is_absolute else parent.start_ms
    start = parent.start_ms if start_ms is None else base_ms + start_ms
    ends = [parent.end_ms]
    ends.append(None if end_ms is None else base_ms + end_ms)
    ends.append(None if length_ms is None else start + length_ms)
    known = [one for one in ends if one is not None]
    agent = attribute(element, "agent") or parent.agent
    is_own = start_ms is not None or end_ms is not None or length_ms is not None
    is_own = is_own or (parent.is_own and local(element.tag) == "p")
    return _Span(start, min(known, default=None), is_own, agent)


def _moment_ms(text: str | None, rates: _Rates) -> int | None:
    if text is None:
        return None
    found = _CLOCK.fullmatch(text.strip())
    if found is not None:
        hours, minutes, seconds, fraction, frames = found.groups()
        whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        part = float(f"0.{fraction}") if fraction else int(frames or 0) * rates.frame
        return round((whole + part) * 1000)
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    seconds_each = {
        "h": 3600.0,
        "m": 60.0,
        "s": 1.0,
        "ms": 0.001,
        "f": rates.frame,
        "t": rates.tick,
    }[found[2] or "s"]
    return round(float(found[1]) * seconds_each * 1000)


def _spaced(element: Element) -> str:
    """Return the text of an element: line feeds in the source are blanks, ``<br/>`` ends a line."""
    pieces: list[str] = []
    _gather(element, pieces)
    return "".join(pieces)


def _gather(element: Element, pieces: list[str]) -> None:
    pieces.append(" ".join((element.text or "").split("\n")))
    for child in element:
        name = local(child.tag)
        if name == "br":
            pieces.append("\n")
        elif name not in ("metadata", "desc", "title", "set"):
            _gather(child, pieces)
        pieces.append(" ".join((child.tail or "").split("\n")))


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text else None
    except ValueError:
        return None
    return number if number is not None and 0 < number < 1e9 else None


FORMAT = Format(NAME, "TTML", (".ttml", ".dfxp", ".xml"), score, read)
