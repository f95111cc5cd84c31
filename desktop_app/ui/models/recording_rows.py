"""Rows of the library: an episode, its show, how far it was heard, how good its times are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from desktop_app.i18n import _, ngettext
from desktop_app.library.recordings import Entry
from desktop_app.timecode import clock, length
from desktop_app.transcript.model import Evidence
from desktop_app.ui.dates import short_date

_NO_COUNTS: Mapping[str, int] = {}
_NOTHING_MS = 1_000
_ALMOST_ALL = 0.97  # what is left of an episode then is its outro


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """One episode as the library shows it."""

    recording: Entry
    position_ms: int
    is_playing: bool
    questions: int = 0  # 0 also while they are not counted

    is_heading = False

    @property
    def key(self) -> object:
        return self.recording.id

    @property
    def heard(self) -> float:
        """Return how far the episode was listened to, 0 to 1."""
        duration_ms = self.recording.duration_ms
        return min(1.0, self.position_ms / duration_ms) if duration_ms else 0.0

    @property
    def is_heard(self) -> bool:
        return self.heard >= _ALMOST_ALL

    @property
    def state(self) -> str:
        if self.recording.audio_file is None:
            return _("no audio")
        if self.is_playing:
            return _("playing")
        if self.is_heard:
            return _("heard")
        return self.left or _("new")

    @property
    def left(self) -> str:
        """Return how much is left of an episode that was begun, “22 min left”; empty at its end."""
        if not self.position_ms or not self.recording.duration_ms:
            return ""
        left_ms = self.recording.duration_ms - self.position_ms
        if left_ms < _NOTHING_MS:
            return ""
        return _("{length} left").format(length=length(left_ms))

    @property
    def is_begun(self) -> bool:
        """Whether the user stopped somewhere in the middle."""
        return self.position_ms > 0 and not self.is_heard

    @property
    def needs_aligning(self) -> bool:
        """Whether there is a text whose times are estimates, or none."""
        is_exact = self.recording.timing in (Evidence.EXACT, Evidence.ALIGNED)
        return self.recording.segments > 0 and not is_exact

    @property
    def date(self) -> str:
        return short_date(self.recording.published)

    @property
    def length(self) -> str:
        duration_ms = self.recording.duration_ms
        return clock(duration_ms) if duration_ms else ""

    @property
    def timing(self) -> str:
        """Return in words how good the times are."""
        return timing_words(self.recording.timing, self.recording.segments)

    @property
    def question_count(self) -> str:
        """Return how many questions there are in words, empty without any."""
        n = self.questions
        return ngettext("{n} question", "{n} questions", n).format(n=n) if n else ""

    @property
    def words(self) -> str:
        recording = self.recording
        parts = (
            *(recording.title, recording.show, self.length, self.state, self.timing),
            self.question_count,
        )
        return ", ".join(part for part in parts if part)

    @property
    def tip(self) -> str:
        return _("Open. The sound stays as it is.")


class Order(Enum):
    """How the episodes of the library stand."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    LONGEST = "longest"

    @property
    def words(self) -> str:
        return {
            Order.NEWEST: _("Newest first"),
            Order.OLDEST: _("Oldest first"),
            Order.TITLE: _("By title"),
            Order.LONGEST: _("Longest first"),
        }[self]


def in_order(rows: Iterable[RecordingRow], order: Order) -> list[RecordingRow]:
    """Return rows that stand newest first in another order."""
    match order:
        case Order.NEWEST:
            return list(rows)
        case Order.OLDEST:
            return list(rows)[::-1]
        case Order.TITLE:
            return sorted(rows, key=lambda row: row.recording.title.casefold())
        case Order.LONGEST:
            return sorted(rows, key=lambda row: row.recording.duration_ms or 0, reverse=True)


def begun_rows(rows: Iterable[RecordingRow], heard_last: Sequence[str]) -> list[RecordingRow]:
    """Return what to go on with: what is in the player, then what was heard last.

    ``heard_last`` are ids, the latest first.
    """
    place = {recording_id: at for at, recording_id in enumerate(heard_last)}
    begun = [row for row in rows if row.is_begun or row.is_playing]
    return sorted(
        begun, key=lambda row: (not row.is_playing, place.get(row.recording.id, len(place)))
    )


def recording_rows(
    recordings: Sequence[Entry],
    positions_ms: Mapping[str, int],
    playing: str | None,
    questions: Mapping[str, int] = _NO_COUNTS,
) -> list[RecordingRow]:
    """Return a row per recording, newest first; undated ones by when they came.

    ``questions`` are their numbers by id, where they are counted.
    """
    ordered = sorted(recordings, key=lambda r: (r.published or r.added, r.title), reverse=True)
    return [
        RecordingRow(r, positions_ms.get(r.id, 0), r.id == playing, questions.get(r.id, 0))
        for r in ordered
    ]


def timing_words(timing: Evidence, segments: int) -> str:
    """Return the words of the timing chip."""
    if not segments:
        return _("No transcript")
    return {
        Evidence.EXACT: _("Exact times"),
        Evidence.ALIGNED: _("Exact times"),
        Evidence.ESTIMATED: _("Rough times"),
        Evidence.NONE: _("No times"),
    }[timing]
