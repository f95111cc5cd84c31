"""Sound whose samples say where in the recording they are, and an engine that reads a script.

So what is done with the words that are heard can be tested without a recogniser.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from desktop_app.alignment.aligned_text import SaidText
from desktop_app.alignment.engines.engine import RATE_HZ, Engine, Heard, Samples

_STEP = RATE_HZ // 100  # samples that have one value: hundredths of a second


def sound(length_s: float, first: int = 0) -> Iterator[Samples]:
    """Yield ``length_s`` seconds of sound, from the sample ``first`` on."""
    whole = (np.arange(int(length_s * RATE_HZ)) // _STEP).astype(np.int16)
    for start in range(first, len(whole), 50_000):
        yield whole[start : start + 50_000]


def script(words: str, *, start_s: float = 0.0, each_s: float = 0.4) -> list[Heard]:
    """Return words said one after the other."""
    return [
        Heard(word, start_s + place * each_s, start_s + (place + 1) * each_s - 0.05)
        for place, word in enumerate(words.split())
    ]


@dataclass
class ScriptedSpeech:
    """Hears what its script says; ``fits`` is what is really said where fitting looks."""

    heard: Sequence[Heard]
    fits: Sequence[Heard] | None = None
    name: str = "scripted"
    identity: str = "scripted 1"
    asked: list[float] = field(default_factory=list)

    def knows(self, word: str) -> bool:
        return True

    def check(self, text: SaidText) -> None:
        pass

    def engine_for(self, text: SaidText) -> Engine:
        return self

    def hear(self, samples: Samples) -> list[Heard]:
        begin_s = float(samples[0]) / 100
        self.asked.append(begin_s)
        return self._within(self.heard, begin_s, begin_s + len(samples) / RATE_HZ)

    def fit(self, samples: Samples, words: Sequence[str]) -> list[Heard] | None:
        begin_s = float(samples[0]) / 100
        said = self.heard if self.fits is None else self.fits
        found = self._within(said, begin_s, begin_s + len(samples) / RATE_HZ)
        for start in range(len(found)):
            if [one.word for one in found[start : start + len(words)]] == list(words):
                return found[start : start + len(words)]
        return None

    def _within(self, said: Sequence[Heard], begin_s: float, end_s: float) -> list[Heard]:
        return [
            one.later(-begin_s) for one in said if begin_s <= (one.start_s + one.end_s) / 2 < end_s
        ]
