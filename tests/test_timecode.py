import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.timecode import (
    HOUR_MS,
    NotATime,
    clock,
    clock_ms,
    length,
    parse_time,
    spoken,
)

MOMENTS = st.integers(min_value=0, max_value=99 * HOUR_MS)


@pytest.mark.parametrize(
    ("moment_ms", "shown"),
    [
        (0, "0:00"),
        (7_999, "0:07"),
        (754_000, "12:34"),
        (3_723_000, "1:02:03"),
        (360_000_000, "100:00:00"),
        (-5, "0:00"),
    ],
)
def test_a_clock_is_cut_to_whole_seconds_and_never_runs_ahead(moment_ms: int, shown: str) -> None:
    assert clock(moment_ms) == shown


@pytest.mark.parametrize(
    ("text", "moment_ms"),
    [
        ("1:02:03.5", 3_723_500),
        ("62.5", 62_500),
        ("1h2m3s", 3_723_000),
        ("2m", 120_000),
        ("3.25s", 3_250),
        (" 12:34 ", 754_000),
        ("0:01,250", 1_250),
        ("1H2M", 3_720_000),
        ("90", 90_000),
    ],
)
def test_times_are_read_in_every_form_people_type(text: str, moment_ms: int) -> None:
    assert parse_time(text) == moment_ms


@pytest.mark.parametrize("text", ["", " ", "abc", "1:2:3:4", "-5", "12:", "1m2h", "1.2.3"])
def test_what_is_no_time_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(NotATime, match="is not a time") as refused:
        parse_time(text)
    assert "1:02:03" in refused.value.hint


@given(MOMENTS)
def test_a_written_time_reads_back_to_the_millisecond(moment_ms: int) -> None:
    assert parse_time(clock_ms(moment_ms)) == moment_ms
    assert parse_time(clock_ms(moment_ms, decimal=",")) == moment_ms


@given(MOMENTS)
def test_a_clock_reads_back_to_its_second(moment_ms: int) -> None:
    assert parse_time(clock(moment_ms)) == moment_ms // 1000 * 1000


@pytest.mark.parametrize(
    ("moment_ms", "said"),
    [
        (0, "0 seconds"),
        (1_000, "1 second"),
        (541_000, "9 minutes 1 second"),
        (3_600_000, "1 hour"),
        (7_265_000, "2 hours 1 minute 5 seconds"),
    ],
)
def test_times_are_spoken_in_words(moment_ms: int, said: str) -> None:
    assert spoken(moment_ms) == said


@pytest.mark.parametrize(
    ("duration_ms", "shown"),
    [
        (0, "1 s"),
        (40_000, "40 s"),
        (180_000, "3 min"),
        (3_900_000, "1 h 5 min"),
        (7_200_000, "2 h 0 min"),
    ],
)
def test_lengths_are_rounded_for_lists(duration_ms: int, shown: str) -> None:
    assert length(duration_ms) == shown
