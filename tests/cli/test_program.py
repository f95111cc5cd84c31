"""What holds for every command: exit codes, places, one document on stdout."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import __version__
from desktop_app.library import open_library
from desktop_app.paths import places
from tests.cli.conftest import Run
from tests.workflows.conftest import MARKDOWN

WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, NoQt())
from desktop_app.cli import main
main()
"""


def _without_qt(*arguments: object, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **more},
        check=False,
    )


# ---- usage --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "a.md", "b.md", "--title", "T"],
        ["import", "a.md", "b.md", "--audio", "x.mp3"],
        ["import", "a.md", "b.md", "--notes", "x.md"],
        ["import", "a.md", "b.md", "--chapters", "x.json"],
        ["import", "a.md", "b.md", "--into", "x"],
        ["import", ".", "--into", "x"],
        ["import", "a.md", "--date", "yesterday"],
        ["import", "a.md", "--date", "2020-02-31"],
        ["episodes", "--nonsense"],
        ["episodes", "more"],
        ["transcript"],
        ["questions"],
        ["search"],
        ["search", "x", "--limit", "0"],
        ["search", "x", "--limit", "many"],
        ["bookmark"],
        ["bookmark", "add", "x"],
        ["bookmark", "add", "x", "--at", "soon"],
        ["bookmark", "add", "x", "--at", "20", "--to", "10"],
        ["bookmark", "export"],
        ["bookmark", "export", "--format", "docx"],
        ["bookmark", "remove"],
        ["export", "x"],
        ["export", "x", "--format", "docx"],
        ["remove"],
        ["set", "x"],
        ["backup"],
        ["restore"],
        ["open", "x", "--at", "1", "--question", "2"],
        ["open", "x", "--question", "0"],
        ["open", "x", "--sample"],
        ["--nonsense"],
        ["nonsense"],
        ["align"],
        ["align", "x", "--all"],
        ["align", "x", "--engine", "nuance"],
        ["ask"],
        ["pin", "add", "x", "1"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("as_json", [True, False])
def test_a_wrong_command_line_prints_nothing_on_stdout(
    run: Run, arguments: list[str], as_json: bool
) -> None:
    ran = run(*arguments, *(["--json"] if as_json else []))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["-h"], ["import", "--help"], ["bookmark", "--help"], ["bookmark", "add", "-h"]],
    ids=" ".join,
)
def test_help_is_no_error(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 0
    assert "Usage: earmark" in ran.out


def test_the_version_is_said(run: Run) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert __version__ in ran.out


@pytest.mark.parametrize(
    "command",
    ["import", "episodes", "transcript", "questions", "search", "bookmark", "export", "remove"],
)
def test_every_command_is_in_the_help(run: Run, command: str) -> None:
    assert command in run("--help").out


# ---- problems -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "arguments",
    [
        ["transcript", "nothing"],
        ["questions", "nothing"],
        ["search", "x", "--episode", "nothing"],
        ["bookmark", "add", "nothing", "--at", "1"],
        ["bookmark", "list", "nothing"],
        ["bookmark", "remove", "nothing"],
        ["bookmark", "export", "nothing", "--format", "md"],
        ["export", "nothing", "--format", "srt"],
        ["remove", "nothing"],
        ["set", "nothing", "--title", "T"],
        ["restore", "nothing.zip"],
        ["import", "x.md", "--into", "nothing"],
        ["open", "nothing"],
        ["missing-file.mp3"],
    ],
    ids=" ".join,
)
def test_a_problem_is_one_sentence_with_a_way_out(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments, "--json")
    assert ran.code == 1
    error = ran.document["error"]
    assert error["message"].endswith((".", "?"))
    assert error["hint"]
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert error["message"] in ran.err
    assert error["hint"] in ran.err


def test_a_name_that_fits_several_lists_them(run: Run, files: Path, bees: str) -> None:
    (files / "more bees.md").write_text(MARKDOWN + "More.\n", "utf-8")
    other = run("import", files / "more bees.md", "--json").document["imported"][0]["id"]
    assert run("transcript", "bees", "--json").document["episode"]["id"] == bees
    ran = run("transcript", "BEES", "--json")
    assert ran.code == 1
    candidates = ran.document["error"]["candidates"]
    assert len(candidates) == 2
    assert {name.split()[0] for name in candidates} == {bees, other}
    assert all(name in run("transcript", "BEES").err for name in candidates)


def test_a_bug_is_logged_and_told(run: Run, tmp_path: Path, bees: str) -> None:
    where = places(tmp_path / "library")
    with open_library(where.database, backups=where.backups) as library:
        library.database.change("DROP TABLE listening")
    ran = run("episodes", "--json")
    assert ran.code == 3
    assert str(where.log) in ran.document["error"]["hint"]
    assert "no such table" in where.log.read_text("utf-8")
    ran = run("episodes")
    assert (ran.code, ran.out) == (3, "")


# ---- places -------------------------------------------------------------------------------------
@pytest.mark.parametrize("place", ["before", "after"])
def test_common_options_stand_before_and_after_the_command(
    run: Run, tmp_path: Path, files: Path, place: str
) -> None:
    options = ["--library", tmp_path / "own", "--json", "-v"]
    command = ["import", files / "bees.md"]
    ran = run(*options, *command) if place == "before" else run(*command, *options)
    assert ran.code == 0
    assert len(ran.document["imported"]) == 1
    assert "desktop_app" in ran.err
    assert (tmp_path / "own" / "library.sqlite3").exists()
    assert not (tmp_path / "library").exists()


def test_common_options_stand_in_the_middle_too(run: Run, bees: str) -> None:
    assert run("bookmark", "--json", "list").document == {"bookmarks": []}
    assert run("bookmark", "list", "--json").document == {"bookmarks": []}


def test_the_option_beats_the_environment_beats_the_home(
    run: Run, home: Path, tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", files / "bees.md")
    assert (tmp_path / "library" / "library.sqlite3").exists()
    assert run("episodes", "--json", "--library", tmp_path / "own").document == {"episodes": []}
    monkeypatch.delenv("EARMARK_LIBRARY")
    assert run("episodes", "--json").document == {"episodes": []}
    assert list(home.rglob("library.sqlite3"))


def test_with_a_library_folder_nothing_is_written_elsewhere(
    run: Run, home: Path, tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EARMARK_LIBRARY")
    monkeypatch.chdir(home)
    before = sorted(path for path in tmp_path.rglob("*"))
    own = ["--library", tmp_path / "own", "--json", "-v"]
    episode = run("import", files, *own).document["imported"][0]["id"]
    for command in (
        ["episodes"],
        ["transcript", episode],
        ["questions", episode],
        ["search", "bees"],
        ["bookmark", "add", episode, "--at", "25"],
        ["export", episode, "--format", "srt"],
        ["set", episode, "--title", "T"],
        ["reindex"],
        ["doctor"],
        ["backup", tmp_path / "own" / "backup.zip"],
        ["restore", tmp_path / "own" / "backup.zip"],
        ["remove", episode],
    ):
        assert run(*command, *own).code == 0
    after = sorted(path for path in tmp_path.rglob("*") if tmp_path / "own" not in path.parents)
    assert after == sorted([*before, tmp_path / "own"])


def test_a_read_only_place_for_the_log_stops_nothing(run: Run, tmp_path: Path, bees: str) -> None:
    log = places(tmp_path / "library").log
    log.unlink(missing_ok=True)
    log.parent.rmdir()
    log.parent.touch()  # a file where the folder should be
    ran = run("episodes", "--json")
    assert (ran.code, len(ran.document["episodes"])) == (0, 1)


def test_what_is_said_in_an_episode_never_reaches_the_log(
    run: Run, tmp_path: Path, bees: str
) -> None:
    for command in (["search", "honey"], ["bookmark", "add", bees, "--at", "25"], ["doctor"]):
        run(*command)
    log = places(tmp_path / "library").log
    assert "honey" not in log.read_text("utf-8")
    assert "Import: added" in log.read_text("utf-8")


# ---- processes ----------------------------------------------------------------------------------
def test_everything_but_the_window_runs_without_qt(home: Path, tmp_path: Path, files: Path) -> None:
    imported = _without_qt("import", files, "--json")
    assert imported.returncode == 0, imported.stderr
    episode = json.loads(imported.stdout)["imported"][0]["id"]
    for command in (
        ["episodes"],
        ["transcript", episode],
        ["questions", episode],
        ["search", "honey"],
        ["bookmark", "add", episode, "--at", "25"],
        ["bookmark", "list"],
        ["bookmark", "export", "--format", "csv"],
        ["export", episode, "--format", "json"],
        ["set", episode, "--show", "S"],
        ["reindex"],
        ["backup", tmp_path / "b.zip"],
        ["restore", tmp_path / "b.zip"],
        ["remove", episode],
    ):
        ran = _without_qt(*command, "--json")
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout)
    doctor = _without_qt("doctor", "--json")
    assert (doctor.returncode, json.loads(doctor.stdout)["sound"]) == (0, None)


@pytest.mark.parametrize("command", [["open", "--sample"], ["tour"], []], ids=" ".join)
def test_the_window_without_qt_says_what_is_missing(home: Path, command: list[str]) -> None:
    ran = _without_qt(*command)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "PySide6" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_with_qt_doctor_tells_of_the_sound(home: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "desktop_app", "doctor", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert isinstance(json.loads(ran.stdout)["sound"]["outputs"], list)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_an_interrupted_import_ends_with_130_and_whole_episodes(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.md").write_text(f"{MARKDOWN}\nNumber {number}.\n" * 20, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "import", str(folder), "-v"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        while "Import: added" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    where = places(tmp_path / "library")
    with open_library(where.database, backups=where.backups) as library:
        entries = library.recordings.list()
        assert 1 <= len(entries) < 400
        assert {entry.segments for entry in entries} == {81}


def test_a_reader_that_has_enough_sees_no_traceback(home: Path, files: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "import", "--help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
