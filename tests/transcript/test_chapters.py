import json

import pytest

from desktop_app.transcript.chapters import Chapter, UnreadableChapters, read_chapters_json


def document(*chapters: object) -> str:
    return json.dumps({"version": "1.2.0", "chapters": chapters})


def test_chapters_are_read_in_order_of_time_with_ends_where_known() -> None:
    text = document(
        {"startTime": 61.25, "title": "Second", "endTime": 90},
        {"startTime": "0", "title": " First\nOne "},
        {"startTime": "1:30.5", "title": "Third"},
    )

    assert read_chapters_json(text) == (
        Chapter(0, None, "First One"),
        Chapter(61_250, 90_000, "Second"),
        Chapter(90_500, None, "Third"),
    )


def test_hidden_untitled_and_untimed_chapters_are_left_out() -> None:
    text = document(
        {"startTime": 0, "title": "Hidden", "toc": False},
        {"startTime": 1, "title": "  "},
        {"startTime": 2},
        {"title": "No time"},
        {"startTime": "soon", "title": "No number"},
        {"startTime": -3, "title": "Before"},
        {"startTime": True, "title": "Not a number"},
        {"startTime": "1:2:3:4", "title": "Too many parts"},
        {"startTime": 1e400, "title": "Never"},
        "not a chapter",
        {"startTime": 5, "title": "Shown", "toc": True},
    )

    assert read_chapters_json("\ufeff" + text) == (Chapter(5_000, None, "Shown"),)


def test_ends_never_reach_into_the_next_chapter() -> None:
    text = document(
        {"startTime": 0, "title": "A", "endTime": 99},
        {"startTime": 10, "title": "B", "endTime": 10},
    )

    assert read_chapters_json(text) == (Chapter(0, 10_000, "A"), Chapter(10_000, None, "B"))


def test_a_chapter_file_may_be_empty() -> None:
    assert read_chapters_json(document()) == ()


@pytest.mark.parametrize("text", ["", "no json", "[]", "{}", '{"chapters": 3}', "[" * 100_000])
def test_what_is_no_chapter_file_is_refused(text: str) -> None:
    with pytest.raises(UnreadableChapters, match="no chapters"):
        read_chapters_json(text)
