"""Paragraphs are placed where the voice resumes, and nowhere worse for it."""

import json
import random
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.audio.pauses import pauses
from desktop_app.audio.peaks import compute_peaks
from desktop_app.progress import Progress
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.model import Evidence, Kind, Marker, Segment, Transcript
from tests.transcript.test_clock_properties import DURATIONS, transcripts

MADE = Path(__file__).parents[3] / "shared" / "corpus" / "speech-made"
WORDS = "so many words of all kinds and lengths which somebody puts one after another"


def spoken(count: int, seed: int = 1) -> tuple[Transcript, list[int], list[tuple[int, int]]]:
    """Return a talk by an uneven voice: its text, true starts, and the pauses between sentences."""
    chance = random.Random(seed)
    segments, starts, silences, at_ms = [], [], [], 100_000
    for index in range(count):
        starts.append(at_ms)
        sentences = []
        for _ in range(chance.randint(1, 4)):
            words = " ".join(chance.choices(WORDS.split(), k=chance.randint(3, 18)))
            sentences.append(f"{words.capitalize()}.")
            pace_ms = 78 * chance.uniform(0.6, 1.5)
            at_ms += round(pace_ms * len(words.replace(" ", "")))
            silences.append((at_ms, at_ms + chance.randint(250, 900)))
            at_ms = silences[-1][1]
        segments.append(Segment(index, Kind.SPEECH, " ".join(sentences), "Ann"))
    markers = tuple(Marker(i, 0, starts[i]) for i in range(0, count, 30))
    return Transcript("changelog-markdown", tuple(segments), markers), starts, silences


def off_s(transcript: Transcript, starts: list[int]) -> np.ndarray:
    placed = [s.start_ms or 0 for s in transcript.segments]
    off: np.ndarray = np.abs(np.array(placed) - np.array(starts))
    return off / 1000


def test_estimates_move_to_where_the_voice_resumes() -> None:
    transcript, starts, silences = spoken(121)
    without = off_s(place(transcript).transcript, starts)
    heard = off_s(place(transcript, pauses=silences).transcript, starts)
    assert np.median(without) > 1.0
    assert np.median(heard) < 0.3
    assert heard.max() < without.max() + 1.0


def test_the_bounds_hold_and_shrink() -> None:
    inside, bounds = [], []
    for seed in range(6):
        transcript, starts, silences = spoken(121, seed)
        for segment, start in zip(
            place(transcript, pauses=silences).transcript.segments, starts, strict=True
        ):
            if segment.is_estimated:
                inside.append(abs((segment.start_ms or 0) - start) <= (segment.error_ms or 0))
                bounds.append(segment.error_ms or 0)
    without = [s.error_ms or 0 for s in place(transcript).transcript.segments if s.is_estimated]
    assert np.mean(inside) > 0.9
    assert np.median(bounds) < np.median(without)


def test_text_after_an_advertisement_is_found_by_its_pauses() -> None:
    transcript, starts, silences = spoken(121)
    mark = Segment(0, Kind.MARK, "Break")
    segments = [*transcript.segments[:40], mark, *transcript.segments[40:]]
    later = 70_000
    moved = [(a + later, b + later) if a >= starts[40] - 1 else (a, b) for a, b in silences]
    truth = [start + later * (i >= 40) for i, start in enumerate(starts)]
    broken = Transcript(
        transcript.format,
        tuple(replace(s, index=i) for i, s in enumerate(segments)),
        (
            *(m for m in transcript.markers if m.segment < 40),
            Marker(40, 0, starts[40]),
            *(
                Marker(m.segment + 1, 0, m.moment_ms + later)
                for m in transcript.markers
                if m.segment > 40
            ),
        ),
    )
    placed = place(broken, pauses=moved).transcript.segments
    spoken_ones = [s for s in placed if s.is_speech][40:60]
    off = [abs((s.start_ms or 0) - truth[40 + i]) for i, s in enumerate(spoken_ones)]
    assert np.median(off) < 1_500


@pytest.mark.parametrize(
    "silences", [[], [(0, 5_000_000)], [(n, n + 130) for n in range(0, 900_000, 260)]]
)
def test_pauses_that_tell_nothing_do_no_harm(silences: list[tuple[int, int]]) -> None:
    transcript, starts, _true = spoken(121)
    without = off_s(place(transcript).transcript, starts)
    heard = off_s(place(transcript, pauses=silences).transcript, starts)
    assert np.median(heard) < np.median(without) + 1.0
    exact = [s for s in place(transcript, pauses=silences).transcript.segments if not s.error_ms]
    assert [s.start_ms for s in exact] == [m.moment_ms for m in transcript.markers]


SPANS = st.lists(st.integers(0, 4_000_000), max_size=30).map(
    lambda moments: [(a, b) for a, b in pairwise(sorted({*moments}))][::2]
)


@given(transcripts(), DURATIONS, SPANS)
@settings(max_examples=150, deadline=None)
def test_with_any_pauses_times_run_forward_inside_the_audio(
    transcript: Transcript, duration: int | None, spans: list[tuple[int, int]]
) -> None:
    placed = place(transcript, duration, pauses=spans).transcript
    known = [s for s in placed.segments if s.start_ms is not None and s.end_ms is not None]
    assert len(known) in (0, len(placed.segments))
    for before, after in pairwise(known):
        assert 0 <= (before.start_ms or 0) <= (after.start_ms or 0)
    for segment in known:
        assert (segment.start_ms or 0) <= (segment.end_ms or 0)
        assert duration is None or (segment.end_ms or 0) <= duration
        assert (segment.error_ms == 0) is (segment.evidence is Evidence.EXACT)
    assert place(placed, duration, pauses=spans).transcript == placed


def test_sound_that_the_text_does_not_have_is_found_where_sentences_leave_the_pauses() -> None:
    off: dict[bool, list[float]] = {False: [], True: []}
    within: list[bool] = []
    for seed in range(12):
        whole, starts, silences = spoken(91, seed)
        whole = replace(whole, markers=tuple(Marker(i, 0, starts[i]) for i in range(0, 91, 15)))
        gone = range(49 + seed % 6, 53 + seed % 6)
        kept = [segment for segment in whole.segments if segment.index not in gone]
        place_of = {segment.index: number for number, segment in enumerate(kept)}
        bare = replace(
            whole,
            segments=tuple(replace(s, index=place_of[s.index]) for s in kept),
            markers=tuple(replace(m, segment=place_of[m.segment]) for m in whole.markers),
        )
        inside = [index for index in place_of if 45 < index < 60]
        for listens in (False, True):
            placed = place(bare, pauses=silences if listens else ()).transcript.segments
            for index in inside:
                segment = placed[place_of[index]]
                off[listens].append(abs((segment.start_ms or 0) - starts[index]) / 1000)
                if listens:
                    within.append(off[True][-1] * 1000 <= (segment.error_ms or 0))
    assert np.median(off[False]) > 2
    assert np.median(off[True]) < 1
    assert np.percentile(off[True], 90) < 0.7 * np.percentile(off[False], 90)
    assert np.mean(within) > 0.85


@pytest.mark.parametrize("apart", [1, 5])
def test_three_hours_take_less_than_a_third_of_a_second(apart: int) -> None:
    transcript, starts, silences = spoken(1_000)
    transcript = replace(transcript, markers=transcript.markers[::apart])
    assert starts[-1] > 3 * 3_600_000
    took_s = []
    for _ in range(3):
        begun = time.process_time()
        place(transcript, starts[-1] + 60_000, pauses=silences)
        took_s.append(time.process_time() - begun)
    assert min(took_s) < 0.3


def test_a_made_episode_gains_by_its_sound() -> None:
    if not (MADE / "easy.mp3").exists():
        pytest.skip("../shared/corpus/speech-made is not here")
    made = json.loads((MADE / "easy.truth.json").read_text("utf-8"))
    starts = [round(1000 * p["start"]) for p in made["paras"]]
    transcript = read_transcript(MADE / "easy.md").transcript
    peaks = compute_peaks(MADE / "easy.mp3", progress=Progress())
    silences = pauses(peaks, shortest_ms=120)
    without = off_s(place(transcript, peaks.duration_ms).transcript, starts)
    heard = off_s(place(transcript, peaks.duration_ms, pauses=silences).transcript, starts)
    assert np.median(heard) < 0.75 * np.median(without)
    assert np.percentile(heard, 90) <= np.percentile(without, 90) + 0.5
