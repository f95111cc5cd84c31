"""A look at everything Earmark needs: is it there, is it sound, and what to do if not."""

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop_app import __version__
from desktop_app.audio.ffmpeg import ffmpeg_path, run_ffmpeg
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library import Library, open_library
from desktop_app.library.migrations import NEWEST
from desktop_app.paths import Places
from desktop_app.search.index import Index
from desktop_app.workflows.finding_files import is_there

_PACKAGES = (
    *("PySide6-Essentials", "PySide6-Addons", "whoosh3", "pydub", "mutagen"),
    *("numpy", "click", "platformdirs", "imageio-ffmpeg"),
)


@dataclass(frozen=True, slots=True)
class LibraryHealth:
    """The library's file. ``problems`` is empty when it is sound, or not made yet."""

    exists: bool
    version: int | None = None
    size_bytes: int = 0
    recordings: int = 0
    bookmarks: int = 0
    missing_audio: int = 0
    read_only: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """The search index. ``outdated`` is how many recordings it has to be told about."""

    recordings: int
    outdated: int


@dataclass(frozen=True, slots=True)
class Ffmpeg:
    """The ffmpeg program that is used."""

    path: Path
    version: str


@dataclass(frozen=True, slots=True)
class Health:
    """The result of the look. ``advice`` says in sentences what to do; empty when all is well."""

    version: str
    python: str
    system: str
    packages: dict[str, str | None]
    library: LibraryHealth
    newest: int
    index: IndexHealth | None
    ffmpeg: Ffmpeg | None
    advice: tuple[str, ...]


def examine(places: Places) -> Health:
    """Look at everything. A library or an index that is not there yet is not made."""
    advice: list[str] = []
    library, index = _library(places, advice)
    ffmpeg = _ffmpeg(advice)
    return Health(
        version=__version__,
        python=sys.version.split()[0],
        system=platform.platform(),
        packages={name: _version(name) for name in _PACKAGES},
        library=library,
        newest=NEWEST,
        index=index,
        ffmpeg=ffmpeg,
        advice=tuple(advice),
    )


def _library(places: Places, advice: list[str]) -> tuple[LibraryHealth, IndexHealth | None]:
    if not places.database.exists():
        return LibraryHealth(exists=False), None
    try:
        with open_library(places.database, backups=places.backups) as library:
            return _health(library, advice), _index(library, places, advice)
    except AppError as error:
        advice.append(f"{error} {error.hint}".strip())
        return LibraryHealth(exists=True, problems=(str(error),)), None


def _health(library: Library, advice: list[str]) -> LibraryHealth:
    entries = library.recordings.list()
    missing = sum(entry.audio is not None and not is_there(entry.audio) for entry in entries)
    problems = tuple(library.database.problems())
    if problems:
        advice.append(
            _("The library is damaged. Bring back an earlier copy with “earmark restore FILE”.")
        )
    if missing:
        advice.append(
            _(
                "The audio of {count} episodes is not where it was. Tell where it is with"
                " “earmark set EPISODE --audio FILE”, or import its folder again."
            ).format(count=missing)
        )
    return LibraryHealth(
        exists=True,
        version=library.database.version(),
        size_bytes=library.database.path.stat().st_size,
        recordings=len(entries),
        bookmarks=len(library.bookmarks.list()),
        missing_audio=missing,
        read_only=library.read_only,
        problems=problems,
    )


def _index(library: Library, places: Places, advice: list[str]) -> IndexHealth:
    index = Index(places.index)
    try:
        there = index.revisions()
    finally:
        index.close()
    wanted = library.recordings.revisions()
    changed = sum(there.get(key) != revision for key, revision in wanted.items())
    outdated = changed + sum(key not in wanted for key in there)
    if outdated:
        advice.append(
            _("The search index is out of date. The next search, or “earmark reindex”, renews it.")
        )
    return IndexHealth(recordings=len(there), outdated=outdated)


def _ffmpeg(advice: list[str]) -> Ffmpeg | None:
    try:
        path = ffmpeg_path()
        said = run_ffmpeg(["-version"]).output.decode("utf-8", "replace")
    except AppError as error:
        advice.append(f"{error} {error.hint}".strip())
        return None
    words = said.split()
    return Ffmpeg(path, words[2] if words[:2] == ["ffmpeg", "version"] else "")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
