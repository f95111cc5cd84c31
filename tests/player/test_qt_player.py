"""What is particular to the player that sounds: its clock, its seeks, its failures."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QObject
from PySide6.QtMultimedia import QAudioBuffer, QAudioBufferOutput, QAudioDevice, QAudioFormat
from pytestqt.qtbot import QtBot

from desktop_app.player.outputs import Outputs
from desktop_app.player.qt_player import QtPlayer

RATE_HZ = 16_000


def load(player: QtPlayer, path: Path, qtbot: QtBot) -> None:
    player.open(path)
    qtbot.waitUntil(lambda: player.duration_ms() > 0)


@pytest.mark.parametrize("speed", [1.0, 2.0])
def test_it_plays_as_fast_as_it_should(
    qt_player: QtPlayer, qtbot: QtBot, make_wav: Callable[[int], Path], speed: float
) -> None:
    load(qt_player, make_wav(12), qtbot)
    qt_player.set_speed(speed)
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.position_ms() > 200)
    from_ms, since = qt_player.position_ms(), time.monotonic()
    qtbot.waitUntil(lambda: time.monotonic() - since >= 2.0)
    passed_ms = (time.monotonic() - since) * 1000
    assert qt_player.position_ms() - from_ms == pytest.approx(passed_ms * speed, rel=0.1)


def test_the_position_is_told_steadily(
    qt_player: QtPlayer, qtbot: QtBot, make_wav: Callable[[int], Path]
) -> None:
    load(qt_player, make_wav(12), qtbot)
    told: list[tuple[float, int]] = []
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.position_ms() > 200)
    qt_player.position_changed.connect(lambda at_ms: told.append((time.monotonic(), at_ms)))
    qtbot.waitUntil(lambda: len(told) >= 6)
    moments, positions = np.array(told).T
    assert np.median(np.diff(moments)) * 1000 == pytest.approx(500, abs=50)
    assert (np.diff(positions) >= 0).all()
    assert np.median(np.diff(positions)) == pytest.approx(500, abs=50)


def test_a_position_that_was_asked_for_is_told_as_it_is_played(
    qt_player: QtPlayer, qtbot: QtBot, make_wav: Callable[[int], Path]
) -> None:
    load(qt_player, make_wav(12), qtbot)
    told: list[int] = []
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.position_ms() > 200)
    asked = [qt_player.position_ms() + ahead_ms for ahead_ms in (130, 190, 270)]

    def ask(at_ms: int) -> None:
        told.append(at_ms)
        qt_player.tell_at(min((a for a in asked if a > at_ms), default=60_000))

    qt_player.position_changed.connect(ask)
    qt_player.tell_at(asked[0])
    qtbot.waitUntil(lambda: told != [] and told[-1] > asked[-1] + 200)
    late_ms = [min(at_ms for at_ms in told if at_ms >= a) - a for a in asked]
    assert sorted(late_ms)[1] <= 25  # a busy machine may be late once
    assert len(told) <= 6


def test_nothing_is_told_while_paused_whatever_was_asked(
    qt_player: QtPlayer, qtbot: QtBot, make_wav: Callable[[int], Path]
) -> None:
    load(qt_player, make_wav(12), qtbot)
    qt_player.tell_at(50)
    with qtbot.assertNotEmitted(qt_player.position_changed, wait=150):
        pass
    assert qt_player.position_ms() == 0


class Heard(QObject):
    """The sound that leaves a player, from the last seek on."""

    def __init__(self) -> None:
        super().__init__()
        form = QAudioFormat()
        form.setSampleRate(RATE_HZ)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Float)
        self.output = QAudioBufferOutput(form, self)
        self.output.audioBufferReceived.connect(self._on_buffer)
        self._blocks: list[NDArray[np.float32]] = []

    def forget(self) -> None:
        self._blocks.clear()

    def sound(self) -> NDArray[np.float32]:
        return np.concatenate(self._blocks) if self._blocks else np.empty(0, np.float32)

    def _on_buffer(self, buffer: QAudioBuffer) -> None:
        self._blocks.append(np.frombuffer(bytes(buffer.constData()), np.float32).copy())


def first_moment_ms(sound: NDArray[np.float32]) -> float:
    """Return the place in the recording of the first sample, by the next burst heard in it."""
    loud = np.abs(sound) > 0.1
    quiet_ms = 30 * RATE_HZ // 1000
    starts = [
        at for at in np.flatnonzero(loud) if at >= quiet_ms and not loud[at - quiet_ms : at].any()
    ]
    at = starts[0]
    tone = sound[at + 160 : at + 160 + 1_280]
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(len(tone)), 1 << 15))
    pitch = spectrum.argmax() * RATE_HZ / (1 << 15)
    second = round((pitch - 400) / 50)
    return second * 1000 - at * 1000 / RATE_HZ


@pytest.mark.parametrize("ending", [".wav", ".mp3", ".m4a", ".opus"])
def test_what_is_heard_after_a_seek_is_what_was_asked(
    qtbot: QtBot, encode: Callable[[int, str], Path], ending: str
) -> None:
    heard = Heard()
    player = QtPlayer(listener=heard.output)
    load(player, encode(20, ending), qtbot)
    player.play()
    for asked_ms in (12_800, 3_750):
        qtbot.waitUntil(lambda: len(heard.sound()) > 0)
        player.seek(asked_ms)
        assert player.position_ms() == pytest.approx(asked_ms, abs=5)
        heard.forget()
        qtbot.waitUntil(lambda: len(heard.sound()) > RATE_HZ * 0.4)
        assert first_moment_ms(heard.sound()) == pytest.approx(asked_ms, abs=100)
        shown_ms, sounding_ms = player.position_ms() - asked_ms, len(heard.sound()) / RATE_HZ * 1e3
        assert shown_ms == pytest.approx(sounding_ms, abs=250)
    player.close()


@pytest.mark.parametrize("ending", [".wav", ".mp3", ".m4a"])
@pytest.mark.parametrize("before_ms", [1, 60])
def test_a_seek_close_to_the_end_finishes(
    qt_player: QtPlayer,
    qtbot: QtBot,
    encode: Callable[[int, str], Path],
    ending: str,
    before_ms: int,
) -> None:
    load(qt_player, encode(3, ending), qtbot)
    qt_player.play()
    with qtbot.waitSignal(qt_player.finished, timeout=3_000):
        qt_player.seek(qt_player.duration_ms() - before_ms)
    assert qt_player.position_ms() == qt_player.duration_ms()
    assert not qt_player.is_playing()


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "not an audio file"), (b"Hello.\n" * 50, "not an audio file"), (None, "not there")],
    ids=["empty", "text", "vanished"],
)
@pytest.mark.qt_log_ignore("Could not open media")
def test_what_does_not_play_says_so(
    qt_player: QtPlayer, qtbot: QtBot, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "talk.mp3"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(qt_player.failed) as failed:
        qt_player.open(path)
        qt_player.play()
    assert failed.args is not None
    assert "“talk.mp3”" in failed.args[0]
    assert says in failed.args[0]
    assert not qt_player.is_playing()


@pytest.mark.qt_log_ignore("Could not open media")
def test_playing_again_finds_a_file_that_came_back(
    qt_player: QtPlayer, qtbot: QtBot, tmp_path: Path, make_wav: Callable[[int], Path]
) -> None:
    path = tmp_path / "talk.wav"
    with qtbot.waitSignal(qt_player.failed):
        qt_player.open(path)
        qt_player.seek(1_000)
    path.write_bytes(make_wav(3).read_bytes())
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.position_ms() > 1_200)
    assert qt_player.position_ms() < 2_000


def test_a_sound_that_breaks_off_says_so_and_stays_there(
    qt_player: QtPlayer, qtbot: QtBot, tmp_path: Path, make_wav: Callable[[int], Path]
) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(make_wav(60).read_bytes())
    load(qt_player, path, qtbot)
    qt_player.set_speed(3.0)
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.position_ms() > 200)
    with qtbot.waitSignal(qt_player.failed, timeout=8_000) as failed:
        os.truncate(path, 44 + 2 * RATE_HZ * 8)
        qt_player.seek(6_500)
    assert failed.args is not None
    assert "“talk.wav” breaks off at 0:0" in failed.args[0]
    assert qt_player.position_ms() < 12_000
    assert not qt_player.is_playing()


def test_a_cut_off_file_of_known_length_just_ends(
    qt_player: QtPlayer, qtbot: QtBot, tmp_path: Path, encode: Callable[[int, str], Path]
) -> None:
    whole = encode(20, ".mp3").read_bytes()
    path = tmp_path / "talk.mp3"
    path.write_bytes(whole[: len(whole) // 2])
    said: list[str] = []
    qt_player.failed.connect(said.append)
    qt_player.open(path, duration_ms=10_000)
    qt_player.seek(9_300)
    with qtbot.waitSignal(qt_player.finished):
        qt_player.play()
    assert said == []
    assert qt_player.position_ms() == 10_000


def test_a_file_that_vanishes_while_it_plays_does_no_harm(
    qt_player: QtPlayer, qtbot: QtBot, tmp_path: Path, make_wav: Callable[[int], Path]
) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(make_wav(3).read_bytes())
    load(qt_player, path, qtbot)
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.position_ms() > 200)
    path.unlink()
    qt_player.seek(2_700)
    qtbot.waitUntil(lambda: not qt_player.is_playing())
    assert qt_player.position_ms() == qt_player.duration_ms()


def test_a_length_that_is_known_beats_what_the_file_says(
    qt_player: QtPlayer, qtbot: QtBot, make_wav: Callable[[int], Path]
) -> None:
    qt_player.open(make_wav(12), duration_ms=11_000)
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.position_ms() > 0)
    qt_player.seek(99_000)
    assert (qt_player.duration_ms(), qt_player.position_ms()) == (11_000, 11_000)


def test_a_sound_that_goes_on_behind_the_known_length_shows_it_wrong(
    qt_player: QtPlayer, qtbot: QtBot, make_wav: Callable[[int], Path]
) -> None:
    qt_player.open(make_wav(12), duration_ms=500)
    qt_player.set_speed(3.0)
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.duration_ms() > 500)
    assert qt_player.duration_ms() == 12_000
    assert qt_player.is_playing()


@pytest.mark.skipif(sys.platform != "linux", reason="open files are listed only in Linux's /proc")
def test_a_closed_file_is_let_go(
    qt_player: QtPlayer, qtbot: QtBot, make_wav: Callable[[int], Path]
) -> None:
    path = make_wav(12)

    def is_held() -> bool:
        links = Path("/proc/self/fd").iterdir()
        return str(path) in {str(link.readlink()) for link in links if link.is_symlink()}

    load(qt_player, path, qtbot)
    qt_player.play()
    qtbot.waitUntil(lambda: qt_player.position_ms() > 100)
    assert is_held()
    qt_player.close()
    qtbot.waitUntil(lambda: not is_held())
    assert (qt_player.duration_ms(), qt_player.is_playing()) == (0, False)


class PluggedByHand(Outputs):
    """Devices that come and go as a test says; none of them sounds."""

    def __init__(self) -> None:
        super().__init__()
        self.plugged = False

    def plug(self, plugged: bool) -> None:
        self.plugged = plugged
        self.changed.emit()

    def default(self) -> QAudioDevice:
        return QAudioDevice()

    def devices(self) -> list[QAudioDevice]:
        return [QAudioDevice()] if self.plugged else []

    def is_available(self) -> bool:
        return self.plugged


def test_it_plays_on_when_devices_come_and_go(
    qtbot: QtBot, make_wav: Callable[[int], Path]
) -> None:
    outputs = PluggedByHand()
    player = QtPlayer(outputs=outputs)
    said: list[bool] = []
    player.output_changed.connect(said.append)
    load(player, make_wav(12), qtbot)
    player.play()
    qtbot.waitUntil(lambda: player.position_ms() > 100)
    assert not player.has_output()
    outputs.plug(True)
    assert player.has_output()
    outputs.plug(True)
    outputs.plug(False)
    assert said == [True, False]
    from_ms = player.position_ms()
    qtbot.waitUntil(lambda: player.position_ms() > from_ms + 200)
    assert player.is_playing()
    player.close()


def test_a_chosen_device_that_is_not_there_leaves_the_sound_where_the_system_plays(
    qtbot: QtBot, make_wav: Callable[[int], Path]
) -> None:
    outputs = PluggedByHand()
    player = QtPlayer(outputs=outputs)
    player.set_output("headphones")
    load(player, make_wav(12), qtbot)
    player.play()
    assert player.outputs() == ()
    with qtbot.waitSignal(player.outputs_changed):
        outputs.plug(True)
    assert [output.id for output in player.outputs()] == [""]
    from_ms = player.position_ms()
    qtbot.waitUntil(lambda: player.position_ms() > from_ms + 100)
    player.set_output("")
    assert player.is_playing()
    player.close()


def test_nothing_asked_of_it_keeps_the_window_waiting(
    qt_player: QtPlayer, qtbot: QtBot, encode: Callable[[int, str], Path]
) -> None:
    """Each wish is passed on within 50 ms, the limit for work in the thread of the window."""
    slowest = 0.0

    def timed(wish: Callable[[], None]) -> None:
        nonlocal slowest
        since = time.monotonic()
        wish()
        slowest = max(slowest, time.monotonic() - since)

    path = encode(60, ".mp3")
    for _again in range(2):
        timed(lambda: qt_player.open(path))
        timed(qt_player.play)
        qtbot.waitUntil(lambda: qt_player.position_ms() > 50)
        for position_ms in range(1_000, 59_000, 2_000):
            timed(lambda at_ms=position_ms: qt_player.seek(at_ms))  # type: ignore[misc]
        timed(qt_player.pause)
    timed(qt_player.close)
    assert slowest < 0.05
