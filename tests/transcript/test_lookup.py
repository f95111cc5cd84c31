from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.lookup import (
    SegmentLookup,
    Zone,
    moment_at,
    next_speech_after,
    offset_at,
    segment_at,
    untranscribed_zones,
)
from desktop_app.transcript.model import Kind, Segment, Word
from tests.builders import make_transcript


def speech(index: int, start_ms: int | None, end_ms: int | None, text: str = "a b") -> Segment:
    return Segment(index, Kind.SPEECH, text, "A", start_ms, end_ms)


def mark(index: int) -> Segment:
    return Segment(index, Kind.MARK, "Break")


def test_a_moment_in_a_segment_is_that_segment() -> None:
    segments = make_transcript("A: Hi. / B: Hello.").segments

    assert segment_at(segments, 0) == segments[0]
    assert segment_at(segments, 9_999) == segments[0]
    assert segment_at(segments, 10_000) == segments[1]
    assert segment_at(segments, 20_000) is None


def test_a_pause_has_no_segment() -> None:
    assert segment_at([speech(0, 0, 1_000), speech(1, 5_000, 6_000)], 3_000) is None


def test_of_overlapping_segments_the_one_that_started_last_is_spoken() -> None:
    long, short = speech(0, 0, 10_000), speech(1, 3_000, 5_000)
    lookup = SegmentLookup([long, short])

    assert [lookup.at(moment) for moment in (2_999, 3_000, 4_999, 5_000, 10_000)] == [
        long,
        short,
        short,
        long,
        None,
    ]


def test_marks_and_untimed_segments_are_never_spoken() -> None:
    break_ = Segment(1, Kind.MARK, "Break", start_ms=0, end_ms=9_000)

    lookup = SegmentLookup([speech(0, None, None), break_])

    assert lookup.at(100) is None
    assert lookup.next_after(0) is None


def test_a_segment_without_an_end_lasts_until_the_next_or_for_ever() -> None:
    first, last = speech(0, 0, None), speech(1, 4_000, None)
    lookup = SegmentLookup([first, last])

    assert lookup.at(3_999) == first
    assert lookup.at(4_000) == last
    assert lookup.at(9_000_000) == last


def test_the_next_speech_starts_strictly_later() -> None:
    segments = [speech(0, 0, 1_000), speech(1, 5_000, 6_000)]

    assert next_speech_after(segments, 0) == segments[1]
    assert next_speech_after(segments, 5_000) is None
    assert SegmentLookup(segments).last_before(4_000) == segments[0]
    assert SegmentLookup(segments).last_before(-1) is None


@given(
    st.lists(st.tuples(st.integers(0, 200), st.one_of(st.none(), st.integers(0, 90))), max_size=12),
    st.integers(-1, 300),
)
def test_looking_up_agrees_with_looking_at_every_segment(
    spans: list[tuple[int, int | None]], moment_ms: int
) -> None:
    segments = [
        speech(index, start, None if length is None else start + length)
        for index, (start, length) in enumerate(spans)
    ]
    ordered = sorted(segments, key=lambda one: (one.start_ms or 0, one.index))
    expected = None
    for place, one in enumerate(ordered):
        following = ordered[place + 1].start_ms if place + 1 < len(ordered) else None
        end_ms = one.end_ms if one.end_ms is not None else following
        starts = (one.start_ms or 0) <= moment_ms
        if starts and (end_ms is None or moment_ms < end_ms):
            expected = one

    assert segment_at(segments, moment_ms) == expected


def test_words_without_times_share_the_segments_time_by_letters() -> None:
    segment = speech(0, 1_000, 5_000, "one two six four")

    moments = [moment_at(segment, offset) for offset in (0, 3, 4, 8, 14, 99)]

    assert moments == [1_000, 1_000, 2_000, 3_000, 4_000, 4_000]


def test_known_word_times_win_and_unspoken_words_take_the_one_before() -> None:
    words = (
        Word("[laughs]", None, None, 0.1),
        Word("two", 700, 900, 0.9),
        Word("–", None, None, 0),
    )
    segment = Segment(0, Kind.SPEECH, "[laughs] two –", None, 0, 5_000, words=words)

    assert [moment_at(segment, offset) for offset in (0, 9, 13)] == [700, 700, 700]
    assert offset_at(segment, 800) == 9


def test_without_any_time_there_is_no_moment_and_no_offset() -> None:
    assert moment_at(speech(0, None, None), 1) is None
    assert offset_at(speech(0, None, None), 1) is None
    assert moment_at(speech(0, 500, None), 2) == 500
    assert offset_at(speech(0, 500, None), 900) == 0
    assert offset_at(speech(0, 500, 900, ""), 600) == 0


@given(st.lists(st.sampled_from(["a", "bcd", "ef"]), min_size=1), st.integers(1, 60_000))
def test_the_offset_of_a_words_moment_is_that_word(words: list[str], length_ms: int) -> None:
    text = " ".join(words)
    segment = speech(0, 1_000, 1_000 + length_ms + len(text), text)
    starts = [len(" ".join(words[:place])) + bool(place) for place in range(len(words))]

    found = [offset_at(segment, moment_at(segment, start) or 0) for start in starts]

    assert found == starts


def test_before_and_after_a_segment_its_first_and_last_word_are_named() -> None:
    segment = speech(0, 1_000, 2_000, "one two")

    assert offset_at(segment, 0) == 0
    assert offset_at(segment, 99_000) == 4


def test_stretches_without_text_are_lead_in_break_gap_and_outro() -> None:
    segments = [
        speech(0, 10_000, 20_000),
        mark(1),
        speech(2, 80_000, 90_000),
        speech(3, 94_000, 100_000),
        speech(4, 105_000, 106_000),
    ]

    assert untranscribed_zones(segments, 130_000) == (
        Zone(0, 10_000, "lead_in"),
        Zone(20_000, 80_000, "break"),
        Zone(100_000, 105_000, "gap"),
        Zone(106_000, 130_000, "outro"),
    )


def test_an_advert_between_two_words_of_a_paragraph_lies_within() -> None:
    times = ((0, 900), (None, None), (31_000, 31_900))
    words = tuple(
        Word(text, start_ms, end_ms, 0.9)
        for text, (start_ms, end_ms) in zip("abc", times, strict=True)
    )
    alone = replace(speech(0, 0, 32_000, "a b c"), words=words)

    assert untranscribed_zones([alone], 32_000) == (Zone(900, 31_000, "within"),)
    assert untranscribed_zones([alone, speech(1, 10_000, 20_000)], 32_000) == ()


def test_short_pauses_and_untimed_transcripts_have_no_zones() -> None:
    assert untranscribed_zones([speech(0, 4_999, 9_000)], 13_999) == ()
    assert untranscribed_zones([speech(0, None, None)], 60_000) == ()
    assert untranscribed_zones([speech(0, 0, 1_000)], None) == ()
