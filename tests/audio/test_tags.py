"""What audio files say about themselves."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from mutagen.flac import FLAC, Picture
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TDRC, TIT2, CTOCFlags
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggopus import OggOpus

from desktop_app.audio.tags import cover, read_tags
from desktop_app.transcript.chapters import Chapter

PICTURE = b"\x89PNG\r\n\x1a\n" + b"front" * 20
OTHER_PICTURE = b"\x89PNG\r\n\x1a\n" + b"back" * 20


@pytest.fixture
def mp3(recording: Callable[..., Path], tmp_path: Path) -> Path:
    path = tmp_path / "talk.mp3"
    path.write_bytes(recording(2, ".mp3").read_bytes())
    return path


def picture(data: bytes, kind: int) -> Picture:
    made = Picture()
    made.data, made.type, made.mime = data, kind, "image/png"
    return made


def test_the_front_cover_is_taken_before_other_pictures(mp3: Path) -> None:
    tags = ID3(mp3)
    tags.add(APIC(mime="image/png", type=4, desc="back", data=OTHER_PICTURE))
    tags.add(APIC(mime="image/png", type=3, desc="front", data=PICTURE))
    tags.save()
    assert cover(mp3) == PICTURE


def test_any_picture_is_better_than_none(mp3: Path) -> None:
    tags = ID3(mp3)
    tags.add(APIC(mime="image/png", type=0, desc="", data=OTHER_PICTURE))
    tags.save()
    assert cover(mp3) == OTHER_PICTURE


def test_covers_are_found_in_the_other_formats(
    recording: Callable[..., Path], tmp_path: Path
) -> None:
    m4a, flac, opus = (tmp_path / f"talk{ending}" for ending in (".m4a", ".flac", ".opus"))
    for path in (m4a, flac, opus):
        path.write_bytes(recording(2, path.suffix).read_bytes())
    in_m4a, in_flac, in_opus = MP4(m4a), FLAC(flac), OggOpus(opus)
    in_m4a["covr"] = [MP4Cover(PICTURE, MP4Cover.FORMAT_PNG)]
    in_flac.add_picture(picture(PICTURE, 3))
    in_opus["metadata_block_picture"] = [b64encode(picture(PICTURE, 3).write()).decode("ascii")]
    for file in (in_m4a, in_flac, in_opus):
        file.save()
    assert [cover(path) for path in (m4a, flac, opus)] == [PICTURE] * 3


def test_a_damaged_cover_is_none(recording: Callable[..., Path], tmp_path: Path) -> None:
    path = tmp_path / "talk.opus"
    path.write_bytes(recording(2, ".opus").read_bytes())
    file = OggOpus(path)
    file["metadata_block_picture"] = ["this is no picture!"]
    file.save()
    assert cover(path) is None


@pytest.mark.parametrize("content", [b"", b"Hello", b"fLaC\0\0\0\x22" + b"\xff" * 90, b"ID3\x04"])
def test_a_file_without_tags_has_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "talk.flac"
    path.write_bytes(content)
    assert cover(path) is None
    assert (read_tags(path).title, read_tags(path).chapters) == (None, ())


def test_chapters_of_an_mp3_come_in_order_of_time(mp3: Path) -> None:
    tags = ID3(mp3)
    unused = 0xFFFFFFFF
    for name, start_ms, end_ms, title in (
        ("b", 1_000, unused, "Second"),
        ("a", 0, 1_000, "First"),
    ):
        tags.add(
            CHAP(
                element_id=name,
                start_time=start_ms,
                end_time=end_ms,
                start_offset=unused,
                end_offset=unused,
                sub_frames=[TIT2(encoding=3, text=[title])],
            )
        )
    flags = CTOCFlags.TOP_LEVEL
    tags.add(CTOC(element_id="toc", flags=flags, child_element_ids=["b"], sub_frames=[]))
    tags.save()
    assert read_tags(mp3).chapters == (Chapter(0, 1_000, "First"), Chapter(1_000, None, "Second"))


def test_chapters_of_an_ogg_file_are_read(recording: Callable[..., Path], tmp_path: Path) -> None:
    path = tmp_path / "talk.opus"
    path.write_bytes(recording(2, ".opus").read_bytes())
    file = OggOpus(path)
    file["CHAPTER001"] = ["00:00:00.000"]
    file["CHAPTER001NAME"] = ["First"]
    file["CHAPTER002"] = ["00:00:01.500"]
    file["CHAPTER003"] = ["soon"]
    file.save()
    assert read_tags(path).chapters == (Chapter(0, None, "First"), Chapter(1_500, None, ""))


def test_chapters_of_a_book_are_read(recording: Callable[..., Path], tmp_path: Path) -> None:
    listed = tmp_path / "chapters.txt"
    listed.write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=700\ntitle=First\n"
        "[CHAPTER]\nTIMEBASE=1/1000\nSTART=700\nEND=2000\ntitle=Second\n"
    )
    path = recording(2, ".m4b", "-i", str(listed), "-map_metadata", "1", "-map", "0:a")
    assert read_tags(path).chapters == (Chapter(0, None, "First"), Chapter(700, None, "Second"))


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-05-06", "2024-05-06"),
        ("2024-05-06T07:08:09", "2024-05-06"),
        ("2024", None),
        ("2024-05", None),
        ("yesterday", None),
    ],
)
def test_only_a_whole_date_is_a_date(mp3: Path, written: str, published: str | None) -> None:
    tags = ID3(mp3)
    tags.add(TDRC(encoding=3, text=[written]))
    tags.save()
    assert read_tags(mp3).published == published
