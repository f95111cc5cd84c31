from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.questions import Question, list_questions
from desktop_app.transcript.model import Evidence, Kind, Segment, Transcript, Word
from tests.builders import make_transcript

ANSWER = (
    "Honestly I tend to look at the roots first, because a plant that stands in wet soil rots from "
    "below long before the leaves show it, and by the time the leaves turn yellow there is not "
    "much left to save. So I lift it out, cut what is brown, let it dry for a day and pot it anew."
)
TALK = (
    f"Ann: Welcome to the garden show. How are you today, Ben? / Ben: Very well. / "
    f"Ann: Good. Here is the first question, from Carla Meyer, who asks “Why do the leaves of my "
    f"orchid turn yellow?” / Ben: {ANSWER} / Ben: {ANSWER} / "
    f"Ann: Next question. What do you feed to tomatoes in a dry summer? / Ben: {ANSWER} / "
    f"Ben: Does that make sense? / Ann: It does. Thanks for listening, see you next time."
)


def questions(text: str = TALK, page: tuple[str, ...] = ()) -> tuple[Question, ...]:
    return list_questions(make_transcript(text), page)


def test_a_question_answered_at_length_by_another_is_listed_and_small_talk_is_not() -> None:
    assert [question.segment for question in questions()] == [2, 5]
    assert {question.origin for question in questions()} == {"text"}


def test_the_wording_stands_alone() -> None:
    assert [question.text for question in questions()] == [
        "Why do the leaves of my orchid turn yellow?",
        "What do you feed to tomatoes in a dry summer?",
    ]


def test_an_answer_begins_with_substance_and_ends_before_the_next_question() -> None:
    first, second = questions()
    assert (first.answer_from_segment, first.answer_to_segment) == (3, 4)
    assert (second.answer_from_segment, second.answer_to_segment) == (6, 7)


def test_times_are_those_of_the_sentence_that_asks_and_of_the_end_of_the_answer() -> None:
    first, _second = questions()
    assert first.start_ms is not None
    assert 20_000 < first.start_ms < 30_000
    assert first.end_ms == 50_000


def test_the_error_grows_on_the_way_into_a_paragraph() -> None:
    transcript = make_transcript(TALK, evidence=Evidence.ESTIMATED)
    rough = transcript.with_segments([replace(s, error_ms=4_000) for s in transcript.segments])
    first, _second = list_questions(rough, ())
    assert first.error_ms is not None
    assert 4_000 < first.error_ms < 8_000


def test_known_words_bring_no_error_of_their_own() -> None:
    transcript = make_transcript(TALK)
    segment = transcript.segments[2]
    words = tuple(
        Word(word, 20_000 + 100 * at, 20_100 + 100 * at, 0.9)
        for at, word in enumerate(segment.text.split())
    )
    segments = list(transcript.segments)
    segments[2] = replace(segment, evidence=Evidence.ALIGNED, error_ms=150, words=words)
    first, _second = list_questions(transcript.with_segments(segments), ())
    assert first.error_ms == 150
    assert first.start_ms == 20_100  # “Here is the first question …”


def test_a_listener_named_beside_the_question_asks_it() -> None:
    assert [question.asked_by for question in questions()] == ["Carla Meyer", "Ann"]


def test_a_question_of_the_page_comes_in_the_pages_words_where_it_is_asked() -> None:
    listed = questions(page=("How do I feed tomatoes?", "Why do orchids turn yellow?"))
    assert [(q.text, q.segment, q.origin) for q in listed] == [
        ("Why do orchids turn yellow?", 2, "page"),
        ("How do I feed tomatoes?", 5, "page"),
    ]
    assert all(question.confidence > 0.6 for question in listed)


def test_the_talk_completes_the_pages_list() -> None:
    listed = questions(page=("How do I feed tomatoes?",))
    assert [(q.segment, q.origin) for q in listed] == [(2, "text"), (5, "page")]


def test_a_question_that_nobody_asks_has_no_place_and_stands_last() -> None:
    listed = questions(
        page=("Which telescope shows the rings of Saturn?", "How do I feed tomatoes?")
    )
    assert [q.origin for q in listed] == ["text", "page", "page"]
    last = listed[-1]
    assert last.text == "Which telescope shows the rings of Saturn?"
    assert (last.segment, last.start_ms, last.end_ms, last.error_ms) == (None,) * 4
    assert (last.answer_from_segment, last.answer_to_segment, last.asked_by) == (None,) * 3
    assert last.confidence == 0


def test_a_bullet_without_a_word_is_no_question() -> None:
    assert [q.segment for q in questions(page=("…", ""))] == [2, 5]


def test_without_times_the_questions_are_listed_all_the_same() -> None:
    listed = list_questions(make_transcript(TALK, each_ms=None), ("How do I feed tomatoes?",))
    assert [q.segment for q in listed] == [2, 5]
    assert all((q.start_ms, q.end_ms, q.error_ms) == (None, None, None) for q in listed)


def test_without_names_structure_still_finds_them() -> None:
    transcript = make_transcript(TALK)
    nameless = transcript.with_segments([replace(s, speaker=None) for s in transcript.segments])
    listed = list_questions(nameless, ())
    assert {2, 5} <= {question.segment for question in listed}
    assert listed[0].asked_by in (None, "Carla Meyer")


def test_a_question_taken_up_again_at_once_is_listed_once() -> None:
    again = "Ben: So why do orchid leaves turn yellow? / Ben: " + ANSWER
    text = TALK.replace(f"Ben: {ANSWER} / Ben: {ANSWER}", f"{again} / Ben: {ANSWER}", 1)
    asked = [q for q in questions(text) if "yellow" in q.text]
    assert len(asked) == 1


def test_marks_are_passed_over() -> None:
    text = TALK.replace(f"Ben: {ANSWER} / Ben", "Break: / Ben", 1)
    first = questions(text)[0]
    assert first.segment == 2
    assert first.answer_from_segment == 4


def test_an_empty_transcript_has_no_questions() -> None:
    assert list_questions(Transcript("plain-text"), ()) == ()
    assert [q.segment for q in list_questions(Transcript("plain-text"), ("Why?",))] == [None]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([Kind.SPEECH, Kind.SPEECH, Kind.MARK]),
            st.sampled_from([None, "Ann", "Ben"]),
            st.text(alphabet="ab Why.?“”\"'’…!語 ", max_size=60),
        ),
        max_size=12,
    ),
    st.lists(st.text(alphabet="ab Why?é", max_size=20), max_size=3),
)
@settings(max_examples=200, deadline=None)
def test_whatever_is_said_the_list_is_in_order_and_inside_the_text(
    parts: list[tuple[Kind, str | None, str]], page: list[str]
) -> None:
    segments = tuple(Segment(i, *part[:1], part[2], part[1]) for i, part in enumerate(parts))
    listed = list_questions(Transcript("plain-text", segments), page)
    placed = [question.segment for question in listed if question.segment is not None]
    assert placed == sorted(placed)
    assert all(question.segment is None for question in listed[len(placed) :])
    for question in listed:
        assert 0 <= question.confidence <= 1
        if question.segment is not None:
            assert question.answer_from_segment is not None
            assert question.answer_to_segment is not None
            assert question.segment <= question.answer_from_segment
            assert question.answer_from_segment <= question.answer_to_segment < len(segments)


@pytest.mark.parametrize("count", [1, 40])
def test_as_many_questions_of_the_page_are_listed_as_it_has(count: int) -> None:
    page = tuple(f"What about item {number}?" for number in range(count))
    assert sum(question.origin == "page" for question in questions(page=page)) == count
