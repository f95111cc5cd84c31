"""The waveform, the loudness and the exact length, from one pass."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop_app.audio.not_audio import NotAudio
from desktop_app.audio.peaks import PER_SECOND, Peaks, compute_peaks, load_cached, peaks_of, save
from desktop_app.errors import Cancelled
from desktop_app.progress import Progress


@pytest.fixture(scope="module")
def talk_peaks(recording: Callable[..., Path]) -> Peaks:
    return compute_peaks(recording(20, ".flac"), progress=Progress())


def test_there_is_a_bin_for_each_stretch_of_time(talk_peaks: Peaks) -> None:
    assert talk_peaks.per_second == PER_SECOND
    assert talk_peaks.duration_ms == 20_000
    assert len(talk_peaks.values) == len(talk_peaks.levels) == 20 * PER_SECOND


def test_the_loudest_moment_fills_the_height_and_pauses_are_low(talk_peaks: Peaks) -> None:
    values = np.frombuffer(talk_peaks.values, np.uint8).reshape(-1, PER_SECOND)
    assert values.max() == 255
    assert values[:, 5:25].mean() > 50
    assert values[:, 35:45].max() <= 3


def test_a_level_is_half_a_decibel(talk_peaks: Peaks) -> None:
    levels = np.frombuffer(talk_peaks.levels, np.uint8).astype(int).reshape(-1, PER_SECOND)
    lively, calm = np.median(levels[1, 5:25]), np.median(levels[15, 5:25])
    assert lively - calm == pytest.approx(12, abs=3)  # twice as loud is six decibels
    assert calm - np.median(levels[15, 35:45]) == pytest.approx(104, abs=6)


def test_a_quiet_recording_is_drawn_as_tall_as_a_loud_one(
    recording: Callable[..., Path], talk_peaks: Peaks
) -> None:
    quiet = compute_peaks(recording(20, ".flac", "-af", "volume=0.1"), progress=Progress())
    assert max(quiet.values) == 255
    assert max(quiet.levels) == pytest.approx(max(talk_peaks.levels) - 40, abs=3)


def test_the_hiss_of_an_empty_recording_is_not_blown_up(recording: Callable[..., Path]) -> None:
    hiss = compute_peaks(recording(5, ".flac", "-af", "volume=0.002"), progress=Progress())
    assert 0 < max(hiss.values) < 100
    silence = compute_peaks(recording(5, ".wav", "-af", "volume=0"), progress=Progress())
    assert max(silence.values) == max(silence.levels) == 0


@pytest.mark.parametrize("ending", [".mp3", ".m4a", ".opus", ".ogg"])
def test_the_length_is_counted_in_every_format(recording: Callable[..., Path], ending: str) -> None:
    peaks = compute_peaks(recording(5, ending), progress=Progress())
    assert peaks.duration_ms == pytest.approx(5_000, abs=60)


def test_a_length_that_files_get_wrong_is_counted(headless_mp3: Path) -> None:
    peaks = compute_peaks(headless_mp3, progress=Progress())
    assert peaks.duration_ms == pytest.approx(40_000, abs=120)


def test_the_last_bin_may_be_short(recording: Callable[..., Path]) -> None:
    peaks = compute_peaks(recording(5, ".wav", "-t", "1.005"), progress=Progress())
    assert (peaks.duration_ms, len(peaks.values)) == (1_005, 51)


def test_parts_grow_into_the_whole(recording: Callable[..., Path]) -> None:
    parts: list[Peaks] = []
    fractions: list[float] = []
    progress = Progress(lambda fraction, _text: fractions.append(fraction))
    whole = compute_peaks(recording(40, ".wav"), progress=progress, on_part=parts.append)
    assert parts
    assert parts[0].duration_ms < 10_000  # the waveform starts to grow early
    for part in parts:
        assert len(part.values) == part.duration_ms * PER_SECOND // 1000
        assert whole.levels.startswith(part.levels)
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1, abs=0.01)


def test_cancelling_leaves_nothing(recording: Callable[..., Path], tmp_path: Path) -> None:
    def stop(fraction: float, _text: str) -> None:
        if fraction > 0.2:
            progress.cancel()

    progress = Progress(stop)
    with pytest.raises(Cancelled):
        peaks_of(recording(40, ".wav"), tmp_path / "peaks", progress=progress)
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize("content", [b"", b"Hello, hello.\n" * 99], ids=["empty", "text"])
def test_what_does_not_sound_has_no_peaks(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "talk.mp3"
    path.write_bytes(content)
    with pytest.raises(NotAudio, match=r"“talk\.mp3”"):
        compute_peaks(path, progress=Progress())


def test_a_damaged_file_gives_its_good_part(recording: Callable[..., Path], tmp_path: Path) -> None:
    content = recording(20, ".mp3").read_bytes()
    path = tmp_path / "talk.mp3"
    path.write_bytes(content[: len(content) // 2] + bytes(5_000))
    peaks = compute_peaks(path, progress=Progress())
    assert peaks.duration_ms == pytest.approx(10_000, abs=1_000)


@pytest.fixture
def talk(recording: Callable[..., Path], tmp_path: Path) -> Path:
    path = tmp_path / "talk.wav"
    path.write_bytes(recording(5, ".wav").read_bytes())
    return path


def test_peaks_are_decoded_once(talk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "peaks"
    parts: list[Peaks] = []
    first = peaks_of(talk, folder, progress=Progress())
    moved = talk.rename(tmp_path / "moved.wav")
    again = peaks_of(moved, folder, progress=Progress(), on_part=parts.append)
    assert again == first
    assert parts == []
    assert len(list(folder.iterdir())) == 1


def test_changed_content_has_peaks_of_its_own(
    talk: Path, tmp_path: Path, recording: Callable[..., Path]
) -> None:
    folder = tmp_path / "peaks"
    peaks_of(talk, folder, progress=Progress())
    talk.write_bytes(recording(20, ".wav").read_bytes())
    assert load_cached(folder, talk) is None
    assert peaks_of(talk, folder, progress=Progress()).duration_ms == 20_000


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[:-5],
        lambda data: data[:40] + b"\0\0\0\0" + data[44:],
        lambda data: b"Otherpk" + data[7:],
        lambda data: data[:7] + b"\xfe" + data[8:],
    ],
    ids=["empty", "head cut", "end cut", "middle", "magic", "version"],
)
def test_damaged_kept_peaks_are_made_again(
    talk: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    folder = tmp_path / "peaks"
    whole = peaks_of(talk, folder, progress=Progress())
    (kept,) = folder.iterdir()
    kept.write_bytes(spoil(kept.read_bytes()))
    assert load_cached(folder, talk) is None
    assert peaks_of(talk, folder, progress=Progress()) == whole
    assert load_cached(folder, talk) == whole


def test_a_folder_that_cannot_be_written_costs_only_time(talk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "peaks"
    folder.write_text("a file stands where the folder should be")
    assert peaks_of(talk, folder, progress=Progress()).duration_ms == 5_000


def test_kept_peaks_are_small(talk_peaks: Peaks, talk: Path, tmp_path: Path) -> None:
    save(tmp_path / "peaks", talk, talk_peaks)
    (kept,) = (tmp_path / "peaks").iterdir()
    assert kept.stat().st_size < 20 * PER_SECOND * 2
