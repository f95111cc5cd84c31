"""Chapters in the tags of an MP3: a copy of the file gets them, the file itself stays as it is."""
# mypy: disable-error-code="no-untyped-call"
# mutagen calls itself typed and is so in part only.

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mutagen import MutagenError
from mutagen.id3 import CHAP, CTOC, ID3, TIT2, CTOCFlags, ID3NoHeaderError
from mutagen.mp3 import MP3

from desktop_app.errors import AppError
from desktop_app.i18n import _

_NO_OFFSET = 0xFFFFFFFF  # ID3: go by the times


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
    try:
        tags = ID3(file)
    except ID3NoHeaderError:
        tags = ID3()
    tags.delall("CHAP")
    tags.delall("CTOC")
    names = [f"chp{number}" for number in range(len(chapters))]
    for name, chapter in zip(names, chapters, strict=True):
        tags.add(
            CHAP(
                element_id=name,
                start_time=chapter.start_ms,
                end_time=chapter.end_ms,
                start_offset=_NO_OFFSET,
                end_offset=_NO_OFFSET,
                sub_frames=[TIT2(encoding=3, text=[chapter.title])],
            )
        )
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tags.add(CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
    tags.save(file, v2_version=4)
