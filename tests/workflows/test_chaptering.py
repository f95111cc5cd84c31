"""Questions as chapters: a list with times, JSON, and what stands in their way."""

import json
from pathlib import Path

import pytest

from desktop_app.audio.chapter_tags import NoChapters
from desktop_app.library import Library
from desktop_app.workflows.chaptering import save_chapters
from desktop_app.workflows.questioning import questions_of, reword_question
from tests.workflows.test_questioning import FEED, TEXT, imported


@pytest.fixture
def garden(library: Library, tmp_path: Path) -> str:
    recording_id = imported(library, tmp_path, TEXT)
    reword_question(library, recording_id, questions_of(library, recording_id)[0], "Yellow?")
    return recording_id


def test_a_list_has_the_times_as_show_notes_do(
    library: Library, garden: str, tmp_path: Path
) -> None:
    assert save_chapters(library, garden, tmp_path / "list.txt") == 2
    first, second = (tmp_path / "list.txt").read_text("utf-8").splitlines()
    assert first == "0:11 Yellow?"
    assert second == f"1:01 {FEED}"


def test_json_is_that_of_podcasting_2_0(library: Library, garden: str, tmp_path: Path) -> None:
    save_chapters(library, garden, tmp_path / "x.chapters.json")
    document = json.loads((tmp_path / "x.chapters.json").read_text("utf-8"))
    assert document["version"] == "1.2.0"
    assert [chapter["title"] for chapter in document["chapters"]] == ["Yellow?", FEED]
    assert 10 <= document["chapters"][0]["startTime"] <= 13


def test_without_the_sound_there_is_no_copy_of_it(
    library: Library, garden: str, tmp_path: Path
) -> None:
    with pytest.raises(NoChapters, match="not there"):
        save_chapters(library, garden, tmp_path / "x.mp3")
    assert not (tmp_path / "x.mp3").exists()


def test_a_text_without_questions_has_no_chapters(library: Library, tmp_path: Path) -> None:
    plain = imported(library, tmp_path, "**Ann:** Nothing is asked here.\n")
    with pytest.raises(NoChapters, match="No question"):
        save_chapters(library, plain, tmp_path / "x.txt")
