"""The sound of a file as plain numbers, in blocks: memory stays flat however long it is."""

import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.audio.ffmpeg import FfmpegFailed, input_arguments, stream_ffmpeg
from desktop_app.audio.not_audio import first_bytes, why_not
from desktop_app.progress import Progress

log = logging.getLogger(__name__)

_SAMPLE_BYTES = 2
# Of these a moment is found without decoding what is before it, as measured to 8 ms (AAC at a low
# rate to 50). In films the sound may begin later than the pictures, and moments count from those.
_SOUND_ONLY = frozenset((".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav"))


def mono_blocks(
    path: Path, *, rate_hz: int, progress: Progress, first: int = 0
) -> Iterator[NDArray[np.int16]]:
    """Yield a file as mono samples at ``rate_hz``, in order, as they are decoded.

    It begins with the sample ``first``. A file that breaks off gives its good part. Raises NotAudio
    when there is no sound at all, and Cancelled when ``progress`` is.
    """
    can_seek = path.suffix.lower() in _SOUND_ONLY
    blocks = _decoded(path, rate_hz, progress, first if can_seek else 0)
    skipped = 0 if can_seek else first
    for block in blocks:
        if skipped >= len(block):
            skipped -= len(block)
        else:
            yield block[skipped:]
            skipped = 0


def _decoded(
    path: Path, rate_hz: int, progress: Progress, first: int
) -> Iterator[NDArray[np.int16]]:
    """Yield the samples that ffmpeg gives when it is sent to the sample ``first``."""
    first_bytes(path, 1)
    place = ["-ss", f"{first / rate_hz:.6f}"] if first else []
    arguments = ["-v", "error", *place, *input_arguments(path), "-map", "0:a:0", "-f", "s16le"]
    arguments += ["-ac", "1", "-ar", str(rate_hz), "pipe:1"]
    heard_any, said, rest = False, "", b""
    try:
        for block in stream_ffmpeg(arguments, progress):
            data = rest + block
            whole = len(data) - len(data) % _SAMPLE_BYTES
            rest = data[whole:]
            if whole:
                heard_any = True
                yield np.frombuffer(data, "<i2", whole // _SAMPLE_BYTES)
    except FfmpegFailed as error:
        said = error.said
        log.info("ffmpeg stopped before the end of %s", path.name)
        log.debug("ffmpeg said: %s", said)
    if not heard_any and not first:
        raise why_not(path, said)
