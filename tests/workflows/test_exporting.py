import json
from pathlib import Path

import pytest

from desktop_app.library import Library
from desktop_app.transcript.formats import WRITERS, read_transcript_bytes
from desktop_app.workflows.exporting import NothingToExport, export_transcript, write_file
from desktop_app.workflows.importing import import_paths
from tests.workflows.conftest import MARKDOWN


@pytest.fixture
def episode(library: Library, files: Path) -> str:
    path = files / "bees.md"
    path.write_text(MARKDOWN, "utf-8")
    return import_paths(library, [path]).imported[0].recording.id


@pytest.mark.parametrize("format_name", [name for name in WRITERS if name != "chapters"])
def test_every_format_carries_what_is_said(
    library: Library, episode: str, format_name: str
) -> None:
    written = export_transcript(library, episode, format_name)
    assert "They eat the honey they made." in written.text.replace("\n", " ")


def test_an_untouched_markdown_file_comes_back_byte_for_byte(
    library: Library, episode: str
) -> None:
    assert export_transcript(library, episode, "md").text == MARKDOWN


def test_markdown_whose_file_is_gone_or_changed_is_written_anew(
    library: Library, episode: str, files: Path
) -> None:
    (files / "bees.md").write_text("something else", "utf-8")
    text = export_transcript(library, episode, "md").text
    assert "something else" not in text
    again = read_transcript_bytes(text.encode(), "again.md").transcript
    assert [segment.text for segment in again.segments if segment.is_speech] == [
        segment.text
        for segment in library.recordings.transcript(episode).segments
        if segment.is_speech
    ]
    (files / "bees.md").unlink()
    assert export_transcript(library, episode, "md").text == text


def test_json_says_which_episode_it_is(library: Library, episode: str) -> None:
    document = json.loads(export_transcript(library, episode, "json").text)
    assert document["episode"]["id"] == episode
    assert len(document["segments"]) == 4


def test_audio_alone_has_nothing_to_export(library: Library) -> None:
    recording = library.recordings.add(title="Sound")
    with pytest.raises(NothingToExport, match="Sound") as raised:
        export_transcript(library, recording.id, "srt")
    assert raised.value.hint


def test_a_document_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    write_file(path, "old")
    write_file(path, "nöw\r\n")
    assert path.read_bytes() == "nöw\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(NothingToExport, match="cannot be written") as raised:
        write_file(tmp_path / "missing" / "out.txt", "text")
    assert raised.value.hint
    (tmp_path / "folder").mkdir()
    with pytest.raises(NothingToExport):
        write_file(tmp_path / "folder", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
