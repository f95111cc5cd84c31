"""Files that can be made again: named by what they were made from, and thrown away by age."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from desktop_app.audio.not_audio import first_bytes

log = logging.getLogger(__name__)

_SAMPLED_BYTES = 1 << 16


def identity(path: Path) -> str:
    """Return letters that are the same for this file wherever it lies, until it changes.

    They come from the size, the time of the last change, and both ends of the content. Raises
    NotAudio for a file that cannot be read.
    """
    try:
        status = path.stat()
        digest = blake2b(f"{status.st_size} {status.st_mtime_ns}".encode(), digest_size=16)
        with path.open("rb") as file:
            digest.update(file.read(_SAMPLED_BYTES))
            file.seek(max(0, status.st_size - _SAMPLED_BYTES))
            digest.update(file.read(_SAMPLED_BYTES))
    except OSError:
        first_bytes(path, 1)  # it has just vanished, or cannot be read: says which
        raise
    return digest.hexdigest()


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give a path to write to; it becomes ``target`` at the end, or vanishes on an exception.

    It lies beside ``target`` and ends like it, so programs that go by endings understand it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".part-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def keep_below(limit_bytes: int, folder: Path, pattern: str) -> None:
    """Remove the files of ``folder`` that were unused longest, until the others fit."""
    try:
        found = [(path.stat(), path) for path in folder.glob(pattern)]
        size = sum(status.st_size for status, _ in found)
        for status, path in sorted(found, key=lambda pair: pair[0].st_mtime_ns):
            if size <= limit_bytes:
                break
            path.unlink()
            size -= status.st_size
    except OSError as error:  # another Earmark tidied at the same time, or one is being played
        log.info("The folder of made files was not tidied: %s", error)
