"""The transcript formats Earmark reads and writes, one file each, and the two tables of them.

Reading goes by what a file holds; its name only decides between equals. Nothing here guesses a
time: a reading has the times that stand in the file.
"""

from dataclasses import replace
from pathlib import Path

from desktop_app.i18n import _
from desktop_app.transcript.formats import (
    aeneas,
    ass,
    assemblyai,
    audacity,
    audacity_writer,
    aws_transcribe,
    azure_speech,
    bbc_json,
    changelog_markdown,
    chapters_writer,
    csv_writer,
    deepgram,
    earmark_json,
    elan,
    epub,
    gentle_json,
    google_stt,
    html_writer,
    ibm_watson,
    json_writer,
    kaldi_json,
    lrc,
    lrc_writer,
    markdown_writer,
    otranscribe,
    page_copy,
    page_html,
    plain_text,
    podcast_html,
    podcast_json,
    podcast_json_writer,
    readable_writer,
    refusal,
    rev_json,
    sami,
    sbv,
    smil,
    speechmatics,
    srt,
    srt_writer,
    text_writer,
    textgrid,
    textgrid_writer,
    timed_table,
    ttml,
    ttml_writer,
    vtt_writer,
    webvtt,
    whisper_cpp_json,
    whisper_json,
    whisper_text,
    youtube_json,
    youtube_xml,
)
from desktop_app.transcript.formats.encodings import guess_utf_16
from desktop_app.transcript.formats.format import (
    AskedQuestion,
    Export,
    Format,
    NotATranscript,
    Options,
    Reading,
    UnreadableTranscript,
    Writer,
    Written,
)
from desktop_app.transcript.formats.source import Source, decode

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "WRITERS",
    "WRITER_NAMES",
    "AskedQuestion",
    "Export",
    "Format",
    "NotATranscript",
    "Options",
    "Reading",
    "UnreadableTranscript",
    "Writer",
    "Written",
    "is_transcript",
    "read_transcript",
    "read_transcript_bytes",
    "readable_formats",
]

FORMATS: tuple[Format, ...] = (
    webvtt.FORMAT,
    srt.FORMAT,
    podcast_json.FORMAT,
    earmark_json.FORMAT,
    whisper_json.FORMAT,
    whisper_cpp_json.FORMAT,
    aws_transcribe.FORMAT,
    google_stt.FORMAT,
    ibm_watson.FORMAT,
    speechmatics.FORMAT,
    deepgram.FORMAT,
    assemblyai.FORMAT,
    rev_json.FORMAT,
    azure_speech.FORMAT,
    kaldi_json.FORMAT,
    gentle_json.FORMAT,
    bbc_json.FORMAT,
    aeneas.FORMAT,
    youtube_json.FORMAT,
    otranscribe.FORMAT,
    ttml.FORMAT,
    youtube_xml.FORMAT,
    elan.FORMAT,
    smil.FORMAT,
    epub.FORMAT,
    sami.FORMAT,
    podcast_html.FORMAT,
    page_html.FORMAT,
    textgrid.FORMAT,
    ass.FORMAT,
    sbv.FORMAT,
    lrc.FORMAT,
    audacity.FORMAT,
    timed_table.FORMAT,
    whisper_text.FORMAT,
    changelog_markdown.FORMAT,
    plain_text.FORMAT,
    page_copy.FORMAT,
)

WRITERS: dict[str, Writer] = {
    writer.name: writer
    for writer in (
        srt_writer.WRITER,
        vtt_writer.WRITER,
        markdown_writer.WRITER,
        readable_writer.WRITER,
        text_writer.WRITER,
        html_writer.WRITER,
        json_writer.WRITER,
        podcast_json_writer.WRITER,
        csv_writer.WRITER,
        lrc_writer.WRITER,
        ttml_writer.WRITER,
        audacity_writer.WRITER,
        textgrid_writer.WRITER,
        chapters_writer.WRITER,
    )
}

# A format may also be asked for by the name it is read by: “webvtt” for “vtt”.
WRITER_NAMES: dict[str, Writer] = {
    **{writer.reads_as: writer for writer in WRITERS.values() if writer.reads_as},
    **WRITERS,
}

MAX_BYTES = 100_000_000
_SURE = 0.5
_FOR_EXTENSION = 0.15
_GLANCE_BYTES = 64 * 1024
_WHOLE_BYTES = 16_000_000
_BOMS_16 = (b"\xff\xfe", b"\xfe\xff")


def read_transcript(path: Path) -> Reading:
    """Read a transcript file of any known format.

    Raises UnreadableTranscript where nothing can be read and NotATranscript where something else
    stands in the file. Whatever could be read comes with problems on the rest.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(path.name)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableTranscript(
            _("“{name}” is not there.").format(name=path.name),
            hint=_("Check whether it was moved or renamed."),
        ) from error
    except IsADirectoryError as error:
        raise UnreadableTranscript(
            _("“{name}” is a folder.").format(name=path.name),
            hint=_("Choose a file in it, or import the whole folder."),
        ) from error
    except OSError as error:
        raise UnreadableTranscript(
            _("“{name}” cannot be read.").format(name=path.name),
            hint=_("Check that you may read it and that its disk is connected."),
        ) from error
    return read_transcript_bytes(data, path.name, path.parent)


def read_transcript_bytes(data: bytes, name: str, folder: Path | None = None) -> Reading:
    """Read a transcript from a file's content. ``name`` is for messages and close calls.

    ``folder`` is where the file lies; without it nothing beside the file is looked at.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v\0"):
        raise UnreadableTranscript(
            _("“{name}” is empty.").format(name=name),
            hint=_("Choose another file, or save the transcript again."),
        )
    source = _text_of(data, name)
    if folder is not None:
        source = replace(source, folder=folder)
    best, sureness = _best_format(source)
    is_spoken = sureness >= _SURE
    if (best is plain_text.FORMAT or not is_spoken) and not name.lower().endswith(".txt"):
        description = refusal.describe_text(source.text, name, is_spoken=is_spoken)
        if description is not None:
            raise _no_transcript(name, description)
    reading = best.read(source)
    if not reading.transcript.segments:
        raise _no_transcript(name, _("“{name}” has no text that is spoken."))
    return reading


def is_transcript(path: Path) -> bool:
    """Whether a file surely is a transcript, by a look at its beginning: for scanning folders.

    Plain prose does not count: it may be anything. A file that cannot be read is none.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_GLANCE_BYTES)
            if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (
                b"{",
                b"[",
            ):  # says at its end what it is
                head += file.read(_WHOLE_BYTES)
    except OSError:
        return False
    if epub.is_epub(head):
        return True
    if not head.strip() or (not _is_utf_16(head) and refusal.describe_bytes(head)):
        return False
    return _best_format(decode(head, path.name))[1] >= _SURE


_EVERYDAY = ("changelog-markdown", "plain-text", "srt", "webvtt", "whisper-json", "page-html")


def readable_formats() -> str:
    """Return the formats that can be read, for messages: those everybody has, and how many more."""
    labels = {entry.name: entry.label for entry in FORMATS}
    known = [labels.pop(name) for name in _EVERYDAY]
    return _("{formats} and {n} more formats").format(formats=", ".join(known), n=len(labels))


def _text_of(data: bytes, name: str) -> Source:
    if epub.is_epub(data):
        return Source(name, "", data=data)
    if not _is_utf_16(data):
        description = refusal.describe_bytes(data)
        if description is not None:
            raise _no_transcript(name, description)
    source = decode(data, name)
    if not source.text.strip("\ufeff\0 \t\r\n\f\v"):
        raise UnreadableTranscript(
            _("“{name}” is empty.").format(name=name),
            hint=_("Choose another file, or save the transcript again."),
        )
    return source


def _is_utf_16(data: bytes) -> bool:
    return data.startswith(_BOMS_16) or guess_utf_16(data) is not None


def _best_format(source: Source) -> tuple[Format, float]:
    """Return the format that fits best and how well, the file's extension not counted."""
    scores: list[float] = []
    for entry in FORMATS:
        scores.append(entry.score(source))
        if scores[-1] >= 1:
            return entry, scores[-1]
    suffix = Path(source.name).suffix.lower()

    def with_extension(place: int) -> float:
        fits = suffix in FORMATS[place].extensions and scores[place] > 0
        return scores[place] + _FOR_EXTENSION * fits

    best = max(range(len(scores)), key=with_extension)
    return FORMATS[best], scores[best]


def _too_large(name: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        _("“{name}” is too large for a transcript.").format(name=name),
        hint=_("Earmark opens texts of up to 100 MB."),
    )


def _no_transcript(name: str, description: str) -> NotATranscript:
    found = description.format(name=name)
    return NotATranscript(
        _("There is no transcript in this file: {found}").format(found=found),
        hint=_(
            "Earmark opens {formats}. If it is a transcript after all, "
            "rename it to end in .txt and open it again."
        ).format(formats=readable_formats()),
    )
