"""Whisper through CTranslate2 (faster-whisper): many languages, with a model the user brings.

Nothing is fetched: the model is a folder, or lies in an installed package that the user names.
English words are fitted onto the sound by PocketSphinx, where that is installed.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel

from desktop_app.alignment.aligned_text import SaidText
from desktop_app.alignment.engines.engine import RATE_HZ, Engine, Heard, Samples, Speech
from desktop_app.alignment.english import looks_english
from desktop_app.alignment.problems import NoEngine, WrongLanguage
from desktop_app.alignment.spoken import spoken
from desktop_app.i18n import _

NAME = "whisper"

_MODEL_FILE = "model.bin"
_FORMAT = "2"
_LOUDEST = 32768.0
_SHORTEST_S = 0.2
_GAP_S = 1.8  # without a word
_SAMPLED_BYTES = 1 << 20


def open_speech(model: str | None, fitting: Speech | None) -> "WhisperSpeech":
    """Return the engine with the model in the folder or package ``model``.

    ``fitting`` fits English words onto the sound. Raises NoEngine without a model.
    """
    return WhisperSpeech(_folder(model), fitting)


def _folder(model: str | None) -> Path:
    if not model:
        raise NoEngine(
            _("The Whisper engine needs a model, and none was named."),
            hint=_("Give the folder of a model for CTranslate2, or a package that contains one."),
        )
    places = [Path(model)]
    if model.isidentifier() and (spec := find_spec(model)) is not None:
        places += [Path(place) for place in spec.submodule_search_locations or ()]
    for place in places:
        if place.is_dir():
            found = sorted(place.rglob(_MODEL_FILE))
            if found:
                return found[0].parent
    raise NoEngine(
        _("There is no Whisper model in “{place}”.").format(place=model),
        hint=_("A model is a folder with the files {name}, config.json and tokenizer.json.").format(
            name=_MODEL_FILE
        ),
    )


class WhisperSpeech:
    """A model, ready to hear any text."""

    name = NAME

    def __init__(self, folder: Path, fitting: Speech | None) -> None:
        self._folder = folder
        self._fitting = fitting
        try:
            self._model = WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise NoEngine(
                _("The Whisper model in “{place}” cannot be used.").format(place=folder),
                hint=str(error),
            ) from error

    @property
    def identity(self) -> str:
        return f"{NAME} {version('faster-whisper')} {_FORMAT} {_content(self._folder)}"

    def knows(self, word: str) -> bool:
        return self._fitting is not None and self._fitting.knows(word)

    def check(self, text: SaidText) -> None:
        if not self._model.model.is_multilingual and not looks_english(text.words):
            raise WrongLanguage(
                _("The text does not seem to be English, and this Whisper model knows no other."),
                hint=_("Take a multilingual model."),
            )

    def engine_for(self, text: SaidText) -> "Whisper":
        fits = self._fitting is not None and looks_english(text.words)
        fitting = self._fitting.engine_for(text) if self._fitting is not None and fits else None
        return Whisper(self._model, fitting, self.knows)


class Whisper:
    """Hears what is said without knowing the text."""

    def __init__(
        self, model: WhisperModel, fitting: Engine | None, knows: Callable[[str], bool]
    ) -> None:
        self._model = model
        self._fitting = fitting
        self._knows = knows
        self._language: str | None = None if model.model.is_multilingual else "en"

    def hear(self, samples: Samples) -> list[Heard]:
        if len(samples) < _SHORTEST_S * RATE_HZ:
            return []
        parts, facts = self._model.transcribe(
            samples.astype(np.float32) / _LOUDEST,
            language=self._language,
            beam_size=1,
            temperature=0.0,
            word_timestamps=True,
            condition_on_previous_text=False,
        )
        heard = [word for part in parts for word in part.words or ()]
        if self._language is None and facts.language_probability > 0.8:
            self._language = facts.language
        said = [one for word in heard for one in self._said(word.word, word.start, word.end)]
        return self._filled(said, samples)

    def _filled(self, said: Sequence[Heard], samples: Samples) -> list[Heard]:
        """Return what was heard, with what the other engine hears where nothing was.

        Whisper leaves out a sentence now and then, most often what was said just before.
        """
        filled: list[Heard] = []
        done_s = 0.0
        for word in [*said, None]:
            next_s = word.start_s if word is not None else len(samples) / RATE_HZ
            if self._fitting is not None and next_s - done_s > _GAP_S:
                part = samples[int(done_s * RATE_HZ) : int(next_s * RATE_HZ)]
                filled += [one.later(done_s) for one in self._fitting.hear(part)]
            if word is not None:
                filled.append(word)
                done_s = max(done_s, word.end_s)
        return filled

    def fit(self, samples: Samples, words: Sequence[str]) -> list[Heard] | None:
        return self._fitting.fit(samples, words) if self._fitting is not None else None

    def _said(self, text: str, start_s: float, end_s: float) -> list[Heard]:
        """Return a word as it is said; several share its time."""
        said = [one.word for token in spoken(text.strip(), self._knows) for one in token]
        each_s = (end_s - start_s) / max(1, len(said))
        return [
            Heard(word, start_s + place * each_s, start_s + (place + 1) * each_s)
            for place, word in enumerate(said)
        ]


def _content(folder: Path) -> str:
    """Return what stands for a model: another one hears other words."""
    path = folder / _MODEL_FILE
    digest = blake2b(str(path.stat().st_size).encode(), digest_size=8)
    with path.open("rb") as file:
        digest.update(file.read(_SAMPLED_BYTES))
    return digest.hexdigest()
