"""What is shown, what is heard, and where the voice is: the state every panel looks at."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.library.listening import Ranges, with_range
from desktop_app.player.base import Player
from desktop_app.transcript.lookup import SegmentLookup
from desktop_app.workflows.opening import OpenRecording

EXACT_PREROLL_MS = 200  # a start found in the audio: a breath before the word
LONGEST_PREROLL_MS = 5_000
_SAVE_EVERY_MS = 5_000
_LONGEST_TICK_MS = 2_000  # more between two positions is a jump, not listening
_HISTORY = 100


def preroll_ms(error_ms: int | None) -> int:
    """Return how much before a place the sound starts, so that its first word is heard.

    An estimated place starts early by its own error, a known one by a breath.
    """
    return min(max(error_ms or 0, EXACT_PREROLL_MS), LONGEST_PREROLL_MS)


@dataclass(frozen=True, slots=True)
class Place:
    """A moment in a recording."""

    recording_id: str
    moment_ms: int


@dataclass(frozen=True, slots=True)
class Jump:
    """The sound was moved: from where, to where, and why (a sentence for the user)."""

    origin: Place
    target: Place
    reason: str


class Session(QObject):
    """The recording that is shown and the one that is heard; often the same.

    Lives in the GUI thread. Panels read it and listen to its signals; only the composition root
    calls what changes it.
    """

    shown_changed = Signal()  # another recording is shown, or more is known of it
    heard_changed = Signal()  # another recording is in the player, or more is known of it
    moment_changed = Signal(int)  # where the voice is in what is heard
    playing_changed = Signal(bool)
    link_changed = Signal()  # the text waits, or goes along with the sound again
    jumped = Signal(object)  # Jump
    place_wanted = Signal(object)  # Place in a recording that is not open
    listening_changed = Signal(str, int, object)  # recording, position_ms, Ranges: to be saved

    def __init__(self, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.player = player
        self.shown: OpenRecording | None = None
        self.heard: OpenRecording | None = None
        self.unlinked_from_ms: int | None = None  # since when the text waits
        self._lookup = SegmentLookup(())
        self._ranges: Ranges = ()
        self._run_from_ms: int | None = None
        self._last_ms = 0
        self._saved_ms = 0
        self._floor_ms: int | None = None
        self._back: list[Place] = []
        self._forward: list[Place] = []
        player.position_changed.connect(self._on_position_changed)
        player.playing_changed.connect(self._on_playing_changed)

    # ---- what is shown -----------------------------------------------------------------------
    def show(self, opened: OpenRecording) -> None:
        """Show a recording; what is heard stays. Nothing in the player yet: load it, paused."""
        self.shown = opened
        if self.heard is None:
            self.load(opened)
        elif self.heard.recording.id == opened.recording.id:
            self._renew(opened)
        self.shown_changed.emit()

    def renew(self, opened: OpenRecording) -> None:
        """Take over what was learnt about a recording, wherever it is open."""
        if self.heard is not None and self.heard.recording.id == opened.recording.id:
            self._renew(opened)
        if self.shown is not None and self.shown.recording.id == opened.recording.id:
            self.shown = opened
            self.shown_changed.emit()

    def forget(self, recording_id: str) -> None:
        """Stop and show a recording no longer: it was taken out of the library."""
        self._back = [place for place in self._back if place.recording_id != recording_id]
        self._forward = [place for place in self._forward if place.recording_id != recording_id]
        if self.shown is not None and self.shown.recording.id == recording_id:
            self.shown = None
            self.shown_changed.emit()
        if self.heard is None or self.heard.recording.id != recording_id:
            return
        self.player.pause()
        self.save()
        self.heard = None
        if self.shown is not None:
            self.load(self.shown)
        else:
            self.player.open(None)
            self.heard_changed.emit()

    @property
    def is_shown_heard(self) -> bool:
        """Whether the text on screen belongs to the sound."""
        return (
            self.shown is not None
            and self.heard is not None
            and self.shown.recording.id == self.heard.recording.id
        )

    # ---- what is heard -----------------------------------------------------------------------
    def load(self, opened: OpenRecording, at_ms: int | None = None) -> None:
        """Put a recording into the player, paused, where the user left it (or at ``at_ms``)."""
        self.player.pause()  # what stops belongs to the recording before
        self.save()
        self.heard = opened
        self.relink()
        self._lookup = SegmentLookup(opened.transcript.segments)
        self._ranges = opened.heard
        self._run_from_ms = self._floor_ms = None
        start_ms = opened.position_ms if at_ms is None else at_ms
        self._last_ms = self._saved_ms = start_ms
        self.player.open(opened.recording.audio, duration_ms=opened.recording.duration_ms)
        if start_ms:
            self.player.seek(start_ms)
        self.heard_changed.emit()
        self.moment_changed.emit(start_ms)

    def play_instead(self, file: Path) -> None:
        """Go on with another file of the same sound, one that seeks to the right place."""
        if self.heard is None:
            return
        was_playing, position_ms = self.player.is_playing(), self.player.position_ms()
        self.player.pause()
        self.player.open(file, duration_ms=self.heard.recording.duration_ms)
        self.player.seek(position_ms)
        if was_playing:
            self.player.play()

    def jump(
        self, target_ms: int, reason: str, *, error_ms: int | None = 0, play: bool | None = None
    ) -> None:
        """Move the sound of the shown recording to a place, starting early by its error.

        ``error_ms`` None: go there exactly, with no pre-roll. ``play`` None keeps play or pause.
        Until the voice reaches the place it counts as being there: a chosen line is the marked one.
        """
        if self.shown is None:
            return
        origin = self._here()
        if not self.is_shown_heard:
            play = self.player.is_playing() if play is None else play
            self.load(self.shown)
        early_ms = 0 if error_ms is None else preroll_ms(error_ms)
        self._go(max(0, target_ms - early_ms), floor_ms=target_ms)
        target = Place(self.shown.recording.id, target_ms)
        if origin is not None:
            self._back = [*self._back[-_HISTORY:], origin]
            self._forward.clear()
            self.jumped.emit(Jump(origin, target, reason))
        if play:
            self.player.play()

    def step(self, by_ms: int) -> None:
        """Move the sound a little, without a place in the history."""
        if self.heard is not None:
            self._go(self._bounded(self.player.position_ms() + by_ms))

    def scrub(self, moment_ms: int) -> None:
        """Follow the pointer along the timeline."""
        if self.heard is not None:
            self._go(self._bounded(moment_ms))

    def note_jump_from(self, moment_ms: int, reason: str) -> None:
        """Remember where the sound was before it was moved by scrubbing."""
        here = self._here()
        if here is not None:
            origin = Place(here.recording_id, moment_ms)
            self._back = [*self._back[-_HISTORY:], origin]
            self._forward.clear()
            self.jumped.emit(Jump(origin, here, reason))

    def go_back(self) -> None:
        """Undo the last jump."""
        self._travel(self._back, self._forward)

    def go_forward(self) -> None:
        """Do again the jump that was undone last."""
        self._travel(self._forward, self._back)

    def arrive(self, opened: OpenRecording, moment_ms: int) -> None:
        """End a way through the history in a recording that had to be opened for it."""
        was_playing = self.player.is_playing()
        self.show(opened)
        if self.is_shown_heard:
            self._go(moment_ms)
        else:
            self.load(opened, moment_ms)
        is_at_end = 0 < self.player.duration_ms() <= self.player.position_ms()
        if was_playing and not is_at_end:  # from the end, Play would start anew
            self.player.play()

    def unlink(self) -> None:
        """Let the text wait while something is heard that it does not have."""
        self.unlinked_from_ms = self.player.position_ms()
        self.link_changed.emit()

    def relink(self) -> None:
        """Let the text go along with the sound again."""
        if self.unlinked_from_ms is not None:
            self.unlinked_from_ms = None
            self.link_changed.emit()

    @property
    def moment_ms(self) -> int:
        """Where the voice is, or is about to be after a jump with pre-roll."""
        return self._moment_of(self.player.position_ms())

    @property
    def spoken_segment(self) -> int | None:
        """The index of the segment being heard, None in a pause."""
        found = self._lookup.at(self.moment_ms)
        return None if found is None else found.index

    @property
    def heard_ranges(self) -> Ranges:
        """The stretches of the recording in the player that were listened to."""
        if self._run_from_ms is None or self._last_ms <= self._run_from_ms:
            return self._ranges
        return with_range(self._ranges, self._run_from_ms, self._last_ms)

    def save(self) -> None:
        """Hand out position and heard stretches to be kept."""
        if self.heard is None:
            return
        self._ranges = self.heard_ranges
        self._run_from_ms = self._last_ms if self.player.is_playing() else None
        self._saved_ms = self.player.position_ms()
        self.listening_changed.emit(self.heard.recording.id, self._saved_ms, self._ranges)

    # ---- within ------------------------------------------------------------------------------
    def _renew(self, opened: OpenRecording) -> None:
        was = self.heard
        self.heard = opened
        self._lookup = SegmentLookup(opened.transcript.segments)
        if was is not None and was.recording.audio != opened.recording.audio:
            position_ms = self.player.position_ms() or self._last_ms
            self.player.pause()
            self.player.open(opened.recording.audio, duration_ms=opened.recording.duration_ms)
            self.player.seek(position_ms)
        self.heard_changed.emit()

    def _moment_of(self, position_ms: int) -> int:
        return position_ms if self._floor_ms is None else max(position_ms, self._floor_ms)

    def _here(self) -> Place | None:
        if self.heard is None:
            return None
        return Place(self.heard.recording.id, self.player.position_ms())

    def _bounded(self, moment_ms: int) -> int:
        duration_ms = self.player.duration_ms()
        return max(0, min(moment_ms, duration_ms) if duration_ms else moment_ms)

    def _go(self, moment_ms: int, floor_ms: int | None = None) -> None:
        self._close_run()
        self._floor_ms = floor_ms
        self._last_ms = moment_ms  # before the player tells: what is skipped was not listened to
        self.player.seek(moment_ms)
        self.moment_changed.emit(self.moment_ms)

    def _travel(self, from_stack: list[Place], to_stack: list[Place]) -> None:
        here = self._here()
        if not from_stack or here is None:
            return
        place = from_stack.pop()
        to_stack.append(here)
        if self.heard is not None and place.recording_id == self.heard.recording.id:
            self._go(place.moment_ms)
        else:
            self.place_wanted.emit(place)

    def _close_run(self) -> None:
        self._ranges = self.heard_ranges
        self._run_from_ms = None

    @Slot(int)
    def _on_position_changed(self, position_ms: int) -> None:
        if self.heard is None:
            return
        passed_ms = position_ms - self._last_ms
        if self.player.is_playing() and 0 <= passed_ms <= _LONGEST_TICK_MS:
            if self._run_from_ms is None:
                self._run_from_ms = self._last_ms
        else:
            self._close_run()
        self._last_ms = position_ms
        if self._floor_ms is not None and position_ms >= self._floor_ms:
            self._floor_ms = None
        self.moment_changed.emit(self._moment_of(position_ms))
        if self.player.is_playing() and abs(position_ms - self._saved_ms) >= _SAVE_EVERY_MS:
            self.save()

    @Slot(bool)
    def _on_playing_changed(self, is_playing: bool) -> None:
        if not is_playing:
            self.save()
        self.playing_changed.emit(is_playing)
