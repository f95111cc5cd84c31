from desktop_app.transcript.lookup import Zone
from desktop_app.ui.widgets.voice_place import NOWHERE, VoicePlaces, line_offset
from tests.builders import make_transcript
from tests.ui.widgets.pages import with_words

PAGE = make_transcript("A: One two. / Break: / B: Three four five six.")
BREAK = Zone(10_000, 20_000, "break")


def test_a_moment_is_in_the_paragraph_being_spoken() -> None:
    places = VoicePlaces(PAGE, [BREAK])
    spoken = [places.at(moment_ms).segment for moment_ms in (0, 9_999, 20_000)]
    assert [segment.index for segment in spoken if segment is not None] == [0, 0, 2]


def test_in_a_break_there_is_no_paragraph() -> None:
    place = VoicePlaces(PAGE, [BREAK]).at(15_000)
    assert place.segment is None
    assert place.zone == BREAK


def test_what_is_left_of_a_break_counts_down_to_the_last_second() -> None:
    places = VoicePlaces(PAGE, [BREAK])
    left = [places.at(moment_ms).left_s for moment_ms in (10_000, 10_001, 19_000, 19_999)]
    assert left == [10, 10, 1, 1]
    assert places.at(9_999).left_s == places.at(20_000).left_s == 0


def test_an_advert_within_a_paragraph_marks_nothing() -> None:
    advert = Zone(24_000, 29_000, "within")
    places = VoicePlaces(PAGE, [advert])
    assert places.at(25_000).segment is None
    assert places.at(25_000).zone == advert
    assert places.at(29_000).segment is PAGE.segments[2]


def test_a_breath_between_two_paragraphs_belongs_to_the_first() -> None:
    place = VoicePlaces(PAGE, []).at(15_000)
    assert place.segment is PAGE.segments[0]


def test_before_all_speech_the_voice_is_nowhere() -> None:
    late = make_transcript("Break: / A: One.")
    assert VoicePlaces(late, []).at(3_000) == NOWHERE


def test_a_text_without_times_has_no_places() -> None:
    places = VoicePlaces(make_transcript("A: One.", each_ms=None), [])
    assert not places.has_times
    assert places.at(3_000) == NOWHERE


def test_the_line_is_that_of_the_word_known_or_estimated() -> None:
    known = with_words(make_transcript("A: Three four five six."))
    for page, moment_ms in ((PAGE, 29_900), (known, 9_900)):
        place = VoicePlaces(page, []).at(moment_ms)
        assert place.segment is not None
        assert place.segment.text[line_offset(place, moment_ms) :] == "six."


def test_the_next_to_be_marked_is_a_word_a_paragraph_or_a_zone() -> None:
    known = VoicePlaces(with_words(make_transcript("A: Three four five six. / B: Ten.")), [])
    assert known.at(2_600).part is not None
    assert known.next_start_ms(2_600) == 5_000
    known.at(9_000)
    assert known.next_start_ms(9_000) == 10_000
    known.at(15_000)
    assert known.next_start_ms(15_000) is None
    rough = VoicePlaces(PAGE, [BREAK])
    rough.at(2_000)
    assert rough.next_start_ms(2_000) == 10_000
    assert rough.next_start_ms(10_000) == 20_000
