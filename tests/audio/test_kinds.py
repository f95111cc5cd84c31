"""What a file is goes by its content."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.audio.kinds import Kind, is_audio, kind_of


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".mp3", Kind.MP3),
        (".mp2", Kind.MP3),
        (".aac", Kind.ADTS),
        (".m4a", Kind.MP4),
        (".wav", Kind.WAV),
        (".aiff", Kind.AIFF),
        (".flac", Kind.FLAC),
        (".ogg", Kind.OGG),
        (".opus", Kind.OGG),
        (".wma", Kind.OTHER),
        (".mka", Kind.OTHER),
        (".au", Kind.OTHER),
    ],
)
def test_the_content_says_the_kind_whatever_the_name(
    recording: Callable[..., Path], tmp_path: Path, ending: str, kind: Kind
) -> None:
    renamed = tmp_path / "notes.txt"
    renamed.write_bytes(recording(2, ending).read_bytes())
    assert kind_of(renamed) is kind
    assert is_audio(renamed)


def test_a_frame_is_found_behind_a_large_picture(
    recording: Callable[..., Path], tmp_path: Path
) -> None:
    plain = recording(2, ".mp3", "-id3v2_version", "0").read_bytes()
    size = 300_000
    tag = b"ID3\x03\0\0" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
    path = tmp_path / "talk.mp3"
    path.write_bytes(tag + b"\xff" * size + plain)
    assert kind_of(path) is Kind.MP3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ID3\x03\0\0\0\0\0\x7f",
        b"Hello, this is a transcript.\n" * 100,
        b"%PDF-1.7\n" + bytes(range(256)) * 20,
        b"PK\x03\x04" + bytes(3_000),
        b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\xff\xfb\x12\0" * 2_000,
        b"\xff\xfb" * 5_000,
        b"RIFF\0\0\0\0AVI " + bytes(100),
        b"\xff\xfe" + "Ünicode text".encode("utf-16-le") * 300,
    ],
    ids=["empty", "tag alone", "text", "pdf", "zip", "jpeg", "sync only", "avi", "utf-16"],
)
def test_what_does_not_sound_is_no_audio(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "talk.mp3"
    path.write_bytes(content)
    assert not is_audio(path)


@pytest.mark.parametrize(
    ("ending", "codec"), [(".mp4", "mpeg4"), (".ogv", "libtheora"), (".mkv", "mpeg4")]
)
def test_a_film_is_no_audio_of_a_folder(
    recording: Callable[..., Path], ending: str, codec: str
) -> None:
    picture = ("-f", "lavfi", "-i", "color=size=64x64:rate=5:duration=2")
    film = recording(2, ending, *picture, "-map", "0:a", "-map", "1:v", "-c:v", codec)
    assert not is_audio(film)


def test_a_book_with_chapter_pictures_is_audio(
    recording: Callable[..., Path], tmp_path: Path
) -> None:
    book = bytearray(recording(2, ".m4a").read_bytes())
    path = tmp_path / "book.m4b"
    path.write_bytes(book.replace(b"soun", b"vide"))
    assert is_audio(path)


def test_what_is_not_there_is_no_audio(tmp_path: Path) -> None:
    assert not is_audio(tmp_path / "nothing.mp3")
    assert not is_audio(tmp_path)
