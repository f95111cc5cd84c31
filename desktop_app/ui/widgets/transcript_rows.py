"""Which lines a page has: questions, names, paragraphs, and what the text does not have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.transcript.lookup import Zone
from desktop_app.transcript.model import Segment, Transcript, is_about

_SHORTEST_GAP_MS = 10_000  # a shorter silence between two sentences is not worth a line
_LONGEST_NAME = 48  # a mark with more to say than its name, as a song with its words


class Heading(Protocol):
    """A question as far as the page shows it."""

    @property
    def text(self) -> str: ...
    @property
    def segment(self) -> int | None: ...
    @property
    def start_ms(self) -> int | None: ...
    @property
    def error_ms(self) -> int | None: ...


class RowKind(Enum):
    """What a block of the page is."""

    QUESTION = auto()
    NAME = auto()
    TEXT = auto()
    ZONE = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the page. ``segment`` is the index of the paragraph it belongs to."""

    kind: RowKind
    words: str
    segment: int | None = None
    start_ms: int | None = None
    is_estimated: bool = False
    starts_turn: bool = False  # a text without a name above it, though another voice begins
    zone: Zone | None = None

    def left_words(self, left_s: int) -> str:
        """Return how long it takes until the text goes on; no words where it does not."""
        if self.zone is None or self.zone.kind == "outro":
            return ""
        time = clock(1_000 * left_s)
        return _("goes on in {time}").format(time=f"≈ {time}" if self.is_estimated else time)


def rows_of(
    transcript: Transcript, questions: Sequence[Heading], zones: Sequence[Zone]
) -> Iterator[Row]:
    """Return the page's blocks in reading order. No block is empty."""
    asked = _by_segment(questions)
    waiting = [z for z in zones if _has_line(z)]
    waiting.sort(key=lambda zone: zone.start_ms)
    marks: list[Segment] = []
    before: Segment | None = None
    is_first = True
    for segment in transcript.segments:
        if not segment.is_speech:
            marks.append(segment)
            continue
        gone = _ended(waiting, segment.start_ms)
        lines = list(_zone_rows(marks, gone, before, segment))
        yield from lines
        headings = asked.get(segment.index, ())
        yield from (_question_row(question) for question in headings)
        is_new = bool(is_first or lines or headings) or before is None
        is_new = is_new or (before is not None and before.speaker != segment.speaker)
        yield from _segment_rows(segment, is_new)
        marks, before, is_first = [], segment, False
    yield from _zone_rows(marks, waiting, before, None)


def _has_line(zone: Zone) -> bool:
    """Return whether a zone is worth a line between two paragraphs."""
    if zone.kind == "gap":
        return zone.end_ms - zone.start_ms >= _SHORTEST_GAP_MS
    return zone.kind != "within"


def _by_segment(questions: Sequence[Heading]) -> dict[int, list[Heading]]:
    found: dict[int, list[Heading]] = {}
    for question in questions:
        if question.segment is not None:
            found.setdefault(question.segment, []).append(question)
    return found


def _question_row(question: Heading) -> Row:
    return Row(
        RowKind.QUESTION,
        question.text,
        question.segment,
        question.start_ms,
        is_estimated=is_about(question.error_ms),
    )


def _segment_rows(segment: Segment, starts_turn: bool) -> Iterator[Row]:
    time = (segment.index, segment.start_ms, segment.is_estimated)
    has_name = bool(starts_turn and segment.speaker)
    if has_name and segment.speaker:
        yield Row(RowKind.NAME, segment.speaker, *time)
    if segment.text.strip():
        yield Row(RowKind.TEXT, segment.text, *time, starts_turn=starts_turn and not has_name)


def _ended(waiting: list[Zone], start_ms: int | None) -> list[Zone]:
    """Take out the zones that are over when a paragraph starts."""
    if start_ms is None:
        return []
    gone = [zone for zone in waiting if zone.end_ms <= start_ms]
    del waiting[: len(gone)]
    return gone


def _zone_rows(
    marks: Sequence[Segment],
    zones: Sequence[Zone],
    before: Segment | None,
    after: Segment | None,
) -> Iterator[Row]:
    """Return a line for each mark and each zone between two paragraphs; they pair up in order."""
    is_estimated = any(s is not None and s.is_estimated for s in (before, after))
    sung = [mark for mark in marks if len(mark.text) > _LONGEST_NAME]
    marks = [mark for mark in marks if len(mark.text) <= _LONGEST_NAME]
    for place in range(max(len(marks), len(zones))):
        mark = marks[place] if place < len(marks) else None
        zone = zones[place] if place < len(zones) else None
        yield Row(
            RowKind.ZONE,
            _zone_words(mark, zone, is_estimated),
            mark.index if mark is not None else None,
            zone.start_ms if zone is not None else (mark.start_ms if mark is not None else None),
            is_estimated=is_estimated,
            zone=zone,
        )
    for mark in sung:
        yield from _segment_rows(mark, starts_turn=True)


def _zone_words(mark: Segment | None, zone: Zone | None, is_estimated: bool) -> str:
    name = _mark_name(mark) if mark is not None else _zone_name(zone)
    if zone is None:
        return _("{name}, not in the transcript").format(name=name)
    time = clock(zone.end_ms - zone.start_ms)
    return _("{name}, not in the transcript · {length}").format(
        name=name, length=f"≈ {time}" if is_estimated else time
    )


def _mark_name(mark: Segment) -> str:
    return " ".join((mark.speaker or mark.text or _("Break")).split())


def _zone_name(zone: Zone | None) -> str:
    kind = zone.kind if zone is not None else "break"
    return {"lead_in": _("Opening"), "outro": _("Ending"), "gap": _("Music or a pause")}.get(
        kind, _("Break")
    )
