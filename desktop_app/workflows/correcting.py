"""Correcting a text: the user's words in the place of the file's, which stays as it is."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library import Library
from desktop_app.library.sources import Role
from desktop_app.transcript.corrections import Correction, with_line
from desktop_app.transcript.formats import WRITERS, Export, changelog_markdown
from desktop_app.transcript.formats.source import decode
from desktop_app.transcript.model import Segment, Transcript
from desktop_app.workflows.exporting import original_of, write_file
from desktop_app.workflows.timing import replace_text

_CONTEXT_LINES = 1  # of what stands around a correction in a patch: blank lines, mostly


class NotCorrected(AppError):
    """A paragraph that cannot be corrected, or corrections that cannot be written."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a paragraph says, and who says it; None where that is not told."""

    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """Corrections that were kept, and those of the same paragraphs whose place they took."""

    added: tuple[Correction, ...]
    removed: tuple[Correction, ...]


def correct(
    library: Library, recording_id: str, lines: Mapping[int, tuple[Line, Line]]
) -> Corrected:
    """Put other words or another speaker into paragraphs, by their numbers: (was, now) each.

    ``was`` is what the user saw: a paragraph that says something else by now is left alone, and so
    are all others. A paragraph that is as in the file again has no correction any more. Times,
    bookmarks, pins and questions stay with the words.
    """
    with library.transaction():
        own = library.recordings.unpinned(recording_id)
        kept = {c.segment: c for c in library.corrections.list(recording_id)}
        added: list[Correction] = []
        removed: list[Correction] = []
        for number, (was, now) in lines.items():
            now = replace(now, text=_tidy(now.text, was.text))
            segment = _checked(own, number, was, now)
            before = kept.get(number)
            if before is not None and before.now == segment.text:
                removed.append(before)
            made = _correction(recording_id, segment, now, before if before in removed else None)
            if (made.was, made.speaker_was) != (made.now, made.speaker_now):
                added.append(made)
            own = _reword(library, recording_id, own, number, now)
        _exchange_rows(library, removed, added)
        replace_text(library, recording_id, own)
    return Corrected(tuple(added), tuple(removed))


def exchange_corrections(
    library: Library, gone: Sequence[Correction], back: Sequence[Correction]
) -> None:
    """Undo what correcting did: take back ``gone``, bring ``back``."""
    with library.transaction():
        for recording_id in {correction.recording_id for correction in (*gone, *back)}:
            own = library.recordings.unpinned(recording_id)
            standing = {c.id: c for c in library.corrections.list(recording_id)}
            for one in gone:
                now = standing.get(one.id)
                if now is not None and _says(own, now, now.now):
                    line = _named(own.segments[now.segment], now, is_back=True)
                    own = _reword(library, recording_id, own, now.segment, line)
            for one in back:
                if _says(own, one, one.was):
                    line = _named(own.segments[one.segment], one, is_back=False)
                    own = _reword(library, recording_id, own, one.segment, line)
            _exchange_rows(library, gone, back)
            replace_text(library, recording_id, own)


def patch_of(library: Library, recording_id: str) -> str:
    """Return the corrections as a unified diff, to be shared without the transcript.

    It changes the file that the text was read from where that is Markdown and still there; else
    the text as ``earmark export --format md`` writes it.
    """
    recording = library.recordings.get(recording_id)
    now = library.recordings.unpinned(recording_id)
    original = original_of(library, recording) if now.format == changelog_markdown.NAME else None
    new = _markdown(now, original)
    if original is not None:
        old = _decoded(original)
    else:
        before = now
        for one in library.corrections.list(recording_id):
            if _says(now, one, one.now):
                line = _named(now.segments[one.segment], one, is_back=True)
                before = with_line(before, one.segment, line.text, line.speaker)
        old = _markdown(before, None)
    name = f"{_file_name(library, recording_id, recording.title)}.md"
    lines = unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        f"a/{name}",
        f"b/{name}",
        n=_CONTEXT_LINES,
    )
    return "".join(_ended(line) for line in lines)


def save_patch(library: Library, recording_id: str, file: Path) -> int:
    """Write the corrections as a patch and return how many they are."""
    text = patch_of(library, recording_id)
    if not text:
        raise NotCorrected(
            _("Nothing in this text is corrected."),
            hint=_("Press F2 on a paragraph to correct it."),
        )
    write_file(file, text)
    return len(library.corrections.list(recording_id))


def _markdown(transcript: Transcript, original: bytes | None) -> str:
    return WRITERS["md"].write(Export(transcript, original=original)).text


def _decoded(original: bytes) -> str:
    """Return a file's text, with its byte order mark where the diff is to match the file."""
    try:
        return original.decode("utf-8")
    except UnicodeDecodeError:
        return decode(original, "").text


def _checked(own: Transcript, number: int, was: Line, now: Line) -> Segment:
    segment = own.segments[number] if 0 <= number < len(own.segments) else None
    if (
        segment is None
        or not segment.is_speech
        or (segment.text, segment.speaker)
        != (
            was.text,
            was.speaker,
        )
    ):
        raise NotCorrected(
            _("This paragraph has changed meanwhile."),
            hint=_("Copy your words, press Esc, and correct it again."),
        )
    if not now.text:
        raise NotCorrected(
            _("A paragraph needs at least one word."), hint=_("Type a word, or press Esc.")
        )
    return segment


def _tidy(text: str, was: str) -> str:
    """Return typed words without the blanks and line ends that the paragraph did not have."""
    return text.strip() if "\n" in was else " ".join(text.split("\n")).strip()


def _correction(
    recording_id: str, segment: Segment, now: Line, before: Correction | None
) -> Correction:
    """Return a correction of a paragraph as it is in the file, even where it was corrected."""
    return Correction(
        id=secrets.token_hex(6),
        recording_id=recording_id,
        segment=segment.index,
        was=segment.text if before is None else before.was,
        now=now.text,
        created=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        speaker_was=_first_speaker(segment, before),
        speaker_now=now.speaker,
    )


def _first_speaker(segment: Segment, before: Correction | None) -> str | None:
    if before is None or before.speaker_was == before.speaker_now:
        return segment.speaker
    return before.speaker_was


def _says(own: Transcript, correction: Correction, text: str) -> bool:
    """Return whether the paragraph of a correction reads so now."""
    number = correction.segment
    return 0 <= number < len(own.segments) and own.segments[number].text == text


def _named(segment: Segment, correction: Correction, *, is_back: bool) -> Line:
    """Return a paragraph as it is without a correction, or with it."""
    names = correction.speaker_now, correction.speaker_was
    text, (old, new) = correction.now, (names[1], names[0])
    if is_back:
        text, (old, new) = correction.was, names
    is_renamed = old != new and segment.speaker == old
    return Line(text, new if is_renamed else segment.speaker)


def _reword(
    library: Library, recording_id: str, own: Transcript, number: int, line: Line
) -> Transcript:
    """Return a text with a paragraph changed; what was found in the sound stays with its words."""
    made = with_line(own, number, line.text, line.speaker)
    library.alignments.reword(recording_id, own.segments[number], made.segments[number])
    return made


def _exchange_rows(
    library: Library, gone: Iterable[Correction], back: Iterable[Correction]
) -> None:
    for one in gone:
        library.corrections.remove(one.id)
    for one in back:
        library.corrections.replace(one)


def _file_name(library: Library, recording_id: str, title: str) -> str:
    """Return how the file of a text is called, without its ending."""
    for source in library.recordings.sources.list(recording_id):
        if source.role is Role.TRANSCRIPT:
            return source.path.stem
    return title.replace("/", " ")


def _ended(line: str) -> str:
    """Return a line of a diff with its end; one that has none in the file says so."""
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
