"""Clips hold what lies between two times, in the format of their name."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop_app.audio.clips import ClipFailed, cut_clip
from desktop_app.audio.not_audio import NotAudio
from desktop_app.audio.probe import probe
from desktop_app.audio.samples import mono_blocks
from desktop_app.progress import Progress

RATE_HZ = 16_000


def heard(path: Path) -> NDArray[np.int16]:
    return np.concatenate(list(mono_blocks(path, rate_hz=RATE_HZ, progress=Progress())))


def off_ms(clip: NDArray[np.int16], whole: NDArray[np.int16], start_ms: int) -> float:
    """Return how far from ``start_ms`` the clip is found in the whole recording."""
    piece = clip[RATE_HZ // 2 : RATE_HZ].astype(float)
    around = whole[(start_ms - 500) * RATE_HZ // 1000 :][: RATE_HZ * 3].astype(float)
    best = np.correlate(around, piece).argmax() - RATE_HZ // 2
    return float(best / RATE_HZ * 1000 - 500)


@pytest.mark.parametrize("source", [".mp3", ".m4a", ".opus", ".flac", ".wav"])
@pytest.mark.parametrize("ending", [".mp3", ".wav"])
def test_a_clip_is_the_stretch_between_the_times(
    recording: Callable[..., Path], tmp_path: Path, source: str, ending: str
) -> None:
    path = recording(40, source)
    clip = cut_clip(path, 21_300, 24_800, tmp_path / f"clip{ending}")
    assert clip == tmp_path / f"clip{ending}"
    assert probe(clip).duration_ms == pytest.approx(3_500, abs=120)
    assert off_ms(heard(clip), heard(path), 21_300) == pytest.approx(0, abs=30)


def test_both_ends_are_faded(recording: Callable[..., Path], tmp_path: Path) -> None:
    sound = heard(cut_clip(recording(20, ".wav"), 3_200, 4_400, tmp_path / "clip.wav"))
    assert np.abs(sound[[0, -1]]).max() < 60
    middle = np.abs(sound[800:1_600]).mean()
    for edge in (sound[:32], sound[-32:]):
        assert np.abs(edge).mean() < middle / 4


def test_stereo_stays_stereo_and_more_become_stereo(
    recording: Callable[..., Path], tmp_path: Path
) -> None:
    sizes = {}
    for channels in (1, 2, 6):
        path = recording(5, ".flac", "-ac", str(channels))
        sizes[channels] = cut_clip(path, 0, 1_000, tmp_path / f"{channels}.wav").stat().st_size
    assert sizes[2] == sizes[6] == pytest.approx(sizes[1] * 2, rel=0.01)


def test_a_clip_knows_its_title(recording: Callable[..., Path], tmp_path: Path) -> None:
    words = {"title": "On “bread” = life", "artist": "Ann"}
    facts = probe(cut_clip(recording(5, ".mp3"), 0, 2_000, tmp_path / "a.mp3", tags=words))
    assert (facts.title, facts.artist) == ("On “bread” = life", "Ann")


def test_a_clip_ends_with_the_recording(recording: Callable[..., Path], tmp_path: Path) -> None:
    clip = cut_clip(recording(5, ".mp3"), 4_000, 90_000, tmp_path / "clip.wav")
    assert probe(clip).duration_ms == pytest.approx(1_000, abs=60)


@pytest.mark.parametrize(("start_ms", "end_ms"), [(9_000, 10_000), (3_000, 3_000), (3_000, 2_000)])
def test_nothing_between_the_times_is_said(
    recording: Callable[..., Path], tmp_path: Path, start_ms: int, end_ms: int
) -> None:
    with pytest.raises(ClipFailed, match="no sound between"):
        cut_clip(recording(5, ".mp3"), start_ms, end_ms, tmp_path / "clip.mp3")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_names_the_ones_there_are(
    recording: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(ClipFailed, match=r"“\.xyz”") as error:
        cut_clip(recording(5, ".mp3"), 0, 1_000, tmp_path / "clip.xyz")
    assert ".mp3" in error.value.hint


@pytest.mark.parametrize("name", ["clip.mp3", "clip.wav"])
def test_a_place_that_cannot_be_written_is_named(
    recording: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ClipFailed, match=f"“{name}” could not be written"):
        cut_clip(recording(5, ".mp3"), 0, 1_000, tmp_path / "file" / name)


def test_what_does_not_sound_has_no_clips(tmp_path: Path) -> None:
    path = tmp_path / "talk.mp3"
    path.write_text("hello " * 300)
    with pytest.raises(NotAudio, match="holds text"):
        cut_clip(path, 0, 1_000, tmp_path / "clip.mp3")
