"""Aligns by itself, one recording after the other, while there is nothing else to do."""

import logging
import os
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app.alignment.engines import why_not
from desktop_app.errors import AppError
from desktop_app.jobs import Jobs
from desktop_app.library import Library
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.settings import SettingsFile
from desktop_app.ui.aligning import Aligning
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.session import Session
from desktop_app.workflows.idle_aligning import Candidate, next_to_align

log = logging.getLogger(__name__)

_LOOK_EVERY_MS = 5_000
_QUIET_LOOKS = 4  # so often in a row nothing was going on
_BUSY_LOAD = 0.7  # of every processor, by other programs


def is_machine_busy() -> bool:
    """Return whether other programs want the processors; where that is not told, they do not."""
    try:
        load = os.getloadavg()[0]
    except (AttributeError, OSError):  # Windows
        return False
    return load > _BUSY_LOAD * (os.cpu_count() or 1)


class IdleAligning(QObject):
    """Begins when neither Earmark nor the machine has had anything to do for a while.

    What the user stops is left alone until the next start; what was refused, until its text or
    its sound are others. ``is_busy`` tells whether the machine is.
    """

    def __init__(
        self,
        session: Session,
        aligning: Aligning,
        jobs: Jobs,
        library_jobs: LibraryJobs,
        *,
        settings: SettingsFile,
        places: Places,
        is_busy: Callable[[], bool] = is_machine_busy,
    ) -> None:
        super().__init__(aligning)
        self.is_busy = is_busy
        self._session = session
        self._aligning = aligning
        self._jobs = jobs
        self._library_jobs = library_jobs
        self._settings = settings
        self._places = places
        self._left_alone: set[str] = set()
        self._quiet_looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        aligning.quiet_stopped.connect(self._left_alone.add)
        aligning.quiet_ended.connect(self._on_ended)
        self.apply()

    @Slot()
    def apply(self) -> None:
        """Begin to look for work, or stop all that was begun, as the settings have it."""
        is_wanted = self._settings.value.align_when_idle and why_not() is None
        if is_wanted and not self._timer.isActive():
            self._quiet_looks = 0
            self._timer.start()
        elif not is_wanted:
            self._timer.stop()
            self._aligning.stop_quiet()

    @Slot()
    def look(self) -> None:
        """Look whether there is something else to do; if not for a while, begin."""
        is_quiet = self._jobs.is_idle and self._aligning.running is None and not self.is_busy()
        self._quiet_looks = self._quiet_looks + 1 if is_quiet else 0
        if self._quiet_looks >= _QUIET_LOOKS:
            self._quiet_looks = 0
            self._seek()

    # ---- within ------------------------------------------------------------------------------
    def _seek(self) -> None:
        opened = [one for one in (self._session.shown, self._session.heard) if one is not None]
        first = [one.recording.id for one in opened]
        besides = frozenset(self._left_alone)

        def work(library: Library, _progress: Progress) -> Candidate | None:
            return next_to_align(library, self._places, first=first, besides=besides)

        self._library_jobs.run(work, self._on_found, self._on_not_found)

    def _on_found(self, candidate: Candidate | None) -> None:
        if candidate is not None and self._timer.isActive():
            self._aligning.start_quietly(candidate)

    def _on_not_found(self, error: AppError) -> None:
        log.info("Nothing was found to be aligned: %s", error)

    @Slot(object, object)
    def _on_ended(self, candidate: Candidate, error: AppError | None) -> None:
        """Go on with the next one soon; what failed is not tried again in this session."""
        if error is not None:
            log.info("Not aligned: %s", error)
            self._left_alone.add(candidate.recording_id)
        self._quiet_looks = _QUIET_LOOKS - 1
