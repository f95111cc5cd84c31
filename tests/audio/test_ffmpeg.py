"""ffmpeg is found, stopped and understood."""

import gc
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import pytest

from desktop_app.audio.ffmpeg import (
    FfmpegFailed,
    NoFfmpeg,
    ffmpeg_path,
    input_arguments,
    run_ffmpeg,
    stream_ffmpeg,
)
from desktop_app.errors import Cancelled
from desktop_app.progress import Progress

posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
ENDLESS = ["-v", "error", "-f", "lavfi", "-i", "sine", "-f", "s16le", "pipe:1"]


@posix_only
def test_the_ffmpeg_on_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "ffmpeg"
    stand_in.write_text("#!/bin/sh\n")
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ffmpeg_path() == stand_in


def test_the_ffmpeg_that_came_along_is_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = ffmpeg_path()
    assert path.exists()
    assert "imageio_ffmpeg" in path.parts


def test_without_any_ffmpeg_there_is_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_here() -> str:
        raise RuntimeError("No ffmpeg exe could be found.")

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", none_here)
    with pytest.raises(NoFfmpeg, match="ffmpeg") as error:
        ffmpeg_path()
    assert "Install ffmpeg" in error.value.hint


@pytest.mark.parametrize(("before", "seen"), [("/usr/lib/old", "/usr/lib/old"), (None, "none")])
@posix_only
def test_a_frozen_bundle_keeps_its_libraries_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None, seen: str
) -> None:
    stand_in = tmp_path / "ffmpeg"
    stand_in.write_text("#!/bin/sh\necho ${LD_LIBRARY_PATH:-none}\n")
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    assert run_ffmpeg([]).output.decode().strip() == seen


def test_output_and_complaints_are_told_apart(recording: Callable[..., Path]) -> None:
    outcome = run_ffmpeg([*input_arguments(recording(2, ".wav")), "-f", "wav", "pipe:1"])
    assert outcome.succeeded
    assert outcome.output.startswith(b"RIFF")
    assert "Duration: 00:00:02.00" in outcome.said


def test_a_failure_is_told_and_explained(tmp_path: Path) -> None:
    path = tmp_path / "nothing.mp3"
    path.write_bytes(b"\0" * 5_000)
    outcome = run_ffmpeg(["-v", "error", *input_arguments(path), "-f", "null", "-"])
    assert not outcome.succeeded
    assert outcome.output == b""
    assert "nothing.mp3" in outcome.said


@pytest.mark.parametrize("name", ["-y.wav", "what? 100%.wav", "a:b.wav", "«Ä» .wav"])
@posix_only
def test_any_name_is_a_name_and_no_option(
    tmp_path: Path, recording: Callable[..., Path], name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(recording(2, ".wav").read_bytes())
    assert run_ffmpeg([*input_arguments(path), "-f", "null", "-"]).succeeded


def test_a_playlist_does_not_open_addresses(tmp_path: Path) -> None:
    path = tmp_path / "list.mp3"
    path.write_text("ffconcat version 1.0\nfile http://127.0.0.1:9/x.mp3\n")
    outcome = run_ffmpeg([*input_arguments(path), "-f", "null", "-"])
    assert not outcome.succeeded
    assert "whitelist" in outcome.said or "Unsafe" in outcome.said


def test_cancelling_stops_an_ffmpeg_that_would_run_for_ever() -> None:
    progress = Progress()
    blocks = stream_ffmpeg(ENDLESS, progress)
    assert len(next(blocks)) == 65_536
    progress.cancel()
    with pytest.raises(Cancelled):
        next(blocks)
    assert running_ffmpegs() == []


def test_no_ffmpeg_outlives_the_one_who_asked() -> None:
    for _block in stream_ffmpeg(ENDLESS, Progress()):
        assert len(running_ffmpegs()) == 1 or sys.platform != "linux"
        break
    gc.collect()
    assert running_ffmpegs() == []


def test_the_good_part_comes_before_the_failure(
    recording: Callable[..., Path], tmp_path: Path
) -> None:
    two_inputs = [*input_arguments(recording(2, ".wav")), "-map", "0:a"]
    blocks = stream_ffmpeg(
        [*two_inputs, "-f", "s16le", "pipe:1", "-f", "nonsense", "-"], Progress()
    )
    with pytest.raises(FfmpegFailed) as error:
        list(blocks)
    assert "nonsense" in error.value.said


def running_ffmpegs() -> list[str]:
    """Return the ffmpeg programs this process has started and not ended, where Linux tells."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if not children.exists():
        return []
    names = [Path(f"/proc/{child}/comm") for child in children.read_text().split()]
    return [name for path in names if path.exists() and "ffmpeg" in (name := path.read_text())]
