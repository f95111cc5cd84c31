"""Where the very words are rare or nowhere: other forms, most of the words, other words."""

import pytest

from desktop_app.bookmarks import Bookmark
from desktop_app.errors import Cancelled
from desktop_app.progress import Progress
from desktop_app.search.index import Index
from desktop_app.search.matching import Order
from desktop_app.search.parts import Document
from desktop_app.search.query import Scope, search, search_within
from tests.builders import make_transcript
from tests.search.documents import make_document


def say(index: Index, **said: str) -> None:
    index.update([make_document(name, text) for name, text in said.items()])


def found(index: Index, words: str, *, is_typing: bool = False) -> list[str]:
    return [hit.recording_id for hit in search(index, words, is_typing=is_typing).hits]


# ---- forms --------------------------------------------------------------------------------------
def test_other_forms_of_a_rare_word_are_found_behind_the_very_word(index: Index) -> None:
    say(index, other="A: Run, run, run, run!", very="A: And so we were running for hours today.")
    assert found(index, "running ", is_typing=True) == ["very", "other"]


def test_the_command_line_counts_only_the_very_word_if_it_is_there(index: Index) -> None:
    say(index, other="A: They run.", very="A: They are running.")
    assert found(index, "running") == ["very"]
    assert sorted(found(index, "runs")) == ["other", "very"]


def test_what_stands_in_quotes_is_meant_as_it_is(index: Index) -> None:
    say(index, other="A: The running dog.")
    assert found(index, '"run dog"') == []


def test_a_hit_in_another_form_is_marked(index: Index) -> None:
    say(index, one="A: Many studies say so.")
    (hit,) = search(index, "study ").hits
    assert [hit.sentence[start:end] for start, end in hit.matches] == ["studies"]


# ---- most of the words --------------------------------------------------------------------------
def test_a_long_question_finds_what_has_most_of_its_words(index: Index) -> None:
    say(index, most="A: The bread needs salt and time.", few="A: Salt.", none="A: Nothing.")
    results = search(index, "why does bread need salt and water")
    assert results.is_loose
    assert [hit.recording_id for hit in results.hits] == ["most"]
    assert results.total == 1


def test_a_short_query_still_needs_all_its_words(index: Index) -> None:
    say(index, one="A: Bread and salt.")
    results = search(index, "bread salt zebra")
    assert not results.is_loose
    assert (results.hits, results.total) == ((), 0)


# ---- other words --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kuberntes", "kubernetes"),
        ("Kubernetse cluster", "kubernetes cluster"),
        ("in:talk kuberntes", "in:talk kubernetes"),
        ("kubernetes", None),
        ("xyzzyx", None),
        ("kub", None),
    ],
)
def test_a_word_nobody_says_brings_one_like_it(index: Index, typed: str, meant: str | None) -> None:
    say(index, one="A: The kubernetes cluster.", two="A: Kubernetes, and kuba.")
    assert search(index, typed).suggestion == meant


def test_the_word_that_is_said_more_often_is_offered(index: Index) -> None:
    say(index, one="A: Salad, salad, salad, salad.", two="A: Salat.")
    assert search(index, "salas").suggestion == "salad"


# ---- signs --------------------------------------------------------------------------------------
def test_signs_find_what_they_say(index: Index) -> None:
    say(
        index,
        rust="Ada: Rust is a language.",
        go="Ben: Go is a language.",
        both="Ada: Rust and Go. / Ben: A language.",
    )
    assert sorted(found(index, "rust OR go")) == ["both", "go", "rust"]
    assert found(index, "rust -go") == ["rust"]
    assert sorted(found(index, "language NOT rust speaker:ben")) == ["both", "go"]
    assert sorted(found(index, "l*age")) == ["both", "go", "rust"]
    assert sorted(found(index, "lang?age speaker:ada")) == ["rust"]
    assert sorted(found(index, "langauge~")) == ["both", "go", "rust"]
    assert sorted(found(index, "speaker:ada")) == ["both", "rust"]
    assert found(index, 'in:"about rust" speaker:a') == ["rust"]
    assert search(index, "-zebra").total == 4


def test_dates_narrow_a_search(index: Index) -> None:
    dates = {"old": "2019-12-31", "new": "2020-05-03T10:00:00Z", "none": None}
    segments = make_transcript("A: The word.").segments
    index.update(
        [Document(name, 1, name, None, segments, published=day) for name, day in dates.items()]
    )
    assert found(index, "word after:2020") == ["new"]
    assert found(index, "word after:2020-05-03") == ["new"]
    assert found(index, "word before:2020") == ["old"]
    assert found(index, "word after:2019 before:2020-05") == ["old"]
    assert sorted(found(index, "word -after:2020")) == ["none", "old"]
    newest = search_within(index, "word", Scope(), order=Order.NEWEST)
    assert [hit.recording_id for hit in newest.hits] == ["new", "old", "none"]


def test_a_bookmark_marks_its_paragraph(index: Index) -> None:
    say(index, one="A: Yes. / B: The word is kept. / A: The word is not.", two="A: The word.")
    bookmark = Bookmark(
        "b1", "one", 10_000, None, "The word is kept.", "", "", "", (), "2026-01-01T00:00:00Z"
    )
    results = search(index, "word has:bookmark", bookmarks=[bookmark])
    assert [(hit.recording_id, hit.segment) for hit in results.hits] == [("one", 1)]
    assert search(index, "word -has:bookmark", bookmarks=[bookmark]).total == 2
    assert search(index, "has:bookmark").total == 0


# ---- many hits ----------------------------------------------------------------------------------
@pytest.mark.parametrize("order", Order)
def test_each_recording_brings_some_and_says_how_many_there_are(index: Index, order: Order) -> None:
    say(index, **{name: " / ".join(["A: word"] * count) for name, count in (("a", 9), ("b", 2))})
    results = search_within(index, "word", Scope(), limit=20, most_each=3, order=order)
    assert sorted(hit.recording_id for hit in results.hits) == ["a"] * 3 + ["b"] * 2
    assert (results.total, results.recordings) == (11, 2)
    assert results.counts == {"a": 9, "b": 2}


def test_a_newer_key_stops_a_search(index: Index) -> None:
    say(index, one="A: word")
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        search_within(index, "word", Scope(), progress=progress)


def test_an_index_that_stays_open_finds_the_same(index: Index, folder) -> None:  # type: ignore[no-untyped-def]
    say(index, one="A: Open source, and the open sea.", two="A: The source is open.")
    ready = Index(folder, stays_open=True)
    for words in ("open", '"open source"', "open source", "ope*", "s*e", "the sea"):
        expected = [(h.recording_id, h.score) for h in search(index, words).hits]
        assert [(h.recording_id, h.score) for h in search(ready, words).hits] == expected != []
    ready.close()
