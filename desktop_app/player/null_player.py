"""A player without sound or clock, moved by hand: for tests of everything around a player."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.player.base import FASTEST, SLOWEST, Output, Player


class NullPlayer(Player):
    """Behaves like any player; time passes only when ``advance`` says so.

    With a length it starts with a recording of that length open, and opens others as long.
    """

    def __init__(self, duration_ms: int = 0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._length_ms = duration_ms
        self._has_sound = duration_ms > 0
        self._duration_ms = duration_ms
        self._position_ms = 0
        self._playing = False
        self._speed = 1.0
        self._volume = 1.0
        self._muted = False
        self._has_output = True
        self._outputs: tuple[Output, ...] = ()
        self.output_id = ""  # the device that is wished for
        self.asked_ms: list[int] = []  # the positions somebody wants to be told of

    def advance(self, by_ms: int) -> None:
        """Let so much of the recording be heard, as if it played."""
        self._move(min(self._position_ms + by_ms, self._duration_ms))
        if self._position_ms == self._duration_ms and self._playing:
            self._set_playing(False)
            self.finished.emit()

    def fail(self, sentence: str) -> None:
        """Stop as a player stops that cannot go on."""
        self._set_playing(False)
        self.failed.emit(sentence)

    def plug(self, has_output: bool) -> None:
        """Plug in headphones where there were none, or pull them out."""
        if has_output != self._has_output:
            self._has_output = has_output
            self.output_changed.emit(has_output)

    def connect_outputs(self, *outputs: Output) -> None:
        """Plug in these devices, and pull out all others."""
        self._outputs = outputs
        self.outputs_changed.emit()

    def open(self, path: Path | None, *, duration_ms: int | None = None) -> None:
        self._set_playing(False)
        self._has_sound = path is not None
        length_ms = self._length_ms if self._has_sound else 0
        self._duration_ms = duration_ms if duration_ms is not None else length_ms
        self.duration_changed.emit(self._duration_ms)
        self._move(0)

    def play(self) -> None:
        if not self._has_sound:
            return
        if self._position_ms >= self._duration_ms:
            self._move(0)
        self._set_playing(True)

    def pause(self) -> None:
        self._set_playing(False)

    def seek(self, position_ms: int) -> None:
        self._move(max(0, min(position_ms, self._duration_ms)))
        if self._playing and self._position_ms == self._duration_ms:
            self._set_playing(False)
            self.finished.emit()

    def tell_at(self, position_ms: int) -> None:
        """Keep it in mind only: the hand that moves this player goes where it wants."""
        self.asked_ms.append(position_ms)

    def position_ms(self) -> int:
        return self._position_ms

    def duration_ms(self) -> int:
        return self._duration_ms

    def is_playing(self) -> bool:
        return self._playing

    def set_speed(self, speed: float) -> None:
        self._speed = max(SLOWEST, min(speed, FASTEST))

    def speed(self) -> float:
        return self._speed

    def set_volume(self, volume: float) -> None:
        self._volume = max(0.0, min(volume, 1.0))

    def volume(self) -> float:
        return self._volume

    def set_muted(self, muted: bool) -> None:
        self._muted = muted

    def is_muted(self) -> bool:
        return self._muted

    def has_output(self) -> bool:
        return self._has_output

    def outputs(self) -> tuple[Output, ...]:
        return self._outputs

    def set_output(self, output_id: str) -> None:
        self.output_id = output_id

    def _move(self, position_ms: int) -> None:
        self._position_ms = position_ms
        self.position_changed.emit(position_ms)

    def _set_playing(self, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)
