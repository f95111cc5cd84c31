"""The index is looked at before anything is built, and built only where something is new."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.jobs import Jobs
from desktop_app.library import Library, open_library
from desktop_app.paths import Places
from desktop_app.search.index import Index
from desktop_app.search.query import Results
from desktop_app.ui.indexing import Indexing
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.sidebar_panel import SidebarPanel
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.reindexing import bring_up_to_date
from desktop_app.workflows.searching import Ask
from tests.builders import make_transcript

SOON_MS = 20_000


class Seen:
    """What of the indexing is seen: each building, as it is begun, and each end."""

    def __init__(self, indexing: Indexing) -> None:
        self.indexing = indexing
        self.builds = 0
        self.readies = 0
        indexing.progressed.connect(self._on_progressed)
        indexing.ready.connect(self._on_ready)

    def _on_progressed(self) -> None:
        self.builds += 1

    def _on_ready(self) -> None:
        self.readies += 1

    def asked(self, qtbot: QtBot, words: str) -> int:
        """Return how many places have these words."""
        found: list[Results] = []
        self.indexing.ask(Ask(words), found.append)
        qtbot.waitUntil(lambda: bool(found), timeout=SOON_MS)
        return found[0].total


@pytest.fixture
def begin(qtbot: QtBot, shelf: Shelf, jobs: Jobs, where: Places) -> Iterator[Callable[[], Seen]]:
    made: list[Indexing] = []
    page = QWidget()
    qtbot.addWidget(page)
    sidebar = SidebarPanel(page)
    notices = Notices(page, QVBoxLayout())

    def one() -> Seen:
        made.append(Indexing(sidebar, notices, shelf, jobs, where))
        shelf.look()
        return Seen(made[-1])

    yield one
    for indexing in made:
        indexing.close()


def put(library: Library, words: str) -> str:
    recording = library.recordings.add(title=words, duration_ms=60_000)
    library.recordings.replace_transcript(recording.id, make_transcript(f"Ann: {words}."))
    return recording.id


def indexed(library: Library, where: Places) -> None:
    index = Index(where.index)
    bring_up_to_date(library, index)
    index.close()


def test_a_current_index_is_searched_without_building_anything(
    qtbot: QtBot, library: Library, where: Places, begin: Callable[[], Seen]
) -> None:
    put(library, "salt and flour")
    indexed(library, where)
    commits = sorted(file.name for file in where.index.rglob("*.toc"))
    assert commits
    seen = begin()
    assert not seen.indexing.is_ready
    qtbot.waitUntil(lambda: seen.readies == 1, timeout=SOON_MS)
    assert (seen.builds, seen.indexing.is_building) == (0, False)
    assert seen.asked(qtbot, "flour") == 1
    assert sorted(file.name for file in where.index.rglob("*.toc")) == commits


def test_what_is_new_is_built_and_can_then_be_found(
    qtbot: QtBot, library: Library, where: Places, shelf: Shelf, begin: Callable[[], Seen]
) -> None:
    put(library, "salt and flour")
    indexed(library, where)
    seen = begin()
    qtbot.waitUntil(lambda: seen.readies == 1, timeout=SOON_MS)
    with open_library(where.database, backups=where.backups) as other:
        put(other, "water and flour")
    with qtbot.waitSignal(shelf.changed):
        shelf.look()
    assert seen.indexing.is_building  # from the first moment: nothing found means nothing yet
    qtbot.waitUntil(lambda: seen.readies == 2, timeout=SOON_MS)
    assert not seen.indexing.is_building
    assert seen.builds >= 1
    assert seen.asked(qtbot, "flour") == 2


def test_a_damaged_index_is_built_anew(
    qtbot: QtBot, library: Library, where: Places, begin: Callable[[], Seen]
) -> None:
    put(library, "salt and flour")
    indexed(library, where)
    for file in where.index.rglob("*.toc"):
        file.write_bytes(b"nothing like it")
    seen = begin()
    qtbot.waitUntil(lambda: seen.readies == 1, timeout=SOON_MS)
    assert seen.builds >= 1
    assert seen.asked(qtbot, "flour") == 1
