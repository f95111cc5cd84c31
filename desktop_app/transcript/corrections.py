"""Corrected paragraphs: other words or another speaker, in the place of what the file says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache, partial

from desktop_app.transcript.model import Marker, Segment, Transcript, Word

_ALIKE = 0.6  # share of words that a changed paragraph must have in common to be the same
_UNSPOKEN = 0.29  # confidence of a word that has no time
_EDGES = "\"'“”‘’«»()[]{}.,;:!?…"
Run = tuple[str, int, int, int, int]  # as difflib has it: what happened, old from/to, new from/to


@dataclass(frozen=True, slots=True)
class Correction:
    """A paragraph was ``was``, said by ``speaker_was``, and is ``now``, said by ``speaker_now``."""

    id: str
    recording_id: str
    segment: int
    was: str
    now: str
    created: str
    speaker_was: str | None = None
    speaker_now: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were put in the place of others; either may be empty.

    ``start`` and ``end`` are where the new words stand in the new text; end exclusive.
    """

    was: str
    now: str
    start: int
    end: int


def corrected(
    transcript: Transcript, corrections: Iterable[Correction]
) -> tuple[Transcript, tuple[Correction, ...]]:
    """Return a text with its corrections, and the corrections as they stand in it.

    In a text that was read anew a paragraph is found by its words, wherever it stands. Where other
    words of it have changed the corrected ones are still put right; where it is gone, its
    correction waits and comes back as it is.
    """
    standing: list[Correction] = []
    for correction in corrections:
        segment = _find(transcript, correction)
        if segment is None:
            standing.append(correction)
            continue
        text = _merged(segment.text, correction.was, correction.now)
        speaker = segment.speaker
        if correction.speaker_was != correction.speaker_now and speaker == correction.speaker_was:
            speaker = correction.speaker_now
        is_done = segment.text == correction.now  # the file itself has it now, or had it applied
        moved = replace(correction, segment=segment.index)
        if not is_done:
            moved = replace(moved, was=segment.text, now=text)
        standing.append(moved)
        transcript = with_line(transcript, segment.index, text, speaker)
    return transcript, tuple(standing)


def with_line(transcript: Transcript, index: int, text: str, speaker: str | None) -> Transcript:
    """Return a text with other words in one paragraph; times of words and marks stay with them."""
    segment = transcript.segments[index]
    if (segment.text, segment.speaker) == (text, speaker):
        return transcript
    segments = list(transcript.segments)
    words = segment.words
    runs = _runs(segment.text, text)
    if words is not None and text != segment.text:
        words = tuple(retimed(words, text))
    segments[index] = replace(segment, text=text, speaker=speaker, words=words)
    markers = tuple(
        replace(marker, word=_moved(marker, runs)) if marker.segment == index else marker
        for marker in transcript.markers
    )
    return replace(transcript, segments=tuple(segments), markers=markers)


def retimed(words: Sequence[Word], text: str) -> list[Word]:
    """Return the words of a corrected text with the times of those they stand for.

    New words share the time of the ones they replace by their letters; words put between others
    share it with the one before them, which also takes the time of words that went.
    """
    tokens = text.split()
    made: list[Word] = []
    for kind, old_from, old_to, new_from, new_to in _runs(
        " ".join(word.text for word in words), text
    ):
        if kind == "equal":
            made += words[old_from:old_to]
            continue
        if kind == "insert" and made:
            before = made.pop()
            made += _shared([before], [before.text, *tokens[new_from:new_to]])
        elif kind == "delete" and made:
            made[-1] = _longer(made[-1], words[old_from:old_to])
        else:
            made += _shared(words[old_from:old_to], tokens[new_from:new_to])
    return made


def changes(was: str, now: str) -> tuple[Change, ...]:
    """Return which words of a text were exchanged, in reading order."""
    old, spots = was.split(), [(spot[0], *spot.span()) for spot in re.finditer(r"\S+", now)]
    found = []
    for kind, old_from, old_to, new_from, new_to in _runs(was, now):
        if kind == "equal":
            continue
        new = spots[new_from:new_to]
        start = new[0][1] if new else (spots[new_from - 1][2] if new_from else 0)
        end = new[-1][2] if new else start
        found.append(_bare(" ".join(old[old_from:old_to]), now[start:end], start))
    return tuple(found)


def alike(transcript: Transcript, change: Change, *, but: int) -> dict[int, str]:
    """Return the other paragraphs that have the words of a change, as they would be after it."""
    if not change.was or not change.now:
        return {}
    words = re.compile(rf"(?<!\w){re.escape(change.was)}(?!\w)")
    return {
        segment.index: words.sub(partial(_instead, change.now), segment.text)
        for segment in transcript.segments
        if segment.index != but and segment.is_speech and words.search(segment.text)
    }


def _find(transcript: Transcript, correction: Correction) -> Segment | None:
    """Return the paragraph of a correction: its place first, then the nearest that reads so."""
    spoken = [segment for segment in transcript.segments if segment.is_speech]
    spoken.sort(key=lambda segment: abs(segment.index - correction.segment))
    place = spoken[0] if spoken and spoken[0].index == correction.segment else None
    if place is not None and place.text in (correction.was, correction.now):
        return place
    for text in (correction.was, correction.now):
        for segment in spoken:
            if segment.text == text:
                return segment
    for segment in spoken:
        is_changed = _merged(segment.text, correction.was, correction.now) != segment.text
        if is_changed and _likeness(segment.text, correction.was) >= _ALIKE:
            return segment
    return None


def _likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, in order, from 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _merged(text: str, was: str, now: str) -> str:
    """Return a text with a correction that was made to another version of it.

    Each exchange is looked for with a word on either side, and left out where that is not found
    exactly once.
    """
    if text == was:
        return now
    if text == now or not was:
        return text
    old, new = was.split(), now.split()
    for kind, old_from, old_to, new_from, new_to in _runs(was, now):
        if kind == "equal":
            continue
        before, after = old[max(0, old_from - 1) : old_from], old[old_to : old_to + 1]
        sought = " ".join((*before, *old[old_from:old_to], *after))
        instead = " ".join((*before, *new[new_from:new_to], *after))
        place = re.compile(rf"(?<!\S){re.escape(sought)}(?!\S)")
        if len(place.findall(text)) == 1:
            text = place.sub(partial(_instead, instead), text)
    return text


def _instead(words: str, _found: re.Match[str]) -> str:
    """Take words as they are: a pattern's replacement would read their backslashes."""
    return words


@lru_cache(64)
def _runs(was: str, now: str) -> tuple[Run, ...]:
    return tuple(SequenceMatcher(None, was.split(), now.split(), autojunk=False).get_opcodes())


def _shared(words: Sequence[Word], tokens: Sequence[str]) -> list[Word]:
    """Return tokens as words that share the time of others by their letters."""
    starts = [word.start_ms for word in words if word.start_ms is not None]
    ends = [word.end_ms for word in words if word.end_ms is not None]
    confidence = min((word.confidence for word in words), default=0.0)
    if not starts or not ends:
        return [Word(token, None, None, min(confidence, _UNSPOKEN)) for token in tokens]
    start, span = starts[0], ends[-1] - starts[0]
    letters = sum(map(len, tokens))
    made, done = [], 0
    for token in tokens:
        from_ms = start + round(span * done / letters)
        done += len(token)
        made.append(Word(token, from_ms, start + round(span * done / letters), confidence))
    return made


def _longer(word: Word, gone: Sequence[Word]) -> Word:
    """Return a word that is spoken until those after it were, which the text no longer has."""
    ends = [one.end_ms for one in gone if one.end_ms is not None]
    return word if word.end_ms is None or not ends else replace(word, end_ms=ends[-1])


def _moved(marker: Marker, runs: Sequence[Run]) -> int:
    """Return before which word of the new text a mark stands."""
    for kind, old_from, old_to, new_from, new_to in runs:
        if old_from <= marker.word < old_to:
            into = marker.word - old_from
            return new_from + (into if kind == "equal" else min(into, new_to - new_from))
    return runs[-1][4] if runs else 0


def _bare(was: str, now: str, start: int) -> Change:
    """Return a change without the signs that both have around their words."""
    ahead = 0
    while ahead < min(len(was), len(now)) and was[ahead] == now[ahead] and was[ahead] in _EDGES:
        ahead += 1
    behind = 0
    while (
        behind < min(len(was), len(now)) - ahead
        and was[-1 - behind] == now[-1 - behind]
        and was[-1 - behind] in _EDGES
    ):
        behind += 1
    bare = now[ahead : len(now) - behind]
    start += ahead
    return Change(was[ahead : len(was) - behind], bare, start, start + len(bare))
