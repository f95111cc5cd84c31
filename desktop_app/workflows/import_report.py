"""What an import is asked for, and what it tells."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.library.recordings import Recording
from desktop_app.transcript.formats.format import NotATranscript
from desktop_app.transcript.model import Problem
from desktop_app.workflows.changes import Changes


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says about the files. All but ``show`` and ``published`` are about one file.

    ``into`` is the id of a recording that the file joins.
    """

    audio: Path | None = None
    notes: Path | None = None
    chapters: Path | None = None
    into: str | None = None
    title: str | None = None
    show: str | None = None
    published: str | None = None


class Status(StrEnum):
    """What became of a file that was opened."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Imported:
    """A recording that is in the library now; ``path`` is its transcript, else its audio."""

    path: Path
    recording: Recording
    status: Status
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A file the user named that could not be opened."""

    path: Path
    message: str
    hint: str
    is_no_transcript: bool = False  # it can be read; it is something else


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was found and left alone."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file."""

    imported: tuple[Imported, ...] = ()
    failed: tuple[Failed, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def changes(self) -> Changes:
        changed = {
            done.recording.id for done in self.imported if done.status is not Status.UNCHANGED
        }
        return Changes(recordings=frozenset(changed), bookmarks=bool(changed))


def failure(path: Path, error: AppError) -> Failed:
    """Return the line of the report for a file that raised ``error``."""
    return Failed(path, str(error), error.hint, isinstance(error, NotATranscript))
