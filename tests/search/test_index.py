import errno
import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whoosh.util.filelock import FileLock

from desktop_app.errors import Cancelled
from desktop_app.progress import Progress
from desktop_app.search.index import FOLD, Index, IndexBusy, IndexNotWritten
from desktop_app.search.parts import Document
from desktop_app.search.query import search
from tests.search.documents import make_document

THREE = [
    make_document("one", "A: The cat sat. / B: On the mat."),
    make_document("two", "A: A dog sat."),
    make_document("three", "A: Nobody sat. / Break: / B: Cats."),
]


def found(index: Index, words: str) -> list[tuple[str, int]]:
    return sorted((hit.recording_id, hit.segment) for hit in search(index, words, limit=100).hits)


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def home(folder: Path) -> Path:
    """Return the folder of this version."""
    return next(path for path in folder.iterdir() if path.is_dir())


def list_of_parts(folder: Path) -> Path:
    return max(home(folder).glob("*.toc"), key=lambda path: path.stat().st_mtime_ns)


def test_an_index_that_is_not_there_is_empty_and_makes_nothing(index: Index, folder: Path) -> None:
    assert index.revisions() == {}
    assert found(index, "cat") == []
    assert not folder.exists()


def test_what_was_added_is_found(index: Index) -> None:
    index.update(THREE)
    assert index.revisions() == {"one": 1, "two": 1, "three": 1}
    assert found(index, "sat") == [("one", 0), ("three", 0), ("two", 0)]
    assert found(index, "mat") == [("one", 1)]


def test_a_mark_is_not_found(index: Index) -> None:
    index.update([make_document("one", "A: Before the break. / Break: a word from our sponsor")])
    assert found(index, "sponsor") == []
    assert found(index, "break") == [("one", 0)]


def test_a_changed_recording_takes_the_place_of_the_old(index: Index) -> None:
    index.update(THREE)
    index.update([make_document("one", "A: A horse.", revision=2)])
    assert index.revisions() == {"one": 2, "two": 1, "three": 1}
    assert found(index, "mat") == []
    assert found(index, "horse") == [("one", 0)]
    assert found(index, "sat") == [("three", 0), ("two", 0)]


def test_a_removed_recording_is_not_found(index: Index) -> None:
    index.update(THREE)
    index.update(remove=["two", "never there"])
    assert index.revisions() == {"one": 1, "three": 1}
    assert found(index, "dog") == []


def test_adding_and_removing_is_one_commit(index: Index, folder: Path) -> None:
    index.update(THREE)
    before = list_of_parts(folder).name
    index.update([make_document("four", "A: A horse.")], remove=["one"])
    assert index.revisions() == {"two": 1, "three": 1, "four": 1}
    assert list_of_parts(folder).name == before.replace("_1.", "_2.")


def test_nothing_to_do_commits_nothing(index: Index, folder: Path) -> None:
    index.update(THREE)
    before = list_of_parts(folder).name
    index.update([], remove=["never there"])
    assert list_of_parts(folder).name == before
    assert found(index, "mat") == [("one", 1)]


def test_the_last_of_two_with_one_id_stays(index: Index) -> None:
    index.update([make_document("one", "A: Cat."), make_document("one", "A: Dog.", revision=2)])
    assert index.revisions() == {"one": 2}
    assert found(index, "cat") == []
    assert found(index, "dog") == [("one", 0)]


def test_a_recording_without_text_is_known(index: Index) -> None:
    index.update([Document("silent", 3, "Silence", None), make_document("one", "A: Cat.")])
    assert index.revisions() == {"silent": 3, "one": 1}
    assert found(index, "cat") == [("one", 0)]


def test_only_recordings_without_text_can_be_searched(index: Index) -> None:
    index.update([Document("silent", 3, "Silence", None)])
    assert found(index, "cat") == []
    assert search(index, "c", is_typing=True, speaker="Anna", show="Show").total == 0


def test_everything_removed_is_an_empty_index(index: Index) -> None:
    index.update(THREE)
    index.update(remove=["one", "two", "three"])
    assert index.revisions() == {}
    assert found(index, "cat") == []


def test_an_index_is_there_after_opening_it_again(index: Index, folder: Path) -> None:
    index.update(THREE)
    index.close()
    again = Index(folder)
    assert found(again, "mat") == [("one", 1)]
    again.close()


def test_a_closed_index_can_be_used_again(index: Index) -> None:
    index.update(THREE)
    index.close()
    assert found(index, "mat") == [("one", 1)]


def test_what_another_process_commits_is_seen_at_once(index: Index, folder: Path) -> None:
    index.update(THREE)
    assert found(index, "horse") == []
    other = Index(folder)
    other.update([make_document("four", "A: A horse.")], remove=["two"])
    other.close()
    assert found(index, "horse") == [("four", 0)]
    assert found(index, "dog") == []


def test_an_index_built_anew_is_not_taken_for_the_old(index: Index, folder: Path) -> None:
    index.update(THREE)
    assert found(index, "dog") == [("two", 0)]
    first = list_of_parts(folder)
    first.write_bytes(b"")
    other = Index(folder)
    other.update([make_document("four", "A: A horse.")])
    other.close()
    assert list_of_parts(folder).name == first.name
    assert found(index, "dog") == []
    assert found(index, "horse") == [("four", 0)]


def test_many_small_additions_are_folded_together(index: Index) -> None:
    said = {}
    for number in range(40):
        name = f"r{number:02}"
        index.update([make_document(name, f"A: Number n{number} was said. / B: Yes.")])
        said[name] = 1
    assert len(index.parts()) <= 2 * FOLD
    assert index.revisions() == said
    assert search(index, "number").total == 40
    assert found(index, "n17") == [("r17", 0)]
    assert found(index, '"n39 was said"') == [("r39", 0)]


def test_folding_leaves_out_what_was_replaced(index: Index) -> None:
    for revision in range(1, 20):
        index.update(
            [make_document("one", f"A: This is take{revision}. / B: Good.", revision=revision)]
        )
    assert index.revisions() == {"one": 19}
    assert sum(part.size for part in index.parts()) < 10
    assert found(index, "take18") == []
    assert found(index, "take19") == [("one", 0)]


def test_nothing_is_left_beside_the_index(index: Index, folder: Path) -> None:
    index.update(THREE)
    for name in ("MAIN_abandoned.seg", "_MAIN_9.toc.170", "MAIN_abandoned.text.pos", "other"):
        (home(folder) / name).write_bytes(b"left by a killed writer")
    (home(folder) / "MAIN.tmp").mkdir()
    (home(folder) / "MAIN.tmp" / "x.ctmp").write_bytes(b"left by a killed writer")
    index.update([make_document("four", "A: A horse.")])
    assert found(index, "sat") == [("one", 0), ("three", 0), ("two", 0)]
    parts = {f"{part.name}.seg" for part in index.parts()}
    assert files(folder) == parts | {"writer.lock", "MAIN_WRITELOCK", list_of_parts(folder).name}
    assert not (home(folder) / "MAIN.tmp").exists()


def test_an_index_of_another_version_is_dropped(index: Index, folder: Path) -> None:
    other = folder / "v0-whoosh2.7.5"
    other.mkdir(parents=True)
    (other / "_MAIN_1.toc").write_bytes(b"another format")
    assert index.revisions() == {}
    index.update(THREE)
    assert not other.exists()
    assert found(index, "mat") == [("one", 1)]


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def overwrite(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8] = b"garbage!"
    path.write_bytes(content)


def flip_one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)


def replace_by_garbage(path: Path) -> None:
    path.write_bytes(b"\x80\x04cos\nabort\n(tR." * 20)


def delete(path: Path) -> None:
    path.unlink()


DAMAGE = [truncate, empty, overwrite, flip_one_bit, replace_by_garbage, delete]


def part_file(folder: Path) -> Path:
    return next(home(folder).glob("*.seg"))


@pytest.mark.parametrize("harm", DAMAGE)
@pytest.mark.parametrize("which", [list_of_parts, part_file])
def test_a_damaged_index_is_as_good_as_none_and_built_anew(
    folder: Path, which: Callable[[Path], Path], harm: Callable[[Path], None]
) -> None:
    index = Index(folder)
    index.update(THREE[:2])
    index.update(THREE[2:])
    index.close()
    harm(which(folder))

    index = Index(folder)
    assert index.revisions() in ({}, {"one": 1, "two": 1})
    assert found(index, "mat") in ([], [("one", 1)])
    missing = [document for document in THREE if document.recording_id not in index.revisions()]
    index.update(missing)
    assert index.revisions() == {"one": 1, "two": 1, "three": 1}
    assert found(index, "sat") == [("one", 0), ("three", 0), ("two", 0)]
    index.close()


def test_damage_is_logged_once_and_not_at_each_key(
    index: Index, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index.update(THREE)
    index.close()
    flip_one_bit(part_file(folder))
    for words in ("c", "ca", "cat"):
        assert found(index, words) == []
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_damage_found_by_one_process_is_mended_by_another(index: Index, folder: Path) -> None:
    index.update(THREE)
    index.close()
    truncate(part_file(folder))
    assert found(index, "mat") == []
    other = Index(folder)
    other.update(THREE)
    other.close()
    assert found(index, "mat") == [("one", 1)]


def test_a_second_writer_waits_and_then_says_so(index: Index, folder: Path) -> None:
    index.update(THREE)
    lock = FileLock(str(folder / "writer.lock"))
    assert lock.acquire()
    with pytest.raises(IndexBusy, match="being updated") as caught:
        index.update([make_document("four", "A: A horse.")])
    assert caught.value.hint
    assert found(index, "mat") == [("one", 1)]
    lock.release()
    index.update([make_document("four", "A: A horse.")])
    assert found(index, "horse") == [("four", 0)]


def test_a_second_writer_gets_its_turn(folder: Path) -> None:
    lock = FileLock(str(folder / "writer.lock"))
    folder.mkdir()
    assert lock.acquire()
    threading.Timer(0.1, lock.release).start()
    index = Index(folder)
    index.update(THREE)
    assert found(index, "mat") == [("one", 1)]
    index.close()


def test_a_writer_lets_go_of_the_lock(index: Index, folder: Path) -> None:
    index.update(THREE)
    other = Index(folder, wait_s=0)
    other.update(remove=["one"])
    other.close()
    assert index.revisions() == {"two": 1, "three": 1}


def many(count: int) -> Iterator[Document]:
    for number in range(count):
        yield make_document(f"r{number}", " / ".join(["A: word"] * 999))


def test_cancelling_keeps_what_is_committed_and_no_more(index: Index) -> None:
    progress = Progress()

    def cancel_in_time(fraction: float, _title: str) -> None:
        if fraction >= 0.9:
            progress.cancel()

    progress = Progress(cancel_in_time)
    with pytest.raises(Cancelled):
        index.update(many(12), total=12, progress=progress)
    assert set(index.revisions()) == {f"r{number}" for number in range(8)}
    assert search(index, "word").total == 8 * 999
    index.update(many(12))
    assert search(index, "word").total == 12 * 999


def test_a_large_update_can_be_searched_before_it_is_done(index: Index, folder: Path) -> None:
    seen = []

    def look(_fraction: float, _title: str) -> None:
        seen.append(search(reader, "word").total)

    reader = Index(folder)
    index.update(many(12), total=12, progress=Progress(look))
    reader.close()
    assert seen[0] == 0
    assert seen[-1] == 8 * 999
    assert search(index, "word").total == 12 * 999


def test_progress_names_what_is_added(index: Index) -> None:
    told: list[tuple[float, str]] = []
    index.update(THREE, total=3, progress=Progress(lambda f, t: told.append((f, t))))
    assert told == [(0, "About one"), (1 / 3, "About two"), (2 / 3, "About three"), (1.0, "")]


def test_an_error_of_who_brings_the_documents_comes_through(index: Index) -> None:
    def bring() -> Iterator[Document]:
        yield THREE[0]
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        index.update(bring())
    assert index.revisions() == {}
    index.update(THREE)
    assert found(index, "mat") == [("one", 1)]


def test_a_full_disk_is_said_and_leaves_the_index_as_it_was(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.update(THREE)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(IndexNotWritten, match="No space left") as caught:
            index.update([make_document("four", "A: A horse.")], remove=["one"])
    assert caught.value.hint
    assert found(index, "mat") == [("one", 1)]
    index.update([make_document("four", "A: A horse.")])
    assert found(index, "horse") == [("four", 0)]


def test_a_place_where_no_folder_can_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    index = Index(tmp_path / "file" / "index")
    assert index.revisions() == {}
    with pytest.raises(IndexNotWritten):
        index.update(THREE)
    index.close()


def test_the_list_of_parts_is_on_disk_only_after_what_it_names(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[str] = []
    fsync, rename = os.fsync, os.rename

    def note_fsync(descriptor: int) -> None:
        settled.append(Path(f"/proc/self/fd/{descriptor}").readlink().suffix)
        fsync(descriptor)

    def note_rename(old: str, new: str) -> None:
        settled.append("renamed " + Path(new).suffix)
        rename(old, new)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "rename", note_rename)
    index.update(THREE)
    last = settled[len(settled) - settled[::-1].index("renamed .toc") - 1 :]
    before = settled[: len(settled) - len(last)]
    assert ".seg" in before
    assert last[0] == "renamed .toc"


def test_small_parts_are_joined_and_all_is_found_as_before(index: Index, folder: Path) -> None:
    for number in range(5):
        index.update([make_document(f"r{number}", f"A: word{number} shared. / B: more.")])
    index.update([make_document("r0", "A: word0 shared again.", revision=2)], remove=["r4"])
    before = {hit.recording_id: hit.sentence for hit in search(index, "shared").hits}
    assert len(index.parts()) > 2
    assert index.join_parts()
    assert len(index.parts()) == 1
    assert {hit.recording_id: hit.sentence for hit in search(index, "shared").hits} == before
    assert index.revisions() == {"r0": 2, "r1": 1, "r2": 1, "r3": 1}
    assert not index.join_parts()


def test_joining_can_be_stopped(index: Index) -> None:
    for number in range(3):
        index.update([make_document(f"r{number}", "A: word")])
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        index.join_parts(progress)
    assert search(index, "word").total == 3
