"""A sound that runs faster or slower than its text's times: told by pins, not taken for adverts."""

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.clock import pinned_markers, place
from desktop_app.transcript.clock_drift import Pin
from desktop_app.transcript.clock_slope import Witness, slope_of
from desktop_app.transcript.model import Evidence, Kind, Marker, Segment, Transcript, Word

LINE = "words of six letter pieces that go on and on until they are told."
EACH_MS, COUNT = 5_000, 480  # 40 minutes
LATE_MS = 1_500
Warp = Callable[[int], float]


def subtitles() -> Transcript:
    """Return a text in which every line has its own time, and its words too."""
    segments = []
    for index in range(COUNT):
        start_ms = index * EACH_MS
        words = tuple(
            Word(word, start_ms + 300 * n, start_ms + 300 * n + 250, 1.0)
            for n, word in enumerate(LINE.split())
        )
        line = Segment(index, Kind.SPEECH, LINE, "Ann", start_ms, start_ms + 4_800, words=words)
        segments.append(replace(line, evidence=Evidence.EXACT, error_ms=0))
    return Transcript("webvtt", tuple(segments))


def rough() -> Transcript:
    """Return the same with a time mark every four minutes only."""
    segments = tuple(Segment(i, Kind.SPEECH, LINE, "Ann") for i in range(COUNT))
    markers = tuple(Marker(i, 0, i * EACH_MS) for i in range(0, COUNT, 48))
    return Transcript("changelog-markdown", segments, markers)


def pins(warp: Warp, *segments: int, seed: int = 1) -> list[Pin]:
    """Return pins as a hand sets them, a little late more or less."""
    chance = random.Random(seed)
    return [Pin(i, 0, max(0, round(warp(i * EACH_MS) + chance.gauss(300, 200)))) for i in segments]


def at_rate(rate: float) -> Warp:
    return lambda moment_ms: moment_ms * (1 + rate) + LATE_MS


def off_s(transcript: Transcript, warp: Warp) -> np.ndarray:
    placed = np.array([segment.start_ms or 0 for segment in transcript.segments])
    off: np.ndarray = np.abs(placed - np.array([warp(i * EACH_MS) for i in range(COUNT)]))
    return off / 1_000


@pytest.mark.parametrize(
    ("make", "rate"),
    [
        *((subtitles, rate) for rate in (0.01, 0.0427, -0.04, 0.088)),
        *((rough, rate) for rate in (0.0427, -0.04, 0.088)),  # one per cent might be steps as well
    ],
)
def test_another_speed_is_told_by_four_pins(make: Callable[[], Transcript], rate: float) -> None:
    warp = at_rate(rate)
    told = pins(warp, 60, 180, 300, 440)
    placed = place(make(), None, told).transcript
    assert np.percentile(off_s(placed, warp), 90) < (1 if make is subtitles else 5)
    errors = np.array([segment.error_ms or 0 for segment in placed.segments]) / 1_000
    assert np.mean(off_s(placed, warp) <= errors) > 0.85


def test_words_and_ends_of_a_line_run_at_that_speed_too() -> None:
    warp = at_rate(0.05)
    line = place(subtitles(), None, pins(warp, 60, 180, 300, 440)).transcript.segments[400]
    assert line.words is not None
    assert line.start_ms is not None
    assert line.end_ms is not None
    assert line.end_ms - line.start_ms == pytest.approx(4_800 * 1.05, abs=20)
    assert (line.words[5].start_ms or 0) - line.start_ms == pytest.approx(1_500 * 1.05, abs=20)


def test_a_wrong_pin_among_five_spoils_only_its_own_line() -> None:
    warp = at_rate(0.02)
    told = pins(warp, 60, 150, 240, 330, 440)
    told[2] = replace(told[2], moment_ms=told[2].moment_ms + 40_000)
    off = off_s(place(subtitles(), None, told).transcript, warp)
    assert off[told[2].segment] > 30
    # what would run backwards waits for the wrong line
    assert np.percentile(off[: told[2].segment], 100) < 1.5
    assert np.percentile(off[told[2].segment + 12 :], 100) < 1.5


def test_two_pins_tell_of_added_sound_and_not_of_another_speed() -> None:
    warp = at_rate(0.02)
    placed = place(subtitles(), None, pins(warp, 100, 400)).transcript
    shifts = {
        round(((s.start_ms or 0) - s.index * EACH_MS) / 1_000) for s in placed.segments[101:399]
    }
    assert len(shifts) <= 2


@pytest.mark.parametrize("make", [subtitles, rough])
def test_advertisements_stay_steps(make: Callable[[], Transcript]) -> None:
    def warp(moment_ms: int) -> float:
        return moment_ms + 40_000 * (moment_ms >= 700_000) + 70_000 * (moment_ms >= 1_600_000)

    placed = place(make(), None, pins(warp, 20, 60, 160, 200, 340, 420)).transcript
    off = off_s(placed, warp)
    sure = np.r_[0:130, 165:310, 345:COUNT]  # away from where the steps may be
    assert np.percentile(off[sure], 95) < (1.5 if make is subtitles else 6)


def test_marks_written_out_run_at_the_sound_s_speed() -> None:
    warp = at_rate(-0.03)
    told = pins(warp, 60, 180, 300, 440)
    for marker in pinned_markers(rough(), told):
        assert marker.moment_ms == pytest.approx(warp(marker.segment * EACH_MS), abs=2_500)


def test_a_gap_that_the_user_told_of_is_no_speed() -> None:
    warp = at_rate(0.03)
    told = pins(warp, 60, 180, 300, 440)
    told[1] = replace(told[1], gap_from_ms=told[1].moment_ms - 20_000)
    assert place(subtitles(), None, told).transcript.segments[440].start_ms == told[3].moment_ms


@given(
    st.lists(
        st.builds(
            Witness,
            st.floats(0, 1e7),
            st.floats(-1e5, 1e5),
            st.floats(700, 60_000),
        ),
        max_size=12,
    )
)
def test_a_line_is_never_steeper_than_a_sound_can_be(told: list[Witness]) -> None:
    slope = slope_of(told)
    assert slope is None or (
        abs(slope.rate) <= 0.1
        and slope.until_ms > slope.from_ms
        and slope.error(slope.from_ms) == round(slope.error_ms)
        and slope.error(slope.until_ms + 1e6) > slope.error_ms
    )
