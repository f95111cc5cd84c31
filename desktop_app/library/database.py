"""One SQLite connection: how it is opened, how it writes, and what its errors mean."""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop_app.i18n import _
from desktop_app.library.problems import (
    DiskFull,
    LibraryProblem,
    LibraryReadOnly,
    cannot_open,
    disk_full,
    library_read_only,
    translated,
)

BUSY_MS = 5_000
_BYTES = "bytes:"

# A row as SQLite hands it over: the table classes give its columns their types.
Row = tuple[Any, ...]


class Database:
    """A connection, used only on the thread that opened it. Autocommit outside transactions.

    Every commit reaches the disk before it returns (``synchronous=FULL``), because a bookmark
    once shown must survive a power cut. What can be made again (an import, the position saved
    every few seconds) asks for ``durable=False`` and waits for nothing; the file stays sound
    either way.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.refusal: LibraryProblem | None = None
        self._connection = connection
        self._depth = 0

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written; ``refusal`` says why."""
        return self.refusal is not None

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows that a query gives."""
        with self._errors():
            return self._run(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row that a query gives, or None."""
        with self._errors():
            found: Row | None = self._run(sql, values).fetchone()
            return found

    def change(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement that writes, and return how many rows it touched."""
        with self._errors():
            return self._run(sql, values).rowcount

    def change_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement that writes for each of ``rows``."""
        with self._errors():
            for values in rows:
                self._run(sql, values)

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[None]:
        """Do all that is inside, or nothing. One inside another belongs to the outer one."""
        if self._depth:
            yield
            return
        if not durable:
            self.change("PRAGMA synchronous = NORMAL")
        self._depth = 1
        try:
            self.change("BEGIN IMMEDIATE")
            try:
                yield
                self.change("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has rolled back already
                    self._connection.execute("ROLLBACK")
                raise
        finally:
            self._depth = 0
            if not durable:
                self._connection.execute("PRAGMA synchronous = FULL")

    def prepare(self) -> None:
        """Let others read while one writes. Kept in the file, so done only to a file of ours."""
        if not self.read_only:
            self.rows("PRAGMA journal_mode = WAL")

    def settle(self) -> None:
        """Bring what was written with ``durable=False`` to the disk."""
        if not self.read_only:
            self.rows("PRAGMA wal_checkpoint(PASSIVE)")

    def version(self) -> int:
        """Return the number of migrations this file has seen; 0 for an empty one."""
        row = self.row("PRAGMA user_version")
        return int(row[0]) if row else 0

    def data_version(self) -> int:
        """Return a number that changes when another connection has written."""
        row = self.row("PRAGMA data_version")
        return int(row[0]) if row else 0

    def problems(self) -> list[str]:
        """Return what SQLite's own quick check finds wrong; nothing when the file is sound."""
        return [str(row[0]) for row in self.rows("PRAGMA quick_check(20)") if row[0] != "ok"]

    def copy_into(self, target: "Database") -> None:
        """Replace all that is in ``target`` by this database, as one change."""
        with self._errors(), target._errors():  # noqa: SLF001 - the other one is a Database too
            self._connection.backup(target._connection)  # noqa: SLF001

    def close(self) -> None:
        """Close the connection. The last one to close tidies the files beside the database."""
        self._connection.close()

    def _run(self, sql: str, values: Sequence[object]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except UnicodeEncodeError:  # half a character from a damaged file or an odd keyboard
            return self._connection.execute(sql, [_whole_text(value) for value in values])

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            problem = translated(error, self.path)
            if problem is None:
                raise
            if isinstance(problem, LibraryReadOnly) and self.refusal is not None:
                raise self.refusal from error
            raise problem from error


def _whole_text(value: object) -> object:
    """Return text with “�” for what is no character; anything else as it is."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def path_text(path: Path) -> str:
    """Return how a path is stored. Linux takes names that are no text; those go in as bytes."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _BYTES + os.fsencode(path).hex()
    return text


def stored_path(text: str) -> Path:
    """Return the path that ``path_text`` stored."""
    if text.startswith(_BYTES):
        return Path(os.fsdecode(bytes.fromhex(text.removeprefix(_BYTES))))
    return Path(text)


def connect(path: Path) -> Database:
    """Open ``path`` for reading and writing, or only for reading where it cannot be written.

    Makes the file and its folder when they are missing.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        exists = path.exists()
    except OSError as error:
        raise reached(error, path) from error
    if exists and not _can_be_written(path):
        return _connect_read_only(path, library_read_only(path))
    database = _open(path, path.absolute().as_uri() + "?mode=rwc")
    try:
        database.change("PRAGMA synchronous = FULL")
        database.change("PRAGMA foreign_keys = ON")
        database.version()
    except DiskFull as refusal:
        database.close()
        if not path.stat().st_size:
            raise
        return _connect_read_only(path, refusal)
    except LibraryProblem:
        database.close()
        raise
    return database


def reached(error: OSError, path: Path) -> LibraryProblem:
    """Return what an error of the file system means for the library at ``path``."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return disk_full(path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return library_read_only(path)
    if isinstance(error, FileExistsError | NotADirectoryError):
        return cannot_open(path, _("there is a file where a folder should be"))
    return cannot_open(path, os.strerror(error.errno) if error.errno else str(error))


def _can_be_written(path: Path) -> bool:
    """Return whether SQLite can write the file and, beside it, its write-ahead log."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _connect_read_only(path: Path, refusal: LibraryProblem) -> Database:
    """Open for reading; ``refusal`` is what a wish to write will be told.

    Where nothing can be put beside the file, not even SQLite's shared memory, only ``immutable``
    opens it. That flag reads no write-ahead log, so it is taken only if there is none to read.
    """
    uri = path.absolute().as_uri()
    log = path.with_name(path.name + "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    database = _open(path, f"{uri}?mode=ro")
    try:
        database.version()
        database.row("SELECT count(*) FROM sqlite_master")
    except LibraryProblem:
        database.close()
        if has_log:
            raise
        database = _open(path, f"{uri}?mode=ro&immutable=1")
    database.refusal = refusal
    return database


def _open(path: Path, uri: str) -> Database:
    try:
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, cached_statements=256
        )
    except sqlite3.Error as error:
        problem = translated(error, path)
        if problem is None:
            raise
        raise problem from error
    return Database(path, connection)
