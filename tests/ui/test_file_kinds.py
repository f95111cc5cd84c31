"""What the dialogs for files offer, and how the file to write is named."""

import re
from pathlib import Path

import pytest

from desktop_app.transcript.formats import FORMATS, WRITERS
from desktop_app.ui.file_kinds import (
    kinds_of_sound,
    kinds_of_text,
    kinds_to_open,
    kinds_to_save,
    named_for,
)


def endings(kind: str) -> set[str]:
    return {ending.removeprefix("*") for ending in kind[kind.rindex("(") + 1 : -1].split()}


def test_every_format_that_is_read_can_be_chosen() -> None:
    everything, texts, sounds, any_file = kinds_to_open().split(";;")
    for entry in FORMATS:
        assert set(entry.extensions) <= endings(texts), entry.name
    assert endings(everything) == endings(texts) | endings(sounds)
    assert {".mp3", ".m4b", ".mka", ".opus"} <= endings(sounds)
    assert any_file == "All files (*)"
    assert kinds_of_text().split(";;") == [texts, any_file]
    assert kinds_of_sound().split(";;") == [sounds, any_file]


def test_every_format_that_is_written_can_be_chosen() -> None:
    kinds = kinds_to_save()
    assert sorted(kinds.names.values()) == sorted(WRITERS)
    assert kinds.filters.split(";;") == list(kinds.names)
    assert kinds.names[kinds.usual] == "md"
    for kind, name in kinds.names.items():
        assert kind.startswith(WRITERS[name].label)
        assert {WRITERS[name].extension, *WRITERS[name].extensions} == endings(kind)
    assert all(re.fullmatch(r"[^()]+ \((?:\*\.[\w.]+ ?)+\)", kind) for kind in kinds.names)


@pytest.mark.parametrize("name", WRITERS)
def test_a_name_without_an_ending_gets_that_of_the_kind(tmp_path: Path, name: str) -> None:
    for typed in ("talk", "Part 3.5", "No. 7"):
        assert named_for(tmp_path / typed, name) == (
            tmp_path / (typed + WRITERS[name].extension),
            name,
        )


@pytest.mark.parametrize(
    ("typed", "kind", "written", "name"),
    [
        ("talk.md", "vtt", "talk.vtt", "vtt"),  # the name that was offered, with another kind
        ("talk.md", "readable", "talk.md", "readable"),
        ("talk.md", "textgrid", "talk.TextGrid", "textgrid"),
        ("talk.srt", "md", "talk.srt", "srt"),
        ("talk.srt", "vtt", "talk.srt", "srt"),
        ("talk.WEBVTT", "md", "talk.WEBVTT", "vtt"),
        ("talk.dfxp", "md", "talk.dfxp", "ttml"),
        ("talk.txt", "audacity", "talk.txt", "audacity"),
        ("talk.json", "podcast-json", "talk.json", "podcast-json"),
        ("talk.chapters.json", "json", "talk.chapters.json", "json"),
        ("talk.chapters.json", "srt", "talk.chapters.json", "chapters"),
    ],
)
def test_an_ending_that_was_typed_decides(
    tmp_path: Path, typed: str, kind: str, written: str, name: str
) -> None:
    assert named_for(tmp_path / typed, kind) == (tmp_path / written, name)


def test_a_file_that_nobody_was_asked_about_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "talk.vtt").write_text("Mine.")
    assert named_for(tmp_path / "talk.md", "vtt") == (tmp_path / "talk.md", "vtt")
    assert named_for(tmp_path / "talk", "vtt") == (tmp_path / "talk", "vtt")
