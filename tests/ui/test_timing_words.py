"""What is said of an episode's times: figures, how far they are exact, what to do next."""

from dataclasses import replace
from pathlib import Path

from desktop_app.alignment.problems import NoEngine
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.transcript.model import Evidence, Segment, Word
from desktop_app.ui.timing_words import exact_until_ms, next_step_words, timing_figures
from desktop_app.ui.widgets.timing_chip import TimingQuality
from desktop_app.workflows.opening import OpenRecording
from desktop_app.workflows.rightness import AudioDoubt
from tests.builders import make_transcript
from tests.ui.recordings import make_opened

ROUGH = TimingQuality.ROUGH


def lines(*evidence: Evidence) -> list[Segment]:
    text = " / ".join(f"A: Line {number} is here." for number in range(len(evidence)))
    segments = make_transcript(text).segments
    return [
        replace(s, evidence=one, error_ms=4_000 if one is Evidence.ESTIMATED else 100)
        for s, one in zip(segments, evidence, strict=True)
    ]


def test_figures_tell_words_found_and_the_share_that_is_exact() -> None:
    aligned, estimated = lines(Evidence.ALIGNED, Evidence.ESTIMATED)
    sure = (1.0, 0.9, 0.6, 0.1)
    known = tuple(Word(w, 0, 1, c) for w, c in zip(aligned.text.split(), sure, strict=True))
    figures = dict(timing_figures([replace(aligned, words=known), estimated]))
    assert figures == {
        "Found in the sound": "3 of 4 words, 75 %",
        "Exact times": "1 of 2 paragraphs, 50 %",
        "Estimates": "1 of 2 paragraphs, 50 %",
        "Estimates usually within": "± 4 s",
        "Worst estimate within": "± 4 s",
    }


def test_nearly_all_is_not_all() -> None:
    figures = dict(timing_figures(lines(*[Evidence.EXACT] * 399, Evidence.ESTIMATED)))
    assert figures["Exact times"] == "399 of 400 paragraphs, 99 %"
    assert figures["Estimates"] == "1 of 400 paragraphs, 1 %"


def test_exact_up_to_counts_from_the_voice_on() -> None:
    exact, rough = Evidence.ALIGNED, Evidence.ESTIMATED
    segments = lines(rough, exact, exact, rough, exact)
    start = [segment.start_ms or 0 for segment in segments]
    assert exact_until_ms(segments, 0) is None
    assert exact_until_ms(segments, start[1] + 10) == segments[2].end_ms
    assert exact_until_ms(segments, start[4]) == segments[4].end_ms
    assert exact_until_ms([], 0) is None


def test_what_to_do_next_is_said_for_each_case(tmp_path: Path) -> None:
    sound = tmp_path / "talk.wav"
    sound.write_bytes(b"RIFF")
    opened = make_opened()
    with_sound = replace(opened, recording=replace(opened.recording, audio=sound))
    without = replace(opened, recording=replace(opened.recording, audio=None))
    part, whole = AlignmentFacts("x", 1), AlignmentFacts("x", 1, is_whole=True)
    no_engine = NoEngine("There is no engine.", hint="Install one.")
    doubt = AudioDoubt("It is another one.", "Find the right one.")
    cases: list[tuple[OpenRecording, TimingQuality, NoEngine | None, str]] = [
        (with_sound, ROUGH, None, "Aligning finds every word"),
        (with_sound, ROUGH, no_engine, "There is no engine. Install one."),
        (without, ROUGH, None, "Add the audio of this episode"),
        (replace(with_sound, alignment=part), ROUGH, None, "Aligning was stopped before"),
        (replace(with_sound, alignment=whole), TimingQuality.MIXED, None, "What has ≈ was not"),
        (replace(with_sound, doubt=doubt), ROUGH, None, "It is another one. Find the right"),
        (with_sound, TimingQuality.EXACT, None, ""),
    ]
    for case, quality, problem, words in cases:
        said = next_step_words(case, quality, problem)
        assert said.startswith(words)
        assert bool(said) is bool(words)
