"""The window's way to the library: each job opens it on its own thread and brings a value home."""

from collections.abc import Callable
from typing import TypeVar

from desktop_app.errors import AppError
from desktop_app.jobs import Jobs, Lane
from desktop_app.library import Library, open_library
from desktop_app.paths import Places
from desktop_app.progress import Progress

T = TypeVar("T")


class LibraryJobs:
    """Runs work on the library, one after the other. ``failed`` is where problems are said."""

    def __init__(self, jobs: Jobs, places: Places, failed: Callable[[AppError], None]) -> None:
        self._jobs = jobs
        self._places = places
        self._failed = failed

    def run(
        self,
        work: Callable[[Library, Progress], T],
        done: Callable[[T], None] = lambda _result: None,
        failed: Callable[[AppError], None] | None = None,
    ) -> Progress:
        """Start ``work``; ``done`` or ``failed`` follows in the GUI thread, unless cancelled."""

        def opened(*, progress: Progress) -> T:
            with open_library(self._places.database, backups=self._places.backups) as library:
                return work(library, progress)

        return self._jobs.run(opened, lane=Lane.LIBRARY, done=done, failed=failed or self._failed)
