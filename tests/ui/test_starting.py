"""A library that does not open is said in a window, which has a way on for each case."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from desktop_app.library import Library, open_library
from desktop_app.library.migrations import NEWEST
from desktop_app.library.problems import (
    DiskFull,
    LibraryBusy,
    LibraryDamaged,
    LibraryNewer,
    LibraryProblem,
    disk_full,
)
from desktop_app.paths import Places
from desktop_app.ui.dialogs.no_library_dialog import NoLibraryDialog
from desktop_app.ui.starting import free_folder, open_somewhere
from tests.ui.test_every_control_has_a_name import controls_on_screen, name_of

Answer = Callable[[NoLibraryDialog], None]


def opened(where: Places) -> Library:
    return open_library(where.database, backups=where.backups)


class Person:
    """Somebody before the screen: answers each window in turn, and keeps what they said."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.read: list[str] = []
        self.timer = QTimer()
        self.timer.timeout.connect(self.look)
        self.timer.start(10)

    def look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, NoLibraryDialog) and not dialog.isActiveWindow():
            dialog.activateWindow()
        elif isinstance(dialog, NoLibraryDialog):
            self.read.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
            if not self.answers:
                self.timer.stop()
                dialog.reject()
                return
            self.answers.pop(0)(dialog)


@pytest.fixture
def person() -> Iterator[Callable[..., Person]]:
    """Return what seats somebody before the screen until the test is over."""
    people: list[Person] = []

    def seat(*answers: Answer) -> Person:
        people.append(Person(*answers))
        return people[-1]

    yield seat
    for one in people:
        one.timer.stop()


def press(words: str) -> Answer:
    """Return the way to a button by keyboard alone."""

    def go(dialog: NoLibraryDialog) -> None:
        button = next(b for b in dialog.findChildren(QPushButton) if b.text() == words)
        for _step in range(10):
            if QApplication.focusWidget() is button:
                break
            QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button
        QTest.keyClick(button, Qt.Key.Key_Space)

    return go


def make_newer(where: Places) -> None:
    opened(where).close()
    connection = sqlite3.connect(where.database)
    connection.execute("PRAGMA user_version = 1234")
    connection.close()


def make_damaged(where: Places) -> None:
    where.database.parent.mkdir()
    where.database.write_bytes(b"not a database at all " * 100)


def make_a_folder_of_it(where: Places) -> None:
    where.database.mkdir(parents=True)


@pytest.mark.parametrize(
    ("spoil", "kind", "words"),
    [
        (
            make_newer,
            LibraryNewer,
            f"has version 1234, and this Earmark knows versions up to {NEWEST}",
        ),
        (make_damaged, LibraryDamaged, "is damaged or is not a library"),
        (make_a_folder_of_it, LibraryProblem, "cannot be opened"),
    ],
)
def test_a_library_that_does_not_open_is_said_and_a_new_one_can_be_begun_beside_it(
    qapp: QApplication,
    where: Places,
    spoil: Callable[[Places], None],
    kind: type[LibraryProblem],
    words: str,
    person: Callable[..., Person],
) -> None:
    spoil(where)
    with pytest.raises(kind):
        opened(where)
    someone = person(press("Start a new library"))
    library = open_somewhere(qapp, where, opened)
    assert library.database.path == where.database.parent.with_name("library 2") / "library.sqlite3"
    assert library.recordings.list() == []
    library.close()
    assert "Your library cannot be opened" in someone.read[0]
    assert words in someone.read[0]
    assert "library 2" in someone.read[0]


def test_another_folder_can_be_chosen(
    qapp: QApplication,
    where: Places,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    person: Callable[..., Person],
) -> None:
    make_damaged(where)
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "elsewhere")
    )
    someone = person(press("Choose another folder…"))
    library = open_somewhere(qapp, where, opened)
    library.close()
    assert library.database.path == tmp_path / "elsewhere" / "library.sqlite3"
    assert len(someone.read) == 1


def test_choosing_no_folder_after_all_leaves_the_window_open(
    qapp: QApplication,
    where: Places,
    monkeypatch: pytest.MonkeyPatch,
    person: Callable[..., Person],
) -> None:
    make_damaged(where)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    someone = person(press("Choose another folder…"), press("Quit"))
    with pytest.raises(LibraryDamaged):
        open_somewhere(qapp, where, opened)
    assert len(someone.read) == 2


def test_a_locked_library_opens_once_the_other_program_is_done(
    qapp: QApplication,
    where: Places,
    monkeypatch: pytest.MonkeyPatch,
    person: Callable[..., Person],
) -> None:
    monkeypatch.setattr("desktop_app.library.database.BUSY_MS", 20)
    opened(where).close()
    other = sqlite3.connect(where.database, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LibraryBusy):
        opened(where)

    def wait_for_it(dialog: NoLibraryDialog) -> None:
        other.close()
        press("Try again")(dialog)

    someone = person(press("Try again"), wait_for_it)
    library = open_somewhere(qapp, where, opened)
    library.close()
    assert library.database.path == where.database
    assert len(someone.read) == 2
    assert "is being written by another program" in someone.read[1]


def test_a_full_disk_is_said_until_there_is_room(
    qapp: QApplication, where: Places, person: Callable[..., Person]
) -> None:
    tries: list[Places] = []

    def build(there: Places) -> str:
        tries.append(there)
        if len(tries) < 3:
            raise disk_full(there.database)
        return "open"

    someone = person(press("Try again"), press("Try again"))
    assert open_somewhere(qapp, where, build) == "open"
    assert tries == [where] * 3
    assert "is full" in someone.read[0]
    assert "Free some space" in someone.read[0]


def test_esc_gives_up_with_the_problem_for_the_terminal(
    qapp: QApplication, where: Places, person: Callable[..., Person]
) -> None:
    def escape(dialog: NoLibraryDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def build(there: Places) -> str:
        raise disk_full(there.database)

    someone = person(escape)
    with pytest.raises(DiskFull):
        open_somewhere(qapp, where, build)
    assert len(someone.read) == 1


def test_the_details_can_be_copied_and_every_control_has_a_name(
    qapp: QApplication,
    where: Places,
    person: Callable[..., Person],
) -> None:
    make_damaged(where)
    unnamed: list[object] = []
    seen: list[object] = []

    def copy(dialog: NoLibraryDialog) -> None:
        controls = list(controls_on_screen())
        seen.extend(controls)
        unnamed.extend(control for control in controls if not name_of(control))
        press("Copy details")(dialog)

    someone = person(copy, press("Quit"))
    with pytest.raises(LibraryDamaged):
        open_somewhere(qapp, where, opened)
    text = QGuiApplication.clipboard().text()
    assert "LibraryDamaged" in text
    assert str(where.database) in text
    assert len(seen) >= 5
    assert unnamed == []
    assert len(someone.read) == 2


def test_the_folder_beside_is_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "earmark 2").mkdir()
    assert free_folder(tmp_path / "earmark") == tmp_path / "earmark 3"
