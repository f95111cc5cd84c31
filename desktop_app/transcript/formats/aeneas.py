"""Sync maps of aeneas, in JSON and XML: fragments with begin, end and lines, perhaps nested.

https://www.readbeyond.it/aeneas/docs/syncmap.html. Its other outputs are formats of their own.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import (
    Object,
    first_object,
    list_in,
    objects,
    seconds_ms,
    text_of,
)
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.tidy_text import tidy_lines
from desktop_app.transcript.formats.timed_words import Item, words_on
from desktop_app.transcript.formats.xml_text import all_text, attribute, children, read_xml

NAME = "aeneas"

_MAP = re.compile(r"(?:<\?xml[^>]*>\s*)?<map>\s*<fragment\s[^>]*\bbegin=")


def read(source: Source) -> Reading:
    """Read the fragments; the ones inside them, where there are, give the times of words."""
    if _is_map(source):
        root, problems = read_xml(source.text, source.name)
        cues = [cue for one in children(root, "fragment") if (cue := _cue_of_element(one))]
        return reading_of_cues(NAME, cues, source, problems)
    document = source.json()
    fragments = objects(list_in(document.value, "fragments"))
    cues = [cue for one in fragments if (cue := _cue(one)) is not None]
    return reading_of_cues(NAME, cues, source, document.problems)


def score(source: Source) -> float:
    """Return how much a text looks like a sync map: by its fields, or its root."""
    fragment = first_object(list_in(source.json().value, "fragments"))
    return 1.0 if {"begin", "end", "lines"} <= fragment.keys() or _is_map(source) else 0.0


def _is_map(source: Source) -> bool:
    return bool(_MAP.match(source.text[:2_000].lstrip("\ufeff \t\r\n")))


def _cue(fragment: Object) -> FileCue | None:
    text = tidy_lines("\n".join(text_of(line) for line in list_in(fragment, "lines")))
    start_ms, end_ms = seconds_ms(fragment.get("begin")), seconds_ms(fragment.get("end"))
    return _with_words(FileCue(start_ms, end_ms, text), list(_items(fragment))) if text else None


def _items(fragment: Object) -> Iterator[Item]:
    """Yield what stands innermost, if each of it is a word."""
    for child in objects(fragment.get("children")):
        if list_in(child, "children"):
            yield from _items(child)
        else:
            text = " ".join(text_of(line) for line in list_in(child, "lines"))
            yield Item(text, seconds_ms(child.get("begin")), seconds_ms(child.get("end")))


def _cue_of_element(fragment: Element) -> FileCue | None:
    text = tidy_lines("\n".join(all_text(line) for line in children(fragment, "line")))
    start_ms, end_ms = (seconds_ms(attribute(fragment, name)) for name in ("begin", "end"))
    items = list(_items_of_element(fragment))
    return _with_words(FileCue(start_ms, end_ms, text), items) if text else None


def _items_of_element(fragment: Element) -> Iterator[Item]:
    for holder in children(fragment, "children"):
        for child in children(holder, "fragment"):
            inner = list(_items_of_element(child))
            text = " ".join(all_text(line) for line in children(child, "line"))
            start_ms, end_ms = (seconds_ms(attribute(child, name)) for name in ("begin", "end"))
            yield from inner or [Item(text, start_ms, end_ms)]


def _with_words(cue: FileCue, items: list[Item]) -> FileCue:
    words = [item for item in items if item.text.strip()]
    if words and all(" " not in item.text.strip() for item in words):
        cue.words = words_on(cue.text, words)
    return cue


FORMAT = Format(NAME, "aeneas", (".json", ".xml"), score, read)
