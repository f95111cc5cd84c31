"""Where nobody speaks, heard from the loudness alone."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from desktop_app.audio.pauses import pauses
from desktop_app.audio.peaks import Peaks, compute_peaks
from desktop_app.progress import Progress


def test_each_pause_is_found_to_a_few_hundredths(recording: Callable[..., Path]) -> None:
    found = pauses(compute_peaks(recording(20, ".mp3"), progress=Progress()))
    assert len(found) == 20
    for second, (start_ms, end_ms) in enumerate(found):
        assert start_ms == pytest.approx(second * 1_000 + 600, abs=60)
        assert end_ms == pytest.approx(second * 1_000 + 1_000, abs=60)


def test_short_gaps_between_words_are_no_pauses(recording: Callable[..., Path]) -> None:
    peaks = compute_peaks(recording(20, ".mp3"), progress=Progress())
    assert pauses(peaks, shortest_ms=500) == ()


@pytest.mark.parametrize("level", [0, 5, 200])
def test_a_recording_that_never_changes_has_no_pauses(level: int) -> None:
    assert pauses(Peaks(50, bytes(500), bytes([level]) * 500, 10_000)) == ()


def test_nothing_has_no_pauses() -> None:
    assert pauses(Peaks(50, b"", b"", 0)) == ()


def test_pauses_between_sentences_are_found_in_made_speech() -> None:
    folder = Path(__file__).parents[3] / "shared" / "corpus" / "speech-made"
    if not (folder / "easy.mp3").exists():
        pytest.skip("../shared/corpus/speech-made is not here")
    truth = json.loads((folder / "easy.truth.json").read_text("utf-8"))
    spoken = [sentence for paragraph in truth["paras"] for sentence in paragraph["sents"]]
    gaps = [
        (round(before["end"] * 1000), round(after["start"] * 1000))
        for before, after in pairwise(spoken)
        if after["start"] - before["end"] >= 0.3
    ]
    quiet = np.zeros(round(truth["dur"] * 1000), bool)
    for start_ms, end_ms in pauses(compute_peaks(folder / "easy.mp3", progress=Progress())):
        quiet[start_ms:end_ms] = True
    found = sum(quiet[start_ms:end_ms].mean() > 0.6 for start_ms, end_ms in gaps)
    assert len(gaps) > 50
    assert found / len(gaps) > 0.9
