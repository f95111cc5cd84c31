"""Praat TextGrids, long and short: each tier with words is a speaker, or its words.

https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.i18n import _
from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import seconds_ms
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.timed_words import Item, words_on
from desktop_app.transcript.model import Problem, Word

NAME = "textgrid"

# What Praat itself reads of such a file: numbers, texts in quotes and flags; all else is comment.
_TOKEN = re.compile(
    r'"((?:[^"]|"")*)(?:"|(\Z))|<(\w+)>|(?<![\w\[.])(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w\].])'
)
_WORD_TIERS = re.compile(r"\W*(?:words?|tokens?|orth\w*)\W*", re.IGNORECASE)
_GENERIC_TIERS = re.compile(
    r".*\b(?:words?|tokens?|text|transcript\w*|phrases?|sentences?|utterances?|turns?|tiers?|labels?"
    r"|speech|phon\w*|segments?|syllables?|\w*syllable|orth\w*|ipa|sampa|intervals?)\b.*|\W*",
    re.IGNORECASE,
)
_SOUND_TIERS = re.compile(
    r".*\b(?:phon(?:e|eme)?s?|syllables?|\w*syllable|segments?|sampa|ipa|pitch|tones?)\b.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Tier:
    name: str
    is_interval: bool
    marks: tuple[tuple[int | None, int | None, str], ...]


def read(source: Source) -> Reading:
    """Read the tiers of whole phrases; words give their times, sounds of speech are left out."""
    tiers, is_whole = _tiers(source.text)
    problems = [] if is_whole else [Problem(None, _("The file ends too early."))]
    chosen, words = _chosen(tiers)
    left_out = [
        tier.name
        for tier in tiers
        if tier not in (*chosen, *words) and any(one[2] for one in tier.marks)
    ]
    if left_out:
        message = _("These tiers were left out: {names}.")
        problems.append(
            Problem(
                None, message.format(names=", ".join(name or _("unnamed") for name in left_out))
            )
        )
    cues: list[FileCue] = []
    for tier in chosen:
        is_person = len(chosen) > 1 or not _GENERIC_TIERS.fullmatch(tier.name)
        cues += _cues(tier, tier.name or None if is_person else None)
    if len(words) == 1:
        _lay_words(cues, words[0])
    cues.sort(key=lambda cue: cue.start_ms or 0)
    return reading_of_cues(
        NAME, cues, source, problems, reliance=Reliance(names_in_text=len(chosen) == 1)
    )


def score(source: Source) -> float:
    """Return how much a text looks like a TextGrid: by its first lines."""
    head = source.text[:300]
    return 1.0 if "ooTextFile" in head and "TextGrid" in head else 0.0


def _chosen(tiers: Sequence[_Tier]) -> tuple[list[_Tier], list[_Tier]]:
    """Return the tiers to read, and those with the words of what is read."""
    intervals = [tier for tier in tiers if tier.is_interval and any(one[2] for one in tier.marks)]
    spoken = [tier for tier in intervals if not _SOUND_TIERS.fullmatch(tier.name)]
    words = [tier for tier in spoken if _WORD_TIERS.fullmatch(tier.name)]
    others = [tier for tier in spoken if tier not in words]
    phrases = [tier for tier in others if _has_phrases(tier)]
    if phrases:
        # Beside somebody's phrases a tier of single words may be somebody who says little.
        named = [tier for tier in others if not _GENERIC_TIERS.fullmatch(tier.name)]
        return (named if set(phrases) <= set(named) else phrases), words
    said = {word for tier in others for one in tier.marks for word in one[2].split()}
    single = [one[2] for tier in words for one in tier.marks if one[2]]
    if words and sum(word in said for word in single) >= 0.8 * len(single):
        return others, words
    return words or spoken or intervals or list(tiers), []


def _has_phrases(tier: _Tier) -> bool:
    sizes = [len(text.split()) for _start, _end, text in tier.marks if text]
    return sum(sizes) > 1.5 * len(sizes)


def _lay_words(cues: Sequence[FileCue], tier: _Tier) -> None:
    """Give phrases the words whose middle lies in them."""
    items = [Item(text, start_ms, end_ms) for start_ms, end_ms, text in tier.marks if text]
    for cue in cues:
        first_ms, last_ms = cue.start_ms, cue.end_ms
        if cue.words is not None or first_ms is None or last_ms is None:
            continue
        mine = [
            item
            for item in items
            if item.start_ms is not None
            and first_ms <= (item.start_ms + (item.end_ms or item.start_ms)) / 2 <= last_ms
        ]
        cue.words = words_on(cue.text, mine) if mine else None


def _cues(tier: _Tier, speaker: str | None) -> Iterator[FileCue]:
    said = [(start_ms, end_ms, text) for start_ms, end_ms, text in tier.marks if text]
    by_words = all(len(text.split()) == 1 for _start, _end, text in said)
    for start_ms, end_ms, text in said:
        words = (Word(text, start_ms, end_ms, 1.0),) if by_words else None
        yield FileCue(start_ms, end_ms, text, None, speaker, words)


def _tiers(text: str) -> tuple[list[_Tier], bool]:
    """Return the tiers of a file, and whether none of them is cut off."""
    reader = _Values(text)
    reader.skip_header()
    tiers: list[_Tier] = []
    count = reader.number()
    while count is not None and len(tiers) < count:
        kind, name = reader.text(), reader.text()
        if kind is None or name is None:
            return tiers, False
        reader.number()
        reader.number()
        size = int(reader.number() or 0)
        is_interval = kind != "TextTier"
        marks = list(_marks(reader, size, is_interval=is_interval))
        tiers.append(_Tier(" ".join(name.split()), is_interval, tuple(marks)))
        if len(marks) < size or reader.is_cut:
            return tiers, False
    return tiers, bool(count)


def _marks(
    reader: "_Values", size: int, *, is_interval: bool
) -> Iterator[tuple[int | None, int | None, str]]:
    for _place in range(min(size, 2_000_000)):
        start = reader.number()
        end = reader.number() if is_interval else None
        text = reader.text()
        if text is None:
            return
        yield seconds_ms(start), seconds_ms(end) if is_interval else None, " ".join(text.split())


class _Values:
    """The numbers and texts of a file, one after the other; ``is_cut`` if the last has no end."""

    def __init__(self, text: str) -> None:
        self.is_cut = False
        self._found = _TOKEN.finditer(text)
        self._held: re.Match[str] | None = None

    def skip_header(self) -> None:
        """Go past the kind of the file and its span, to the number of tiers."""
        while (found := self._next()) is not None:
            if found[3] is not None:  # <exists>
                return

    def number(self) -> float | None:
        """Return the next value if it is a number."""
        found = self._next()
        if found is None or found[4] is None:
            self._held = found
            return None
        return float(found[4])

    def text(self) -> str | None:
        """Return the next value if it is a text."""
        found = self._next()
        if found is None or found[1] is None:
            self._held = found
            return None
        self.is_cut = found[2] is not None
        return found[1].replace('""', '"')

    def _next(self) -> re.Match[str] | None:
        if self._held is not None:
            found, self._held = self._held, None
            return found
        return next(self._found, None)


FORMAT = Format(NAME, "Praat TextGrid", (".textgrid",), score, read)
