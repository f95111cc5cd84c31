"""What a row of a bookmark list says, and what the filter finds."""

from dataclasses import replace

import pytest

from desktop_app.bookmarks import Passage
from desktop_app.ui.models.bookmark_rows import (
    BookmarkRow,
    bookmark_rows,
    grouped_rows,
    matches,
)
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.workflows.opening import KeptPassage
from desktop_app.workflows.saying import Saying
from tests.ui.recordings import make_kept, make_opened


def test_a_row_says_quote_speaker_time_and_note() -> None:
    kept = make_kept("It slows the yeast.", 12_000, note="Look this up")
    opened = replace(make_opened(), bookmarks=(KeptPassage(kept, Passage(1, 0, 1, 19)),))
    row = bookmark_rows(opened)[0]
    assert row.words == "“It slows the yeast.”, B, 12 seconds, Look this up"
    assert row.meta == "0:12  ·  B"
    assert row.tip == "Show in the text. The sound stays where it is."


def test_a_place_in_a_rough_text_is_marked_as_an_estimate() -> None:
    opened = make_opened(error_ms=4_000)
    opened = replace(opened, bookmarks=(KeptPassage(make_kept(), Passage(1, 0, 1, 19)),))
    assert bookmark_rows(opened)[0].meta == "≈ 0:10  ·  B"


def test_a_bookmark_by_time_alone_says_its_time() -> None:
    row = bookmark_rows(make_opened(bookmarks=[make_kept("", 75_000)]))[0]
    assert row.quote == "Bookmark at 1:15"
    assert row.words == "Bookmark at 1:15, 1 minute 15 seconds"


def test_a_bookmark_in_a_text_without_times_has_no_time() -> None:
    row = bookmark_rows(make_opened(bookmarks=[make_kept("It feeds it.", None)]))[0]
    assert row.meta == ""
    assert row.words == "“It feeds it.”, no time"


def test_all_bookmarks_stand_under_their_episodes() -> None:
    rows = grouped_rows(
        [
            ("bread", "Bread", "The Proving Drawer", [make_kept(), make_kept("It feeds it.")]),
            ("salt", "Salt", "", [make_kept(recording_id="salt")]),
        ]
    )
    assert [row.is_heading for row in rows] == [True, False, False, True, False]
    assert [row.words for row in rows if isinstance(row, HeadingRow)] == [
        "Bread, The Proving Drawer, 2 bookmarks",
        "Salt, 1 bookmark",
    ]


def test_a_row_of_all_bookmarks_says_who_speaks_once_that_is_known() -> None:
    kept = make_kept("It slows the yeast.", 12_000)
    group = ("bread", "Bread", "", [kept])
    assert grouped_rows([group])[1].words == "“It slows the yeast.”, 12 seconds"
    row = grouped_rows([group], {kept.id: Saying("Marcus", 4_000)})[1]
    assert isinstance(row, BookmarkRow)
    assert row.words == "“It slows the yeast.”, Marcus, 12 seconds"
    assert row.meta == "≈ 0:12  ·  Marcus"
    assert matches(row, "marcus yeast")


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("", True),
        ("yeast", True),
        ("YEAST slows", True),
        ("look", True),
        ("science", True),
        ("yeast sugar", False),
    ],
)
def test_the_filter_looks_in_quote_note_and_tags(words: str, is_found: bool) -> None:
    kept = make_kept("It slows the yeast.", note="Look this up", tags=("Science",))
    row = bookmark_rows(make_opened(bookmarks=[kept]))[0]
    assert matches(row, words) is is_found
