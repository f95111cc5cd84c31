"""Runs the ffmpeg program: finds it, feeds it one file, and never leaves it running."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import imageio_ffmpeg

from desktop_app.errors import AppError, Cancelled
from desktop_app.i18n import _
from desktop_app.progress import Progress

_BLOCK_BYTES = 1 << 16
_SAID_BYTES = 1 << 16  # of a long list of complaints, the end is kept


class NoFfmpeg(AppError):
    """There is no ffmpeg program on this computer."""


class FfmpegFailed(Exception):
    """ffmpeg gave up; ``said`` is what it wrote. Translated by whoever knows what was asked."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finished ffmpeg wrote to its two outputs, and whether it was content."""

    output: bytes
    said: str
    succeeded: bool


def ffmpeg_path() -> Path:
    """Return the ffmpeg on PATH, else the one installed with Earmark."""
    on_path = shutil.which("ffmpeg")
    if on_path is not None:
        return Path(on_path)
    try:
        installed = Path(imageio_ffmpeg.get_ffmpeg_exe())
        if not installed.is_file():  # a variable or a packager points to what is not there
            raise RuntimeError(f"no file {installed}")
        return installed
    except RuntimeError as error:
        raise NoFfmpeg(
            _("Earmark needs the program ffmpeg, and there is none on this computer."),
            hint=_("Install ffmpeg, for example from ffmpeg.org, and start Earmark again."),
        ) from error


def input_arguments(path: Path) -> list[str]:
    """Return the arguments that read ``path``, whatever its name, and nothing else.

    A playlist inside the file can then not make ffmpeg open addresses on the network.
    """
    return ["-protocol_whitelist", "file,pipe", "-i", f"file:{path}"]


def run_ffmpeg(arguments: Sequence[str]) -> Outcome:
    """Run ffmpeg to its end and return what it wrote, failed or not."""
    with _running(arguments) as (process, complaints):
        output = _output_of(process).read()
        succeeded = process.wait() == 0
    return Outcome(output, complaints[0], succeeded)


def stream_ffmpeg(arguments: Sequence[str], progress: Progress) -> Iterator[bytes]:
    """Yield ffmpeg's output in blocks of at most 64 KiB as it comes.

    ffmpeg is stopped when ``progress`` is cancelled (which raises Cancelled) or the caller stops
    asking. FfmpegFailed comes after the last block, behind the good part of a damaged file.
    """
    with _running(arguments) as (process, complaints):
        output = _output_of(process)
        while block := output.read(_BLOCK_BYTES):
            if progress.is_cancelled:
                raise Cancelled
            yield block
        succeeded = process.wait() == 0
    if not succeeded:
        raise FfmpegFailed(complaints[0])


@contextmanager
def _running(
    arguments: Sequence[str],
) -> Iterator[tuple["subprocess.Popen[bytes]", list[str]]]:
    """Start ffmpeg and end it on the way out; the list then holds what it complained about."""
    complaints: list[str] = []
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(ffmpeg_path()), "-nostdin", "-hide_banner", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
            # On Windows a program of the command line would open a black window of its own.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            yield process, complaints
        finally:
            if process.poll() is None:
                process.kill()
            _output_of(process).close()
            process.wait()
            complaints.append(_end_of(errors))


def _output_of(process: "subprocess.Popen[bytes]") -> IO[bytes]:
    assert process.stdout is not None  # it was asked for
    return process.stdout


def _end_of(errors: IO[bytes]) -> str:
    errors.seek(max(0, errors.seek(0, os.SEEK_END) - _SAID_BYTES))
    return errors.read().decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    """Return the environment for a program that is not part of a frozen bundle.

    PyInstaller points the loader at the bundle's libraries, which are not the system's ffmpeg's.
    """
    environment = dict(os.environ)
    if getattr(sys, "frozen", False):
        for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
            before = environment.pop(f"{name}_ORIG", None)
            if before is None:
                environment.pop(name, None)
            else:
                environment[name] = before
    return environment
