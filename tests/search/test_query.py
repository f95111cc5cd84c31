import math
from dataclasses import replace
from typing import Any

import pytest

from desktop_app.search.index import Index
from desktop_app.search.parts import Document
from desktop_app.search.query import Hit, search
from desktop_app.transcript.model import Evidence, Kind, Segment, Word
from tests.search.documents import make_document


def only_hit(index: Index, words: str) -> Hit:
    results = search(index, words)
    assert results.total == len(results.hits) == 1
    return results.hits[0]


def found(
    index: Index,
    words: str,
    *,
    show: str | None = None,
    speaker: str | None = None,
    recording_id: str | None = None,
) -> list[str]:
    """Return which recordings are found, best first."""
    results = search(index, words, show=show, speaker=speaker, recording_id=recording_id)
    return [hit.recording_id for hit in results.hits]


def say(index: Index, **said: str) -> None:
    index.update([make_document(name, text) for name, text in said.items()])


def test_a_hit_says_who_says_what_where(index: Index) -> None:
    index.update([make_document("ep7", "Anna: Hi. / Ben: Café au lait.", show="Breakfast")])
    hit = only_hit(index, "cafe")
    assert (hit.recording_id, hit.title, hit.show) == ("ep7", "About ep7", "Breakfast")
    assert (hit.segment, hit.speaker, hit.start_ms, hit.error_ms) == (1, "Ben", 10_000, 0)
    assert hit.sentence == "Café au lait."
    assert hit.matches == ((0, 4),)
    assert hit.score > 0


@pytest.mark.parametrize("words", ["", "  ", "?!", '""', "…"])
def test_without_words_there_are_no_hits(index: Index, words: str) -> None:
    say(index, one="A: Anything at all?!")
    results = search(index, words)
    assert (results.hits, results.total) == ((), 0)


@pytest.mark.parametrize(
    "words", ["dont", "don't", "don’t", "DONT", "don`t", '"don’t go"', "dont-go", "Don't, go!!"]
)
def test_apostrophes_case_and_punctuation_do_not_matter(index: Index, words: str) -> None:
    say(index, one="A: We don’t go there.", two="A: We do not go there.")
    assert found(index, words) == ["one"]


def test_all_words_must_be_there(index: Index) -> None:
    say(index, one="A: The red car.", two="A: The red house.", three="A: A car.")
    assert found(index, "red car") == ["one"]
    assert found(index, "car red") == ["one"]
    assert found(index, "red boat") == []


def test_words_are_whole(index: Index) -> None:
    say(index, one="A: Start of the art.", two="A: We start, partly artificial.")
    assert found(index, "art") == ["one"]
    assert found(index, "start") == ["two", "one"] or found(index, "start") == ["one", "two"]
    assert found(index, "tart") == []


def test_a_phrase_stands_side_by_side(index: Index) -> None:
    say(index, one="A: Open source.", two="A: Open the source.", three="A: Source open.")
    assert found(index, '"open source"') == ["one"]
    assert sorted(found(index, "open source")) == ["one", "three", "two"]


def test_a_phrase_does_not_go_from_one_segment_into_the_next(index: Index) -> None:
    say(index, one="A: We open / B: source is here", two="A: It is open. Source it.")
    assert found(index, '"open source"') == ["two"]


def test_a_phrase_at_the_very_end_and_the_very_start_is_found(index: Index) -> None:
    say(index, one="A: alpha beta", two="A: beta alpha")
    assert found(index, '"alpha beta"') == ["one"]
    assert found(index, '"beta alpha"') == ["two"]
    assert found(index, '"alpha beta gamma"') == []


def test_segments_with_all_words_in_a_row_come_first(index: Index) -> None:
    say(
        index,
        apart="A: Learning by a machine: the learning of a machine.",
        row="A: And now for something completely different: a very long word on machine learning.",
    )
    assert found(index, "machine learning") == ["row", "apart"]


def test_more_of_a_word_is_better_and_less_around_it_too(index: Index) -> None:
    say(
        index,
        once="A: A cat and a number of other words that say nothing much.",
        twice="A: A cat, a cat and a number of other words that say nothing.",
        short="A: A cat, a cat.",
    )
    assert found(index, "cat") == ["short", "twice", "once"]


def test_a_rare_word_counts_more_than_a_common_one(index: Index) -> None:
    say(index, **{f"r{n}": "A: We say common things." for n in range(9)})
    say(index, rare="A: Say rare rare and common.", common="A: Say rare, common common.")
    assert found(index, "common rare") == ["rare", "common"]


def test_scores_fall_and_the_total_is_exact_whatever_the_limit(index: Index) -> None:
    say(index, **{f"r{n}": "A: " + "word " * (n + 1) for n in range(30)})
    for limit in (1, 7, 30, 100):
        results = search(index, "word", limit=limit)
        assert results.total == 30
        scores = [hit.score for hit in results.hits]
        assert len(scores) == min(limit, 30)
        assert scores == sorted(scores, reverse=True)
        assert all(math.isfinite(score) for score in scores)
    assert search(index, "word", limit=0).hits == ()
    assert search(index, "word", limit=0).total == 30


def test_the_word_being_typed_is_a_beginning_and_the_whole_word_comes_first(index: Index) -> None:
    say(index, longer="A: Going to the carnival.", whole="A: By car.", other="A: A scar.")
    results = search(index, "car", is_typing=True)
    assert [hit.recording_id for hit in results.hits] == ["whole", "longer"]
    assert results.total == 2
    assert found(index, "car") == ["whole"]


def test_a_word_nobody_said_is_taken_as_a_beginning(index: Index) -> None:
    say(index, one="A: On Kubernetes.", two="A: On kubelets.")
    assert found(index, "kuber") == ["one"]
    assert found(index, "on kuber") == ["one"]
    assert found(index, "kuber ") == []
    assert found(index, '"on kuber"') == []


def test_a_word_said_only_in_what_was_removed_is_not_said(index: Index) -> None:
    say(index, one="A: On kuber.", two="A: On Kubernetes.", three="A: Else.")
    index.update(remove=["one"])
    assert found(index, "kuber") == ["two"]


def test_a_beginning_finds_what_is_written_with_an_apostrophe(index: Index) -> None:
    say(index, one="A: They don’t.", two="A: O’Reilly’s book.")
    for typed in ("don", "dont", "don'", "don't"):
        assert [hit.recording_id for hit in search(index, typed, is_typing=True).hits] == ["one"]
    for typed in ("oreil", "reilly", "O'Rei"):
        assert [hit.recording_id for hit in search(index, typed, is_typing=True).hits] == ["two"]


def test_a_phrase_may_end_in_a_beginning(index: Index) -> None:
    say(index, one="A: The open source way.", two="A: The open road, a source.")
    results = search(index, '"open sou', is_typing=True)
    assert [hit.recording_id for hit in results.hits] == ["one"]


def test_scripts_without_blanks_are_found_by_any_part(index: Index) -> None:
    say(index, ja="A: これは日本語のテストです。", zh="A: 机器学习很有趣。", en="A: Nothing here.")
    assert found(index, "日本語") == ["ja"]
    assert found(index, "学习") == ["zh"]
    assert found(index, "習学") == []


def test_accents_and_other_scripts(index: Index) -> None:
    say(index, ru="A: Ёлка и мёд.", de="A: Die Straße.", fr="A: C’est l’été.", ko="A: 한국어 검색")
    assert found(index, "елка мед") == ["ru"]
    assert found(index, "STRASSE") == ["de"]
    assert found(index, "ete") == ["fr"]
    assert found(index, "한국어") == ["ko"]


class TestFilters:
    @pytest.fixture(autouse=True)
    def three_shows(self, index: Index) -> None:
        index.update(
            [
                make_document("g1", "Ana Marković: The word. / Ben: The word.", show="Go Time"),
                make_document("g2", "Ben: The word.", show="Go Time Extra"),
                make_document("p1", "Ben Ten: The word.", show="Café Python"),
                make_document("n1", "The word."),
            ]
        )

    def test_without_one_all_are_found(self, index: Index) -> None:
        assert search(index, "word").total == 5

    def test_a_show_of_that_very_name_is_meant(self, index: Index) -> None:
        assert sorted(found(index, "word", show="go time")) == ["g1", "g1"]

    def test_else_shows_with_the_name_in_theirs(self, index: Index) -> None:
        assert sorted(found(index, "word", show="Time")) == ["g1", "g1", "g2"]
        assert found(index, "word", show="cafe") == ["p1"]
        assert found(index, "word", show="Tim") == []

    def test_a_speaker(self, index: Index) -> None:
        assert sorted(found(index, "word", speaker="ben")) == ["g1", "g2"]
        assert found(index, "word", speaker="ANA MARKOVIC") == ["g1"]
        assert found(index, "word", speaker="ana") == ["g1"]
        assert found(index, "word", speaker="Nobody") == []

    def test_a_recording(self, index: Index) -> None:
        assert found(index, "word", recording_id="g1") == ["g1", "g1"]
        assert found(index, "word", recording_id="g") == []

    def test_several_at_once(self, index: Index) -> None:
        assert found(index, "word", show="Go Time", speaker="Ben") == ["g1"]
        assert found(index, "word", recording_id="g2", speaker="Ana") == []

    def test_the_total_counts_only_what_fits(self, index: Index) -> None:
        assert search(index, "word", limit=1, show="Go Time").total == 2

    def test_a_word_said_elsewhere_is_still_said(self, index: Index) -> None:
        say(index, more="A: Word and wordy.")
        assert found(index, "wor", recording_id="more") == ["more"]


SENTENCES = "One is short. Two has the apple, no pear. Three has apple and pear. Four: a pear."


def timed(text: str, **changes: Any) -> Document:
    segment = Segment(
        0, Kind.SPEECH, text, start_ms=60_000, end_ms=120_000, evidence=Evidence.EXACT, error_ms=0
    )
    return Document("one", 1, "One", None, [replace(segment, **changes)])


def test_the_sentence_with_most_of_the_words_is_shown(index: Index) -> None:
    index.update([timed(SENTENCES)])
    assert only_hit(index, "apple").sentence == "Two has the apple, no pear."
    assert only_hit(index, "four pear").sentence == "Four: a pear."
    assert only_hit(index, "and pear").sentence == "Three has apple and pear."
    assert only_hit(index, "pear apple").sentence == "Two has the apple, no pear."
    assert only_hit(index, '"apple and"').sentence == "Three has apple and pear."


def test_the_sentence_with_the_words_in_a_row_is_shown(index: Index) -> None:
    index.update([timed("A pear or an apple? An apple or a plum. Take this apple pear.")])
    hit = only_hit(index, "apple pear")
    assert hit.sentence == "Take this apple pear."
    assert [hit.sentence[start:end] for start, end in hit.matches] == ["apple", "pear"]


def test_matches_are_ranges_in_the_sentence(index: Index) -> None:
    index.update([timed("First things. The café’s closed, isn’t it? Café!")])
    hit = only_hit(index, "cafe it")
    assert [hit.sentence[start:end] for start, end in hit.matches] == ["café’s", "it"]


def test_the_first_sentence_starts_when_the_segment_does(index: Index) -> None:
    index.update([timed(SENTENCES)])
    hit = only_hit(index, "short")
    assert (hit.start_ms, hit.error_ms) == (60_000, 0)


def test_a_later_sentence_starts_later_and_is_less_sure(index: Index) -> None:
    index.update([timed(SENTENCES)])
    hit = only_hit(index, "four")
    assert hit.start_ms is not None
    assert hit.error_ms is not None
    assert 100_000 < hit.start_ms < 115_000
    assert 5_000 < hit.error_ms < 10_000


def test_a_less_sure_segment_stays_less_sure(index: Index) -> None:
    index.update([timed(SENTENCES, evidence=Evidence.ESTIMATED, error_ms=9_000)])
    assert only_hit(index, "short").error_ms == 9_000
    assert only_hit(index, "four").error_ms == 9_000


def test_known_words_tell_when_a_sentence_starts(index: Index) -> None:
    words = tuple(
        Word(word, 60_000 + 2_000 * number, 61_000 + 2_000 * number, 0.9)
        for number, word in enumerate(SENTENCES.split())
    )
    index.update([timed(SENTENCES, words=words, evidence=Evidence.ALIGNED, error_ms=200)])
    hit = only_hit(index, "four")
    assert (hit.start_ms, hit.error_ms) == (60_000 + 2_000 * 14, 200)


def test_without_times_there_is_none(index: Index) -> None:
    index.update(
        [timed(SENTENCES, start_ms=None, end_ms=None, evidence=Evidence.NONE, error_ms=None)]
    )
    hit = only_hit(index, "four")
    assert (hit.start_ms, hit.error_ms) == (None, None)


def test_a_very_long_segment_is_found_and_shown(index: Index) -> None:
    index.update([make_document("one", "A: " + "word " * 70_000 + "needle in " + "hay " * 10)])
    assert only_hit(index, '"needle in hay"').recording_id == "one"


def test_a_recording_that_only_has_signs_is_no_trouble(index: Index) -> None:
    say(index, signs="A: … / B: ?!")
    assert search(index, "a", is_typing=True).total == 0
    say(index, more="A: Words.")
    assert found(index, "words") == ["more"]
    index.update(remove=["more"])
    assert found(index, "words") == []
