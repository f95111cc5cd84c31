"""What tests may do to the player that is moved by hand."""

from pathlib import Path

from desktop_app.player.null_player import NullPlayer


def test_it_starts_with_a_recording_of_its_length() -> None:
    player = NullPlayer(60_000)
    player.play()
    player.advance(1_500)
    assert (player.is_playing(), player.position_ms(), player.duration_ms()) == (
        True,
        1_500,
        60_000,
    )


def test_it_fails_when_told_to() -> None:
    player = NullPlayer(60_000)
    said: list[str] = []
    player.failed.connect(said.append)
    player.play()
    player.fail("“talk.mp3” is not there any more.")
    assert said == ["“talk.mp3” is not there any more."]
    assert not player.is_playing()


def test_it_is_plugged_in_and_out_by_hand() -> None:
    player = NullPlayer()
    said: list[bool] = []
    player.output_changed.connect(said.append)
    for plugged in (True, False, False, True):
        player.plug(plugged)
    assert said == [False, True]
    assert player.has_output()


def test_every_recording_it_opens_is_as_long(tmp_path: Path) -> None:
    player = NullPlayer(60_000)
    player.open(tmp_path / "talk.mp3")
    assert player.duration_ms() == 60_000
    player.open(tmp_path / "talk.mp3", duration_ms=5_000)
    assert player.duration_ms() == 5_000
    player.close()
    assert player.duration_ms() == 0
