"""Counting questions once for each version of an episode, and keeping the numbers."""

from pathlib import Path

import pytest

from desktop_app.library import Library, open_library
from desktop_app.paths import Places, places
from desktop_app.workflows.counting import (
    Count,
    count_questions,
    counts_file,
    load_counts,
    save_counts,
    version_of,
)
from desktop_app.workflows.questioning import Where as Place
from desktop_app.workflows.questioning import add_question, questions_of
from tests.builders import make_transcript

ASKED = "Ann: What do bees eat in winter? / Ben: They eat the honey that they made in summer."


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / "library")


def put(library: Library, title: str) -> str:
    recording = library.recordings.add(title=title, duration_ms=60_000)
    library.recordings.replace_transcript(recording.id, make_transcript(ASKED))
    return recording.id


def test_the_number_is_that_of_the_list(where: Places) -> None:
    with open_library(where.database, backups=where.backups) as library:
        bees = put(library, "Bees")
        add_question(library, bees, "And what do they drink?", Place(segment=1))
        number = len(questions_of(library, bees))
    assert number >= 1
    assert count_questions(where, [(bees, "7")], 60) == {bees: Count("7", number)}


def test_without_time_only_the_first_is_counted(where: Places) -> None:
    with open_library(where.database, backups=where.backups) as library:
        wanted = [(put(library, f"Bees {n}"), "1") for n in range(3)]
    assert list(count_questions(where, wanted, 0)) == [wanted[0][0]]


def test_an_episode_that_is_gone_has_none(where: Places) -> None:
    with open_library(where.database, backups=where.backups) as library:
        bees = put(library, "Bees")
        library.recordings.remove(bees)
    assert count_questions(where, [(bees, "1"), ("unknown", "1")], 60) == {
        bees: Count("1", 0),
        "unknown": Count("1", 0),
    }


def test_an_edit_makes_another_version() -> None:
    assert len({version_of(1, ()), version_of(2, ()), version_of(1, ("a",))}) == 3


def test_the_counts_are_there_the_next_time(where: Places) -> None:
    counts = {"bees": Count("3 a b", 13), "salt": Count("1", 0)}
    save_counts(counts_file(where), counts)
    assert load_counts(counts_file(where)) == counts
    assert [file.name for file in counts_file(where).parent.iterdir()] == ["questions-v1.json"]


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"a": 3}', '{"a": ["1", "x"]}', "null"])
def test_a_damaged_file_has_no_counts(where: Places, content: str) -> None:
    file = counts_file(where)
    assert load_counts(file) == {}
    file.parent.mkdir(parents=True)
    file.write_text(content)
    assert load_counts(file) == {}
