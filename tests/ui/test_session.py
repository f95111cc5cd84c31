"""Where the voice is, what counts as heard, and how to come back from a jump."""

from pathlib import Path

import pytest

from desktop_app.player.null_player import NullPlayer
from desktop_app.ui.session import Jump, Place, Session, preroll_ms
from desktop_app.workflows.opening import OpenRecording
from tests.ui.recordings import LENGTH_MS, make_opened

SECOND_MS = 1_000


@pytest.fixture
def player(qapp: object) -> NullPlayer:
    return NullPlayer()


@pytest.fixture
def session(player: NullPlayer) -> Session:
    return Session(player)


class Kept:
    """What the session handed out to be saved, newest last."""

    def __init__(self, session: Session) -> None:
        self.saved: list[tuple[str, int, object]] = []
        session.listening_changed.connect(lambda *what: self.saved.append(what))


def listen(player: NullPlayer, for_ms: int, tick_ms: int = 40) -> None:
    """Let the recording be heard tick by tick, as a real player does."""
    for _tick in range(for_ms // tick_ms):
        player.advance(tick_ms)


def shown_and_heard(session: Session) -> tuple[str | None, str | None]:
    return (
        session.shown.recording.id if session.shown else None,
        session.heard.recording.id if session.heard else None,
    )


# ---- shown and heard -----------------------------------------------------------------------------
def test_the_first_recording_shown_is_loaded_paused_where_it_was_left(
    session: Session, player: NullPlayer
) -> None:
    session.show(make_opened(position_ms=12_000))
    assert shown_and_heard(session) == ("bread", "bread")
    assert session.moment_ms == player.position_ms() == 12_000
    assert not player.is_playing()


def test_showing_another_recording_leaves_the_sound(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    player.play()
    player.advance(5_000)
    session.show(make_opened("salt", position_ms=30_000))
    assert shown_and_heard(session) == ("salt", "bread")
    assert not session.is_shown_heard
    assert player.is_playing()
    assert player.position_ms() == 5_000


def test_loading_another_recording_keeps_the_place_in_the_old_one(
    session: Session, player: NullPlayer
) -> None:
    kept = Kept(session)
    session.show(make_opened())
    player.play()
    listen(player, 2_000)
    session.load(make_opened("salt", position_ms=30_000))
    assert kept.saved[-1] == ("bread", 2_000, ((0, 2_000),))
    assert (player.position_ms(), player.is_playing()) == (30_000, False)
    assert session.heard_ranges == ()


def test_what_was_heard_of_one_recording_never_counts_for_another(
    session: Session, player: NullPlayer
) -> None:
    kept = Kept(session)
    session.show(make_opened())
    player.play()
    listen(player, 1_000)
    session.load(make_opened("salt"))
    player.play()
    listen(player, 2_000)
    session.save()
    assert {(who, ranges) for who, _at, ranges in kept.saved} == {
        ("bread", ((0, 1_000),)),
        ("salt", ((0, 2_000),)),
    }


def test_a_recording_that_is_gone_stops_and_its_place_is_kept(
    session: Session, player: NullPlayer
) -> None:
    kept = Kept(session)
    session.show(make_opened())
    player.play()
    listen(player, 1_000)
    session.forget("bread")
    assert shown_and_heard(session) == (None, None)
    assert not player.is_playing()
    assert kept.saved[-1][:2] == ("bread", 1_000)


def test_a_recording_that_is_only_shown_lets_the_other_one_play_on_when_it_goes(
    session: Session, player: NullPlayer
) -> None:
    session.show(make_opened())
    player.play()
    session.show(make_opened("salt"))
    session.forget("salt")
    assert shown_and_heard(session) == (None, "bread")
    assert player.is_playing()


def test_a_recording_that_is_only_heard_stops_when_it_goes(
    session: Session, player: NullPlayer
) -> None:
    session.show(make_opened())
    player.play()
    session.show(make_opened("salt"))
    session.forget("bread")
    assert shown_and_heard(session) == ("salt", "salt")
    assert not player.is_playing()


def test_more_that_is_known_of_a_recording_is_taken_over_wherever_it_is_open(
    session: Session, player: NullPlayer
) -> None:
    session.show(make_opened())
    player.play()
    player.advance(4_000)
    renewed = make_opened(title="Bread, again")
    session.renew(renewed)
    assert session.shown is session.heard is renewed
    assert (player.position_ms(), player.is_playing()) == (4_000, True)


def test_audio_that_is_found_again_goes_on_from_the_same_place(
    session: Session, player: NullPlayer
) -> None:
    session.show(make_opened(audio=Path("gone.mp3"), position_ms=20_000))
    session.renew(make_opened(audio=Path("here.mp3"), position_ms=20_000))
    assert player.position_ms() == 20_000
    player.play()
    assert player.is_playing()


def test_another_file_of_the_same_sound_plays_on(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    player.play()
    player.advance(7_000)
    session.play_instead(Path("seeks-well.mp3"))
    assert (player.position_ms(), player.is_playing()) == (7_000, True)


# ---- jumps ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("error_ms", "early_ms"), [(0, 200), (None, 200), (150, 200), (3_000, 3_000), (30_000, 5_000)]
)
def test_the_preroll_is_a_breath_or_the_error_and_never_above_five_seconds(
    error_ms: int | None, early_ms: int
) -> None:
    assert preroll_ms(error_ms) == early_ms


def test_a_jump_starts_early_and_counts_as_being_there(
    session: Session, player: NullPlayer
) -> None:
    session.show(make_opened())
    session.jump(20_000, "Jumped", error_ms=3_000)
    assert player.position_ms() == 17_000
    assert session.moment_ms == 20_000
    assert session.spoken_segment == 2
    player.play()
    listen(player, 2_000)
    assert (player.position_ms(), session.moment_ms) == (19_000, 20_000)
    listen(player, 2_000)
    assert session.moment_ms == player.position_ms() == 21_000


def test_moving_away_from_the_preroll_ends_it(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    session.jump(20_000, "Jumped", error_ms=5_000)
    session.step(-5_000)
    assert session.moment_ms == player.position_ms() == 10_000


def test_a_jump_to_the_start_does_not_go_below_it(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    session.jump(1_000, "Jumped", error_ms=5_000)
    assert player.position_ms() == 0


def test_an_exact_jump_has_no_preroll(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    session.jump(20_000, "Jumped", error_ms=None)
    assert player.position_ms() == 20_000


@pytest.mark.parametrize("is_playing", [True, False])
def test_a_jump_keeps_play_or_pause(session: Session, player: NullPlayer, is_playing: bool) -> None:
    session.show(make_opened())
    if is_playing:
        player.play()
    session.jump(20_000, "Jumped")
    assert player.is_playing() is is_playing


@pytest.mark.parametrize("is_playing", [True, False])
def test_a_jump_in_the_shown_recording_keeps_play_or_pause_of_the_other_one(
    session: Session, player: NullPlayer, is_playing: bool
) -> None:
    session.show(make_opened())
    if is_playing:
        player.play()
    session.show(make_opened("salt"))
    session.jump(20_000, "Jumped")
    assert shown_and_heard(session) == ("salt", "salt")
    assert player.is_playing() is is_playing


def test_a_jump_that_is_to_play_plays(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    session.jump(20_000, "Jumped", play=True)
    assert player.is_playing()


def test_a_jump_names_where_it_came_from_and_why(session: Session, player: NullPlayer) -> None:
    jumps: list[Jump] = []
    session.jumped.connect(jumps.append)
    session.show(make_opened(position_ms=4_000))
    session.jump(20_000, "Jumped to a question", error_ms=2_000)
    assert jumps == [Jump(Place("bread", 4_000), Place("bread", 20_000), "Jumped to a question")]


def test_steps_and_scrubs_stay_within_the_recording(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    session.step(-5_000)
    assert player.position_ms() == 0
    session.scrub(LENGTH_MS + 5_000)
    assert player.position_ms() == LENGTH_MS
    session.step(5_000)
    assert player.position_ms() == LENGTH_MS


def test_nothing_is_moved_where_nothing_is_open(session: Session, player: NullPlayer) -> None:
    session.jump(20_000, "Jumped")
    session.step(5_000)
    session.scrub(5_000)
    session.go_back()
    session.play_instead(Path("other.mp3"))
    session.save()
    assert shown_and_heard(session) == (None, None)
    assert player.position_ms() == 0


# ---- the way back --------------------------------------------------------------------------------
def test_back_undoes_a_jump_and_forward_does_it_again(session: Session, player: NullPlayer) -> None:
    session.show(make_opened(position_ms=4_000))
    session.jump(20_000, "Jumped", error_ms=None)
    session.jump(40_000, "Jumped", error_ms=None)
    session.go_back()
    assert player.position_ms() == 20_000
    session.go_back()
    assert player.position_ms() == 4_000
    session.go_back()
    assert player.position_ms() == 4_000
    session.go_forward()
    session.go_forward()
    assert player.position_ms() == 40_000
    session.go_forward()
    assert player.position_ms() == 40_000


def test_a_new_jump_forgets_what_was_undone(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    session.jump(20_000, "Jumped", error_ms=None)
    session.go_back()
    session.jump(40_000, "Jumped", error_ms=None)
    session.go_forward()
    assert player.position_ms() == 40_000


def test_going_back_returns_to_where_listening_had_come_to(
    session: Session, player: NullPlayer
) -> None:
    session.show(make_opened())
    session.jump(20_000, "Jumped", error_ms=None)
    player.play()
    player.advance(3_000)
    session.go_back()
    session.go_forward()
    assert player.position_ms() == 23_000


def test_a_scrub_can_be_undone(session: Session, player: NullPlayer) -> None:
    session.show(make_opened(position_ms=4_000))
    for moment_ms in (8_000, 15_000, 30_000):
        session.scrub(moment_ms)
    session.note_jump_from(4_000, "Jumped to 0:30")
    session.go_back()
    assert player.position_ms() == 4_000


def travel(session: Session, *library: OpenRecording) -> None:
    """Open the recording that a place in the history asks for, as the window does."""
    by_id = {opened.recording.id: opened for opened in library}
    session.place_wanted.connect(
        lambda place: session.arrive(by_id[place.recording_id], place.moment_ms)
    )


@pytest.mark.parametrize("is_playing", [True, False])
def test_back_and_forward_lead_across_recordings(
    session: Session, player: NullPlayer, is_playing: bool
) -> None:
    bread, salt = make_opened(position_ms=4_000), make_opened("salt")
    travel(session, bread, salt)
    session.show(bread)
    session.show(salt)
    session.jump(20_000, "Jumped", error_ms=None, play=is_playing)
    session.jump(40_000, "Jumped", error_ms=None)
    session.go_back()
    assert (shown_and_heard(session), player.position_ms()) == (("salt", "salt"), 20_000)
    session.go_back()
    assert (shown_and_heard(session), player.position_ms()) == (("bread", "bread"), 4_000)
    session.go_back()
    assert (shown_and_heard(session), player.position_ms()) == (("bread", "bread"), 4_000)
    session.go_forward()
    assert (shown_and_heard(session), player.position_ms()) == (("salt", "salt"), 20_000)
    session.go_forward()
    assert player.position_ms() == 40_000
    assert player.is_playing() is is_playing


def test_the_way_back_to_the_end_of_a_recording_does_not_start_it_anew(
    session: Session, player: NullPlayer
) -> None:
    bread, salt = make_opened(position_ms=LENGTH_MS), make_opened("salt")
    travel(session, bread, salt)
    session.show(bread)
    session.show(salt)
    session.jump(20_000, "Jumped", play=True)
    session.go_back()
    assert (player.position_ms(), player.is_playing()) == (LENGTH_MS, False)


# ---- what was heard ------------------------------------------------------------------------------
def test_playing_counts_as_heard(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    player.play()
    listen(player, 3_000)
    assert session.heard_ranges == ((0, 3_000),)


def test_moving_about_does_not_count_as_heard(session: Session, player: NullPlayer) -> None:
    session.show(make_opened())
    session.scrub(10_000)
    session.step(1_000)
    session.jump(30_000, "Jumped")
    assert session.heard_ranges == ()


@pytest.mark.parametrize("by_ms", [2_000, 15_000, -5_000])
def test_what_is_skipped_while_playing_is_not_heard(
    session: Session, player: NullPlayer, by_ms: int
) -> None:
    session.show(make_opened(position_ms=20_000))
    player.play()
    listen(player, 4_000)
    session.step(by_ms)
    listen(player, 4_000)
    start_ms = 24_000 + by_ms
    first = (20_000, 24_000)
    second = (start_ms, start_ms + 4_000)
    expected = (first, second) if by_ms > 0 else ((min(first[0], start_ms), first[1]),)
    assert session.heard_ranges == expected


def test_what_was_heard_before_is_kept(session: Session, player: NullPlayer) -> None:
    session.show(make_opened(heard=((0, 5_000),), position_ms=30_000))
    player.play()
    listen(player, 2_000)
    assert session.heard_ranges == ((0, 5_000), (30_000, 32_000))


def test_renewing_a_recording_does_not_lose_what_was_heard_meanwhile(
    session: Session, player: NullPlayer
) -> None:
    session.show(make_opened())
    player.play()
    listen(player, 2_000)
    session.renew(make_opened(heard=()))
    listen(player, 1_000)
    assert session.heard_ranges == ((0, 3_000),)


# ---- saving --------------------------------------------------------------------------------------
def test_the_place_is_saved_every_five_seconds_of_listening(
    session: Session, player: NullPlayer
) -> None:
    kept = Kept(session)
    session.show(make_opened())
    player.play()
    listen(player, 16_000)
    assert [at for _id, at, _ranges in kept.saved] == [5_000, 10_000, 15_000]


def test_a_pause_saves_place_and_what_was_heard(session: Session, player: NullPlayer) -> None:
    kept = Kept(session)
    session.show(make_opened())
    player.play()
    listen(player, 2_400)
    player.pause()
    assert kept.saved == [("bread", 2_400, ((0, 2_400),))]


def test_the_end_is_saved_as_the_place(session: Session, player: NullPlayer) -> None:
    kept = Kept(session)
    session.show(make_opened(position_ms=LENGTH_MS - 2_000))
    player.play()
    listen(player, 2_000)
    assert not player.is_playing()
    assert kept.saved[-1][1] == LENGTH_MS


def test_a_player_that_cannot_go_on_saves_the_place_it_had(
    session: Session, player: NullPlayer
) -> None:
    kept = Kept(session)
    session.show(make_opened())
    player.play()
    listen(player, 2_000)
    player.fail("“bread.mp3” is not there any more.")
    assert kept.saved[-1][:2] == ("bread", 2_000)
