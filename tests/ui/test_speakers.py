"""The speakers of all bookmarks: looked for behind the window, and once."""

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.bookmarks import Passage
from desktop_app.jobs import Jobs
from desktop_app.library import Library, open_library
from desktop_app.paths import Places
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.shelf import Shelf
from desktop_app.ui.speakers import Speakers
from desktop_app.workflows.bookmarking import add_bookmark
from tests.builders import make_transcript


@pytest.fixture
def speakers(shelf: Shelf, library_jobs: LibraryJobs) -> Speakers:
    return Speakers(shelf, library_jobs)


def keep(library: Library, title: str, speaker: str) -> str:
    recording = library.recordings.add(title=title, duration_ms=60_000)
    library.recordings.replace_transcript(recording.id, make_transcript(f"{speaker}: It slows it."))
    return add_bookmark(library, recording.id, None, passage=Passage(0, 0, 0, 12)).id


def look(qtbot: QtBot, shelf: Shelf, jobs: Jobs) -> None:
    with qtbot.waitSignal(shelf.changed):
        shelf.look()
    qtbot.waitUntil(lambda: jobs.is_idle)


def test_more_bookmarks_than_one_look_takes_get_their_speakers(
    qtbot: QtBot, library: Library, shelf: Shelf, jobs: Jobs, speakers: Speakers
) -> None:
    kept = {keep(library, f"Episode {n}", f"Speaker {n}"): f"Speaker {n}" for n in range(25)}
    look(qtbot, shelf, jobs)
    qtbot.waitUntil(lambda: len(speakers.of) == 25)
    assert {key: saying.speaker for key, saying in speakers.of.items()} == kept


def test_another_text_is_looked_at_again_and_the_same_is_not(
    qtbot: QtBot,
    library: Library,
    where: Places,
    shelf: Shelf,
    jobs: Jobs,
    speakers: Speakers,
) -> None:
    kept = keep(library, "Bread", "Ann")
    look(qtbot, shelf, jobs)
    qtbot.waitUntil(lambda: speakers.of[kept].speaker == "Ann")
    told: list[None] = []
    speakers.changed.connect(lambda: told.append(None))
    recording_id = library.bookmarks.get(kept).recording_id
    with open_library(where.database, backups=where.backups) as another:
        another.listening.save(recording_id, 5_000, ())
        look(qtbot, shelf, jobs)
        assert told == []
        another.recordings.replace_transcript(recording_id, make_transcript("Cleo: It slows it."))
        look(qtbot, shelf, jobs)
    qtbot.waitUntil(lambda: speakers.of[kept].speaker == "Cleo")
    assert told == [None]
