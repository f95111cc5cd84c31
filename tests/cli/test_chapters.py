"""The command about chapters."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.workflows.conftest import CHAPTERS, MARKDOWN
from tests.workflows.test_offering import LISTED

TITLES = ["Hello", "What bees eat", "Goodbye"]


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    folder = tmp_path / "A show"
    folder.mkdir()
    (folder / "bees.md").write_text(MARKDOWN, "utf-8")
    (folder / "bees.notes.md").write_text(LISTED, "utf-8")
    return folder


def titles(chapters: list[dict[str, object]]) -> list[object]:
    return [chapter["title"] for chapter in chapters]


def test_an_import_says_that_the_notes_list_times(run: Run, bees: Path) -> None:
    done = run("import", bees, "--json")
    assert done.code == 0
    assert done.document["imported"][0]["problems"] == []
    assert "The notes list 3 times." in done.err


def test_chapters_are_offered_taken_exported_and_cleared(run: Run, bees: Path) -> None:
    episode = run("import", bees, "--json").document["imported"][0]["id"]

    before = run("chapters", episode, "--json").document
    assert before["chapters"] == []
    assert titles(before["offered"]) == TITLES
    assert before["offered"][1] == {"start_ms": 20_000, "end_ms": None, "title": "What bees eat"}

    after = run("chapters", episode, "--from-notes", "--json").document
    assert (titles(after["chapters"]), after["offered"]) == (TITLES, [])
    written = run("export", episode, "--format", "chapters").out
    assert '"What bees eat"' in written

    cleared = run("chapters", episode, "--clear", "--json").document
    assert (cleared["chapters"], titles(cleared["offered"])) == ([], TITLES)


def test_words_say_the_same(run: Run, bees: Path) -> None:
    run("import", bees)
    offered = run("chapters", "bees").out
    assert "--from-notes" in offered
    assert "0:20  What bees eat" in offered
    assert "--from-notes" not in run("chapters", "bees", "--from-notes").out


def test_chapters_of_a_file_are_listed_and_nothing_is_offered(run: Run, bees: Path) -> None:
    (bees / "bees.chapters.json").write_text(CHAPTERS, "utf-8")
    run("import", bees)
    document = run("chapters", "bees", "--json").document
    assert (titles(document["chapters"]), document["offered"]) == (["Hello", "Food"], [])


def test_without_chapters_it_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bees.md").write_text(MARKDOWN, "utf-8")
    run("import", tmp_path / "bees.md")
    assert run("chapters", "bees").out.strip() == "There are no chapters."
    assert run("chapters", "bees", "--from-notes", "--clear").code == 2
