"""Segments as the index stores them: some neighbours at a time, so that they compress well."""

import marshal
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Evidence, Kind, Segment
from desktop_app.transcript.sentences import split_sentences

BLOCK = 48

_LEVEL = 6
_SEPARATOR = "\0"
_REPLACED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A segment as the index keeps it; where its words are timed, so are its sentences."""

    segment: Segment
    sentences_ms: tuple[int | None, ...] | None


def pack(segments: Sequence[Segment]) -> bytes:
    """Return neighbouring segments of a recording as bytes."""
    names = list(dict.fromkeys(segment.speaker for segment in segments))
    numbers = {name: number for number, name in enumerate(names)}
    columns = (
        _steps([segment.index for segment in segments]),
        _steps([segment.start_ms for segment in segments]),
        _steps([segment.end_ms for segment in segments]),
        [segment.error_ms for segment in segments],
        [segment.evidence.value for segment in segments],
        [_sentences_ms(segment) for segment in segments],
        names,
        [numbers[segment.speaker] for segment in segments],
        _SEPARATOR.join(segment.text.replace(_SEPARATOR, _REPLACED) for segment in segments),
    )
    return zlib.compress(marshal.dumps(columns), _LEVEL)


def unpack(packed: bytes, place: int) -> Spoken:
    """Return one of the segments that ``pack`` took."""
    columns = _columns(packed)
    segment = Segment(
        columns.indexes[place] or 0,
        Kind.SPEECH,
        columns.texts[place],
        speaker=columns.speakers[place],
        start_ms=columns.starts_ms[place],
        end_ms=columns.ends_ms[place],
        evidence=Evidence(columns.evidence[place]),
        error_ms=columns.errors_ms[place],
    )
    return Spoken(segment, columns.sentences_ms[place])


class _Columns(NamedTuple):
    indexes: list[int | None]
    starts_ms: list[int | None]
    ends_ms: list[int | None]
    errors_ms: list[int | None]
    evidence: list[str]
    sentences_ms: list[tuple[int | None, ...] | None]
    speakers: list[str | None]
    texts: list[str]


@lru_cache(maxsize=64)
def _columns(packed: bytes) -> _Columns:
    indexes, starts, ends, errors, evidence, sentences, names, numbers, text = marshal.loads(
        zlib.decompress(packed)
    )
    return _Columns(
        _summed(indexes),
        _summed(starts),
        _summed(ends),
        errors,
        evidence,
        sentences,
        [names[number] for number in numbers],
        text.split(_SEPARATOR),
    )


def _steps(values: Sequence[int | None]) -> list[int | None]:
    """Return how much each value is above the last one: small numbers, which compress well."""
    steps: list[int | None] = []
    last = 0
    for value in values:
        steps.append(None if value is None else value - last)
        last = last if value is None else value
    return steps


def _summed(steps: Sequence[int | None]) -> list[int | None]:
    """Return the values that ``_steps`` took."""
    if None not in steps:
        return list(accumulate(steps))
    values: list[int | None] = []
    last = 0
    for step in steps:
        last += step or 0
        values.append(None if step is None else last)
    return values


def _sentences_ms(segment: Segment) -> tuple[int | None, ...] | None:
    if not segment.words:
        return None
    return tuple(moment_at(segment, s.start) for s in split_sentences(segment.text))
