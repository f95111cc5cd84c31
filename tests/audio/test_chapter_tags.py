from pathlib import Path

import pytest

from desktop_app.audio.chapter_tags import NoChapters, TitledSpan, copy_with_chapters
from desktop_app.audio.ffmpeg import run_ffmpeg
from desktop_app.audio.tags import read_tags
from tests.workflows.conftest import write_wave

CHAPTERS = (TitledSpan(0, 1_000, "What is salt?"), TitledSpan(1_000, 2_500, "Why — à propos?"))


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """An MP3 of two and a half seconds."""
    wave = write_wave(tmp_path / "sound.wav", 2.5)
    made = tmp_path / "sound.mp3"
    run_ffmpeg(["-i", str(wave), "-b:a", "32k", str(made)])
    return made


def test_the_copy_has_the_chapters_and_the_file_itself_is_as_it_was(
    sound: Path, tmp_path: Path
) -> None:
    before = sound.read_bytes()
    copy = copy_with_chapters(sound, tmp_path / "copy.mp3", CHAPTERS)
    found = read_tags(copy).chapters
    assert [(c.start_ms, c.end_ms, c.title) for c in found] == [
        (c.start_ms, c.end_ms, c.title) for c in CHAPTERS
    ]
    assert sound.read_bytes() == before
    again = copy_with_chapters(copy, tmp_path / "again.mp3", CHAPTERS[:1])
    assert [c.title for c in read_tags(again).chapters] == ["What is salt?"]


def test_a_sound_that_is_no_mp3_and_the_sound_itself_are_refused(
    sound: Path, tmp_path: Path
) -> None:
    with pytest.raises(NoChapters, match="no MP3"):
        copy_with_chapters(tmp_path / "sound.wav", tmp_path / "copy.mp3", CHAPTERS)
    with pytest.raises(NoChapters, match="sound itself"):
        copy_with_chapters(sound, sound, CHAPTERS)
    with pytest.raises(NoChapters, match="cannot be written"):
        copy_with_chapters(sound, tmp_path / "nowhere" / "copy.mp3", CHAPTERS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sound.mp3", "sound.wav"]
