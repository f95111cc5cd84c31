"""The questions of an episode as chapters: a list, JSON of Podcasting 2.0, or in a copy of it."""

from itertools import pairwise
from pathlib import Path

from desktop_app.audio.chapter_tags import NoChapters, TitledSpan, copy_with_chapters
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.recordings import Recording
from desktop_app.timecode import clock
from desktop_app.transcript.formats import WRITER_NAMES, Export, Options
from desktop_app.workflows.exporting import asked_questions, write_file
from desktop_app.workflows.questioning import questions_of

_LAST_MS = 60_000  # how long the last chapter is where nothing tells


def save_chapters(library: Library, recording_id: str, file: Path) -> int:
    """Write the questions with a time as chapters, and return how many there are.

    The kind of ``file`` decides: ``.mp3`` is a copy of the sound, ``.json`` Podcasting 2.0,
    anything else lines such as “12:03 Question”.
    """
    recording = library.recordings.get(recording_id)
    transcript = library.recordings.transcript(recording_id)
    asked = [q for q in questions_of(library, recording_id, transcript) if q.start_ms is not None]
    if not asked:
        raise NoChapters(
            _("No question of “{title}” has a time.").format(title=recording.title),
            hint=_("Times come from the transcript or from the sound."),
        )
    kind = file.suffix.casefold()
    if kind == ".mp3":
        starts = [question.start_ms or 0 for question in asked]
        ends = [*(later for _start, later in pairwise(starts)), _end(recording, starts[-1])]
        spans = [
            TitledSpan(start, end, question.text)
            for start, end, question in zip(starts, ends, asked, strict=True)
        ]
        copy_with_chapters(_sound(recording), file, spans)
    elif kind == ".json":
        questions = asked_questions(asked)
        export = Export(
            transcript=transcript,
            title=recording.title,
            options=Options(estimated=True),
            questions=questions,
        )
        write_file(file, WRITER_NAMES["chapters"].write(export).text)
    else:
        lines = [f"{clock(question.start_ms or 0)} {question.text}\n" for question in asked]
        write_file(file, "".join(lines))
    return len(asked)


def _end(recording: Recording, last_ms: int) -> int:
    return max(recording.duration_ms or 0, last_ms + _LAST_MS)


def _sound(recording: Recording) -> Path:
    if recording.audio is None or not recording.audio.exists():
        raise NoChapters(
            _("The sound of “{title}” is not there.").format(title=recording.title),
            hint=_("Find its file first, or save the chapters as a list."),
        )
    return recording.audio
