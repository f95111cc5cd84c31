import csv
import io
import json
from dataclasses import replace

import pytest

from desktop_app.bookmarks import (
    Bookmark,
    EpisodeName,
    Passage,
    bookmarks_annotations,
    bookmarks_csv,
    bookmarks_json,
    bookmarks_markdown,
    make_bookmark,
    reanchored,
)
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Transcript
from tests.builders import make_transcript

TALK = "Ann: Welcome back. Bees dance. / Bob: Thank you, Ann! Where are the flowers now?"
NAMES = {"r1": EpisodeName("Bees", "Nature"), "r2": EpisodeName("Ants", None)}


def _kept(start_ms: int | None = 16_000, recording_id: str = "r1", **more: object) -> Bookmark:
    made = make_bookmark(recording_id, make_transcript(TALK), start_ms=start_ms)
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_bookmark_at_a_time_keeps_the_time_and_the_words() -> None:
    bookmark = make_bookmark(
        "r1", make_transcript(TALK), start_ms=16_000, note="Ha", tags=("b", "a", "b")
    )
    assert bookmark.start_ms == 16_000
    assert bookmark.end_ms == 20_000
    assert bookmark.quote == "Where are the flowers now?"
    assert bookmark.prefix.endswith("Thank you, Ann! ")
    assert bookmark.suffix == ""
    assert (bookmark.note, bookmark.tags) == ("Ha", ("b", "a"))
    assert bookmark.created.endswith("Z")
    assert len(bookmark.id) == 12


def test_a_bookmark_with_both_ends_keeps_both() -> None:
    bookmark = make_bookmark("r1", make_transcript(TALK), start_ms=6_000, end_ms=11_000)
    assert (bookmark.start_ms, bookmark.end_ms) == (6_000, 11_000)
    assert bookmark.quote == "Bees dance.\nThank you, Ann!"


def test_a_bookmark_of_chosen_text_gets_the_times_of_the_text() -> None:
    talk = make_transcript(TALK)
    bookmark = make_bookmark("r1", talk, start_ms=None, passage=Passage(1, 0, 1, 15))
    assert bookmark.quote == "Thank you, Ann!"
    assert (bookmark.start_ms, bookmark.end_ms) == (10_000, moment_at(talk.segments[1], 16))


@pytest.mark.parametrize("transcript", [Transcript(""), make_transcript(TALK, each_ms=None)])
def test_a_bookmark_without_a_timed_text_lives_by_its_time(transcript: Transcript) -> None:
    bookmark = make_bookmark("r1", transcript, start_ms=16_000)
    assert (bookmark.start_ms, bookmark.end_ms, bookmark.quote) == (16_000, None, "")
    assert reanchored(bookmark, make_transcript(TALK)) == bookmark


def test_no_two_bookmarks_have_one_id() -> None:
    assert len({_kept().id for _ in range(1_000)}) == 1_000


def test_the_same_text_leaves_a_bookmark_as_it_is() -> None:
    bookmark = _kept()
    assert reanchored(bookmark, make_transcript(TALK)) == bookmark


def test_a_mended_text_with_the_same_times_leaves_a_bookmark_as_it_is() -> None:
    bookmark = _kept()
    assert reanchored(bookmark, make_transcript(TALK.replace("flowers", "roses"))) == bookmark


def test_a_bookmark_follows_its_words_to_their_new_time() -> None:
    later = make_transcript("X: An advert that was not there before. / " + TALK)
    moved = reanchored(_kept(), later)
    assert (moved.start_ms, moved.end_ms) == (
        moment_at(later.segments[2], later.segments[2].text.index("Where")),
        30_000,
    )
    assert moved.quote == "Where are the flowers now?"


def test_a_bookmark_whose_words_are_gone_keeps_its_time() -> None:
    bookmark = _kept()
    assert reanchored(bookmark, make_transcript("Q: Entirely other things were said.")) == bookmark


def test_markdown_has_a_heading_for_each_episode_and_quotes_the_words() -> None:
    text = bookmarks_markdown(
        [
            _kept(note="Look\nthis up", tags=("to do",)),
            _kept(3_726_000, quote=""),
            _kept(None, "r2", quote="Two\nparagraphs"),
        ],
        NAMES,
    )
    assert text == (
        "# Nature: Bees\n\n"
        "## 0:16\n\n> Where are the flowers now?\n\nLook\nthis up\n\n#to-do\n\n"
        "## 1:02:06\n\n"
        "# Ants\n\n## Without a time\n\n> Two\n> paragraphs\n"
    )


def test_nothing_exported_is_an_empty_document() -> None:
    assert bookmarks_markdown([], {}) == ""
    assert json.loads(bookmarks_json([], {})) == {"bookmarks": []}


def test_a_table_can_be_read_back() -> None:
    bookmark = _kept(note='He said "no",\nthen left', tags=("a", "b"))
    rows = list(csv.DictReader(io.StringIO(bookmarks_csv([bookmark], NAMES), newline="")))
    assert rows == [
        {
            "id": bookmark.id,
            "show": "Nature",
            "title": "Bees",
            "start": "0:16",
            "end": "0:20",
            "start_ms": "16000",
            "end_ms": "20000",
            "quote": "Where are the flowers now?",
            "note": 'He said "no",\nthen left',
            "tags": "a b",
            "created": bookmark.created,
            "episode": "r1",
        }
    ]


def test_json_has_all_fields() -> None:
    bookmark = _kept(tags=("a",))
    assert json.loads(bookmarks_json([bookmark], NAMES))["bookmarks"] == [
        {
            "id": bookmark.id,
            "episode": "r1",
            "start_ms": 16_000,
            "end_ms": 20_000,
            "quote": bookmark.quote,
            "prefix": bookmark.prefix,
            "suffix": "",
            "note": "",
            "tags": ["a"],
            "created": bookmark.created,
        }
    ]


def test_annotations_hold_time_words_and_note() -> None:
    page = json.loads(bookmarks_annotations([_kept(note="Ha", tags=("t",))], NAMES))
    (item,) = page["items"]
    time, words = item["target"]["selector"]
    assert time["value"] == "t=16,20"
    assert words["exact"] == "Where are the flowers now?"
    assert [body["value"] for body in item["body"]] == ["Ha", "t"]
