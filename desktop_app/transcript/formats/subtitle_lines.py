"""Paragraphs cut to what is shown at once: at sentences while they fit, else clauses, words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.transcript.formats.format import Options
from desktop_app.transcript.scripts import breakable_pieces, has_unspaced, letters_in
from desktop_app.transcript.sentences import split_sentences

_CLAUSE_END = re.compile(r"[,;:–—)…、，；]|\.\.\.|--")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown at once: its lines, and where it starts in the paragraph."""

    offset: int
    lines: tuple[str, ...]


def pieces_of(text: str, taken: int, options: Options) -> Iterator[Shown]:
    """Cut a paragraph. ``taken`` letters of the first line go to the speaker's name."""
    held: tuple[int, int] | None = None
    for sentence in split_sentences(text):
        if held is not None and _fits(text[held[0] : sentence.end], taken, options):
            held = (held[0], sentence.end)
            continue
        if held is not None:
            yield Shown(held[0], tuple(wrapped(text[held[0] : held[1]], taken, options.line)))
            taken = 0
        start = sentence.start
        while not _fits(text[start : sentence.end], taken, options):
            cut = _cut(text, start, sentence.end, taken, options)
            if cut >= sentence.end:
                break
            yield Shown(start, tuple(wrapped(text[start:cut], taken, options.line)))
            taken = 0
            start = cut + len(text[cut:]) - len(text[cut:].lstrip())
        held = (start, sentence.end)
    if held is not None:
        yield Shown(held[0], tuple(wrapped(text[held[0] : held[1]], taken, options.line)))


def wrapped(text: str, taken: int, line: int) -> list[str]:
    """Break text into lines; only a longer word makes a longer line."""
    lines: list[str] = [""]
    room = line - taken
    for word, has_blank in _words(text):
        blank = " " if has_blank and lines[-1] else ""
        if lines[-1] and letters_in(lines[-1]) + len(blank) + letters_in(word) > room:
            lines.append(word)
            room = line
        else:
            lines[-1] += blank + word
    return lines


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what lines are made of: words, or what unspaced scripts may be broken into."""
    for word in text.split():
        if not has_unspaced(word):
            yield word, True
            continue
        for place, piece in enumerate(breakable_pieces(word)):
            yield piece, not place


def _cut(text: str, start: int, end: int, taken: int, options: Options) -> int:
    """Return where a piece that starts at ``start`` ends: the last clause or word that fits."""
    ends = []
    for found in re.finditer(r"\S+", text[start:end]):
        at = start + found.start()
        for piece in breakable_pieces(found[0]) if has_unspaced(found[0]) else (found[0],):
            at += len(piece)
            ends.append(at)
        if at - start > 4 * options.line * options.lines:
            break
    fitting = 1
    while fitting < len(ends) and _fits(text[start : ends[fitting]], taken, options):
        fitting += 1
    clauses = [stop for stop in ends[:fitting] if _CLAUSE_END.search(text, stop - 1, stop)]
    if clauses and clauses[-1] - start >= options.line // 2:
        return clauses[-1]
    return ends[fitting - 1]


def _fits(text: str, taken: int, options: Options) -> bool:
    if len(text) > 4 * options.line * options.lines + 200:
        return False
    return len(wrapped(text, taken, options.line)) <= options.lines
