"""What a transcript is made of: plain values, whole milliseconds, times that may be unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

_NOTICED_MS = 500  # an error of a time that a listener would notice


def is_about(error_ms: int | None) -> bool:
    """Return whether a time with this error bound is shown as “≈”, as about then."""
    return error_ms is not None and error_ms > _NOTICED_MS


class Evidence(StrEnum):
    """What a segment's start time rests on, best first."""

    EXACT = "exact"  # a time in the file stands on this segment
    ALIGNED = "aligned"  # found in the audio
    ESTIMATED = "estimated"  # placed between times
    NONE = "none"


class Kind(StrEnum):
    """Whether a segment is read out, or says what is heard instead of text."""

    SPEECH = "speech"
    MARK = "mark"  # Break, Jingle, Outro …: pseudo-speakers are marks, not people


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """Where a segment stands in the raw file: bytes, BOM included, end exclusive."""

    start_byte: int
    end_byte: int


@dataclass(frozen=True, slots=True)
class Word:
    """One whitespace-separated token of a segment's text.

    A word that is not spoken has no times and a confidence below 0.3.
    """

    text: str
    start_ms: int | None
    end_ms: int | None
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Segment:
    """One readable paragraph by one speaker. Spans may overlap; times may be unknown.

    ``text`` is what is read: no name, no marker, no escapes. ``error_ms`` is 0 for an exact
    start, else the bound within which the true start lies nine times in ten; None without a
    time. ``words``, once known, are exactly ``text.split()`` in order.
    """

    index: int
    kind: Kind
    text: str
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    evidence: Evidence = Evidence.NONE
    error_ms: int | None = None
    source: SourceSpan | None = None
    words: tuple[Word, ...] | None = None

    @property
    def is_speech(self) -> bool:
        return self.kind is Kind.SPEECH

    @property
    def is_estimated(self) -> bool:
        """Whether the start is known, but only about: shown with “≈”."""
        return self.evidence is Evidence.ESTIMATED


@dataclass(frozen=True, slots=True)
class Marker:
    """A time written in the text: at ``moment_ms`` the voice is at ``word`` of a segment.

    ``word`` counts the whitespace-separated tokens of the segment's text before the marker, so 0
    is its start. On a mark such as Break the time is where the untranscribed stretch begins; a
    second one, after its last word, where it ends. ``in_note`` tells times inside a note such as
    “[unintelligible 00:12:03]”: as good as any, but not counted as time marks.
    """

    segment: int
    word: int
    moment_ms: int
    in_note: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of a subtitle file as the file has it, before cues are joined to paragraphs.

    ``turns``, where several people speak in it, are who says what; ``speaker`` is the first. They
    are known as long as the file is at hand, not in the library.
    """

    start_ms: int
    end_ms: int
    speaker: str | None
    text: str
    turns: tuple[tuple[str | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person who speaks; ``order`` counts people by first appearance, from 0."""

    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was mended or left out. ``line`` counts from 1; None: the whole.

    ``times`` are the times it is about, each with its line where that is known: by them
    ``told_once`` knows what is said of the same time mark.
    """

    line: int | None
    message: str
    times: tuple[tuple[int, int | None], ...] = field(default=(), compare=False)


def told_once(read: Sequence[Problem], placed: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return what reading a file and placing its times found, what both say only once.

    What was done with a time is said instead of what is odd about it, with the line it stands in.
    """
    about = {moment_ms for problem in placed for moment_ms, _line in problem.times}
    lines = {moment_ms: line for problem in read for moment_ms, line in problem.times if line}
    left = [one for one in read if not any(moment_ms in about for moment_ms, _ in one.times)]
    return (*left, *(_with_line(problem, lines) for problem in placed))


def _with_line(problem: Problem, lines: Mapping[int, int]) -> Problem:
    known = [lines[moment_ms] for moment_ms, _line in problem.times if moment_ms in lines]
    return replace(problem, line=known[0]) if problem.line is None and known else problem


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text with times, in reading order. ``format`` is the reader's name, e.g. ``srt``."""

    format: str
    segments: tuple[Segment, ...] = ()
    markers: tuple[Marker, ...] = ()
    cues: tuple[Cue, ...] = ()

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The people who speak, in order of first appearance."""
        names = dict.fromkeys(s.speaker for s in self.segments if s.is_speech and s.speaker)
        return tuple(Speaker(name, order) for order, name in enumerate(names) if name)

    @property
    def timing(self) -> Evidence:
        """The evidence of the median spoken segment: how good the times are as a whole."""
        ranks = sorted(_RANK[s.evidence] for s in self.segments if s.is_speech)
        return _BY_RANK[ranks[len(ranks) // 2]] if ranks else Evidence.NONE

    def with_segments(self, segments: Sequence[Segment]) -> "Transcript":
        return replace(self, segments=tuple(segments))


_BY_RANK = tuple(Evidence)
_RANK = {evidence: rank for rank, evidence in enumerate(_BY_RANK)}
