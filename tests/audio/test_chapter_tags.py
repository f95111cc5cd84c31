from pathlib import Path

import pytest
from mutagen.id3 import APIC, ID3, TIT2

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


def test_the_chapters_stand_in_the_file_in_the_order_of_their_times(
    sound: Path, tmp_path: Path
) -> None:
    titles = ["A long question, that goes on for a while?", "Short?", "Of middling length?", "Yes?"]
    spans = [TitledSpan(500 * n, 500 * n + 500, title) for n, title in enumerate(titles)]
    written = copy_with_chapters(sound, tmp_path / "copy.mp3", spans).read_bytes()
    places = [written.index(title.encode()) for title in titles]
    assert places == sorted(places)
    assert [written.count(title.encode()) for title in titles] == [1] * 4


@pytest.mark.parametrize("word", ["question ", "вопрос ", "問"])
def test_a_title_too_long_for_players_is_cut_after_a_word(
    sound: Path, tmp_path: Path, word: str
) -> None:
    spans = [TitledSpan(0, 500, word * 60), TitledSpan(500, 900, "Short?")]
    long, short = read_tags(copy_with_chapters(sound, tmp_path / "copy.mp3", spans)).chapters
    assert short.title == "Short?"
    assert 60 < len(long.title.encode()) <= 120
    assert long.title.endswith(f"{word.strip()}…")
    assert (word * 60).startswith(long.title[:-1])


@pytest.mark.parametrize("version", [3, 4])
def test_the_copy_keeps_the_other_tags(sound: Path, tmp_path: Path, version: int) -> None:
    tags = ID3()
    tags.add(TIT2(encoding=3, text=["An episode"]))
    tags.add(APIC(encoding=3, mime="image/png", type=3, desc="", data=b"a picture"))
    tags.save(sound, v2_version=version)
    copy = copy_with_chapters(sound, tmp_path / "copy.mp3", CHAPTERS)
    kept = ID3(copy)
    assert kept["TIT2"].text == ["An episode"]
    assert kept.getall("APIC")[0].data == b"a picture"
    assert [c.title for c in read_tags(copy).chapters] == [c.title for c in CHAPTERS]


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
