"""The blocks of a page of HTML, and where each stands in the file: tolerant, nothing is fetched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from desktop_app.transcript.html_text import restored, safe_markup

_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "header", "footer", "blockquote", "pre", "figure"),
        *("aside", "main", "nav", "body", "table", "tr", "ul", "ol", "dl", "dt", "dd", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "title", "html", "head", "button"),
    )
)
_SKIPPED = frozenset(("script", "style", "template", "noscript", "svg", "select", "iframe"))
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link", "source", "wbr", "col", "area"))
_NAMED = frozenset(("cite", "time"))
_FURNITURE = frozenset(("nav", "footer", "button", "form"))
MAX_DEPTH = 500


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text without blocks in it. ``tag`` is what holds it, nearest first.

    ``start`` and ``end`` are offsets into the file. ``cite`` and ``time`` stood right before the
    text or at its beginning. ``moment`` is a time that the page's markup, not its text, has.
    """

    tag: str
    text: str
    start: int
    end: int
    cite: str | None = None
    time: str | None = None
    moment: str | None = None
    is_furniture: bool = False


def read_blocks(markup: str) -> tuple[Block, ...]:
    """Return the blocks of a page, in order, without its scripts and styles."""
    reader = _Reader(markup)
    reader.feed(safe_markup(markup))
    reader.close()
    reader.finish()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", markup))]
        self._size = len(markup)
        self._open: list[str] = []
        self._skipping = 0
        self._pieces: list[str] = []
        self._start = self._end = 0
        self._special: str | None = None
        self._cite: str | None = None
        self._time: str | None = None
        self._moment: str | None = None
        self._caught: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self._at()
        if self._skipping or tag in _SKIPPED:
            self._skipping += tag not in _VOID
            return
        if tag in _BLOCKS:
            self._flush()
        if tag not in _VOID and len(self._open) < MAX_DEPTH:
            self._open.append(tag)
        if tag == "br":
            self._pieces.append("\n")
        elif tag in _NAMED and self._special is None:
            self._begin_special(tag, dict(attrs))
        if not self._pieces:
            self._start = at
        for name, value in attrs:
            if name in ("data-timestamp", "data-start", "data-time", "data-m") and value:
                self._moment = self._moment or f"{name}={value}"

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= tag not in _VOID
            return
        if tag == self._special:
            self._end_special()
        if tag in _BLOCKS:
            self._flush()
        if tag in self._open:
            while self._open and self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        if self._special is not None:
            self._caught.append(data)
            return
        if not data.strip() and not self._pieces:
            return
        if not any(piece.strip() for piece in self._pieces):
            self._start = self._at()
        self._pieces.append(data.replace("\n", " ").replace("\r", " "))

    def finish(self) -> None:
        """Take what stands after the last tag."""
        self._end_special()
        self._flush()

    def _begin_special(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "cite" and "".join(self._pieces).strip():
            return  # a title in running text
        self._special, self._caught = tag, []
        if tag == "time" and attrs.get("datetime"):
            self._moment = f"datetime={attrs['datetime']}"

    def _end_special(self) -> None:
        if self._special is None:
            return
        text = " ".join("".join(self._caught).split())
        if self._special == "cite":
            self._cite = text
        elif "".join(self._pieces).strip():
            self._pieces.append(text)
        else:
            self._time = text
        self._special = None

    def _flush(self) -> None:
        lines = (" ".join(line.split()) for line in restored("".join(self._pieces)).split("\n"))
        text = "\n".join(line for line in lines if line)
        if text:
            tag = next((one for one in reversed(self._open) if one in _BLOCKS), "")
            held = any(one in _FURNITURE for one in self._open)
            block = Block(tag, text, self._start, self._at(), self._cite, self._time, self._moment)
            self.blocks.append(replace(block, is_furniture=held))
            self._cite = self._time = self._moment = None
        self._pieces = []

    def _at(self) -> int:
        line, column = self.getpos()
        return min(self._size, self._line_starts[min(line, len(self._line_starts)) - 1] + column)


def titles_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield what may be the page's title, best first."""
    for tag in ("h1", "title"):
        yield from (block.text for block in blocks if block.tag == tag)
