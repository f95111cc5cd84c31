import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Evidence, Transcript
from desktop_app.transcript.quotes import (
    Passage,
    Quote,
    find_quote,
    passage_between,
    quote_of,
    span_of,
)
from tests.builders import make_transcript

TALK = (
    "Ann: Welcome back. Today we talk about bees and why they matter. Stay with us."
    " / Bob: Thank you, Ann! It’s a pleasure. Bees dance to tell where the flowers are."
    " / Break: / Ann: Really? They dance? I did not know that bees dance at all."
)


def words_of(transcript: Transcript, passage: Passage | None) -> str:
    assert passage is not None
    return quote_of(transcript, passage).exact


def test_a_moment_gives_the_sentence_spoken_then() -> None:
    talk = make_transcript(TALK)
    assert words_of(talk, passage_between(talk, 5_000)) == (
        "Today we talk about bees and why they matter."
    )


def test_a_stretch_gives_all_sentences_it_touches_across_paragraphs() -> None:
    talk = make_transcript(TALK)
    assert words_of(talk, passage_between(talk, 9_500, 11_000)) == (
        "Stay with us.\nThank you, Ann!"
    )


def unsure_by(talk: Transcript, error_ms: int) -> Transcript:
    return talk.with_segments([replace(segment, error_ms=error_ms) for segment in talk.segments])


def test_an_estimated_moment_takes_what_may_be_meant_along() -> None:
    talk = unsure_by(make_transcript(TALK, evidence=Evidence.ESTIMATED), 4_000)
    assert words_of(talk, passage_between(talk, 3_000)) == (
        "Welcome back. Today we talk about bees and why they matter."
    )
    assert words_of(talk, passage_between(talk, 8_000)) == (
        "Today we talk about bees and why they matter. Stay with us.\nThank you, Ann!"
    )


def test_a_large_error_does_not_make_a_passage_endless() -> None:
    talk = unsure_by(make_transcript(TALK, evidence=Evidence.ESTIMATED), 90_000)
    assert passage_between(talk, 8_000) == passage_between(
        unsure_by(make_transcript(TALK, evidence=Evidence.ESTIMATED), 5_000), 8_000
    )


@pytest.mark.parametrize(("moment_ms", "words"), [(20_500, "Bees dance"), (24_999, "Bees dance")])
def test_a_short_pause_belongs_to_what_was_said_before(moment_ms: int, words: str) -> None:
    talk = make_transcript(TALK)
    assert words_of(talk, passage_between(talk, moment_ms)).startswith(words)


@pytest.mark.parametrize("moment_ms", [26_000, 90_000])
def test_a_long_pause_has_no_passage(moment_ms: int) -> None:
    assert passage_between(make_transcript(TALK), moment_ms) is None


def test_a_text_without_times_has_no_passage_for_a_moment() -> None:
    assert passage_between(make_transcript(TALK, each_ms=None), 1_000) is None


def test_a_quote_has_text_before_and_after_in_whole_words() -> None:
    talk = make_transcript(TALK)
    passage = passage_between(talk, 15_000)
    assert passage is not None
    quote = quote_of(talk, passage)
    assert quote.exact == "Bees dance to tell where the flowers are."
    assert quote.prefix.endswith("It’s a pleasure. ")
    assert len(quote.prefix) >= 32
    assert quote.prefix.startswith("Thank")
    assert quote.suffix.startswith("\nReally? They dance?")
    assert len(quote.suffix) >= 32


def test_a_passage_is_spoken_from_its_first_word_to_the_next_after_it() -> None:
    talk = make_transcript("A: One two. Three four. / B: Five.")
    begins_ms = moment_at(talk.segments[0], 9)
    assert begins_ms is not None
    assert 0 < begins_ms < 10_000
    assert span_of(talk, Passage(0, 0, 0, 8)) == (0, begins_ms)
    assert span_of(talk, Passage(0, 9, 1, 5)) == (begins_ms, 20_000)


def test_the_same_text_gives_the_same_passage() -> None:
    talk = make_transcript(TALK)
    passage = passage_between(talk, 15_000, 31_000)
    assert passage is not None
    assert find_quote(talk, quote_of(talk, passage)) == passage


def test_of_equal_places_the_one_with_the_same_surroundings_is_taken() -> None:
    talk = make_transcript("A: Yes. First we eat. / B: Yes. Then we sleep. / A: Yes. Now we go.")
    found = find_quote(talk, Quote("Yes.", "First we eat.\n", " Then we sleep."), near_ms=0)
    assert found == Passage(1, 0, 1, 4)


def test_of_places_with_the_same_surroundings_the_nearest_is_taken() -> None:
    talk = make_transcript("A: Yes. / B: Yes. / A: Yes. / B: Yes.")
    found = find_quote(talk, Quote("Yes.", "Yes.\n", "\nYes."), near_ms=21_000)
    assert found is not None
    assert found.segment == 2


@pytest.mark.parametrize(
    "version",
    [
        "bees dance, to tell; where the FLOWERS are",
        "Bees  dance to tell\nwhere the flowers are.",
        "Bees dance to show where all the flowers are.",
        "The bees dance to tell where flowers are found.",
    ],
)
def test_a_quote_finds_its_words_though_they_were_mended(version: str) -> None:
    was = make_transcript(TALK)
    quote = quote_of(was, passage_between(was, 15_000) or pytest.fail("no passage"))
    now = make_transcript(TALK.replace("Bees dance to tell where the flowers are.", version))
    found = find_quote(now, quote, 15_000)
    assert found is not None
    assert found.segment == 1
    kept = quote_of(now, found).exact
    assert "flowers are" in kept.replace("FLOWERS", "flowers")
    assert "pleasure" not in kept
    assert "Really" not in kept


def test_a_quote_follows_its_words_into_other_paragraphs() -> None:
    was = make_transcript(TALK)
    quote = quote_of(was, passage_between(was, 15_000) or pytest.fail("no passage"))
    now = make_transcript(TALK.replace(" / ", " "))
    assert words_of(now, find_quote(now, quote)) == quote.exact


@pytest.mark.parametrize(
    "quote",
    [
        Quote("Something that nobody ever said here, in any way", "", ""),
        Quote("", "", ""),
        Quote("  \n", "before", "after"),
        Quote("…", "", ""),
    ],
)
def test_words_that_are_not_there_are_not_found(quote: Quote) -> None:
    assert find_quote(make_transcript(TALK), quote, 15_000) is None


def test_nothing_is_found_in_an_empty_text() -> None:
    assert find_quote(Transcript("srt"), Quote("Hello there", "", "")) is None


@given(data=st.data())
def test_any_stretch_of_words_is_found_again(data: st.DataObject) -> None:
    talk = make_transcript(TALK)
    segment = data.draw(st.sampled_from([s for s in talk.segments if s.is_speech]))
    start = data.draw(st.integers(0, len(segment.text) - 2))
    end = data.draw(st.integers(start + 1, len(segment.text)))
    assume(segment.text[start:end].strip())
    passage = Passage(segment.index, start, segment.index, end)
    assert find_quote(talk, quote_of(talk, passage), segment.start_ms) == passage


def test_looking_in_the_longest_texts_takes_no_time_that_is_felt() -> None:
    paragraph = "So we went on and on about the many things that a long talk is made of. "
    long = make_transcript(
        " / ".join(f"A: {paragraph * 2}It was number {n}." for n in range(1_000))
    )
    quote = Quote("a longer talk consists of. It was numbered 700.", "things that ", "")
    start = time.perf_counter()
    found = find_quote(long, quote, 7_000_000)
    assert time.perf_counter() - start < 3
    assert found is not None
    assert found.segment == 700


def test_quotes_of_a_real_page_are_found_in_the_real_markdown() -> None:
    shared = Path(__file__).parents[3] / "shared"
    page = shared / "seed" / "practical-ai-88-page.txt"
    markdown = shared / "corpus" / "changelog" / "practicalai" / "practical-ai-88.md"
    if not page.exists() or not markdown.exists():
        pytest.skip("../shared is not here")
    formats = pytest.importorskip("desktop_app.transcript.formats")
    seen = formats.read_transcript(page).transcript
    target = formats.read_transcript(markdown).transcript
    tried = lost = 0
    for segment in seen.segments:
        if segment.is_speech and len(segment.text.split()) >= 12:
            tried += 1
            quote = quote_of(seen, Passage(segment.index, 0, segment.index, len(segment.text)))
            lost += find_quote(target, quote) is None
    assert tried > 100
    assert lost <= tried // 100
