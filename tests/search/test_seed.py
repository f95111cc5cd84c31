"""A real episode in the index, against plain looking. Skipped where ../shared is absent."""

import re
from pathlib import Path

import pytest

from desktop_app.search.index import Index
from desktop_app.search.parts import Document
from desktop_app.search.query import search
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript
from tests.search.documents import look_for

EPISODE = Path(__file__).parents[3] / "shared/corpus/changelog/practicalai/practical-ai-88.md"

pytestmark = pytest.mark.skipif(not EPISODE.is_file(), reason="../shared is absent")


@pytest.fixture(scope="module")
def episode() -> Document:
    transcript = place(read_transcript(EPISODE).transcript, 3_040_000).transcript
    return Document("88", 1, "Practical AI 88", "Practical AI", transcript.segments)


@pytest.mark.parametrize(
    "words",
    ["laptop", "AI", "the", "machine learning", "don't", "python tensorflow", "convolutional"],
)
def test_the_total_is_what_plain_looking_counts(
    index: Index, episode: Document, words: str
) -> None:
    index.update([episode])
    phrases = [[word.lower().replace("'", "")] for word in words.split()]
    expected = look_for([episode], phrases)
    results = search(index, words, limit=500)
    assert {("88", hit.segment) for hit in results.hits} == expected
    assert results.total == len(expected) > 0


def test_each_word_counted_by_a_regular_expression_is_found(
    index: Index, episode: Document
) -> None:
    index.update([episode])
    for word in ("laptop", "network", "question", "data", "people", "github"):
        pattern = re.compile(rf"\b{word}\b", re.IGNORECASE)
        counted = [s.index for s in episode.segments if s.is_speech and pattern.search(s.text)]
        hits = search(index, word, limit=500).hits
        assert sorted(hit.segment for hit in hits) == counted


def test_the_laptop_question_is_found_where_it_is_asked(index: Index, episode: Document) -> None:
    index.update([episode])
    hits = search(index, "best laptop for machine learning").hits or search(index, "laptop").hits
    assert any(
        hit.start_ms is not None and abs(hit.start_ms - (35 * 60 + 49) * 1_000) < 60_000
        for hit in hits
    )
