"""Alignments in the background: one that runs, others that wait for it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app import processes
from desktop_app.alignment.engines import why_not
from desktop_app.errors import AppError, Cancelled
from desktop_app.i18n import _, ngettext
from desktop_app.jobs import Jobs, Lane
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.job_card import Job, JobCard, JobRing
from desktop_app.workflows.aligning import Aligned, Wish, align_in_library
from desktop_app.workflows.idle_aligning import Candidate, align_quietly
from desktop_app.workflows.opening import OpenRecording


@dataclass(slots=True)
class Running:
    """What is being aligned, and how far that has come. Without ``progress`` it is paused."""

    recording_id: str
    title: str
    candidate: Candidate | None = None  # what nobody asked for
    progress: Progress | None = None
    share: float = 0.0
    said: str = ""
    has_crashed: bool = False

    @property
    def is_paused(self) -> bool:
        return self.progress is None

    @property
    def is_quiet(self) -> bool:
        """Whether it was begun without being asked for."""
        return self.candidate is not None


@dataclass(frozen=True, slots=True)
class _Waiting:
    recording_id: str
    title: str
    position_ms: int


class Aligning(QObject):
    """Starts, pauses and stops alignments; each runs in a process of its own.

    One that is asked for begins where the voice is. What is found goes into the library, from
    where the window takes it like any other change.
    """

    changed = Signal()  # begun, gone on, paused, ended
    quiet_ended = Signal(object, object)  # a Candidate, and the AppError that ended it, or None
    quiet_stopped = Signal(str)  # the id of a recording that the user does not want aligned now

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: Notices,
        places: Places,
        shown_in: tuple[JobCard, JobRing],
    ) -> None:
        super().__init__(jobs)
        self._session = session
        self._shown_in = shown_in
        self._jobs = jobs
        self._notices = notices
        self._places = places
        self._waiting: list[_Waiting] = []
        self.running: Running | None = None
        card, ring = shown_in
        card.toggled.connect(self.toggle)
        ring.clicked.connect(self.toggle)
        jobs.progressed.connect(self._on_progressed)
        jobs.crashed.connect(self._on_crashed)

    # ---- wishes ------------------------------------------------------------------------------
    def start(self, opened: OpenRecording) -> None:
        """Align a recording, or let it wait until the others are done."""
        problem = why_not()
        if problem is not None:
            self._notices.fail(problem)
            return
        wanted = _Waiting(opened.recording.id, opened.recording.title, opened.position_ms)
        if self.running is not None and self.running.is_quiet:
            self._give_up()
        if self.running is None:
            self._begin(wanted)
        elif not self.is_running(wanted.recording_id) and not self.is_waiting(wanted.recording_id):
            self._waiting.append(wanted)
        self._tell()

    def start_quietly(self, candidate: Candidate) -> None:
        """Align what nobody asked for, unless something is being aligned."""
        if self.running is None:
            self.running = Running(candidate.recording_id, candidate.title, candidate)
            self._go_on()
            self._tell()

    @Slot()
    def toggle(self) -> None:
        """Pause, or go on where it was paused."""
        if self.running is None:
            return
        if self.running.is_paused:
            self._go_on()
        else:
            self._interrupt()
        self._tell()

    def stop(self, recording_id: str) -> None:
        """Stop aligning a recording, or waiting for that; what was found so far stays."""
        self._waiting = [one for one in self._waiting if one.recording_id != recording_id]
        if self.running is not None and self.is_running(recording_id):
            if self.running.is_quiet:
                self.quiet_stopped.emit(recording_id)
            self._give_up()
            self._notices.say(_("Stopped. The times found so far are kept."))
            self._begin_next()
        self._tell()

    @Slot(str)
    def forget(self, recording_id: str) -> None:
        """Stop whatever concerns a recording that was taken out of the library."""
        self._waiting = [one for one in self._waiting if one.recording_id != recording_id]
        if self.is_running(recording_id):
            self._give_up()
            self._begin_next()
        self._tell()

    def stop_quiet(self) -> None:
        """Stop what nobody asked for, without a word."""
        if self.running is not None and self.running.is_quiet:
            self._give_up()
            self._tell()

    def is_running(self, recording_id: str) -> bool:
        """Return whether this recording is being aligned, or paused in it."""
        return self.running is not None and self.running.recording_id == recording_id

    def is_waiting(self, recording_id: str) -> bool:
        """Return whether this recording is aligned after the one that runs."""
        return any(one.recording_id == recording_id for one in self._waiting)

    # ---- within ------------------------------------------------------------------------------
    def _begin(self, wanted: _Waiting) -> None:
        self.running = Running(wanted.recording_id, wanted.title)
        self._go_on(wanted.position_ms)

    def _begin_next(self) -> None:
        if self.running is None and self._waiting:
            self._begin(self._waiting.pop(0))

    def _go_on(self, position_ms: int = 0) -> None:
        running = self.running
        if running is None:
            return
        heard = self._session.heard
        if heard is not None and heard.recording.id == running.recording_id:
            position_ms = self._session.moment_ms
        if running.candidate is not None:
            work = partial(align_quietly, self._places, running.candidate)
        else:
            wish = Wish(running.recording_id, from_ms=position_ms)
            work = partial(align_in_library, self._places, wish)
        running.progress = self._jobs.run(
            partial(_run, running, work),
            lane=Lane.ALIGNMENT,
            done=partial(self._on_aligned, running),
            failed=partial(self._on_failed, running),
        )

    def _interrupt(self) -> None:
        if self.running is not None and self.running.progress is not None:
            self.running.progress.cancel()
            self.running.progress = None

    def _give_up(self) -> None:
        self._interrupt()
        self.running = None

    def _on_aligned(self, running: Running, aligned: Aligned) -> None:
        self.running = None
        if running.candidate is not None:
            self.quiet_ended.emit(running.candidate, None)
        else:
            count = aligned.facts.confident
            found = ngettext("{n} word found in the sound", "{n} words found in the sound", count)
            self._notices.say(found.format(n=count))
        self._begin_next()
        self._tell()

    def _on_failed(self, running: Running, error: AppError) -> None:
        self.running = None
        if running.candidate is not None:
            self.quiet_ended.emit(running.candidate, error)
        else:
            self._notices.fail(error)
        self._begin_next()
        self._tell()

    @Slot()
    def _on_crashed(self) -> None:
        """End what met a bug of ours, which is told elsewhere; the others are still done."""
        running = self.running
        if running is not None and running.has_crashed:
            self.running = None
            if running.is_quiet:
                self.quiet_stopped.emit(running.recording_id)
            self._begin_next()
            self._tell()

    @Slot(object, float, str)
    def _on_progressed(self, progress: Progress, share: float, said: str) -> None:
        running = self.running
        if running is None or progress is not running.progress:
            return
        if share >= running.share:  # less: what was heard before a pause is gone through again
            running.share, running.said = share, said
            self._tell()

    def _tell(self) -> None:
        """Show how far the work has come, and tell everybody else."""
        job = self._job()
        for place in self._shown_in:
            place.show_job(job)
        self.changed.emit()

    def _job(self) -> Job | None:
        running, waiting = self.running, len(self._waiting)
        if running is None:
            return None
        more = ngettext("{n} waiting", "{n} waiting", waiting).format(n=waiting)
        details = " · ".join(words for words in (running.said, more if waiting else "") if words)
        kind = _("Paused") if running.is_paused else _("Aligning")
        return Job(kind, running.title, running.share, details, running.is_paused)


def _run(running: Running, work: "partial[Aligned]", *, progress: Progress) -> Aligned:
    """Work in a process of its own, and take note of a crash."""
    try:
        return processes.run(work.func, *work.args, progress=progress)
    except (AppError, Cancelled):
        raise
    except Exception:
        running.has_crashed = True
        raise
