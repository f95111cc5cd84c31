"""What becomes of the words that are heard: with sound that has no need of a recogniser."""

from pathlib import Path

import pytest

from desktop_app.alignment.align import Task, align, cache_for
from desktop_app.alignment.heard_cache import HeardCache
from desktop_app.alignment.problems import CannotAlign, WrongText
from desktop_app.errors import Cancelled
from desktop_app.progress import Progress
from desktop_app.transcript.model import Evidence, Segment
from tests.alignment.scripted import ScriptedSpeech, script, sound
from tests.builders import make_transcript

WORDS = [f"{a}{b}" for a in ("ba", "de", "fi", "go", "hu", "ka", "le") for b in "bcdfghklmnprstvw"]
LENGTH_S = 60.0


def paragraphs(words: list[str], each: int = 10) -> str:
    parts = [" ".join(words[n : n + each]) for n in range(0, len(words), each)]
    return " / ".join(f"A: {part.capitalize()}." for part in parts)


def task(text: str, length_s: float = LENGTH_S) -> Task:
    return Task(make_transcript(text, each_ms=None).segments, round(length_s * 1000))


def starts(segments: tuple[Segment, ...]) -> list[int | None]:
    return [word.start_ms for segment in segments for word in segment.words or ()]


def test_every_word_gets_the_time_it_is_heard_at() -> None:
    speech = ScriptedSpeech(script(" ".join(WORDS), start_s=2.0))
    done = align(task(paragraphs(WORDS)), lambda first: sound(LENGTH_S, first), speech, None)
    assert starts(done.segments) == [2000 + 400 * n for n in range(len(WORDS))]
    assert {segment.evidence for segment in done.segments} == {Evidence.ALIGNED}
    assert done.confident == done.words == len(WORDS)


def test_begun_in_the_middle_it_places_that_first_and_all_in_the_end() -> None:
    speech = ScriptedSpeech(script(" ".join(WORDS), start_s=1.0, each_s=1.2))
    length_s = 1.2 * len(WORDS) + 2
    parts: list[tuple[Segment, ...]] = []
    done = align(
        task(paragraphs(WORDS), length_s),
        lambda first: sound(length_s, first),
        speech,
        None,
        from_ms=80_000,
        on_part=parts.append,
    )
    assert starts(done.segments) == pytest.approx([1000 + 1200 * n for n in range(112)], abs=20)
    first_ms = parts[0][0].start_ms
    assert first_ms is not None
    assert 60_000 < first_ms < 100_000
    assert len(speech.asked) == len(set(speech.asked))


def test_begun_behind_the_end_it_places_all() -> None:
    speech = ScriptedSpeech(script(" ".join(WORDS), start_s=2.0))
    wish = task(paragraphs(WORDS))
    done = align(wish, lambda first: sound(LENGTH_S, first), speech, None, from_ms=90_000)
    assert starts(done.segments) == [2000 + 400 * n for n in range(len(WORDS))]


def test_in_an_advert_that_the_text_does_not_have_no_word_is_spoken() -> None:
    advert = script("buy this now and that " * 12, start_s=22.0)
    before = script(" ".join(WORDS[:50]), start_s=2.0)
    after = script(" ".join(WORDS[50:]), start_s=46.0)
    speech = ScriptedSpeech([*before, *advert, *after])
    done = align(task(paragraphs(WORDS), 75), lambda first: sound(75, first), speech, None)
    found = [start_ms for start_ms in starts(done.segments) if start_ms is not None]
    assert len(found) == len(WORDS)
    assert not [start_ms for start_ms in found if 22_000 <= start_ms < 46_000]
    end_ms = done.segments[4].end_ms
    assert end_ms is not None
    assert end_ms <= 22_000


def test_a_paragraph_that_nobody_says_has_no_times() -> None:
    notes = "Check the show notes for all of the links and much more."
    text = paragraphs(WORDS[:50]) + f" / A: {notes} / " + paragraphs(WORDS[50:])
    speech = ScriptedSpeech(script(" ".join(WORDS), start_s=2.0))
    done = align(task(text), lambda first: sound(LENGTH_S, first), speech, None)
    words = done.segments[5].words
    assert words is not None
    assert all(word.start_ms is None and word.confidence < 0.3 for word in words)
    assert done.segments[5].evidence is Evidence.NONE


def test_words_beside_such_a_paragraph_that_were_not_made_out_are_fitted() -> None:
    notes = "Check the show notes for all of the many links and very much more besides."
    text = paragraphs(WORDS[:50]) + f" / A: {notes} / " + paragraphs(WORDS[50:])
    said = script(" ".join(WORDS), start_s=2.0)
    speech = ScriptedSpeech([*said[:47], *said[53:]], fits=said)
    done = align(task(text), lambda first: sound(LENGTH_S, first), speech, None)
    found = [
        word for n, segment in enumerate(done.segments) if n != 5 for word in segment.words or ()
    ]
    assert [word.start_ms for word in found] == [2000 + 400 * n for n in range(len(WORDS))]
    assert {word.start_ms for word in done.segments[5].words or ()} == {None}


def test_what_is_said_again_and_again_finds_its_own_place_in_the_end() -> None:
    said = script(" ".join(WORDS * 4), start_s=2.0)
    length_s = 2.0 + 0.4 * len(said) + 2.0
    speech = ScriptedSpeech([*said[:100], *said[112:]], fits=said)
    text = paragraphs(WORDS * 4)
    done = align(task(text, length_s), lambda first: sound(length_s, first), speech, None)
    found = starts(done.segments)
    wanted = [2000 + 400 * n for n in range(len(said))]
    off = [
        found_ms is None or abs(found_ms - ms) > 500
        for found_ms, ms in zip(found, wanted, strict=True)
    ]
    assert sum(off) <= 12


def test_where_fitting_disagrees_with_hearing_it_is_not_believed() -> None:
    heard = script(" ".join(WORDS), start_s=2.0)
    speech = ScriptedSpeech(heard, fits=[word.later(1.5) for word in heard])
    done = align(task(paragraphs(WORDS)), lambda first: sound(LENGTH_S, first), speech, None)
    assert starts(done.segments) == [2000 + 400 * n for n in range(len(WORDS))]


def test_another_text_is_refused() -> None:
    speech = ScriptedSpeech(script("what is said here has nothing to do with it " * 14))
    with pytest.raises(WrongText, match="not what is said") as refused:
        align(task(paragraphs(WORDS)), lambda first: sound(LENGTH_S, first), speech, None)
    assert refused.value.hint


def test_silence_is_refused() -> None:
    with pytest.raises(WrongText):
        align(task(paragraphs(WORDS)), lambda first: sound(9, first), ScriptedSpeech([]), None)


def test_without_a_text_there_is_nothing_to_align() -> None:
    with pytest.raises(CannotAlign, match="no text"):
        align(task("Break: "), lambda first: sound(9, first), ScriptedSpeech([]), None)


def test_work_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    wish = task(paragraphs(WORDS))
    heard = script(" ".join(WORDS), start_s=2.0)
    stop = Progress(lambda fraction, _text: stop.cancel() if fraction > 0.3 else None)
    stopped = ScriptedSpeech(heard)
    with pytest.raises(Cancelled):
        align(
            wish,
            lambda first: sound(LENGTH_S, first),
            stopped,
            cache_for(wish, stopped, tmp_path),
            progress=stop,
        )
    assert stopped.asked
    again = ScriptedSpeech(heard)
    cache = cache_for(wish, again, tmp_path)
    done = align(wish, lambda first: sound(LENGTH_S, first), again, cache)
    assert not set(stopped.asked) & set(again.asked)
    assert starts(done.segments)[0] == 2000


def test_progress_tells_the_seconds_that_are_done() -> None:
    told: list[tuple[float, str]] = []
    progress = Progress(lambda fraction, text: told.append((fraction, text)))
    speech = ScriptedSpeech(script(" ".join(WORDS), start_s=2.0))
    align(
        task(paragraphs(WORDS)),
        lambda first: sound(LENGTH_S, first),
        speech,
        HeardCache(None),
        progress=progress,
    )
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert told[0][1] == "0:00 of 1:00"
    assert "left" in told[1][1]
