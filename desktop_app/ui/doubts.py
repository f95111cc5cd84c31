"""Says once for each episode that its sound may not be the one of its text, and what to do."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.i18n import _
from desktop_app.ui.notices import Notices
from desktop_app.ui.session import Session


class Doubts(QObject):
    """Watches what is shown; a pin, or the right file, ends the doubt."""

    audio_wanted = Signal(str)  # the id of a recording that has another one's sound

    def __init__(self, session: Session, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._told: set[tuple[str, str]] = set()
        session.shown_changed.connect(self._on_shown_changed)

    @Slot()
    def _on_shown_changed(self) -> None:
        shown = self._session.shown
        doubt = shown.doubt if shown else None
        if shown is None or doubt is None or self._notices.banner is not None:
            return
        recording_id = shown.recording.id
        if (recording_id, doubt.message) in self._told:
            return
        self._told.add((recording_id, doubt.message))
        way = (_("Find the right file…"), lambda: self.audio_wanted.emit(recording_id))
        self._notices.warn(doubt.message, doubt.hint, way)
