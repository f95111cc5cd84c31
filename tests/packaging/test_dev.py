"""packaging/dev.py sets a checkout up on any machine and says plainly what is in the way."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

DEV = Path(__file__).parents[2] / "packaging" / "dev.py"
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_of_a_checkout", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def dev() -> ModuleType:
    return load(DEV)


def call(*arguments: str, script: Path = DEV) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, check=False
    )


# --- the command line


def test_no_command_lists_the_commands() -> None:
    finished = call()
    assert finished.returncode == 0
    for command in ("run", "test", "check", "bench", "screenshots"):
        assert f"\n  {command} " in finished.stdout


def test_an_unknown_command_is_a_usage_error_that_keeps_stdout_clean() -> None:
    finished = call("tset")
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert finished.stderr.startswith("“tset” is not a command.")
    assert "  test  " in finished.stderr


def test_an_unknown_benchmark_is_named_before_anything_is_installed(tmp_path: Path) -> None:
    script = tmp_path / "packaging" / "dev.py"
    script.parent.mkdir()
    shutil.copy(DEV, script)
    finished = call("bench", "nonsense", script=script)
    assert finished.returncode == 1
    assert finished.stderr == "There is no benchmark “nonsense”. Known: none yet.\n"
    assert not (tmp_path / ".venv").exists()


# --- a Python that is too old

UNDER_PYTHON_3_9 = """
import runpy, sys
sys.version_info = (3, 9, 1, "final", 0)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def call_under_python_3_9(programs: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", UNDER_PYTHON_3_9, DEV, "check"],
        env=os.environ | {"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_told_which_one_is_needed(tmp_path: Path) -> None:
    finished = call_under_python_3_9(tmp_path)
    assert finished.returncode == 1
    assert finished.stderr.startswith("Earmark needs Python 3.11 to 3.14, and this is ")
    assert finished.stderr.count("\n") == 1


@posix_only
def test_an_old_python_hands_over_to_a_newer_one_that_really_runs(tmp_path: Path) -> None:
    for name, body in (
        ("python3.13", "exit 127"),
        ("python3.12", '[ "$1" = -c ] || echo "3.12 runs $2"'),
    ):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        program.chmod(0o755)
    finished = call_under_python_3_9(tmp_path)
    assert (finished.returncode, finished.stdout) == (0, "3.12 runs check\n")


# --- what is in the way, in one sentence


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("...: Temporary failure in name resolution'))", "The package servers cannot be reached"),
        ("Err:1 Temporary failure resolving 'deb.x.org'", "The package servers cannot be reached"),
        ("NewConnectionError(...): [Errno 111] Connection refused", "The package servers cannot"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "The disk is full"),
        ("SSLError(... CERTIFICATE_VERIFY_FAILED ...)", "A package server's certificate"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM ...", "A package is not the one that was"),
        ("ERROR: No matching distribution found for x==1", "A locked package does not exist for"),
        ("E: Unable to locate package libnothing", "The system's package lists lack a package"),
    ],
)
def test_a_known_failure_is_one_sentence(dev: ModuleType, output: str, sentence: str) -> None:
    assert dev.explain_failure(output).startswith(sentence)


def test_an_unknown_failure_shows_only_its_last_lines(dev: ModuleType) -> None:
    output = "\n".join(f"line {number}" for number in range(100))
    explained = dev.explain_failure(output)
    assert explained.endswith("line 99")
    assert "line 50" not in explained


def test_an_ordinary_user_gets_a_line_to_paste(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.SetupProblem) as raised:
        dev.install_packages(["libegl1", "libgl1"], verbose=False)
    pasted = str(raised.value).splitlines()[2].strip()
    assert pasted == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"


# --- what a command finds around it


def test_a_library_that_is_not_there_is_missed(dev: ModuleType) -> None:
    assert dev.missing_libraries(["libno-such-thing.so.1"]) == ["libno-such-thing.so.1"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves Qt's libraries to others")
def test_only_a_visible_window_needs_the_libraries_of_a_screen(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev.needed_libraries() == dev.QT_LIBRARIES
    assert dev.needed_libraries(visible=True) == dev.QT_LIBRARIES | dev.X11_LIBRARIES


def test_the_libraries_of_this_machine_are_found(dev: ModuleType) -> None:
    assert dev.missing_libraries(dev.needed_libraries()) == []


@posix_only
def test_tests_see_nothing_of_the_user_or_the_screen(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "LC_ALL", "LANGUAGE", "XDG_DATA_HOME", "QT_SCALE_FACTOR", "PYTHONHOME"):
        monkeypatch.setenv(name, "of-the-user")
    monkeypatch.setenv("EARMARK_LIBRARY", "of-the-user")
    with dev.offscreen_environment() as env:
        assert "of-the-user" not in env.values()
        assert env["QT_QPA_PLATFORM"] == "offscreen"
        home = Path(env["HOME"])
        assert home != Path.home()
        assert Path(env["XDG_RUNTIME_DIR"]).stat().st_mode & 0o777 == 0o700
    assert not home.exists()


# --- setting up, for real, in a small checkout

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "small"
version = "1.0"
"""

# The smallest build backend that makes an editable wheel.
BACKEND = """
import zipfile
from pathlib import Path

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "small-1.0-py3-none-any.whl"
    info = "small-1.0.dist-info/"
    with zipfile.ZipFile(Path(wheel_directory, name), "w") as wheel:
        wheel.writestr("small.pth", str(Path.cwd()))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""


def make_wheel(folder: Path, text: str) -> str:
    """Write a wheel of the one module ``locked`` and return its line for a lock."""
    wheel = folder / "locked-1.0-py3-none-any.whl"
    info = "locked-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("locked.py", f"TEXT = {text!r}\n")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: locked\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"locked @ {wheel.as_uri()} --hash=sha256:{digest}\n"


@pytest.fixture
def checkout(tmp_path: Path, dev: ModuleType) -> Path:
    if not dev.can_make_environments():
        pytest.skip("this Python has no ensurepip, so it makes no environments")
    root = tmp_path / "a small checkout"
    (root / "packaging" / "requirements").mkdir(parents=True)
    (root / "desktop_app").mkdir()
    shutil.copy(DEV, root / "packaging" / "dev.py")
    (root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    (root / "backend.py").write_text(BACKEND, "utf-8")
    (root / "desktop_app" / "__init__.py").write_text("", "utf-8")
    lock = root / "packaging" / "requirements" / "lock.txt"
    lock.write_text(make_wheel(tmp_path, "first"), "utf-8")
    return root


@pytest.fixture
def set_up(checkout: Path, capfd: pytest.CaptureFixture[str]) -> Callable[[], str]:
    def prepare() -> str:
        load(checkout / "packaging" / "dev.py").prepare({}, verbose=False)
        return capfd.readouterr().err

    return prepare


def text_of_the_locked_module(checkout: Path) -> str:
    python = load(checkout / "packaging" / "dev.py").PYTHON
    return subprocess.run(
        [python, "-c", "import locked; print(locked.TEXT)"],
        cwd=checkout.parent,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_a_checkout_is_set_up_once_and_again_when_the_lock_changed(
    checkout: Path, set_up: Callable[[], str]
) -> None:
    assert set_up().startswith("Installing what Earmark needs")
    assert text_of_the_locked_module(checkout) == "first"
    assert set_up() == ""

    lock = checkout / "packaging" / "requirements" / "lock.txt"
    lock.write_text(make_wheel(checkout.parent, "second"), "utf-8")
    assert set_up().startswith("Installing what Earmark needs")
    assert text_of_the_locked_module(checkout) == "second"


def test_an_interrupted_set_up_starts_from_nothing(
    checkout: Path, set_up: Callable[[], str]
) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "earmark-dependencies.txt").write_text("unfinished", "utf-8")
    (checkout / ".venv" / "half-written").touch()
    set_up()
    assert text_of_the_locked_module(checkout) == "first"
    assert not (checkout / ".venv" / "half-written").exists()


def test_a_package_that_is_not_the_locked_one_is_refused(
    checkout: Path, dev: ModuleType, tmp_path: Path
) -> None:
    make_wheel(tmp_path, "tampered with")
    copy = load(checkout / "packaging" / "dev.py")
    with pytest.raises(copy.SetupProblem, match=r"^A package is not the one that was locked"):
        copy.prepare({}, verbose=False)
    assert not copy.is_set_up()
