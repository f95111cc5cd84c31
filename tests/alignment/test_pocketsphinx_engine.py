"""The default engine where the recogniser itself is at a loss."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from desktop_app.alignment.engines import why_not
from desktop_app.alignment.engines.engine import RATE_HZ

if (_problem := why_not()) is not None:
    pytest.skip(f"{_problem} {_problem.hint}", allow_module_level=True)

from desktop_app.alignment.engines.pocketsphinx_engine import PocketSphinx


@dataclass
class Part:
    word: str
    start_frame: int
    end_frame: int
    ascore: float = 1e-30


class Decoder:
    """Finds a word in each second, and nothing at all in more than eight."""

    def __init__(self) -> None:
        self._length = 0

    def current_search(self) -> str:
        return "text"

    def activate_search(self, _name: str) -> None: ...

    def start_utt(self) -> None: ...

    def end_utt(self) -> None: ...

    def process_raw(self, data: bytes, _no_search: bool, _full: bool) -> None:
        self._length = len(data) // 2 // RATE_HZ

    def seg(self) -> Iterator[Part] | None:
        if self._length > 8:
            return None
        return iter([Part(f"w{n}", 100 * n, 100 * n + 29) for n in range(self._length)])


def test_sound_in_which_nothing_is_found_is_heard_in_halves() -> None:
    heard = PocketSphinx(Decoder()).hear(np.zeros(16 * RATE_HZ, np.int16))
    assert [word.start_s for word in heard] == list(range(16))
    assert heard[0].likeness == pytest.approx(np.log(1e-30) / 30)


def test_silence_is_not_halved_for_ever() -> None:
    decoder = Decoder()
    decoder.seg = lambda: None  # type: ignore[method-assign]
    assert PocketSphinx(decoder).hear(np.zeros(16 * RATE_HZ, np.int16)) == []
