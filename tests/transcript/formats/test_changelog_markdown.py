import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.formats import Reading
from desktop_app.transcript.formats.changelog_markdown import read, score
from desktop_app.transcript.formats.source import Source, decode
from desktop_app.transcript.model import Marker, Segment, Transcript


def source_of(text: str) -> Source:
    return decode(text.encode(), "x")


def reading(text: str) -> Reading:
    return read(decode(text.encode(), "x.md"))


def transcript(text: str) -> Transcript:
    return reading(text).transcript


def only(text: str) -> tuple[Segment, list[tuple[int, int]]]:
    found = transcript(text)
    assert len(found.segments) == 1
    return found.segments[0], [(marker.word, marker.moment_ms) for marker in found.markers]


@pytest.mark.parametrize(
    ("written", "moment_ms"),
    [
        (r"\[03:49\]", 229_000),
        (r"\[01:02:03.45\]", 3_723_450),
        (r"\[1:02:03.4\]", 3_723_400),
        (r"\[0:07:49.07\]", 469_070),
        (r"\[1:00:17\]", 3_617_000),
        (r"\[107:35\]", 6_455_000),
        (r"\[2:05\]", 125_000),
        ("[01:00:05.11]", 3_605_110),
        ("[00:19:38:01]", 1_178_010),
        (r"\[\\00:23:45.13\]", 1_425_130),
        (r"\[\\00:22:14.09\\\]", 1_334_090),
        (r"\[\\00:20:03.01\\8\]", 1_203_018),
        (r"\[00:04:11.12\\\]", 251_120),
        (r"\[00:11**:** 51.07\]", 711_070),
        (r"\[ 00:32:05.13\]", 1_925_130),
        (r"\[00:31:2.01\]", 1_862_010),
        (r"\[22:48.0\]", 1_368_000),
    ],
)
def test_every_form_of_a_marker_is_read_and_leaves_the_text(written: str, moment_ms: int) -> None:
    segment, times = only(f"**Ana:** {written} Hello there.")

    assert (segment.speaker, segment.text) == ("Ana", "Hello there.")
    assert times == [(0, moment_ms)]


@pytest.mark.parametrize(
    ("text", "read_text", "times"),
    [
        (r"One two \[01:30\] three.", "One two three.", [(2, 90_000)]),
        (r"One two \[01:30\]. Three.", "One two. Three.", [(2, 90_000)]),
        (r"One\[01:30\]two.", "One two.", [(1, 90_000)]),
        (r"One two. \[01:30\]", "One two.", [(2, 90_000)]),
        (r"\[01:30\] One \[01:31\] two.", "One two.", [(0, 90_000), (1, 91_000)]),
        (r"A \[unintelligible 00:12:03.20\] b.", "A [unintelligible] b.", [(1, 723_200)]),
        (r"A \[unintelligible00:12:03.20\].", "A [unintelligible].", [(1, 723_200)]),
        (r"A (\[unintealligible 00:12:03.20\]).", "A ([unintealligible]).", [(1, 723_200)]),
        (r"A \[unintelligible e00:12:03.20\] b.", "A [unintelligible] b.", [(1, 723_200)]),
        (r"A \[inaudible 12:03\] b.", "A [inaudible] b.", [(1, 723_000)]),
        (r"\[jingle 00:00:10.00\] Hi.", "[jingle] Hi.", [(0, 10_000)]),
        ("A [unintelligible 00:41.15.20] b.", "A [unintelligible] b.", [(1, 2_475_200)]),
    ],
)
def test_times_stand_at_the_word_they_were_written_before(
    text: str, read_text: str, times: list[tuple[int, int]]
) -> None:
    segment, found = only(text)

    assert segment.text == read_text
    assert found == times


def test_times_in_notes_are_anchors_but_not_counted_as_marks() -> None:
    markers = transcript(r"\[00:10\] A \[unintelligible 00:00:12.00\] b.").markers

    assert [marker.in_note for marker in markers] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "At 8:30 we met, 80:20, ratio 3:1.",
        "It was 12:34:56 by my watch.",
        "[laughs] and [laughter] and [a note at 8:30]",
        "See [the 8:30 talk](https://x.org/8:30) and John 3:16.",
        "[12:30](https://x.org) is a link",
        "Take a[10:30] of the slice, or a[1:3].",
    ],
)
def test_clock_times_in_the_prose_are_never_taken(text: str) -> None:
    segment, times = only(text)

    assert times == []
    assert "30" in segment.text or "12:34:56" in segment.text


def test_a_bracket_that_is_no_time_is_left_out_and_reported() -> None:
    found = reading("Fine.\n\nSo \\[00: .25\\] yes.")

    assert found.transcript.segments[1].text == "So yes."
    assert [(problem.line, problem.message) for problem in found.problems] == [
        (3, "“[00: .25]” is not a time and was left out.")
    ]


def test_times_that_run_backwards_are_kept_and_reported() -> None:
    found = reading("\\[10:00\\] A.\n\n\\[09:00\\] B.\n\n\\[11:00\\] C.")

    assert [marker.moment_ms for marker in found.transcript.markers] == [600_000, 540_000, 660_000]
    assert [(one.line, one.message) for one in found.problems] == [
        (3, "The time 9:00 comes after 10:00.")
    ]


def test_a_name_holds_until_the_next_name_also_over_a_mark() -> None:
    found = transcript(
        "Before.\n\n**Ana:** One.\n\nTwo.\n\n**Break:** \\[01:00\\]\n\nThree.\n\n**Ben:** Four."
    )

    assert [(one.kind, one.speaker, one.text) for one in found.segments] == [
        ("speech", None, "Before."),
        ("speech", "Ana", "One."),
        ("speech", "Ana", "Two."),
        ("mark", None, "Break"),
        ("speech", "Ana", "Three."),
        ("speech", "Ben", "Four."),
    ]
    assert [speaker.name for speaker in found.speakers] == ["Ana", "Ben"]


@pytest.mark.parametrize(
    ("written", "name", "text"),
    [
        ("**José Valim:** Hi.", "José Valim", "Hi."),
        ("**Mireille B. Reece, Psy.D:** Hi.", "Mireille B. Reece, Psy.D", "Hi."),
        ("**Ana**: Hi.", "Ana", "Hi."),
        ("**Ana** : Hi.", "Ana", "Hi."),
        ("**Ana: **Hi.", "Ana", "Hi."),
        ("**Ana: Ana:** Hi.", "Ana", "Hi."),
        ("**:Ana** Hi.", "Ana", "Hi."),
        ("***Ana:** Hi.*", "Ana", "Hi.*"),
        ("**conejoninja**: Hi.", "conejoninja", "Hi."),
        ("**Audience member:** Hi.", "Audience member", "Hi."),
        ("**Simon &amp; Garfunkel:** Hi.", "Simon & Garfunkel", "Hi."),
        (r"\[unintelligible 00:00:27.28\]**Ana:** Hi.", "Ana", "[unintelligible] Hi."),
        ("**Zero disks** - no disk.", None, "Zero disks - no disk."),
        ("**Grain of salt**: only some.", None, "Grain of salt: only some."),
        ("**Don't miss it**: now.", None, "Don't miss it: now."),
        ("Ana: Hi.", None, "Ana: Hi."),
    ],
)  # fmt: skip
def test_names_are_told_from_bold_words(written: str, name: str | None, text: str) -> None:
    segment, _times = only(written)

    assert (segment.speaker, segment.text) == (name, text)


def test_a_known_name_needs_no_colon_and_may_swallow_a_letter() -> None:
    found = transcript("**Chris Benson:** A.\n\n**Chris Benson** B.\n\n**Chris Benson: I**ndeed.")

    assert [(one.speaker, one.text) for one in found.segments] == [
        ("Chris Benson", "A."),
        ("Chris Benson", "B."),
        ("Chris Benson", "Indeed."),
    ]


def test_two_speakers_without_a_blank_line_stay_one_segment() -> None:
    found = transcript("**Ben:** Hello.\n\n**Ana:** Hi.\n**Ben:** Yes.\n\nAnd more.")

    assert [(one.speaker, one.text) for one in found.segments] == [
        ("Ben", "Hello."),
        ("Ana", "Hi. Ben: Yes."),
        ("Ben", "And more."),
    ]


@pytest.mark.parametrize(
    ("written", "text", "markers"),
    [
        ("**Break:**", "Break", []),
        (r"**Break:** \[17:06\]", "Break", [(0, 1_026_000)]),
        (r"**Break**: \[17:06\]", "Break", [(0, 1_026_000)]),
        (r"**Break: \[17:06\]**", "Break", [(0, 1_026_000)]),
        (r"**Break:** **\[17:06\]**", "Break", [(0, 1_026_000)]),
        (r"**Break**: \[00:17:06.00", "Break", [(0, 1_026_000)]),
        (r"Break: \[17:06\]", "Break", [(0, 1_026_000)]),
        (r"**Break:** \[17:06\] \\", "Break", [(0, 1_026_000)]),
        (r"**Jingle:** \[01:00\] to \[01:12\]", "Jingle", [(0, 60_000), (1, 72_000)]),
        (r"**Outro:** \[01:15:37.01\]", "Outro", [(0, 4_537_010)]),
        (r"**Jingle:** \[01:00\] La la la. \[01:12\]", "La la la.", [(0, 60_000), (3, 72_000)]),
        (r"**Helplessly Hoping:** \[01:04:17.06\]", "Helplessly Hoping", [(0, 3_857_060)]),
        (r"**$STDOUT:** \[01:00\]", "$STDOUT", [(0, 60_000)]),
    ],
)
def test_what_is_heard_instead_of_text_is_a_mark(
    written: str, text: str, markers: list[tuple[int, int]]
) -> None:
    segment, times = only(written)

    assert (segment.kind, segment.speaker, segment.text) == ("mark", None, text)
    assert times == markers
    assert transcript(written).speakers == ()


def test_whoever_says_a_word_anywhere_is_a_person() -> None:
    found = transcript("**$STDOUT:** \\[01:00\\]\n\n**Ana:** Hi.\n\n**$STDOUT:** Thanks, Ana.")

    assert [one.kind for one in found.segments] == ["speech"] * 3
    assert [speaker.name for speaker in found.speakers] == ["$STDOUT", "Ana"]


def test_a_name_above_its_words_is_a_person_too() -> None:
    found = transcript("**Slim:**\n\nGuess who.\n\n**Ana:** Hi.")

    assert [(one.kind, one.speaker, one.text) for one in found.segments][:2] == [
        ("speech", "Slim", ""),
        ("speech", "Slim", "Guess who."),
    ]


def test_segments_are_exactly_the_paragraphs_between_blank_lines() -> None:
    text = "\ufeff\n\n**Ä:** Größe.\r\n \t\r\nZwei\r\nZeilen.\r\n\r\n\r\n\\[00:10\\] Ende.\r\n\r\n"
    data = text.encode()

    found = read(decode(data, "x.md")).transcript

    spans = [one.source for one in found.segments if one.source]
    assert [data[span.start_byte : span.end_byte].decode() for span in spans] == [
        "**Ä:** Größe.",
        "Zwei\r\nZeilen.",
        "\\[00:10\\] Ende.",
    ]
    assert [one.text for one in found.segments] == ["Größe.", "Zwei Zeilen.", "Ende."]
    assert found.markers == (Marker(2, 0, 10_000),)


@given(st.text(max_size=200))
def test_any_text_is_read_into_its_paragraphs(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    body = data.decode().removeprefix("\ufeff")
    if "\n" not in body:
        body = body.replace("\r", "\n")
    paragraphs = [one.strip() for one in re.split(r"\n\s*\n", body) if one.strip()]

    found = read(decode(data, "x.md")).transcript

    assert len(found.segments) == len(paragraphs)
    for segment, paragraph in zip(found.segments, paragraphs, strict=True):
        assert segment.source is not None
        raw = data[segment.source.start_byte : segment.source.end_byte].decode()
        assert raw.replace("\r", "\n") == paragraph.replace("\r", "\n")
    assert all(
        marker.word <= len(found.segments[marker.segment].text.split()) for marker in found.markers
    )


def test_the_likeness_grows_with_turns_and_escaped_times() -> None:
    assert score(source_of("**Ana:** Hi.\n\n**Ben:** Ho.\n\n**Ana:** So.")) > 0.9
    assert score(source_of("**Ana:** Hi.\n\n**Ben:** Ho.")) > 0.5
    assert score(source_of("**Ana:** Hi.")) > 0.5
    assert score(source_of("Hi there.\n\n\\[00:10\\] More.\n\n\\[00:20\\] And.")) > 0.9
    assert score(source_of("Just prose.")) < 0.5


def test_bold_labels_in_a_document_are_no_turns() -> None:
    document = (
        "# Earmark\n\n**Usage:** run it.\n\n**Licence:** MIT.\n\n**Note:** this.\n\n**Note:** that."
    )

    assert score(source_of(document)) < 0.5
