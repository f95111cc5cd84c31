"""A themed application for everything that has colours or letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.errors import AppError
from desktop_app.jobs import Jobs
from desktop_app.library import Library, open_library
from desktop_app.paths import Places, places
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.shelf import Shelf
from desktop_app.ui.theme import LIGHT, apply_theme


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """Dress the application, and see that no widget outlives its test: each costs the next."""
    apply_theme(qapp, LIGHT)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def where(tmp_path: Path) -> Places:
    """The places of a library of the test's own."""
    return places(tmp_path / "library")


@pytest.fixture
def library(where: Places) -> Iterator[Library]:
    """The test's own way to the library, beside the window's."""
    with open_library(where.database, backups=where.backups) as library:
        yield library


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Background work; a test in which a bug came up there fails."""
    made = Jobs()
    crashes: list[BaseException] = []
    made.crashed.connect(crashes.append)
    yield made
    made.close()
    assert crashes == []


@pytest.fixture
def failures() -> list[AppError]:
    """What the library's jobs had to say."""
    return []


@pytest.fixture
def library_jobs(jobs: Jobs, where: Places, failures: list[AppError]) -> LibraryJobs:
    return LibraryJobs(jobs, where, failures.append)


@pytest.fixture
def shelf(library: Library, library_jobs: LibraryJobs) -> Iterator[Shelf]:
    made = Shelf(library, library_jobs)
    yield made
    made.close()
