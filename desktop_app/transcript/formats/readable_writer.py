"""Markdown to read or to print: title, questions, then names and times before the paragraphs."""

import re
from collections.abc import Iterator

from desktop_app.i18n import _
from desktop_app.timecode import SECOND_MS, clock
from desktop_app.transcript.formats.format import Export, Options, Writer, Written
from desktop_app.transcript.model import Segment

_SPECIAL = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)|^(?:#{1,6}|[-+])(?=\s|$)|^\d+(?=[.)]\s)")


def write(export: Export) -> Written:
    """Write every paragraph; times are whole seconds, “≈” before the estimated ones."""
    options = export.options
    blocks = []
    if export.title:
        blocks.append(f"# {_escaped(export.title)}")
    if export.show:
        blocks.append(f"*{_escaped(export.show)}*")
    if export.questions:
        blocks.append("## " + _("Questions"))
        blocks.append("\n".join(_questions(export)))
        blocks.append("## " + _("Transcript"))
    speaker: str | None = None
    for segment in export.transcript.segments:
        if not segment.text:
            continue
        blocks.append(_paragraph(segment, speaker, options))
        speaker = segment.speaker if segment.is_speech else speaker
    return Written("\n\n".join(blocks) + "\n", tuple(_lost(export)))


def _questions(export: Export) -> Iterator[str]:
    for question in export.questions:
        time = ""
        is_wanted = export.options.times and (export.options.estimated or not question.is_estimated)
        if question.start_ms is not None and is_wanted:
            time = f" ({'≈ ' if question.is_estimated else ''}{clock(question.start_ms)})"
        yield f"- {_escaped(question.text)}{time}"


def _paragraph(segment: Segment, speaker_before: str | None, options: Options) -> str:
    time = ""
    is_wanted = options.times and (options.estimated or not segment.is_estimated)
    if segment.start_ms is not None and is_wanted:
        time = f"[{'≈ ' if segment.is_estimated else ''}{clock(segment.start_ms)}] "
    text = _escaped(segment.text)
    if not segment.is_speech:
        return f"{time}*{text}*"
    changes = options.speakers and segment.speaker and segment.speaker != speaker_before
    name = f"**{_escaped(segment.speaker or '')}:** " if changes else ""
    return f"{time}{name}{text}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text) if text else ""


def _lost(export: Export) -> Iterator[str]:
    segments = export.transcript.segments
    if any(segment.start_ms is not None and segment.start_ms % SECOND_MS for segment in segments):
        yield _("Times are written in whole seconds.")
    if any(segment.words for segment in segments):
        yield _("The times of single words were left out.")


WRITER = Writer("readable", _("Markdown to read"), ".md", write)
