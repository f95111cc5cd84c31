"""Finding a library that opens, where the one that was asked for does not."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication

from desktop_app.library.problems import LibraryProblem
from desktop_app.paths import Places, places
from desktop_app.settings import SettingsFile
from desktop_app.ui.dialogs.no_library_dialog import NoLibraryDialog, Way
from desktop_app.ui.theme import apply_theme, wanted_theme

T = TypeVar("T")


def open_somewhere(application: QApplication, where: Places, build: Callable[[Places], T]) -> T:
    """Return what ``build`` makes of a library, asking the user until one opens.

    Raises the LibraryProblem when the user gives up.
    """
    while True:
        try:
            return build(where)
        except LibraryProblem as problem:
            chosen = SettingsFile(where.settings).value.theme
            apply_theme(application, wanted_theme(chosen, application.styleHints()))
            dialog = NoLibraryDialog(problem, free_folder(where.database.parent))
            dialog.exec()
            dialog.deleteLater()
            if dialog.way is Way.QUIT:
                raise
            if dialog.folder is not None:
                where = places(dialog.folder)


def free_folder(taken: Path) -> Path:
    """Return the first folder beside one that is not there yet: “library 2” for “library”."""
    number = 2
    while (folder := taken.with_name(f"{taken.name} {number}")).exists():
        number += 1
    return folder
