"""What every player does, whether it sounds or is moved by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.player.base import FASTEST, SLOWEST, Player
from desktop_app.player.null_player import NullPlayer
from desktop_app.player.qt_player import QtPlayer

LENGTH_MS = 3_000


class Listener:
    """Lets a player play for a while, and keeps what it said."""

    def __init__(self, player: Player, qtbot: QtBot, sound: Path) -> None:
        self.player = player
        self.sound = sound
        self.positions: list[int] = []
        self.playing: list[bool] = []
        self.finished = 0
        self._qtbot = qtbot
        player.position_changed.connect(self.positions.append)
        player.playing_changed.connect(self.playing.append)
        player.finished.connect(self._on_finished)

    def open(self, *, duration_ms: int | None = None) -> None:
        """Open the sound and wait until it is ready."""
        self.player.open(self.sound, duration_ms=duration_ms)
        self._qtbot.waitUntil(lambda: self.player.duration_ms() > 0)
        self.positions.clear()

    def listen(self, by_ms: int) -> None:
        """Let at least so much be heard, or everything up to the end."""
        until_ms = min(self.player.position_ms() + by_ms, self.player.duration_ms())
        if isinstance(self.player, NullPlayer):
            self.player.advance(by_ms)
        self._qtbot.waitUntil(lambda: self.player.position_ms() >= until_ms)

    def listen_to_the_end(self) -> None:
        self.listen(self.player.duration_ms())
        self._qtbot.waitUntil(lambda: self.finished > 0)

    def _on_finished(self) -> None:
        self.finished += 1


@pytest.fixture(params=[NullPlayer, QtPlayer])
def listener(
    request: pytest.FixtureRequest, qtbot: QtBot, make_wav: Callable[[int], Path]
) -> Iterator[Listener]:
    player: Player = NullPlayer(LENGTH_MS) if request.param is NullPlayer else QtPlayer()
    yield Listener(player, qtbot, make_wav(LENGTH_MS // 1000))
    player.close()
    player.deleteLater()


@pytest.fixture
def player(listener: Listener) -> Player:
    return listener.player


def test_a_player_without_a_recording_does_not_play(listener: Listener, player: Player) -> None:
    player.open(None)
    player.play()
    player.seek(5_000)
    assert (player.is_playing(), player.position_ms(), player.duration_ms()) == (False, 0, 0)
    assert listener.playing == []


def test_a_recording_without_sound_can_be_moved_in_but_not_played(
    listener: Listener, player: Player
) -> None:
    player.open(None, duration_ms=60_000)
    player.play()
    player.seek(30_000)
    assert not player.is_playing()
    assert (player.position_ms(), player.duration_ms()) == (30_000, 60_000)
    player.seek(90_000)
    assert player.position_ms() == 60_000
    assert listener.finished == 0


def test_an_opened_recording_stands_paused_at_its_start(listener: Listener, player: Player) -> None:
    listener.open()
    assert player.duration_ms() == pytest.approx(LENGTH_MS, abs=50)
    assert (player.is_playing(), player.position_ms()) == (False, 0)


def test_a_known_length_is_there_at_once(listener: Listener, player: Player) -> None:
    lengths: list[int] = []
    player.duration_changed.connect(lengths.append)
    player.open(listener.sound, duration_ms=2_990)
    assert player.duration_ms() == 2_990
    assert lengths[0] == 2_990


def test_playing_moves_on_and_pausing_stands_still(
    listener: Listener, player: Player, qtbot: QtBot
) -> None:
    listener.open()
    player.play()
    assert player.is_playing()
    listener.listen(300)
    player.pause()
    assert listener.playing == [True, False]
    stood_ms = player.position_ms()
    assert 300 <= stood_ms < 900
    with qtbot.assertNotEmitted(player.position_changed, wait=200):
        pass
    assert player.position_ms() == stood_ms


def test_positions_only_grow_while_playing(listener: Listener, player: Player) -> None:
    listener.open()
    player.play()
    listener.listen(500)
    player.pause()
    assert listener.positions == sorted(listener.positions)
    assert listener.positions[-1] > 300


def test_a_seek_is_exact_and_announced(listener: Listener, player: Player) -> None:
    listener.open()
    player.seek(1_234)
    assert player.position_ms() == 1_234
    assert listener.positions == [1_234]
    assert not player.is_playing()


def test_a_seek_while_playing_goes_on_from_there(listener: Listener, player: Player) -> None:
    listener.open()
    player.play()
    listener.listen(200)
    player.seek(1_500)
    assert player.is_playing()
    assert player.position_ms() == pytest.approx(1_500, abs=5)
    listener.listen(200)
    assert 1_700 <= player.position_ms() < 2_300


@pytest.mark.parametrize(("asked_ms", "reached_ms"), [(-5_000, 0), (99_000, LENGTH_MS)])
def test_a_seek_outside_goes_to_the_nearer_end(
    listener: Listener, player: Player, asked_ms: int, reached_ms: int
) -> None:
    listener.open()
    player.seek(1_000)
    player.seek(asked_ms)
    assert player.position_ms() == pytest.approx(reached_ms, abs=50)


def test_the_last_of_many_wishes_counts_from_the_start(
    listener: Listener, player: Player, qtbot: QtBot
) -> None:
    player.open(listener.sound)
    for position_ms in (500, 2_500, 1_000):
        player.seek(position_ms)
    player.play()
    assert (player.is_playing(), player.position_ms()) == (True, 1_000)
    qtbot.waitUntil(lambda: player.duration_ms() > 0)
    listener.listen(200)
    assert 1_200 <= player.position_ms() < 1_900


def test_a_pause_before_it_is_loaded_counts(
    listener: Listener, player: Player, qtbot: QtBot
) -> None:
    player.open(listener.sound)
    player.play()
    player.pause()
    qtbot.waitUntil(lambda: player.duration_ms() > 0)
    with qtbot.assertNotEmitted(player.position_changed, wait=150):
        pass
    assert (player.is_playing(), player.position_ms()) == (False, 0)


def test_the_end_is_announced_once_and_the_position_stays_there(
    listener: Listener, player: Player
) -> None:
    listener.open()
    player.seek(2_700)
    player.play()
    listener.listen_to_the_end()
    assert listener.finished == 1
    assert listener.playing == [True, False]
    assert player.position_ms() == player.duration_ms()


def test_playing_at_the_end_starts_again(listener: Listener, player: Player) -> None:
    listener.open()
    player.seek(LENGTH_MS)
    player.play()
    assert player.is_playing()
    assert player.position_ms() == 0
    listener.listen(200)
    assert 200 <= player.position_ms() < 900


def test_a_seek_to_the_end_while_playing_finishes(listener: Listener, player: Player) -> None:
    listener.open()
    player.play()
    listener.listen(100)
    player.seek(LENGTH_MS + 1)
    assert listener.finished == 1
    assert not player.is_playing()


def test_from_the_end_one_can_go_back_and_on(listener: Listener, player: Player) -> None:
    listener.open()
    player.seek(2_800)
    player.play()
    listener.listen_to_the_end()
    player.seek(1_000)
    assert (player.position_ms(), player.is_playing()) == (1_000, False)
    player.play()
    listener.listen(200)
    assert 1_200 <= player.position_ms() < 1_900


def test_opening_another_recording_stops_the_one_before(listener: Listener, player: Player) -> None:
    listener.open()
    player.play()
    listener.listen(200)
    listener.open()
    assert listener.playing == [True, False]
    assert player.position_ms() == 0


@pytest.mark.parametrize(
    ("asked", "got"), [(1.5, 1.5), (0.1, SLOWEST), (10.0, FASTEST), (2.0, 2.0)]
)
def test_the_speed_stays_in_its_range(player: Player, asked: float, got: float) -> None:
    assert player.speed() == 1.0
    player.set_speed(asked)
    assert player.speed() == pytest.approx(got)


def test_the_speed_outlives_the_recording(listener: Listener, player: Player) -> None:
    player.set_speed(1.5)
    listener.open()
    assert player.speed() == pytest.approx(1.5)


@pytest.mark.parametrize(("asked", "got"), [(0.3, 0.3), (-1, 0), (7, 1)])
def test_the_volume_is_what_was_asked(player: Player, asked: float, got: float) -> None:
    player.set_volume(asked)
    assert player.volume() == pytest.approx(got)


def test_muting_keeps_the_volume(player: Player) -> None:
    player.set_volume(0.4)
    player.set_muted(True)
    assert player.is_muted()
    assert player.volume() == pytest.approx(0.4)
    player.set_muted(False)
    assert not player.is_muted()
