"""Files of chapters, each told by its content: JSON, Podlove, cue sheets, WebVTT, plain lists."""

import re
from collections.abc import Iterator

from desktop_app.errors import AppError
from desktop_app.transcript.chapters import (
    Chapter,
    UnreadableChapters,
    in_order,
    read_chapters_json,
    unreadable_chapters,
)
from desktop_app.transcript.formats import webvtt
from desktop_app.transcript.formats.json_values import seconds_ms
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.xml_text import attribute, descendants, read_xml

# Name, endings and whether it is tested against files of others, for the list of formats.
CHAPTER_FORMATS = (
    ("chapters-json", (".chapters.json",), "samples"),
    ("podlove-chapters", (".psc", ".xml"), "samples"),
    ("cue-sheet", (".cue",), "schema"),
    ("chapter-list", (".txt",), "samples"),
)

_NPT = re.compile(r"(?:npt=)?(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)")
_TRACK = re.compile(r"\s*TRACK\s+(\d+)\s+(\w+)", re.IGNORECASE)
_TITLE = re.compile(r"\s*TITLE\s+(?:\"([^\"]*)\"|(.+?))\s*\Z", re.IGNORECASE)
_INDEX = re.compile(r"\s*INDEX\s+0?1\s+(\d{1,4}):(\d\d):(\d\d)", re.IGNORECASE)
_FRAMES_PER_SECOND = 75
_TAGGED = re.compile(r"CHAPTER(\d{1,4})(NAME)?=(.*)", re.IGNORECASE)
_LISTED = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d\d)(?:[.,](\d{1,3}))?[ \t]+(\S.*)")


def read_chapters(text: str, name: str = "") -> tuple[Chapter, ...]:
    """Read a file of chapters, in order of time. Raises UnreadableChapters where it is none."""
    text = text.removeprefix("\ufeff")
    start = text.lstrip()
    try:
        chapters = _read(start, name)
    except UnreadableChapters:
        raise
    except AppError as error:
        raise unreadable_chapters() from error
    if not chapters:
        raise unreadable_chapters()
    return chapters


def _read(text: str, name: str) -> tuple[Chapter, ...]:
    if text.startswith(("{", "[")):
        return read_chapters_json(text)
    if text.startswith("<"):
        return in_order(list(_podlove(text, name)))
    if text.startswith("WEBVTT"):
        cues = webvtt.read(Source(name, text)).transcript.cues
        return in_order(
            [Chapter(cue.start_ms, cue.end_ms, " ".join(cue.text.split())) for cue in cues]
        )
    if _INDEX.search(text) and _TRACK.search(text):
        return in_order(list(_cue_sheet(text)))
    tagged = list(_tagged(text))
    return in_order(tagged or list(_listed(text)))


def _podlove(text: str, name: str) -> Iterator[Chapter]:
    """Yield Podlove Simple Chapters, alone or in a feed: the first episode's that has any.

    https://podlove.org/simple-chapters/ (starts are normal play time: 1.5, 1:01.5, 01:02:03.5).
    """
    root, _problems = read_xml(text, name)
    holder = next(descendants(root, "chapters"), root)
    for chapter in descendants(holder, "chapter"):
        found = _NPT.fullmatch((attribute(chapter, "start") or "").strip())
        title = " ".join((attribute(chapter, "title") or "").split())
        if found is not None and title:
            hours, minutes, seconds = int(found[1] or 0), int(found[2] or 0), float(found[3])
            yield Chapter(round((hours * 3600 + minutes * 60 + seconds) * 1000), None, title)


def _cue_sheet(text: str) -> Iterator[Chapter]:
    """Yield the tracks of a cue sheet; times are minutes, seconds and 75ths of a second.

    https://wiki.hydrogenaud.io/index.php?title=Cue_sheet
    """
    title = ""
    number = 0
    for line in text.splitlines():
        track, named, index = _TRACK.match(line), _TITLE.match(line), _INDEX.match(line)
        if track is not None:
            number, title = int(track[1]), ""
        elif named is not None:
            title = " ".join((named[1] or named[2] or "").split())
        elif index is not None and number:
            frames = (int(index[1]) * 60 + int(index[2])) * _FRAMES_PER_SECOND + int(index[3])
            start_ms = round(frames * 1000 / _FRAMES_PER_SECOND)
            yield Chapter(start_ms, None, title or str(number))


def _tagged(text: str) -> Iterator[Chapter]:
    """Yield ``CHAPTER001=00:00:00.000`` with ``CHAPTER001NAME=…``, as in Vorbis comments."""
    times: dict[str, int] = {}
    for line in text.splitlines():
        found = _TAGGED.fullmatch(line.strip())
        if found is None:
            continue
        if found[2] is None:
            start_ms = seconds_ms(found[3])
            if start_ms is not None:
                times[found[1]] = start_ms
        elif found[1] in times and found[3].strip():
            yield Chapter(times.pop(found[1]), None, " ".join(found[3].split()))


def _listed(text: str) -> Iterator[Chapter]:
    """Yield lines that are a time and a title, if all lines are."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [match for line in lines if (match := _LISTED.fullmatch(line))]
    if not found or len(found) < len(lines):
        return
    for match in found:
        hours, minutes, seconds, fraction, title = match.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        start_ms = whole * 1000 + int((fraction or "0").ljust(3, "0"))
        yield Chapter(start_ms, None, " ".join(title.split()))
