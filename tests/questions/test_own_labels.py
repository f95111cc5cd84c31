"""The questions labelled by reading: well-formed, without the episodes' text, in place."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

LABELS = Path(__file__).resolve().parents[1] / "data" / "questions"
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "changelog"
EPISODES = sorted(path.stem for path in LABELS.glob("*.json"))

FIELDS = {
    "id", "grade", "text", "asked_in", "quote", "asked_at", "answer_from", "answer_to", "asked_by",
    "paraphrases", "also_asked_in",
}  # fmt: skip
ASKING = re.compile(
    r"\?|\b(?:who|what|when|where|which|why|how|tell|explain|describe|talk about|give|question|"
    r"curious|wonder\w*|interested|know|asked|asks|love to hear|want to hear|maybe)\b",
    re.IGNORECASE,
)

needs_the_episodes = pytest.mark.skipif(
    not CORPUS.exists(), reason="../shared is not beside the checkout"
)


def labels_of(episode: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((LABELS / f"{episode}.json").read_text("utf-8"))
    return read


def paragraphs_of(labels: dict[str, Any]) -> list[str]:
    parts = re.split(r"\n\s*\n", (CORPUS / labels["source"]).read_text("utf-8"))
    return [part.strip() for part in parts if part.strip()]


def words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "


def test_sixteen_episodes_of_all_eight_shows_are_labelled() -> None:
    shows = {labels_of(episode)["source"].split("/")[0] for episode in EPISODES}
    assert len(EPISODES) == 16
    assert len(shows) == 8


@pytest.mark.parametrize("episode", EPISODES)
def test_each_question_has_its_places_in_order_and_two_other_wordings(episode: str) -> None:
    labels = labels_of(episode)
    assert Path(labels["source"]).stem == episode
    assert labels["kind"] in {"ama", "interview", "panel"}
    questions = labels["questions"]
    assert [question["id"] for question in questions] == list(range(1, len(questions) + 1))
    for question in questions:
        assert question.keys() <= FIELDS
        assert question["grade"] in {"must", "may"}
        begins, ends = question["answer_from"], question["answer_to"]
        assert 0 <= question["asked_in"] <= begins <= ends < labels["paragraphs"]
        assert all(0 <= at < labels["paragraphs"] for at in question.get("also_asked_in", []))
        assert len({question["text"], *question["paraphrases"]}) == 3
        assert question["text"].endswith("?")


@pytest.mark.parametrize("episode", EPISODES)
def test_no_words_of_the_episode_are_kept(episode: str) -> None:
    assert {question["quote"] for question in labels_of(episode)["questions"]} <= {""}


@needs_the_episodes
@pytest.mark.parametrize("episode", EPISODES)
def test_the_positions_are_those_of_the_episode_that_was_read(episode: str) -> None:
    labels = labels_of(episode)
    text = (CORPUS / labels["source"]).read_bytes()
    assert hashlib.sha256(text).hexdigest() == labels["sha256"]
    assert len(paragraphs_of(labels)) == labels["paragraphs"]


@needs_the_episodes
@pytest.mark.parametrize("episode", EPISODES)
def test_what_is_said_at_each_position_asks_something(episode: str) -> None:
    labels = labels_of(episode)
    said = paragraphs_of(labels)
    for question in labels["questions"]:
        paragraph = said[question["asked_in"]]
        first, last = question["asked_at"]
        assert 0 <= first < last <= len(paragraph)
        quote = paragraph[first:last]
        assert quote == quote.strip()
        assert question["grade"] == "may" or ASKING.search(quote), quote


@needs_the_episodes
@pytest.mark.parametrize("episode", EPISODES)
def test_our_wordings_are_not_the_sentences_that_were_said(episode: str) -> None:
    labels = labels_of(episode)
    said = paragraphs_of(labels)
    for question in labels["questions"]:
        heard = words(" ".join(said[question["asked_in"] : question["answer_to"] + 1]))
        for wording in (question["text"], *question["paraphrases"]):
            assert len(wording.split()) < 5 or words(wording) not in heard, wording
