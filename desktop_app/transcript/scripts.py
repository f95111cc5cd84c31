"""Writing without blanks between words: Chinese, Japanese, Thai and their neighbours."""

import re
import unicodedata
from collections.abc import Iterator

# Ideographs, kana and their punctuation; Thai, Lao, Burmese, Khmer; full-width forms.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_ANY = re.compile(f"[{_UNSPACED}]")
# UAX 14 in short: these never begin, those never end a line.
_NOT_FIRST = frozenset(
    "、。，．・：；？！)]｝〕〉》」』】〙〗〟’”…ー～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々ๆฯ%％"
)
_NOT_LAST = frozenset("([｛〔〈《「『【〘〖〝‘“$＄￥")
_SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LONGER_THAN_WORDS = 5
_LETTERS_AT_MOST, _IDEOGRAPHS, _SOUTH_EAST_LETTERS = 12, 2, 4
_LEADING_VOWELS = frozenset("เแโใไ")


def has_unspaced(text: str) -> bool:
    """Whether some of a text is in a script that has no blanks between words."""
    return not text.isascii() and _ANY.search(text) is not None


def needs_blank(before: str, after: str) -> bool:
    """Whether two pieces of text are joined with a blank: not where such scripts meet."""
    if not before or not after:
        return False
    first, second = before[-1], after[0]
    if first < "\u0e00" and second < "\u0e00":
        return True
    return not (_ANY.match(first) and _ANY.match(second))


def needs_blank_between_cues(before: str, after: str) -> bool:
    """Whether two cues are joined with a blank.

    Subtitles in unspaced scripts have few stops: there a blank shows where one ended.
    """
    if needs_blank(before, after):
        return True
    return len(before) >= _LONGER_THAN_WORDS and before[-1:] not in _NOT_FIRST


def joined_cues(texts: list[str]) -> str:
    """Join the texts of cues as their script wants it."""
    whole = " ".join(texts)
    if whole.isascii() or not _ANY.search(whole):
        return whole
    parts: list[str] = []
    before = ""
    for text in texts:
        if before and needs_blank_between_cues(before, text):
            parts.append(" ")
        parts.append(text)
        before = text or before
    return "".join(parts)


def words_in(text: str) -> int:
    """Return about how many words a text has; without blanks, some letters make one."""
    blanks = text.count(" ") + text.count("\n") + 1
    if text.isascii():
        return max(blanks, len(text) // _LETTERS_AT_MOST)
    unspaced = len(_ANY.findall(text))
    if not unspaced:
        return blanks
    thai = len(_SOUTH_EAST.findall(text))
    return blanks + (unspaced - thai) // _IDEOGRAPHS + thai // _SOUTH_EAST_LETTERS


def breakable_pieces(word: str) -> Iterator[str]:
    """Yield the pieces between which a line of an unspaced script may be broken."""
    held = ""
    for letter in word:
        if held and _may_break(held[-1], letter):
            yield held
            held = ""
        held += letter
    if held:
        yield held


def letters_in(text: str) -> int:
    """Return the letters of a text as a reader counts them: marks on letters not by themselves."""
    if text.isascii():
        return len(text)
    return sum(not unicodedata.combining(letter) for letter in text)


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or before in _LEADING_VOWELS:
        return False
    if unicodedata.category(after).startswith("M") or after in "ะาำๅ":
        return False
    return bool(_ANY.match(before) or _ANY.match(after))
