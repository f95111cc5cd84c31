"""The first minute of the built-in sample: its sound, its text and when each word is said."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from desktop_app.alignment.engines import open_speech, why_not
from desktop_app.alignment.engines.engine import RATE_HZ, Samples, Speech
from desktop_app.audio.samples import mono_blocks
from desktop_app.progress import Progress
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.model import Segment

ROOT = Path(__file__).parents[2]
PARAGRAPHS = 7


@dataclass(frozen=True)
class Minute:
    """Sound, paragraphs, and for each of these the start of each word."""

    samples: Samples
    segments: tuple[Segment, ...]
    starts_ms: tuple[tuple[int, ...], ...]

    @property
    def duration_ms(self) -> int:
        return len(self.samples) * 1000 // RATE_HZ

    def source(self, first: int) -> Iterator[Samples]:
        for start in range(first, len(self.samples), 40_000):
            yield self.samples[start : start + 40_000]


@pytest.fixture(scope="session")
def minute() -> Minute:
    folder = ROOT / "resources" / "sample"
    truth = json.loads((ROOT / "tests/data/sample/bread-questions.truth.json").read_text("utf-8"))
    paragraphs = [p for p in truth["paragraphs"] if p["kind"] == "speech"][:PARAGRAPHS]
    transcript = read_transcript(folder / "bread-questions.md").transcript
    sound = list(mono_blocks(folder / "bread-questions.mp3", rate_hz=RATE_HZ, progress=Progress()))
    length = paragraphs[-1]["end_ms"] * RATE_HZ // 1000 + RATE_HZ // 2
    return Minute(
        np.concatenate(sound)[:length],
        transcript.segments[:PARAGRAPHS],
        tuple(tuple(word[1] for word in p["words"]) for p in paragraphs),
    )


@pytest.fixture(scope="session")
def speech() -> Speech:
    problem = why_not()
    if problem is not None:
        pytest.skip(f"{problem} {problem.hint}")
    return open_speech()
