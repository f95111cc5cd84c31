"""Finding text in the open episode (Ctrl+F): letter by letter, with no index.

Case, accents, and the shapes of quotes, dashes and blanks do not matter, nor do apostrophes.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.transcript.model import Segment

_APOSTROPHES = "'’‘ʼʻ´`＇"
_MARKS = "\u0300-\u036f"
# What may stand between two letters that were typed side by side.
_IGNORED = re.compile(f"[{_APOSTROPHES}{_MARKS}\u00ad\u200b-\u200d]")
_BETWEEN = f"(?:{_IGNORED.pattern})*"
# Letters that stand for two or three others.
_LIGATURES = {"ß": "ss", "æ": "ae", "œ": "oe", "ﬁ": "fi", "ﬂ": "fl", "…": "..."}
_JOINED = {letters: f"(?:{re.escape(letters)}|{one})" for one, letters in _LIGATURES.items()}
_UNIT = re.compile("|".join([*map(re.escape, _JOINED), r"\s+", "."]), re.DOTALL)


@dataclass(frozen=True, slots=True)
class FoundText:
    """One place in the episode: a segment's index, and character offsets, end exclusive."""

    segment: int
    start: int
    end: int


class _PlainLetters(dict[int, str]):
    """Each character as one plain small one, so that offsets stay what they are."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).lower()
        apart = unicodedata.normalize("NFKD", letter)
        if letter != "й" and len(_IGNORED.sub("", apart)) == 1:
            letter = _IGNORED.sub("", apart)
        if len(letter) != 1:
            letter = chr(code)
        self[code] = letter
        return letter


_plain = _PlainLetters(
    {ord(quote): '"' for quote in "“”„‟«»＂"}
    | {ord(dash): "-" for dash in "‐‑‒–—―−"}
    | {ord(letter): plain for letter, plain in zip("øØłŁđĐıẞ", "oollddiß", strict=True)}
    | {ord(letter): letter for letter in (*_APOSTROPHES, *_LIGATURES)}
)


def find_in_text(segments: Sequence[Segment], words: str) -> tuple[FoundText, ...]:
    """Return every place in the speech of an episode that reads like ``words``, in order."""
    pattern = _pattern(words)
    if pattern is None:
        return ()
    return tuple(
        FoundText(segment.index, found.start(), found.end())
        for segment in segments
        if segment.is_speech
        for found in pattern.finditer(segment.text.translate(_plain))
    )


def _pattern(words: str) -> re.Pattern[str] | None:
    plain = unicodedata.normalize("NFC", words).strip().translate(_plain)
    for one, letters in _LIGATURES.items():
        plain = plain.replace(one, letters)
    units = _UNIT.findall(_IGNORED.sub("", plain))
    if not units:
        return None
    written = (r"\s+" if unit.isspace() else _JOINED.get(unit, re.escape(unit)) for unit in units)
    return re.compile(_BETWEEN.join(written) + f"[{_MARKS}]*")
