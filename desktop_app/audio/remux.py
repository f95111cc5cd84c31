"""Copies that players seek in correctly, for files without a header that counts their frames.

Such a file makes every player guess its length from its size, and then miss (QtMultimedia showed
a ten-minute file as 7:48 and could not be moved past that). The copy has the same sound, bit for
bit, behind a proper header.
"""

import logging
from pathlib import Path

from desktop_app.audio.cache import identity, keep_below, written_whole
from desktop_app.audio.ffmpeg import FfmpegFailed, input_arguments, stream_ffmpeg
from desktop_app.audio.kinds import Kind, kind_of
from desktop_app.audio.not_audio import first_bytes, staying
from desktop_app.audio.probe import probe
from desktop_app.errors import AppError
from desktop_app.progress import Progress

log = logging.getLogger(__name__)

_FORMAT = 1
_ENDING = {Kind.MP3: ".mp3", Kind.ADTS: ".m4a"}
_CACHE_LIMIT_BYTES = 2_000_000_000


def playable(path: Path, folder: Path, *, progress: Progress) -> Path:
    """Return ``path``, or the copy of it in ``folder`` where seeking needs one.

    Makes the copy the first time: about a second an hour of sound. If it cannot be made, the
    file itself is better than nothing. Raises NotAudio like ``probe``.
    """
    first_bytes(path, 1)
    with staying(path):
        kind = kind_of(path)
        if kind not in _ENDING:
            return path
        copy = folder / f"playable{_FORMAT}-{identity(path)}{_ENDING[kind]}"
    if copy.exists():
        copy.touch()
        return copy
    if not probe(path).length_misleads:
        return path
    try:
        with written_whole(copy) as temporary:
            _copy(path, temporary, progress)
    except (OSError, FfmpegFailed, AppError) as error:
        log.warning("No copy for seeking could be made: %s", error)
        return path
    keep_below(_CACHE_LIMIT_BYTES, folder, "playable*")
    return copy


def _copy(path: Path, target: Path, progress: Progress) -> None:
    arguments = ["-v", "error", *input_arguments(path), "-map", "0:a:0", "-c", "copy"]
    # Without the pictures, chapters and texts: the copy is only listened to.
    arguments += ["-map_metadata", "-1", "-y", f"file:{target}", "-progress", "pipe:1"]
    for _block in stream_ffmpeg(arguments, progress):
        progress.step(0.0)
