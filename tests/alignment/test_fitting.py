"""Words fitted between those that were heard, and which of them are believed to be said."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.alignment.align import Task, align
from desktop_app.alignment.engines.engine import Heard
from desktop_app.transcript.model import Word
from tests.alignment.scripted import ScriptedSpeech, script, sound
from tests.builders import make_transcript

WORDS = [f"{a}{b}" for a in ("ba", "de", "fi", "go", "hu") for b in "bcdfghklmn"]
LENGTH_S = 40.0
NOTE = slice(20, 30)  # the third of five paragraphs


def aligned(heard: Sequence[Heard], fits: Sequence[Heard]) -> list[Word]:
    parts = [" ".join(WORDS[n : n + 10]) for n in range(0, len(WORDS), 10)]
    text = " / ".join(f"A: {part.capitalize()}." for part in parts)
    task = Task(make_transcript(text, each_ms=None).segments, round(LENGTH_S * 1000))
    speech = ScriptedSpeech(heard, fits)
    done = align(task, lambda first: sound(LENGTH_S, first), speech, None)
    return [word for segment in done.segments for word in segment.words or ()]


def like(said: Sequence[Heard], likeness: float) -> list[Heard]:
    return [replace(word, likeness=likeness) for word in said]


def test_words_that_were_not_heard_are_sure_where_the_sound_is_like_them() -> None:
    said = script(" ".join(WORDS), start_s=2.0)
    heard = [*said[:23], *said[25:]]
    assert min(word.confidence for word in aligned(heard, like(said, -1.5))) >= 0.5
    doubtful = aligned(heard, like(said, -6.0))[23:25]
    assert {word.start_ms for word in doubtful} == {11_200, 11_600}
    assert max(word.confidence for word in doubtful) < 0.5


def test_a_paragraph_that_was_not_heard_counts_as_said_where_the_sound_is_like_it() -> None:
    said = script(" ".join(WORDS), start_s=2.0)
    heard = [*said[:20], *said[30:]]
    words = aligned(heard, like(said, -1.5))[NOTE]
    assert [word.start_ms for word in words] == [10_000 + 400 * n for n in range(10)]


def test_a_paragraph_unlike_the_sound_is_not_said_though_there_is_time_for_it() -> None:
    said = script(" ".join(WORDS), start_s=2.0)
    heard = [*said[:20], *said[30:]]
    fits = [*like(said[:20], -1.0), *like(said[NOTE], -5.0), *like(said[30:], -1.0)]
    words = aligned(heard, fits)
    assert all(word.start_ms is not None for word in (*words[:20], *words[30:]))
    assert not [word for word in words[NOTE] if word.confidence >= 0.5]


def test_a_word_heard_in_an_advert_goes_to_its_sentence_behind_it() -> None:
    said = [
        *script(" ".join(WORDS[:20]), start_s=1.0),
        *script(" ".join(WORDS[20:]), start_s=22.0),
    ]
    advert = [Heard(word, 12 + n, 12.4 + n) for n, word in enumerate(("buy", WORDS[20], "now"))]
    heard = [*said[:20], *advert, *said[21:]]
    start_ms = aligned(heard, said)[20].start_ms
    assert start_ms is not None
    assert abs(start_ms - 22_000) <= 20


def test_the_first_words_of_a_text_are_placed_though_they_were_not_heard() -> None:
    said = script(" ".join(WORDS), start_s=2.0)
    first = aligned(said[2:], [])[0]
    assert first.start_ms is not None
    assert abs(first.start_ms - 2_000) < 400
    assert first.confidence < 0.5
