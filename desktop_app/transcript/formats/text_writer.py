"""Plain text to read or print: title, then each paragraph with its time and speaker."""

from desktop_app.i18n import _
from desktop_app.timecode import SECOND_MS, clock
from desktop_app.transcript.formats.format import Export, Options, Writer, Written
from desktop_app.transcript.model import Segment


def write(export: Export) -> Written:
    """Write every paragraph; times are whole seconds, “≈” before the estimated ones."""
    segments = export.transcript.segments
    heading = "\n".join(line for line in (export.title, export.show) if line)
    paragraphs = [heading] if heading else []
    speaker: str | None = None
    for segment in segments:
        if segment.is_speech and not segment.text:
            continue
        paragraphs.append(_paragraph(segment, speaker, export.options))
        speaker = segment.speaker if segment.is_speech else speaker
    lost = []
    if any(segment.start_ms is not None and segment.start_ms % SECOND_MS for segment in segments):
        lost.append(_("Times are written in whole seconds."))
    if any(segment.words for segment in segments):
        lost.append(_("The times of single words were left out."))
    return Written("\n\n".join(paragraphs) + "\n", tuple(lost))


def _paragraph(segment: Segment, speaker_before: str | None, options: Options) -> str:
    time = ""
    is_wanted = options.times and (options.estimated or not segment.is_estimated)
    if segment.start_ms is not None and is_wanted:
        time = f"[{'≈ ' if segment.is_estimated else ''}{clock(segment.start_ms)}] "
    if not segment.is_speech:
        return f"{time}— {segment.text} —"
    changes = options.speakers and segment.speaker and segment.speaker != speaker_before
    return f"{time}{f'{segment.speaker}: ' if changes else ''}{segment.text}"


WRITER = Writer("txt", "TXT", ".txt", write, reads_as="plain-text")
