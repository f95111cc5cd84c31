"""Searching from the window: one process answers, another keeps the index up to date."""

from collections.abc import Callable
from pathlib import Path
from queue import Queue

import pytest

from desktop_app import processes
from desktop_app.library import open_library
from desktop_app.paths import Places, places
from desktop_app.progress import Progress
from desktop_app.search.query import Results
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.searching import Ask, open_search, update_index
from tests.workflows.conftest import MARKDOWN


@pytest.fixture
def kept(tmp_path: Path) -> Places:
    """A library with one episode that is not indexed yet."""
    kept = places(tmp_path / "library")
    add(kept, tmp_path / "bees.md", MARKDOWN)
    return kept


def add(kept: Places, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    with open_library(kept.database, backups=kept.backups) as library:
        import_paths(library, [path])


Answer = Callable[[Ask, Progress], Results]


def sentences(answer: Answer, words: str, *, is_typing: bool = True) -> list[str]:
    return [hit.sentence for hit in answer(Ask(words, is_typing=is_typing), Progress()).hits]


def test_what_is_new_is_found_after_an_update(kept: Places, tmp_path: Path) -> None:
    answer = open_search(kept.index)
    assert sentences(answer, "winter") == []
    assert update_index(kept, Progress()).index
    assert sentences(answer, "winter") == ["What do bees eat in winter?"]
    add(kept, tmp_path / "wasps.md", MARKDOWN.replace("bees", "wasps"))
    assert update_index(kept, Progress()).index
    assert sorted(sentences(answer, "winter")) == [
        "What do bees eat in winter?",
        "What do wasps eat in winter?",
    ]


def test_an_update_with_nothing_to_do_changes_nothing(kept: Places) -> None:
    update_index(kept, Progress())
    assert not update_index(kept, Progress()).index


def test_the_last_word_is_a_beginning_while_one_types(kept: Places) -> None:
    update_index(kept, Progress())
    answer = open_search(kept.index)
    assert sentences(answer, "bees eat win") == ["What do bees eat in winter?"]
    assert answer(Ask("winter", limit=0), Progress()).total == 1


def test_an_update_can_be_stopped(kept: Places) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(processes.Cancelled):
        processes.run(update_index, kept, progress=progress)


def test_both_work_in_processes_of_their_own(kept: Places) -> None:
    changes = processes.run(update_index, kept, progress=Progress())
    assert changes.index
    answers: Queue[Results | Exception] = Queue()
    server: processes.Server[Ask, Results] = processes.Server(open_search, kept.index)
    try:
        server.ask(Ask("winter"), done=answers.put, failed=answers.put)
        results = answers.get(timeout=20)
    finally:
        server.close()
    assert isinstance(results, Results)
    assert [hit.sentence for hit in results.hits] == ["What do bees eat in winter?"]
