import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.bookmarks import make_bookmark
from desktop_app.errors import AppError
from desktop_app.library import Library, open_library
from desktop_app.library.backups import KEPT, keep_copy, open_plain, write_copy
from desktop_app.library.migrations import NEWEST
from desktop_app.library.problems import (
    DiskFull,
    LibraryBusy,
    LibraryDamaged,
    LibraryNewer,
    LibraryProblem,
    LibraryReadOnly,
)
from desktop_app.transcript.model import Transcript
from tests.builders import make_transcript

STORED = Path(__file__).parents[1] / "data" / "library"


def _open(folder: Path) -> Library:
    return open_library(folder / "library.sqlite3", backups=folder / "backups")


def _read(folder: Path, recording_id: str) -> Transcript:
    with _open(folder) as library:
        return library.recordings.transcript(recording_id)


def _with_a_bookmark(folder: Path) -> str:
    with _open(folder) as library:
        recording = library.recordings.add(title="Kept")
        bookmark = make_bookmark(recording.id, make_transcript("A: Hi."), start_ms=1_000)
        library.bookmarks.add(bookmark)
    return bookmark.id


def test_a_new_library_is_empty_and_of_the_newest_version(tmp_path: Path) -> None:
    with _open(tmp_path / "deep" / "down") as library:
        assert library.recordings.list() == []
        assert library.database.version() == NEWEST
        assert not library.read_only
    assert not (tmp_path / "deep" / "down" / "backups").exists()


@pytest.mark.parametrize("stored", sorted(STORED.glob("v*.sqlite3")), ids=lambda path: path.stem)
def test_a_stored_old_library_opens_with_all_that_was_in_it(stored: Path, tmp_path: Path) -> None:
    shutil.copy(stored, tmp_path / "library.sqlite3")
    with _open(tmp_path) as library:
        assert library.database.version() == NEWEST
        recording = library.recordings.find("Ask us anything")
        transcript = library.recordings.transcript(recording.id)
        bookmarks = library.bookmarks.list(recording.id)
        assert transcript.segments[0].text == "Welcome to the show."
        assert recording.page_questions == ("What comes next?",)
        assert [bookmark.note for bookmark in bookmarks] == ["kept long ago"]
        assert library.listening.position(recording.id) == 12_345
        pins = [(pin.quote, pin.at_ms, pin.word) for pin in library.pins.list(recording.id)]
        assert pins == ([] if stored.stem == "v1" else [("Thank you.", 5_200, 0)])
        edits = [
            (e.question, e.text, e.to_quote) for e in library.question_edits.list(recording.id)
        ]
        reworded = [("What comes next?", "What comes after this?", None)]
        assert edits == (reworded if stored.stem >= "v3" else [])
        words = [(c.was, c.now, c.speaker_now) for c in library.corrections.list(recording.id)]
        assert words == ([("Thank yuo.", "Thank you.", None)] if stored.stem >= "v6" else [])
        assert library.database.problems() == []


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_the_library_as_it_was_is_put_aside_before_it_grows(version: int, tmp_path: Path) -> None:
    shutil.copy(STORED / f"v{version}.sqlite3", tmp_path / "library.sqlite3")
    _open(tmp_path).close()
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.split("-", 2)[2] == f"before-version-{NEWEST}.sqlite3"
    plain = open_plain(copy)
    assert plain.version() == version
    plain.close()


def test_only_the_last_few_copies_are_kept(tmp_path: Path) -> None:
    with _open(tmp_path) as library:
        copies = [keep_copy(library.database, tmp_path / "b", "test") for _ in range(KEPT + 3)]
    assert sorted((tmp_path / "b").iterdir()) == copies[3:]


def test_a_newer_library_is_refused_by_naming_both_versions(tmp_path: Path) -> None:
    bookmark = _with_a_bookmark(tmp_path)
    path = tmp_path / "library.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1234")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryNewer, match=rf"version 1234.*{NEWEST}") as raised:
        _open(tmp_path)
    assert raised.value.hint
    assert path.read_bytes() == before
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {NEWEST}")
    connection.close()
    with _open(tmp_path) as library:
        assert library.bookmarks.get(bookmark)


@pytest.mark.parametrize("content", [b"not a database at all " * 100, b"SQLite format 3\0" * 99])
def test_a_damaged_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged, match=str(path)) as raised:
        _open(tmp_path)
    assert "restore" in raised.value.hint
    assert path.read_bytes() == content


def test_another_program_s_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryDamaged):
        _open(tmp_path)
    assert path.read_bytes() == before


def test_a_library_cut_off_in_the_middle_is_damaged(tmp_path: Path) -> None:
    with _open(tmp_path) as library:
        recording = library.recordings.add(title="x")
        library.recordings.replace_transcript(recording.id, make_transcript("A: Hi. / " * 999))
    path = tmp_path / "library.sqlite3"
    os.truncate(path, path.stat().st_size // 3)
    with pytest.raises(LibraryDamaged):
        _read(tmp_path, recording.id)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryProblem, match="cannot be opened") as raised:
        _open(tmp_path / "file" / "library")
    assert raised.value.hint


def test_a_library_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").mkdir()
    with pytest.raises(LibraryProblem, match="cannot be opened"):
        _open(tmp_path)


def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    bookmark = _with_a_bookmark(tmp_path)
    with _open(tmp_path) as library:
        pages = library.database.row("PRAGMA page_count")
        assert pages is not None
        library.database.row(f"PRAGMA max_page_count = {pages[0] + 2}")
        recording = library.recordings.find("Kept")
        with pytest.raises(DiskFull, match="full") as raised:
            library.recordings.replace_transcript(recording.id, make_transcript("A: Hi. / " * 9999))
        assert raised.value.hint
        assert library.recordings.transcript(recording.id).segments == ()
        library.database.row("PRAGMA max_page_count = 1000000")
        library.recordings.update(recording.id, title="Still writable")
        assert library.bookmarks.get(bookmark).start_ms == 1_000


def test_another_writer_is_waited_for_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.library.database.BUSY_MS", 50)
    with _open(tmp_path) as one, _open(tmp_path) as other:
        with one.transaction(), pytest.raises(LibraryBusy) as raised:
            other.recordings.add(title="x")
        assert raised.value.hint
        other.recordings.add(title="now it works")
        assert len(one.recordings.list()) == 1


def test_a_second_connection_is_noticed(tmp_path: Path) -> None:
    with _open(tmp_path) as window, _open(tmp_path) as command:
        before = window.data_version()
        assert window.data_version() == before
        window.recordings.add(title="mine")
        assert window.data_version() == before
        command.recordings.add(title="theirs")
        assert window.data_version() != before
        assert len(window.recordings.list()) == 2


def test_reading_goes_on_while_another_writes(tmp_path: Path) -> None:
    with _open(tmp_path) as reader, _open(tmp_path) as writer, writer.transaction():
        writer.recordings.add(title="not yet there")
        assert reader.recordings.list() == []


def test_an_error_inside_a_transaction_undoes_all_of_it(tmp_path: Path) -> None:
    with _open(tmp_path) as library:
        with pytest.raises(AppError):
            _fail_in_the_middle(library)
        assert library.recordings.list() == []


def _fail_in_the_middle(library: Library) -> None:
    with library.transaction():
        library.recordings.add(title="x")
        library.recordings.get("unknown")


@pytest.mark.parametrize("durable", [True, False])
def test_commits_wait_for_the_disk_unless_told_otherwise(tmp_path: Path, durable: bool) -> None:
    with _open(tmp_path) as library:
        with library.transaction(durable=durable):
            inside = library.database.row("PRAGMA synchronous")
        assert inside == ((2,) if durable else (1,))
        assert library.database.row("PRAGMA synchronous") == (2,)
        library.database.settle()


def test_a_copy_holds_everything_while_the_library_is_open(tmp_path: Path) -> None:
    with _open(tmp_path) as library:
        library.recordings.add(title="in the copy")
        write_copy(library.database, tmp_path / "copy.sqlite3")
        assert [path.name for path in tmp_path.glob("copy*")] == ["copy.sqlite3"]
    with open_library(tmp_path / "copy.sqlite3", backups=tmp_path) as copy:
        assert [entry.title for entry in copy.recordings.list()] == ["in the copy"]


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A library with one bookmark, in a folder that really is mounted read-only."""
    folder = tmp_path / "disk"
    _with_a_bookmark(folder)
    mounted = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root may mount a folder read-only")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_library_on_a_read_only_disk_can_be_read(read_only: Path) -> None:
    with _open(read_only) as library:
        assert library.read_only
        recording = library.recordings.find("Kept")
        assert len(library.bookmarks.list(recording.id)) == 1
        with pytest.raises(LibraryReadOnly) as raised:
            library.listening.save(recording.id, 1, ())
        assert raised.value.hint


def test_an_old_library_on_a_read_only_disk_cannot_be_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(STORED / "v1.sqlite3", tmp_path / "library.sqlite3")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)  # as a read-only disk answers
    with pytest.raises(LibraryReadOnly):
        _open(tmp_path)


def test_a_read_only_folder_is_read_though_nothing_can_be_put_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bookmark = _with_a_bookmark(tmp_path)
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with _open(tmp_path) as library:
        assert library.read_only
        assert library.bookmarks.get(bookmark).start_ms == 1_000
        with pytest.raises(LibraryReadOnly):
            library.bookmarks.remove(bookmark)
