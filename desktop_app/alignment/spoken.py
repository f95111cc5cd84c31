"""A text as it is said aloud: numbers, symbols, abbreviations and addresses turned into words.

Only English is written out. What stands in the text and is not read aloud (a dash, a note in
brackets) is said with no words at all.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.alignment.numbers import (
    said_decade,
    said_digits,
    said_number,
    said_ordinal,
)

_NOTE = re.compile(r"\[[^\[\]]{1,80}\]")
_SOUND_NOTE = re.compile(
    r"\((?:[^()]{0,20}\b)?(?:laugh\w*|laughter|applause|music|chuckl\w*|sighs?|cough\w*|inaudible"
    r"|unintelligible|crosstalk|silence)\b[^()]{0,20}\)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\s\w]|_")
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?|\S+@\S+\.\w+", re.IGNORECASE
)
_ABBREVIATIONS = {
    "mr.": "mister",
    "mrs.": "misses",
    "ms.": "miss",
    "dr.": "doctor",
    "jr.": "junior",
    "sr.": "senior",
    "vs.": "versus",
    "vs": "versus",
    "etc.": "etcetera",
    "etc": "etcetera",
    "prof.": "professor",
    "st.": "saint",
    "approx.": "approximately",
    "w/": "with",
    "w/o": "without",
    "ok": "okay",
    "c'mon": "come on",
    "c++": "c plus plus",
    "c#": "c sharp",
    "f#": "f sharp",
}
_SYMBOLS = {
    "&": "and",
    "+": "plus",
    "%": "percent",
    "@": "at",
    "=": "equals",
    "°": "degrees",
    "×": "times",
    "½": "half",
}
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}
_MAGNITUDES = {
    "k": "thousand",
    "m": "million",
    "b": "billion",
    "hundred": "hundred",
    "thousand": "thousand",
    "million": "million",
    "billion": "billion",
    "trillion": "trillion",
}
_UNITS = {
    "k": "k",
    "x": "x",
    "kb": "kilobytes",
    "mb": "megabytes",
    "gb": "gigabytes",
    "tb": "terabytes",
    "ms": "milliseconds",
    "km": "kilometers",
    "kg": "kilograms",
    "cm": "centimeters",
    "mm": "millimeters",
    "mph": "miles per hour",
    "hz": "hertz",
}
_LETTERS_SAID = re.compile(r"(?:[A-Za-z]\.){2,}")
_CAMEL = re.compile(r"[A-Z]?[a-z']+|[A-Z]+(?![a-z])")
_MOST_CAPITALS = 5
_CAPITALS = re.compile(rf"[A-Z]{{2,{_MOST_CAPITALS}}}(?:'?s)?")


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word as said. ``token`` counts the whitespace-separated tokens of the whole text.

    ``is_spelled``: it may be said letter by letter, as “API” is.
    """

    word: str
    token: int
    is_spelled: bool = False


def spoken(
    text: str, knows: Callable[[str], bool] = lambda _word: False
) -> tuple[tuple[SpokenWord, ...], ...]:
    """Return for each of ``text.split()`` the words it is said with, lower case, none if silent.

    ``knows`` tells which words have a pronunciation: those are not taken apart.
    """
    silent = _silent_spans(text)
    tokens = list(re.finditer(r"\S+", text))
    result: list[tuple[SpokenWord, ...]] = []
    owed = ""  # “$5 million” is said with its dollars after the million
    for number, match in enumerate(tokens):
        if any(start < match.end() and match.start() < end for start, end in silent):
            result.append(())
            continue
        after = (
            tokens[number + 1].group().lower().strip(".,;:!?") if number + 1 < len(tokens) else ""
        )
        words = _Token(match.group(), knows).words()
        if owed:
            words.append((owed, False))
            owed = ""
        elif after in _MAGNITUDES and words and match.group()[0] in _CURRENCIES:
            owed = words.pop()[0]
        result.append(tuple(SpokenWord(word, number, spelled) for word, spelled in words))
    return tuple(result)


def _silent_spans(text: str) -> list[tuple[int, int]]:
    return [m.span() for pattern in (_NOTE, _SOUND_NOTE) for m in pattern.finditer(text)]


class _Token:
    """One token on its way to words."""

    def __init__(self, token: str, knows: Callable[[str], bool]) -> None:
        self._token = _plain(token)
        self._knows = knows

    def words(self) -> list[tuple[str, bool]]:
        bare = self._token.strip("\"'()[]{}<>*_~,;:!?…").lower()
        if bare in _ABBREVIATIONS or (bare := bare.rstrip(".")) in _ABBREVIATIONS:
            return [(word, False) for word in _ABBREVIATIONS[bare].split()]
        core = self._token.strip("\"'()[]{}<>*_~,;:!?….")
        if _ADDRESS.fullmatch(core) and not _LETTERS_SAID.fullmatch(self._token):
            return self._address(core)
        return self._pieces(self._token)

    def _address(self, text: str) -> list[tuple[str, bool]]:
        text = re.sub(r"^https?://", "", text)
        text = re.sub(r"^www\.", "", text)
        words: list[tuple[str, bool]] = []
        said = {".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at"}
        for piece in _PIECE.findall(text):
            if piece in said:
                words.append((said[piece], False))
            elif piece[0].isalnum():
                words += self._piece(piece)
        return words

    def _pieces(self, text: str) -> list[tuple[str, bool]]:
        if _GROUPED.search(text):
            return self._grouped(text)
        money = re.fullmatch(r"\W*([$€£])(\d+(?:\.\d+)?)([kmb])?\W*", text, re.IGNORECASE)
        if money:
            return [(word, False) for word in self._money(*money.groups())]
        words_: list[tuple[str, bool]] = []
        position = 0
        for match in _NUMERAL.finditer(text):
            words_ += self._letters(text[position : match.start()])
            words_ += [(word, False) for word in self._numeral(match)]
            position = match.end()
        return words_ + self._letters(text[position:])

    def _grouped(self, text: str) -> list[tuple[str, bool]]:
        """Return the words around and of a number like 2,043, which is never a year."""
        match = _GROUPED.search(text)
        assert match is not None
        number = said_number(match.group().replace(",", ""), is_year=False)
        sign = text[: match.start()].strip("\"'([")
        if sign in _CURRENCIES:
            rest = self._pieces(text[match.end() :])
            return [*((word, False) for word in (*number, _CURRENCIES[sign])), *rest]
        return [
            *self._pieces(text[: match.start()]),
            *((word, False) for word in number),
            *self._pieces(text[match.end() :]),
        ]

    def _money(self, sign: str, amount: str, magnitude: str | None) -> list[str]:
        whole, _point, cents = amount.partition(".")
        if len(cents) == 2 and not magnitude:
            return [*said_number(whole), _CURRENCIES[sign], *said_number(cents.lstrip("0") or "0")]
        words = self._number(amount)
        return [*words, *([_MAGNITUDES[magnitude.lower()]] if magnitude else []), _CURRENCIES[sign]]

    def _numeral(self, match: re.Match[str]) -> list[str]:
        digits, suffix = match["number"], (match["suffix"] or "").lower()
        if suffix in ("st", "nd", "rd", "th"):
            return said_ordinal(digits)
        if suffix in ("s", "'s") and "." not in digits:
            return said_decade(digits)
        words = self._number(digits)
        return [*words, *_UNITS[suffix].split()] if suffix in _UNITS else words

    def _number(self, text: str) -> list[str]:
        whole, point, rest = text.partition(".")
        words = said_number(whole)
        return [*words, "point", *said_digits(rest)] if point else words

    def _letters(self, text: str) -> list[tuple[str, bool]]:
        words: list[tuple[str, bool]] = []
        for piece in _PIECE.findall(text):
            if piece in _SYMBOLS:
                words.append((_SYMBOLS[piece], False))
            elif piece[0].isalpha():
                words += self._piece(piece)
        return words

    def _piece(self, piece: str) -> list[tuple[str, bool]]:
        """Return the words of a run of letters, or of digits."""
        if piece[0].isdigit():
            return [(word, False) for word in said_number(piece)]
        piece = "".join(sign for sign in piece if sign.isalpha() or sign == "'").strip("'")
        low = piece.lower()
        if not low:
            return []
        if _CAPITALS.fullmatch(piece):
            return [(low, True)]
        if self._knows(low) or piece[1:].islower() or low == piece:
            return [(low, False)]
        parts = [part for part in _CAMEL.findall(piece) if part.strip("'")]
        if not parts:  # letters of another script
            return [(low, False)]
        return [(part.lower(), len(part) <= _MOST_CAPITALS and part.isupper()) for part in parts]


_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
_NUMERAL = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?P<suffix>(?:'?s|st|nd|rd|th|k|x|[kmgt]b|ms|[kcm]m|kg|mph|hz)\b)?",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    """Return text with straight quotes, plain dashes and letters without accents."""
    text = text.translate(str.maketrans("’‘ʼ“”–—−", "'''\"\"---"))
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def letters_of(word: str) -> Sequence[str]:
    """Return the letters a spelled word is said with, a plural's or possessive's s apart."""
    return [letter for letter in word if letter.isalpha()]
