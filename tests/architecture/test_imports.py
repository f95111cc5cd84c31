"""The architecture on one screen: who may import whom, and where each library lives."""

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "desktop_app"
FILES = [path for path in sorted(ROOT.rglob("*.py")) if path != ROOT / "__init__.py"]
PACKAGES = sorted(path for path in ROOT.rglob("__init__.py") if path.parent != ROOT)

BASE = {"errors", "progress", "timecode", "i18n", "paths"}
VALUES = BASE | {"transcript", "bookmarks"}
PARTS = {"library", "search", "questions", "alignment", "audio"}
WORK = VALUES | PARTS | {"settings", "workflows", "processes"}
BELOW_UI = WORK | {"jobs", "player"}

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "i18n": set(),
    "timecode": {"errors", "i18n"},
    "progress": {"errors"},
    "paths": {"errors"},
    "transcript": BASE,
    "bookmarks": BASE | {"transcript"},
    "settings": BASE,
    **dict.fromkeys(PARTS, VALUES),  # parts never import each other
    "processes": BASE,  # carries any function to another process, knows none of them
    "workflows": VALUES | PARTS | {"settings", "processes"},
    "jobs": BASE | {"processes"},
    "player": BASE,
    "ui": BELOW_UI,
    "app": BELOW_UI | {"ui"},
    "cli": BELOW_UI | {"app"},
    "__main__": {"cli"},
}

ONLY_IN: dict[str, set[str]] = {
    "PySide6.QtCore": {"jobs", "player", "ui", "app"},
    "PySide6.QtMultimedia": {"player"},
    "PySide6.QtGui": {"ui", "app"},
    "PySide6.QtWidgets": {"ui", "app"},
    "PySide6.QtSvg": {"ui"},
    "PySide6.QtTest": {"ui"},  # the tour presses keys as a person does
    "PySide6.QtNetwork": {"app"},  # one window for all that is opened
    "PySide6.QtDBus": {"app"},  # the desktop's media keys
    "sqlite3": {"library"},
    "whoosh": {"search"},
    "pydub": {"audio"},
    "mutagen": {"audio"},
    "imageio_ffmpeg": {"audio"},
    "pocketsphinx": {"alignment"},
    "faster_whisper": {"alignment"},
    "numpy": {"audio", "search", "alignment", "transcript"},
    "platformdirs": {"paths"},
    "gettext": {"i18n"},
    "multiprocessing": {"processes"},
    "click": {"cli"},
    "logging.handlers": {"cli"},
}


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_by(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import():
                names |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0):
                names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
            case ast.ImportFrom():
                pytest.fail(f"{path}: relative import")
    return names


def test_the_table_has_no_cycle() -> None:
    order = list(TopologicalSorter(MAY_IMPORT).static_order())
    assert order.index("ui") < order.index("app") < order.index("cli")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downwards(path: Path) -> None:
    part = part_of(path)
    assert part in MAY_IMPORT, f"{part!r} is new: give it a row in MAY_IMPORT"
    inner = {name.split(".")[1] for name in imported_by(path) if name.startswith("desktop_app.")}
    inner -= {"__version__"}
    assert inner - {part} <= MAY_IMPORT[part]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_library_has_one_home(path: Path) -> None:
    imported = imported_by(path)
    strays = {
        name: sorted(homes)
        for library, homes in ONLY_IN.items()
        for name in imported
        if (name == library or name.startswith(library + ".")) and part_of(path) not in homes
    }
    assert strays == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_part_of_qt_that_is_used_has_a_home(path: Path) -> None:
    used = {
        ".".join(name.split(".")[:2]) for name in imported_by(path) if name.startswith("PySide6.Qt")
    }
    assert used <= ONLY_IN.keys()


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: str(path.relative_to(ROOT).parent))
def test_a_package_says_what_it_is_and_what_it_is_not(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert len(re.findall(r"[.:;](?:\s|$)", said)) >= 2, "two sentences, please"


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "manager", "base"])
def test_no_file_has_a_name_without_a_purpose(name: str) -> None:
    found = [path for path in FILES if path.stem == name or path.parent.name == name]
    assert [path for path in found if part_of(path) != "player" or name != "base"] == []


def test_the_command_line_starts_without_qt() -> None:
    code = (
        "import sys, desktop_app.cli; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
