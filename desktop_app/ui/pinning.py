"""Pins in the window: “this line is being said now”, the list of them, taking them away, undo."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu

from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.pins import Pin
from desktop_app.progress import Progress
from desktop_app.timecode import clock
from desktop_app.transcript.lookup import offset_at
from desktop_app.transcript.sentences import sentence_at
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.voice_follower import Following
from desktop_app.workflows.pinning import Pinned, add_pin, exchange_pins, remove_pin

# Whoever clicked a line longer ago than this no longer means it.
_MEANT_FOR_MS = 120_000
# So near its beginning a marked paragraph is meant from its first word on.
_AT_START_MS = 5_000
_WORDS_SHOWN = 40

Line = tuple[int, int]  # a segment, and how many of its words lie before
_Done = tuple[tuple[Pin, ...], tuple[Pin, ...]]  # pins that were added, pins that went


class Pinning(QObject):
    """What the user can do with pins. The times of the text follow through the library."""

    changed = Signal()  # pins were added or went, and times with them
    undo_offered = Signal()  # something was done that ``undo`` takes back

    def __init__(
        self, session: Session, library_jobs: LibraryJobs, notices: Notices, panel: ReadingPanel
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._jobs = library_jobs
        self._notices = notices
        self._view = panel.view
        self._chosen: tuple[Line, int] | None = None  # and where the sound was then
        self._shown_id = ""
        self._done: list[_Done] = []
        self._view.cursor_placed.connect(self._on_cursor_placed)
        self._view.following_changed.connect(self._on_following_changed)
        session.jumped.connect(self.forget_line)
        session.shown_changed.connect(self._on_shown_changed)

    # ---- wishes ------------------------------------------------------------------------------
    def pin(self) -> None:
        """Say that the line at the reading cursor, else the marked one, is being said now."""
        if not self._session.is_shown_heard:
            self._notices.say(_("Play this episode first: a pin joins a line to the sound."))
            return
        line = self.chosen_line() or self._marked_line()
        if line is None:
            self._notices.say(_("Click the line that is being said, then press T."))
            return
        self.pin_line(line)

    def pin_line(self, line: Line, *, gap_from_ms: int | None = None) -> None:
        """Say that a line is being said now; since ``gap_from_ms`` nothing of the text was."""
        shown = self._session.shown
        if shown is None:
            return
        self.forget_line()
        work = partial(
            _add,
            recording_id=shown.recording.id,
            line=line,
            at_ms=self._session.player.position_ms(),
            gap_from_ms=gap_from_ms,
        )
        self._jobs.run(work, self._on_pinned)

    def remove(self, pin: Pin) -> None:
        """Take a pin away; a toast and Ctrl+Z bring it back."""

        def done(_removed: Pin) -> None:
            self._offer(_("Pin removed"), ((), (pin,)))

        self._jobs.run(partial(_remove, pin_id=pin.id), done)

    def undo(self) -> bool:
        """Take back what was done last with pins; False when there was nothing."""
        if not self._done:
            return False
        added, gone = self._done.pop()

        def done(_nothing: None) -> None:
            words = _("The pin is back") if gone and not added else _("The pin is gone again")
            self._notices.say(words, icon_name="pin")
            self.changed.emit()

        self._jobs.run(partial(_exchange, gone=added, back=gone), done)
        return True

    def chosen_line(self) -> Line | None:
        """Return the line the user put the reading cursor on, and still means."""
        if self._chosen is None or not self._session.is_shown_heard:
            return None
        line, then_ms = self._chosen
        passed_ms = self._session.player.position_ms() - then_ms
        return line if abs(passed_ms) <= _MEANT_FOR_MS else None

    @Slot()
    def forget_line(self) -> None:
        """Mean the marked line again, as after a jump."""
        self._chosen = None

    @Slot(object, int, int)
    def add_to_menu(self, menu: QMenu, segment: int, offset: int) -> None:
        """Put what concerns pins into the menu of a line."""
        shown = self._session.shown
        if shown is None:
            return
        menu.addSeparator()
        pin = menu.addAction(_("Pin this line to now"))
        pin.setEnabled(self._session.is_shown_heard)
        pin.triggered.connect(lambda: self.pin_line(self._line_at(segment, offset)))
        if shown.pins:
            pins = menu.addMenu(_("Remove a pin"))
            for kept in shown.pins:
                words = f"{clock(kept.at_ms)}  {shortened(kept.quote)}"
                pins.addAction(words).triggered.connect(lambda _on=False, p=kept: self.remove(p))

    # ---- within ------------------------------------------------------------------------------
    def _marked_line(self) -> Line | None:
        """Return the marked paragraph, or the sentence that should be said where it is older."""
        shown, marked = self._session.shown, self._view.current_segment
        if shown is None or marked is None:
            return None
        segment, moment_ms = shown.transcript.segments[marked], self._session.player.position_ms()
        since_ms = moment_ms - (segment.start_ms or 0)
        if since_ms <= max(segment.error_ms or 0, _AT_START_MS):
            return marked, 0
        return self._line_at(marked, offset_at(segment, moment_ms) or 0)

    def _line_at(self, segment: int, offset: int) -> Line:
        """Return the sentence at a character of a paragraph."""
        shown = self._session.shown
        if shown is None:
            return segment, 0
        text = shown.transcript.segments[segment].text
        sentence = sentence_at(text, offset)
        return segment, len(text[: sentence.start].split()) if sentence else 0

    def _offer(self, words: str, done: _Done) -> None:
        self._done.append(done)
        self._notices.say(words, (_("Undo"), self.undo), icon_name="pin")
        self.undo_offered.emit()
        self.changed.emit()

    def _on_pinned(self, pinned: Pinned) -> None:
        words = _("Pinned “{line}” to {time}").format(
            line=shortened(pinned.pin.quote), time=clock(pinned.pin.at_ms)
        )
        self._offer(words, ((pinned.pin,), pinned.replaced))

    @Slot(int, int)
    def _on_cursor_placed(self, segment: int, offset: int) -> None:
        self._chosen = self._line_at(segment, offset), self._session.player.position_ms()

    @Slot(Following)
    def _on_following_changed(self, state: Following) -> None:
        if state is Following.FOLLOWING:
            self.forget_line()

    @Slot()
    def _on_shown_changed(self) -> None:
        shown = self._session.shown
        shown_id = shown.recording.id if shown else ""
        if shown_id != self._shown_id:
            self._shown_id = shown_id
            self.forget_line()


def shortened(words: str) -> str:
    """Return the first words of a line, in one row."""
    words = " ".join(words.split())
    return words if len(words) <= _WORDS_SHOWN else f"{words[: _WORDS_SHOWN - 1].rstrip()}…"


def _add(
    library: Library,
    _progress: Progress,
    *,
    recording_id: str,
    line: Line,
    at_ms: int,
    gap_from_ms: int | None,
) -> Pinned:
    segment, word = line
    return add_pin(library, recording_id, segment, at_ms, word=word, gap_from_ms=gap_from_ms)


def _remove(library: Library, _progress: Progress, *, pin_id: str) -> Pin:
    return remove_pin(library, pin_id)


def _exchange(
    library: Library, _progress: Progress, *, gone: Sequence[Pin], back: Sequence[Pin]
) -> None:
    exchange_pins(library, gone, back)
