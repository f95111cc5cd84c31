"""Asking the index: the best hits, ranked and shown by a sentence, and how many there are."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.search.asked import Mark, Query, parse_query
from desktop_app.search.index import Index
from desktop_app.search.matching import Match, Scope, find_matches, is_said
from desktop_app.search.parts import Part, Spoken
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.sentences import Sentence, split_sentences

# A word placed by its share of a stretch between two known times lies nine times in ten within this
# many milliseconds, times the root of the seconds to either end, taken together as a bridge does.
SHARE_ERROR_MS = 1_600


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment that has what was asked for, shown by the sentence that has most of it."""

    recording_id: str
    title: str
    show: str | None
    segment: int
    speaker: str | None
    start_ms: int | None  # of the sentence
    error_ms: int | None
    sentence: str
    score: float
    matches: tuple[tuple[int, int], ...]  # character ranges in the sentence, end exclusive


@dataclass(frozen=True, slots=True)
class Results:
    """The best hits in order, and how many segments match in all."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    took_ms: int = 0


def search(
    index: Index,
    words: str,
    *,
    limit: int = 20,
    show: str | None = None,
    speaker: str | None = None,
    recording_id: str | None = None,
    is_typing: bool = False,
) -> Results:
    """Return the ``limit`` best segments that have all ``words``, and the exact number of all.

    Segments that have the words side by side come first, then BM25 decides. While the user is
    typing, the last word is taken as a beginning; otherwise only if nobody said it as a whole.
    ``took_ms`` is the query alone, without opening the index.
    """
    parts = index.parts()
    started = time.perf_counter()
    query = _query(parts, words, is_typing=is_typing)
    hits: tuple[Hit, ...] = ()
    total = 0
    if query.phrases:
        scope = Scope(show=show, speaker=speaker, recording_id=recording_id)
        matches, total = find_matches(parts, query, scope, limit)
        hits = tuple(_hit(match, query) for match in matches)
    return Results(hits, total, round((time.perf_counter() - started) * 1_000))


def _query(parts: Sequence[Part], words: str, *, is_typing: bool) -> Query:
    begun = parse_query(words, is_typing=True)
    if is_typing:
        return begun
    query = parse_query(words)
    if query == begun or is_said(parts, query.words[-1]):
        return query
    return begun


def _hit(match: Match, query: Query) -> Hit:
    header = match.part.header_of(match.document)
    spoken = match.part.spoken(match.document)
    segment = spoken.segment
    marks = query.marks(segment.text)
    number, sentence = _telling_sentence(segment.text, query, marks)
    start_ms, error_ms = _moment(spoken, number, sentence)
    shown = {(max(mark.start, sentence.start), min(mark.end, sentence.end)) for mark in marks}
    return Hit(
        recording_id=header.recording_id,
        title=header.title,
        show=header.show,
        segment=segment.index,
        speaker=segment.speaker,
        start_ms=start_ms,
        error_ms=error_ms,
        sentence=segment.text[sentence.start : sentence.end],
        score=round(match.score, 4),
        matches=tuple(
            (start - sentence.start, end - sentence.start)
            for start, end in sorted(shown)
            if start < end
        ),
    )


def _telling_sentence(text: str, query: Query, marks: Sequence[Mark]) -> tuple[int, Sentence]:
    """Return the first sentence with all words side by side, else with most of what was asked."""
    in_a_row = Query((query.words,)).marks(text) if len(query.phrases) > 1 else []

    def worth(numbered: tuple[int, Sentence]) -> tuple[bool, int]:
        _number, sentence = numbered
        here = {mark.phrase for mark in marks if sentence.start <= mark.start < sentence.end}
        row = any(sentence.start <= mark.start < sentence.end for mark in in_a_row)
        return row, len(here)

    sentences = split_sentences(text) or (Sentence(0, len(text)),)
    return max(enumerate(sentences), key=worth)


def _moment(spoken: Spoken, number: int, sentence: Sentence) -> tuple[int | None, int | None]:
    """Return when a sentence starts, and the bound of that time's error."""
    segment = spoken.segment
    if spoken.sentences_ms is not None and number < len(spoken.sentences_ms):
        return spoken.sentences_ms[number], segment.error_ms
    moment_ms = moment_at(segment, sentence.start)
    error_ms = segment.error_ms
    if moment_ms is not None and error_ms is not None:
        error_ms = max(error_ms, _share_error(moment_ms, segment.start_ms, segment.end_ms))
    return moment_ms, error_ms


def _share_error(moment_ms: int, start_ms: int | None, end_ms: int | None) -> int:
    """Return the error bound of a moment placed by its share of the words between two times."""
    if start_ms is None or end_ms is None or not start_ms < moment_ms < end_ms:
        return 0
    before_s, after_s = (moment_ms - start_ms) / 1_000, (end_ms - moment_ms) / 1_000
    return round(SHARE_ERROR_MS * math.sqrt(before_s * after_s / (before_s + after_s)))
