"""What is in the library, as the lists show it; it notices what other programs change."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.bookmarks import Bookmark
from desktop_app.library import Library
from desktop_app.library.recordings import Entry
from desktop_app.progress import Progress
from desktop_app.ui.library_jobs import LibraryJobs

_LOOK_EVERY_MS = 1_000


@dataclass(frozen=True, slots=True)
class Contents:
    """The light half of the library: everything but the texts."""

    entries: tuple[Entry, ...] = ()
    positions_ms: dict[str, int] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()
    question_edits: dict[str, tuple[str, ...]] = field(default_factory=dict)  # ids by recording

    def entry(self, recording_id: str) -> Entry | None:
        """Return the recording with this id, None when it is gone."""
        return next((entry for entry in self.entries if entry.id == recording_id), None)

    @property
    def shows(self) -> list[tuple[str, int]]:
        """Return the shows with their number of episodes, by name."""
        counts: dict[str, int] = {}
        for entry in self.entries:
            if entry.show:
                counts[entry.show] = counts.get(entry.show, 0) + 1
        return sorted(counts.items(), key=lambda show: show[0].casefold())


class Shelf(QObject):
    """Reads the library's contents anew whenever it was written, by this window or another."""

    changed = Signal()

    def __init__(
        self, watched: Library, library_jobs: LibraryJobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.contents = Contents()
        self.is_read = False
        self._watched = watched
        self._jobs = library_jobs
        self._version = -1
        self._is_reading = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Read the contents if the library was written since the last look."""
        version = self._watched.data_version()
        if version != self._version and not self._is_reading:
            self._version = version
            self._is_reading = True
            self._jobs.run(_read, self._on_read, self._on_failed)

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()

    def _on_read(self, contents: Contents) -> None:
        self._is_reading = False
        is_first = not self.is_read
        self.is_read = True
        if contents != self.contents or is_first:
            self.contents = contents
            self.changed.emit()

    def _on_failed(self, _error: Exception) -> None:
        """Try again at the next look; whoever wrote says what is wrong."""
        self._is_reading = False
        self._version = -1


def _read(library: Library, _progress: Progress) -> Contents:
    return Contents(
        entries=tuple(library.recordings.list()),
        positions_ms=library.listening.positions(),
        bookmarks=tuple(library.bookmarks.list()),
        question_edits=library.question_edits.ids(),
    )
