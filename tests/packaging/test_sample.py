"""The built-in sample: complete, of one piece, and true to its sound."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from mutagen.mp3 import MP3

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample"
STEM = "bread-questions"

MARKER = re.compile(r"\\\[(\d+):(\d\d)\\\] ?")
NAME = re.compile(r"\*\*([^*]+):\*\* ?")


@cache
def truth() -> dict[str, Any]:
    path = ROOT / "tests" / "data" / "sample" / f"{STEM}.truth.json"
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return document


def sound() -> Any:  # mutagen tells no types
    return MP3(SAMPLE / f"{STEM}.mp3")  # type: ignore[no-untyped-call]


def markdown_paragraphs() -> list[str]:
    return (SAMPLE / f"{STEM}.md").read_text("utf-8").strip().split("\n\n")


def read_text(paragraph: str) -> str:
    return MARKER.sub("", NAME.sub("", paragraph))


def marked_moments() -> list[tuple[int, int]]:
    """Return the paragraph number and the marked time of every marker."""
    return [
        (index, (int(match[1]) * 60 + int(match[2])) * 1000)
        for index, paragraph in enumerate(markdown_paragraphs())
        for match in MARKER.finditer(paragraph)
    ]


def break_index() -> int:
    (index,) = [p["index"] for p in truth()["paragraphs"] if p["kind"] == "mark"]
    assert isinstance(index, int)
    return index


def test_every_file_of_the_sample_is_there_and_nothing_else() -> None:
    endings = {".mp3", ".md", ".notes.md", ".chapters.json"}
    assert {path.name for path in SAMPLE.iterdir()} == {STEM + e for e in endings} | {"cover.png"}


def test_the_sound_is_small_mono_and_about_five_minutes_long() -> None:
    assert (SAMPLE / f"{STEM}.mp3").stat().st_size < 2_000_000
    info = sound().info
    assert info.channels == 1
    assert 280 <= info.length <= 340
    assert abs(info.length * 1000 - truth()["duration_ms"]) < 150


def test_the_tags_name_the_episode_and_carry_the_cover() -> None:
    tags = sound().tags
    assert str(tags["TIT2"]) == "Ask us anything about bread"
    assert str(tags["TALB"]) == "The Proving Drawer"
    assert str(tags["TPE1"]) == "Ines Dahl and Marcus Bello"
    assert str(tags["TDRC"]) == "2024-03-14"
    cover = (SAMPLE / "cover.png").read_bytes()
    assert tags.getall("APIC")[0].data == cover
    assert len(cover) < 60_000


def test_the_transcript_has_the_paragraphs_of_the_truth() -> None:
    paragraphs = truth()["paragraphs"]
    assert [read_text(paragraph) for paragraph in markdown_paragraphs()] == [
        paragraph["text"] if paragraph["kind"] == "speech" else "" for paragraph in paragraphs
    ]
    assert [paragraph["index"] for paragraph in paragraphs] == list(range(len(paragraphs)))


def test_a_name_stands_where_the_speaker_changes_and_only_there() -> None:
    before = None
    for paragraph, true in zip(markdown_paragraphs(), truth()["paragraphs"], strict=True):
        name = NAME.match(paragraph)
        assert (name[1] if name else None) == (
            true["speaker"] if true["speaker"] != before else None
        )
        before = true["speaker"]


def test_the_transcript_says_what_the_script_says() -> None:
    script = (ROOT / "packaging" / "sample" / "script.md").read_text("utf-8")
    written = [NAME.sub("", block) for block in script.strip().split("\n\n")]
    assert all(
        read_text(paragraph) in written
        for paragraph in markdown_paragraphs()
        if read_text(paragraph)
    )


def test_every_word_has_a_true_time_and_they_run_forward() -> None:
    last_ms = 0
    for paragraph in truth()["paragraphs"]:
        texts = paragraph["text"].split() if paragraph["kind"] == "speech" else []
        assert [word for word, _, _ in paragraph["words"]] == texts
        for _, start_ms, end_ms in paragraph["words"]:
            assert last_ms <= start_ms < end_ms
            last_ms = end_ms
        if paragraph["words"]:
            assert paragraph["start_ms"] == paragraph["words"][0][1]
            assert paragraph["end_ms"] == paragraph["words"][-1][2]
    assert last_ms < truth()["duration_ms"]


def test_a_marker_is_within_a_second_of_its_first_word() -> None:
    for index, marked_ms in marked_moments():
        assert 0 <= truth()["paragraphs"][index]["start_ms"] - marked_ms < 1000


def test_markers_are_about_a_minute_apart() -> None:
    moments = [0, *[marked_ms for _, marked_ms in marked_moments()]]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert len(gaps) >= 5
    assert all(45_000 <= gap <= 75_000 for gap in gaps)


def test_there_is_one_break_and_nothing_of_it_is_in_the_text() -> None:
    index = break_index()
    assert re.fullmatch(r"\*\*Break:\*\* \\\[\d\d:\d\d\\\]", markdown_paragraphs()[index])
    span = truth()["spans"]["break"]
    assert 20_000 <= span["end_ms"] - span["start_ms"] <= 30_000
    assert 0.4 < span["start_ms"] / truth()["duration_ms"] < 0.6
    assert words_within(span) == []


def test_the_music_has_no_words_in_the_text() -> None:
    spans = truth()["spans"]
    assert words_within(spans["jingle"]) == []
    assert words_within(spans["outro"]) == []
    assert spans["jingle"]["end_ms"] - spans["jingle"]["start_ms"] >= 6_000


def words_within(span: dict[str, int]) -> list[str]:
    return [
        text
        for paragraph in truth()["paragraphs"]
        for text, start_ms, end_ms in paragraph["words"]
        if start_ms < span["end_ms"] and end_ms > span["start_ms"]
    ]


def test_the_notes_list_the_questions_in_the_order_they_are_asked() -> None:
    notes = (SAMPLE / f"{STEM}.notes.md").read_text("utf-8")
    listed = re.findall(r"^- (.+\?)$", notes, flags=re.MULTILINE)
    assert listed == [question["text"] for question in truth()["questions"]]
    assert len(listed) >= 8


def test_a_question_begins_a_sentence_that_asks() -> None:
    moments = [question["start_ms"] for question in truth()["questions"]]
    assert moments == sorted(moments)
    for question in truth()["questions"]:
        words = truth()["paragraphs"][question["paragraph"]]["words"]
        (at,) = [i for i, (_, start_ms, _) in enumerate(words) if start_ms == question["start_ms"]]
        assert at == 0 or words[at - 1][0][-1] in ".?!"
        ends = [text for text, _, _ in words[at:] if text[-1] in ".?!"]
        assert ends[0].endswith("?")


def test_some_questions_are_worded_otherwise_in_the_notes() -> None:
    paragraphs = truth()["paragraphs"]
    as_read = [
        question["text"] in paragraphs[question["paragraph"]]["text"]
        for question in truth()["questions"]
    ]
    assert as_read.count(False) >= 3


def test_the_chapters_are_valid_and_in_order() -> None:
    document = json.loads((SAMPLE / f"{STEM}.chapters.json").read_text("utf-8"))
    assert document["version"] == "1.2.0"
    starts = [chapter["startTime"] for chapter in document["chapters"]]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] * 1000 < truth()["duration_ms"]
    assert all(chapter["title"] for chapter in document["chapters"])


def test_a_chapter_begins_with_a_paragraph_or_the_break() -> None:
    document = json.loads((SAMPLE / f"{STEM}.chapters.json").read_text("utf-8"))
    true_starts = {paragraph["start_ms"] // 100 for paragraph in truth()["paragraphs"]}
    for chapter in document["chapters"][1:]:
        assert round(chapter["startTime"] * 10) in true_starts
