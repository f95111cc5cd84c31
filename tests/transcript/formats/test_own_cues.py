"""A file's own cues in other formats: every voice and every word's time goes along."""

import pytest

from desktop_app.transcript.formats import WRITER_NAMES, Export, Options
from desktop_app.transcript.formats.json_writer import cue_record
from desktop_app.transcript.model import Cue
from tests.transcript.formats.reading_samples import cues_of, read_sample, said, words_of

DUET = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ann>Hi there. <v Bob>Hello &amp; bye.

00:00:05.000 --> 00:00:06.000
Well <v Bob>now

00:00:07.000 --> 00:00:09.000
<v Ann>One
two</v>
<v Bob>three</v>
"""
SRT = (
    "1\n00:00:01,000 --> 00:00:03,000\nAnn: Hi,\nyou.\nBob: Hello.\n\n"
    "2\n00:00:04,000 --> 00:00:05,000\nBob: Bye.\n"
)
KARAOKE = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Ann>One <00:00:01.500>two <00:00:02.000>three.

00:00:04.000 --> 00:00:06.000
Four <00:00:05.000>five.
"""


def written(text: str, name: str, into: str, **options: bool) -> str:
    transcript = read_sample(text, name).transcript
    export = Export(transcript, keeps_cues=True, options=Options(**options))  # type: ignore[arg-type]
    return WRITER_NAMES[into].write(export).text


def test_each_voice_of_a_cue_stays_in_webvtt() -> None:
    text = written(DUET, "a.vtt", "vtt")
    assert "<v Ann>Hi there.</v> <v Bob>Hello &amp; bye.</v>" in text
    assert "Well <v Bob>now</v>" in text
    again, before = read_sample(text, "a.vtt"), read_sample(DUET, "a.vtt")
    assert again.transcript.cues == before.transcript.cues
    assert said(again) == said(before)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("srt", "srt"), ("csv", "csv"), ("podcast-json", "json"), ("ttml", "ttml"), ("vtt", "vtt")],
)
def test_each_voice_of_a_cue_is_read_back_from_other_formats(name: str, ending: str) -> None:
    again = read_sample(written(DUET, "a.vtt", name), f"a.{ending}")
    assert [cue[:2] for cue in cues_of(again)] == [(1_000, 4_000), (5_000, 6_000), (7_000, 9_000)]
    spoken: dict[str | None, list[str]] = {}
    for who, text in said(again):
        spoken.setdefault(who, []).append(text)
    assert {who: " ".join(texts) for who, texts in spoken.items()} == {
        "Ann": "Hi there. One two",
        "Bob": "Hello & bye. Well now three",
    }


@pytest.mark.parametrize("name", ["lrc", "audacity", "textgrid"])
def test_a_second_name_stands_in_the_line_where_there_is_no_other_place(name: str) -> None:
    assert "Hi there. Bob: Hello & bye." in written(DUET, "a.vtt", name)


def test_names_in_the_text_of_a_cue_become_voices() -> None:
    text = written(SRT, "a.srt", "vtt")
    assert "<v Ann>Hi,\nyou.</v>\n<v Bob>Hello.</v>" in text
    assert written(SRT, "a.srt", "srt") == SRT


def test_without_speakers_no_name_stays_in_a_cue() -> None:
    for text, name in ((DUET, "a.vtt"), (SRT, "a.srt")):
        for into in ("srt", "vtt", "csv"):
            bare = written(text, name, into, speakers=False)
            assert "Ann" not in bare, into
            assert "Bob" not in bare, into


@pytest.mark.parametrize("into", ["vtt", "ttml"])
def test_word_times_of_own_cues_go_along_where_they_are_wanted(into: str) -> None:
    again = read_sample(written(KARAOKE, "a.vtt", into, words=True), f"a.{into}")
    assert words_of(again) == words_of(read_sample(KARAOKE, "a.vtt"))


def test_earmarks_own_json_keeps_the_cues_of_a_file() -> None:
    before = read_sample(SRT, "a.srt").transcript.cues
    again = read_sample(written(SRT, "a.srt", "json"), "a.json").transcript
    assert [cue_record(cue) for cue in again.cues] == [cue_record(cue) for cue in before]
    assert isinstance(again.cues[0], Cue)


def test_signs_that_a_format_cannot_show_are_told() -> None:
    body = "WEBVTT\n\n00:01.000 --> 00:02.000\n&lt;b> at [12] <c>and</c> a & b\n"
    transcript = read_sample(body, "a.vtt").transcript
    assert transcript.cues[0].text == "<b> at [12] and a & b"
    export = Export(transcript, keeps_cues=True)
    assert WRITER_NAMES["srt"].write(export).lost == (
        "In 1 subtitle signs such as “<b>” look like markup and may not be shown.",
    )
    assert WRITER_NAMES["lrc"].write(export).lost == (
        "In 1 line a bracket before a number was written as another sign.",
    )
    for name in ("vtt", "ttml", "csv", "podcast-json", "audacity"):
        assert WRITER_NAMES[name].write(export).lost == (), name


@pytest.mark.parametrize(("name", "ending"), [("vtt", "vtt"), ("csv", "csv"), ("ttml", "ttml")])
def test_a_name_in_the_text_does_not_silence_the_one_who_speaks(name: str, ending: str) -> None:
    body = "WEBVTT\n\n" + "".join(
        f"00:0{at}.000 --> 00:0{at}.900\n<v Ann>Note: it is {at}.\n\n" for at in range(1, 5)
    )
    again = read_sample(written(body, "a.vtt", name), f"a.{ending}")
    assert {cue.speaker for cue in again.transcript.cues} == {"Ann"}
    assert again.transcript.cues[0].text == "Note: it is 1."


WALK = ["srt", "vtt", "podcast-json", "csv", "ttml", "lrc", "audacity", "textgrid"]


@pytest.mark.parametrize("second", WALK)
@pytest.mark.parametrize("first", WALK)
def test_cues_survive_every_two_formats(first: str, second: str) -> None:
    lines = [("Ana Ruiz", "Good day,\nall."), ("Ben Cole", "Hello."), ("Ana Ruiz", "So: salt.")]
    body = "WEBVTT\n\n" + "".join(
        f"00:0{2 * at}.250 --> 00:0{2 * at + 1}.750\n<v {who}>{text}\n\n"
        for at, (who, text) in enumerate(lines)
    )
    text, ending = body, ".vtt"
    for name in (first, second):
        text, ending = written(text, f"x{ending}", name), WRITER_NAMES[name].extension
    found = read_sample(text, f"x{ending}")

    assert cues_of(found) == [
        (2_000 * at + 250, 2_000 * at + 1_750, who, _kept(said_then, first, second))
        for at, (who, said_then) in enumerate(lines)
    ]


def _kept(text: str, *names: str) -> str:
    """Return a text as formats that have one line for each cue write it."""
    return text.replace("\n", " ") if {"lrc", "audacity", "textgrid"} & {*names} else text
