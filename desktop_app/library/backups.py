"""Copies of the whole database: before each migration and each restore, and on request."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.library.database import Database, reached

KEPT = 5


def keep_copy(database: Database, backups: Path, reason: str) -> Path:
    """Put a copy into the folder ``backups``, drop the oldest beyond the last few."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    try:
        backups.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise reached(error, backups) from error
    copy = backups / f"library-{stamp}-{reason}.sqlite3"
    write_copy(database, copy)
    for old in sorted(backups.glob("library-*.sqlite3"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def write_copy(database: Database, path: Path) -> None:
    """Write one consistent file, also while others write. A partial copy is removed."""
    path.unlink(missing_ok=True)
    try:
        with closing(open_plain(path)) as target:
            database.copy_into(target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_plain(path: Path) -> Database:
    """Open a single file as it is: no write-ahead log beside it, no migration."""
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise reached(OSError(str(error)), path) from error
    return Database(path, connection, read_only=False)
