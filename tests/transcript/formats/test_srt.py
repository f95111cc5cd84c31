from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.timecode import clock_ms
from desktop_app.transcript.formats import Reading, read_transcript_bytes
from desktop_app.transcript.formats.source import Source, decode
from desktop_app.transcript.formats.srt import read, score
from desktop_app.transcript.model import Cue, Evidence, Kind


def source_of(text: str) -> Source:
    return decode(text.encode(), "x")


def reading(text: str) -> Reading:
    return read(decode(text.encode(), "x.srt"))


def cues(text: str) -> list[tuple[int, int, str | None, str]]:
    return [(c.start_ms, c.end_ms, c.speaker, c.text) for c in reading(text).transcript.cues]


def messages(text: str) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.message) for problem in reading(text).problems]


def srt(*texts: str, each_ms: int = 3_000, pause_ms: int = 0) -> str:
    """Return cues of one length after each other."""
    blocks = []
    for number, text in enumerate(texts):
        start_ms = number * (each_ms + pause_ms)
        times = f"{clock_ms(start_ms, decimal=',')} --> {clock_ms(start_ms + each_ms, decimal=',')}"
        blocks.append(f"{number + 1}\n{times}\n{text}\n")
    return "\n".join(blocks)


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("00:00:01,000 --> 00:00:04,500", (1_000, 4_500)),
        ("00:00:01.000 --> 00:00:04.500", (1_000, 4_500)),
        ("00:01,000 --> 00:04,500", (1_000, 4_500)),
        ("1:2:3,4 --> 1:2:4,5", (3_723_400, 3_724_500)),
        ("100:00:00,000 --> 100:00:01,000", (360_000_000, 360_001_000)),
        ("  00:00:01 , 000-->00:00:04,500  X1:1 X2:2", (1_000, 4_500)),
        ("00:00:01:000 --> 00:00:04:500", (1_000, 4_500)),
        ("00:00:01,000 —> 00:00:04,500", (1_000, 4_500)),
        ("1.0 --> 4.5", (1_000, 4_500)),
        ("00:01 --> 00:04", (1_000, 4_000)),
    ],
)
def test_times_are_read_in_every_way_they_are_written(line: str, times: tuple[int, int]) -> None:
    assert cues(f"1\n{line}\nHello.\n") == [(*times, None, "Hello.")]


def test_numbers_may_be_missing_doubled_or_wrong() -> None:
    text = (
        "00:01,000 --> 00:02,000\nOne.\n\n7\n00:03,000 --> 00:04,000\nTwo.\n"
        "8\n00:05,000 --> 00:06,000\nThree."
    )

    assert [text for *_times, text in cues(text)] == ["One.", "Two.", "Three."]


def test_text_that_is_a_number_stays_text() -> None:
    text = (
        "1\n00:01,000 --> 00:02,000\n42\n\n2\n00:03,000 --> 00:04,000\n43\n"
        "00:05,000 --> 00:06,000\n44"
    )

    assert [text for *_times, text in cues(text)] == ["42", "43", "44"]


def test_a_blank_line_inside_a_cue_does_not_end_it() -> None:
    text = "1\n00:01,000 --> 00:02,000\nOne\n\ntwo.\n\n2\n00:03,000 --> 00:04,000\nThree."

    assert [text for *_times, text in cues(text)] == ["One\ntwo.", "Three."]


def test_tags_and_entities_become_what_is_shown() -> None:
    said = '{\\an8}<i>Q&amp;A</i> <font color="#fff">a\\Nb</font> 1 < 2 <br/> c'
    text = f"1\n00:01,000 --> 00:02,000\n{said}\n"

    assert cues(text)[0][3] == "Q&A a\nb 1 < 2\nc"


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Ana: the ratio 3:1 matters", "Ana", "the ratio 3:1 matters"),
        ("ANA RUIZ: Hi.", "ANA RUIZ", "Hi."),
        ("Dr. O'Neil: Hi.", "Dr. O'Neil", "Hi."),
        ("- Ana: Hi.", "Ana", "Hi."),
        (">> Ana: Hi.", "Ana", "Hi."),
        ("<v Ana Ruiz>Hi.</v>", "Ana Ruiz", "Hi."),
        ("ratio 3:1 and more", None, "ratio 3:1 and more"),
        ("the result: it works", None, "the result: it works"),
        ("At 8:30 we left", None, "At 8:30 we left"),
        ("https://example.org is it", None, "https://example.org is it"),
        ("Note: be careful", None, "Note: be careful"),
    ],
)
def test_a_name_before_a_colon_is_the_speaker_and_words_are_not(
    text: str, speaker: str | None, said: str
) -> None:
    found = reading(srt(text)).transcript

    assert [(one.speaker, one.text) for one in found.cues] == [(speaker, said)]
    assert [(one.speaker, one.text) for one in found.segments] == [(speaker, said)]


def test_a_single_word_before_a_colon_in_a_long_file_is_no_name() -> None:
    found = reading(srt(*["Words go on."] * 20, "Remember: salt.")).transcript

    assert found.speakers == ()


def test_a_speaker_goes_on_until_another_is_named() -> None:
    found = reading(srt("Ana: One.", "Two.", "Ben: Three.", "Ana: Four.")).transcript

    assert [(one.speaker, one.text) for one in found.segments] == [
        ("Ana", "One. Two."),
        ("Ben", "Three."),
        ("Ana", "Four."),
    ]
    assert [one.speaker for one in found.cues] == ["Ana", None, "Ben", "Ana"]


def test_two_speakers_in_one_cue_share_its_time() -> None:
    found = reading(srt("Ana: One two.\nBen: Three four.")).transcript

    first, second = found.segments
    assert (first.speaker, first.start_ms, first.end_ms) == ("Ana", 0, 1_500)
    assert (first.evidence, first.error_ms) == (Evidence.EXACT, 0)
    assert (second.speaker, second.start_ms, second.end_ms) == ("Ben", 1_500, 3_000)
    assert (second.evidence, second.error_ms) == (Evidence.ESTIMATED, 1_500)


def test_cues_join_to_paragraphs_that_end_with_a_sentence() -> None:
    sentence = "Ten little words stand here and then they stop again."
    found = reading(srt(*[sentence] * 20)).transcript

    lengths = [len(one.text.split()) for one in found.segments]
    assert all(60 <= length <= 90 for length in lengths[:-1])
    assert all(one.text.endswith(".") for one in found.segments)
    assert all(one.evidence is Evidence.EXACT and one.error_ms == 0 for one in found.segments)
    assert all(one.words is None for one in found.segments)
    starts = {one.start_ms for one in found.cues}
    assert {one.start_ms for one in found.segments} <= starts


def test_without_punctuation_paragraphs_still_end() -> None:
    found = reading(srt(*["no stop at all here"] * 100)).transcript

    assert max(len(one.text.split()) for one in found.segments) <= 125


def test_a_long_pause_starts_a_paragraph() -> None:
    found = reading(srt("One and", "two.", pause_ms=4_000)).transcript

    assert [(one.text, one.start_ms, one.end_ms) for one in found.segments] == [
        ("One and", 0, 3_000),
        ("two.", 7_000, 10_000),
    ]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [("[upbeat music]", "Upbeat music"), ("♪ ♪", "Music"), ("(Jingle)", "Jingle")],
)
def test_music_alone_is_a_mark(text: str, read_as: str) -> None:
    found = reading(srt("Ana: One.", text, "Two.")).transcript

    assert [(one.kind, one.speaker, one.text) for one in found.segments] == [
        (Kind.SPEECH, "Ana", "One."),
        (Kind.MARK, None, read_as),
        (Kind.SPEECH, "Ana", "Two."),
    ]


def test_an_end_before_its_start_is_estimated_and_reported() -> None:
    text = "1\n00:10,000 --> 00:08,000\nOne two three.\n\n2\n00:10,500 --> 00:12,000\nFour.\n"

    assert [one[:2] for one in cues(text)] == [(10_000, 10_500), (10_500, 12_000)]
    assert messages(text) == [(2, "The text at 0:10 ends before it begins; its end was estimated.")]


def test_what_is_out_of_order_is_put_in_order_and_reported() -> None:
    text = "1\n00:10,000 --> 00:12,000\nTwo.\n\n2\n00:01,000 --> 00:02,000\nOne.\n"

    assert [one[3] for one in cues(text)] == ["One.", "Two."]
    assert messages(text) == [
        (6, "The text at 0:01 stood too late; it was put where its time belongs.")
    ]


def test_a_time_that_cannot_be_read_keeps_its_text() -> None:
    text = "1\n00:01,000 --> 00:02,000\nOne.\n\n2\n00:0x,000 --> 00:04,000\nTwo.\n"

    assert cues(text) == [(1_000, 2_000, None, "One."), (2_000, 3_000, None, "Two.")]
    assert messages(text) == [
        (6, "A time cannot be read; its text was placed after the text before it.")
    ]


def test_a_file_cut_off_in_a_cue_gives_what_stands_before() -> None:
    text = srt("One.", "Two.")[:-6]

    assert [one[3] for one in cues(text)] == ["One."]
    assert messages(text) == [(6, "A time without text was left out.")]


def test_text_before_the_first_time_is_left_out_and_reported() -> None:
    assert messages("Subtitles by Ana\n\n" + srt("One.")) == [
        (1, "The text before the first time was left out.")
    ]


def test_web_captions_are_read_without_their_comments_and_styles() -> None:
    text = (
        "WEBVTT - title\n\nSTYLE\n::cue { color: red }\n\nNOTE a comment\n\nfirst\n"
        "00:01.000 --> 00:02.000 line:0\n<v Ana>One</v>\n\nNOTE another\n\n"
        "00:03.000 --> 00:04.000\nTwo\n"
    )

    assert [one[2:] for one in cues(text)] == [("Ana", "One"), (None, "Two")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_bytes_of_a_segment_reach_from_its_first_to_its_last_cue(encoding: str) -> None:
    text = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nÄrger\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:04,000\r\nim Öl.\r\n"
    )
    data = text.encode(encoding)

    segment = read_transcript_bytes(data, "x.srt").transcript.segments[0]

    assert segment.text == "Ärger im Öl."
    assert segment.source is not None
    raw = data[segment.source.start_byte : segment.source.end_byte]
    inner = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
    assert raw.decode(inner) == text.rstrip()


def test_the_files_own_cues_are_kept() -> None:
    found = reading(srt("Ana: One\ntwo.", "Three.")).transcript

    assert found.cues == (Cue(0, 3_000, "Ana", "One\ntwo."), Cue(3_000, 6_000, None, "Three."))


def test_likeness_is_times_with_an_arrow_between() -> None:
    assert score(source_of(srt("One.", "Two."))) > 0.9
    assert score(source_of("Prose with --> an arrow.")) == 0
    document = "Prose about files.\n\n" * 20 + "```\n00:01,000 --> 00:02,000\nHi\n```\n"
    assert score(source_of(document)) < 0.5


@given(st.text(alphabet='1:0,.-> \n\tAb"<i>&é', max_size=200))
def test_any_text_with_arrows_is_read_without_a_failure(text: str) -> None:
    found = reading("00:00:01,000 --> 00:00:02,000\nSo\n" + text).transcript

    times = [(one.start_ms, one.end_ms) for one in found.cues]
    assert times == sorted(times, key=lambda pair: pair[0])
    assert all(start < end for start, end in times)
    words = " ".join(one.text for one in found.segments if one.is_speech).split()
    assert "So" in words or found.cues[0].speaker is not None


def test_names_on_a_line_of_their_own_are_speakers() -> None:
    lines = [("Ana Ruiz", "Good day."), ("Ben Cole", "Hello there,\nAna."), ("Ana Ruiz", "So.")] * 2
    text = "".join(
        f"{at}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{name}\n{said}\n\n"
        for at, (name, said) in enumerate(lines, 1)
    )

    found = read_transcript_bytes(text.encode(), "x.srt").transcript

    assert [(cue.speaker, cue.text) for cue in found.cues] == lines


def test_first_lines_that_are_said_are_no_names() -> None:
    text = "".join(
        f"{at}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{first}\nand so on\n\n"
        for at, first in enumerate(
            ["Go home", "Right now", "Go home", "You know", "Not me", "Ah"], 1
        )
    )

    found = read_transcript_bytes(text.encode(), "x.srt").transcript

    assert {cue.speaker for cue in found.cues} == {None}


def starts_and_texts(data: bytes | str) -> list[tuple[int, int, str]]:
    data = data if isinstance(data, bytes) else data.encode()
    cues = read_transcript_bytes(data, "x.srt").transcript.cues
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in cues]


ONE_TWO = [(1_000, 2_000, "One."), (3_000, 4_000, "Two.")]
PLAIN = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo.\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\r\n", 4),
        PLAIN[:44].replace("\n", "\r\n") + PLAIN[44:].replace("\n", "\r"),
        PLAIN.replace("\n", "\r\r\n"),
        PLAIN + "\0" * 600,
        PLAIN.replace("2\n00:00:03", "\ufeff2\n00:00:03"),
        PLAIN.replace("\n\n", "\n"),
        PLAIN.replace("-->", "→"),
        PLAIN.replace("-->", "--&gt;"),
        PLAIN.replace(",000", ",000000"),
        PLAIN.replace(",000", "，０００").replace(":", "："),
        PLAIN.replace(",000", ""),
        PLAIN.replace(",000", " ,000").replace(":", ": "),
        PLAIN.replace("00:00:0", "0:0:"),
        PLAIN.replace("00:00:0", "00:0"),
        PLAIN.replace("--> 00:00:02,000", "--> 00:00:02,000 X1:40 X2:60 Y1:10 Y2:20"),
        PLAIN.replace("One.", '{\\an8}<font color="#fff">One.</font>'),
    ],
)
def test_oddities_of_files_change_nothing(data: str) -> None:
    assert starts_and_texts(data) == ONE_TWO


def test_times_beyond_a_hundred_hours_and_before_the_start() -> None:
    late = PLAIN.replace("00:00:0", "101:00:0")
    assert [start for start, _end, _text in starts_and_texts(late)] == [363_601_000, 363_603_000]
    early = PLAIN.replace("00:00:01", "-00:00:01")
    assert starts_and_texts(early) == [(0, 2_000, "One."), ONE_TWO[1]]
    problems = read_transcript_bytes(early.encode(), "x.srt").problems
    assert [(one.line, one.message) for one in problems] == [
        (2, "A time before the start was taken for the start.")
    ]


def test_entities_that_were_escaped_twice_are_signs() -> None:
    text = PLAIN.replace("One.", "Q&amp;amp;A, it&amp;#39;s &amp;lt;b&amp;gt; &amp; R&D.")
    assert starts_and_texts(text)[0][2] == "Q&A, it's <b> & R&D."


def test_right_to_left_and_unspaced_scripts_are_kept() -> None:
    text = PLAIN.replace("One.", "שלום, עולם!").replace("Two.", "今日は天気がいいですね。")
    assert [said for _start, _end, said in starts_and_texts(text)] == [
        "שלום, עולם!",
        "今日は天気がいいですね。",
    ]


def test_cues_that_overlap_are_kept_as_they_are() -> None:
    text = PLAIN.replace("00:00:02,000", "00:00:09,000")
    found = read_transcript_bytes(text.encode(), "x.srt")
    assert [(cue.start_ms, cue.end_ms) for cue in found.transcript.cues] == [
        (1_000, 9_000),
        (3_000, 4_000),
    ]
    assert found.problems == ()


def test_lines_that_roll_up_are_read_once_here_too() -> None:
    lines = ["hello and welcome", "to the show", "about bees", "and honey", "in winter"]
    cues = [lines[0], *("\n".join(pair) for pair in pairwise(lines))]
    text = "".join(
        f"{at}\n00:00:{2 * at:02},000 --> 00:00:{2 * at + 2:02},000\n{cue}\n\n"
        for at, cue in enumerate(cues)
    )

    found = read_transcript_bytes(text.encode(), "x.srt")

    assert [one.text for one in found.transcript.segments] == [" ".join(lines)]
    assert [cue.text for cue in found.transcript.cues] == cues
    assert [one.message for one in found.problems] == [
        "Lines that roll up and are shown several times are read once."
    ]


def test_a_single_line_of_megabytes_is_read() -> None:
    found = starts_and_texts(PLAIN.replace("One.", "word " * 400_000))
    assert len(found[0][2].split()) == 400_000


def test_chevrons_start_a_paragraph_of_somebody_else() -> None:
    text = PLAIN.replace("One.", ">> ANA: One.").replace("Two.", ">> Two.")
    found = read_transcript_bytes(text.encode(), "x.srt").transcript
    assert [(one.speaker, one.text) for one in found.segments] == [
        ("ANA", "One."),
        (None, ">> Two."),
    ]


def test_names_in_brackets_before_a_colon_are_speakers() -> None:
    text = PLAIN.replace("One.", "[SPEAKER_00]: One.").replace("Two.", "[SPEAKER_01]: Two.")
    found = read_transcript_bytes(text.encode(), "x.srt").transcript
    assert [(cue.speaker, cue.text) for cue in found.cues] == [
        ("SPEAKER_00", "One."),
        ("SPEAKER_01", "Two."),
    ]
