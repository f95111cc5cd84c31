"""The numbers of questions in the library: counted at rest, kept, and never behind the list."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.jobs import Jobs
from desktop_app.library import Library
from desktop_app.paths import Places
from desktop_app.player.null_player import NullPlayer
from desktop_app.ui.question_counts import QuestionCounts
from desktop_app.ui.session import Session
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.counting import Count, counts_file, load_counts, save_counts
from desktop_app.workflows.opening import open_recording
from desktop_app.workflows.questioning import Where, add_question, questions_of
from tests.builders import make_transcript

ASKED = "Ann: What do bees eat in winter? / Ben: They eat the honey that they made in summer."
SOON_MS = 20_000

Make = Callable[[int], QuestionCounts]


@pytest.fixture
def session(qapp: object) -> Session:
    return Session(NullPlayer())


@pytest.fixture
def make(session: Session, shelf: Shelf, jobs: Jobs, where: Places) -> Iterator[Make]:
    """Return what makes the counts, which begin after so many milliseconds of rest."""
    made: list[QuestionCounts] = []

    def one(rest_ms: int) -> QuestionCounts:
        made.append(QuestionCounts(session, shelf, jobs, where, rest_ms=rest_ms))
        return made[-1]

    yield one
    for counts in made:
        counts.close()


def put(library: Library, title: str) -> str:
    recording = library.recordings.add(title=title, duration_ms=60_000)
    library.recordings.replace_transcript(recording.id, make_transcript(ASKED))
    return recording.id


def look(qtbot: QtBot, shelf: Shelf) -> None:
    with qtbot.waitSignal(shelf.changed):
        shelf.look()


def test_episodes_are_counted_at_rest_and_the_numbers_kept(
    qtbot: QtBot, library: Library, shelf: Shelf, where: Places, make: Make
) -> None:
    put(library, "Bees")
    more = put(library, "More bees")
    add_question(library, more, "And what do they drink?", Where(segment=1))
    numbers = {one.id: len(questions_of(library, one.id)) for one in library.recordings.list()}
    counts = make(10)
    look(qtbot, shelf)
    assert counts.of == {}
    qtbot.waitUntil(lambda: counts.of == numbers, timeout=SOON_MS)
    qtbot.waitUntil(lambda: len(load_counts(counts_file(where))) == 2)


def test_what_was_counted_before_is_there_at_once_and_only_for_the_same_version(
    qtbot: QtBot, library: Library, shelf: Shelf, where: Places, jobs: Jobs, make: Make
) -> None:
    bees, other = put(library, "Bees"), put(library, "Other bees")
    revision = library.recordings.get(bees).revision
    save_counts(counts_file(where), {bees: Count(str(revision), 13), other: Count("before", 99)})
    counts = make(600_000)
    look(qtbot, shelf)
    qtbot.waitUntil(lambda: counts.of == {bees: 13})
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert counts.of == {bees: 13}


def test_the_list_on_screen_is_believed_before_what_was_counted(
    qtbot: QtBot, library: Library, shelf: Shelf, session: Session, where: Places, make: Make
) -> None:
    bees = put(library, "Bees")
    save_counts(counts_file(where), {bees: Count(str(library.recordings.get(bees).revision), 99)})
    counts = make(600_000)
    look(qtbot, shelf)
    qtbot.waitUntil(lambda: counts.of == {bees: 99})
    opened = open_recording(library, bees)
    with qtbot.waitSignal(counts.changed):
        session.show(opened)
    assert counts.of == {bees: len(opened.questions)}
