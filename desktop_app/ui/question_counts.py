"""The numbers of questions in the library's list, counted behind the window when it is at rest."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app import processes
from desktop_app.errors import AppError
from desktop_app.jobs import Jobs, Lane
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.ui.session import Session
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.counting import (
    Count,
    count_questions,
    counts_file,
    load_counts,
    save_counts,
    version_of,
)

REST_MS = 4_000  # without a change, before anything is counted
_FOR_S = 15.0  # then the list shows what there is so far


class QuestionCounts(QObject):
    """Knows how many questions an episode has; what is not counted yet has no entry."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        shelf: Shelf,
        jobs: Jobs,
        places: Places,
        *,
        rest_ms: int = REST_MS,
    ) -> None:
        super().__init__(shelf)
        self.of: dict[str, int] = {}  # by the recording's id
        self._session = session
        self._shelf = shelf
        self._jobs = jobs
        self._places = places
        self._counts: dict[str, Count] = {}
        self._versions: dict[str, str] = {}  # of the episodes with a text, as they are now
        self._is_loaded = False
        self._is_counting = False
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._count)
        shelf.changed.connect(self._on_shelf_changed)
        session.shown_changed.connect(self._on_shown_changed)

    def close(self) -> None:
        """Begin nothing more."""
        self._rest.stop()

    @Slot()
    def _on_shelf_changed(self) -> None:
        contents = self._shelf.contents
        edits = contents.question_edits
        self._versions = {
            entry.id: version_of(entry.revision, edits.get(entry.id, ()))
            for entry in contents.entries
            if entry.segments
        }
        self._take({})
        self._rest.start()
        if not self._is_loaded:
            self._is_loaded = True
            file = counts_file(self._places)
            self._jobs.run(partial(_load, file), lane=Lane.MEDIA, done=self._take, failed=_ignore)

    @Slot()
    def _on_shown_changed(self) -> None:
        """Believe the list that is on screen before any that was counted."""
        shown = self._session.shown
        if shown is None:
            return
        recording_id, edits = shown.recording.id, shown.question_edits
        version = version_of(shown.recording.revision, [edit.id for edit in edits])
        self._take({recording_id: Count(version, len(shown.questions))})

    def _take(self, counts: dict[str, Count]) -> None:
        self._counts = self._counts | counts
        numbers = {
            recording_id: count.questions
            for recording_id, count in self._counts.items()
            if self._versions.get(recording_id) == count.version
        }
        if numbers != self.of:
            self.of = numbers
            self.changed.emit()

    @Slot()
    def _count(self) -> None:
        """Count some episodes whose number is not known, unless there is something else to do."""
        if self._is_counting:
            return
        if not self._jobs.is_idle:
            self._rest.start()
            return
        newest = sorted(
            self._shelf.contents.entries, key=lambda e: e.published or e.added, reverse=True
        )
        wanted = [
            (entry.id, version)
            for entry in newest
            if (version := self._versions.get(entry.id)) is not None
            and self._counts.get(entry.id, _NONE).version != version
        ]
        if not wanted:
            return
        self._is_counting = True
        self._jobs.run(
            partial(processes.run, count_questions, self._places, wanted, _FOR_S),
            lane=Lane.MEDIA,
            done=self._on_counted,
            failed=self._on_failed,
        )

    def _on_counted(self, counts: dict[str, Count]) -> None:
        self._is_counting = False
        self._take(counts)
        there = {entry.id for entry in self._shelf.contents.entries}
        kept = {key: count for key, count in self._counts.items() if key in there}
        file = counts_file(self._places)
        self._jobs.run(partial(_save, file, kept), lane=Lane.MEDIA, done=_ignore, failed=_ignore)
        self._rest.start()

    def _on_failed(self, _error: AppError) -> None:
        """The list has no number there; it is tried again when the library changes."""
        self._is_counting = False


_NONE = Count("", 0)


def _load(file: Path, *, progress: Progress) -> dict[str, Count]:
    return load_counts(file)


def _save(file: Path, counts: dict[str, Count], *, progress: Progress) -> None:
    save_counts(file, counts)


def _ignore(_nothing: object) -> None:
    """Nobody waits for it."""
