"""Says once for each episode that its sound may not be the one of its text, and what to do."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.i18n import _
from desktop_app.ui.notices import Notices
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.banner import Banner


class Doubts(QObject):
    """Watches what is shown; a pin, or the right file, ends the doubt."""

    audio_wanted = Signal(str)  # the id of a recording that has another one's sound

    def __init__(self, session: Session, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._told: set[tuple[str, str]] = set()
        self._banner: Banner | None = None
        self._of = ("", "")  # what the banner speaks of: a recording, and the doubt
        session.shown_changed.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Say what there is to doubt in the text on the page, and nothing of another one."""
        shown = self._session.shown
        doubt = shown.doubt if shown else None
        if shown is None or shown.recording.id != self._of[0]:
            self._take_away()
        if shown is None or doubt is None or self._notices.banner is not None:
            return
        recording_id = shown.recording.id
        if (recording_id, doubt.message) in self._told:
            return
        self._of = (recording_id, doubt.message)
        self._told.add(self._of)
        way = (_("Find the right file…"), lambda: self.audio_wanted.emit(recording_id))
        self._notices.warn(doubt.message, doubt.hint, way)
        self._banner = self._notices.banner

    def leave(self) -> None:
        """Say nothing while another page is shown; the banner comes back with the text."""
        if self._take_away():
            self._told.discard(self._of)

    def _take_away(self) -> bool:
        """Close the banner if it is still on screen."""
        banner, self._banner = self._banner, None
        is_there = banner is not None and banner is self._notices.banner
        if is_there:
            self._notices.clear()
        return is_there
