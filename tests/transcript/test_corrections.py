from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.corrections import (
    Change,
    Correction,
    alike,
    changes,
    corrected,
    retimed,
    with_line,
)
from desktop_app.transcript.model import Marker, Transcript, Word
from tests.builders import make_transcript

WORDS = st.lists(st.sampled_from(["salt", "the", "scale.", "“dough”", "a", "holds"]), min_size=1)


def correction(segment: int, was: str, now: str, **names: str | None) -> Correction:
    return Correction("c1", "r1", segment, was, now, "2026-01-02T03:04:05Z", **names)


def timed(text: str, each_ms: int = 100) -> list[Word]:
    return [
        Word(token, place * each_ms, (place + 1) * each_ms, 0.9)
        for place, token in enumerate(text.split())
    ]


def texts(transcript: Transcript) -> list[str]:
    return [segment.text for segment in transcript.segments]


def test_a_correction_stands_in_the_place_of_the_files_words() -> None:
    transcript = make_transcript("A: Put the scale there. / B: Fine.")
    made, (standing,) = corrected(
        transcript, [correction(0, "Put the scale there.", "Put the scales there.")]
    )
    assert texts(made) == ["Put the scales there.", "Fine."]
    assert standing.segment == 0


def test_a_corrected_paragraph_that_moved_is_found_by_its_words() -> None:
    transcript = make_transcript("A: New. / A: And this. / A: Put the scale there.")
    made, (standing,) = corrected(
        transcript, [correction(0, "Put the scale there.", "Put the scales there.")]
    )
    assert texts(made)[2] == "Put the scales there."
    assert standing.segment == 2


def test_a_correction_is_put_right_in_a_paragraph_that_changed_elsewhere() -> None:
    transcript = make_transcript("A: Please put the scale there now.")
    kept = correction(0, "We put the scale there today.", "We put a scale there today.")
    made, (standing,) = corrected(transcript, [kept])
    assert texts(made) == ["Please put a scale there now."]
    assert standing.was == "Please put the scale there now."
    assert standing.now == "Please put a scale there now."


def test_a_correction_never_goes_to_another_paragraph_with_the_same_words() -> None:
    transcript = make_transcript("A: In the end nobody put the scale there, said the old baker.")
    kept = correction(0, "We put the scale there today.", "We put a scale there today.")
    assert corrected(transcript, [kept]) == (transcript, (kept,))


def test_a_correction_whose_paragraph_is_gone_waits_as_it_is() -> None:
    kept = correction(0, "Put the scale there.", "Put the scales there.")
    transcript = make_transcript("A: Quite another text.")
    assert corrected(transcript, [kept]) == (transcript, (kept,))


def test_correcting_a_text_twice_is_correcting_it_once() -> None:
    kept = correction(0, "Put the scale there.", "Put the scale there, there.")
    transcript = make_transcript("A: Put the scale there.")
    once, standing = corrected(transcript, [kept])
    assert corrected(once, standing) == (once, standing)
    assert standing == (kept,)


def test_a_corrected_paragraph_leaves_another_alone_that_reads_as_it_did() -> None:
    kept = correction(0, "Yeah.", "Yes.")
    once, standing = corrected(make_transcript("A: Yeah. / B: Yeah."), [kept])
    assert texts(corrected(once, standing)[0]) == ["Yes.", "Yeah."]


def test_a_speaker_is_corrected_and_others_of_the_name_stay() -> None:
    transcript = make_transcript("A: Hello. / A: Again.")
    kept = correction(1, "Again.", "Again.", speaker_was="A", speaker_now="B")
    made, _standing = corrected(transcript, [kept])
    assert [segment.speaker for segment in made.segments] == ["A", "B"]


def test_words_keep_their_times_and_new_ones_share_those_they_replace() -> None:
    made = retimed(timed("put the scale there"), "put the new scales there")
    assert [word.text for word in made] == ["put", "the", "new", "scales", "there"]
    assert (made[0].start_ms, made[1].end_ms) == (0, 200)
    assert (made[2].start_ms, made[2].end_ms, made[3].end_ms) == (200, 233, 300)
    assert (made[4].start_ms, made[4].end_ms) == (300, 400)


def test_words_put_between_share_the_time_of_the_one_before() -> None:
    made = retimed(timed("put there"), "put it there")
    assert [(word.text, word.start_ms, word.end_ms) for word in made] == [
        ("put", 0, 60),
        ("it", 60, 100),
        ("there", 100, 200),
    ]


def test_a_word_put_in_and_taken_out_again_leaves_all_times_as_they_were() -> None:
    words = timed("put there")
    assert retimed(retimed(words, "put it there"), "put there") == words


def test_words_in_the_place_of_unspoken_ones_are_unspoken() -> None:
    made = retimed([Word("[note]", None, None, 0.1), Word("so", 0, 9, 0.9)], "[a note] so")
    assert [word.start_ms for word in made] == [None, None, 0]
    assert all(word.confidence < 0.3 for word in made[:2])


@given(WORDS, WORDS)
def test_retimed_words_are_the_words_of_the_text_in_order(old: list[str], new: list[str]) -> None:
    made = retimed(timed(" ".join(old)), " ".join(new))
    assert [word.text for word in made] == new
    times = [
        ms for word in made if word.start_ms is not None for ms in (word.start_ms, word.end_ms)
    ]
    assert times == sorted(times)
    assert all(0 <= ms <= 100 * len(old) for ms in times)


def test_marks_stay_before_their_words() -> None:
    transcript = replace(
        make_transcript("A: one two three four"),
        markers=(Marker(0, 0, 0), Marker(0, 2, 2_000), Marker(0, 4, 4_000)),
    )
    made = with_line(transcript, 0, "one and two three four", "A")
    assert [marker.word for marker in made.markers] == [0, 3, 5]


def test_a_change_is_the_bare_words_and_where_they_stand() -> None:
    (change,) = changes("Put it on the scale. Yes.", "Put it on the scales. Yes.")
    assert change == Change("scale", "scales", 14, 20)
    assert changes("same words", "same words") == ()
    (change,) = changes("one two", "one two three")
    assert (change.was, change.now, change.start) == ("", "three", 8)
    (change,) = changes("one two three", "one three")
    assert (change.was, change.now, change.start, change.end) == ("two", "", 3, 3)


def test_alike_are_whole_words_in_other_paragraphs() -> None:
    transcript = make_transcript(
        "A: The scale. / B: A scale, a scale! / A: Scales escalate. / Break:"
    )
    found = alike(transcript, Change("scale", r"sc\1ales", 4, 10), but=0)
    assert found == {1: r"A sc\1ales, a sc\1ales!"}
    assert alike(transcript, Change("", "x", 0, 1), but=0) == {}
