from dataclasses import replace
from itertools import pairwise

import pytest

from desktop_app.transcript.clock import place
from desktop_app.transcript.lookup import untranscribed_zones
from desktop_app.transcript.model import Evidence, Kind, Marker, Segment, Transcript, Word

MINUTE_MS = 60_000
# 60 letters and a full stop: about 4.8 s at the usual pace.
SENTENCE = "words of six letter pieces that go on and on until they are told."


def speech(count: int, speaker: str | None = "Ann") -> list[Segment]:
    return [Segment(0, Kind.SPEECH, SENTENCE, speaker) for _ in range(count)]


def mark(name: str = "Break") -> Segment:
    return Segment(0, Kind.MARK, name)


def text(*segments: Segment) -> tuple[Segment, ...]:
    return tuple(replace(segment, index=index) for index, segment in enumerate(segments))


def rough(segments: tuple[Segment, ...], *times: tuple[int, int]) -> Transcript:
    """A transcript with time marks (segment, seconds) at the first words of segments."""
    markers = tuple(Marker(segment, 0, seconds * 1000) for segment, seconds in times)
    return Transcript("changelog-markdown", segments, markers)


def starts_s(transcript: Transcript) -> list[float]:
    return [(segment.start_ms or 0) / 1000 for segment in transcript.segments]


def test_a_segment_with_a_time_mark_starts_exactly_there() -> None:
    placed = place(rough(text(*speech(10)), (0, 30), (8, 70))).transcript
    assert [placed.segments[i].start_ms for i in (0, 8)] == [30_000, 70_000]
    assert [placed.segments[i].evidence for i in (0, 8)] == [Evidence.EXACT] * 2
    assert [placed.segments[i].error_ms for i in (0, 8)] == [0, 0]


def test_paragraphs_between_two_times_share_the_time_by_what_there_is_to_say() -> None:
    short = Segment(0, Kind.SPEECH, "Short.", "Ann")
    segments = text(*speech(4), short, *speech(4))
    placed = place(rough(segments, (0, 0), (8, 40))).transcript
    lengths = [after - before for before, after in pairwise(starts_s(placed))]
    assert lengths[0] == pytest.approx(40 / 7.13, rel=0.05)
    assert lengths[4] < lengths[0] / 5
    estimated = placed.segments[1:8]
    assert all(segment.evidence is Evidence.ESTIMATED for segment in estimated)
    assert all((segment.error_ms or 0) > 1_000 for segment in estimated)


def test_a_paragraph_ends_where_the_next_begins_when_nothing_lies_between() -> None:
    placed = place(rough(text(*speech(6)), (0, 0), (5, 25))).transcript
    for before, after in pairwise(placed.segments):
        assert before.end_ms == pytest.approx(after.start_ms, abs=501)


def test_speech_begins_long_after_zero_where_the_first_mark_is_late() -> None:
    placed = place(rough(text(*speech(30)), (6, 130), (16, 178), (26, 226))).transcript
    assert placed.segments[0].start_ms == pytest.approx(100_000, abs=8_000)
    assert [zone.kind for zone in untranscribed_zones(placed.segments, None)] == ["lead_in"]


def test_text_before_the_first_mark_is_squeezed_rather_than_placed_before_zero() -> None:
    placed = place(rough(text(*speech(12)), (10, 20))).transcript
    assert placed.segments[0].start_ms == 0
    assert placed.segments[10].start_ms == 20_000


def test_a_break_is_the_start_of_a_gap_and_the_text_after_it_ends_at_the_next_time() -> None:
    segments = text(*speech(20), mark(), *speech(20))
    times = [(0, 0), (10, 48), (20, 96), (31, 230), (38, 264)]
    placed = place(rough(segments, *times)).transcript
    pause, after = placed.segments[20], placed.segments[21]
    assert (pause.start_ms, pause.evidence, pause.error_ms) == (96_000, Evidence.EXACT, 0)
    assert after.start_ms == pytest.approx(182_000, abs=8_000)
    assert pause.end_ms == after.start_ms
    assert placed.segments[19].end_ms == pytest.approx(96_000, abs=1_000)
    assert [zone.kind for zone in untranscribed_zones(placed.segments, None)] == ["break"]


def test_a_break_without_a_time_holds_the_time_that_is_left_over() -> None:
    segments = text(*speech(24), mark(), *speech(20))
    placed = place(rough(segments, (0, 0), (10, 48), (20, 96), (30, 230), (40, 278))).transcript
    pause = placed.segments[24]
    assert pause.evidence is Evidence.ESTIMATED
    assert pause.start_ms == pytest.approx(115_000, abs=6_000)
    assert pause.end_ms == pytest.approx(206_000, abs=6_000)
    assert placed.segments[25].start_ms == pause.end_ms


def test_a_break_with_two_times_ends_at_the_second() -> None:
    segments = text(*speech(10), mark(), *speech(10))
    transcript = rough(segments, (0, 0), (10, 50), (20, 140))
    until = Marker(10, 1, 95_000)
    first, second, third = transcript.markers
    placed = place(replace(transcript, markers=(first, second, until, third)))
    pause, after = placed.transcript.segments[10:12]
    assert (pause.start_ms, after.start_ms) == (50_000, 95_500)
    assert (after.error_ms or 0) < 5_000


def test_a_time_inside_a_paragraph_is_an_anchor() -> None:
    long = Segment(0, Kind.SPEECH, " ".join([SENTENCE] * 4), "Ann")
    segments = text(long, *speech(2))
    words = len(SENTENCE.split())
    markers = (Marker(0, 0, 0), Marker(0, 2 * words, 20_000, in_note=True))
    placed = place(Transcript("changelog-markdown", segments, markers)).transcript
    assert placed.segments[0].end_ms == pytest.approx(29_700, abs=1_500)


def test_a_time_in_a_note_is_taken_for_a_little_early() -> None:
    words = len(SENTENCE.split())
    segments = text(Segment(0, Kind.SPEECH, " ".join([SENTENCE] * 4), "Ann"), *speech(4))
    between = Marker(0, 2 * words, 20_400)
    placed = []
    for noted in (between, replace(between, in_note=True)):
        markers = (Marker(0, 0, 0), noted, Marker(3, 0, 40_000))
        transcript = Transcript("changelog-markdown", segments, markers)
        placed.append(place(transcript).transcript.segments)
    by_mark, by_note = placed
    assert (by_note[1].start_ms or 0) - (by_mark[1].start_ms or 0) == pytest.approx(500, abs=400)
    assert by_note[3].start_ms == by_mark[3].start_ms == 40_000


def test_far_too_few_words_for_the_time_betray_a_gap_where_talk_is_taken_up_anew() -> None:
    fresh = Segment(0, Kind.SPEECH, f"Alright, next question. {SENTENCE} {SENTENCE}", None)
    segments = list(speech(60, None))
    segments[25] = fresh
    times = [(0, 0), (10, 48), (20, 96), (30, 228), (40, 276), (50, 324)]
    placed = place(rough(text(*segments), *times)).transcript
    before, after = placed.segments[24], placed.segments[25]
    assert (after.start_ms or 0) - (before.end_ms or 0) > 50_000
    assert (placed.segments[24].error_ms or 0) > (placed.segments[14].error_ms or 0)


def test_the_error_grows_with_the_distance_from_a_time() -> None:
    placed = place(rough(text(*speech(41)), (0, 0), (40, 192))).transcript
    errors = [segment.error_ms or 0 for segment in placed.segments]
    assert errors[1] < errors[5] < errors[20] > errors[35] > errors[39]


def test_a_slow_speaker_takes_longer_than_a_fast_one_between_the_same_times() -> None:
    slow, fast = speech(1, "Slow")[0], speech(1, "Fast")[0]
    segments = text(*[slow] * 10, *[fast] * 10, *[slow] * 10, *[fast] * 10, slow, slow, fast, fast)
    times = [(0, 0), (10, 60), (20, 100), (30, 160), (40, 200)]
    transcript = rough(segments, *times)
    closing = Marker(43, len(SENTENCE.split()), 220_000)
    placed = place(replace(transcript, markers=(*transcript.markers, closing))).transcript
    lengths = [after - before for before, after in pairwise(starts_s(placed))]
    assert lengths[40] > 1.05 * lengths[42]


def test_the_talk_ends_before_the_audio_does() -> None:
    placed = place(rough(text(*speech(30)), (0, 0), (10, 48), (20, 96)), 210_000).transcript
    assert placed.segments[-1].end_ms == pytest.approx(146_000, abs=8_000)
    assert untranscribed_zones(placed.segments, 210_000)[-1].kind == "outro"


def test_text_longer_than_the_audio_is_squeezed_into_it() -> None:
    placed = place(rough(text(*speech(30)), (0, 0), (10, 48)), 70_000).transcript
    assert all((segment.end_ms or 0) <= 70_000 for segment in placed.segments)
    assert starts_s(placed) == sorted(starts_s(placed))


def test_without_marks_the_text_is_spread_over_the_audio_with_a_large_error() -> None:
    placed = place(rough(text(*speech(200))), 20 * MINUTE_MS).transcript
    starts = starts_s(placed)
    assert placed.timing is Evidence.ESTIMATED
    assert starts == sorted(starts)
    assert 0 <= starts[0] < 120
    assert 1_080 < starts[-1] < 1_200
    assert min(segment.error_ms or 0 for segment in placed.segments) > 20_000


def test_without_marks_and_duration_nothing_is_placed() -> None:
    placed = place(rough(text(*speech(3)))).transcript
    assert placed.timing is Evidence.NONE
    assert all(segment.start_ms is None and segment.error_ms is None for segment in placed.segments)


def test_an_estimate_is_taken_back_when_nothing_supports_it_any_more() -> None:
    transcript = rough(text(*speech(3)))
    with_duration = place(transcript, MINUTE_MS).transcript
    assert place(with_duration).transcript == transcript


def test_segments_that_bring_their_own_times_are_untouched() -> None:
    segments = tuple(
        replace(segment, start_ms=start, end_ms=start + 900, evidence=Evidence.EXACT, error_ms=0)
        for segment, start in zip(text(*speech(3)), (500, 2_000, 1_500), strict=True)
    )
    transcript = Transcript("srt", segments)
    placement = place(transcript, 10_000)
    assert placement.transcript == transcript
    assert placement.problems == ()


def test_untimed_paragraphs_are_placed_between_aligned_ones() -> None:
    words = tuple(Word(word, 9_000, 9_100, 0.9) for word in SENTENCE.split())
    aligned = Segment(
        1, Kind.SPEECH, SENTENCE, "Ann", 9_000, 14_000, Evidence.ALIGNED, 200, words=words
    )
    segments = list(text(*speech(4)))
    segments[1] = aligned
    placed = place(rough(tuple(segments), (3, 20)), 30_000).transcript
    assert placed.segments[1] == aligned
    assert (placed.segments[0].start_ms or 0) < 9_000
    assert 14_000 <= (placed.segments[2].start_ms or 0) < 20_000


def test_a_mark_after_the_last_word_lasts_to_the_end_of_the_audio() -> None:
    placed = place(rough(text(*speech(4), mark("Outro")), (0, 0), (4, 21)), 60_000).transcript
    assert (placed.segments[4].start_ms, placed.segments[4].end_ms) == (21_000, 60_000)


def test_only_marks_are_placed_too() -> None:
    placed = place(rough(text(mark("Jingle"), mark()), (0, 3), (1, 9))).transcript
    assert starts_s(placed) == [3.0, 9.0]


def test_an_empty_transcript_stays_empty() -> None:
    assert place(Transcript("plain-text"), 1_000).transcript.segments == ()
