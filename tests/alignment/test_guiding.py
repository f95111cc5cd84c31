"""Times known beforehand decide between places, and do no harm where they are wrong."""

from collections.abc import Sequence

from desktop_app.alignment.align import Task, align
from desktop_app.alignment.guiding import KnownTime
from tests.alignment.scripted import ScriptedSpeech, script, sound
from tests.builders import make_transcript

WORDS = [f"{a}{b}" for a in ("ba", "de", "fi", "go", "hu") for b in "bcdfghklmn"]
LENGTH_S = 60.0


def starts(words: Sequence[str], start_s: float, known: Sequence[KnownTime]) -> list[int | None]:
    parts = [" ".join(words[n : n + 10]) for n in range(0, len(words), 10)]
    text = " / ".join(f"A: {part.capitalize()}." for part in parts)
    segments = make_transcript(text, each_ms=None).segments
    task = Task(segments, round(LENGTH_S * 1000), known=known)
    speech = ScriptedSpeech(script(" ".join(WORDS), start_s=start_s))
    done = align(task, lambda first: sound(LENGTH_S, first), speech, None)
    return [word.start_ms for segment in done.segments for word in segment.words or ()]


def are_as_said(found: Sequence[int | None]) -> bool:
    """Return whether the words have the times of the script, to a few hundredths of a second."""
    wanted = [5000 + 400 * place for place in range(len(WORDS))]
    pairs = zip(found, wanted, strict=True)
    return all(ms is not None and abs(ms - wanted_ms) <= 20 for ms, wanted_ms in pairs)


def test_a_known_time_tells_which_of_two_equal_passages_is_spoken() -> None:
    second = starts(WORDS * 2, 5.0, [KnownTime(5, 0, 5_400, 700)])
    assert are_as_said(second[len(WORDS) :])
    first = starts(WORDS * 2, 5.0, [KnownTime(5, 0, 40_000, 700)])
    assert are_as_said(first[: len(WORDS)])


def test_a_wrong_known_time_changes_nothing() -> None:
    for wrong_ms in (0, 9_000, 12_000, 58_000, 900_000):
        assert are_as_said(starts(WORDS, 5.0, [KnownTime(2, 0, wrong_ms, 700)]))


def test_known_times_that_contradict_each_other_change_nothing() -> None:
    known = [KnownTime(1, 0, 20_000, 700), KnownTime(3, 5, 6_000, 700), KnownTime(4, 9, 1, 1500)]
    assert are_as_said(starts(WORDS, 5.0, known))
