"""How long a recording really is, and why a file is none."""

import csv
import os
import re
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import pytest

from desktop_app.audio.probe import NotAudio, probe
from desktop_app.audio.tags import read_tags


@pytest.mark.parametrize(
    "ending", [".wav", ".mp3", ".m4a", ".aac", ".opus", ".ogg", ".flac", ".aiff", ".wma", ".mka"]
)
def test_the_length_is_right_in_every_format(recording: Callable[..., Path], ending: str) -> None:
    facts = probe(recording(5, ending))
    assert facts.duration_ms == pytest.approx(5_000, abs=120)
    assert facts.problems == ()


def test_an_mp3_that_does_not_count_its_frames_is_measured(headless_mp3: Path) -> None:
    assert abs((read_tags(headless_mp3).length_ms or 0) - 40_000) > 1_000  # its own guess
    facts = probe(headless_mp3)
    assert facts.duration_ms == pytest.approx(40_000, abs=120)
    assert facts.length_misleads
    assert facts.problems == ()


def test_an_mp3_that_counts_its_frames_misleads_nobody(recording: Callable[..., Path]) -> None:
    assert not probe(recording(40, ".mp3", "-q:a", "9")).length_misleads


def test_a_wav_written_to_a_pipe_has_the_length_of_its_content(
    recording: Callable[..., Path], tmp_path: Path
) -> None:
    content = bytearray(recording(5, ".wav").read_bytes())
    data = content.index(b"data")
    content[4:8] = content[data + 4 : data + 8] = b"\xff\xff\xff\xff"
    path = tmp_path / "talk.wav"
    path.write_bytes(content)
    facts = probe(path)
    assert facts.duration_ms == pytest.approx(5_000, abs=20)
    assert facts.problems == ()


@pytest.mark.parametrize("name", ["talk.txt", "talk.ogg", "talk", "talk.mp3.part"])
def test_the_name_does_not_matter(
    recording: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(recording(5, ".mp3", "-metadata", "title=A talk").read_bytes())
    facts = probe(path)
    assert facts.title == "A talk"
    assert facts.duration_ms == pytest.approx(5_000, abs=120)


@pytest.mark.parametrize(
    ("ending", "arguments"),
    [
        (".mp3", ()),
        (".wav", ()),
        (".flac", ()),
        (".m4a", ("-movflags", "+faststart")),
    ],
)
def test_a_file_that_is_cut_off_plays_up_to_there_and_says_so(
    recording: Callable[..., Path], tmp_path: Path, ending: str, arguments: tuple[str, ...]
) -> None:
    whole = recording(20, ending, *arguments).read_bytes()
    path = tmp_path / f"talk{ending}"
    path.write_bytes(whole[: len(whole) * 6 // 10])
    facts = probe(path)
    assert 8_000 < facts.duration_ms < 16_000
    (problem,) = facts.problems
    assert "cut off" in problem.message
    assert "0:20" in problem.message


@pytest.mark.parametrize("ending", [".ogg", ".opus"])
def test_an_ogg_file_without_its_last_part_says_so(
    recording: Callable[..., Path], tmp_path: Path, ending: str
) -> None:
    whole = recording(20, ending).read_bytes()
    path = tmp_path / f"talk{ending}"
    path.write_bytes(whole[: len(whole) * 6 // 10])
    facts = probe(path)
    assert 8_000 < facts.duration_ms < 16_000
    assert "cut off" in facts.problems[0].message


def test_a_recorded_stream_that_begins_late_is_not_cut_off(
    recording: Callable[..., Path],
) -> None:
    facts = probe(recording(20, ".ogg", "-output_ts_offset", "600"))
    assert facts.duration_ms == pytest.approx(20_000, abs=120)
    assert facts.problems == ()


def no_file(path: Path, _whole: bytes) -> None:
    assert not path.exists()


def empty_file(path: Path, _whole: bytes) -> None:
    path.write_bytes(b"")


def text_file(path: Path, _whole: bytes) -> None:
    path.write_text("**Anna:** Is this a transcript? «Ja.»\n" * 200, encoding="utf-8")


def random_file(path: Path, _whole: bytes) -> None:
    path.write_bytes(bytes(range(7, 256, 3)) * 400)


def headless_m4a(path: Path, whole: bytes) -> None:
    path.write_bytes(whole[: len(whole) // 2])


def folder(path: Path, _whole: bytes) -> None:
    path.mkdir()


def silent_wav(path: Path, _whole: bytes) -> None:
    path.write_bytes(b"RIFF$\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80>\0\0\0}\0\0\2\0\x10\0data\0\0\0\0")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (no_file, "is not there any more"),
        (empty_file, "is empty"),
        (text_file, "holds text, not sound"),
        (random_file, "is not an audio file"),
        (headless_m4a, "is cut off"),
        (folder, "is a folder"),
        (silent_wav, "is not an audio file"),
    ],
)
def test_what_cannot_be_played_says_why_and_what_to_do(
    recording: Callable[..., Path],
    tmp_path: Path,
    spoil: Callable[[Path, bytes], None],
    says: str,
) -> None:
    path = tmp_path / "talk.m4a"
    spoil(path, recording(20, ".m4a").read_bytes())
    with pytest.raises(NotAudio, match=says) as error:
        probe(path)
    assert "“talk.m4a”" in str(error.value)
    assert error.value.hint.endswith(".")


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to root, or on Windows"
)
def test_a_file_that_may_not_be_read_says_so(
    recording: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "talk.mp3"
    path.write_bytes(recording(2, ".mp3").read_bytes())
    path.chmod(0)
    with pytest.raises(NotAudio, match="cannot be read"):
        probe(path)


def test_a_file_on_a_broken_disk_says_so(tmp_path: Path) -> None:
    path = tmp_path / "talk.mp3"
    path.symlink_to(path)  # opening it fails like a disk does, even for root
    with pytest.raises(NotAudio, match="cannot be read") as error:
        probe(path)
    assert "allowed" in error.value.hint


@pytest.mark.parametrize("ending", [".mp3", ".m4a", ".flac"])
def test_without_ffmpeg_the_length_the_file_claims_will_do(
    recording: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: str
) -> None:
    path = recording(5, ending)

    def none_here() -> str:
        raise RuntimeError

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", none_here)
    assert probe(path).duration_ms == pytest.approx(5_000, abs=120)


def test_the_tags_come_along(recording: Callable[..., Path]) -> None:
    words = {"title": "On bread", "artist": "Ann", "album": "The Drawer", "date": "2024-05-06"}
    arguments = [part for name, word in words.items() for part in ("-metadata", f"{name}={word}")]
    for ending in (".mp3", ".m4a", ".ogg", ".opus", ".flac"):
        facts = probe(recording(2, ending, *arguments))
        assert (facts.title, facts.artist, facts.album) == ("On bread", "Ann", "The Drawer")
        assert facts.published == "2024-05-06"


# Files whose row says so, but on which ffmpeg 5, 7 and 9 do not agree.
MOOT = {
    "52-too-short-block-size.flac",
    "adif.aac",
    "lame397v9short.mp3",
    "mac-396.ape",
    "mac-399.ape",
    "sv8_header.mpc",
}


def test_files_that_others_made_are_told_apart(samples: Path) -> None:
    """All damaged files, and one whole file of each ending."""
    with (samples / "MANIFEST.tsv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table, delimiter="\t") if row["kind"] == "audio-edge"]
    damaged = {row["path"]: row for row in rows if not row["valid_or_broken"].startswith("valid")}
    whole = {Path(row["path"]).suffix: row for row in rows if row["valid_or_broken"] == "valid"}
    wrong = []
    for row in (*damaged.values(), *whole.values()):
        path = samples / row["path"]
        said = re.match(r"([\d.]+) s, \d+ B, decode (ok|warn|FAIL)", row["length_size"])
        if said is None or path.name in MOOT:
            continue
        wanted_ms = round(float(said[1]) * 1_000) if said[2] != "FAIL" else None
        lasts_ms = length_if_it_plays(path)
        if (wanted_ms is None) != (lasts_ms is None) or abs(
            (wanted_ms or 0) - (lasts_ms or 0)
        ) > 60:
            wrong.append(f"{path.name} lasts {lasts_ms}, not {wanted_ms}")
    assert wrong == []
    assert len(damaged) > 30
    assert len(whole) > 10


def length_if_it_plays(path: Path) -> int | None:
    try:
        return probe(path).duration_ms
    except NotAudio:
        return None
