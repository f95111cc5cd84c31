"""SubRip subtitles: at most two lines of 42 characters, split where sentences and clauses end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.i18n import ngettext
from desktop_app.timecode import clock_ms
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Cue, Segment
from desktop_app.transcript.sentences import split_sentences

LINE = 42
_LINES = 2
_CLAUSE_END = re.compile(r"[,;:–—)…]|\.\.\.|--")
_MS_PER_WORD = 345
_SHORTEST_MS = 200


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is shown at once: its lines, and where it starts in the segment's text."""

    offset: int
    lines: tuple[str, ...]


def write(export: Export) -> Written:
    """Write every timed paragraph. A file's own cues stay as they are where the text is theirs."""
    segments = export.transcript.segments
    own = _OwnCues(export.transcript.cues)
    entries: list[Cue] = []
    speaker: str | None = None
    for segment, end_ms in zip(segments, _ends(segments), strict=True):
        if not segment.is_speech or segment.start_ms is None or not segment.text:
            continue
        name = segment.speaker if segment.speaker != speaker else None
        entries.extend(own.of(segment) or _cues_of(segment, end_ms, name))
        speaker = segment.speaker
    lines = []
    for number, cue in enumerate(_without_overlaps(entries), 1):
        times = " --> ".join(clock_ms(ms, decimal=",") for ms in (cue.start_ms, cue.end_ms))
        name = f"{cue.speaker}: " if cue.speaker else ""
        lines.append(f"{number}\n{times}\n{name}{_shown(cue.text)}\n")
    return Written("\n".join(lines), tuple(_lost(segments)))


class _OwnCues:
    """Hands a file's own cues back to the paragraphs they were joined to."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues = cues
        self._next = 0

    def of(self, segment: Segment) -> list[Cue]:
        """Return the cues whose text is exactly this segment's, or nothing."""
        place, words = self._next, segment.text.split()
        while place < len(self._cues) and self._cues[place].start_ms < (segment.start_ms or 0):
            place += 1
        first, taken = place, 0
        while place < len(self._cues) and taken < len(words):
            own = self._cues[place].text.split()
            if words[taken : taken + len(own)] != own:
                return []
            taken += len(own)
            place += 1
        if taken != len(words):
            return []
        self._next = place
        return list(self._cues[first:place])


def _ends(segments: Sequence[Segment]) -> Iterator[int]:
    """Yield an end for each segment, guessed by its words where none is known."""
    for place, segment in enumerate(segments):
        start_ms = segment.start_ms or 0
        if segment.end_ms is not None and segment.end_ms > start_ms:
            yield segment.end_ms
            continue
        spoken_ms = start_ms + max(1, len(segment.text.split())) * _MS_PER_WORD
        following = (one.start_ms for one in segments[place + 1 :] if one.start_ms is not None)
        next_ms = next(following, spoken_ms)
        yield min(spoken_ms, next_ms) if next_ms > start_ms else spoken_ms


def _cues_of(segment: Segment, end_ms: int, name: str | None) -> Iterator[Cue]:
    start_ms = segment.start_ms or 0
    pieces = list(_pieces(segment.text, len(name) + 2 if name else 0))
    timed = Segment(
        segment.index, segment.kind, segment.text, None, start_ms, end_ms, words=segment.words
    )
    starts_ms = [moment_at(timed, piece.offset) or start_ms for piece in pieces]
    for place, piece in enumerate(pieces):
        last_ms = starts_ms[place + 1] if place + 1 < len(pieces) else end_ms
        first_ms = start_ms if place == 0 else starts_ms[place]
        yield Cue(first_ms, last_ms, name if place == 0 else None, "\n".join(piece.lines))


def _pieces(text: str, taken: int) -> Iterator[_Piece]:
    """Cut a paragraph: whole sentences together while they fit, else at clauses, else at words.

    ``taken`` characters of the first line go to the speaker's name.
    """
    held: tuple[int, int] | None = None
    for sentence in split_sentences(text):
        if held is not None and _fits(text[held[0] : sentence.end], taken):
            held = (held[0], sentence.end)
            continue
        if held is not None:
            yield _Piece(held[0], tuple(_wrap(text[held[0] : held[1]], taken)))
            taken = 0
        start = sentence.start
        while not _fits(text[start : sentence.end], taken):
            cut = _cut(text, start, sentence.end, taken)
            if cut >= sentence.end:
                break
            yield _Piece(start, tuple(_wrap(text[start:cut], taken)))
            taken = 0
            start = cut + len(text[cut:]) - len(text[cut:].lstrip())
        held = (start, sentence.end)
    if held is not None:
        yield _Piece(held[0], tuple(_wrap(text[held[0] : held[1]], taken)))


def _cut(text: str, start: int, end: int, taken: int) -> int:
    """Return where a piece that starts at ``start`` ends: the last clause or word that fits."""
    ends = [start + found.end() for found in re.finditer(r"\S+", text[start:end])]
    fitting = 1
    while fitting < len(ends) and _fits(text[start : ends[fitting]], taken):
        fitting += 1
    clauses = [stop for stop in ends[:fitting] if _CLAUSE_END.search(text, stop - 1, stop)]
    if clauses and clauses[-1] - start >= LINE // 2:
        return clauses[-1]
    return ends[fitting - 1]


def _fits(text: str, taken: int) -> bool:
    return len(_wrap(text, taken)) <= _LINES


def _wrap(text: str, taken: int) -> list[str]:
    """Break text into lines of at most 42 characters; only a longer word makes a longer line."""
    lines: list[str] = [""]
    room = LINE - taken
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append(word)
            room = LINE
        elif lines[-1]:
            lines[-1] += f" {word}"
        else:
            lines[-1] = word
    return lines


def _without_overlaps(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield cues in order, each at least a moment long."""
    ordered = sorted(cues, key=lambda cue: cue.start_ms)
    for cue in ordered:
        end_ms = cue.end_ms if cue.end_ms > cue.start_ms else cue.start_ms + _SHORTEST_MS
        yield Cue(cue.start_ms, end_ms, cue.speaker, cue.text)


def _shown(text: str) -> str:
    return text.replace("-->", "→")


def _lost(segments: Sequence[Segment]) -> Iterator[str]:
    speech = [segment for segment in segments if segment.is_speech and segment.text]
    untimed = sum(segment.start_ms is None for segment in speech)
    if untimed:
        yield ngettext(
            "{count} paragraph has no time and was left out.",
            "{count} paragraphs have no time and were left out.",
            untimed,
        ).format(count=untimed)
    estimated = sum(segment.is_estimated and segment.start_ms is not None for segment in speech)
    if estimated:
        yield ngettext(
            "{count} estimated time is written as if it were exact.",
            "{count} estimated times are written as if they were exact.",
            estimated,
        ).format(count=estimated)
    marks = sum(not segment.is_speech for segment in segments)
    if marks:
        yield ngettext(
            "{count} mark such as Break was left out.",
            "{count} marks such as Break were left out.",
            marks,
        ).format(count=marks)


WRITER = Writer("srt", "SRT", ".srt", write)
