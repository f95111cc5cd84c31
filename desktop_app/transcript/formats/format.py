"""What a transcript format is: how well it fits a file, and what reading one gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.errors import AppError
from desktop_app.transcript.chapters import Chapter
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
class Options:
    """What the user wants in a document, for the formats in which it makes a difference.

    ``estimated``: times that are only about right, too. ``words``: the time of every word.
    ``line`` and ``lines`` are how many letters and lines a subtitle has at most.
    """

    speakers: bool = True
    times: bool = True
    estimated: bool = True
    words: bool = False
    line: int = 42
    lines: int = 2


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question for the list in a document, with the segment that asks it."""

    text: str
    segment: int | None
    start_ms: int | None
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """What is written: a transcript with its names, and the file it was read from if known.

    ``episode`` is what a JSON document says about the episode beside its title and show.
    ``keeps_cues``: the file's own cues are written as they are, whatever the segments are.
    """

    transcript: Transcript
    title: str = ""
    show: str = ""
    original: bytes | None = None
    episode: Mapping[str, object] | None = None
    options: Options = Options()
    chapters: tuple[Chapter, ...] = ()
    questions: tuple[AskedQuestion, ...] = ()
    keeps_cues: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """One row in the table of formats that can be written.

    ``reads_as`` is the name of the format that reads what is written, where that has another name;
    ``extensions`` are further endings of such files.
    """

    name: str
    label: str
    extension: str
    write: Callable[[Export], Written]
    reads_as: str = ""
    extensions: tuple[str, ...] = ()
