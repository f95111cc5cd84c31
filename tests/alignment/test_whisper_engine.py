"""The Whisper engine, with a stand-in for the library and its models, which are not installed."""

import importlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from desktop_app.alignment.aligned_text import SaidText, said_text
from desktop_app.alignment.engines.engine import RATE_HZ, Heard
from desktop_app.alignment.problems import NoEngine, WrongLanguage
from tests.alignment.scripted import ScriptedSpeech
from tests.builders import make_transcript

HOME = "desktop_app.alignment.engines.whisper_engine"
GERMAN = "Wir haben es nicht gewusst, und das ist auch gut so, sagt der Mann in der Stadt. " * 3


@dataclass
class Model:
    """Says the same words, whatever it hears."""

    folder: str
    words: Sequence[tuple[str, float, float]] = ((" In", 0.2, 0.4), (" 1984,", 0.4, 1.0))
    model: Any = field(default_factory=lambda: SimpleNamespace(is_multilingual=False))

    def transcribe(self, _sound: object, **_options: object) -> tuple[list[Any], Any]:
        words = [SimpleNamespace(word=word, start=a, end=b) for word, a, b in self.words]
        facts = SimpleNamespace(language="de", language_probability=0.95)
        return [SimpleNamespace(words=words)], facts


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    library = ModuleType("faster_whisper")
    library.WhisperModel = lambda folder, **_options: Model(folder)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "faster_whisper", library)
    monkeypatch.delitem(sys.modules, HOME, raising=False)
    yield importlib.import_module(HOME)
    sys.modules.pop(HOME, None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "model" / "data"
    path.mkdir(parents=True)
    (path / "model.bin").write_bytes(b"weights")
    return path


def text(words: str) -> SaidText:
    return said_text(make_transcript(f"A: {words}").segments, lambda _word: True)


def test_without_a_model_it_says_what_it_needs(engine: ModuleType, tmp_path: Path) -> None:
    for model in (None, "", str(tmp_path), "no_such_package"):
        with pytest.raises(NoEngine) as refused:
            engine.open_speech(model, None)
        assert refused.value.hint


def test_a_model_is_found_inside_the_folder_that_was_named(
    engine: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "version", lambda _name: "1.2.1")
    speech = engine.open_speech(str(folder.parent), None)
    before = speech.identity
    (folder / "model.bin").write_bytes(b"other weights")
    assert speech.identity != before


def test_a_model_for_english_refuses_another_language(engine: ModuleType, folder: Path) -> None:
    speech = engine.open_speech(str(folder), None)
    speech.check(text("This is what we have in the shop and that is all of it for you."))
    with pytest.raises(WrongLanguage, match="English"):
        speech.check(text(GERMAN))


def test_words_are_given_as_they_are_said(engine: ModuleType, folder: Path) -> None:
    hearing = engine.open_speech(str(folder), None).engine_for(text("In 1984."))
    heard = hearing.hear(np.zeros(RATE_HZ, np.int16))
    assert [word.word for word in heard] == ["in", "nineteen", "eighty", "four"]
    assert heard[1].start_s == pytest.approx(0.4)
    assert heard[3].end_s == pytest.approx(1.0)
    assert hearing.fit(np.zeros(RATE_HZ, np.int16), ["in"]) is None


def test_what_it_leaves_out_is_heard_by_the_other_engine(engine: ModuleType, folder: Path) -> None:
    other = ScriptedSpeech([Heard("then", 2.5, 2.9), Heard("more", 3.0, 3.4)])
    hearing = engine.open_speech(str(folder), other).engine_for(text("In 1984. Then more."))
    sound = (np.arange(5 * RATE_HZ) // (RATE_HZ // 100)).astype(np.int16)
    heard = hearing.hear(sound)
    assert [word.word for word in heard][-2:] == ["then", "more"]
    assert heard[-2].start_s == pytest.approx(2.5, abs=0.02)
