"""Paragraphs with their speakers and times, and the transcript they make."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.transcript.formats.source import Paragraph
from desktop_app.transcript.formats.times import TimedText
from desktop_app.transcript.model import Kind, Marker, Problem, Segment, Transcript

_RANGE = re.compile(r"to|until|through|[-–—]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph as read: the name on it if any, who speaks, and its text with times."""

    paragraph: Paragraph
    name: str | None
    speaker: str | None
    timed: TimedText
    is_mark: bool = False


def is_wordless(timed: TimedText) -> bool:
    """Whether nothing is left to read: blank, or only the "to" between two times."""
    return not timed.text or (len(timed.times) > 1 and bool(_RANGE.fullmatch(timed.text)))


def transcript_of(format_name: str, turns: Sequence[Turn]) -> Transcript:
    """Return the transcript in which every turn is one segment and every time one marker."""
    segments: list[Segment] = []
    markers: list[Marker] = []
    for index, turn in enumerate(turns):
        segments.append(_segment(index, turn))
        markers.extend(_markers(index, turn))
    return Transcript(format_name, tuple(segments), tuple(markers))


def problems_of(
    turns: Sequence[Turn], markers: Sequence[Marker], *, has_lines: bool = True
) -> Iterator[Problem]:
    """Yield a sentence for each time that cannot be read or runs backwards.

    Without ``has_lines`` the paragraphs' lines are not the file's, and are not told.
    """
    lines = [turn.paragraph.line if has_lines else None for turn in turns]
    for turn, line in zip(turns, lines, strict=True):
        for bracket in turn.timed.unreadable:
            message = _("“{text}” is not a time and was left out.").format(text=bracket)
            yield Problem(line, message)
    counted = [marker for marker in markers if not marker.in_note]
    for before, marker in pairwise(counted):
        if marker.moment_ms < before.moment_ms:
            message = _("The time {time} comes after {later}.").format(
                time=clock(marker.moment_ms), later=clock(before.moment_ms)
            )
            times = tuple((one.moment_ms, lines[one.segment]) for one in (marker, before))
            yield Problem(lines[marker.segment], message, times)


def _segment(index: int, turn: Turn) -> Segment:
    text, span = turn.timed.text, turn.paragraph.span
    if not turn.is_mark:
        return Segment(index, Kind.SPEECH, text, turn.speaker, source=span)
    # A mark without words of its own is read as its name: "Break".
    return Segment(index, Kind.MARK, _mark_text(turn), source=span)


def _mark_text(turn: Turn) -> str:
    return (turn.name or "") if _is_bare(turn) else turn.timed.text


def _is_bare(turn: Turn) -> bool:
    """Whether a mark is just its name; a stray letter is a slip of the keyboard."""
    return turn.is_mark and (is_wordless(turn.timed) or len(turn.timed.text) < 2)


def _markers(index: int, turn: Turn) -> Iterator[Marker]:
    is_bare = _is_bare(turn)
    after = len(_mark_text(turn).split())
    for place, time in enumerate(turn.timed.times):
        word = time.word
        if is_bare:  # "Jingle [1:02] to [1:20]": the second time is the end
            word = after if place else 0
        yield Marker(index, word, time.moment_ms, time.in_note)
