"""What the lists know of the library, and how soon they know it."""

from pytestqt.qtbot import QtBot

from desktop_app.errors import AppError
from desktop_app.jobs import Jobs
from desktop_app.library import Library
from desktop_app.library.problems import LibraryProblem
from desktop_app.paths import Places
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.bookmarking import add_bookmark
from tests.builders import make_transcript
from tests.ui.recordings import TEXT

SOON_MS = 2_000  # a change made by another program shows within this


def put(library: Library, title: str, show: str | None = None) -> str:
    """Add a recording with a text and return its id."""
    recording = library.recordings.add(title=title, show=show, duration_ms=60_000)
    library.recordings.replace_transcript(recording.id, make_transcript(TEXT))
    return recording.id


def test_the_first_look_is_told_even_when_there_is_nothing(qtbot: QtBot, shelf: Shelf) -> None:
    with qtbot.waitSignal(shelf.changed):
        shelf.look()
    assert shelf.is_read
    assert shelf.contents.entries == ()
    assert shelf.contents.entry("nobody") is None


def test_recordings_positions_and_bookmarks_are_read(
    qtbot: QtBot, shelf: Shelf, library: Library
) -> None:
    bread = put(library, "Bread")
    kept = add_bookmark(library, bread, 12_000)
    library.listening.save(bread, 12_000, ((0, 12_000),))
    with qtbot.waitSignal(shelf.changed):
        shelf.look()
    entry = shelf.contents.entry(bread)
    assert entry is not None
    assert entry.title == "Bread"
    assert shelf.contents.positions_ms == {bread: 12_000}
    assert shelf.contents.bookmarks == (kept,)


def test_a_change_by_another_program_is_seen_within_two_seconds(
    qtbot: QtBot, shelf: Shelf, library_jobs: LibraryJobs
) -> None:
    with qtbot.waitSignal(shelf.changed):
        shelf.look()
    with qtbot.waitSignal(shelf.changed, timeout=SOON_MS):
        library_jobs.run(lambda other, _progress: put(other, "Bread"))
    assert [entry.title for entry in shelf.contents.entries] == ["Bread"]


def test_nothing_is_told_when_what_is_shown_stays_the_same(
    qtbot: QtBot, shelf: Shelf, library: Library, library_jobs: LibraryJobs, jobs: Jobs
) -> None:
    bread = put(library, "Bread")
    library.listening.save(bread, 12_000, ())
    with qtbot.waitSignal(shelf.changed):
        shelf.look()
    told: list[bool] = []
    shelf.changed.connect(lambda: told.append(True))
    library_jobs.run(lambda other, _p: other.listening.save(bread, 12_000, ((0, 12_000),)))
    qtbot.waitUntil(lambda: jobs.is_idle)
    shelf.look()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert told == []


def test_shows_are_counted_and_stand_by_name(qtbot: QtBot, shelf: Shelf, library: Library) -> None:
    for title, show in (("A", "yeast"), ("B", "Bread"), ("C", "yeast"), ("D", None)):
        put(library, title, show)
    with qtbot.waitSignal(shelf.changed):
        shelf.look()
    assert shelf.contents.shows == [("Bread", 1), ("yeast", 2)]


def test_a_library_that_cannot_be_read_is_tried_again(
    qtbot: QtBot, shelf: Shelf, jobs: Jobs, where: Places, failures: list[AppError]
) -> None:
    aside = where.database.with_name("aside")
    where.database.rename(aside)
    where.database.mkdir()
    shelf.look()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert not shelf.is_read
    where.database.rmdir()
    aside.rename(where.database)
    with qtbot.waitSignal(shelf.changed, timeout=SOON_MS):
        shelf.look()
    assert failures == []


def test_each_job_has_the_library_to_itself_and_says_what_went_wrong(
    qtbot: QtBot, library_jobs: LibraryJobs, failures: list[AppError]
) -> None:
    def fail(_library: Library, _progress: object) -> None:
        raise LibraryProblem("The disk is full.", hint="Free some space.")

    own: list[AppError] = []
    library_jobs.run(fail)
    library_jobs.run(fail, failed=own.append)
    qtbot.waitUntil(lambda: bool(failures and own))
    assert [str(error) for error in (*failures, *own)] == ["The disk is full."] * 2
