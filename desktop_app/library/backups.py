"""Copies of the whole database: before each migration and each restore, and on request."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.library.database import Database, connect, reached
from desktop_app.library.problems import (
    LibraryDamaged,
    library_damaged,
    library_read_only,
)

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
    return Database(path, connection)


def restore_copy(source: Database, path: Path, backups: Path) -> None:
    """Put all that is in ``source`` in the place of the library at ``path``, as one change.

    The present one is copied to the backups first; one that is too damaged to copy is moved there.
    Programs that have the library open see the new content.
    """
    try:
        _check_readable(path)
    except LibraryDamaged:
        _move_aside(path, backups)
    target = connect(path)
    try:
        if target.read_only:
            raise target.refusal or library_read_only(path)
        if target.version():
            keep_copy(target, backups, "before-restore")
        source.copy_into(target)
    finally:
        target.close()


def _check_readable(path: Path) -> None:
    if not path.exists():
        return
    database = connect(path)
    try:
        if database.version() and database.problems():
            raise library_damaged(path)
        if not database.version() and database.row("SELECT 1 FROM sqlite_master LIMIT 1"):
            raise library_damaged(path)
    finally:
        database.close()


def _move_aside(path: Path, backups: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    try:
        backups.mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(backups / f"damaged-{stamp}.sqlite3{suffix}")
    except OSError as error:
        raise reached(error, path) from error
