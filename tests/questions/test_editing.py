from dataclasses import replace

from desktop_app.questions import Edit, Question, list_questions
from desktop_app.transcript.model import Transcript
from desktop_app.transcript.quotes import Passage, Quote, quote_of
from tests.builders import make_transcript
from tests.questions.test_listing import TALK

YELLOW = "Why do the leaves of my orchid turn yellow?"
FEED = "What do you feed to tomatoes in a dry summer?"
TRANSCRIPT = make_transcript(TALK)


def edited(*edits: Edit, transcript: Transcript = TRANSCRIPT) -> tuple[Question, ...]:
    return list_questions(transcript, (), edits)


def quoted(words: str, transcript: Transcript = TRANSCRIPT) -> Quote:
    for segment in transcript.segments:
        at = segment.text.find(words)
        if at >= 0:
            passage = Passage(segment.index, at, segment.index, at + len(words))
            return quote_of(transcript, passage)
    raise AssertionError(words)


def test_a_question_in_other_words_keeps_its_place_and_is_the_users() -> None:
    before, after = edited()[0], edited(Edit(YELLOW, None, "Yellow orchid leaves?", None))[0]
    assert after == replace(before, text="Yellow orchid leaves?", origin="user", confidence=1.0)


def test_a_hidden_question_leaves_its_stretch_to_the_one_before() -> None:
    (left,) = edited(Edit(FEED, None, None, None))
    assert (left.text, left.answer_to_segment) == (YELLOW, 7)


def test_an_added_question_is_the_users_and_ends_the_answer_before_it() -> None:
    place = quoted("Does that make sense?")
    added = Edit("", None, "Was it clear?", place)
    found = edited(added)
    assert [(q.text, q.segment, q.origin) for q in found][2:] == [("Was it clear?", 7, "user")]
    assert found[1].answer_to_segment == 6


def test_a_question_added_where_one_was_found_takes_its_place() -> None:
    added = Edit("", None, "How to feed tomatoes?", quoted(FEED))
    assert [q.text for q in edited(added)] == [YELLOW, "How to feed tomatoes?"]


def test_a_question_can_be_pointed_elsewhere_and_its_time_follows() -> None:
    pointed = edited(Edit(FEED, None, None, quoted("It does.")))[1]
    assert (pointed.text, pointed.segment, pointed.start_ms) == (FEED, 8, 80_000)


def test_a_question_of_the_page_that_is_asked_nowhere_can_be_given_a_place() -> None:
    words = "Which moon phase suits carrots?"
    assert list_questions(TRANSCRIPT, (words,))[-1].segment is None
    edits = (Edit(words, None, None, quoted("Very well.")),)
    assert list_questions(TRANSCRIPT, (words,), edits)[0].segment == 1


def test_edits_follow_each_other() -> None:
    first = Edit(FEED, quoted(FEED), "Feeding?", None)
    assert [q.text for q in edited(first, Edit("Feeding?", None, None, None))] == [YELLOW]


def test_an_edit_finds_its_question_in_a_changed_text_by_the_sentence_that_asks() -> None:
    edit = Edit(FEED, quoted(FEED), "Feeding?", None)
    changed = make_transcript("Ann: One more at the start. / " + TALK.replace("dry", "very dry"))
    assert [(q.text, q.segment) for q in edited(edit, transcript=changed)][1] == ("Feeding?", 6)


def test_a_question_in_the_users_words_stays_where_it_is_no_longer_found() -> None:
    edit = Edit("Does that make sense?", quoted("Does that make sense?"), "Is it clear?", None)
    assert [(q.text, q.segment) for q in edited(edit)][2] == ("Is it clear?", 7)


def test_an_edit_of_what_is_gone_changes_nothing() -> None:
    nowhere = Quote("Zebras cross quietly at every junction", "", "")
    assert edited(Edit("Zebras?", nowhere, "Z?", None), Edit("Yaks?", None, None, None)) == edited()


def test_of_two_questions_with_the_same_words_the_one_meant_is_edited() -> None:
    twice = make_transcript(TALK + " / " + TALK)
    first, second = (q for q in list_questions(twice, ()) if q.text == FEED)
    assert second.segment is not None
    asked = quote_of(
        twice,
        Passage(second.segment, second.offset or 0, second.segment, (second.offset or 0) + 45),
    )
    left = list_questions(twice, (), (Edit(FEED, asked, None, None, second.segment),))
    assert [q.segment for q in left if q.text == FEED] == [first.segment]
