"""Asking the index: the best hits, ranked and shown by a sentence, and how many there are."""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.bookmarks import Bookmark
from desktop_app.progress import Progress
from desktop_app.search.asked import (
    AFTER,
    BEFORE,
    BOOKMARK,
    HAS,
    RECORDING,
    SHOW,
    SPEAKER,
    About,
    Mark,
    Phrase,
    Query,
    marks_of,
)
from desktop_app.search.conditions import Conditions
from desktop_app.search.index import Index
from desktop_app.search.matching import Found, Match, Order, find_matches, is_said
from desktop_app.search.packing import Spoken
from desktop_app.search.parsing import parse_query
from desktop_app.search.parts import Part
from desktop_app.search.suggesting import suggested
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Segment
from desktop_app.transcript.sentences import Sentence, split_sentences

# A word placed by its share of a paragraph lies nine times in ten within this many milliseconds,
# times the root of the seconds to either end, taken together as a bridge does. Measured by the 741
# times inside notes of paragraphs with an exact start: 90 and 89 in a hundred, in either half.
SHARE_ERROR_MS = 2_600

# With fewer matches than this, while the user is typing, other forms of the words are found too.
FEW = 20
# Words from which on a query is more likely a question than a list of what must be there.
LONG = 4


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
    """The first hits in order, and how many segments match in all."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    took_ms: int = 0
    recordings: int = 0  # in which all those segments are
    counts: Mapping[str, int] = field(default_factory=dict)  # of the recordings of ``hits``, by id
    # Nothing had all that was asked for: these have most of it.
    is_loose: bool = False
    # The query with words that are there, where one was asked for that is not.
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look, besides what the query itself says. Bookmarks are for ``has:bookmark``."""

    show: str | None = None
    speaker: str | None = None
    recording_id: str | None = None
    after: str | None = None
    before: str | None = None
    has_bookmark: bool = False
    bookmarks: Sequence[Bookmark] = ()

    @property
    def conditions(self) -> tuple[About, ...]:
        """The same as conditions of a query."""
        named = {
            SHOW: self.show,
            SPEAKER: self.speaker,
            RECORDING: self.recording_id,
            AFTER: self.after,
            BEFORE: self.before,
            HAS: BOOKMARK if self.has_bookmark else None,
        }
        return tuple(
            About(name, value, is_typed=False) for name, value in named.items() if value is not None
        )


def search(
    index: Index,
    words: str,
    *,
    limit: int = 20,
    show: str | None = None,
    speaker: str | None = None,
    recording_id: str | None = None,
    is_typing: bool = False,
    bookmarks: Sequence[Bookmark] = (),
) -> Results:
    """Return the ``limit`` best segments for ``words``, and the exact number of all.

    See ``search_within``.
    """
    scope = Scope(show=show, speaker=speaker, recording_id=recording_id, bookmarks=bookmarks)
    return search_within(index, words, scope, limit=limit, is_typing=is_typing)


def search_within(
    index: Index,
    words: str,
    scope: Scope,
    *,
    limit: int = 20,
    is_typing: bool = False,
    order: Order = Order.BEST,
    most_each: int | None = None,
    progress: Progress | None = None,
) -> Results:
    """Return the first ``limit`` segments that have what ``words`` asks for, and the number of all.

    Segments that have the words side by side come first, then BM25 decides. While the user is
    typing, the last word is taken as a beginning; otherwise only if nobody said it as a whole.
    While the user is typing, other forms of words that are rare are found too, behind the very
    words; otherwise only if there are no matches, so that the number stays what one would count.
    Where a long query has no match at all, what has a third of its words is found. ``took_ms`` is
    the query alone, without opening the index.
    """
    progress = progress or Progress()
    parts = index.parts()
    started = time.perf_counter()
    conditions = Conditions(parts, scope.bookmarks)
    asked = _query(parts, words, is_typing=is_typing)
    if asked.is_empty:
        return Results()

    def find(query: Query) -> Found:
        progress.step(0.0)  # a newer key cancels here
        scoped = query.within(scope.conditions)
        return find_matches(parts, scoped, conditions, limit, order=order, most_each=most_each)

    query, found = asked, find(asked)
    is_loose = False
    if found.total < (FEW if is_typing else 1) and asked.with_forms() != asked:
        query = asked.with_forms()
        found = find(query)
    if not found.total and asked.is_plain and len(asked.phrases) >= LONG:
        is_loose = True
        query = asked.with_forms().loosened()
        found = find(query)
    suggestion = suggested(parts, asked, words) if is_loose or not found.total else None
    progress.step(0.5)
    hits = tuple(_hit(match, query) for match in found.matches)
    return Results(
        hits,
        found.total,
        round((time.perf_counter() - started) * 1_000),
        found.recordings,
        found.counts,
        is_loose and bool(hits),
        suggestion,
    )


def _query(parts: Sequence[Part], words: str, *, is_typing: bool) -> Query:
    begun = parse_query(words, is_typing=True)
    if is_typing:
        return begun
    query = parse_query(words)
    if begun.words == query.words or is_said(parts, Phrase(query.words[-1:])):
        return query
    return begun


def _hit(match: Match, query: Query) -> Hit:
    header = match.part.header_of(match.document)
    spoken = match.part.spoken(match.document)
    segment = spoken.segment
    phrases = query.phrases
    in_a_row = [Phrase(query.words)] if len(phrases) > 1 else []
    every = marks_of([*phrases, *in_a_row], segment.text)
    marks = [mark for mark in every if mark.phrase < len(phrases)]
    rows = [mark for mark in every if mark.phrase == len(phrases)]
    number, sentence = _telling_sentence(segment.text, marks, rows)
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


def _telling_sentence(
    text: str, marks: Sequence[Mark], in_a_row: Sequence[Mark]
) -> tuple[int, Sentence]:
    """Return the first sentence with all words side by side, else with most of what was asked."""

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
    return moment_and_error(segment, sentence.start)


def moment_and_error(segment: Segment, offset: int) -> tuple[int | None, int | None]:
    """Return when a character of a segment is said, and the bound of that time's error."""
    moment_ms = moment_at(segment, offset)
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
