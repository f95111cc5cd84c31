from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.library import Library
from desktop_app.library.listening import Ranges, heard_share, with_range


def test_a_recording_never_listened_to_is_at_its_start(library: Library) -> None:
    recording = library.recordings.add(title="x")
    assert library.listening.position(recording.id) == 0
    assert library.listening.heard(recording.id) == ()
    assert library.listening.positions() == {}


def test_the_last_position_and_the_heard_stretches_are_kept(library: Library) -> None:
    recording = library.recordings.add(title="x")
    library.listening.save(recording.id, 1_000, ((0, 1_000),))
    library.listening.save(recording.id, 9_000, ((0, 1_000), (5_000, 9_000)))
    assert library.listening.position(recording.id) == 9_000
    assert library.listening.heard(recording.id) == ((0, 1_000), (5_000, 9_000))
    assert library.listening.positions() == {recording.id: 9_000}


def test_stretches_that_touch_become_one() -> None:
    assert with_range(((0, 1_000), (5_000, 6_000)), 1_500, 5_000) == ((0, 6_000),)
    assert with_range(((0, 1_000),), 2_000, 3_000) == ((0, 1_000), (2_000, 3_000))
    assert with_range(((0, 1_000),), 3_000, 3_000) == ((0, 1_000),)


def test_how_much_of_a_stretch_was_heard_is_a_share() -> None:
    ranges = ((0, 1_000), (5_000, 9_000))
    assert heard_share(ranges, 0, 10_000) == 0.5
    assert heard_share(ranges, 8_000, 10_000) == 0.5
    assert heard_share(ranges, 2_000, 4_000) == 0
    assert heard_share(ranges, 2_000, 2_000) == 0


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**5)), max_size=30))
def test_heard_stretches_are_in_order_apart_and_lose_nothing(
    spans: list[tuple[int, int]],
) -> None:
    ranges: Ranges = ()
    for start_ms, length_ms in spans:
        ranges = with_range(ranges, start_ms, start_ms + length_ms)
    assert all(after[0] - before[1] >= 1_000 for before, after in pairwise(ranges))
    for start_ms, length_ms in spans:
        assert length_ms == 0 or any(
            low <= start_ms and start_ms + length_ms <= high for low, high in ranges
        )
