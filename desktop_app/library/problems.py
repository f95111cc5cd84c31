"""What can be wrong with the place a library is kept in; each says a way out."""

import sqlite3
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.i18n import _


class LibraryProblem(AppError):
    """The library cannot be used, or not as wished."""


class LibraryNewer(LibraryProblem):
    """The library was written by a newer version of Earmark."""


class LibraryDamaged(LibraryProblem):
    """The file is not a library, or is damaged."""


class LibraryReadOnly(LibraryProblem):
    """Nothing can be written where the library is."""


class LibraryBusy(LibraryProblem):
    """Another program keeps the library locked for longer than we wait."""


class DiskFull(LibraryProblem):
    """There is no room left."""


def library_newer(path: Path, found: int, known: int) -> LibraryNewer:
    """Return the error that names both versions."""
    return LibraryNewer(
        _(
            "The library “{path}” has version {found}, and this Earmark knows versions"
            " up to {known}."
        ).format(path=path, found=found, known=known),
        hint=_("Update Earmark, or choose another folder with --library. Nothing was changed."),
    )


def library_damaged(path: Path) -> LibraryDamaged:
    """Return the error for a file that SQLite cannot make sense of."""
    return LibraryDamaged(
        _("The library “{path}” is damaged or is not a library.").format(path=path),
        hint=_(
            "Nothing was changed. Earlier copies are in the folder “backups” beside it:"
            " bring one back with “earmark restore FILE”."
        ),
    )


def library_read_only(path: Path) -> LibraryReadOnly:
    """Return the error for a write where nothing can be written."""
    return LibraryReadOnly(
        _("The library “{path}” cannot be written: its disk or folder does not allow it.").format(
            path=path
        ),
        hint=_("Allow writing there, or choose another folder with --library."),
    )


def disk_full(path: Path) -> DiskFull:
    """Return the error for a write that found no room; nothing of it remains."""
    return DiskFull(
        _("The disk that holds “{path}” is full.").format(path=path),
        hint=_("Free some space and try again. What was saved before is unharmed."),
    )


def cannot_open(path: Path, reason: str) -> LibraryProblem:
    """Return the error for a place where no library can be opened or made."""
    return LibraryProblem(
        _("The library “{path}” cannot be opened: {reason}.").format(path=path, reason=reason),
        hint=_("Check the folder, or choose another with --library."),
    )


def translated(error: sqlite3.Error, path: Path) -> LibraryProblem | None:
    """Return what ``error`` means for the user, or None where it is a bug of ours."""
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = extended & 0xFF
    if code == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:
        return disk_full(path)
    if code == sqlite3.SQLITE_READONLY:
        return library_read_only(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return library_damaged(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy(
            _("The library “{path}” is being written by another program.").format(path=path),
            hint=_("Wait until the other program is done, then try again."),
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return cannot_open(path, _("the file or its folder cannot be reached"))
    if code == sqlite3.SQLITE_IOERR:
        return cannot_open(path, _("the disk reports an error"))
    return None
