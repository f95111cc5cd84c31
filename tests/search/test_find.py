import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.search.find import FoundText, find_in_text
from desktop_app.transcript.model import Kind, Segment


def speech(*texts: str) -> list[Segment]:
    return [Segment(index, Kind.SPEECH, text) for index, text in enumerate(texts)]


def found(words: str, text: str) -> list[str]:
    return [text[place.start : place.end] for place in find_in_text(speech(text), words)]


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("net", "Kubernetes on the net", ["net", "net"]),
        ("CAFE", "Café, cafe\u0301 and cafés", ["Café", "cafe\u0301", "café"]),
        ("café", "Cafe", ["Cafe"]),
        ("dont", "I don’t and don't", ["don’t", "don't"]),
        ("don't", "we dont", ["dont"]),
        ("strasse", "Straße", ["Straße"]),
        ("straße", "STRASSE", ["STRASSE"]),
        ('"well-known"', "a “well–known” fact", ["“well–known”"]),
        ("well ,  yes", "well , yes", ["well , yes"]),
        ("a b", "a\u00a0b a\n b", ["a\u00a0b", "a\n b"]),
        ("wait...", "Wait… what", ["Wait…"]),
        ("wait…", "Wait... what", ["Wait..."]),
        ("(x*", "f(x*y) and (x", ["(x*"]),
        (".*", "anything", []),
        ("i", "Iİı", ["I", "İ", "ı"]),
        ("й", "Иван й", ["й"]),
        ("本語", "日本語です", ["本語"]),
        ("aa", "aaaa", ["aa", "aa"]),
        ("  word ", "a word.", ["word"]),
    ],
)
def test_what_reads_alike_is_found(words: str, text: str, places: list[str]) -> None:
    assert found(words, text) == places


@pytest.mark.parametrize("words", ["", "  ", "'", "\u0301"])
def test_nothing_is_found_nowhere(words: str) -> None:
    assert found(words, "It's there, isn't it? cafe\u0301") == []


def test_places_come_in_order_with_their_segments() -> None:
    segments = speech("One and one", "none", "two")
    assert find_in_text(segments, "one") == (
        FoundText(0, 0, 3),
        FoundText(0, 8, 11),
        FoundText(1, 1, 4),
    )


def test_marks_are_not_speech() -> None:
    segments = [Segment(0, Kind.MARK, "a break"), Segment(5, Kind.SPEECH, "no break")]
    assert find_in_text(segments, "break") == (FoundText(5, 3, 8),)


@given(st.text(), st.text())
def test_any_words_may_be_looked_for_in_any_text(words: str, text: str) -> None:
    places = find_in_text(speech(text), words)
    assert all(0 <= place.start < place.end <= len(text) for place in places)


@given(st.text(min_size=1), st.text(), st.text())
def test_what_is_there_letter_by_letter_is_found(words: str, before: str, after: str) -> None:
    if find_in_text(speech(words), words):
        assert find_in_text(speech(before + words + after), words)


def test_a_letter_that_is_small_only_as_two_is_left_as_it_is() -> None:
    assert found("ŉ", "aŉb") == ["ŉ"]
