"""The two processes of the search: one that answers, and one that brings the index up to date."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any  # Any: what a request is answered with depends on the request

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app import processes
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.jobs import Jobs, Lane
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.sidebar_panel import SidebarPanel
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.changes import Changes
from desktop_app.workflows.searching import (
    IsCurrent,
    Reply,
    Request,
    open_search,
    tidy_index,
    update_index,
)

log = logging.getLogger(__name__)

_PERCENT_A_LOOK = 5  # of a building, after which its results are asked for again
_IDLE_MS = 30_000  # after this much quiet the index is tidied up

_Versions = frozenset[tuple[str, int]]


class Indexing(QObject):
    """Keeps the index in step with the library and passes requests to the process that answers.

    A process that builds is started only where the one that answers says that something is new.
    """

    ready = Signal()  # the whole library can be searched
    progressed = Signal()  # with the building
    grown = Signal()  # much more can be found than before

    def __init__(
        self, sidebar: SidebarPanel, notices: Notices, shelf: Shelf, jobs: Jobs, places: Places
    ) -> None:
        super().__init__(shelf)
        self.percent = 0  # of the building that is done
        self._sidebar = sidebar
        self._notices = notices
        self._shelf = shelf
        self._jobs = jobs
        self._places = places
        self._server: processes.Server[Request, Reply] | None = None
        self._is_answering = False
        self._indexed: _Versions | None = None
        self._is_checking = False
        self._building: Progress | None = None
        self._looked_at = 0  # how often partial results were asked for
        self._quiet = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._quiet.timeout.connect(self._tidy)
        shelf.changed.connect(self._look)
        jobs.progressed.connect(self._on_progressed)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to be found."""
        return self._server is not None and self._is_answering

    @property
    def is_building(self) -> bool:
        """Whether something may be missing in the index: it is looked for, or being built."""
        return self._is_checking or self._building is not None

    def ask(
        self, request: Request, done: Callable[[Any], None], *, is_latest: bool = False
    ) -> None:
        """Have a request answered; ``done`` gets the reply, nothing where nobody answers yet."""
        if self._server is not None and self._is_answering:
            if self._quiet.isActive():
                self._quiet.start()
            self._server.ask(
                request,
                done=partial(self._jobs.post, done),
                failed=partial(self._jobs.post, self._on_failed),
                is_latest=is_latest,
            )

    def close(self) -> None:
        """End the process that answers."""
        self._quiet.stop()
        if self._server is not None:
            self._server.close()
            self._server = None

    # ---- what is new -------------------------------------------------------------------------
    @Slot()
    def _look(self) -> None:
        wanted = frozenset(
            (entry.id, entry.revision) for entry in self._shelf.contents.entries if entry.segments
        )
        if wanted == self._indexed or self._is_checking or self._building is not None:
            return
        if self._server is None:
            self._server = processes.Server(open_search, self._places.index, self._places)
        self._is_checking = True
        self._quiet.stop()
        self._server.ask(
            IsCurrent(wanted),
            done=partial(self._jobs.post, self._on_checked, wanted),
            failed=partial(self._jobs.post, self._on_not_checked, wanted),
        )

    def _on_checked(self, wanted: _Versions, is_current: Reply) -> None:
        self._is_checking = False
        if is_current:
            self._finish(wanted)
        else:
            self._build(wanted)

    def _on_not_checked(self, wanted: _Versions, error: Exception) -> None:
        """Whoever builds looks again, and says what is wrong."""
        log.warning("The index was not looked at: %s", error)
        self._on_checked(wanted, False)

    def _build(self, wanted: _Versions) -> None:
        def done(_changes: Changes) -> None:
            self._building = None
            self._finish(wanted)

        def failed(error: AppError) -> None:
            self._building = None
            self._finish(wanted)  # from what there is; not tried again before the library changes
            self._notices.fail(error)

        self._building = self._jobs.run(
            partial(processes.run, update_index, self._places),
            lane=Lane.MEDIA,
            done=done,
            failed=failed,
        )

    def _finish(self, wanted: _Versions) -> None:
        self._indexed = wanted
        self.percent = self._looked_at = 0
        self._sidebar.show_job("", 0)
        self._is_answering = True
        self.ready.emit()
        self._quiet.start()
        self._look()

    @Slot(object, float, str)
    def _on_progressed(self, progress: Progress, share: float, _text: str) -> None:
        if progress is not self._building:
            return
        self._sidebar.show_job(_("Getting ready to search"), share)
        self.percent = round(share * 100)
        self._is_answering = True
        self.progressed.emit()
        if self.percent // _PERCENT_A_LOOK > self._looked_at:
            self._looked_at = self.percent // _PERCENT_A_LOOK
            self.grown.emit()

    @Slot()
    def _tidy(self) -> None:
        """Join small parts of the index while nothing else is done."""
        if self._building is not None or not self._jobs.is_idle:
            self._quiet.start()
            return
        self._jobs.run(
            partial(processes.run, tidy_index, self._places),
            lane=Lane.MEDIA,
            done=lambda _has_joined: None,
            failed=lambda error: log.info("The index is tidied up another time: %s", error),
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self._notices.fail(error)
