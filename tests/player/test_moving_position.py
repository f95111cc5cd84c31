"""The position between two reports, against a clock moved by hand."""

import pytest

from desktop_app.player.moving_position import MovingPosition


class HandClock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds

    def pass_ms(self, milliseconds: float) -> None:
        self.seconds += milliseconds / 1000


@pytest.fixture
def time_passes() -> HandClock:
    return HandClock()


@pytest.fixture
def position(time_passes: HandClock) -> MovingPosition:
    return MovingPosition(time_passes)


def test_it_stands_still_until_the_sound_moves(
    position: MovingPosition, time_passes: HandClock
) -> None:
    position.jump(5_000)
    time_passes.pass_ms(900)
    assert position.at() == 5_000


def test_it_moves_between_reports(position: MovingPosition, time_passes: HandClock) -> None:
    position.report(1_000)
    time_passes.pass_ms(30)
    assert position.at() == pytest.approx(1_030, abs=1)


@pytest.mark.parametrize("speed", [0.5, 2.0, 3.0])
def test_it_moves_at_the_speed(
    position: MovingPosition, time_passes: HandClock, speed: float
) -> None:
    position.set_speed(speed)
    position.report(1_000)
    time_passes.pass_ms(40)
    assert position.at() == pytest.approx(1_000 + 40 * speed, abs=1)


def test_a_change_of_speed_makes_no_jump(position: MovingPosition, time_passes: HandClock) -> None:
    position.report(1_000)
    time_passes.pass_ms(40)
    position.set_speed(3.0)
    assert position.at() == pytest.approx(1_040, abs=1)
    time_passes.pass_ms(20)
    assert position.at() == pytest.approx(1_100, abs=1)


def test_jitter_never_moves_it_back(position: MovingPosition, time_passes: HandClock) -> None:
    position.report(1_000)
    time_passes.pass_ms(60)
    shown = position.at()
    position.report(1_050)
    assert position.at() == shown
    time_passes.pass_ms(20)
    assert position.at() > shown


def test_a_stalled_sound_is_not_run_away_from(
    position: MovingPosition, time_passes: HandClock
) -> None:
    position.report(1_000)
    time_passes.pass_ms(2_000)
    assert position.at() <= 1_150


def test_a_real_step_back_is_followed(position: MovingPosition) -> None:
    position.report(60_000)
    position.report(2_000)
    assert position.at() == 2_000


def test_it_halts_where_it_is(position: MovingPosition, time_passes: HandClock) -> None:
    position.report(1_000)
    time_passes.pass_ms(30)
    position.halt()
    time_passes.pass_ms(500)
    assert position.at() == pytest.approx(1_030, abs=1)
