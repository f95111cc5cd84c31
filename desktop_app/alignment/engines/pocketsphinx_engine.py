"""PocketSphinx: a small recogniser for English that comes with its model. No network, no GPU."""

import math
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pocketsphinx

from desktop_app.alignment.aligned_text import SaidText
from desktop_app.alignment.engines.engine import RATE_HZ, Heard, Samples
from desktop_app.alignment.engines.language_model import write_language_model
from desktop_app.alignment.english import looks_english
from desktop_app.alignment.problems import WrongLanguage
from desktop_app.alignment.pronouncing import pronounce
from desktop_app.i18n import _

NAME = "pocketsphinx"

_FRAMES_PER_S = 100
_SHORTEST = 3 * RATE_HZ  # samples in which it is worth to listen again
_ACOUSTIC = Path("en-us", "en-us")
_DICTIONARY = Path("en-us", "cmudict-en-us.dict")
_FORMAT = "2"  # of how it is used: what was heard in another way is not kept

# Sounds between words that no transcript has. Names in brackets are never taken for words.
_FILLERS = """<s> SIL
</s> SIL
<sil> SIL
[NOISE] +NSN+
[SPEECH] +SPN+
[UM] AH M
[UH] AH
"""
# The second pass over what was heard would cost half as much again and find hardly more.
_HEARING = {"fwdflat": False}
# Where the words are known, pauses and hesitations between them are to be expected.
_FITTING = {"silprob": 0.5, "fillprob": 0.01, "lw": 1.0}
_FITTING_WIDELY = _FITTING | {"beam": 1e-80, "pbeam": 1e-80, "wbeam": 1e-60}
_NUMBER = re.compile(r"\(\d+\)$")  # of a word's second pronunciation


class PocketSphinxSpeech:
    """The model for English, and the pronunciations that come with it."""

    name = NAME

    def __init__(self) -> None:
        self._model = Path(pocketsphinx.get_model_path())
        self._said: dict[str, list[str]] = {}
        with (self._model / _DICTIONARY).open(encoding="utf-8") as lines:
            for line in lines:
                word, _blank, phones = line.rstrip().partition(" ")
                self._said.setdefault(_NUMBER.sub("", word), []).append(phones)

    @property
    def identity(self) -> str:
        return f"{NAME} {version('pocketsphinx')} {_FORMAT}"

    def knows(self, word: str) -> bool:
        return word in self._said

    def check(self, text: SaidText) -> None:
        if not looks_english(text.words):
            raise WrongLanguage(
                _("The text does not seem to be English, and the built-in engine knows no other."),
                hint=_("With the Whisper engine other languages can be aligned, too."),
            )

    def engine_for(self, text: SaidText) -> "PocketSphinx":
        entries = {
            word: pronounce(word, self._lookup, is_spelled=word in text.spelled)
            for word in dict.fromkeys(text.words)
        }
        with tempfile.TemporaryDirectory(prefix="earmark-") as name:
            folder = Path(name)
            _write_dictionary(entries, folder / "words")
            (folder / "fillers").write_text(_FILLERS, encoding="utf-8", newline="\n")
            with (folder / "text.arpa").open("w", encoding="utf-8", newline="\n") as file:
                write_language_model(text.runs(), {}, file)
            decoder = pocketsphinx.Decoder(
                hmm=str(self._model / _ACOUSTIC),
                dict=str(folder / "words"),
                fdict=str(folder / "fillers"),
                lm=str(folder / "text.arpa"),
                loglevel="FATAL",
                **_HEARING,
            )
        return PocketSphinx(decoder)

    def _lookup(self, word: str) -> Sequence[str]:
        return self._said.get(word, ())


def _write_dictionary(entries: Mapping[str, Sequence[str]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for word, pronunciations in entries.items():
            for number, phones in enumerate(pronunciations, 1):
                file.write(f"{word} {phones}\n" if number == 1 else f"{word}({number}) {phones}\n")


def _likeness(part: pocketsphinx.Segment) -> float:
    """Return how like a word its sound is: the engine tells the likelihood of all its frames."""
    frames: int = part.end_frame + 1 - part.start_frame
    return math.log(max(part.ascore, sys.float_info.min)) / frames


class PocketSphinx:
    """Hears with a model of one text."""

    def __init__(self, decoder: pocketsphinx.Decoder) -> None:
        self._decoder = decoder
        self._hearing = decoder.current_search()

    def hear(self, samples: Samples) -> list[Heard]:
        self._decoder.activate_search(self._hearing)
        heard = self._decode(samples)
        if heard or len(samples) < _SHORTEST:
            return heard
        # Sometimes no way through the sound reaches its end: its halves may have one.
        middle = len(samples) // 2
        rest = self.hear(samples[middle:])
        return [*self.hear(samples[:middle]), *(word.later(middle / RATE_HZ) for word in rest)]

    def fit(self, samples: Samples, words: Sequence[str]) -> list[Heard] | None:
        best: list[Heard] = []
        for settings in (_FITTING, _FITTING_WIDELY):
            with self._configured(settings):
                self._decoder.set_align_text(" ".join(words))
            found = self._decode(samples)
            if [one.word for one in found] != list(words[: len(found)]):
                continue
            best = max(best, found, key=len)
            if len(best) == len(words):
                break
        return best or None

    def _decode(self, samples: Samples) -> list[Heard]:
        decoder = self._decoder
        decoder.start_utt()
        decoder.process_raw(samples.tobytes(), False, True)
        decoder.end_utt()
        return [
            Heard(
                _NUMBER.sub("", part.word),
                part.start_frame / _FRAMES_PER_S,
                (part.end_frame + 1) / _FRAMES_PER_S,
                _likeness(part),
            )
            for part in decoder.seg() or ()
            if part.word[0] not in "<[("
        ]

    @contextmanager
    def _configured(self, settings: Mapping[str, float]) -> Iterator[None]:
        """Change the decoder's settings while a search is made: it takes them over for good."""
        config = self._decoder.config
        before = {name: config[name] for name in settings}
        try:
            for name, value in settings.items():
                config[name] = value
            yield
        finally:
            for name, value in before.items():
                config[name] = value
