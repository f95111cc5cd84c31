"""YouTube's XML captions: srv3 (``timedtext`` with ``p`` and ``s``), srv1 and srv2 (``text``).

The service has no published schema; yt-dlp's ``--sub-format srv3`` saves what it answers: ``t`` and
``d`` in milliseconds, ``start`` and ``dur`` in seconds.
"""

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.json_values import milliseconds, seconds_ms
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.tidy_text import tidy_lines
from desktop_app.transcript.formats.timed_words import Item, words_on
from desktop_app.transcript.formats.xml_text import (
    all_text,
    attribute,
    children,
    descendants,
    read_xml,
)

NAME = "youtube-srv3"

_ROOT = re.compile(r"<timedtext\b|<transcript>\s*<text\s+start=")


def read(source: Source) -> Reading:
    """Read every caption; each ends at the latest when the next one begins."""
    root, problems = read_xml(source.text, source.name)
    cues: list[FileCue] = []
    for cue in _cues(root):
        before = cues[-1] if cues else None
        if before and before.end_ms is not None and cue.start_ms is not None:
            before.end_ms = min(before.end_ms, max(cue.start_ms, (before.start_ms or 0) + 1))
        cues.append(cue)
    return reading_of_cues(NAME, cues, source, problems)


def score(source: Source) -> float:
    """Return how much a text looks like such XML: by its root."""
    return 1.0 if _ROOT.search(source.text[:1_000]) else 0.0


def _cues(root: Element) -> Iterator[FileCue]:
    for caption in descendants(root, "p", "text"):
        text = tidy_lines(html.unescape(all_text(caption)))
        start, length = attribute(caption, "start"), attribute(caption, "dur")
        start_ms, length_ms = seconds_ms(start), seconds_ms(length)
        if start_ms is None:
            start_ms = milliseconds(attribute(caption, "t"))
            length_ms = milliseconds(attribute(caption, "d"))
        if not text or start_ms is None or attribute(caption, "a") == "1":
            continue
        cue = FileCue(start_ms, None if not length_ms else start_ms + length_ms, text)
        items = list(_items(caption, start_ms))
        if len(items) > 1:
            cue.words = words_on(text, items)
        yield cue


def _items(caption: Element, start_ms: int) -> Iterator[Item]:
    held: Item | None = None
    for word in children(caption, "s"):
        text = html.unescape(all_text(word))
        if not text.strip():
            continue
        at_ms = start_ms + (milliseconds(attribute(word, "t")) or 0)
        if held is not None:
            held.end_ms = at_ms if at_ms > (held.start_ms or 0) else None
            yield held
        sure = milliseconds(attribute(word, "ac"))
        held = Item(text, at_ms, None, min(1.0, sure / 255) if sure else 1.0)
    if held is not None:
        yield held


FORMAT = Format(
    NAME, "YouTube srv3", (".srv3", ".srv1", ".srv2", ".xml"), score, read, Tested.SCHEMA
)
