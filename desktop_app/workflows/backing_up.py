"""One file with everything the user made, and the way back from it."""

import json
import logging
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop_app import __version__
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library import Library, open_library
from desktop_app.library.backups import restore_copy, write_copy
from desktop_app.paths import Places
from desktop_app.progress import Progress

log = logging.getLogger(__name__)

_DATABASE = "library.sqlite3"
_SETTINGS = "settings.json"
_ABOUT = "about.json"
_KIND = "earmark-backup"
_FORM = 1


class NoBackup(AppError):
    """A file that is no backup, or one that cannot be written."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup file holds."""

    path: Path
    recordings: int
    bookmarks: int
    size_bytes: int


def back_up(library: Library, places: Places, path: Path, progress: Progress) -> BackupReport:
    """Write one consistent file with library and settings, also while others write."""
    progress.step(0.0, path.name)
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _workroom(path.parent) as folder:
            copy = folder / _DATABASE
            write_copy(library.database, copy)
            progress.step(0.5, path.name)
            with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(_ABOUT, json.dumps(_about(), indent=2))
                archive.write(copy, _DATABASE)
                if places.settings.is_file():
                    archive.write(places.settings, _SETTINGS)
        progress.step(1.0, path.name)
        scratch.replace(path)
    except OSError as error:
        raise NoBackup(
            _("The backup “{path}” cannot be written: {reason}.").format(
                path=path, reason=error.strerror or error
            ),
            hint=_("Choose another place, or make room on the disk."),
        ) from error
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
    return BackupReport(
        path=path,
        recordings=len(library.recordings.list()),
        bookmarks=len(library.bookmarks.list()),
        size_bytes=path.stat().st_size,
    )


def restore(path: Path, places: Places, progress: Progress) -> BackupReport:
    """Put a backup in the place of the present library, which goes into the backups first.

    Takes the file that ``back_up`` wrote, and a bare database from the folder of backups. What is
    damaged, newer or no backup is refused, and nothing is changed. An open window goes on with
    what was restored. The search index is built anew by whoever searches next.
    """
    progress.step(0.0, path.name)
    with _workroom(places.database.parent) as folder:
        settings = _unpack(path, folder)
        progress.step(0.3, path.name)
        with open_library(folder / _DATABASE, backups=folder) as wanted:
            if wanted.database.problems():
                raise _no_backup(path, _("its library is damaged"))
            progress.step(0.6, path.name)
            restore_copy(wanted.database, places.database, places.backups)
            report = BackupReport(
                path=path,
                recordings=len(wanted.recordings.list()),
                bookmarks=len(wanted.bookmarks.list()),
                size_bytes=path.stat().st_size,
            )
        _restore_settings(settings, places)
    shutil.rmtree(places.index, ignore_errors=True)
    progress.step(1.0, path.name)
    log.info("Library restored: %s recordings", report.recordings)
    return report


@contextmanager
def _workroom(beside: Path) -> Iterator[Path]:
    """Give a folder for a while, where the result will be: nothing is written elsewhere."""
    try:
        beside.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".earmark-", dir=beside) as folder:
            yield Path(folder)
    except OSError as error:
        raise NoBackup(
            _("“{folder}” cannot be written: {reason}.").format(
                folder=beside, reason=error.strerror or error
            ),
            hint=_("Make room there, or allow writing there."),
        ) from error


def _about() -> dict[str, object]:
    return {
        "kind": _KIND,
        "form": _FORM,
        "version": __version__,
        "created": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }


def _unpack(path: Path, folder: Path) -> Path | None:
    """Put the library of a backup into ``folder``; return its settings, if it has any."""
    try:
        if not zipfile.is_zipfile(path):
            if path.stat().st_size == 0:
                raise _no_backup(path, _("it is empty"))
            shutil.copyfile(path, folder / _DATABASE)
            return None
        with zipfile.ZipFile(path) as archive:
            about = json.loads(archive.read(_ABOUT))
            if about.get("kind") != _KIND:
                raise _no_backup(path, _("it was made by something else"))
            if about.get("form", 0) > _FORM:
                raise NoBackup(
                    _(
                        "“{name}” was made by Earmark {version}, which is newer than this one"
                        " ({own})."
                    ).format(name=path.name, version=about.get("version"), own=__version__),
                    hint=_("Update Earmark, then restore. Nothing was changed."),
                )
            archive.extract(_DATABASE, folder)
            if _SETTINGS in archive.namelist():
                return Path(archive.extract(_SETTINGS, folder))
            return None
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, EOFError) as error:
        raise _no_backup(path, _("it is damaged or something else")) from error
    except OSError as error:
        raise _no_backup(path, error.strerror or str(error)) from error


def _restore_settings(settings: Path | None, places: Places) -> None:
    if settings is None:
        return
    try:
        places.settings.parent.mkdir(parents=True, exist_ok=True)
        scratch = places.settings.with_name(places.settings.name + ".new")
        shutil.copyfile(settings, scratch)
        scratch.replace(places.settings)
    except OSError as error:
        raise NoBackup(
            _("The library is restored, but the settings cannot be written: {reason}.").format(
                reason=error.strerror
            ),
            hint=_("Make “{path}” writable and restore again.").format(path=places.settings),
        ) from error


def _no_backup(path: Path, reason: str) -> NoBackup:
    return NoBackup(
        _("“{name}” cannot be restored: {reason}.").format(name=path.name, reason=reason),
        hint=_("Choose a file that “earmark backup” wrote. Nothing was changed."),
    )
