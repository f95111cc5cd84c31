"""Finding out what a file is: by content, with a clear sentence where it is no transcript."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.errors import AppError
from desktop_app.transcript.formats import (
    FORMATS,
    MAX_BYTES,
    NotATranscript,
    UnreadableTranscript,
    is_transcript,
    read_transcript,
    read_transcript_bytes,
    readable_formats,
)

MARKDOWN = "**Ana:** Hi.\n\n\\[00:10\\] More.\n\n**Ben:** Ho."
SRT = "1\n00:00:01,000 --> 00:00:02,000\nHi.\n\n2\n00:00:03,000 --> 00:00:04,000\nHo.\n"
PAGE = (Path(__file__).parents[2] / "data/transcripts/lighthouse-page.txt").read_text("utf-8")
TURNS = "Ana: Hi.\n\nBen: Ho."
PROSE = "Once upon a time there was a lighthouse.\n\nIt stood on a rock."
TABLE = b"month,rent,food\nJan,500,200\nFeb,500,230\nMar,510,190\n"
LOG = b"2024-05-01 10:00:01 INFO a\n2024-05-01 10:00:02 INFO b\n2024-05-01 10:00:03 W c\n"


def format_of(text: str | bytes, name: str) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    return read_transcript_bytes(data, name).transcript.format


@pytest.mark.parametrize("name", ["x.md", "x.srt", "x.txt", "x.vtt", "x.json", "x", "x.csv.bak"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MARKDOWN, "changelog-markdown"),
        (SRT, "srt"),
        (PAGE, "page-copy"),
    ],
)
def test_content_decides_whatever_the_name_says(text: str, expected: str, name: str) -> None:
    assert format_of(text, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("x.md", "changelog-markdown"), ("x.txt", "plain-text"), ("x", "plain-text")],
)
def test_where_the_content_leaves_a_choice_the_extension_decides(name: str, expected: str) -> None:
    assert format_of(PROSE, name) == expected


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(encode: Callable[[str], bytes]) -> None:
    reading = read_transcript_bytes(encode("**Größe:** “Ja” 🎧.\n\n**B:** Ö."), "x.md")

    assert [one.text for one in reading.transcript.segments] == ["“Ja” 🎧.", "Ö."]
    assert reading.problems == ()


def test_western_windows_text_is_read_and_reported() -> None:
    reading = read_transcript_bytes("**Jürgen:** Schön – “ja”.".encode("cp1252"), "x.md")

    assert reading.transcript.segments[0].text == "Schön – “ja”."
    assert reading.transcript.segments[0].speaker == "Jürgen"
    assert [one.message for one in reading.problems] == [
        "The file is not UTF-8; it was read as Western European (Windows)."
    ]


def test_a_damaged_letter_spoils_only_itself() -> None:
    data = "**Ana:** Schöne Grüße, Jürgen.\n\nÜber uns.".encode()
    damaged = data.replace("ß".encode(), b"\xc3")

    reading = read_transcript_bytes(damaged, "x.md")

    assert reading.transcript.segments[0].text == "Schöne Grü�e, Jürgen."
    assert len(reading.problems) == 1
    spans = [one.source for one in reading.transcript.segments if one.source]
    assert damaged[spans[1].start_byte : spans[1].end_byte] == "Über uns.".encode()


def test_a_utf_16_file_cut_in_a_letter_is_read_to_there() -> None:
    reading = read_transcript_bytes("Hallo da.".encode("utf-16")[:-1], "x.txt")

    assert reading.transcript.segments[0].text == "Hallo da"
    assert len(reading.problems) == 1


def test_old_macintosh_line_ends_separate_paragraphs() -> None:
    reading = read_transcript_bytes(b"**Ana:** Hi.\r\r**Ben:** Ho.", "x.md")

    assert [one.speaker for one in reading.transcript.segments] == ["Ana", "Ben"]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("budget.csv", TABLE, "is a table of numbers"),
        ("budget.md", TABLE, "is a table of numbers"),
        ("people.tsv", b"name\tcity\nAna\tOslo\nBen\tRome\nCy\tBern\n", "is a table"),
        ("one.csv", b"Good morning to you,0.14,0.94\n", "is a table of numbers"),
        ("data.json", b'{"a": 1, "b": [1, 2]}', "holds data that Earmark does not know"),
        ("notes.md", b'[{"a": 1}]', "holds data that Earmark does not know"),
        ("broken.json", b'{"a": 1', "holds data that Earmark does not know"),
        ("feed.xml", b'<?xml version="1.0"?><rss><item>Hi</item></rss>', "holds markup"),
        ("drawing.svg", b'<svg width="3"><path d="M 0 0"/></svg>', "holds markup"),
        ("page.html", b"<html><body><p>Hi.</p></body></html>", "is a saved web page"),
        ("page.md", b"<!DOCTYPE html>\n<p>Hi.</p>", "is a saved web page"),
        ("main.py", b"import os\n\ndef main():\n    x = 1\n    return x\n", "is program code"),
        ("run", b"#!/bin/sh\necho hello there everybody\n", "is program code"),
        ("app.ini", b"[main]\nfoo = 1\nbar = 2\nbaz = x\n", "holds settings"),
        ("app.log", LOG, "is a log"),
        ("ids.lst", b"dev00\ndev01\ndev02\n", "is a list"),
        ("numbers", b"1 2 3\n4 5 6\n7 8 9\n", "is mostly figures"),
        ("captions.ass", b"[Script Info]\nTitle: x\n", "holds data"),
        ("song.txt", b"ID3\x03\x00\x00\x00\x00\x00\x21TIT2", "is a sound or video file"),
        ("clip.md", b"\x00\x00\x00\x20ftypisom", "is a sound or video file"),
        ("wave.srt", b"RIFF\x24\x08\x00\x00WAVEfmt ", "is a sound or video file"),
        ("photo.srt", b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture"),
        ("paper.txt", b"%PDF-1.7\n", "is a PDF"),
        ("letter.docx", b"PK\x03\x04\x14\x00", "is an archive or an office document"),
        ("library.txt", b"SQLite format 3\x00", "is a database"),
        ("tool.txt", b"\x7fELF\x02\x01\x01\x00", "is a program"),
        ("junk.txt", bytes(range(256)), "is not text"),
        ("empty.vtt", b"WEBVTT\n\nNOTE nothing\n", "has no text that is spoken"),
    ],
)
def test_what_is_no_transcript_is_named_and_a_way_out_given(
    name: str, content: bytes, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(NotATranscript) as refused:
        read_transcript(path)

    assert str(refused.value).startswith(f"There is no transcript in this file: “{name}” {kind}")
    assert readable_formats() in refused.value.hint
    assert "rename it to end in .txt" in refused.value.hint
    assert not is_transcript(path)


def test_the_hint_keeps_its_promise() -> None:
    assert format_of(TABLE, "budget.txt") == "plain-text"


@pytest.mark.parametrize(
    "content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe \x00"]
)
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    with pytest.raises(UnreadableTranscript, match=r"“x\.md” is empty") as refused:
        read_transcript_bytes(content, "x.md")

    assert refused.value.hint


def test_over_a_hundred_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(UnreadableTranscript, match="too large"):
        read_transcript(path)
    with pytest.raises(UnreadableTranscript, match="too large"):
        read_transcript_bytes(b"a" * (MAX_BYTES + 1), "huge.txt")


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTranscript, match="is not there"):
        read_transcript(tmp_path / "gone.md")
    with pytest.raises(UnreadableTranscript, match="is a folder"):
        read_transcript(tmp_path)
    with pytest.raises(UnreadableTranscript, match="cannot be read"):
        read_transcript(tmp_path / ("x" * 300))
    assert not is_transcript(tmp_path)
    assert not is_transcript(tmp_path / "gone.md")


def test_a_glance_is_enough_to_know_a_transcript(tmp_path: Path) -> None:
    path = tmp_path / "x.dat"
    for text in (MARKDOWN, SRT, PAGE, TURNS):
        path.write_bytes(text.encode("utf-16"))
        assert is_transcript(path)


def test_plain_prose_is_read_when_named_but_not_found_in_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "licence.txt"
    path.write_text(PROSE)

    assert not is_transcript(path)
    assert read_transcript(path).transcript.format == "plain-text"


def test_every_refusal_is_the_users_business() -> None:
    assert issubclass(NotATranscript, AppError)
    assert issubclass(UnreadableTranscript, AppError)


def test_the_formats_have_names_of_their_own() -> None:
    names = [entry.name for entry in FORMATS]

    assert len(set(names)) == len(names)
    known = "Markdown, TXT, SRT, WebVTT, Whisper JSON, saved web pages"
    assert readable_formats() == f"{known} and {len(FORMATS) - 6} more formats"
