"""A file's text, and where each part of it stands in the file's bytes."""

import codecs
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.i18n import _
from desktop_app.transcript.formats import encodings
from desktop_app.transcript.formats.json_text import JsonText, read_json
from desktop_app.transcript.model import Problem, SourceSpan

_BLANK_LINES = re.compile(r"\n\s*\n")
_LONE_RETURN = re.compile(r"\r(?!\r*\n)")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_DAMAGED = re.compile("[\ud800-\udfff]")
_ONE_BYTE = frozenset(
    name for name in encodings.names() if name.startswith(("cp125", "iso", "koi"))
) | {"cp874"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text between blank lines, without the blanks around it. ``line`` counts from 1."""

    text: str
    line: int
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file. Offsets into ``text`` can be turned into bytes of the file.

    ``data`` are the bytes of a file that is not text itself, such as an EPUB; ``folder`` is where
    the file lies, for formats that keep a part in files beside it.
    """

    name: str
    text: str
    problems: tuple[Problem, ...] = ()
    codec: str = "utf-8"
    bom_bytes: int = 0
    as_decoded: str | None = None  # where ``text`` shows a damaged byte as “�”
    data: bytes = b""
    folder: Path | None = None
    _parsed: list[JsonText] = field(default_factory=list, compare=False, repr=False)
    _lines: list[int] = field(default_factory=list, compare=False, repr=False)

    def json(self) -> JsonText:
        """Return the text as JSON: read once, however many formats ask."""
        if not self._parsed:
            self._parsed.append(read_json(self.text))
        return self._parsed[0]

    def spans(self, places: Sequence[tuple[int, int]]) -> list[SourceSpan]:
        """Return the bytes of ascending, separate (start, end) stretches of ``text``."""
        text = self.text if self.as_decoded is None else self.as_decoded
        at_char, at_byte = 0, self.bom_bytes
        found = []
        for start, end in places:
            start_byte = at_byte + self._size(text[at_char:start])
            at_char, at_byte = end, start_byte + self._size(text[start:end])
            found.append(SourceSpan(start_byte, at_byte))
        return found

    @property
    def has_a_byte_a_letter(self) -> bool:
        """Whether offsets in the text are offsets in the file, but for a mark at its start."""
        return self.text.isascii() and not self.codec.startswith("utf-16") and not self.data

    def bytes_at(self, offsets: Sequence[int]) -> list[int]:
        """Return the bytes at which ascending offsets into ``text`` stand."""
        if self.text.isascii() and not self.codec.startswith("utf-16"):
            return [self.bom_bytes + offset for offset in offsets]
        return [span.start_byte for span in self.spans([(offset, offset) for offset in offsets])]

    def line_at(self, offset: int) -> int:
        """Return the line, from 1, that an offset into ``text`` stands in."""
        if not self._lines:
            self._lines.extend(found.start() for found in re.finditer("\n", self.text))
        return bisect_left(self._lines, offset) + 1

    def paragraphs(self, start: int = 0, end: int | None = None) -> list[Paragraph]:
        """Return the paragraphs between two offsets: what splitting on blank lines gives."""
        last = len(self.text) if end is None else end
        return self.pieces(list(paragraph_places(self.text, start, last)))

    def pieces(self, places: Sequence[tuple[int, int]]) -> list[Paragraph]:
        """Return ascending, separate stretches of the text with their lines and bytes."""
        line, at = 1, 0
        paragraphs = []
        for (first, last), span in zip(places, self.spans(places), strict=True):
            line += self.text.count("\n", at, first)
            at = first
            paragraphs.append(Paragraph(self.text[first:last], line, span))
        return paragraphs

    def _size(self, text: str) -> int:
        if text.isascii():
            return len(text) * (2 if self.codec.startswith("utf-16") else 1)
        if self.codec in _ONE_BYTE:
            return len(text)
        errors = {"utf-8": "surrogateescape"}.get(self.codec, "surrogatepass")
        if not self.codec.startswith("utf"):
            errors = "replace"
        return len(text.encode(self.codec, errors))


def decode(data: bytes, name: str) -> Source:
    """Return the text of a file as UTF-8 or UTF-16, or else in the likeliest older encoding."""
    for bom, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(bom):
            return _utf_16(data, name, codec, len(bom))
    unmarked = encodings.guess_utf_16(data)
    if unmarked is not None:
        return _utf_16(data, name, unmarked, 0)
    bom_bytes = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return Source(name, _one_line_end(data[bom_bytes:].decode()), bom_bytes=bom_bytes)
    except UnicodeDecodeError:
        text = data[bom_bytes:].decode("utf-8", "surrogateescape")
    damaged = len(_DAMAGED.findall(text))
    whole = len(_NOT_ASCII.findall(text)) - damaged
    if bom_bytes or whole > damaged:
        problem = Problem(None, _("Some letters are damaged and are shown as “�”."))
        text = _one_line_end(text)
        shown = _DAMAGED.sub("\ufffd", text)
        return Source(name, shown, (problem,), bom_bytes=bom_bytes, as_decoded=text)
    encoding = encodings.guess_encoding(data)
    problem = Problem(
        None,
        _("The file is not UTF-8; it was read as {encoding}.").format(
            encoding=encodings.names()[encoding]
        ),
    )
    text = data.decode(encoding, "replace")
    return Source(name, _one_line_end(text), (problem,), encoding)


def _utf_16(data: bytes, name: str, codec: str, bom_bytes: int) -> Source:
    body = data[bom_bytes : len(data) - len(data) % 2]
    text = body.decode(codec, "surrogatepass")
    problems: tuple[Problem, ...] = ()
    if len(data) % 2:
        problems = (Problem(None, _("The file ends in the middle of a letter.")),)
    return Source(name, _one_line_end(_DAMAGED.sub("\ufffd", text)), problems, codec, bom_bytes)


def _one_line_end(text: str) -> str:
    """Give a text whose lines end in a lone carriage return line feeds; lengths stay."""
    return text.replace("\r", "\n") if "\r" in text and "\n" not in text else text


def with_line_feeds(text: str) -> str:
    """Return a text in which every line ends in a line feed, also of mixed files; lengths stay."""
    if text.count("\r") == text.count("\r\n"):
        return text
    return _LONE_RETURN.sub("\n", text)


def paragraph_places(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs of a stretch of text begin and end."""
    first = start
    for blank in _BLANK_LINES.finditer(text, start, end):
        yield from _stripped(text, first, blank.start())
        first = blank.end()
    yield from _stripped(text, first, end)


def _stripped(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    piece = text[first:last]
    inner = piece.strip()
    if inner:
        first += len(piece) - len(piece.lstrip())
        yield first, first + len(inner)
