"""Runs long work off the GUI thread and brings what comes of it back.

The only QObject here belongs to the GUI thread. Worker threads get plain callables and post plain
callables back, so no Qt object is made, used or freed on a worker thread.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, Protocol, TypeVar  # Any: a job's result, which its ``done`` knows

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop_app.errors import AppError, Cancelled
from desktop_app.progress import Progress

log = logging.getLogger(__name__)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Work(Protocol[T_co]):
    """What a job does, in a worker thread: a function, the rest of whose arguments are bound."""

    def __call__(self, *, progress: Progress) -> T_co: ...


class Lane(Enum):
    """Which queue a job waits in."""

    LIBRARY = "library"  # one at a time: everything that writes the library
    MEDIA = "media"  # side by side: peaks, clips, probes
    ALIGNMENT = "alignment"  # one at a time, for minutes, in a process of its own


WORKERS = {Lane.LIBRARY: 1, Lane.MEDIA: 2, Lane.ALIGNMENT: 1}
REPORT_S = 0.05


class Jobs(QObject):
    """The application's background work. Made, called and closed in the GUI thread."""

    progressed = Signal(object, float, str)  # the job's Progress, fraction, text
    crashed = Signal(object)  # an exception nobody foresaw
    became_idle = Signal()
    _posted = Signal(object)  # a callable to run in the GUI thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(count, thread_name_prefix=lane.value)
            for lane, count in WORKERS.items()
        }
        self._running: dict[Progress, _Job] = {}
        self._is_closed = False
        self._posted.connect(self._run_posted, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Work[T],
        *,
        lane: Lane,
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> Progress:
        """Start ``work(progress=…)``, and return the Progress that can cancel it.

        Later ``done`` gets its result, or ``failed`` its AppError, in the GUI thread; a cancelled
        job calls neither. Any other exception is a bug: it is logged and ``crashed`` tells of it.
        """
        progress = Progress(lambda fraction, text: self._report(progress, fraction, text))
        self._running[progress] = _Job(done, failed)
        future = self._lanes[lane].submit(_start, work, progress)
        future.add_done_callback(lambda future: self.post(self._settle, progress, future))
        return progress

    def post(self, call: Callable[..., None], *args: object) -> None:
        """Have ``call(*args)`` run in the GUI thread soon. Safe from any thread; in order."""
        self._posted.emit(partial(call, *args))

    def close(self) -> None:
        """Cancel everything, wait until no worker thread is left, and call nobody any more."""
        self._is_closed = True
        for progress in self._running:
            progress.cancel()
        for executor in self._lanes.values():
            executor.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    @property
    def is_idle(self) -> bool:
        """Whether every job has ended and told so."""
        return not self._running

    @Slot(object)
    def _run_posted(self, call: Callable[[], None]) -> None:
        if not self._is_closed:
            call()

    def _report(self, progress: Progress, fraction: float, text: str) -> None:
        """Tell how far a job has come: called on its thread, no more often than one can see."""
        job = self._running[progress]
        now = time.monotonic()
        if fraction >= 1 or now - job.told >= REPORT_S:
            job.told = now
            self.post(self._tell, progress, fraction, text)

    def _tell(self, progress: Progress, fraction: float, text: str) -> None:
        self.progressed.emit(progress, fraction, text)

    def _settle(self, progress: Progress, future: "Future[Any]") -> None:
        job = self._running.pop(progress)
        try:
            self._call_back(progress, future, job)
        finally:
            if not self._running:
                self.became_idle.emit()

    def _call_back(self, progress: Progress, future: "Future[Any]", job: "_Job") -> None:
        try:
            result = future.result()
        except (Cancelled, CancelledError):
            return
        except AppError as error:
            if not progress.is_cancelled:
                job.failed(error)
            return
        except Exception as error:
            log.exception("A job crashed.")
            self.crashed.emit(error)
            return
        if not progress.is_cancelled:
            job.done(result)


def _start(work: Work[T], progress: Progress) -> T:
    if progress.is_cancelled:  # while it waited for its lane
        raise Cancelled
    return work(progress=progress)


@dataclass(slots=True)
class _Job:
    """Who wants to know how a job ends: kept here, so that it is freed in the GUI thread."""

    done: Callable[[Any], None]
    failed: Callable[[AppError], None]
    told: float = 0.0
