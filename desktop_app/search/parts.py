"""What the index holds: recordings, each a header followed by its spoken segments.

A recording's documents are written together, so they are neighbours in one part of the index, and
what belongs to the whole recording (title, show, revision) is kept once, in the header.
"""
# mypy: disable-error-code="no-untyped-call"
# Whoosh calls itself typed and is so in part only.

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any  # Whoosh's storages and segments: untyped there

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.filedb.filestore import Storage
from whoosh.reading import SegmentReader

from desktop_app.search.codec import TokenWriter
from desktop_app.search.packing import BLOCK, Spoken, pack, unpack
from desktop_app.search.postings import Tokens
from desktop_app.search.words import words_of
from desktop_app.transcript.model import Segment

TEXT_FIELD = "text"
SPEAKER_FIELD = "speaker"
RECORDING_FIELD = "recording"

SCHEMA = Schema(text=TEXT, speaker=ID, recording=ID, kept=STORED)


@dataclass(frozen=True, slots=True)
class Document:
    """A recording as it goes into the index. Only what is spoken in it can be found."""

    recording_id: str
    revision: int
    title: str
    show: str | None
    segments: Sequence[Segment] = ()
    published: str | None = None  # RFC 3339, or the beginning of that


@dataclass(frozen=True, slots=True)
class Header:
    """A recording as the index knows it, and which documents of the part are its own."""

    recording_id: str
    revision: int
    title: str
    show: str | None
    published: str | None
    documents: range = field(compare=False)


def write_recording(writer: TokenWriter, document: Document) -> None:
    """Add a recording to what the writer will commit."""
    header = (
        document.recording_id,
        document.revision,
        document.title,
        document.show,
        document.published,
    )
    writer.tokens.field(RECORDING_FIELD).add(writer.docnum, [document.recording_id])
    writer.add_document(kept=header)
    spoken = [segment for segment in document.segments if segment.is_speech]
    for number, segment in enumerate(spoken):
        writer.tokens.field(TEXT_FIELD).add(writer.docnum, words_of(segment.text))
        if segment.speaker:
            writer.tokens.field(SPEAKER_FIELD).add(writer.docnum, [name_key(segment.speaker)])
        if number % BLOCK:
            writer.add_document()
        else:
            writer.add_document(kept=pack(spoken[number : number + BLOCK]))


def name_key(name: str) -> str:
    """Return the form in which equal names of people and shows are equal."""
    return " ".join(words_of(name)) or name.casefold().strip()


class Part:
    """One segment of the index, open for reading."""

    def __init__(self, storage: Storage, segment: Any) -> None:
        self._reader = SegmentReader(storage, SCHEMA, segment)
        self._words = segment.codec().terms_reader(self._reader.storage(), segment)
        self.size: int = segment.doc_count_all()
        self.name: str = segment.segment_id()
        self.forget(())

    def forget(self, deleted: Sequence[int]) -> None:
        """Leave out the documents that were deleted since the part was written."""
        self.is_live: NDArray[np.bool_] = np.ones(self.size, np.bool_)
        self.is_live[list(deleted)] = False
        self.live_documents = int(np.count_nonzero(self.is_live))
        spoken = self.tokens(TEXT_FIELD)
        lengths = np.zeros(1) if spoken is None else spoken.lengths[self.is_live]
        self.spoken_documents = int(np.count_nonzero(lengths))
        self.spoken_words = int(lengths.sum())

    def tokens(self, name: str) -> Tokens | None:
        """Return the words of a field, or None where no document has any."""
        has_any = name in self._words.indexed_field_names()
        return self._words.tokens(name) if has_any else None

    def warm_up(self) -> None:
        """Make ready for many searches."""
        tokens = self.tokens(TEXT_FIELD)
        if tokens is not None and not tokens.is_warm:
            tokens.warm_up()

    def documents_of(self, recording_id: str) -> range:
        """Return the documents of a recording, its header first; empty if it is not here."""
        recordings = self.tokens(RECORDING_FIELD)
        if recordings is None:
            return range(0)
        numbers = recordings.numbers(recordings.term(recording_id))
        for first in recordings.doc_of[numbers].tolist():
            if self.is_live[first]:
                return self._from(first)
        return range(0)

    def header_of(self, document: int) -> Header:
        """Return the recording a document belongs to."""
        first = self._firsts[bisect_right(self._firsts, document) - 1]
        if first not in self._headers:
            recording_id, revision, title, show, published = self._kept(first)
            self._headers[first] = Header(
                recording_id, revision, title, show, published, self._from(first)
            )
        return self._headers[first]

    def headers(self) -> list[Header]:
        """Return the recordings of this part that were not deleted."""
        return [self.header_of(first) for first in self._firsts if self.is_live[first]]

    def spoken(self, document: int) -> Spoken:
        """Return the segment that was stored as ``document``."""
        first = self.header_of(document).documents.start + 1
        place = (document - first) % BLOCK
        return unpack(self._kept(document - place), place)

    def close(self) -> None:
        """Give back the open file."""
        self._reader.close()

    def recordings_of(self, documents: NDArray[np.integer[Any]]) -> NDArray[np.integer[Any]]:
        """Return the first document of the recording that each of ``documents`` belongs to."""
        firsts = self.recordings
        found: NDArray[np.integer[Any]] = firsts[np.searchsorted(firsts, documents, "right") - 1]
        return found

    @cached_property
    def recordings(self) -> NDArray[np.integer[Any]]:
        """The first document of each recording, its header."""
        return np.asarray(self._firsts, np.int64)

    @cached_property
    def _firsts(self) -> list[int]:
        recordings = self.tokens(RECORDING_FIELD)
        return [] if recordings is None else recordings.doc_of.tolist()

    @cached_property
    def is_spoken(self) -> NDArray[np.bool_]:
        """Mark the documents with words, which alone can be found."""
        spoken = self.tokens(TEXT_FIELD)
        return np.zeros(self.size, np.bool_) if spoken is None else spoken.lengths > 0

    @cached_property
    def _headers(self) -> dict[int, Header]:
        return {}

    def _from(self, first: int) -> range:
        following = bisect_right(self._firsts, first)
        last = self._firsts[following] if following < len(self._firsts) else self.size
        return range(first, last)

    def _kept(self, document: int) -> Any:  # what write_recording stored, of either kind
        return self._reader.stored_fields(document)["kept"]
