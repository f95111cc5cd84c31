"""EPUB 3 with Media Overlays: the texts that are read aloud, in the order of the spine.

https://www.w3.org/TR/epub-33/. Nothing is unpacked to the disk; what claims to be huge is refused.
"""

from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname
from zipfile import BadZipFile, ZipFile

from desktop_app.i18n import _
from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.format import (
    Format,
    NotATranscript,
    Reading,
    UnreadableTranscript,
)
from desktop_app.transcript.formats.smil import Pair, cues_of_pairs, pairs_in, relative_path
from desktop_app.transcript.formats.source import Source, decode
from desktop_app.transcript.formats.xml_text import attribute, descendants, read_xml

NAME = "epub"

_MIMETYPE = b"mimetypeapplication/epub+zip"
_MOST_ENTRIES = 20_000
_MOST_BYTES = 16_000_000
_MOST_RATIO = 200


def is_epub(data: bytes) -> bool:
    """Whether the beginning of a file is that of an EPUB."""
    return data.startswith(b"PK\x03\x04") and _MIMETYPE in data[:120]


def read(source: Source) -> Reading:
    """Read what is spoken. Raises NotATranscript where a book has nothing that is read aloud."""
    try:
        book = _Book(source)
        pairs = list(book.pairs())
        cues, problems = cues_of_pairs(pairs, book.file)
    except (BadZipFile, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise UnreadableTranscript(
            _("“{name}” is a damaged EPUB.").format(name=source.name),
            hint=_("Fetch or copy the book again."),
        ) from error
    if not cues:
        raise NotATranscript(
            _("“{name}” is a book without text that is read aloud.").format(name=source.name),
            hint=_("Earmark opens EPUBs with Media Overlays: text and audio in step."),
        )
    return reading_of_cues(NAME, cues, source, problems, reliance=Reliance(names_in_text=False))


def score(source: Source) -> float:
    """Return whether a file is an EPUB."""
    return 1.0 if is_epub(source.data) else 0.0


class _Book:
    """The files of an EPUB that say what is read when."""

    def __init__(self, source: Source) -> None:
        self._name = source.name
        self._archive = ZipFile(BytesIO(source.data))
        entries = self._archive.infolist()
        if len(entries) > _MOST_ENTRIES:
            raise ValueError("too many files")
        self._entries = {entry.filename: entry for entry in entries}

    def file(self, path: str) -> bytes | None:
        """Return a file of the book, None where it is not there or unreasonably large."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        packed = max(1, entry.compress_size)
        if entry.file_size > min(_MOST_BYTES, packed * _MOST_RATIO + 100_000):
            return None
        with self._archive.open(entry) as file:
            return file.read(_MOST_BYTES)

    def pairs(self) -> Iterator[tuple[Pair, str]]:
        """Yield the pairs of all overlays in the order in which the book is read."""
        package = self._package()
        if package is None:
            return
        data = self.file(package)
        root, _problems = read_xml(self._text(data, package), self._name)
        items = {attribute(item, "id"): item for item in descendants(root, "item")}
        folder = dirname(package)
        seen: set[str] = set()
        for reference in descendants(root, "itemref"):
            item = items.get(attribute(reference, "idref"))
            overlay = items.get(attribute(item, "media-overlay")) if item is not None else None
            path = (
                relative_path(folder, attribute(overlay, "href") or "")
                if overlay is not None
                else None
            )
            if path is None or path in seen:
                continue
            seen.add(path)
            yield from self._overlay(path)

    def _overlay(self, path: str) -> Iterator[tuple[Pair, str]]:
        data = self.file(path)
        if data is None:
            return
        root, _problems = read_xml(self._text(data, path), self._name)
        folder = dirname(path)
        for pair in pairs_in(root):
            audio = relative_path(folder, pair.audio) or pair.audio
            whole = Pair(pair.document, pair.identifier, audio, pair.start_ms, pair.end_ms)
            yield whole, relative_path(folder, pair.document) or ""

    def _package(self) -> str | None:
        data = self.file("META-INF/container.xml")
        if data is None:
            return None
        root, _problems = read_xml(self._text(data, "container.xml"), self._name)
        first = next(descendants(root, "rootfile"), None)
        return attribute(first, "full-path") if first is not None else None

    def _text(self, data: bytes | None, path: str) -> str:
        return decode(data or b"", path).text


FORMAT = Format(NAME, "EPUB", (".epub",), score, read)
