"""A file that goes while it is looked into is said to be gone, and is no bug."""

from pathlib import Path

import pytest

from desktop_app.audio.not_audio import NotAudio, staying


def test_a_file_that_goes_meanwhile_is_said_to_be_gone(tmp_path: Path) -> None:
    file = tmp_path / "talk.mp3"
    file.write_bytes(b"some sound")
    with pytest.raises(NotAudio, match=r"“talk\.mp3” is not there any more"), staying(file):
        file.rename(tmp_path / "elsewhere.mp3").with_name(file.name).read_bytes()


def test_a_file_that_is_back_already_could_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "talk.mp3"
    file.write_bytes(b"some sound")
    with pytest.raises(NotAudio, match=r"“talk\.mp3” cannot be read"), staying(file):
        raise OSError(5, "Input/output error")


def test_what_is_no_matter_of_files_passes_through(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), staying(tmp_path):
        raise ZeroDivisionError
