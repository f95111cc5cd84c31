"""Segments as the index stores them: some neighbours at a time, so that they compress well."""

import marshal
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any  # columns of different kinds

from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Evidence, Kind, Segment
from desktop_app.transcript.sentences import split_sentences

BLOCK = 64

_LEVEL = 6
_SEPARATOR = "\0"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A segment as the index keeps it; where its words are timed, so are its sentences."""

    segment: Segment
    sentences_ms: tuple[int | None, ...] | None


def pack(segments: Sequence[Segment]) -> bytes:
    """Return neighbouring segments of a recording as bytes."""
    columns = (
        [segment.index for segment in segments],
        [segment.speaker for segment in segments],
        [segment.start_ms for segment in segments],
        [segment.end_ms for segment in segments],
        [segment.error_ms for segment in segments],
        [segment.evidence.value for segment in segments],
        [_sentences_ms(segment) for segment in segments],
        _SEPARATOR.join(
            segment.text.replace(_SEPARATOR, "\N{REPLACEMENT CHARACTER}") for segment in segments
        ),
    )
    return zlib.compress(marshal.dumps(columns), _LEVEL)


def unpack(packed: bytes, place: int) -> Spoken:
    """Return one of the segments that ``pack`` took."""
    *columns, texts = _columns(packed)
    index, speaker, start_ms, end_ms, error_ms, evidence, sentences_ms = (
        column[place] for column in columns
    )
    segment = Segment(
        index,
        Kind.SPEECH,
        texts[place],
        speaker=speaker,
        start_ms=start_ms,
        end_ms=end_ms,
        evidence=Evidence(evidence),
        error_ms=error_ms,
    )
    return Spoken(segment, sentences_ms)


@lru_cache(maxsize=64)
def _columns(packed: bytes) -> tuple[Any, ...]:
    *columns, text = marshal.loads(zlib.decompress(packed))
    return (*columns, text.split(_SEPARATOR))


def _sentences_ms(segment: Segment) -> tuple[int | None, ...] | None:
    if not segment.words:
        return None
    return tuple(moment_at(segment, s.start) for s in split_sentences(segment.text))
