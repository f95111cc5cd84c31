import json
from pathlib import Path

import pytest

from desktop_app.bookmarks import Passage
from desktop_app.library import Library
from desktop_app.library.recordings import NoSuchRecording
from desktop_app.workflows.bookmarking import EXPORTS, add_bookmark, export_bookmarks
from desktop_app.workflows.importing import import_paths
from tests.workflows.conftest import SRT


@pytest.fixture
def episode(library: Library, files: Path) -> str:
    path = files / "bees.srt"
    path.write_text(SRT, "utf-8")
    return import_paths(library, [path]).imported[0].recording.id


def test_a_time_becomes_a_bookmark_with_its_words(library: Library, episode: str) -> None:
    bookmark = add_bookmark(library, episode, 6_000, note="look", tags=["a"])
    assert library.bookmarks.list(episode) == [bookmark]
    assert (bookmark.start_ms, bookmark.quote) == (6_000, "Today we answer what you asked us.")


def test_a_passage_of_the_text_becomes_a_bookmark_with_its_times(
    library: Library, episode: str
) -> None:
    segment = library.recordings.transcript(episode).segments[0]
    passage = Passage(segment.index, 0, segment.index, len("Welcome to the show about bees."))
    bookmark = add_bookmark(library, episode, None, passage=passage)
    assert (bookmark.start_ms, bookmark.quote) == (1_000, "Welcome to the show about bees.")


def test_an_unknown_episode_takes_no_bookmark(library: Library) -> None:
    with pytest.raises(NoSuchRecording):
        add_bookmark(library, "unknown", 0)


@pytest.mark.parametrize("format_name", list(EXPORTS))
def test_every_export_has_the_words_the_note_and_the_title(
    library: Library, episode: str, format_name: str
) -> None:
    add_bookmark(library, episode, 6_000, note="look at this")
    text = export_bookmarks(library, episode, format_name)
    assert "Today we answer what you asked us." in text
    assert "look at this" in text
    assert format_name == "json" or "bees" in text


def test_all_bookmarks_can_be_exported_at_once(library: Library, episode: str) -> None:
    other = library.recordings.add(title="Other")
    add_bookmark(library, episode, 6_000)
    add_bookmark(library, other.id, 1_000)
    everything = json.loads(export_bookmarks(library, None, "json"))
    assert len(everything["bookmarks"]) == 2
    assert len(json.loads(export_bookmarks(library, other.id, "json"))["bookmarks"]) == 1
