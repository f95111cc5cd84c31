"""Turning one file into another format, without the library."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.questions import list_questions
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import (
    WRITER_NAMES,
    WRITERS,
    Export,
    Options,
    read_transcript,
)
from desktop_app.transcript.formats.format import Writer
from desktop_app.transcript.model import Problem, told_once
from desktop_app.workflows.exporting import asked_questions, write_file


class UnknownFormat(AppError):
    """A file name that does not say which format is wanted."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a file: the formats, what was mended and what could not be carried over."""

    path: Path
    read_as: str
    written_as: str
    problems: tuple[Problem, ...]
    lost: tuple[str, ...]


def convert(
    source: Path, target: Path, *, format_name: str | None = None, options: Options | None = None
) -> Converted:
    """Read a transcript and write it as the target's ending, or ``format_name``, says.

    Between formats with cues the cues stay as they are. Rough times are placed first, as they are
    in the library. Raises UnknownFormat, and what reading and writing raise.
    """
    writer = WRITER_NAMES[format_name] if format_name else writer_for(target)
    reading = read_transcript(source)
    transcript = reading.transcript
    problems = reading.problems
    if not transcript.cues and not all(one.start_ms is not None for one in transcript.segments):
        placed = place(transcript, None)
        transcript = placed.transcript
        problems = told_once(problems, placed.problems)
    page = reading.page
    written = writer.write(
        Export(
            transcript=transcript,
            title=(page.title if page else None) or source.stem,
            show=(page.show if page else None) or "",
            original=source.read_bytes() if writer.name == "md" else None,
            options=options or Options(),
            chapters=page.chapters if page else (),
            questions=asked_questions(list_questions(transcript, page.questions if page else ())),
            keeps_cues=True,
        )
    )
    write_file(target, written.text)
    return Converted(target, transcript.format, writer.name, problems, written.lost)


def writer_for(path: Path) -> Writer:
    """Return what writes files with a name's ending. Raises UnknownFormat."""
    name = path.name.lower()
    if name.endswith(".json") and not name.endswith(".chapters.json"):
        return WRITERS["podcast-json"]  # others read it, too; Earmark's own is asked for by name
    for writer in sorted(WRITERS.values(), key=lambda one: -len(one.extension)):
        if any(name.endswith(ending.lower()) for ending in (writer.extension, *writer.extensions)):
            return writer
    endings = ", ".join(dict.fromkeys(writer.extension for writer in WRITERS.values()))
    raise UnknownFormat(
        _("“{name}” does not say which format is wanted.").format(name=path.name),
        hint=_("Give it one of these endings, or say --format: {endings}.").format(endings=endings),
    )
