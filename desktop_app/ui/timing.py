"""The timing chip and what hangs below it: what the times are worth, pins, and the next step."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.alignment.engines import why_not
from desktop_app.i18n import _
from desktop_app.library.pins import Pin
from desktop_app.timecode import clock
from desktop_app.ui.aligning import Aligning
from desktop_app.ui.pinning import Pinning, shortened
from desktop_app.ui.session import Session
from desktop_app.ui.timing_words import (
    exact_until_ms,
    next_step_words,
    quality_of,
    timing_figures,
    usual_error_ms,
)
from desktop_app.ui.widgets.header import Header
from desktop_app.ui.widgets.timing_chip import TimingQuality
from desktop_app.ui.widgets.timing_popover import Headway, PinRow, Step, Timing, TimingPopover
from desktop_app.ui.widgets.transcript_view import TranscriptView
from desktop_app.workflows.opening import OpenRecording

_ALIGN, _SUBTITLES, _TOGGLE, _STOP = "align", "subtitles", "toggle", "stop"


class TimingInfo(QObject):
    """Explains the times of the shown text, while they are being found as well."""

    subtitles_wanted = Signal(str)  # the id of a recording whose times a file should give
    undo_wanted = Signal()

    def __init__(
        self,
        session: Session,
        aligning: Aligning,
        pinning: Pinning,
        *,
        header: Header,
        view: TranscriptView,
    ) -> None:
        super().__init__(header)
        self._session = session
        self._aligning = aligning
        self._pinning = pinning
        self._chip = header.chip
        self._view = view
        self._state_told = (False, False, False)
        self.popover = TimingPopover(header)
        self.popover.step_wanted.connect(self._on_step_wanted)
        self.popover.pin_wanted.connect(self._on_pin_wanted)
        self.popover.unpin_wanted.connect(self._on_unpin_wanted)
        self.popover.undo_wanted.connect(self.undo_wanted)
        header.timing_wanted.connect(self.explain)
        session.shown_changed.connect(self._on_shown_changed)
        aligning.changed.connect(self._on_aligning_changed)

    @Slot()
    def explain(self) -> None:
        """Say what the times of this text are worth, and offer the one next step."""
        if self._session.shown is not None:
            self._fill()
            self.popover.hang_below(self._chip)

    # ---- what is said ------------------------------------------------------------------------
    def _fill(self) -> None:
        shown = self._session.shown
        if shown is None:
            return
        is_running = self._aligning.is_running(shown.recording.id)
        self._state_told = self._state(shown)
        timing = self._while_aligning() if is_running else self._at_rest(shown)
        self.popover.show_timing(timing, self._headway(shown) if is_running else None)

    def _at_rest(self, shown: OpenRecording) -> Timing:
        steps: tuple[Step, ...] = ()
        is_waiting = self._aligning.is_waiting(shown.recording.id)
        if is_waiting:
            steps = (Step(_STOP, _("Do not align")),)
        elif self._can_be_better(shown):
            steps = (self._step(shown),)
        advice = _("This episode is aligned after the one that is being aligned.")
        return Timing(
            self._chip.text().strip(),
            self._chip.toolTip(),
            timing_figures(shown.transcript.segments),
            advice if is_waiting else next_step_words(shown, self._chip.quality, why_not()),
            steps,
            [_pin_row(pin) for pin in shown.pins],
        )

    def _while_aligning(self) -> Timing:
        running = self._aligning.running
        is_paused = running is not None and running.is_paused
        text = _(
            "Earmark is matching every sentence to the sound, on this computer. "
            "Keep listening: times lose their ≈ as it gets there."
        )
        if is_paused:
            text = _("The times found so far are kept.")
        return Timing(
            _("Aligning is paused") if is_paused else _("Aligning this episode"),
            text,
            steps=(
                Step(_TOGGLE, _("Go on") if is_paused else _("Pause")),
                Step(_STOP, _("Stop, keep what is done")),
            ),
        )

    def _headway(self, shown: OpenRecording) -> Headway:
        running = self._aligning.running
        share, said = (running.share, running.said) if running else (0.0, "")
        reached = _("{percent} %").format(percent=round(100 * share))
        until_ms = exact_until_ms(shown.transcript.segments, self._session.moment_ms)
        if until_ms is not None:
            exact = _("exact up to {time}").format(time=clock(until_ms))
            reached = f"{reached}  ·  {exact}"
        return Headway(share, reached, said.rpartition(", ")[2] if "," in said else "")

    def _can_be_better(self, shown: OpenRecording) -> bool:
        facts = shown.alignment
        is_done = facts is not None and facts.is_whole
        return bool(shown.transcript.segments) and not (
            self._chip.quality is TimingQuality.EXACT or is_done
        )

    def _step(self, shown: OpenRecording) -> Step:
        audio = shown.recording.audio
        if audio is None or not audio.exists() or why_not() is not None:
            return Step(_SUBTITLES, _("Choose subtitles…"))
        is_begun = shown.alignment is not None
        return Step(_ALIGN, _("Go on aligning") if is_begun else _("Align with audio"))

    # ---- what is done ------------------------------------------------------------------------
    @Slot(str)
    def _on_step_wanted(self, key: str) -> None:
        shown = self._session.shown
        if shown is None:
            return
        if key == _ALIGN:
            self._aligning.start(shown)
        elif key == _SUBTITLES:
            self.subtitles_wanted.emit(shown.recording.id)
        elif key == _TOGGLE:
            self._aligning.toggle()
        elif key == _STOP:
            self._aligning.stop(shown.recording.id)

    @Slot(str)
    def _on_pin_wanted(self, pin_id: str) -> None:
        pin = self._pin(pin_id)
        if pin is not None:
            reason = _("Jumped to the pin at {time}").format(time=clock(pin.at_ms))
            self._view.follow()
            self._session.jump(pin.at_ms, reason)

    @Slot(str)
    def _on_unpin_wanted(self, pin_id: str) -> None:
        pin = self._pin(pin_id)
        if pin is not None:
            self._pinning.remove(pin)

    def _pin(self, pin_id: str) -> Pin | None:
        shown = self._session.shown
        pins = shown.pins if shown else ()
        return next((pin for pin in pins if pin.id == pin_id), None)

    # ---- what changes ------------------------------------------------------------------------
    @Slot()
    def _on_shown_changed(self) -> None:
        self._show_chip()
        if self.popover.isVisible():
            self._fill()

    @Slot()
    def _on_aligning_changed(self) -> None:
        shown = self._session.shown
        if shown is None:
            return
        was_aligning = self._chip.quality is TimingQuality.ALIGNING
        is_running = self._aligning.is_running(shown.recording.id)
        if was_aligning and not is_running:
            segments = shown.transcript.segments
            self._chip.show_quality(quality_of(segments), error_ms=usual_error_ms(segments))
        self._show_chip()
        if not self.popover.isVisible():
            return
        state = self._state(shown)
        if state != self._state_told:
            self._fill()
        elif is_running:
            self.popover.show_headway(self._headway(shown))

    def _state(self, shown: OpenRecording) -> tuple[bool, bool, bool]:
        """Return what decides which buttons there are."""
        running, waits = self._aligning.running, self._aligning.is_waiting(shown.recording.id)
        is_running = self._aligning.is_running(shown.recording.id)
        return is_running, waits, running is not None and running.is_paused

    def _show_chip(self) -> None:
        """While this text is being aligned the chip says how far that is."""
        shown, running = self._session.shown, self._aligning.running
        if (
            shown is not None
            and running is not None
            and self._aligning.is_running(shown.recording.id)
        ):
            percent = round(100 * running.share)
            self._chip.show_quality(
                TimingQuality.ALIGNING, percent=percent, is_paused=running.is_paused
            )


def _pin_row(pin: Pin) -> PinRow:
    return PinRow(pin.id, clock(pin.at_ms), shortened(pin.quote))
