"""What the rest of Earmark may ask of a player."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

SLOWEST, FASTEST = 0.5, 3.0


@dataclass(frozen=True, slots=True)
class Output:
    """A device that makes sound. ``id`` stays the same when it is unplugged and comes back."""

    id: str
    name: str


class Player(QObject):
    """Plays one recording. Positions are whole milliseconds of the recording, at any speed.

    The last wish counts: a seek or a play made while a file still loads is kept until it can be
    followed, and ``position_ms`` and ``is_playing`` answer at once as if it had been.
    """

    position_changed = Signal(int)  # at every jump, when asked for, and twice a second in playing
    duration_changed = Signal(int)
    playing_changed = Signal(bool)
    finished = Signal()  # the end was reached; the position stays there
    failed = Signal(str)  # a sentence for the user; the player has stopped
    output_changed = Signal(bool)  # whether there is a device that makes sound
    outputs_changed = Signal()  # devices came or went

    def open(self, path: Path | None, *, duration_ms: int | None = None) -> None:
        """Put the start of a recording in place, paused; the one before is let go.

        ``duration_ms``, where known, is believed before what the file says. None as a path is a
        recording without sound: it can be moved in, not played.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file, so that it can be moved or deleted."""
        self.open(None)

    def play(self) -> None:
        """Go on from the position; from the end, start again."""
        raise NotImplementedError

    def pause(self) -> None:
        raise NotImplementedError

    def seek(self, position_ms: int) -> None:
        """Go there, playing or not as before; outside the recording means its nearer end."""
        raise NotImplementedError

    def tell_at(self, position_ms: int) -> None:
        """Say ``position_changed`` at this position too, should it be played before the next time.

        For what has to be seen as it is heard, as a word; asked again at each position_changed.
        """
        raise NotImplementedError

    def position_ms(self) -> int:
        """Return what is being heard now, to the millisecond."""
        raise NotImplementedError

    def duration_ms(self) -> int:
        """Return the length, 0 while it is unknown."""
        raise NotImplementedError

    def is_playing(self) -> bool:
        raise NotImplementedError

    def set_speed(self, speed: float) -> None:
        """Play ``speed`` times as fast with the pitch kept, within SLOWEST and FASTEST."""
        raise NotImplementedError

    def speed(self) -> float:
        raise NotImplementedError

    def set_volume(self, volume: float) -> None:
        """Set how loud it sounds to the ear: 0 is silent, 0.5 about half, 1 full."""
        raise NotImplementedError

    def volume(self) -> float:
        raise NotImplementedError

    def set_muted(self, muted: bool) -> None:
        """Silence the sound without forgetting the volume."""
        raise NotImplementedError

    def is_muted(self) -> bool:
        raise NotImplementedError

    def has_output(self) -> bool:
        """Return whether there is a device that makes sound; the time runs without one, too."""
        raise NotImplementedError

    def outputs(self) -> tuple[Output, ...]:
        """Return the devices there are."""
        raise NotImplementedError

    def set_output(self, output_id: str) -> None:
        """Play on the device with this id whenever it is there, else where the system plays.

        An empty id follows the system.
        """
        raise NotImplementedError
