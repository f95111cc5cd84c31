"""Chapters in containers: each kind of file is read by whoever reads it best."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mutagen.id3 import CHAP, ID3, TIT2

from desktop_app.audio.container_tags import read_container
from desktop_app.audio.probe import probe
from desktop_app.audio.tags import Tags, read_tags
from desktop_app.transcript.chapters import Chapter

LISTED = r""";FFMETADATA1
title=A talk \= a walk
artist=Ana
album=The show
date=2024-05-06
[CHAPTER]
TIMEBASE=1/1000
START=0
END=1200
title=First\; with \# and \\ and é
[CHAPTER]
TIMEBASE=1/1000
START=1200
END=3000
title=Second \
half
"""
FIRST, SECOND = "First; with # and \\ and é", "Second half"


@pytest.fixture
def talk(recording: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Make a talk with two chapters in the container that an ending stands for."""

    def make(ending: str, *arguments: str) -> Path:
        listed = tmp_path / "chapters.txt"
        listed.write_text(LISTED, "utf-8")
        options = ("-f", "ffmetadata", "-i", str(listed), "-map_metadata", "1", *arguments)
        made = recording(3, ending, *options)
        path = tmp_path / f"talk{ending}"
        path.write_bytes(made.read_bytes())
        made.unlink()
        return path

    return make


@pytest.mark.parametrize("ending", [".mka", ".mkv", ".webm", ".wma"])
def test_chapters_and_names_of_matroska_and_its_like_are_read(
    talk: Callable[..., Path], ending: str
) -> None:
    facts = probe(talk(ending))
    assert [(c.start_ms, c.title) for c in facts.chapters] == [(0, FIRST), (1_200, SECOND)]
    assert facts.chapters[0].end_ms == 1_200
    assert (facts.title, facts.artist, facts.album) == ("A talk = a walk", "Ana", "The show")


def test_a_date_in_matroska_is_the_day_of_publishing(talk: Callable[..., Path]) -> None:
    assert probe(talk(".mka")).published == "2024-05-06"


def test_both_kinds_of_chapters_in_an_mp4_are_read(talk: Callable[..., Path]) -> None:
    both = talk(".m4a")
    nero = both.with_name("nero.m4a")
    nero.write_bytes(both.read_bytes().replace(b"chap", b"skip"))
    quick_time = talk(".m4b", "-movflags", "disable_chpl")
    assert b"chpl" in nero.read_bytes()
    assert b"chpl" not in quick_time.read_bytes()
    for path in (both, nero, quick_time):
        found = [(c.start_ms, c.title) for c in probe(path).chapters]
        assert found == [(0, FIRST), (1_200, SECOND)], path.name


def test_nero_chapters_that_stop_short_yield_to_the_whole_list(talk: Callable[..., Path]) -> None:
    path = talk(".m4a")
    data = bytearray(path.read_bytes())
    counted = data.index(b"chpl") + 12  # behind version and flags, and four bytes of nothing
    assert data[counted] == 2
    data[counted] = 1
    path.write_bytes(data)
    assert len(read_tags(path).chapters) == 1
    assert [c.title for c in probe(path).chapters] == [FIRST, SECOND]


def test_chapters_start_where_they_say_whatever_silence_encoders_add(
    talk: Callable[..., Path],
) -> None:
    path = talk(".mp3")
    tags = ID3(path)
    tags.delall("CHAP")
    tags.add(CHAP(element_id="x", start_time=500, end_time=900, sub_frames=[TIT2(text=["Here"])]))
    tags.save()
    assert probe(path).chapters == (Chapter(500, 900, "Here"),)
    assert [(c.start_ms, c.title) for c in read_container(path).chapters] == [(500, "Here")]


def test_vorbis_comments_have_their_chapters_from_the_tags(talk: Callable[..., Path]) -> None:
    found = probe(talk(".opus")).chapters
    assert [(c.start_ms, c.title) for c in found] == [(0, FIRST), (1_200, SECOND)]


def test_without_ffmpeg_a_container_says_nothing(
    talk: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = talk(".mka")
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    assert read_container(path) == Tags()


def test_what_is_no_recording_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "talk.mka"
    path.write_bytes(b"\x1a\x45\xdf\xa3" + b"nothing more")
    assert read_container(path) == Tags()
