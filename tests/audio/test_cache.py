"""Made files are named by their source, written whole, and thrown away by age."""

import os
from pathlib import Path

import pytest

from desktop_app.audio.cache import identity, keep_below, written_whole
from desktop_app.audio.not_audio import NotAudio


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "talk.mp3"
    path.write_bytes(bytes(range(256)) * 1_000)
    return path


def test_a_moved_file_is_the_same(source: Path) -> None:
    before = identity(source)
    assert identity(source.rename(source.with_name("other.mp3"))) == before


@pytest.mark.parametrize("at", [0, 255_999])
def test_a_changed_end_makes_another_file(source: Path, at: int) -> None:
    before, status = identity(source), source.stat()
    content = bytearray(source.read_bytes())
    content[at] ^= 1
    source.write_bytes(content)
    os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert identity(source) != before


def test_a_file_that_has_just_vanished_is_said_to_be_gone(source: Path) -> None:
    source.unlink()
    with pytest.raises(NotAudio, match=r"talk\.mp3.*not there"):
        identity(source)


def test_a_change_in_the_middle_is_seen_by_its_time(source: Path) -> None:
    before = identity(source)
    content = bytearray(source.read_bytes())
    content[128_000] ^= 1
    source.write_bytes(content)
    os.utime(source, (1, 1))
    assert identity(source) != before


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "made.bin"
    target.write_bytes(b"old")

    def write_half() -> None:
        with written_whole(target) as temporary:
            temporary.write_bytes(b"half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_half()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    for age, name in enumerate(("new", "middle", "old")):
        path = tmp_path / f"made-{name}.bin"
        path.write_bytes(bytes(100))
        os.utime(path, (1_000 - age, 1_000 - age))
    other = tmp_path / "other.txt"
    other.write_bytes(bytes(1_000))
    keep_below(200, tmp_path, "made*")
    assert {path.name for path in tmp_path.iterdir()} == {
        "made-new.bin",
        "made-middle.bin",
        "other.txt",
    }


def test_a_folder_that_cannot_be_tidied_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "made-folder.bin").mkdir()
    keep_below(0, tmp_path, "made*")
    assert (tmp_path / "made-folder.bin").is_dir()
