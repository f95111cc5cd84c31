"""What a transcript format is: how well it fits a file, and what reading one gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.errors import AppError
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.model import Problem, Transcript
from desktop_app.transcript.page import Page


class UnreadableTranscript(AppError):
    """A file that cannot be read at all: missing, forbidden, empty, far too large."""


class NotATranscript(AppError):
    """A file that can be read and holds something else."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a transcript file gave: the good part, the page around it, and what was mended."""

    transcript: Transcript
    page: Page | None = None
    problems: tuple[Problem, ...] = ()


class Tested(StrEnum):
    """What the tests hold a reader against: real files, or only the vendor's published schema."""

    SAMPLES = "samples"
    SCHEMA = "schema"


@dataclass(frozen=True, slots=True)
class Format:
    """One row in the table of formats.

    ``score`` says from 0 to 1 how much a file looks like this format, by its content; 1 is certain,
    so that nobody else is asked. The file's ``extensions`` only decide between equals. ``read``
    never fails on a text that scored. ``tested`` says what the tests hold the reader against.
    """

    name: str
    label: str
    extensions: tuple[str, ...]
    score: Callable[[Source], float]
    read: Callable[[Source], Reading]
    tested: Tested = Tested.SAMPLES


@dataclass(frozen=True, slots=True)
class Written:
    """A finished document, and sentences on what this format could not carry."""

    text: str
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """What is written: a transcript with its names, and the file it was read from if known.

    ``episode`` is what a JSON document says about the episode beside its title and show.
    """

    transcript: Transcript
    title: str = ""
    show: str = ""
    original: bytes | None = None
    episode: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """One row in the table of formats that can be written."""

    name: str
    label: str
    extension: str
    write: Callable[[Export], Written]
