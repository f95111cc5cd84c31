"""What counts as a word, and when two words are the same.

Case, accents and typographic variants do not matter. Punctuation ends a word; an apostrophe inside
one is part of it, and so are the dots of “U.S.”. Scripts that write without blanks give one word a
character, so that a run of them is found as a phrase.
"""

import re
import unicodedata

APOSTROPHE = "'"

_APOSTROPHES = "'’‘ʼʻ´`＇"
# Marks that \w leaves out and words are not whole without: accents written apart, vowel points,
# vowel signs, and the joiners of Persian and Indic scripts.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0900-\u0963\u0966-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
    "\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u200c\u200d\u3099\u309a"
)
# Scripts written without blanks between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6\u1000-\u102a"
    "\u103f\u1050-\u1055\u1780-\u17b3\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096"
    "\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_LETTER = r"[^\W\d]"
_WORD = re.compile(
    rf"{_LETTER}(?:\.{_LETTER})+(?![\w{_MARKS}])\.?"  # U.S., a.m.
    rf"|[\w{_MARKS}]+(?:[{_APOSTROPHES}][\w{_MARKS}]+)*"
)
_UNSPACED_TEXT = re.compile(f"[{_UNSPACED}]")
_PIECE = re.compile(f"[{_UNSPACED}][{_MARKS}]*|[^{_UNSPACED}]+")
# й is a letter of its own; any other accent goes, as do vowel points, tatweel and joiners.
_DROPPED = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640"
    "\u064b-\u0652\u0670\u200c\u200d.\\s]"
)
_ALIKE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ŋ": "n"}
    | dict.fromkeys(_APOSTROPHES, APOSTROPHE)
)


class _Folded(dict[str, str]):
    """What words fold to. Most words of a text were seen before, so each is worked out once."""

    _MOST = 200_000

    def __missing__(self, word: str) -> str:
        if len(self) >= self._MOST:
            self.clear()
        folded = self[word] = fold(word)
        return folded


_folded = _Folded()


def fold(word: str) -> str:
    """Return the form in which equal words are equal: ``Café’s`` and ``cafe's``."""
    if word.isascii():
        return word.lower().replace(".", "").replace("`", APOSTROPHE)
    plain = word.casefold().translate(_ALIKE)  # ´ would come apart into a blank and an accent
    apart = unicodedata.normalize("NFKD", plain).casefold().translate(_ALIKE)
    return unicodedata.normalize("NFC", _DROPPED.sub("", apart))


def squeeze(word: str) -> str:
    """Return a folded word without its apostrophes: ``don't`` is ``dont``."""
    return word.replace(APOSTROPHE, "")


def other_spellings(term: str) -> set[str]:
    """Return what a term with an apostrophe is found as, besides itself.

    ``don't`` as ``dont``; ``people's`` also as ``people``; ``l'été`` also as ``été``.
    """
    spellings = {squeeze(term)}
    head, _apostrophe, tail = term.partition(APOSTROPHE)
    if term.endswith(APOSTROPHE + "s"):
        spellings.add(squeeze(term[:-2]))
    if len(head) <= 2 <= len(tail):
        spellings.add(squeeze(tail))
    return spellings


def words_of(text: str) -> list[str]:
    """Return the folded words of ``text`` in order."""
    if _UNSPACED_TEXT.search(text):
        return [_folded[text[start:end]] for start, end in spans_of(text)]
    found = _WORD.findall(text.replace("_", " "))
    return [word for word in map(_folded.__getitem__, found) if word]


def spans_of(text: str) -> list[tuple[int, int]]:
    """Return where each of ``words_of`` stands in ``text``: character offsets, end exclusive."""
    spans = [found.span() for found in _WORD.finditer(text.replace("_", " "))]
    if _UNSPACED_TEXT.search(text):
        spans = [
            (start + piece.start(), start + piece.end())
            for start, end in spans
            for piece in _PIECE.finditer(text[start:end])
        ]
    return [(start, end) for start, end in spans if _folded[text[start:end]]]
