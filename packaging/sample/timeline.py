"""Lays the speech and the music one after the other, and keeps the true time of every word."""

import random
from dataclasses import dataclass, field

import music
import numpy as np
from script import Line, Script
from voices import SAMPLE_RATE, Samples, Speaker, Utterance

_LEAD, _RISE, _TAIL = (round(seconds * SAMPLE_RATE) for seconds in (0.10, 0.03, 0.25))
_SPEECH_RMS = 0.1
_MUSIC_PEAK, _BED_PEAK = 0.26, 0.05
_ROOM_RMS = 0.0004
_SENTENCE_S, _PARAGRAPH_S, _TURN_S, _CHAPTER_S = 0.48, 0.85, 0.6, 1.1
_SPREAD_S = 0.12


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word and its true times."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A spoken paragraph; ``words`` are ``line.text.split()`` with times."""

    line: Line
    words: list[TimedWord]
    asked_ms: int | None

    @property
    def start_ms(self) -> int:
        """When its first word begins."""
        return self.words[0].start_ms

    @property
    def end_ms(self) -> int:
        """When its last word ends."""
        return self.words[-1].end_ms


@dataclass(slots=True)
class Episode:
    """The whole sound and what is known about it; spans are (start_ms, end_ms)."""

    sound: Samples = field(default_factory=lambda: np.zeros(0, np.float32))
    before: list[TimedLine] = field(default_factory=list)
    after: list[TimedLine] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


class Timeline:
    """A strip of sound that grows at its end."""

    def __init__(self, speakers: dict[str, Speaker]) -> None:
        self._speakers = speakers
        room = np.random.default_rng(3).standard_normal(SAMPLE_RATE * 600, np.float32)
        self._sound = np.float32(_ROOM_RMS) * room
        self._end = 0
        self._chance = random.Random(12)

    def record(self, script: Script) -> Episode:
        """Play the whole script and return it."""
        episode = Episode()
        self._wait(0.25)
        episode.spans["jingle"] = self._music(music.jingle())
        episode.before = [self._speak(line, before) for before, line in _pairs(script.before)]
        self._wait(0.7)
        episode.spans["break"] = self._break(script.within)
        self._wait(0.6)
        episode.after = [self._speak(line, before) for before, line in _pairs(script.after)]
        self._wait(0.5)
        episode.spans["outro"] = self._music(music.outro())
        self._wait(0.4)
        episode.sound = self._sound[: self._end]
        return episode

    def _break(self, lines: list[Line]) -> tuple[int, int]:
        start_ms, _ = self._music(music.sting())
        first = self._end
        self._wait(0.9)
        for line in lines:
            self._speak(line, None)
        self._wait(1.3)
        self._sound[first : self._end] += _BED_PEAK * music.bed(self._end - first)
        _, end_ms = self._music(music.sting())
        return start_ms, end_ms

    def _speak(self, line: Line, before: Line | None) -> TimedLine:
        """Say a paragraph after the pause that fits what was said before it."""
        if before is not None:
            self._wait(_pause_s(before, line) + self._chance.uniform(-_SPREAD_S, _SPREAD_S))
        words: list[TimedWord] = []
        asked_ms = None
        for index, sentence in enumerate(line.sentences):
            if index:
                self._wait(_SENTENCE_S + self._chance.uniform(-_SPREAD_S, _SPREAD_S))
            spoken = self._say(line.speaker, sentence)
            if asked_ms is None and line.question and sentence.endswith("?"):
                asked_ms = spoken[0].start_ms
            words += spoken
        return TimedLine(line, words, asked_ms)

    def _say(self, name: str, sentence: str) -> list[TimedWord]:
        """Add one sentence; the strip then ends where its last word does."""
        heard = _trimmed(self._speakers[name].say(sentence))
        shift = self._end - heard.words[0][0]
        begin = max(0, shift)
        sound = heard.sound[begin - shift :]
        self._sound[begin : begin + len(sound)] += sound
        self._end = shift + heard.words[-1][1]
        return [
            TimedWord(text, _ms(start + shift), _ms(end + shift))
            for text, (start, end) in zip(sentence.split(), heard.words, strict=True)
        ]

    def _music(self, sound: Samples) -> tuple[int, int]:
        start = self._end
        self._end += len(sound)
        self._sound[start : self._end] += _MUSIC_PEAK * sound
        return _ms(start), _ms(self._end)

    def _wait(self, seconds: float) -> None:
        self._end += round(seconds * SAMPLE_RATE)


def _pairs(lines: list[Line]) -> list[tuple[Line | None, Line]]:
    """Return each line with the one before it."""
    return list(zip([None, *lines[:-1]], lines, strict=True))


def _pause_s(before: Line, line: Line) -> float:
    if line.chapter is not None:
        return _CHAPTER_S
    return _TURN_S if before.speaker != line.speaker else _PARAGRAPH_S


def _trimmed(spoken: Utterance) -> Utterance:
    """Return the sentence without the silence around it, at the common loudness."""
    first = max(0, spoken.words[0][0] - _LEAD)
    sound = spoken.sound[first : spoken.words[-1][1] + _TAIL].copy()
    rise, fall = min(len(sound), _RISE), min(len(sound), _TAIL)
    sound[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    sound[-fall:] *= np.linspace(1, 0, fall, dtype=np.float32) ** 2
    active = np.abs(sound) > 0.05 * np.abs(sound).max()
    sound *= _SPEECH_RMS / np.sqrt(np.mean(sound[active] ** 2))
    return Utterance(sound, [(start - first, end - first) for start, end in spoken.words])


def _ms(samples: int) -> int:
    return round(samples * 1000 / SAMPLE_RATE)
