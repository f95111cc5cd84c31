"""Reading the files of one episode: each by what it is, none by its name alone."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop_app.audio.probe import AudioFacts, probe
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.transcript.chapter_files import read_chapters
from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.formats import (
    MAX_BYTES,
    Reading,
    UnreadableTranscript,
    read_transcript,
)
from desktop_app.transcript.formats.source import decode
from desktop_app.transcript.model import Problem
from desktop_app.transcript.page import Page, read_notes
from desktop_app.workflows.finding_files import Bundle
from desktop_app.workflows.import_report import Failed, failure

_EDGE_BYTES = 1 << 16

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadText:
    """A transcript that was read."""

    path: Path
    digest: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class ReadAudio:
    """An audio file that was looked into."""

    path: Path
    digest: str
    facts: AudioFacts


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """Show notes that were read."""

    path: Path
    digest: str
    page: Page


@dataclass(frozen=True, slots=True)
class ReadChapters:
    """A chapter file that was read."""

    path: Path
    digest: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """All that was read of one episode. ``refused`` are the files that could not be."""

    texts: tuple[ReadText, ...] = ()
    audio: ReadAudio | None = None
    notes: ReadNotes | None = None
    chapters: ReadChapters | None = None
    refused: tuple[Failed, ...] = ()

    @property
    def files(self) -> tuple[ReadText | ReadAudio | ReadNotes | ReadChapters, ...]:
        """Everything that was read."""
        single = (self.audio, self.notes, self.chapters)
        return (*self.texts, *(file for file in single if file is not None))


def digest_of(path: Path, *, is_audio: bool = False) -> str | None:
    """Return what stands for a file's content, None where it cannot be read or is far too large.

    Of audio, which may be gigabytes, the size and both ends stand for all of it.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if not is_audio:
                return (
                    hashlib.file_digest(file, "sha256").hexdigest() if size <= MAX_BYTES else None
                )
            sum_of_ends = hashlib.sha256(file.read(_EDGE_BYTES))
            file.seek(max(0, size - _EDGE_BYTES))
            sum_of_ends.update(file.read(_EDGE_BYTES))
            return f"{size}-{sum_of_ends.hexdigest()}"
    except OSError:
        return None


def digests_of(bundle: Bundle) -> dict[Path, str | None]:
    """Return the digest of each file of a bundle."""
    texts = [*bundle.transcripts, bundle.notes, bundle.chapters]
    digests = {path: digest_of(path) for path in texts if path is not None}
    if bundle.audio is not None:
        digests[bundle.audio] = digest_of(bundle.audio, is_audio=True)
    return digests


def read_bundle(bundle: Bundle, digests: dict[Path, str | None]) -> Material:
    """Read all files of a bundle; what one of them lacks does not keep the others back."""
    refused: list[Failed] = []
    texts = [_tried(partial(_read_text, digests), path, refused) for path in bundle.transcripts]
    return Material(
        texts=tuple(text for text in texts if text is not None),
        audio=_tried(partial(_read_audio, digests), bundle.audio, refused),
        notes=_tried(read_notes_file, bundle.notes, refused),
        chapters=_tried(read_chapters_file, bundle.chapters, refused),
        refused=tuple(refused),
    )


def _tried(read: Callable[[Path], T], path: Path | None, refused: list[Failed]) -> T | None:
    if path is None:
        return None
    try:
        return read(path)
    except AppError as error:
        refused.append(failure(path, error))
        return None


def _read_text(digests: dict[Path, str | None], path: Path) -> ReadText:
    return ReadText(path, digests.get(path) or "", read_transcript(path))


def _read_audio(digests: dict[Path, str | None], path: Path) -> ReadAudio:
    return ReadAudio(path, digests.get(path) or "", probe(path))


def read_notes_file(path: Path) -> ReadNotes:
    """Read show notes from a file. Raises UnreadableTranscript."""
    return ReadNotes(path, digest_of(path) or "", read_notes(_text(path)))


def read_chapters_file(path: Path) -> ReadChapters:
    """Read a chapter file. Raises UnreadableTranscript or UnreadableChapters."""
    return ReadChapters(path, digest_of(path) or "", read_chapters(_text(path), path.name))


def as_problems(refused: Sequence[Failed]) -> tuple[Problem, ...]:
    """Return files that could not be read as problems of the episode they lie beside."""
    return tuple(
        Problem(
            None,
            failed.message
            if failed.path.name in failed.message
            else _("{name}: {message}").format(name=failed.path.name, message=failed.message),
        )
        for failed in refused
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableTranscript(
                _("“{name}” is too large for a text.").format(name=path.name),
                hint=_("Earmark opens texts of up to 100 MB."),
            )
        return decode(path.read_bytes(), path.name).text
    except OSError as error:
        raise UnreadableTranscript(
            _("“{name}” cannot be read.").format(name=path.name),
            hint=_("Check that it exists and that you may read it."),
        ) from error
