"""Edited questions in a real library: kept apart from what is found, through new imports."""

from pathlib import Path

import pytest

from desktop_app.library import Library
from desktop_app.progress import Progress
from desktop_app.workflows.importing import ImportOptions, import_paths
from desktop_app.workflows.opening import open_recording
from desktop_app.workflows.questioning import (
    NotEdited,
    Where,
    add_question,
    exchange_edits,
    find_question,
    hidden_of,
    hide_question,
    merge_questions,
    point_question,
    questions_of,
    reword_question,
    show_question,
)
from tests.questions.test_listing import ANSWER

TEXT = f"""**Ann:** \\[00:00\\] Welcome to the garden show.

**Ann:** \\[00:10\\] First question. Why do the leaves of my orchid turn yellow?

**Ben:** {ANSWER}

**Ann:** \\[01:00\\] Next question. What do you feed to tomatoes in a dry summer?

**Ben:** {ANSWER}

**Ann:** \\[02:00\\] Thanks for listening, see you next time.
"""
YELLOW = "Why do the leaves of my orchid turn yellow?"
FEED = "What do you feed to tomatoes in a dry summer?"


@pytest.fixture
def garden(library: Library, tmp_path: Path) -> str:
    return imported(library, tmp_path, TEXT)


def imported(library: Library, folder: Path, text: str) -> str:
    path = folder / "garden.md"
    path.write_text(text, "utf-8")
    report = import_paths(library, [path], ImportOptions(), Progress())
    return report.imported[0].recording.id


def texts(library: Library, recording_id: str) -> list[str]:
    return [question.text for question in questions_of(library, recording_id)]


def test_every_edit_is_in_the_list_and_in_the_open_recording(library: Library, garden: str) -> None:
    yellow, feed = questions_of(library, garden)
    reword_question(library, garden, yellow, " Yellow \n leaves? ")
    point_question(library, garden, feed, Where(segment=4))
    added = add_question(library, garden, "Goodbye?", Where(at_ms=121_000))
    assert added.question is not None
    assert (added.question.text, added.question.segment) == ("Goodbye?", 5)
    listed = [(q.text, q.segment, q.origin) for q in open_recording(library, garden).questions]
    assert listed == [
        ("Yellow leaves?", 1, "user"),
        (FEED, 4, "user"),
        ("Goodbye?", 5, "user"),
    ]
    assert added.questions == questions_of(library, garden)


def test_edits_survive_a_new_import_of_a_changed_text(
    library: Library, garden: str, tmp_path: Path
) -> None:
    yellow, feed = questions_of(library, garden)
    reword_question(library, garden, yellow, "Yellow leaves?")
    hide_question(library, garden, feed)
    changed = TEXT.replace("**Ann:** \\[00:10\\]", "**Ben:** Hello!\n\n**Ann:** \\[00:10\\]")
    assert imported(library, tmp_path, changed.replace("orchid", "orchids")) == garden
    assert [(q.text, q.segment) for q in questions_of(library, garden)] == [("Yellow leaves?", 2)]


def test_a_hidden_question_comes_back(library: Library, garden: str) -> None:
    hidden = hide_question(library, garden, questions_of(library, garden)[0])
    assert hidden.question is None
    assert [edit.question for edit in hidden_of(library, garden)] == [YELLOW]
    shown = show_question(library, garden, "orchid")
    assert [q.text for q in shown.questions] == [YELLOW, FEED]
    assert hidden_of(library, garden) == ()
    with pytest.raises(NotEdited, match="orchid"):
        show_question(library, garden, "orchid")
    with pytest.raises(NotEdited, match="No question is hidden"):
        show_question(library, garden, "")


def test_two_questions_become_one(library: Library, garden: str) -> None:
    first, second = questions_of(library, garden)
    merged = merge_questions(library, garden, first, second)
    (one,) = merged.questions
    assert (one.text, one.segment, one.end_ms) == (f"{YELLOW} {FEED}", 1, second.end_ms)
    assert merged.question == one


def test_every_edit_can_be_undone_and_done_again(library: Library, garden: str) -> None:
    before = texts(library, garden)
    first, second = questions_of(library, garden)
    edited = merge_questions(library, garden, first, second)
    exchange_edits(library, gone=edited.added, back=edited.removed)
    assert texts(library, garden) == before
    exchange_edits(library, gone=(), back=edited.added)
    assert texts(library, garden) == [f"{YELLOW} {FEED}"]


def test_a_question_is_found_by_number_words_or_a_part_of_them(
    library: Library, garden: str
) -> None:
    listed = questions_of(library, garden)
    assert find_question(listed, "2") == find_question(listed, "TOMATOES") == listed[1]
    assert find_question(listed, YELLOW) == listed[0]
    with pytest.raises(NotEdited, match="Several") as several:
        find_question(listed, "o")
    assert several.value.candidates == (YELLOW, FEED)
    for words in ("0", "3", "potatoes"):
        with pytest.raises(NotEdited, match=words):
            find_question(listed, words)
    for words in ("", " "):  # is a part of all words, and means none
        with pytest.raises(NotEdited, match="which question"):
            find_question(listed[:1], words)


@pytest.mark.parametrize("where", [Where(segment=99), Where(at_ms=9_000_000)])
def test_a_place_that_is_not_there_is_refused(library: Library, garden: str, where: Where) -> None:
    with pytest.raises(NotEdited) as refused:
        add_question(library, garden, "What?", where)
    assert refused.value.hint
    assert len(questions_of(library, garden)) == 2


def test_a_question_without_words_is_refused(library: Library, garden: str) -> None:
    with pytest.raises(NotEdited, match="needs words"):
        add_question(library, garden, "  ", Where(segment=1))
