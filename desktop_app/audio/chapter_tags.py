"""Chapters in the tags of an MP3: a copy of the file gets them, the file itself stays as it is."""
# mypy: disable-error-code="no-untyped-call"
# mutagen calls itself typed and is so in part only.

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from mutagen import MutagenError
from mutagen.id3 import CHAP, CTOC, ID3, TIT2, CTOCFlags, ID3NoHeaderError
from mutagen.mp3 import MP3

from desktop_app.errors import AppError
from desktop_app.i18n import _

_NO_OFFSET = 0xFFFFFFFF  # ID3: go by the times
_HEADER_BYTES = 10  # of the tags
# WORKAROUND(ffmpeg 5.1, and what plays by it): it leaves out chapters whose title takes more than
# 125 bytes. As a longer one is of no use in a list of chapters either, it is shortened.
_TITLE_BYTES = 120


class NoChapters(AppError):
    """A sound that cannot carry chapters, or a place that cannot be written."""


@dataclass(frozen=True, slots=True)
class TitledSpan:
    """A chapter as tags have it."""

    start_ms: int
    end_ms: int
    title: str


def copy_with_chapters(source: Path, into: Path, chapters: Sequence[TitledSpan]) -> Path:
    """Write a copy of an MP3 with these chapters in the place of its own, and return it.

    The copy is there whole or not at all.
    """
    scratch = into.with_name(f".{into.stem}.{os.getpid()}.part{into.suffix}")
    try:
        if into.exists() and into.samefile(source):
            raise NoChapters(
                _("“{name}” is the sound itself.").format(name=into.name),
                hint=_("Choose another name: Earmark never changes your files."),
            )
        MP3(source)  # refuses what is none
        shutil.copyfile(source, scratch)
        _tag(scratch, chapters)
        scratch.replace(into)
    except MutagenError as error:
        raise NoChapters(
            _("“{name}” cannot carry chapters: it is no MP3.").format(name=source.name),
            hint=_("Save the chapters as a list or as JSON instead."),
        ) from error
    except OSError as error:
        raise NoChapters(
            _("“{name}” cannot be written.").format(name=into.name),
            hint=_("Choose a folder with enough room that you may write to."),
        ) from error
    finally:
        scratch.unlink(missing_ok=True)
    return into


def _tag(file: Path, chapters: Sequence[TitledSpan]) -> None:
    tags = _tags_without_chapters(file)
    names = [f"chp{number}" for number in range(len(chapters))]
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tags.add(CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
    # mutagen orders frames by their size; what it does not know it writes last, in our order.
    # Some players list chapters as they stand in the file.
    tags.unknown_frames += map(_frame, names, chapters)
    tags.save(file, v2_version=4)


def _tags_without_chapters(file: Path) -> ID3:
    """Return the tags of a file as ones of version 2.4, which alone keeps unknown frames then."""
    try:
        old = ID3(file)
    except ID3NoHeaderError:
        return ID3()
    tags = ID3()
    for frame in old.values():
        if frame.FrameID not in ("CHAP", "CTOC"):
            tags.add(frame)
    if old.version >= tags.version:
        tags.unknown_frames += old.unknown_frames
    return tags


def _frame(name: str, chapter: TitledSpan) -> bytes:
    """Return a chapter as it stands in a file."""
    alone = ID3()
    alone.add(
        CHAP(
            element_id=name,
            start_time=chapter.start_ms,
            end_time=chapter.end_ms,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[TIT2(encoding=3, text=[_short(chapter.title)])],
        )
    )
    written = BytesIO()
    alone.save(written, v2_version=4, padding=lambda _info: 0)
    return written.getvalue()[_HEADER_BYTES:]


def _short(title: str) -> str:
    """Return a title that every player takes, cut after a word."""
    if len(title.encode()) <= _TITLE_BYTES:
        return title
    cut = title.encode()[: _TITLE_BYTES - len("…".encode())].decode(errors="ignore")
    whole_words = cut.rpartition(" ")[0]
    return (whole_words if len(whole_words) > len(cut) // 2 else cut).rstrip(" ,;:") + "…"
