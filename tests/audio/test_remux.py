"""Files that mislead players about their length get a copy that does not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.audio.not_audio import NotAudio
from desktop_app.audio.probe import probe
from desktop_app.audio.remux import playable
from desktop_app.audio.samples import mono_blocks
from desktop_app.errors import Cancelled
from desktop_app.progress import Progress


def sound_of(path: Path) -> bytes:
    blocks = mono_blocks(path, rate_hz=16_000, progress=Progress())
    return b"".join(block.tobytes() for block in blocks)


def test_the_copy_has_the_same_sound_and_the_right_length(
    headless_mp3: Path, tmp_path: Path
) -> None:
    copy = playable(headless_mp3, tmp_path / "made", progress=Progress())
    assert copy.parent == tmp_path / "made"
    assert not probe(copy).length_misleads
    before, after = sound_of(headless_mp3), sound_of(copy)
    assert abs(len(before) - len(after)) < 16_000 * 2 * 0.1
    assert after[8_000:-8_000] in before


def test_bare_aac_gets_a_copy_too(recording: Callable[..., Path], tmp_path: Path) -> None:
    # Half of it all but silent, so that a guess from the first frames is far off.
    fade = ("-af", "volume='if(lt(t,20),1,0)':eval=frame")
    path = recording(40, ".aac", *fade)
    assert probe(path).length_misleads
    copy = playable(path, tmp_path / "made", progress=Progress())
    assert copy.suffix == ".m4a"
    assert not probe(copy).length_misleads
    assert probe(copy).duration_ms == pytest.approx(40_000, abs=120)


def test_the_copy_is_made_once(headless_mp3: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    copy = playable(headless_mp3, folder, progress=Progress())
    made = copy.stat().st_ino
    assert playable(headless_mp3, folder, progress=Progress()) == copy
    assert copy.stat().st_ino == made
    assert list(folder.iterdir()) == [copy]


@pytest.mark.parametrize("ending", [".mp3", ".m4a", ".opus", ".wav", ".flac"])
def test_other_files_are_played_themselves(
    recording: Callable[..., Path], tmp_path: Path, ending: str
) -> None:
    path = recording(5, ending)
    assert playable(path, tmp_path / "made", progress=Progress()) == path
    assert not (tmp_path / "made").exists()


def test_without_room_for_a_copy_the_file_itself_is_played(
    headless_mp3: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "made"
    folder.write_text("a file stands where the folder should be")
    assert playable(headless_mp3, folder, progress=Progress()) == headless_mp3


def test_cancelling_leaves_no_half_copy(headless_mp3: Path, tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        playable(headless_mp3, tmp_path / "made", progress=progress)
    assert list((tmp_path / "made").iterdir()) == []


def test_a_file_that_vanished_says_so(headless_mp3: Path, tmp_path: Path) -> None:
    path = tmp_path / "talk.mp3"
    shutil.copy(headless_mp3, path)
    path.unlink()
    with pytest.raises(NotAudio, match="is not there"):
        playable(path, tmp_path / "made", progress=Progress())
