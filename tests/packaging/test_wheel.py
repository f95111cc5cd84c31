"""The wheel that users install holds the program, its resources and its metadata."""

import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

import pytest

from desktop_app import __version__

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    finished = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"earmark-{__version__}.dist-info/METADATA").decode("utf-8")
    return HeaderParser().parsestr(text)


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and path.name != ".DS_Store"
    }


def test_every_module_is_in_the_wheel(names: set[str]) -> None:
    modules = {name for name in files_below(ROOT / "desktop_app") if name.endswith(".py")}
    assert "app.py" in modules
    assert {f"desktop_app/{name}" for name in modules} <= names


def test_every_resource_lies_beside_the_package(names: set[str]) -> None:
    resources = files_below(ROOT / "resources")
    assert resources
    assert {f"desktop_app/resources/{name}" for name in resources} <= names


def test_nothing_else_is_installed(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert tops == {"desktop_app", f"earmark-{__version__}.dist-info"}


def test_the_command_is_called_earmark(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entry_points = archive.read(f"earmark-{__version__}.dist-info/entry_points.txt").decode()
    assert "earmark = desktop_app.cli:main" in entry_points.splitlines()


def test_the_wheel_says_which_pythons_and_which_qt_it_takes(metadata: Message) -> None:
    needs = metadata.get_all("Requires-Dist") or []
    assert metadata["Requires-Python"] == "<3.15,>=3.11"
    assert "pyside6-essentials<6.12,>=6.11" in needs
    assert "pyside6-addons<6.12,>=6.11" in needs


def test_every_dependency_has_an_upper_bound(metadata: Message) -> None:
    needs = metadata.get_all("Requires-Dist") or []
    assert len(needs) > 5
    assert [need for need in needs if "<" not in need.split(";")[0]] == []


def test_the_licences_go_along(names: set[str]) -> None:
    folder = f"earmark-{__version__}.dist-info/licenses"
    assert {f"{folder}/LICENSE", f"{folder}/THIRD-PARTY-LICENSES.md"} <= names


def test_resources_are_found_where_the_wheel_puts_them(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = "from desktop_app.paths import resource; print(resource('icons'))"
    finished = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,  # "-c" looks for packages here first
        capture_output=True,
        text=True,
        check=True,
    )
    found = Path(finished.stdout.strip())
    assert found == (tmp_path / "desktop_app" / "resources" / "icons").resolve()
