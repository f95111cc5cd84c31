"""Beginnings of sentences that were heard too early, on words that need no recogniser."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from desktop_app.alignment.aligned_text import SaidText, said_text
from desktop_app.alignment.detached import forget_far, rejoined
from desktop_app.alignment.engines.engine import RATE_HZ, Heard, Samples
from desktop_app.alignment.placing import HEARD, Placing
from tests.builders import make_transcript

SOUND = np.zeros(12 * RATE_HZ, np.int16)


def said(text: str) -> SaidText:
    return said_text(make_transcript(text).segments, lambda _word: True)


def fitted(words: str, starts: Sequence[float], likeness: float = -1.0) -> list[Heard]:
    return [
        Heard(word, start_s, start_s + 0.3, likeness)
        for word, start_s in zip(words.split(), starts, strict=True)
    ]


@dataclass
class CloseBy:
    """Fits words one after the other up to the end of the sound, all as likely."""

    likeness: float

    def hear(self, samples: Samples) -> list[Heard]:
        return []

    def fit(self, samples: Samples, words: Sequence[str]) -> list[Heard] | None:
        begin_s = len(samples) / RATE_HZ - 0.35 - 0.3 * (len(words) - 1)
        starts = [begin_s + 0.3 * place for place in range(len(words))]
        return fitted(" ".join(words), starts, self.likeness)


def test_a_word_before_a_pause_goes_to_its_sentence_where_it_is_as_likely_there() -> None:
    text = said("A: All is done. To reset it now press two.")
    before = fitted("all is done to reset it now", [0, 0.3, 0.6, 2.0, 5.0, 5.3, 5.6])
    words = np.arange(len(before))
    after, moved = rejoined(text, words, before, SOUND, CloseBy(likeness=-1.2))
    assert after[3].start_s == pytest.approx(4.7, abs=0.02)
    assert moved == {3}
    assert [*after[:3], *after[4:]] == [*before[:3], *before[4:]]


def test_it_stays_where_it_is_much_likelier() -> None:
    text = said("A: All is done. So I think that is all.")
    before = fitted("all is done so i think that", [0, 0.3, 0.6, 2.0, 5.0, 5.3, 5.6])
    words = np.arange(len(before))
    after, moved = rejoined(text, words, before, SOUND, CloseBy(likeness=-4.0))
    assert after == before
    assert not moved


def test_a_pause_within_a_sentence_is_left_alone() -> None:
    text = said("A: All is done and over with now.")
    before = fitted("all is done and over with now", [0, 0.3, 0.6, 0.9, 5.0, 5.3, 5.6])
    after, _moved = rejoined(text, np.arange(7), before, SOUND, CloseBy(likeness=-0.1))
    assert after == before


def test_a_beginning_heard_long_before_its_sentence_is_forgotten() -> None:
    text = said("A: All is done. To reset it now press two.")
    heard = Placing(len(text.words))
    for word, start_s in enumerate([0, 0.3, 0.6, 2.0, 15.0, 15.3, 15.6, 15.9, 16.2]):
        heard.set(word, start_s, start_s + 0.3, HEARD)
    forget_far(text, heard)
    assert list(np.flatnonzero(~heard.known())) == [3]
