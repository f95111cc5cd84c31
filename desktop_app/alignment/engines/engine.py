"""What an engine is: something that hears words, and fits known words onto sound."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop_app.alignment.aligned_text import SaidText

RATE_HZ = 16_000
Samples = NDArray[np.int16]  # mono, RATE_HZ


@dataclass(frozen=True, slots=True)
class Heard:
    """A word that was recognised, in seconds from the start of the sound.

    ``likeness``: how like the word its sound is, as the logarithm of a likelihood per hundredth of
    a second; 0 is the likest. None where the engine does not tell.
    """

    word: str
    start_s: float
    end_s: float
    likeness: float | None = None

    def later(self, seconds: float) -> "Heard":
        """Return the word moved by ``seconds``."""
        return replace(self, start_s=self.start_s + seconds, end_s=self.end_s + seconds)


class Engine(Protocol):
    """Listens to sound with the words of one text in mind."""

    def hear(self, samples: Samples) -> list[Heard]:
        """Return the words that are spoken, as far as they can be made out."""

    def fit(self, samples: Samples, words: Sequence[str]) -> list[Heard] | None:
        """Return when each of ``words`` is spoken, or None when they do not fit the sound."""


class Speech(Protocol):
    """A kind of engine, ready to make one for a text."""

    @property
    def name(self) -> str:
        """What the user calls it."""

    @property
    def identity(self) -> str:
        """Name, version and model: what is heard with another one is not kept."""

    def knows(self, word: str) -> bool:
        """Return whether the engine knows how a word is pronounced."""

    def check(self, text: SaidText) -> None:
        """Raise WrongLanguage for a text in a language the engine does not speak."""

    def engine_for(self, text: SaidText) -> Engine:
        """Return an engine that expects the words of ``text``."""
