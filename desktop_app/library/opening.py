"""Opening a library: one connection with a table class for each thing it keeps."""

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from desktop_app.library.alignments import Alignments
from desktop_app.library.bookmarks import Bookmarks
from desktop_app.library.corrections import Corrections
from desktop_app.library.database import Database, connect
from desktop_app.library.listening import ListeningTable
from desktop_app.library.migrations import migrate
from desktop_app.library.pauses import PausesTable
from desktop_app.library.pins import Pins
from desktop_app.library.problems import library_damaged, library_read_only
from desktop_app.library.question_edits import QuestionEdits
from desktop_app.library.recordings import Recordings


class Library:
    """All tables over one connection, used only on the thread that opened it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.recordings = Recordings(database)
        self.bookmarks = Bookmarks(database)
        self.listening = ListeningTable(database)
        self.pins = Pins(database)
        self.pauses = PausesTable(database)
        self.alignments = Alignments(database)
        self.corrections = Corrections(database)
        self.question_edits = QuestionEdits(database)

    @property
    def read_only(self) -> bool:
        """Whether the place lets nothing be written; reading works all the same."""
        return self.database.read_only

    def transaction(self, *, durable: bool = True) -> AbstractContextManager[None]:
        """Do all that is inside, or nothing. See ``Database.transaction``."""
        return self.database.transaction(durable=durable)

    def data_version(self) -> int:
        """Return a number that changes when another connection has written."""
        return self.database.data_version()

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_library(path: Path, *, backups: Path) -> Library:
    """Open the library at ``path``, making or bringing up to date what is there.

    Raises a LibraryProblem for a newer or damaged file, and for a new one where nothing can be
    written. An up-to-date library on a read-only disk opens for reading.
    """
    database = connect(path)
    try:
        _check(database)
        migrate(database, backups)
    except BaseException:
        database.close()
        raise
    return Library(database)


def _check(database: Database) -> None:
    """Refuse another program's database, and an empty file that cannot be filled."""
    if database.version():
        return
    if database.row("SELECT 1 FROM sqlite_master LIMIT 1"):
        raise library_damaged(database.path)
    if database.read_only:
        raise database.refusal or library_read_only(database.path)
