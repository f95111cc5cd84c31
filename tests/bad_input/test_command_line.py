"""Bad files and bad disks on the command line: one sentence, a way out, no traceback, no loss."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.library.migrations import NEWEST
from desktop_app.paths import places
from tests.cli.conftest import Ran, Run
from tests.workflows.conftest import MARKDOWN, SRT, write_wave

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


def assert_told(message: str, hint: str) -> None:
    """A user can read it: one sentence, then what to do."""
    assert message.strip()
    assert message.rstrip()[-1] in ".?!"
    assert "\n" not in message
    assert hint.strip()
    for word in ("Traceback", "Error", "Errno", "Exception"):
        assert word not in message + hint


def assert_kept(run: Run, kept: str) -> None:
    """The bookmark made before is still there."""
    bookmarks = run("bookmark", "list", "--json").document["bookmarks"]
    assert [bookmark["id"] for bookmark in bookmarks] == [kept]
    assert bookmarks[0]["note"] == "kept"


def failed_message(ran: Ran) -> tuple[str, str]:
    """The message and the hint of a command that failed, wherever its document has them."""
    assert ran.code == 1
    document = ran.document
    told = document["error"] if "error" in document else document["failed"][0]
    return told["message"], told["hint"]


# ---- files --------------------------------------------------------------------------------------
def _text_as_audio(folder: Path) -> Path:
    path = folder / "words.mp3"
    path.write_text("These are words and no sound at all. " * 40)
    return path


def _picture_as_audio(folder: Path) -> Path:
    path = folder / "picture.mp3"
    path.write_bytes(PNG)
    return path


def _empty_audio(folder: Path) -> Path:
    path = folder / "empty.mp3"
    path.touch()
    return path


def _header_only(folder: Path) -> Path:
    path = write_wave(folder / "cut.wav", 5)
    os.truncate(path, 44)
    return path


def _picture_as_text(folder: Path) -> Path:
    path = folder / "picture.md"
    path.write_bytes(PNG)
    return path


def _empty_text(folder: Path) -> Path:
    path = folder / "empty.srt"
    path.touch()
    return path


def _blank_text(folder: Path) -> Path:
    path = folder / "blank.txt"
    path.write_text("\n \n\t\n" * 20)
    return path


def _other_json(folder: Path) -> Path:
    path = folder / "package.json"
    path.write_text(json.dumps({"name": "something", "version": "1.0.0", "private": True}))
    return path


def _program(folder: Path) -> Path:
    path = folder / "program.txt"
    shutil.copy(sys.executable, path)
    return path


def _huge_text(folder: Path) -> Path:
    path = folder / "huge.srt"
    path.write_text(SRT)
    os.truncate(path, 100_000_001)  # sparse: it takes no room on the disk
    return path


def _missing(folder: Path) -> Path:
    return folder / "missing.md"


def _dangling(folder: Path) -> Path:
    path = folder / "link.md"
    path.symlink_to(folder / "nowhere.md")
    return path


def _unreadable(folder: Path) -> Path:
    """Root may read every file, but not this one: each read of it is refused by the system."""
    path = Path("/proc/self/mem")
    if not path.exists():
        pytest.skip("this system has no file that nobody can read")
    link = folder / "unreadable.md"
    link.symlink_to(path)
    return link


def _forbidden(folder: Path) -> Path:
    path = folder / "forbidden.md"
    path.write_text(MARKDOWN, "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything; see the unreadable file for one that is not")
    return path


def _device(folder: Path) -> Path:
    path = Path("/dev/null")
    if not path.exists():
        pytest.skip("this system has no devices among its files")
    return path


def _long_name(folder: Path) -> Path:
    return folder / ("long" * 100 + ".md")


BAD_FILES = [
    *(_text_as_audio, _picture_as_audio, _empty_audio, _header_only, _picture_as_text),
    *(_empty_text, _blank_text, _other_json, _program, _huge_text, _missing, _dangling),
    *(_unreadable, _forbidden, _device, _long_name),
]


@pytest.mark.parametrize("make", BAD_FILES, ids=lambda make: make.__name__.strip("_"))
def test_a_bad_file_fails_with_a_way_out_and_changes_nothing(
    run: Run, kept: str, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    path = make(folder)
    before = run("episodes", "--json").document
    started = time.monotonic()
    ran = run("import", path, "--json")
    assert time.monotonic() - started < 5
    assert ran.document["imported"] == []
    assert_told(*failed_message(ran))
    ran = run("import", path)
    assert (ran.code, ran.out.strip()) == (1, "")
    assert len(ran.err.strip().splitlines()) == 1
    assert run("episodes", "--json").document == before
    assert_kept(run, kept)


@pytest.mark.parametrize("make", BAD_FILES, ids=lambda make: make.__name__.strip("_"))
def test_a_bad_file_beside_a_good_one_does_not_stop_it(
    run: Run, kept: str, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    good = folder / "second.md"
    good.write_text(MARKDOWN + "\n\nAnd more.\n", "utf-8")
    ran = run("import", make(folder), good, "--json")
    assert ran.code == 1
    assert [done["path"] for done in ran.document["imported"]] == [str(good)]
    assert len(ran.document["failed"]) == 1
    assert_kept(run, kept)


@pytest.mark.parametrize("make", BAD_FILES, ids=lambda make: make.__name__.strip("_"))
def test_a_folder_with_a_bad_file_in_it_is_no_error(
    run: Run, kept: str, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    make(folder)
    ran = run("import", folder, "--json")
    assert (ran.code, ran.document["imported"], ran.document["failed"]) == (0, [], [])
    assert all(skipped["reason"] for skipped in ran.document["skipped"])
    assert_kept(run, kept)


@pytest.mark.parametrize("make", BAD_FILES, ids=lambda make: make.__name__.strip("_"))
def test_a_bad_file_cannot_be_set_as_audio(
    run: Run, kept: str, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    ran = run("set", "good", "--audio", make(folder), "--json")
    assert_told(*failed_message(ran))
    assert run("episodes", "--json").document["episodes"][0]["audio"] is None
    assert_kept(run, kept)


def test_audio_that_is_cut_off_gives_the_part_there_is_and_says_so(
    run: Run, kept: str, tmp_path: Path
) -> None:
    path = write_wave(tmp_path / "cut.wav", 10)
    os.truncate(path, 44 + 2 * 8_000 * 4)
    ran = run("import", path, "--json")
    assert ran.code == 0
    (done,) = ran.document["imported"]
    assert 3_900 <= done["duration_ms"] <= 4_100
    assert_kept(run, kept)


@pytest.mark.parametrize(("name", "segments"), [("text.mp3", 4), ("sound.md", 0)])
def test_a_wrong_extension_misleads_nobody(
    run: Run, kept: str, tmp_path: Path, name: str, segments: int
) -> None:
    path = tmp_path / name
    if segments:
        path.write_text(MARKDOWN, "utf-8")
    else:
        write_wave(path, 2)
    (done,) = run("import", path, "--json").document["imported"]
    assert done["segments"] == segments
    assert done["duration_ms"] == (None if segments else 2_000)
    assert_kept(run, kept)


def test_audio_that_vanished_later_leaves_the_episode_and_its_bookmark(
    run: Run, kept: str, tmp_path: Path
) -> None:
    path = write_wave(tmp_path / "sound.wav", 55)
    run("set", "good", "--audio", path)
    path.unlink()
    assert run("transcript", "good").code == 0
    ran = run("doctor", "--json")
    assert any("--audio" in advice for advice in ran.document["advice"])
    assert_kept(run, kept)


# ---- the library --------------------------------------------------------------------------------
@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A disk that takes no more: SQLite itself refuses each page beyond those there are."""

    def fill() -> None:
        really_connect = sqlite3.connect

        def connect(*arguments: object, **options: object) -> sqlite3.Connection:
            connection: sqlite3.Connection = really_connect(*arguments, **options)  # type: ignore[call-overload]
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 1}")
            return connection

        monkeypatch.setattr(sqlite3, "connect", connect)

    return fill


def test_a_full_disk_refuses_what_is_new_and_keeps_what_is_there(
    run: Run,
    kept: str,
    tmp_path: Path,
    full_disk: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "long.md"
    path.write_text((MARKDOWN + "\n") * 400, "utf-8")
    full_disk()
    ran = run("import", path, "--json")
    assert_told(*failed_message(ran))
    assert "full" in failed_message(ran)[0]
    ran = run("import", path)
    assert (ran.code, ran.out) == (1, "")
    monkeypatch.undo()
    monkeypatch.setenv("EARMARK_LIBRARY", str(tmp_path / "library"))
    assert len(run("episodes", "--json").document["episodes"]) == 1
    assert_kept(run, kept)
    assert run("import", path).code == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may make a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def _fill(path: Path) -> None:
    with path.open("wb", 0) as file:
        while file.write(bytes(4_096)):
            pass


def test_a_really_full_disk_refuses_what_is_new_and_keeps_what_is_there(
    run: Run, small_disk: Path, tmp_path: Path
) -> None:
    own = ["--library", small_disk, "--json"]
    path = tmp_path / "good.md"
    path.write_text(MARKDOWN, "utf-8")
    run("import", path, *own)
    kept = run("bookmark", "add", "good", "--at", "25", *own).document["bookmark"]["id"]
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="space"):
        _fill(filler)
    long = tmp_path / "long.md"
    long.write_text((MARKDOWN + "\n") * 400, "utf-8")
    assert_told(*failed_message(run("import", long, *own)))
    assert_told(*failed_message(run("backup", small_disk / "b.zip", *own)))
    assert run("bookmark", "list", *own).document["bookmarks"][0]["id"] == kept
    filler.unlink()
    (small_disk / "b.zip").unlink(missing_ok=True)
    assert run("bookmark", "add", "good", "--at", "30", *own).code == 0
    assert len(run("bookmark", "list", *own).document["bookmarks"]) == 2


@pytest.fixture
def read_only_library(run: Run, kept: str, tmp_path: Path) -> Iterator[Path]:
    """The library's folder, really mounted read-only (root ignores what modes forbid)."""
    folder = tmp_path / "library"
    run("search", "honey")
    mounted = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root may mount a folder read-only")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize(
    "command",
    [
        ["import", "other.md"],
        ["bookmark", "add", "good", "--at", "20"],
        ["remove", "good"],
        ["set", "good", "--title", "T"],
        ["reindex"],
        ["restore", "b.zip"],
    ],
    ids=" ".join,
)
def test_a_read_only_library_says_so_when_something_is_to_be_written(
    run: Run,
    kept: str,
    read_only_library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.md").write_text(MARKDOWN + "\nMore.\n", "utf-8")
    assert run("backup", tmp_path / "b.zip").code == 0
    assert_told(*failed_message(run(*command, "--json")))
    assert_kept(run, kept)


def test_a_read_only_library_can_be_read_and_searched(
    run: Run, kept: str, read_only_library: Path
) -> None:
    assert len(run("episodes", "--json").document["episodes"]) == 1
    assert run("transcript", "good").code == 0
    assert run("search", "honey", "--json").document["total"] == 1
    assert run("doctor", "--json").document["library"]["read_only"] is True
    assert_kept(run, kept)


def _newer(library: Path) -> None:
    connection = sqlite3.connect(library / "library.sqlite3")
    connection.execute(f"PRAGMA user_version = {NEWEST + 7}")
    connection.close()


def _damaged(library: Path) -> None:
    (library / "library.sqlite3").write_bytes(b"not a library " * 999)


def _a_folder(library: Path) -> None:
    (library / "library.sqlite3").unlink()
    (library / "library.sqlite3").mkdir()


def _a_file_for_the_folder(library: Path) -> None:
    shutil.rmtree(library)
    library.write_text("a file")


@pytest.mark.parametrize(
    "harm",
    [_newer, _damaged, _a_folder, _a_file_for_the_folder],
    ids=lambda harm: harm.__name__.strip("_"),
)
@pytest.mark.parametrize(
    "command",
    [
        ["import", "good.md"],
        ["episodes"],
        ["transcript", "good"],
        ["search", "honey"],
        ["bookmark", "list"],
        ["bookmark", "add", "good", "--at", "1"],
        ["reindex"],
        ["backup", "b.zip"],
        ["open", "good"],
    ],
    ids=" ".join,
)
def test_a_library_that_cannot_be_used_is_told_and_left_alone(
    run: Run,
    kept: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    harm: Callable[[Path], None],
) -> None:
    monkeypatch.chdir(tmp_path)
    library, aside = tmp_path / "library", tmp_path / "aside"
    shutil.copytree(library, aside)
    harm(library)
    path = library / "library.sqlite3"
    before = path.read_bytes() if path.is_file() else None
    assert_told(*failed_message(run(*command, "--json")))
    assert (path.read_bytes() if path.is_file() else None) == before
    assert run("doctor").code in (0, 1)
    monkeypatch.setenv("EARMARK_LIBRARY", str(aside))
    assert_kept(run, kept)


def test_a_newer_library_names_both_versions(run: Run, kept: str, tmp_path: Path) -> None:
    _newer(tmp_path / "library")
    message, hint = failed_message(run("episodes", "--json"))
    assert str(NEWEST) in message
    assert str(NEWEST + 7) in message
    assert "Update" in hint
    connection = sqlite3.connect(tmp_path / "library" / "library.sqlite3")
    connection.execute(f"PRAGMA user_version = {NEWEST}")
    connection.close()
    assert_kept(run, kept)


def test_a_damaged_index_is_renewed_without_a_word(run: Run, kept: str, tmp_path: Path) -> None:
    for file in places(tmp_path / "library").index.rglob("*"):
        if file.is_file():
            file.write_bytes(b"nonsense")
    ran = run("search", "honey", "--json")
    assert (ran.code, ran.document["total"], ran.err) == (0, 1, "")
    assert_kept(run, kept)


def test_an_index_that_another_program_writes_is_waited_for_and_told(
    run: Run, kept: str, tmp_path: Path
) -> None:
    path = tmp_path / "other.md"
    path.write_text(MARKDOWN + "\nMore.\n", "utf-8")
    index = places(tmp_path / "library").index
    holder = (
        "import sys; from pathlib import Path; from desktop_app.search.index import Index\n"
        "index = Index(Path(sys.argv[1]))\n"
        "def documents():\n"
        "    print('writing', flush=True); sys.stdin.read(); yield from ()\n"
        "index.update(add=documents())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, index],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"writing\n"
        ran = run("import", path, "--json")
        assert ran.code == 1
        assert len(ran.document["imported"]) == 1
        assert "cannot be searched yet" in ran.err
        other.communicate()
    assert run("search", "honey", "--json").document["total"] == 2
    assert_kept(run, kept)


def test_a_wave_file_with_nothing_in_it_is_told(run: Run, kept: str, tmp_path: Path) -> None:
    path = tmp_path / "silence.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8_000, 0, "NONE", "not compressed"))
    assert_told(*failed_message(run("import", path, "--json")))
    assert_kept(run, kept)
