"""The speakers of all bookmarks, found behind the window and only where something changed."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.bookmarks import Bookmark
from desktop_app.library import Library
from desktop_app.progress import Progress
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.saying import Saying, sayings

_AT_ONCE = 10  # recordings whose texts are read in one go: saving a place does not wait longer

_Asked = tuple[Bookmark, int]  # a bookmark, and the revision of its recording


class Speakers(QObject):
    """Knows who says each bookmark; what is not known yet has no entry."""

    changed = Signal()

    def __init__(
        self, shelf: Shelf, library_jobs: LibraryJobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.of: dict[str, Saying] = {}  # by the bookmark's id
        self._shelf = shelf
        self._jobs = library_jobs
        self._asked: dict[str, _Asked] = {}
        self._is_looking = False
        shelf.changed.connect(self._look)

    @Slot()
    def _look(self) -> None:
        """Look at bookmarks that are new, or whose text is another now."""
        if self._is_looking:
            return
        revisions = {entry.id: entry.revision for entry in self._shelf.contents.entries}
        wanted = {
            bookmark.id: (bookmark, revisions[bookmark.recording_id])
            for bookmark in self._shelf.contents.bookmarks
            if bookmark.recording_id in revisions
        }
        batch: list[Bookmark] = []
        recordings: set[str] = set()
        for bookmark_id, asked in wanted.items():
            if self._asked.get(bookmark_id) != asked:
                recordings.add(asked[0].recording_id)
                if len(recordings) > _AT_ONCE:
                    break
                batch.append(asked[0])
        if not batch:
            return

        def look(library: Library, progress: Progress) -> dict[str, Saying]:
            return sayings(library, batch, progress)

        def done(found: dict[str, Saying]) -> None:
            self._is_looking = False
            self._asked.update({bookmark.id: wanted[bookmark.id] for bookmark in batch})
            before = dict(self.of)
            self.of.update(found)
            if self.of != before:
                self.changed.emit()
            self._look()

        self._is_looking = True
        self._jobs.run(look, done, self._on_failed)

    def _on_failed(self, _error: Exception) -> None:
        """Try again when the library changes; the bookmarks are listed all the same."""
        self._is_looking = False
