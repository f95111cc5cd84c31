"""WebVTT: voices, karaoke times, comments, roll-up, moved times, and what is not allowed in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.formats import Reading, read_transcript_bytes
from desktop_app.transcript.formats.source import decode
from desktop_app.transcript.formats.webvtt import read, score


def reading(body: str) -> Reading:
    return read(decode(f"WEBVTT\n\n{body}".encode(), "x.vtt"))


def cues(body: str) -> list[tuple[int, int, str | None, str]]:
    return [(c.start_ms, c.end_ms, c.speaker, c.text) for c in reading(body).transcript.cues]


def said(body: str) -> list[tuple[str | None, str]]:
    return [(one.speaker, one.text) for one in reading(body).transcript.segments]


def messages(body: str) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.message) for problem in reading(body).problems]


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("00:00:01.000 --> 00:00:04.500", (1_000, 4_500)),
        ("00:01.000 --> 00:04.500 align:start line:0", (1_000, 4_500)),
        ("100:00:00.000 --> 100:00:01.000", (360_000_000, 360_001_000)),
        ("00:01.000\t-->\t00:04.500line:0", (1_000, 4_500)),
        ("00:01,000 --> 00:04,500", (1_000, 4_500)),
        ("0:1.5 --> 0:4.5", (1_500, 4_500)),
    ],
)
def test_hours_may_lack_and_odd_times_are_read_all_the_same(
    line: str, times: tuple[int, int]
) -> None:
    assert cues(f"{line}\nHello.\n") == [(*times, None, "Hello.")]


def test_odd_times_are_reported() -> None:
    assert messages("00:01,000 --> 00:04,500\nHello.\n") == [
        (None, "1 time is not written as WebVTT wants it and was read all the same.")
    ]


def test_a_voice_is_the_speaker() -> None:
    assert cues("00:01.000 --> 00:02.000\n<v.loud Ana &amp; Co>Hi.</v>\n") == [
        (1_000, 2_000, "Ana & Co", "Hi.")
    ]


def test_each_voice_of_a_cue_is_heard() -> None:
    body = "00:00.000 --> 00:04.000\n<v Ana>One two.</v>\n<v Ben>Three four.</v>\n"

    assert cues(body) == [(0, 4_000, "Ana", "One two.\nThree four.")]
    assert said(body) == [("Ana", "One two."), ("Ben", "Three four.")]


def test_entities_and_tags_become_what_is_shown() -> None:
    said = "<c.red>Q&amp;A</c> &lt;ok&gt; <i>so</i><ruby>漢<rt>kan</rt></ruby>"
    body = f"00:01.000 --> 00:02.000\n{said}\n"

    assert cues(body)[0][3] == "Q&A <ok> so漢kan"


def test_times_between_words_are_the_words_times() -> None:
    body = (
        "00:01.000 --> 00:04.000\nSo<00:00:02.000><c> far</c><00:00:03.000><c> so good</c>\n\n"
        "00:05.000 --> 00:06.000\nPlain words\n"
    )

    found = reading(body).transcript.segments[0]

    assert found.text == "So far so good Plain words"
    assert found.words is not None
    assert [(one.text, one.start_ms, one.end_ms) for one in found.words] == [
        ("So", 1_000, 2_000),
        ("far", 2_000, 3_000),
        ("so", 3_000, None),
        ("good", None, None),
        ("Plain", None, None),
        ("words", None, None),
    ]
    assert all((one.confidence < 0.3) == (one.start_ms is None) for one in found.words)


def test_comments_styles_and_regions_are_not_read_out() -> None:
    body = (
        "STYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE one\n00:07 --> is no time\n\nname\n"
        "00:01.000 --> 00:02.000\nOne\n\nNOTE\ntwo\n\n00:03.000 --> 00:04.000\nNOTE is text here\n"
    )

    assert [text for *_times, text in cues(body)] == ["One", "NOTE is text here"]


def test_a_time_ends_the_cue_before_it() -> None:
    body = "00:01.000 --> 00:02.000\nOne\n00:03.000 --> 00:04.000\nTwo\n"

    assert [text for *_times, text in cues(body)] == ["One", "Two"]


ROLL_UP = (
    "00:00.000 --> 00:02.000\n \nwe<00:00:01.000><c> walk</c>\n\n"
    "00:02.000 --> 00:02.010\nwe walk\n\n"
    "00:02.010 --> 00:04.000\nwe walk\nto<00:00:03.000><c> the</c>\n\n"
    "00:04.000 --> 00:04.010\nto the\n\n"
    "00:04.010 --> 00:06.000\nto the\nnew<00:00:05.000><c> house</c>\n\n"
    "00:06.000 --> 00:06.010\nnew house\n\n"
    "00:06.010 --> 00:08.000\nnew house\nby<00:00:07.000><c> sea</c>\n"
)


def test_lines_that_roll_up_are_read_once_with_their_times() -> None:
    found = reading(ROLL_UP)

    assert [one.text for one in found.transcript.segments] == ["we walk to the new house by sea"]
    words = found.transcript.segments[0].words
    assert words is not None
    assert [one.start_ms for one in words] == [0, 1000, 2010, 3000, 4010, 5000, 6010, 7000]
    assert [one.message for one in found.problems] == [
        "Lines that roll up and are shown several times are read once."
    ]
    assert len(found.transcript.cues) == 7


def test_two_lines_that_roll_up_are_enough_where_they_flash() -> None:
    body = (
        "00:00.160 --> 00:02.000 align:start position:0%\n \n"
        "hello<00:00.400><c> and</c><00:00.800><c> welcome</c>\n\n"
        "00:02.000 --> 00:02.010\nhello and welcome\n \n\n"
        "00:02.010 --> 00:04.000\nhello and welcome\n"
        "to<00:02.400><c> the</c><00:02.800><c> show</c>\n\n"
        "00:04.000 --> 00:04.010\nto the show\n \n"
    )

    assert said(body) == [(None, "hello and welcome to the show")]


def test_exports_of_meetings_have_their_speakers() -> None:
    zoom = "1\n00:01.000 --> 00:02.000\nAna Lopez: One.\n\n2\n00:03.000 --> 00:04.000\nBen: Two.\n"
    teams = (
        "6c5a0f1e-9d2b-4e0e-a3c1-1f2e3d4c5b6a/12-0\n00:01.000 --> 00:02.000\n"
        "<v Ana Lopez>One and</v>\n\n"
        "6c5a0f1e-9d2b-4e0e-a3c1-1f2e3d4c5b6a/12-1\n00:02.000 --> 00:04.000\n"
        "<v Ana Lopez>two.</v>\n\n"
    )
    stream = (
        'NOTE duration:"00:00:10"\n\nNOTE language:en-us\n\nNOTE Confidence: 0.85\n\n'
        "6c5a0f1e-9d2b-4e0e-a3c1-1f2e3d4c5b6a\n00:01.000 --> 00:02.000\nOne.\n"
    )
    assert said(zoom) == [("Ana Lopez", "One."), ("Ben", "Two.")]
    assert said(teams) == [("Ana Lopez", "One and two.")]
    assert said(stream) == [(None, "One.")]


def test_a_voice_that_is_named_in_the_text_as_well_is_named_once() -> None:
    body = (
        "00:01.000 --> 00:02.000\n<v S00>S00: Hi.</v>\n\n00:03.000 --> 00:04.000\n<v S01>S01: Ho.\n"
    )

    assert said(body) == [("S00", "Hi."), ("S01", "Ho.")]
    assert [cue.text for cue in reading(body).transcript.cues] == ["Hi.", "Ho."]


def test_captions_that_grow_word_by_word_are_read_once() -> None:
    texts = ["we", "we walk", "we walk to", "we walk to the", "we walk to the sea."]
    body = "\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\n{text}\n" for n, text in enumerate(texts))

    assert said(body) == [(None, "we walk to the sea.")]


def test_a_refrain_is_no_roll_up() -> None:
    body = "\n".join(f"00:0{n}.000 --> 00:0{n + 1}.000\nNo.\n" for n in range(5))

    assert said(body) == [(None, "No. No. No. No. No.")]


@pytest.mark.parametrize(
    ("line", "start_ms"),
    [
        # where the stream's clock stood at the start of the sound moves nothing
        ("X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000", 1_000),
        ("X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:126000", 1_000),
        ("X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000", 1_000),
        ("X-TIMESTAMP-MAP=LOCAL:00:19:04.000,MPEGTS:102972690", 1_000),
        ("X-TIMESTAMP-MAP=nonsense", 1_000),
        # a segment from the middle of a stream, and times that count from another hour
        ("X-TIMESTAMP-MAP=MPEGTS:3600000,LOCAL:00:00:00.000", 41_000),
        ("X-TIMESTAMP-MAP=LOCAL:00:00:00.500,MPEGTS:90000", 500),
    ],
)
def test_a_timestamp_map_moves_a_segment_to_its_place(line: str, start_ms: int) -> None:
    data = f"WEBVTT\n{line}\n\n00:01.000 --> 00:02.000\nHi\n".encode()

    found = read_transcript_bytes(data, "x.vtt")

    assert found.transcript.cues[0].start_ms == start_ms
    assert found.transcript.segments[0].start_ms == start_ms
    assert bool(found.problems) == (start_ms != 1_000)


def test_times_that_count_from_another_hour_count_from_the_start() -> None:
    cues = "".join(f"01:{m:02}:01.000 --> 01:{m:02}:05.000\nHi\n\n" for m in range(3))
    data = f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:01:00:00.000,MPEGTS:900000\n\n{cues}".encode()

    found = read_transcript_bytes(data, "x.vtt")

    assert [cue.start_ms for cue in found.transcript.cues] == [1_000, 61_000, 121_000]


def test_a_whole_file_from_a_live_stream_keeps_its_times() -> None:
    cues = "".join(f"{m:02}:01.000 --> {m:02}:05.000\nHi\n\n" for m in range(3))
    data = f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:5123456789,LOCAL:00:00:00.000\n\n{cues}".encode()

    found = read_transcript_bytes(data, "x.vtt")

    assert [cue.start_ms for cue in found.transcript.cues] == [1_000, 61_000, 121_000]


@pytest.mark.parametrize("first", [900_000, 0, 2**33 - 270_000])
def test_segments_put_one_behind_the_other_are_joined_in_time(first: int) -> None:
    parts = [
        f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{(first + place * 540_000) % 2**33},LOCAL:00:00:00.000\n\n"
        f"00:01.000 --> 00:02.000\nPart {place}.\n"
        for place in range(3)
    ]

    found = read_transcript_bytes("\n".join(parts).encode(), "x.vtt")

    starts = [cue.start_ms for cue in found.transcript.cues]
    assert [start - starts[0] for start in starts] == [0, 6_000, 12_000]
    assert [cue.text for cue in found.transcript.cues] == ["Part 0.", "Part 1.", "Part 2."]
    assert len(found.problems) == 1


def test_what_two_segments_both_say_is_read_once() -> None:
    part = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n"
    first, both, last = (f"00:0{at}.000 --> 00:0{at + 2}.000\nPart {at}.\n\n" for at in (1, 4, 7))

    found = read_transcript_bytes((part + first + both + part + both + last).encode(), "x.vtt")

    assert [cue.start_ms for cue in found.transcript.cues] == [1_000, 4_000, 7_000]
    assert found.problems == ()


def test_bytes_reach_from_a_cues_name_or_time_to_its_last_line() -> None:
    cue = "erste\r\n00:01.000 --> 00:02.000\r\nÄh,\r\nja."
    data = f"\ufeffWEBVTT\r\n\r\n{cue}\r\n\r\nNOTE x\r\n".encode()

    segment = read_transcript_bytes(data, "x.vtt").transcript.segments[0]

    assert segment.source is not None
    raw = data[segment.source.start_byte : segment.source.end_byte].decode()
    assert raw == cue


def test_a_file_cut_off_gives_what_stands_before() -> None:
    assert [text for *_rest, text in cues("00:01.000 --> 00:02.000\nOne\n\n00:03.0")] == ["One"]


def test_likeness_is_the_word_at_the_start() -> None:
    assert score(decode(b"\xef\xbb\xbfWEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", "x")) == 1
    assert score(decode(b"The word WEBVTT and --> an arrow", "x")) == 0


@given(st.text(alphabet='1:0.-> \n\t<>v/Ab&;NOTE"é', max_size=200))
def test_any_text_is_read_without_a_failure(text: str) -> None:
    found = reading("00:00:01.000 --> 00:00:02.000\nSo\n" + text).transcript

    starts = [one.start_ms for one in found.cues]
    assert starts == sorted(starts)
    assert all(
        one.words is None or len(one.words) == len(one.text.split()) for one in found.segments
    )
