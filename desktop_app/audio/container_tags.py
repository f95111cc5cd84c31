"""Titles and chapters of containers that mutagen does not know, as ffmpeg tells them.

Matroska, WebM and Windows Media, and the QuickTime chapters of an MP4. Chapters in ID3 tags and
Vorbis comments are mutagen's: it knows ends that are not set, and order by time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.audio.ffmpeg import NoFfmpeg, input_arguments, run_ffmpeg
from desktop_app.audio.tags import DATE, Tags
from desktop_app.timecode import SECOND_MS
from desktop_app.transcript.chapters import Chapter

_ESCAPED = re.compile(r"\\([\s\S])")
_LINE = re.compile(r"(?:[^\\\n]|\\[\s\S])+")
_FIELD = re.compile(r"(?P<key>(?:[^\\=]|\\[\s\S])+?)=(?P<value>[\s\S]*)")
_TIMEBASE = re.compile(r"(\d{1,12})/(\d{1,12})")
_DATES = ("date", "date_released", "date_recorded", "creation_time")


@dataclass(slots=True)
class _Section:
    """A part of ffmpeg's list: what is said of the whole file, a stream or a chapter."""

    name: str = ""
    fields: dict[str, str] = field(default_factory=dict)


def read_container(path: Path) -> Tags:
    """Return what ffmpeg says of a file, without a length; nothing where it cannot say."""
    # Without -copyts the silence that encoders add at the start is taken off every chapter.
    arguments = ["-v", "error", "-copyts", *input_arguments(path), "-f", "ffmetadata", "pipe:1"]
    try:
        text = run_ffmpeg(arguments).output.decode("utf-8", "replace")
    except NoFfmpeg:
        return Tags()
    whole, *parts = _sections(text)
    dates = (DATE.match(whole.fields.get(key, "")) for key in _DATES)
    date = next((found[1] for found in dates if found), None)
    chapters = (_chapter(part.fields) for part in parts if part.name == "CHAPTER")
    return Tags(
        title=whole.fields.get("title"),
        artist=whole.fields.get("artist") or whole.fields.get("author"),
        album=whole.fields.get("album"),
        published=date,
        chapters=tuple(sorted((c for c in chapters if c is not None), key=lambda c: c.start_ms)),
    )


def _sections(text: str) -> Iterator[_Section]:
    """Yield the sections of an ffmetadata text, the one of the whole file first.

    https://ffmpeg.org/ffmpeg-formats.html#Metadata-2 (``=``, ``;``, ``#``, ``\\`` and line feeds
    are escaped with a backslash).
    """
    held = _Section()
    for found in _LINE.finditer(text):
        line = found[0]
        if line.startswith((";", "#")):
            continue
        if line.startswith("[") and line.rstrip().endswith("]"):
            yield held
            held = _Section(line.strip()[1:-1])
            continue
        said = _FIELD.fullmatch(line)
        if said is not None:
            value = " ".join(_plain(said["value"]).split())
            if value:
                held.fields.setdefault(_plain(said["key"]).strip().lower(), value)
    yield held


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _chapter(fields: dict[str, str]) -> Chapter | None:
    start_ms, end_ms = (_moment_ms(fields, name) for name in ("start", "end"))
    if start_ms is None or start_ms < 0:
        return None
    later_ms = end_ms if end_ms is not None and end_ms > start_ms else None
    return Chapter(start_ms, later_ms, fields.get("title", ""))


def _moment_ms(fields: dict[str, str], name: str) -> int | None:
    base = _TIMEBASE.fullmatch(fields.get("timebase", "1/1000000000"))
    try:
        ticks = int(fields[name])
    except (KeyError, ValueError):
        return None
    if base is None or not int(base[2]):
        return None
    return round(ticks * SECOND_MS * int(base[1]) / int(base[2]))
