"""A file's text, and where each part of it stands in the file's bytes."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.i18n import _
from desktop_app.transcript.model import Problem, SourceSpan

_BLANK_LINES = re.compile(r"\n\s*\n")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_DAMAGED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text between blank lines, without the blanks around it. ``line`` counts from 1."""

    text: str
    line: int
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file. Offsets into ``text`` can be turned into bytes of the file."""

    name: str
    text: str
    problems: tuple[Problem, ...] = ()
    codec: str = "utf-8"
    bom_bytes: int = 0
    as_decoded: str | None = None  # where ``text`` shows a damaged byte as “�”

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
        errors = "surrogateescape" if self.codec == "utf-8" else "surrogatepass"
        return len(text) if self.codec == "cp1252" else len(text.encode(self.codec, errors))


def decode(data: bytes, name: str) -> Source:
    """Return the text of a file as UTF-8, UTF-16 with its mark, or else Windows' Western code."""
    for bom, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(bom):
            return _utf_16(data, name, codec)
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
    problem = Problem(None, _("The file is not UTF-8; it was read as Western European (Windows)."))
    text = data.decode("cp1252", "replace")
    return Source(name, _one_line_end(text), (problem,), "cp1252")


def _utf_16(data: bytes, name: str, codec: str) -> Source:
    body = data[2 : len(data) - len(data) % 2]
    text = body.decode(codec, "surrogatepass")
    problems: tuple[Problem, ...] = ()
    if len(data) % 2:
        problems = (Problem(None, _("The file ends in the middle of a letter.")),)
    return Source(name, _one_line_end(_DAMAGED.sub("\ufffd", text)), problems, codec, 2)


def _one_line_end(text: str) -> str:
    """Give a text whose lines end in a lone carriage return line feeds; lengths stay."""
    return text.replace("\r", "\n") if "\r" in text and "\n" not in text else text


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
