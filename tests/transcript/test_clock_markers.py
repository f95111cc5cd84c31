from dataclasses import replace

import pytest

from desktop_app.transcript.clock import Placement, place
from desktop_app.transcript.model import Evidence, Kind, Marker, Segment, Transcript

SENTENCE = "words of six letter pieces that go on and on until they are told."


def placed(*times: tuple[int, int], count: int = 60, duration_ms: int | None = None) -> Placement:
    """Place ``count`` like paragraphs (4.8 s each) with times (segment, seconds) on them."""
    segments = tuple(Segment(i, Kind.SPEECH, SENTENCE, "Ann") for i in range(count))
    markers = tuple(Marker(segment, 0, seconds * 1000) for segment, seconds in times)
    return place(Transcript("changelog-markdown", segments, markers), duration_ms)


def exact(placement: Placement) -> dict[int, int]:
    return {
        segment.index: (segment.start_ms or 0) // 1000
        for segment in placement.transcript.segments
        if segment.evidence is Evidence.EXACT
    }


def messages(placement: Placement) -> list[str]:
    return [problem.message for problem in placement.problems]


def test_times_that_fit_bring_no_problem() -> None:
    placement = placed((0, 0), (10, 48), (20, 96), duration_ms=300_000)
    assert placement.problems == ()
    assert exact(placement) == {0: 0, 10: 48, 20: 96}


def test_a_time_that_runs_backwards_is_left_out_and_told() -> None:
    placement = placed((0, 0), (10, 48), (20, 30), (30, 144), (40, 192))
    assert exact(placement) == {0: 0, 10: 48, 30: 144, 40: 192}
    assert messages(placement) == [
        "The time 0:30 does not fit the times around it and was left out."
    ]


def test_a_single_time_far_ahead_is_left_out_rather_than_all_that_follow() -> None:
    placement = placed((0, 0), (10, 48), (20, 3_600), (30, 144), (40, 192))
    assert exact(placement) == {0: 0, 10: 48, 30: 144, 40: 192}


def test_a_repeated_time_is_used_once() -> None:
    placement = placed((0, 0), (10, 48), (20, 48), (30, 144), (40, 192))
    assert exact(placement) == {0: 0, 10: 48, 30: 144, 40: 192}
    assert messages(placement) == [
        "The time 0:48 stands in the text more than once and was used once."
    ]


def test_times_after_the_end_of_the_audio_are_left_out_and_told() -> None:
    placement = placed((0, 0), (10, 48), (20, 400), duration_ms=300_000)
    assert exact(placement) == {0: 0, 10: 48}
    assert messages(placement) == [
        "The time 6:40 lies after the end of the audio (5:00) and was left out."
    ]


def test_many_times_after_the_end_are_told_in_one_sentence() -> None:
    times = [(i, 400 + i) for i in range(10, 50, 10)]
    placement = placed((0, 0), *times, duration_ms=300_000)
    assert messages(placement) == [
        "4 times lie after the end of the audio (5:00) and were left out."
    ]


def test_many_times_that_do_not_fit_are_told_in_one_sentence() -> None:
    wrong = [(12, 9), (14, 8), (16, 7), (18, 6)]
    right = [(i, int(4.8 * i)) for i in range(20, 60, 5)]
    placement = placed((0, 0), (10, 48), *wrong, *right)
    assert messages(placement) == ["4 times do not fit the times around them and were left out."]


def test_a_time_that_leaves_no_room_for_the_words_is_left_out() -> None:
    placement = placed((0, 0), (10, 48), (20, 96), (29, 98), (30, 144), (40, 192), (50, 240))
    assert exact(placement) == {0: 0, 10: 48, 20: 96, 30: 144, 40: 192, 50: 240}


def test_a_break_whose_time_is_left_out_still_holds_a_gap() -> None:
    segments = tuple(
        Segment(i, Kind.MARK if i == 25 else Kind.SPEECH, "Break" if i == 25 else SENTENCE)
        for i in range(60)
    )
    times = [(0, 0), (10, 48), (20, 96), (25, 30), (30, 215), (40, 263), (50, 311)]
    markers = tuple(Marker(segment, 0, seconds * 1000) for segment, seconds in times)
    placement = place(Transcript("changelog-markdown", segments, markers))
    pause = placement.transcript.segments[25]
    assert len(placement.problems) == 1
    assert pause.evidence is Evidence.ESTIMATED
    assert (pause.end_ms or 0) - (pause.start_ms or 0) == pytest.approx(76_000, abs=10_000)


def test_a_time_mark_is_kept_rather_than_a_note_that_contradicts_it() -> None:
    segments = tuple(Segment(i, Kind.SPEECH, SENTENCE, "Ann") for i in range(40))
    markers = (
        Marker(0, 0, 0),
        Marker(10, 0, 48_000),
        Marker(20, 0, 96_000),
        Marker(20, 2, 95_000, in_note=True),
        Marker(30, 0, 144_000),
    )
    placement = place(Transcript("changelog-markdown", segments, markers))
    assert placement.transcript.segments[20].start_ms == 96_000
    assert messages(placement) == [
        "The time 1:35 does not fit the times around it and was left out."
    ]


def test_times_of_cues_are_never_doubted_for_a_mark() -> None:
    segments = [Segment(i, Kind.SPEECH, SENTENCE) for i in range(3)]
    segments[1] = replace(
        segments[1], start_ms=20_000, end_ms=25_000, evidence=Evidence.EXACT, error_ms=0
    )
    markers = (Marker(0, 0, 30_000), Marker(2, 0, 10_000))
    placement = place(Transcript("json", tuple(segments), markers))
    assert placement.transcript.segments[1] == segments[1]
    assert exact(placement) == {1: 20}
    assert len(placement.problems) == 2
