"""Chapters in files of their own, each in its format, and those that notes may have."""

import pytest

from desktop_app.transcript.chapter_files import read_chapters
from desktop_app.transcript.chapters import UnreadableChapters
from desktop_app.transcript.offered_chapters import chapters_in_notes

PODLOVE = """<?xml version="1.0"?><psc:chapters version="1.2"
 xmlns:psc="http://podlove.org/simple-chapters">
<psc:chapter start="{}" title="Hello"/><psc:chapter start="01:02:03.250" title="The end"
 href="https://example.org/"/></psc:chapters>"""
EXPECTED = [(62_500, "Hello"), (3_723_250, "The end")]


def read(text: str) -> list[tuple[int, str]]:
    return [(one.start_ms, one.title) for one in read_chapters(text)]


@pytest.mark.parametrize("start", ["62.5", "1:02.5", "00:01:02.500"])
def test_podlove_chapters_in_each_form_of_time(start: str) -> None:
    assert read(PODLOVE.format(start)) == EXPECTED


def test_podlove_chapters_in_a_feed_are_those_of_the_first_episode() -> None:
    inner = PODLOVE.format("1:02.5").partition("?>")[2]

    assert read(f"<rss><item>{inner}</item><item>{inner}</item></rss>") == EXPECTED


def test_a_cue_sheet_counts_seventy_five_frames_a_second() -> None:
    text = (
        'TITLE "Whole"\nFILE "x.mp3" MP3\n  TRACK 01 AUDIO\n    TITLE "Hello"\n'
        "    INDEX 00 00:59:00\n    INDEX 01 01:02:37\n  TRACK 02 AUDIO\n    TITLE Bye now\n"
        "    INDEX 01 120:00:00\n"
    )

    assert read(text) == [(62_493, "Hello"), (7_200_000, "Bye now")]


@pytest.mark.parametrize(
    "text",
    [
        "00:01:02.500 Hello\n01:02:03.250 The end\n",
        "CHAPTER001=00:01:02.500\nCHAPTER001NAME=Hello\n"
        "CHAPTER002=01:02:03.250\nCHAPTER002NAME=The end\n",
        "WEBVTT\n\n00:01:02.500 --> 00:01:03.000\nHello\n\n"
        "01:02:03.250 --> 01:02:04.000\nThe end\n",
        '{"version":"1.2.0","chapters":[{"startTime":3723.25,"title":"The end"},'
        '{"startTime":"62.5","title":"Hello"},{"startTime":5,"title":"hidden","toc":false}]}',
    ],
)
def test_lists_comments_subtitles_and_json(text: str) -> None:
    assert read(text) == EXPECTED


@pytest.mark.parametrize(
    "text", ["", "prose", "<a/>", "{}", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "TRACK 01"]
)
def test_what_has_no_chapters_says_so(text: str) -> None:
    with pytest.raises(UnreadableChapters) as refused:
        read_chapters(text)

    assert refused.value.hint


@pytest.mark.parametrize(
    "notes",
    [
        "In this episode:\n\n0:00 Hello\n12:03 The middle\n1:02:03 The end\n\nThanks!",
        "- [00:00] Hello\n- [12:03] The middle\n- [01:02:03] The end\n",
        "(0:00) – Hello\n(12:03) – The middle\n(1:02:03) – The end",
        "<ul><li>0:00 Hello</li><li>12:03 The middle</li><li>1:02:03 The end</li></ul>",
        "Hello (0:00)\nThe middle (12:03)\nThe end (1:02:03)\n",
        "0:00 - 12:03 Hello\n12:03 - 1:02:03 The middle\n1:02:03 - 1:10:00 The end\n",
    ],
)
def test_lines_with_rising_times_may_be_chapters(notes: str) -> None:
    assert [(one.start_ms, one.title) for one in chapters_in_notes(notes)] == [
        (0, "Hello"),
        (723_000, "The middle"),
        (3_723_000, "The end"),
    ]


@pytest.mark.parametrize(
    "notes",
    [
        "8:30 in the morning we left.\n9:15 in the morning we came.\n10:00 a.m. we ate.",
        "We met at 8:30 and left at 9:15.",
        "12:03 One\n11:00 Two\n10:00 Three",
        "0:00 Hello\n12:03 The middle",
        "Prose without a time.",
    ],
)
def test_times_of_day_and_single_lines_are_no_chapters(notes: str) -> None:
    assert chapters_in_notes(notes) == ()
