"""Asking one episode and the whole library, through a real index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.errors import Cancelled
from desktop_app.library import Library
from desktop_app.progress import Progress
from desktop_app.search.index import Index
from desktop_app.workflows.answering import QuestionNames, ask_episode, ask_library, list_of
from desktop_app.workflows.questioning import (
    Where,
    add_question,
    find_question,
    questions_of,
    reword_question,
)
from desktop_app.workflows.reindexing import bring_up_to_date
from tests.workflows.test_questioning import FEED, TEXT, YELLOW, imported

OTHER = "**Cy:** We fish for trout.\n\n**Cy:** Trout like cold water in summer.\n"


@pytest.fixture
def garden(library: Library, tmp_path: Path) -> str:
    return imported(library, tmp_path, TEXT)


@pytest.fixture
def index(library: Library, garden: str, tmp_path: Path) -> Iterator[Index]:
    (tmp_path / "other").mkdir()
    imported(library, tmp_path / "other", OTHER)
    index = Index(tmp_path / "index")
    bring_up_to_date(library, index)
    yield index
    index.close()


def test_an_episode_answers_with_its_question(library: Library, garden: str) -> None:
    first = ask_episode(library, garden, "yellow orchid").answers[0]
    assert (first.recording_id, first.title, first.question) == (garden, "garden", YELLOW)
    assert first.segment <= 1 <= first.segment_to
    assert first.start_ms is not None


def test_a_question_of_the_user_is_one_of_the_list(library: Library, garden: str) -> None:
    add_question(library, garden, "When does the show end?", Where(segment=5))
    first = ask_episode(library, garden, "thanks for listening, when is it over").answers[0]
    assert first.question == "When does the show end?"


def test_the_library_answers_best_first_with_questions_where_they_are_wanted(
    library: Library, index: Index, garden: str
) -> None:
    words = "feeding tomatoes when it is dry"
    answered = ask_library(index, words, questions=list_of(library))
    first = answered.answers[0]
    assert (first.recording_id, first.question) == (garden, FEED)
    assert first.segment <= 3 <= first.segment_to
    plain = ask_library(index, words).answers
    assert [answer.sentence for answer in plain] == [a.sentence for a in answered.answers]
    assert {answer.question for answer in plain} == {None}


def test_of_all_episodes_the_one_that_speaks_of_it_answers(index: Index) -> None:
    assert ask_library(index, "which fish like cold water").answers[0].title == "garden"
    sentences = [answer.sentence for answer in ask_library(index, "trout", 1).answers]
    assert len(sentences) == 1
    assert "rout" in sentences[0]


def test_asking_stops_when_a_newer_question_came(index: Index) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        ask_library(index, "trout", progress=progress)


def test_an_answer_is_named_by_the_list_as_it_is_now(
    library: Library, index: Index, garden: str, tmp_path: Path
) -> None:
    place = tmp_path / "library"
    names = QuestionNames(place / "library.sqlite3", place / "backups")
    answer = ask_library(index, "feeding tomatoes when it is dry").answers[0]
    assert names.named(answer).question == FEED
    assert names.named(answer) == names.named(answer)
    listed = questions_of(library, garden)
    reword_question(library, garden, find_question(listed, FEED), "What do tomatoes need?")
    assert names.named(answer).question == "What do tomatoes need?"
    library.recordings.remove(garden)
    assert names.named(answer) == answer


def test_the_question_of_an_answer_is_the_one_its_sentence_belongs_to(
    library: Library, garden: str
) -> None:
    first = ask_episode(library, garden, "wet soil rots roots").answers[0]
    assert "wet soil" in first.sentence
    assert first.question == YELLOW
