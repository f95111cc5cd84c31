"""Which words of a paragraph may be marked as being spoken: as many as the evidence carries."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.transcript.model import Cue, Segment, Transcript

_LOOK_AHEAD = 30  # words a cue may be away from where it is expected


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """A stretch of a segment's text; ``is_word`` when the time of the word itself is known."""

    start: int
    end: int
    is_word: bool


class SpokenParts:
    """Finds what is being said within a segment: a word, a cue's words, or nothing finer."""

    def __init__(self, transcript: Transcript) -> None:
        self._cues = sorted(transcript.cues, key=lambda cue: cue.start_ms)
        self._cue_starts_ms = [cue.start_ms for cue in self._cues]
        self._segment: Segment | None = None
        self._starts_ms: list[int] = []
        self._parts: list[SpokenPart] = []

    def at(self, segment: Segment, moment_ms: int) -> SpokenPart | None:
        """Return what is being said, None where only the paragraph is known."""
        if segment is not self._segment:
            self._segment = segment
            self._prepare(segment)
        place = bisect_right(self._starts_ms, moment_ms) - 1
        return self._parts[place] if place >= 0 else None

    def next_start_ms(self, moment_ms: int) -> int | None:
        """Return when the next part begins in the segment that was asked for last."""
        place = bisect_right(self._starts_ms, moment_ms)
        return self._starts_ms[place] if place < len(self._starts_ms) else None

    def _prepare(self, segment: Segment) -> None:
        if segment.words:
            timed = _word_parts(segment)
        elif self._cues and segment.start_ms is not None and not segment.is_estimated:
            timed = _cue_parts(segment, self._cues_of(segment))
        else:
            timed = []
        timed.sort(key=lambda pair: pair[0])
        self._starts_ms = [start_ms for start_ms, _part in timed]
        self._parts = [part for _start, part in timed]

    def _cues_of(self, segment: Segment) -> Sequence[Cue]:
        first = bisect_right(self._cue_starts_ms, (segment.start_ms or 0) - 1)
        if segment.end_ms is None:
            return self._cues[first:]
        return self._cues[first : bisect_right(self._cue_starts_ms, segment.end_ms)]


def _tokens(text: str) -> list[tuple[int, int]]:
    spans, end = [], 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        spans.append((start, end))
    return spans


def _word_parts(segment: Segment) -> list[tuple[int, SpokenPart]]:
    spans = _tokens(segment.text)
    return [
        (word.start_ms, SpokenPart(start, end, is_word=True))
        for word, (start, end) in zip(segment.words or (), spans, strict=False)
        if word.start_ms is not None
    ]


def _cue_parts(segment: Segment, cues: Sequence[Cue]) -> list[tuple[int, SpokenPart]]:
    """Find each cue's words in the paragraph they were joined to, one after the other."""
    spans = _tokens(segment.text)
    words = [segment.text[start:end] for start, end in spans]
    parts, expected = [], 0
    for cue in cues:
        said = cue.text.split()
        places = range(expected, min(expected + _LOOK_AHEAD, len(words) - len(said) + 1))
        found = next((p for p in places if words[p : p + len(said)] == said), None)
        if found is None or not said:
            continue
        expected = found + len(said)
        part = SpokenPart(spans[found][0], spans[expected - 1][1], is_word=False)
        parts.append((cue.start_ms, part))
    return parts
