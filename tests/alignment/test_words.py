import numpy as np
import pytest

from desktop_app.alignment.aligned_text import SaidText, said_text
from desktop_app.alignment.placing import Placing
from desktop_app.alignment.words import fill, with_words
from desktop_app.transcript.model import Evidence, Segment
from tests.builders import make_transcript


def text_of(line: str) -> tuple[SaidText, tuple[Segment, ...]]:
    segments = make_transcript(line, each_ms=None).segments
    return said_text(segments, lambda _word: True), segments


def placed(size: int, *known: tuple[int, float, float]) -> Placing:
    placing = Placing(size)
    for word, start_s, end_s in known:
        placing.set(word, start_s, end_s, 0.9)
    return placing


def test_words_between_found_ones_share_the_time_by_their_letters() -> None:
    text, _ = text_of("A: One extraordinarily two three.")
    placing = placed(4, (0, 0.0, 0.3), (3, 1.5, 2.0))
    fill(text, placing, 0, 4)
    assert placing.start[1] == pytest.approx(0.3)
    assert 1.1 < placing.start[2] < 1.5
    assert (placing.confidence[1:3] == 0.4).all()


def test_words_that_no_time_is_left_for_are_not_spoken() -> None:
    line = "A: Start. / A: These many words were added by somebody later on. / A: End."
    text, segments = text_of(line)
    last = len(text.words) - 1
    placing = placed(last + 1, (0, 0.0, 0.4), (last, 0.6, 1.0))
    fill(text, placing, 0, last + 1)
    added = with_words(segments[1], 1, text, placing)
    assert added.words is not None
    assert all(word.start_ms is None and word.confidence < 0.3 for word in added.words)
    assert added.evidence is Evidence.NONE


def test_many_words_in_far_too_much_time_have_none() -> None:
    text, _ = text_of("A: One " + "word " * 20 + "two.")
    placing = placed(22, (0, 0.0, 0.4), (21, 90.0, 90.4))
    fill(text, placing, 0, 22)
    assert np.isnan(placing.start[1:21]).all()


def test_after_an_advert_the_next_sentence_stands_close_to_what_follows_it() -> None:
    text, _ = text_of("A: That is it. So we begin.")
    placing = placed(6, (0, 0.0, 0.2), (5, 60.0, 60.4))
    fill(text, placing, 0, 6)
    assert placing.start[2] < 1
    assert placing.start[3] > 59


def test_a_segment_has_a_word_for_each_token_and_the_time_of_its_first() -> None:
    text, segments = text_of("A: In 1984 — he left.")
    said = ["in", "nineteen", "eighty", "four", "he", "left"]
    assert text.words == said
    placing = placed(6, *((n, n / 2, n / 2 + 0.4) for n in range(6)))
    segment = with_words(segments[0], 0, text, placing)
    assert segment.words is not None
    assert [(word.text, word.start_ms, word.end_ms) for word in segment.words] == [
        ("In", 0, 400),
        ("1984", 500, 1900),
        ("—", 2000, 2000),
        ("he", 2000, 2400),
        ("left.", 2500, 2900),
    ]
    assert (segment.start_ms, segment.end_ms, segment.evidence) == (0, 2900, Evidence.ALIGNED)
    assert segment.error_ms is not None
    assert 0 < segment.error_ms < 250


def test_marks_are_silent() -> None:
    text, segments = text_of("A: One. / Break: Some jingle / A: Two.")
    assert text.words == ["one", "two"]
    mark = with_words(segments[1], 1, text, placed(2, (0, 0.0, 0.2), (1, 9.0, 9.2)))
    assert mark.words is not None
    assert [(word.text, word.start_ms) for word in mark.words] == [("Some", None), ("jingle", None)]


def test_a_segment_most_words_of_which_are_unknown_has_no_time() -> None:
    text, segments = text_of("A: One two three four five.")
    segment = with_words(segments[0], 0, text, placed(5, (4, 1.0, 1.2)))
    assert segment.start_ms is None
