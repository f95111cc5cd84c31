"""Letting the text wait while something plays that it does not have, and going on after that."""

from PySide6.QtCore import QObject, QTimer, Slot

from desktop_app.i18n import _
from desktop_app.transcript.lookup import SegmentLookup
from desktop_app.transcript.model import Segment
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.pinning import Pinning
from desktop_app.ui.session import Session

# A paragraph that was marked only since then has not begun: an advertisement did.
_JUST_MARKED_MS = 5_000
_SHORTEST_GAP_MS = 1_000
_LONGEST_WAIT_MS = 2_000  # for the new times; then the text goes on without them
_WORDS_SHOWN = 45


class Linking(QObject):
    """Unlinks the text from the sound and links it again; the gap between is kept as a pin's."""

    def __init__(
        self, session: Session, pinning: Pinning, notices: Notices, panel: ReadingPanel
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._pinning = pinning
        self._notices = notices
        self._panel = panel
        self._waiting: Segment | None = None
        self._wait = QTimer(self)  # runs while the new times are made
        self._wait.setSingleShot(True)
        self._wait.setInterval(_LONGEST_WAIT_MS)
        self._wait.timeout.connect(session.relink)
        session.link_changed.connect(self._show_state)
        session.shown_changed.connect(self._on_shown_changed)
        session.heard_changed.connect(self._show_state)
        panel.relink_wanted.connect(self.toggle)
        panel.view.cursor_placed.connect(self._show_state)

    @Slot()
    def toggle(self) -> None:
        """Let the text wait, or go on with the line it waits at, or with the one just clicked."""
        if self._wait.isActive():
            return
        if self._session.unlinked_from_ms is not None:
            self._relink()
        elif not self._session.is_shown_heard:
            self._notices.say(_("Play this episode first: then its text can wait."))
        else:
            self._unlink()

    def pin(self) -> None:
        """Pin a line as T does; where the text waits it goes on with that line."""
        if self._session.unlinked_from_ms is None:
            self._pinning.pin()
        elif not self._wait.isActive():
            self._relink()

    def _unlink(self) -> None:
        shown = self._session.shown
        waiting = self._next_line()
        if shown is None or waiting is None:
            self._notices.say(_("No more of the text comes after this."))
            return
        self._waiting = waiting
        self._pinning.forget_line()
        self._session.unlink()

    def _relink(self) -> None:
        from_ms, now_ms = self._session.unlinked_from_ms, self._session.player.position_ms()
        chosen = self._pinning.chosen_line()
        line = chosen or (None if self._waiting is None else (self._waiting.index, 0))
        self._waiting = None
        if from_ms is None or line is None or not self._session.is_shown_heard:
            self._session.relink()
        elif now_ms - from_ms < _SHORTEST_GAP_MS and chosen is None:
            self._session.relink()
            self._notices.say(_("The text follows again, as before."))
        else:
            self._wait.start()
            self._pinning.pin_line(line, gap_from_ms=from_ms if from_ms < now_ms else None)
            self._show_state()

    def _next_line(self) -> Segment | None:
        """Return the paragraph that comes after what is being played now."""
        shown, moment_ms = self._session.shown, self._session.moment_ms
        if shown is None:
            return None
        lookup = SegmentLookup(shown.transcript.segments)
        marked = lookup.at(moment_ms)
        if marked is not None and marked.start_ms is not None:
            since_ms = moment_ms - marked.start_ms
            if since_ms <= max(marked.error_ms or 0, _JUST_MARKED_MS):
                return marked
        return lookup.next_after(moment_ms)

    @Slot()
    def _on_shown_changed(self) -> None:
        """Go on with the new times as soon as they are there."""
        if self._wait.isActive():
            self._wait.stop()
            self._session.relink()
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        """Say that the text waits, and at which line."""
        waits = self._session.unlinked_from_ms is not None and self._session.is_shown_heard
        shown = self._session.shown
        chosen = self._pinning.chosen_line()
        if not waits or shown is None or self._waiting is None:
            self._panel.show_unlinked(None)
            return
        segment, word = chosen or (self._waiting.index, 0)
        words = " ".join(shown.transcript.segments[segment].text.split()[word:])
        if len(words) > _WORDS_SHOWN:
            words = f"{words[:_WORDS_SHOWN].rstrip()}…"
        self._panel.show_unlinked(words)
