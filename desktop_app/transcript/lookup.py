"""Who says what at a moment, and when a word is said."""

import heapq
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from desktop_app.transcript.model import Segment, Word
from desktop_app.transcript.scripts import breakable_pieces, has_unspaced

ZONE_MIN_MS = 5_000

ZoneKind = Literal["lead_in", "break", "outro", "gap", "within"]

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of sound that the text does not have."""

    start_ms: int
    end_ms: int
    kind: ZoneKind


class SegmentLookup:
    """Finds the segment of a moment in O(log n); made once for each list of segments.

    Where spans overlap, the one that started last is being spoken. A segment without an end lasts
    until the next one starts.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        timed = _timed_speech(segments)
        self._starts_ms = [start_ms for start_ms, _end, _segment in timed]
        self._in_time = [segment for _start, _end, segment in timed]
        self._edges_ms: list[int] = []
        self._spoken: list[Segment | None] = []
        for edge_ms, segment in _pieces(timed):
            if self._edges_ms and self._edges_ms[-1] == edge_ms:
                self._spoken[-1] = segment
            else:
                self._edges_ms.append(edge_ms)
                self._spoken.append(segment)

    def at(self, moment_ms: int) -> Segment | None:
        """Return the segment being spoken, or None in a pause or where nothing is timed."""
        piece = bisect_right(self._edges_ms, moment_ms) - 1
        return self._spoken[piece] if piece >= 0 else None

    def next_after(self, moment_ms: int) -> Segment | None:
        """Return the speech that starts next, strictly after ``moment_ms``."""
        place = bisect_right(self._starts_ms, moment_ms)
        return self._in_time[place] if place < len(self._in_time) else None

    def last_before(self, moment_ms: int) -> Segment | None:
        """Return the speech that started last, at or before ``moment_ms``, even if it is over."""
        place = bisect_right(self._starts_ms, moment_ms) - 1
        return self._in_time[place] if place >= 0 else None


def segment_at(segments: Sequence[Segment], moment_ms: int) -> Segment | None:
    """Return the segment being spoken at ``moment_ms``: for one question, else SegmentLookup."""
    return SegmentLookup(segments).at(moment_ms)


def next_speech_after(segments: Sequence[Segment], moment_ms: int) -> Segment | None:
    """Return the speech that starts next, strictly after ``moment_ms``."""
    return SegmentLookup(segments).next_after(moment_ms)


def moment_at(segment: Segment, offset: int) -> int | None:
    """Return when the word at a character offset is spoken, or None without any time.

    Word times are used where they are known; else letters share the segment's time evenly, which
    is nearer than sharing by words.
    """
    starts = [token.start() for token in _TOKEN.finditer(segment.text)]
    word = max(0, bisect_right(starts, offset) - 1)
    if segment.words:
        known_ms = _word_moment(segment.words, word)
        if known_ms is not None:
            at = min(word, len(segment.words) - 1)
            return known_ms + _inside_ms(segment.words[at], offset - starts[word])
    starts = _places(segment.text, starts)
    word = max(0, bisect_right(starts, offset) - 1)
    if segment.start_ms is None or segment.end_ms is None or not starts:
        return segment.start_ms
    return _shared_moment(segment, segment.start_ms, segment.end_ms, starts[word])


def offset_at(segment: Segment, moment_ms: int) -> int | None:
    """Return the character offset of the word being spoken at a moment; None without any time.

    Before the segment that is its first word, after it the last.
    """
    starts = [token.start() for token in _TOKEN.finditer(segment.text)]
    if not starts:
        return None if segment.start_ms is None else 0
    word = _spoken_word(segment.words, moment_ms) if segment.words else None
    if word is not None and segment.words:
        inside = _letters_inside(segment.words[word], moment_ms)
        return starts[min(word, len(starts) - 1)] + inside
    starts = _places(segment.text, starts)
    word = _shared_word(segment, moment_ms, starts)
    return None if word is None else starts[min(word, len(starts) - 1)]


def untranscribed_zones(segments: Sequence[Segment], duration_ms: int | None) -> tuple[Zone, ...]:
    """Return the stretches of at least 5 s before, between and after what the text has, in order.

    A stretch with a mark such as Break in it is a break. Between two words of a paragraph, as the
    sound has them, it lies within. Without any timed speech there are none.
    """
    speech = [
        (segment.start_ms, segment.end_ms, segment)
        for segment in segments
        if segment.is_speech and segment.start_ms is not None and segment.end_ms is not None
    ]
    if not speech:
        return ()
    speech.sort(key=lambda span: span[:2])
    zones: list[Zone] = []
    covered_ms, before = 0, -1
    for start_ms, end_ms, segment in speech:
        if start_ms - covered_ms >= ZONE_MIN_MS:
            zones.append(Zone(covered_ms, start_ms, _kind_between(segments, before, segment.index)))
        if end_ms >= covered_ms:
            covered_ms, before = end_ms, segment.index
    if duration_ms is not None and duration_ms - covered_ms >= ZONE_MIN_MS:
        zones.append(Zone(covered_ms, duration_ms, "outro"))
    within = [zone for _start, _end, segment in speech for zone in _zones_within(segment, speech)]
    return tuple(sorted((*zones, *within), key=lambda zone: zone.start_ms))


def _zones_within(segment: Segment, speech: Sequence[tuple[int, int, Segment]]) -> Iterator[Zone]:
    """Yield where a paragraph waits between two of its words, and nobody else speaks."""
    ended_ms: int | None = None
    for word in segment.words or ():
        if word.start_ms is None or word.end_ms is None:
            continue
        if ended_ms is not None and word.start_ms - ended_ms >= ZONE_MIN_MS:
            others = (span for span in speech if span[2] is not segment)
            if not any(start < word.start_ms and end > ended_ms for start, end, _one in others):
                yield Zone(ended_ms, word.start_ms, "within")
        ended_ms = max(word.end_ms, ended_ms or 0)


def _timed_speech(segments: Sequence[Segment]) -> list[tuple[int, int | None, Segment]]:
    timed = [
        (segment.start_ms, segment.end_ms, segment)
        for segment in segments
        if segment.is_speech and segment.start_ms is not None
    ]
    timed.sort(key=lambda span: (span[0], span[2].index))
    return timed


def _pieces(
    timed: Sequence[tuple[int, int | None, Segment]],
) -> list[tuple[int, Segment | None]]:
    """Cut overlapping spans into moments from which on one segment, or none, is spoken."""
    pieces: list[tuple[int, Segment | None]] = []
    open_spans: list[tuple[int, int, int]] = []  # (minus place in time, place, end_ms)
    for place, (start_ms, end_ms, segment) in enumerate(timed):
        _close(open_spans, start_ms, timed, pieces)
        following_ms = timed[place + 1][0] if place + 1 < len(timed) else None
        last_ms = end_ms if end_ms is not None else following_ms
        if last_ms is None:
            pieces.append((start_ms, segment))
            return pieces
        if last_ms > start_ms:
            heapq.heappush(open_spans, (-place, place, last_ms))
            pieces.append((start_ms, segment))
    _close(open_spans, None, timed, pieces)
    return pieces


def _close(
    open_spans: list[tuple[int, int, int]],
    until_ms: int | None,
    timed: Sequence[tuple[int, int | None, Segment]],
    pieces: list[tuple[int, Segment | None]],
) -> None:
    """Let spans that end by ``until_ms`` end, each giving the word back to the one it covered."""
    while open_spans and (until_ms is None or open_spans[0][2] <= until_ms):
        ended_ms = heapq.heappop(open_spans)[2]
        while open_spans and open_spans[0][2] <= ended_ms:
            heapq.heappop(open_spans)
        pieces.append((ended_ms, timed[open_spans[0][1]][2] if open_spans else None))


def _places(text: str, starts: list[int]) -> list[int]:
    """Return where words start; in scripts without blanks, where a line might be broken."""
    if not has_unspaced(text):
        return starts
    places = []
    for token in _TOKEN.finditer(text):
        at = token.start()
        for piece in breakable_pieces(token[0]):
            places.append(at)
            at += len(piece)
    return places


def _inside_ms(word: Word, letters: int) -> int:
    """Return how long into a word of a script without blanks, which may be a sentence."""
    if word.start_ms is None or word.end_ms is None or not has_unspaced(word.text):
        return 0
    inner = min(max(letters, 0), len(word.text))
    return (word.end_ms - word.start_ms) * inner // len(word.text)


def _letters_inside(word: Word, moment_ms: int) -> int:
    """The inverse of _inside_ms."""
    if word.start_ms is None or word.end_ms is None or not has_unspaced(word.text):
        return 0
    length_ms = max(1, word.end_ms - word.start_ms)
    inner = (moment_ms - word.start_ms) * len(word.text) // length_ms
    return min(max(inner, 0), len(word.text) - 1)


def _word_moment(words: Sequence[Word], word: int) -> int | None:
    """Return the start of a word, else of the nearest timed one: before it first, then after."""
    nearest = [*range(min(word, len(words) - 1), -1, -1), *range(word + 1, len(words))]
    starts_ms = (words[place].start_ms for place in nearest)
    return next((start_ms for start_ms in starts_ms if start_ms is not None), None)


def _spoken_word(words: Sequence[Word], moment_ms: int) -> int | None:
    spoken = None
    for place, word in enumerate(words):
        if word.start_ms is None:
            continue
        if spoken is not None and word.start_ms > moment_ms:
            break
        spoken = place
    return spoken


def _shared_moment(segment: Segment, start_ms: int, end_ms: int, word_start: int) -> int:
    return start_ms + (end_ms - start_ms) * word_start // len(segment.text)


def _shared_word(segment: Segment, moment_ms: int, starts: Sequence[int]) -> int | None:
    """The inverse of moment_at: the last word that has begun by then, else the first."""
    if segment.start_ms is None:
        return None
    if segment.end_ms is None or segment.end_ms <= segment.start_ms:
        return 0
    begins_ms = partial(_shared_moment, segment, segment.start_ms, segment.end_ms)
    return max(0, bisect_right(starts, moment_ms, key=begins_ms) - 1)


def _kind_between(segments: Sequence[Segment], before: int, after: int) -> ZoneKind:
    """Return what lies between two spoken segments; ``before`` is -1 where speech begins."""
    if before < 0:
        return "lead_in"
    low, high = sorted((before, after))
    between = segments[low + 1 : high]
    return "break" if any(not segment.is_speech for segment in between) else "gap"
