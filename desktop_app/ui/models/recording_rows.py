"""Rows of the library: an episode, its show, how far it was heard, how good its times are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.i18n import _
from desktop_app.library.recordings import Entry
from desktop_app.timecode import clock, length
from desktop_app.transcript.model import Evidence

_ALMOST_ALL = 0.97  # what is left of an episode then is its outro


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """One episode as the library shows it."""

    recording: Entry
    position_ms: int
    is_playing: bool

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
        if self.is_playing:
            return _("playing")
        if self.is_heard:
            return _("heard")
        if not self.position_ms or not self.recording.duration_ms:
            return _("new")
        left_ms = self.recording.duration_ms - self.position_ms
        return _("{length} left").format(length=length(left_ms))

    @property
    def length(self) -> str:
        duration_ms = self.recording.duration_ms
        return clock(duration_ms) if duration_ms else ""

    @property
    def timing(self) -> str:
        """Return in words how good the times are."""
        return timing_words(self.recording.timing, self.recording.segments)

    @property
    def words(self) -> str:
        recording = self.recording
        parts = (recording.title, recording.show, self.length, self.state, self.timing)
        return ", ".join(part for part in parts if part)

    @property
    def tip(self) -> str:
        return _("Open. The sound stays as it is.")


def recording_rows(
    recordings: Sequence[Entry], positions_ms: Mapping[str, int], playing: str | None
) -> list[RecordingRow]:
    """Return a row per recording, newest first; undated ones by when they came."""
    ordered = sorted(recordings, key=lambda r: (r.published or r.added, r.title), reverse=True)
    return [RecordingRow(r, positions_ms.get(r.id, 0), r.id == playing) for r in ordered]


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
