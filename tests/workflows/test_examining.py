import sqlite3
from pathlib import Path

import pytest

from desktop_app.library import open_library
from desktop_app.paths import Places, places
from desktop_app.workflows.examining import examine
from tests.builders import make_transcript


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / "library")


def test_before_the_first_start_there_is_nothing_to_complain_of(where: Places) -> None:
    health = examine(where)
    assert not health.library.exists
    assert health.index is None
    assert not where.database.parent.exists()
    assert health.packages["click"]


def test_a_sound_library_is_counted(where: Places) -> None:
    with open_library(where.database, backups=where.backups) as library:
        recording = library.recordings.add(title="x")
        library.recordings.replace_transcript(recording.id, make_transcript("A: Hi."))
    health = examine(where)
    assert (health.library.recordings, health.library.bookmarks) == (1, 0)
    assert health.library.problems == ()
    assert health.library.version == health.newest
    assert health.index is not None
    assert (health.index.recordings, health.index.outdated) == (0, 1)
    assert any("reindex" in advice for advice in health.advice)


def test_audio_that_is_gone_is_told_with_a_way_out(where: Places, tmp_path: Path) -> None:
    with open_library(where.database, backups=where.backups) as library:
        library.recordings.add(title="x", audio=tmp_path / "gone.mp3")
    health = examine(where)
    assert health.library.missing_audio == 1
    assert any("--audio" in advice for advice in health.advice)


@pytest.mark.parametrize("harm", ["damaged", "newer"])
def test_a_library_that_cannot_be_used_is_told_with_a_way_out(where: Places, harm: str) -> None:
    open_library(where.database, backups=where.backups).close()
    if harm == "damaged":
        where.database.write_bytes(b"nonsense" * 999)
    else:
        connection = sqlite3.connect(where.database)
        connection.execute("PRAGMA user_version = 1000")
        connection.close()
    health = examine(where)
    assert len(health.library.problems) == 1
    assert health.advice


def test_ffmpeg_is_named_with_its_version(where: Places) -> None:
    health = examine(where)
    assert health.ffmpeg is not None
    assert health.ffmpeg.path.exists()
    assert health.ffmpeg.version


def test_without_ffmpeg_there_is_advice(where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    health = examine(where)
    assert health.ffmpeg is None
    assert any("ffmpeg" in advice for advice in health.advice)
