"""The player that makes sound, on QtMultimedia."""

import logging
import math
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtMultimedia import QAudio, QAudioBufferOutput, QAudioOutput, QMediaPlayer

from desktop_app.i18n import _
from desktop_app.player.base import FASTEST, SLOWEST, Output, Player
from desktop_app.player.moving_position import MovingPosition
from desktop_app.player.outputs import Outputs, id_of
from desktop_app.timecode import clock

log = logging.getLogger(__name__)

_Status = QMediaPlayer.MediaStatus
_TICK_MS = 500
_JITTER_MS = 8  # by so much reports correct the position: who asks earlier often asks twice
_LEAST_TICK_MS = 5  # a sound that stands still just before a word is not asked without end
_AT_END_MS = 40  # a seek this near to the end is one to the end
_STUCK_MS = 400  # the end is taken as reached when nothing moves there for so long
_DUMB_MS = 3_000  # anywhere else, PulseAudio may take two seconds to begin
_REPORTS_A_START = 8  # they come twenty times a second
_EARLY_MS = 2_000  # lengths are wrong by less


class QtPlayer(Player):
    """Plays through QMediaPlayer. Without a sound device the time runs all the same.

    QMediaPlayer drops a seek made while a file loads, and moves its position in steps of 50 ms;
    both are mended here. ``listener`` gets a copy of what is played.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        outputs: Outputs | None = None,
        listener: QAudioBufferOutput | None = None,
    ) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known_ms: int | None = None  # the length the caller knows
        self._loaded = False
        self._playing = False
        self._at_end = False
        self._reports = 0  # of where it is, while playing
        self._volume = 1.0
        self._output_id = ""  # the device that is wished for
        self._position = MovingPosition()
        self._outputs = outputs or Outputs(self)
        self._had_output = self._outputs.is_available()
        self._sound = QAudioOutput(self)
        self._media = self._new_media(listener)
        self._tick = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_tick)
        self._standstill = QTimer(self, singleShot=True)
        self._standstill.timeout.connect(self._on_standstill)
        self._outputs.changed.connect(self._on_outputs_changed)

    def open(self, path: Path | None, *, duration_ms: int | None = None) -> None:
        self._set_playing(False)
        self._path = path
        self._known_ms = duration_ms
        self._load()
        self._jump(0)
        self.duration_changed.emit(self.duration_ms())

    def play(self) -> None:
        if self._path is None:
            return
        if self._media.mediaStatus() is _Status.InvalidMedia:
            self._load()  # the file may be back
        if self._at_end:
            self.seek(0)
        self._set_playing(True)
        if self._loaded:
            self._start()

    def pause(self) -> None:
        self._position.halt()
        self._hush()
        self._set_playing(False)

    def seek(self, position_ms: int) -> None:
        end_ms = self.duration_ms()
        target_ms = max(0, position_ms)
        if end_ms or self._loaded or self._path is None:
            target_ms = min(target_ms, end_ms)
        if self._loaded and target_ms >= end_ms - _AT_END_MS:
            self._arrive_at_end()
            return
        if self._loaded:
            self._media.setPosition(target_ms)
        self._jump(target_ms)

    def tell_at(self, position_ms: int) -> None:
        if not self._tick.isActive():
            return
        ahead_ms = (position_ms - self.position_ms()) / self.speed()
        if 0 < ahead_ms < self._tick.remainingTime():
            self._tick.start(max(_LEAST_TICK_MS, math.ceil(ahead_ms) + _JITTER_MS))

    def position_ms(self) -> int:
        at_ms = self._position.at()
        return min(at_ms, self.duration_ms()) if self._loaded else at_ms

    def duration_ms(self) -> int:
        if self._known_ms is not None:
            return self._known_ms
        return max(0, self._media.duration()) if self._loaded else 0

    def is_playing(self) -> bool:
        return self._playing

    def set_speed(self, speed: float) -> None:
        speed = max(SLOWEST, min(speed, FASTEST))
        self._position.set_speed(speed)
        self._media.setPlaybackRate(speed)
        if self._tick.isActive():
            self._tick.start(0)  # what was asked for comes at another time now

    def speed(self) -> float:
        return self._media.playbackRate()

    def set_volume(self, volume: float) -> None:
        self._volume = max(0.0, min(volume, 1.0))
        scales = QAudio.VolumeScale
        self._sound.setVolume(
            QAudio.convertVolume(
                self._volume, scales.LogarithmicVolumeScale, scales.LinearVolumeScale
            )
        )

    def volume(self) -> float:
        return self._volume

    def set_muted(self, muted: bool) -> None:
        self._sound.setMuted(muted)

    def is_muted(self) -> bool:
        return self._sound.isMuted()

    def has_output(self) -> bool:
        return self._had_output

    def outputs(self) -> tuple[Output, ...]:
        return tuple(
            Output(id_of(device), device.description()) for device in self._outputs.devices()
        )

    def set_output(self, output_id: str) -> None:
        if output_id != self._output_id:
            self._output_id = output_id
            self._take_device()

    def _new_media(self, listener: QAudioBufferOutput | None) -> QMediaPlayer:
        media = QMediaPlayer(self)
        media.setAudioOutput(self._sound)
        if listener is not None:
            media.setAudioBufferOutput(listener)
        media.setPitchCompensation(True)
        media.mediaStatusChanged.connect(self._on_status_changed)
        media.positionChanged.connect(self._on_position_changed)
        media.durationChanged.connect(self._on_duration_changed)
        media.errorOccurred.connect(self._on_error)
        return media

    def _load(self) -> None:
        self._loaded = False
        self._media.setSource(QUrl())  # also makes the same file load once more
        if self._path is not None:
            self._media.setSource(QUrl.fromLocalFile(str(self._path.absolute())))

    def _jump(self, position_ms: int) -> None:
        self._at_end = False
        self._position.jump(position_ms)
        if self._standstill.isActive():
            self._standstill.start(_DUMB_MS)
        self.position_changed.emit(position_ms)

    def _arrive_at_end(self) -> None:
        """Stand at the end, with what was played until then finished."""
        was_playing = self._playing
        self._hush()
        self._jump(self.duration_ms())
        self._at_end = True
        self._set_playing(False)
        if was_playing:
            self.finished.emit()

    def _set_playing(self, playing: bool) -> None:
        if playing == self._playing:
            return
        self._playing = playing
        if playing:
            self._tick.start(0)  # so that they who listen can ask for more
        else:
            self._tick.stop()
            self._standstill.stop()
        self.playing_changed.emit(playing)

    def _on_status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is _Status.LoadedMedia and not self._loaded and self._path is not None:
            self._on_loaded()
        elif status is _Status.EndOfMedia and self._playing:
            self._on_end_of_media()

    def _on_loaded(self) -> None:
        """Follow the wishes made while the file loaded."""
        self._loaded = True
        wanted_ms = self._position.at()
        if wanted_ms:
            self.seek(wanted_ms)
        if self._playing:
            self._start()

    def _start(self) -> None:
        if self._media.audioOutput() is None:  # it stood still before
            self._media.setAudioOutput(self._sound)
        self._media.play()
        self._tick.start(0)
        self._standstill.start(_DUMB_MS)

    def _on_end_of_media(self) -> None:
        heard_ms = self._position.at()
        if self.duration_ms() - heard_ms > _EARLY_MS:
            self._fail(self._early_end(heard_ms))
        else:
            self._arrive_at_end()

    def _early_end(self, heard_ms: int) -> str:
        assert self._path is not None
        if not self._path.exists():
            return _("“{name}” is not there any more.").format(name=self._path.name)
        return _("“{name}” breaks off at {time}.").format(
            name=self._path.name, time=clock(heard_ms)
        )

    def _on_position_changed(self, position_ms: int) -> None:
        if not (self._playing and self._loaded):
            return
        end_ms = self._media.duration()
        if position_ms >= end_ms > self._position.at() + _EARLY_MS:
            return  # a file that breaks off is reported as being at its end
        self._position.report(position_ms)
        if self._known_ms is not None and position_ms > self._known_ms + _EARLY_MS:
            self._known_ms = None  # it goes on, so the caller knew wrong
            self.duration_changed.emit(self.duration_ms())
        self._reports += 1
        if position_ms >= end_ms - _STUCK_MS:
            self._standstill.start(_STUCK_MS)
        elif self._reports % _REPORTS_A_START == 0:
            self._standstill.start(_DUMB_MS)

    def _on_standstill(self) -> None:
        """Make time run again that stands still while playing.

        WORKAROUND(PySide6 6.11): played or moved to the very end, a WAV file does not always
        reach EndOfMedia; and when the last device of PulseAudio goes, nothing says so and no
        time passes. Remove when neither happens any more.
        """
        if self._position.at() >= self._media.duration() - _STUCK_MS:
            self._arrive_at_end()
        elif self._media.audioOutput() is not None:
            self._media.setAudioOutput(None)  # type: ignore[arg-type]  # allowed by Qt
            self._set_has_output(False)

    def _on_duration_changed(self, _duration_ms: int) -> None:
        self.duration_changed.emit(self.duration_ms())

    def _on_tick(self) -> None:
        self._tick.start(_TICK_MS)
        if self._loaded:
            self.position_changed.emit(self.position_ms())

    def _on_error(self, error: QMediaPlayer.Error, said: str) -> None:
        if self._path is None:
            return
        log.info("QMediaPlayer failed: %s, %s", error.name, said)
        name = self._path.name
        if not self._path.exists():
            self._fail(_("“{name}” is not there any more.").format(name=name))
        elif error is QMediaPlayer.Error.FormatError:
            self._fail(_("“{name}” is not an audio file that can be played.").format(name=name))
        else:
            self._fail(_("“{name}” cannot be played.").format(name=name))

    def _fail(self, sentence: str) -> None:
        self._position.halt()
        self._hush()
        self._set_playing(False)
        self.failed.emit(sentence)

    def _hush(self) -> None:
        if self._media.playbackState() is QMediaPlayer.PlaybackState.PlayingState:
            self._media.pause()

    def _on_outputs_changed(self) -> None:
        """Go on playing on the device that was chosen, else on the one the system plays on."""
        self._take_device()
        if self._media.audioOutput() is None:
            self._media.setAudioOutput(self._sound)
        self._set_has_output(self._outputs.is_available())
        self.outputs_changed.emit()

    def _take_device(self) -> None:
        there = {id_of(device): device for device in self._outputs.devices()}
        device = there.get(self._output_id, self._outputs.default())
        if device != self._sound.device():
            self._sound.setDevice(device)

    def _set_has_output(self, has_output: bool) -> None:
        if has_output != self._had_output:
            self._had_output = has_output
            self.output_changed.emit(has_output)
