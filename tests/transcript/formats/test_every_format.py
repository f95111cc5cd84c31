"""A sample of every format: one small talk, the same words and times whoever wrote it down.

``expected.json`` says of each file who says what, when its cues (or its time marks) start, and
whether it knows the times of words: all of them, or their starts alone.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.transcript.chapter_files import CHAPTER_FORMATS, read_chapters
from desktop_app.transcript.formats import FORMATS, is_transcript, read_transcript
from desktop_app.transcript.model import Evidence, Segment
from tests.transcript.formats.reading_samples import said

FOLDER = Path(__file__).parents[2] / "data/formats"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
STARTS_MS = {"Good": 1_000, "Hello,": 4_000, "Yes,": 6_000}
EVERY_MS, WORD_MS = 250, 200
CHAPTERS = [(0, "Hello"), (4_000, "Shall we?")]


def test_every_format_has_a_sample() -> None:
    folders = {name.partition("/")[0] for name in EXPECTED}
    assert folders == {entry.name for entry in FORMATS}
    files = {
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*.*")
        if path.parent.name not in ("formats", "chapters") and path.suffix != ".xhtml"
    }
    assert files == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_has_the_words_and_times_of_the_talk(name: str) -> None:
    expected = EXPECTED[name]
    reading = read_transcript(FOLDER / name)
    transcript = reading.transcript

    assert transcript.format == name.partition("/")[0]
    assert [list(turn) for turn in said(reading)] == expected["said"]
    starts_ms = [cue.start_ms for cue in transcript.cues]
    if not transcript.cues:
        starts_ms = [marker.moment_ms for marker in transcript.markers]
    if transcript.format == "earmark-json":
        starts_ms = [segment.start_ms or 0 for segment in transcript.segments]
    assert starts_ms == expected["starts_ms"]
    for segment in transcript.segments:
        check_words(segment, expected["words"])
        is_exact = bool(transcript.cues) or transcript.format == "earmark-json"
        assert (segment.evidence is Evidence.EXACT) == is_exact
    left_out = [problem.message for problem in reading.problems]
    assert not left_out or name.startswith(("lrc/", "page-", "srt/", "textgrid/")), left_out


def check_words(segment: Segment, known: bool | str) -> None:
    """Compare the words of a paragraph with the talk: each starts 250 ms after the one before."""
    if not known:
        assert segment.words is None
        return
    assert segment.words is not None
    assert [word.text for word in segment.words] == segment.text.split()
    start_ms = 0
    for word in segment.words:
        start_ms = STARTS_MS.get(word.text, start_ms)
        assert word.start_ms == start_ms
        if known is True:
            assert word.end_ms == start_ms + WORD_MS
        start_ms += EVERY_MS


@pytest.mark.parametrize("name", EXPECTED)
def test_a_look_is_enough_to_know_a_sample(name: str) -> None:
    assert is_transcript(FOLDER / name) == (not name.endswith("prose.txt"))


@pytest.mark.parametrize("path", sorted((FOLDER / "chapters").iterdir()), ids=lambda p: p.name)
def test_a_chapter_file_has_its_chapters(path: Path) -> None:
    found = read_chapters(path.read_text("utf-8"), path.name)
    starts = [(chapter.start_ms, chapter.title) for chapter in found]
    last_ms = 6_493 if path.suffix == ".cue" else 6_500  # in 75ths of a second
    assert starts == [*CHAPTERS, (last_ms, "The beginning")]


def test_every_kind_of_chapter_file_has_a_sample() -> None:
    names = [path.name for path in (FOLDER / "chapters").iterdir()]
    for _name, endings, _tested in CHAPTER_FORMATS:
        assert any(name.endswith(endings) for name in names)
