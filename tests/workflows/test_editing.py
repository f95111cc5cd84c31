from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.audio.probe import NotAudio
from desktop_app.library import Library
from desktop_app.library.recordings import NoSuchRecording
from desktop_app.workflows.editing import Details, edit_details
from desktop_app.workflows.import_report import Status
from desktop_app.workflows.importing import import_paths
from tests.workflows.conftest import MARKDOWN

MakeWave = Callable[..., Path]


@pytest.fixture
def episode(library: Library, files: Path) -> str:
    path = files / "bees.md"
    path.write_text(MARKDOWN, "utf-8")
    return import_paths(library, [path]).imported[0].recording.id


def test_what_is_set_stays_through_an_import(library: Library, files: Path, episode: str) -> None:
    set_now = edit_details(library, episode, Details(title="T", show="S", published="2020-05-04"))
    assert (set_now.title, set_now.show, set_now.published) == ("T", "S", "2020-05-04")
    (files / "bees.md").write_text(MARKDOWN + "\n\n**Bob Ray:** More.\n", "utf-8")
    again = import_paths(library, [files / "bees.md"]).imported[0]
    assert again.status is Status.UPDATED
    assert (again.recording.title, again.recording.show) == ("T", "S")


def test_what_is_not_said_stays_as_it_is(library: Library, episode: str) -> None:
    before = library.recordings.get(episode)
    after = edit_details(library, episode, Details(show="S"))
    assert (after.title, after.show, after.audio) == (before.title, "S", before.audio)


def test_audio_places_the_text_in_its_time(
    library: Library, episode: str, files: Path, make_wave: MakeWave
) -> None:
    before = library.recordings.transcript(episode)
    changed = edit_details(library, episode, Details(audio=make_wave(files / "new.wav", 55)))
    after = library.recordings.transcript(episode)
    assert (changed.audio, changed.duration_ms) == (files / "new.wav", 55_000)
    assert [segment.text for segment in after.segments] == [
        segment.text for segment in before.segments
    ]
    assert all((segment.end_ms or 0) <= 55_000 for segment in after.segments)
    assert import_paths(library, [files / "new.wav"]).imported[0].recording.id == episode


def test_what_is_no_audio_changes_nothing(library: Library, episode: str, files: Path) -> None:
    with pytest.raises(NotAudio) as raised:
        edit_details(library, episode, Details(title="T", audio=files / "bees.md"))
    assert raised.value.hint
    assert library.recordings.get(episode).title == "bees"


def test_an_unknown_episode_cannot_be_changed(library: Library) -> None:
    with pytest.raises(NoSuchRecording):
        edit_details(library, "unknown", Details(title="T"))
