from dataclasses import replace

from desktop_app.transcript.model import Cue, Evidence, Transcript, Word
from desktop_app.ui.widgets.spoken_part import SpokenParts
from tests.builders import make_transcript
from tests.ui.widgets.pages import with_words


def said(transcript: Transcript, moment_ms: int, segment: int = 0) -> tuple[str, bool] | None:
    part = SpokenParts(transcript).at(transcript.segments[segment], moment_ms)
    if part is None:
        return None
    return transcript.segments[segment].text[part.start : part.end], part.is_word


def test_with_word_times_it_is_the_word() -> None:
    page = with_words(make_transcript("A: One two three four."))
    assert said(page, 0) == ("One", True)
    assert said(page, 2_500) == ("two", True)
    assert said(page, 9_999) == ("four.", True)


def test_words_that_are_not_spoken_are_never_marked() -> None:
    page = with_words(make_transcript("A: One [laughs] three."))
    words = page.segments[0].words
    assert words is not None
    silent = (words[0], Word("[laughs]", None, None, 0.1), words[2])
    page = page.with_segments([replace(page.segments[0], words=silent)])
    assert said(page, 5_000) == ("One", True)
    assert said(page, 7_000) == ("three.", True)


def test_with_exact_cues_it_is_the_words_of_the_cue() -> None:
    page = make_transcript("A: One two. Three four five.")
    cues = (Cue(0, 4_000, "A", "One two."), Cue(4_000, 10_000, "A", "Three four\nfive."))
    page = replace(page, cues=cues)
    assert said(page, 1_000) == ("One two.", False)
    assert said(page, 4_000) == ("Three four five.", False)


def test_a_cue_whose_words_are_not_in_the_paragraph_is_passed_over() -> None:
    page = make_transcript("A: One two. Three four.")
    cues = (Cue(0, 4_000, None, "(music)"), Cue(4_000, 10_000, None, "Three four."))
    page = replace(page, cues=cues)
    assert said(page, 1_000) is None
    assert said(page, 5_000) == ("Three four.", False)


def test_an_estimate_marks_nothing_finer_than_the_paragraph() -> None:
    page = make_transcript("A: One two. Three.", evidence=Evidence.ESTIMATED)
    assert said(page, 4_000) is None
    cues = (Cue(0, 4_000, None, "One two."),)
    assert said(replace(page, cues=cues), 1_000) is None


def test_a_marker_alone_marks_nothing_finer_than_the_paragraph() -> None:
    assert said(make_transcript("A: One two. Three."), 4_000) is None
