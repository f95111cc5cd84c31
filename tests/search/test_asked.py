import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.search.asked import Asked, Query
from desktop_app.search.parsing import parse_query


def phrases_of(query: Query) -> list[list[str]]:
    return [[word.word + "*" * word.is_prefix for word in phrase.words] for phrase in query.phrases]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("", []),
        ("  \t", []),
        ("?!", []),
        ('""', []),
        ("neural", [["neural"]]),
        ("neural  network", [["neural"], ["network"]]),
        ('"neural network" training', [["neural", "network"], ["training"]]),
        ("“neural network” training", [["neural", "network"], ["training"]]),
        ("«neural network» training", [["neural", "network"], ["training"]]),
        ('training "neural net', [["training"], ["neural", "net"]]),
        ('a"b c"d', [["a"], ["b", "c"], ["d"]]),
        ("open-source", [["open", "source"]]),
        ("open - source", [["open"], ["source"]]),
        ("node.js", [["node", "js"]]),
        ("don't don’t dont", [["dont"]] * 3),
        ("Café", [["cafe"]]),
        ("日本語", [["日", "本", "語"]]),
        ("a AND (b OR", [["a"], ["and"], ["b"], ["or"]]),
        ("speaker:[x TO", [["speaker", "x"], ["to"]]),
        ("*", []),
    ],
)
def test_a_query_is_words_and_phrases(text: str, phrases: list[list[str]]) -> None:
    assert phrases_of(parse_query(text)) == phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("neu", [["neu*"]]),
        ("neural net", [["neural"], ["net*"]]),
        ("neural ", [["neural"]]),
        ('"neural net', [["neural", "net*"]]),
        ('"neural net"', [["neural", "net"]]),
        ("open-sou", [["open", "sou*"]]),
        ("neural?", [["neural*"]]),
        ("don'", [["don*"]]),
    ],
)
def test_the_word_being_typed_is_a_beginning(text: str, phrases: list[list[str]]) -> None:
    assert phrases_of(parse_query(text, is_typing=True)) == phrases


@given(st.text(), st.booleans())
def test_any_text_is_a_query(text: str, is_typing: bool) -> None:
    query = parse_query(text, is_typing=is_typing)
    assert all(query.phrases)
    # The word being typed is one; each star that was typed may make another.
    assert sum(word.is_prefix for word in query.words) <= 1 + text.count("*") + text.count("＊")
    query.marks(text)


def marked(query: str, text: str, *, is_typing: bool = False) -> list[str]:
    return [
        text[mark.start : mark.end] for mark in parse_query(query, is_typing=is_typing).marks(text)
    ]


def test_marks_are_the_words_asked_for() -> None:
    assert marked("cafe dont", "The Café, don’t go!") == ["Café", "don’t"]


def test_a_phrase_is_marked_only_where_it_is_whole() -> None:
    assert marked('"open source"', "Open the source: open-source.") == ["open", "source"]


def test_a_beginning_marks_the_whole_word() -> None:
    assert marked("kuber", "On Kubernetes and kubelets", is_typing=True) == ["Kubernetes"]


def test_a_word_with_an_apostrophe_is_found_without_its_ending() -> None:
    assert marked("people", "the people’s choice") == ["people’s"]
    assert Asked("people").fits("people's")
    assert not Asked("peopl").fits("people's")
    assert Asked("peopl", is_prefix=True).fits("people's")
