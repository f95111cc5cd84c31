"""Writing a transcript as a document in another format."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.recordings import Recording
from desktop_app.library.sources import Role
from desktop_app.questions import Question
from desktop_app.transcript.clock import pinned_markers
from desktop_app.transcript.formats import (
    WRITER_NAMES,
    AskedQuestion,
    Export,
    Options,
    Written,
)
from desktop_app.workflows.questioning import questions_of
from desktop_app.workflows.reading_files import digest_of
from desktop_app.workflows.records import episode_record
from desktop_app.workflows.timing import clock_pins


class NothingToExport(AppError):
    """A recording without a text, or a file that cannot be written."""


def export_transcript(
    library: Library,
    recording_id: str,
    format_name: str,
    *,
    options: Options | None = None,
) -> Written:
    """Return the text of a recording in one of WRITERS, and what that format could not carry.

    In Markdown pins are time marks, and the file's own ones stand as the pins have moved them.
    """
    recording = library.recordings.get(recording_id)
    transcript = library.recordings.transcript(recording_id)
    if not transcript.segments:
        raise NothingToExport(
            _("“{title}” has no transcript to export.").format(title=recording.title),
            hint=_("Import its transcript with --into, then export."),
        )
    writer = WRITER_NAMES[format_name]
    pins = library.pins.list(recording_id)
    if pins and writer.name == "md":
        own = library.recordings.unpinned(recording_id)
        transcript = replace(transcript, markers=pinned_markers(own, clock_pins(pins)))
    return writer.write(
        Export(
            transcript=transcript,
            title=recording.title,
            show=recording.show or "",
            original=original_of(library, recording),
            episode=episode_record(recording, library.listening.position(recording_id)),
            options=options or Options(),
            chapters=recording.chapters,
            questions=asked_questions(questions_of(library, recording_id, transcript)),
        )
    )


def asked_questions(questions: Sequence[Question]) -> tuple[AskedQuestion, ...]:
    """Return questions as documents list them."""
    return tuple(
        AskedQuestion(question.text, question.segment, question.start_ms, bool(question.error_ms))
        for question in questions
    )


def write_file(path: Path, text: str) -> None:
    """Write a document as UTF-8; the file is there whole or not at all."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        scratch.write_text(text, "utf-8", newline="")
        scratch.replace(path)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise NothingToExport(
            _("“{path}” cannot be written: {reason}.").format(path=path, reason=error.strerror),
            hint=_("Choose another place, or make room on the disk."),
        ) from error


def original_of(library: Library, recording: Recording) -> bytes | None:
    """Return the file the text was read from, if it is still what it was then."""
    for source in library.recordings.sources.list(recording.id):
        if source.role is Role.TRANSCRIPT and digest_of(source.path) == source.digest:
            try:
                return source.path.read_bytes()
            except OSError:
                return None
    return None
