"""What the player bar needs of a sound: a picture, a waveform, a file that seeks well."""

from pathlib import Path

import pytest

from desktop_app.audio.peaks import Peaks
from desktop_app.errors import AppError, Cancelled
from desktop_app.paths import resource
from desktop_app.progress import Progress
from desktop_app.workflows.sounding import prepare_sound, read_waveform
from tests.workflows.conftest import write_wave

SAMPLE = resource("sample/bread-questions.mp3")


def test_a_sound_file_is_played_as_it_is_with_its_picture(tmp_path: Path) -> None:
    sound = prepare_sound(SAMPLE, tmp_path, Progress())
    assert (sound.audio, sound.plays) == (SAMPLE, SAMPLE)
    assert sound.picture is not None
    assert len(sound.picture) > 100


def test_a_sound_without_a_picture_has_none(tmp_path: Path) -> None:
    path = write_wave(tmp_path / "plain.wav", 1.0)
    assert prepare_sound(path, tmp_path / "cache", Progress()).picture is None


def test_the_waveform_grows_and_is_kept(tmp_path: Path) -> None:
    parts: list[Peaks] = []
    whole = read_waveform(SAMPLE, tmp_path, parts.append, Progress())
    assert len(whole.values) / whole.per_second == pytest.approx(306, abs=1)
    assert max(whole.values) > 0
    assert all(len(part.values) <= len(whole.values) for part in parts)
    again: list[Peaks] = []
    assert read_waveform(SAMPLE, tmp_path, again.append, Progress()) == whole
    assert len(again) <= 1


def test_reading_can_be_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_waveform(SAMPLE, tmp_path / "cache", lambda _part: None, progress)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == []


@pytest.mark.parametrize("content", ["", "These are words. " * 50])
def test_a_file_that_is_no_sound_is_refused_in_one_sentence(tmp_path: Path, content: str) -> None:
    path = tmp_path / "words.mp3"
    path.write_text(content)
    with pytest.raises(AppError, match=r"words\.mp3"):
        read_waveform(path, tmp_path / "cache", lambda _part: None, Progress())


def test_a_file_that_is_gone_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"gone\.mp3"):
        prepare_sound(tmp_path / "gone.mp3", tmp_path / "cache", Progress())
