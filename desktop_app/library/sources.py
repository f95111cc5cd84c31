"""Which files a recording was read from, so that the same file is known when it comes again."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.library.database import Database, path_text, stored_path


class Role(StrEnum):
    """What a file gave to a recording."""

    TRANSCRIPT = "transcript"
    PAGE = "page"  # a copy of the episode's web page that is not the transcript shown
    SECOND = "second"  # another transcript, not shown because there is a better one
    NOTES = "notes"
    CHAPTERS = "chapters"
    OFFER = "offer"  # no file: chapters that the notes seem to list, once the user has answered
    AUDIO = "audio"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was when it was read; ``digest`` stands for its content."""

    recording_id: str
    role: Role
    path: Path
    digest: str


class Sources:
    """One row for each file of a recording, removed recordings included."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, recording_id: str) -> Sequence[Source]:
        """Return the files of one recording."""
        return self._where("recording_id = ?", recording_id)

    def at(self, path: Path) -> Sequence[Source]:
        """Return what is known of the file at ``path``."""
        return self._where("path = ?", path_text(path))

    def with_content(self, digest: str) -> Sequence[Source]:
        """Return the files that had this content when they were read."""
        return self._where("digest = ?", digest)

    def transcript_of(self, recording_id: str) -> Path | None:
        """Return the file the shown text was read from."""
        row = self._database.row(
            "SELECT path FROM sources WHERE recording_id = ? AND role = ?",
            (recording_id, Role.TRANSCRIPT.value),
        )
        return stored_path(row[0]) if row else None

    def keep(self, source: Source, *, alone: bool = False) -> None:
        """Remember a file under its latest content; ``alone``: forget others of its role."""
        with self._database.transaction():
            self._database.change(
                "DELETE FROM sources WHERE recording_id = ? AND (path = ? OR (? AND role = ?))",
                (source.recording_id, path_text(source.path), alone, source.role.value),
            )
            self._database.change(
                "INSERT INTO sources (recording_id, role, path, digest) VALUES (?, ?, ?, ?)",
                (source.recording_id, source.role.value, path_text(source.path), source.digest),
            )

    def step_back(self, recording_id: str) -> None:
        """Let the file of the shown text be one of those that are not shown."""
        self._database.change(
            "UPDATE sources SET role = ? WHERE recording_id = ? AND role = ?",
            (Role.SECOND.value, recording_id, Role.TRANSCRIPT.value),
        )

    def _where(self, condition: str, value: str) -> Sequence[Source]:
        rows = self._database.rows(
            f"SELECT recording_id, role, path, digest FROM sources WHERE {condition}"
            " ORDER BY role, path",
            (value,),
        )
        return [Source(row[0], Role(row[1]), stored_path(row[2]), row[3]) for row in rows]
