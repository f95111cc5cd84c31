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
from desktop_app.search.postings import Tokens
from desktop_app.search.words import words_of
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Evidence, Kind, Segment
from desktop_app.transcript.sentences import split_sentences

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


@dataclass(frozen=True, slots=True)
class Header:
    """A recording as the index knows it, and which documents of the part are its own."""

    recording_id: str
    revision: int
    title: str
    show: str | None
    documents: range = field(compare=False)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A segment as the index keeps it; where its words are timed, so are its sentences."""

    segment: Segment
    sentences_ms: tuple[int | None, ...] | None


def write_recording(writer: TokenWriter, document: Document) -> None:
    """Add a recording to what the writer will commit."""
    header = (document.recording_id, document.revision, document.title, document.show)
    writer.tokens.field(RECORDING_FIELD).add(writer.docnum, [document.recording_id])
    writer.add_document(kept=header)
    for segment in document.segments:
        if not segment.is_speech:
            continue
        writer.tokens.field(TEXT_FIELD).add(writer.docnum, words_of(segment.text))
        if segment.speaker:
            writer.tokens.field(SPEAKER_FIELD).add(writer.docnum, [name_key(segment.speaker)])
        writer.add_document(kept=_kept(segment))


def name_key(name: str) -> str:
    """Return the form in which equal names of people and shows are equal."""
    return " ".join(words_of(name)) or name.casefold().strip()


def _kept(segment: Segment) -> tuple[object, ...]:
    sentences_ms = None
    if segment.words:
        sentences_ms = tuple(moment_at(segment, s.start) for s in split_sentences(segment.text))
    return (
        segment.index,
        segment.speaker,
        segment.start_ms,
        segment.end_ms,
        segment.error_ms,
        segment.evidence.value,
        segment.text,
        sentences_ms,
    )


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
        spoken = self.tokens(TEXT_FIELD)
        lengths = np.zeros(1) if spoken is None else spoken.lengths[self.is_live]
        self.spoken_documents = int(np.count_nonzero(lengths))
        self.spoken_words = int(lengths.sum())

    def tokens(self, name: str) -> Tokens | None:
        """Return the words of a field, or None where no document has any."""
        has_any = name in self._words.indexed_field_names()
        return self._words.tokens(name) if has_any else None

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
            recording_id, revision, title, show = self._kept(first)
            self._headers[first] = Header(recording_id, revision, title, show, self._from(first))
        return self._headers[first]

    def headers(self) -> list[Header]:
        """Return the recordings of this part that were not deleted."""
        return [self.header_of(first) for first in self._firsts if self.is_live[first]]

    def spoken(self, document: int) -> Spoken:
        """Return the segment that was stored as ``document``."""
        index, speaker, start_ms, end_ms, error_ms, evidence, text, sentences_ms = self._kept(
            document
        )
        segment = Segment(
            index,
            Kind.SPEECH,
            text,
            speaker=speaker,
            start_ms=start_ms,
            end_ms=end_ms,
            evidence=Evidence(evidence),
            error_ms=error_ms,
        )
        return Spoken(segment, sentences_ms)

    def close(self) -> None:
        """Give back the open file."""
        self._reader.close()

    @cached_property
    def _firsts(self) -> list[int]:
        recordings = self.tokens(RECORDING_FIELD)
        return [] if recordings is None else recordings.doc_of.tolist()

    @cached_property
    def _headers(self) -> dict[int, Header]:
        return {}

    def _from(self, first: int) -> range:
        following = bisect_right(self._firsts, first)
        last = self._firsts[following] if following < len(self._firsts) else self.size
        return range(first, last)

    def _kept(self, document: int) -> Any:  # what write_recording stored, of either kind
        return self._reader.stored_fields(document)["kept"]
