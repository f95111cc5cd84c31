"""What the times of the shown text are worth, and better ones: alignment with the sound."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app import processes
from desktop_app.alignment.engines import why_not
from desktop_app.errors import AppError
from desktop_app.i18n import _, ngettext
from desktop_app.jobs import Jobs, Lane
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.panels.sidebar_panel import SidebarPanel
from desktop_app.ui.session import Session
from desktop_app.ui.timing_words import timing_figures
from desktop_app.ui.widgets.timing_chip import TimingQuality
from desktop_app.ui.widgets.timing_popover import TimingPopover
from desktop_app.workflows.aligning import Aligned, Wish, align_in_library


class Aligning(QObject):
    """The timing chip with its popover, and the one alignment that runs at a time.

    It runs in a process of its own and starts where the voice is; what it finds goes into the
    library, from where the window takes it like any other change.
    """

    subtitles_wanted = Signal(str)  # the id of a recording whose times a file should give

    def __init__(
        self,
        session: Session,
        panel: ReadingPanel,
        sidebar: SidebarPanel,
        jobs: Jobs,
        notices: Notices,
        places: Places,
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._chip = panel.header.chip
        self._sidebar = sidebar
        self._jobs = jobs
        self._notices = notices
        self._places = places
        self._running: str | None = None
        self._title = ""
        self._progress: Progress | None = None
        self._share, self._said = 0.0, ""
        self._popover = TimingPopover(panel)
        self._popover.step_wanted.connect(self._on_step_wanted)
        panel.header.timing_wanted.connect(self.explain)
        session.shown_changed.connect(self._show_progress)
        jobs.progressed.connect(self._on_progressed)

    # ---- wishes ------------------------------------------------------------------------------
    @Slot()
    def explain(self) -> None:
        """Say what the times of this text are worth, and offer the one next step."""
        shown = self._session.shown
        if shown is None:
            return
        if self._is_shown_running:
            title, text = self._running_words()
        else:
            title, text = self._chip.text().strip(), self._chip.toolTip()
        figures = timing_figures(shown.transcript.segments)
        self._popover.show_timing(title, text, figures, self._step_words())
        self._popover.hang_below(self._chip)

    def start(self) -> None:
        """Align the shown recording, what is being heard first."""
        shown = self._session.shown
        if shown is None or self._running is not None:
            return
        problem = why_not()
        if problem is not None:
            self._notices.fail(problem)
            return
        from_ms = self._session.moment_ms if self._session.is_shown_heard else 0
        wish = Wish(shown.recording.id, from_ms=from_ms)
        self._running, self._title = shown.recording.id, shown.recording.title
        self._share, self._said = 0.0, ""
        self._progress = self._jobs.run(
            partial(processes.run, align_in_library, self._places, wish),
            lane=Lane.ALIGNMENT,
            done=self._on_aligned,
            failed=self._on_failed,
        )
        self._show_progress()

    @Slot()
    def stop(self) -> None:
        """Stop aligning; the times found so far stay, and the work can go on another time."""
        if self._progress is not None:
            self._progress.cancel()
            self._end()
            self._notices.say(_("Stopped. The times found so far are kept."))

    @property
    def is_running(self) -> bool:
        return self._running is not None

    # ---- within ------------------------------------------------------------------------------
    @property
    def _is_shown_running(self) -> bool:
        shown = self._session.shown
        return shown is not None and shown.recording.id == self._running

    def _running_words(self) -> tuple[str, str]:
        text = _(
            "Earmark is matching every sentence to the sound, on this computer. "
            "Keep listening: times lose their ≈ as it gets there."
        )
        return _("Aligning this episode"), f"{text} {self._said}".strip()

    def _step_words(self) -> str:
        shown = self._session.shown
        if shown is None or self._chip.quality is TimingQuality.EXACT:
            return ""
        if self._is_shown_running:
            return _("Stop, keep what is done")
        if self._running is not None:
            return ""
        audio = shown.recording.audio
        can_align = audio is not None and audio.exists() and why_not() is None
        return _("Align with the sound") if can_align else _("Choose subtitles…")

    @Slot()
    def _on_step_wanted(self) -> None:
        shown = self._session.shown
        if shown is None:
            return
        if self._is_shown_running:
            self.stop()
            return
        audio = shown.recording.audio
        if audio is not None and audio.exists() and why_not() is None:
            self.start()
        else:
            self.subtitles_wanted.emit(shown.recording.id)

    @Slot(object, float, str)
    def _on_progressed(self, progress: Progress, share: float, said: str) -> None:
        if progress is self._progress:
            self._share, self._said = share, said
            self._show_progress()

    @Slot()
    def _show_progress(self) -> None:
        if self._running is None:
            return
        percent = round(self._share * 100)
        words = _("Aligning “{title}”").format(title=self._title)
        self._sidebar.show_job(words, self._share)
        if self._is_shown_running:
            self._chip.show_quality(TimingQuality.ALIGNING, percent=percent)
            self._chip.setToolTip(" ".join(self._running_words()))

    def _on_aligned(self, aligned: Aligned) -> None:
        self._end()
        count = aligned.facts.confident
        found = ngettext("{n} word found in the sound", "{n} words found in the sound", count)
        self._notices.say(found.format(n=count))

    def _on_failed(self, error: AppError) -> None:
        self._end()
        self._notices.fail(error)

    def _end(self) -> None:
        self._running = self._progress = None
        self._sidebar.show_job("", 0)
        if self._session.shown is not None:
            self._session.shown_changed.emit()  # the chip says again what the times are worth
