"""What an audio file says about itself: title, show, date, chapters, cover, length."""

import logging
import re
import struct
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mutagen import File, FileType, MutagenError
from mutagen.aac import AAC
from mutagen.aiff import AIFF
from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3, PictureType
from mutagen.mp3 import MP3, BitrateMode
from mutagen.mp4 import MP4
from mutagen.wave import WAVE

from desktop_app.audio.kinds import Kind, kind_of
from desktop_app.errors import AppError
from desktop_app.timecode import parse_time
from desktop_app.transcript.chapters import Chapter

log = logging.getLogger(__name__)

# mutagen's own error, and what its parsers let through on damaged files.
_DAMAGED = (
    MutagenError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    EOFError,
    struct.error,
)
_READERS: dict[Kind, type[FileType]] = {
    Kind.MP3: MP3,
    Kind.ADTS: AAC,
    Kind.MP4: MP4,
    Kind.WAV: WAVE,
    Kind.AIFF: AIFF,
    Kind.FLAC: FLAC,
}  # by content; mutagen alone would go by the name as well
# In ID3, MP4, Vorbis comments, APE and Windows Media.
_TITLE = ("TIT2", "\xa9nam", "title", "WM/Title")
_ARTIST = ("TPE1", "\xa9ART", "artist", "Author")
_ALBUM = ("TALB", "\xa9alb", "album", "WM/AlbumTitle")
_PUBLISHED = ("TDRL", "TDRC", "\xa9day", "date", "year", "WM/Year")
DATE = re.compile(r"(\d{4}-[01]\d-[0-3]\d)(?!\d)")  # an RFC 3339 full-date at the start
_NO_TIME = 0xFFFFFFFF
_ENDLESS_BYTES = 0x7FFFF000  # what a WAV says that was written without knowing its end
_VORBIS_CHAPTERS = 1000


@dataclass(frozen=True, slots=True)
class Tags:
    """What is written in an audio file; None or empty where nothing is.

    ``length_ms`` is the file's own claim. It is a guess where no header counts the frames.
    """

    title: str | None = None
    artist: str | None = None
    album: str | None = None
    published: str | None = None  # an RFC 3339 full-date; a year alone is no date
    chapters: tuple[Chapter, ...] = ()
    length_ms: int | None = None
    length_is_guess: bool = True


def read_tags(path: Path) -> Tags:
    """Return what the file says; damaged tags are as good as none."""
    file = _opened(path)
    if file is None:
        return Tags()
    try:
        date = DATE.match(_first(file, _PUBLISHED) or "")
        return Tags(
            title=_first(file, _TITLE),
            artist=_first(file, _ARTIST),
            album=_first(file, _ALBUM),
            published=date[1] if date else None,
            chapters=tuple(sorted(_chapters(file), key=lambda chapter: chapter.start_ms)),
            length_ms=_length_ms(file),
            length_is_guess=isinstance(file, AAC) or _is_headless_mp3(file),
        )
    except _DAMAGED as error:
        log.info("The tags of %s are damaged: %s", path.name, type(error).__name__)
        return Tags()


def claimed_length_ms(path: Path) -> int | None:
    """Return the length the file claims to have, without decoding anything."""
    file = _opened(path)
    return _length_ms(file) if file is not None else None


def cover(path: Path) -> bytes | None:
    """Return the picture kept in the file, the front cover first, as an image file's bytes."""
    file = _opened(path)
    try:
        pictures = list(_pictures(file)) if file is not None else []
    except _DAMAGED as error:
        log.info("The cover of %s is damaged: %s", path.name, type(error).__name__)
        return None
    front = next((data for is_front, data in pictures if is_front and data), None)
    return front or next((data for _, data in pictures if data), None)


def _opened(path: Path) -> FileType | None:
    try:
        kind = kind_of(path)
        reader = _READERS.get(kind, File) if kind is not None else File
        opened: FileType | None = reader(path)
        return opened
    except _DAMAGED as error:
        log.info("%s has no tags that can be read: %s", path.name, type(error).__name__)
        return None


# Any here and below: mutagen's tags and infos have no common type, nor right hints.
def _parts(file: FileType) -> tuple[Any, Any]:
    """Return a file's tags and stream information, either of which may be None."""
    return file.tags, file.info


def _length_ms(file: FileType) -> int | None:
    _tags, info = _parts(file)
    seconds = getattr(info, "length", None) or 0
    if isinstance(file, WAVE) and seconds * info.bitrate / 8 > _ENDLESS_BYTES:
        return None
    return round(seconds * 1000) if seconds > 0 else None


def _is_headless_mp3(file: FileType) -> bool:
    """Whether no Xing or VBRI header counts the frames, so that the length is a guess."""
    _tags, info = _parts(file)
    return isinstance(file, MP3) and (info.bitrate_mode is BitrateMode.UNKNOWN or info.sketchy)


def _first(file: FileType, names: tuple[str, ...]) -> str | None:
    """Return the first text that stands under one of the names."""
    tags, _info = _parts(file)
    for name in names:
        try:
            value = tags.get(name) if tags is not None else None
        except ValueError:  # a name that this kind of tags cannot have
            continue
        texts = getattr(value, "text", value)  # an ID3 frame holds its texts, the others are lists
        text = texts[0] if isinstance(texts, list) and texts else texts
        said = str(text).replace("\0", " ").strip() if text is not None else ""
        if said:
            return said
    return None


def _chapters(file: FileType) -> Iterator[Chapter]:
    tags, _info = _parts(file)
    if isinstance(file, MP4):
        for start in file.chapters or ():
            yield Chapter(round(start.start * 1000), None, _one_line(start.title))
    elif isinstance(tags, ID3):
        yield from _id3_chapters(tags)
    elif tags is not None:
        yield from _vorbis_chapters(tags)


def _id3_chapters(tags: Any) -> Iterator[Chapter]:
    for frame in tags.getall("CHAP"):
        end_ms = None if frame.end_time == _NO_TIME else frame.end_time
        title = frame.sub_frames.get("TIT2")
        if frame.start_time != _NO_TIME:
            yield Chapter(frame.start_time, end_ms, _one_line(title) if title else "")


def _vorbis_chapters(tags: Any) -> Iterator[Chapter]:
    for number in range(_VORBIS_CHAPTERS):
        start = tags.get(f"chapter{number:03}")
        if start:
            name = tags.get(f"chapter{number:03}name")
            try:
                start_ms = parse_time(str(start[0]))
            except AppError:
                log.info("A chapter starts at a time that cannot be read")
            else:
                yield Chapter(start_ms, None, _one_line(name[0]) if name else "")
        elif number > 0:  # they are counted from 0 or from 1
            return


def _one_line(text: object) -> str:
    return " ".join(str(text).replace("\0", " ").split())


def _pictures(file: FileType) -> Iterator[tuple[bool, bytes]]:
    """Yield (is the front cover, data) of each picture."""
    tags, _info = _parts(file)
    if isinstance(file, FLAC):
        for picture in file.pictures:
            yield picture.type == PictureType.COVER_FRONT, picture.data
    elif isinstance(tags, ID3):
        yield from _id3_pictures(tags)
    elif isinstance(file, MP4):
        for data in (tags or {}).get("covr", ()):
            yield True, bytes(data)
    elif tags is not None:
        for text in tags.get("metadata_block_picture") or ():
            picture = Picture(b64decode(str(text)))
            yield picture.type == PictureType.COVER_FRONT, picture.data


def _id3_pictures(tags: Any) -> Iterator[tuple[bool, bytes]]:
    for frame in tags.getall("APIC"):
        yield frame.type == PictureType.COVER_FRONT, frame.data
