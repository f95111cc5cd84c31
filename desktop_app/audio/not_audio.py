"""Why a file does not play: one sentence for each way a file can be wrong."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.i18n import _

_LOOKED_AT_BYTES = 4096
_TEXT_CONTROLS = set(b"\t\n\v\f\r\x1b")


class NotAudio(AppError):
    """A file that was given as audio and cannot be played."""


def first_bytes(path: Path, count: int) -> bytes:
    """Return the start of a file that has one; NotAudio says why if it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(count)
    except FileNotFoundError as error:
        raise NotAudio(
            _("“{name}” is not there any more.").format(name=path.name),
            hint=_("Put the file back where it was, or choose another one."),
        ) from error
    except OSError as error:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for names that are too long
            raise NotAudio(
                _("“{name}” is a folder, not an audio file.").format(name=path.name),
                hint=_("Choose one of the files in it."),
            ) from error
        raise _unreadable(path) from error
    if not head:
        raise NotAudio(
            _("“{name}” is empty.").format(name=path.name),
            hint=_("Download the file or copy it here once more."),
        )
    return head


@contextmanager
def staying(path: Path) -> Iterator[None]:
    """Say as NotAudio that a file went while it was looked into, as when its stick is pulled."""
    try:
        yield
    except OSError as error:
        first_bytes(path, 1)  # says why, if it still is so
        raise _unreadable(path) from error


def why_not(path: Path, said: str) -> NotAudio:
    """Return the reason why ffmpeg, which ``said`` something, found nothing to play in a file."""
    head = first_bytes(path, _LOOKED_AT_BYTES)  # raises the reason itself if it can
    if head[4:8] == b"ftyp" and "moov atom not found" in said:
        return NotAudio(
            _("“{name}” is cut off, and the missing end says how to play it.").format(
                name=path.name
            ),
            hint=_("Download the file or copy it here once more."),
        )
    if _is_text(head):
        return NotAudio(
            _("“{name}” holds text, not sound.").format(name=path.name),
            hint=_("Choose the audio file. A transcript is added beside it."),
        )
    return NotAudio(
        _("“{name}” is not an audio file that can be played.").format(name=path.name),
        hint=_("Choose an MP3, M4A, OGG, Opus, FLAC or WAV file."),
    )


def _unreadable(path: Path) -> NotAudio:
    return NotAudio(
        _("“{name}” cannot be read.").format(name=path.name),
        hint=_("Check that you are allowed to open the file, and that its disk is there."),
    )


def _is_text(head: bytes) -> bool:
    if any(byte < 32 and byte not in _TEXT_CONTROLS for byte in head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # only the cut through the last letter
    return True
