"""How Whoosh keeps our words: a codec, and the writer that goes with it.

Whoosh keeps the segments, the commits and what is stored with each document. Its own posting lists
are decoded one object at a time; ours are arrays that numpy takes from the file as they lie there.
Each field has five files in a segment: ``.trm`` the terms, one a line, and the arrays ``.beg``,
``.low`` and ``.hig``, and ``.len``, how many words each document has.
"""
# mypy: disable-error-code="no-untyped-call"
# Whoosh calls itself typed and is so in part only.

import mmap
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any  # Whoosh's storages, segments and readers: untyped there

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import CorruptIndexError, TermInfo, TermNotFound
from whoosh.writing import SegmentWriter

from desktop_app.search.postings import (
    HIGH,
    LOW,
    NUMBER,
    WIDE_HIGH,
    Numbers,
    Positions,
    TokenPool,
    Tokens,
    running_sum,
)

_WIDTHS = (HIGH, LOW, NUMBER)  # of one, two and four bytes


class TokenWriter(SegmentWriter):
    """Whoosh's writer, with words collected as arrays."""

    def __init__(self, index: object) -> None:
        super().__init__(index, codec=TokenCodec())
        self.tokens = TokenPool(self.doc_count)
        self.pool = self.tokens  # type: ignore[assignment]  # instead of one of single postings

    def add_postings_to_pool(
        self, reader: Any, startdoc: int, docmap: dict[int, int] | None
    ) -> None:
        """Take over the words of a segment that is merged into this one."""
        keep = np.ones(reader.doc_count_all(), np.bool_)
        if docmap is not None:
            keep[list(reader.deleted_docs_set)] = False
        words = TokenReader(reader.storage(), reader.segment())
        for name in words.indexed_field_names():
            self.tokens.field(name).add_tokens(startdoc, words.tokens(name), keep)


class CheckedSegment(W3Segment):
    """A segment that knows the checksum of its file, and is opened only if that is right."""

    checksum = 0

    def create_compound_file(self, storage: Any) -> None:
        """Put the segment's files into one."""
        super().create_compound_file(storage)
        self.checksum = zlib.crc32(self._path(storage).read_bytes())

    def open_compound_file(self, storage: Any) -> Any:
        """Open the segment's file; CorruptIndexError if it is not what was written."""
        if zlib.crc32(self._path(storage).read_bytes()) != self.checksum:
            raise CorruptIndexError(self.segment_id())
        return super().open_compound_file(storage)

    def _path(self, storage: Any) -> Path:
        return Path(storage.folder, self.make_filename(self.COMPOUND_EXT))


class TokenCodec(W3Codec):
    """Whoosh's codec for what is stored, ours for where words stand."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> "TokenFieldWriter":
        """Return what writes a segment's words."""
        return TokenFieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> "TokenReader":
        """Return what reads a segment's words."""
        return TokenReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> CheckedSegment:
        """Return a new, empty segment."""
        return CheckedSegment(self, indexname)


class TokenFieldWriter:
    """Writes the five files of each field; Whoosh's writer asks no more of it than this."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def add_postings(
        self, schema: object, lengths: object, items: Iterable[tuple[str, Tokens]]
    ) -> None:
        """Write what the pool has collected."""
        for name, tokens in items:
            self._write(f".{name}.trm", "\n".join(tokens.terms).encode())
            self._write(f".{name}.beg", tokens.begins.tobytes())
            self._write(f".{name}.low", tokens.positions.low.tobytes())
            self._write(f".{name}.hig", tokens.positions.high.tobytes())
            self._write(f".{name}.len", _narrow(tokens.lengths).tobytes())

    def _write(self, extension: str, content: bytes) -> None:
        with self._segment.create_file(self._storage, extension) as file:
            file.write(content)

    def close(self) -> None:
        """Each file is closed as it is written."""
        self.is_closed = True


class TokenReader(TermsReader):
    """Reads the words of a segment: as ``Tokens``, and as Whoosh's own searches want them."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._segment = segment
        self._files = storage.a  # the files inside the segment's one file, which lies in storage.b
        with Path(storage.b.folder, segment.make_filename(segment.COMPOUND_EXT)).open("rb") as file:
            self._content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._tokens: dict[str, Tokens] = {}

    def tokens(self, name: str) -> Tokens:
        """Return the words of one field."""
        if name not in self._tokens:
            start, length = self._files.range(self._segment.make_filename(f".{name}.trm"))
            terms = self._content[start : start + length].decode()
            self._tokens[name] = Tokens(
                terms.split("\n") if terms else [],
                begins=self._numbers(f".{name}.beg"),
                positions=self._positions(name),
                docs=running_sum(self._lengths(name)),
            )
        return self._tokens[name]

    def _lengths(self, name: str) -> Numbers:
        _start, length = self._files.range(self._segment.make_filename(f".{name}.len"))
        docs = self._segment.doc_count_all()
        width = next(kind for kind in _WIDTHS if kind.itemsize * docs == length)
        return self._numbers(f".{name}.len", width)

    def _positions(self, name: str) -> Positions:
        low = self._numbers(f".{name}.low", LOW)
        _start, length = self._files.range(self._segment.make_filename(f".{name}.hig"))
        width = HIGH if length == len(low) else WIDE_HIGH
        return Positions(low, self._numbers(f".{name}.hig", width))

    def _numbers(self, extension: str, kind: np.dtype[Any] = NUMBER) -> Numbers:
        start, length = self._files.range(self._segment.make_filename(extension))
        return np.frombuffer(self._content, kind, length // kind.itemsize, start)

    def indexed_field_names(self) -> list[str]:
        """Return the fields that have words."""
        return sorted(name.split(".")[1] for name in self._files.list() if name.endswith(".trm"))

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return bool(self._places(*term))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield every field and term, in order."""
        for name in self.indexed_field_names():
            yield from self._terms(name, 0)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms of a field from ``prefix`` on, in order."""
        return self._terms(fieldname, bisect_left(self.tokens(fieldname).terms, prefix.decode()))

    def _terms(self, name: str, first: int) -> Iterator[tuple[str, bytes]]:
        for term in self.tokens(name).terms[first:]:
            yield name, term.encode()

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield every term with its figures."""
        for name, term in self.terms():
            yield (name, term), self.term_info(name, term)

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms of a field from ``prefix`` on, with their figures."""
        for name, term in self.terms_from(fieldname, prefix):
            yield (name, term), self.term_info(name, term)

    def cursor(self, fieldname: str, fieldobj: object) -> "TermCursor":
        """Return what Whoosh's searches for similar words step through."""
        return TermCursor(self, fieldname)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return how often a term is there, and in how many documents."""
        docs, counts = self._occurrences(fieldname, text)
        lengths = self.tokens(fieldname).lengths[docs]
        return TermInfo(
            weight=int(counts.sum()),
            df=len(docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=int(counts.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> int:
        """Return how often a term is there."""
        return len(self.tokens(fieldname).numbers(self._places(fieldname, text)))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return in how many documents a term is."""
        tokens = self.tokens(fieldname)
        return len(np.unique(tokens.doc_of[tokens.numbers(self._places(fieldname, text))]))

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: object = None
    ) -> ListMatcher:
        """Return what Whoosh's own queries step through."""
        tokens = self.tokens(fieldname)
        docs, counts = self._occurrences(fieldname, text)
        numbers = tokens.numbers(self._places(fieldname, text))
        places = numbers - tokens.docs[tokens.doc_of[numbers]]
        return ListMatcher(
            docs.tolist(),
            weights=counts.astype(float).tolist(),
            values=[
                format_.encode(part.tolist()) for part in np.split(places, np.cumsum(counts)[:-1])
            ],
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _places(self, name: str, text: bytes) -> range:
        return self.tokens(name).term(text.decode())

    def _occurrences(self, name: str, text: bytes) -> tuple[Numbers, Numbers]:
        places = self._places(name, text)
        if not places:
            raise TermNotFound(f"{name}:{text!r}")
        tokens = self.tokens(name)
        docs, counts = np.unique(tokens.doc_of[tokens.numbers(places)], return_counts=True)
        return docs, counts


def _narrow(numbers: Numbers) -> Numbers:
    """Return numbers in as few bytes as the largest needs."""
    most = int(numbers.max()) if len(numbers) else 0
    width = next(kind for kind in _WIDTHS if most < 1 << (8 * kind.itemsize))
    return numbers.astype(width)


class TermCursor(FieldCursor):
    """Steps through the terms of a field."""

    def __init__(self, reader: TokenReader, name: str) -> None:
        self._reader = reader
        self._name = name
        self._terms = reader.tokens(name).terms
        self._place = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._place = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before ``term``."""
        wanted = term.decode() if isinstance(term, bytes) else term
        self._place = bisect_left(self._terms, wanted)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term, or None after the last."""
        return self._terms[self._place] if self.is_valid() else None

    def term_info(self) -> TermInfo:
        """Return the term's figures."""
        return self._reader.term_info(self._name, self._terms[self._place].encode())

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return self._place < len(self._terms)
