from dataclasses import replace

import pytest

from desktop_app.bookmarks import Bookmark, make_bookmark
from desktop_app.library import Library
from desktop_app.library.bookmarks import NoSuchBookmark
from tests.builders import make_transcript


def _kept(library: Library, recording_id: str, start_ms: int | None, note: str = "") -> Bookmark:
    bookmark = make_bookmark(
        recording_id,
        make_transcript("A: Hi there. / B: Hello."),
        start_ms=start_ms,
        note=note,
        tags=("one", "zwei"),
    )
    library.bookmarks.add(bookmark)
    return bookmark


def test_a_bookmark_comes_back_as_it_was_kept(library: Library) -> None:
    recording = library.recordings.add(title="x")
    bookmark = _kept(library, recording.id, 1_000, note="“Ha”\nand more")
    assert library.bookmarks.get(bookmark.id) == bookmark
    assert library.bookmarks.list() == [bookmark]
    assert bookmark.tags == ("one", "zwei")


def test_bookmarks_are_listed_by_time(library: Library) -> None:
    recording = library.recordings.add(title="x")
    late, early = _kept(library, recording.id, 15_000), _kept(library, recording.id, 1_000)
    assert library.bookmarks.list(recording.id) == [early, late]


def test_bookmarks_of_other_recordings_stay_out(library: Library) -> None:
    one, other = library.recordings.add(title="x"), library.recordings.add(title="y")
    bookmark = _kept(library, one.id, 1_000)
    _kept(library, other.id, 1_000)
    assert library.bookmarks.list(one.id) == [bookmark]
    assert len(library.bookmarks.list()) == 2


def test_a_note_can_be_changed_later(library: Library) -> None:
    recording = library.recordings.add(title="x")
    bookmark = _kept(library, recording.id, 1_000)
    changed = library.bookmarks.update(bookmark.id, note="later")
    assert changed == replace(bookmark, note="later")
    assert library.bookmarks.list() == [changed]
    assert library.bookmarks.update(bookmark.id, tags=("a", "b", "a")).tags == ("a", "b")
    assert library.bookmarks.get(bookmark.id).note == "later"


def test_a_bookmark_can_be_moved_to_another_place(library: Library) -> None:
    recording = library.recordings.add(title="x")
    moved = replace(_kept(library, recording.id, 1_000), start_ms=2_000, quote="other words")
    library.bookmarks.replace(moved)
    assert library.bookmarks.list() == [moved]


def test_a_removed_bookmark_can_be_brought_back_whole(library: Library) -> None:
    recording = library.recordings.add(title="x")
    bookmark = _kept(library, recording.id, None)
    removed = library.bookmarks.remove(bookmark.id)
    assert library.bookmarks.list() == []
    library.bookmarks.add(removed)
    assert library.bookmarks.list() == [bookmark]


def test_bookmarks_survive_the_removal_of_their_recording(library: Library) -> None:
    recording = library.recordings.add(title="x")
    bookmark = _kept(library, recording.id, 1_000)
    library.recordings.remove(recording.id)
    assert library.bookmarks.list() == []
    library.recordings.revive(recording.id)
    assert library.bookmarks.list() == [bookmark]


@pytest.mark.parametrize("wish", ["get", "remove", "update"])
def test_an_unknown_id_is_refused_with_a_way_out(library: Library, wish: str) -> None:
    with pytest.raises(NoSuchBookmark, match="abc") as raised:
        getattr(library.bookmarks, wish)("abc")
    assert raised.value.hint


def test_several_bookmarks_change_together_or_not_at_all(library: Library) -> None:
    recording = library.recordings.add(title="x")
    kept = _kept(library, recording.id, 1_000)
    unknown = replace(kept, id="unknown")
    with pytest.raises(NoSuchBookmark):
        _replace_both(library, replace(kept, note="new"), unknown)
    assert library.bookmarks.list() == [kept]


def _replace_both(library: Library, one: Bookmark, other: Bookmark) -> None:
    with library.transaction():
        library.bookmarks.replace(one)
        library.bookmarks.replace(other)
