"""Makes estimated times better once the sound was read: sentences begin after pauses."""

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.audio.peaks import Peaks
from desktop_app.errors import AppError
from desktop_app.library import Library
from desktop_app.progress import Progress
from desktop_app.transcript.model import Evidence
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.session import Session
from desktop_app.workflows.timing import hear_pauses

log = logging.getLogger(__name__)


class PauseHearing(QObject):
    """Hands what was read for the waveform to the clock. The times change in place."""

    changed = Signal()  # a text has better times

    def __init__(self, session: Session, library_jobs: LibraryJobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = library_jobs

    @Slot(object, object)
    def take(self, audio: Path, peaks: Peaks) -> None:
        """Take the whole waveform of a file that is in the player."""
        heard = self._session.heard
        if heard is None or heard.recording.audio != audio:
            return
        if heard.transcript.timing is Evidence.ESTIMATED:
            recording_id = heard.recording.id
            work = partial(_hear, recording_id=recording_id, audio=audio, peaks=peaks)
            self._jobs.run(work, self._on_heard, self._on_failed)

    def _on_heard(self, is_better: bool) -> None:
        if is_better:
            self.changed.emit()

    def _on_failed(self, error: AppError) -> None:
        """Nothing the user asked for: the estimate stays as it was."""
        log.info("Pauses were not kept: %s", error)


def _hear(
    library: Library, _progress: Progress, *, recording_id: str, audio: Path, peaks: Peaks
) -> bool:
    return hear_pauses(library, recording_id, audio, peaks)
