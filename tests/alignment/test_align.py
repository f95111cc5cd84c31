"""The whole way with the real recogniser, on the first minute of the built-in sample."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from desktop_app.alignment.align import Alignment, Task, align
from desktop_app.alignment.engines import ENGINES, open_speech, why_not
from desktop_app.alignment.engines.engine import RATE_HZ, Samples, Speech
from desktop_app.alignment.problems import NoEngine, WrongLanguage, WrongText
from desktop_app.transcript.model import Evidence, Kind, Segment
from tests.alignment.conftest import Minute

UNSPOKEN = "This episode is brought to you by our friends. Check the show notes for all the links."


@pytest.fixture(scope="session")
def done(minute: Minute, speech: Speech) -> Alignment:
    """The minute aligned, with a paragraph that nobody says after the third."""
    segments = [*minute.segments[:3], Segment(0, Kind.SPEECH, UNSPOKEN), *minute.segments[3:]]
    numbered = [replace(segment, index=place) for place, segment in enumerate(segments)]
    return align(Task(numbered, minute.duration_ms), minute.source, speech, None)


def test_words_start_within_a_quarter_of_a_second(done: Alignment, minute: Minute) -> None:
    spoken = [*done.segments[:3], *done.segments[4:]]
    errors = [
        abs((word.start_ms if word.start_ms is not None else 10**6) - start_ms)
        for segment, starts in zip(spoken, minute.starts_ms, strict=True)
        for word, start_ms in zip(segment.words or (), starts, strict=True)
    ]
    assert np.mean([error <= 250 for error in errors]) >= 0.98
    assert np.median(errors) <= 40
    assert {segment.evidence for segment in spoken} == {Evidence.ALIGNED}


def test_starts_are_as_good_as_they_claim(done: Alignment, minute: Minute) -> None:
    spoken = [*done.segments[:3], *done.segments[4:]]
    within = [
        abs((segment.start_ms or 0) - starts[0]) <= (segment.error_ms or 0)
        for segment, starts in zip(spoken, minute.starts_ms, strict=True)
    ]
    assert sum(within) >= len(within) - 1


def test_the_paragraph_that_nobody_says_is_told_apart(done: Alignment) -> None:
    words = done.segments[3].words
    assert words is not None
    assert all(word.start_ms is None and word.confidence < 0.3 for word in words)


def test_most_words_are_sure(done: Alignment) -> None:
    spoken = done.words - len(UNSPOKEN.split())
    assert done.confident >= 0.8 * spoken


def test_another_text_is_refused(minute: Minute, speech: Speech) -> None:
    other = (
        "Call me Ishmael. Some years ago, never mind how long precisely, having little or no money"
        " in my purse, and nothing particular to interest me on shore, I thought I would sail about"
        " a little and see the watery part of the world. It is a way I have of driving off the"
        " spleen and regulating the circulation."
    )

    def half(first: int) -> Iterator[Samples]:
        yield minute.samples[first : 20 * RATE_HZ]

    with pytest.raises(WrongText):
        align(Task([Segment(0, Kind.SPEECH, other)], 20_000), half, speech, None)


def test_a_text_in_another_language_is_refused(minute: Minute, speech: Speech) -> None:
    german = "Wir haben es nicht gewusst, und das ist auch gut so, sagt der Mann in der Stadt. " * 3
    with pytest.raises(WrongLanguage) as refused:
        align(Task([Segment(0, Kind.SPEECH, german)], 9_000), minute.source, speech, None)
    assert "Whisper" in refused.value.hint


def test_an_engine_that_does_not_exist_is_said() -> None:
    problem = why_not("nuance")
    assert problem is not None
    assert all(name in problem.hint for name in ENGINES)
    with pytest.raises(NoEngine, match="nuance"):
        open_speech("nuance")
