"""What was asked for: the words and phrases of a query, and where a text has them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.search.words import APOSTROPHE, other_spellings, spans_of, squeeze, words_of

_QUOTES = '"“”„‟«»＂'


@dataclass(frozen=True, slots=True)
class Asked:
    """One word that must be there, without its apostrophes; or any word that begins with it."""

    word: str
    is_prefix: bool = False

    def fits(self, word: str) -> bool:
        """Whether a folded word of a text is what was asked for."""
        if APOSTROPHE in word:
            spellings = other_spellings(word)
            return self.word in spellings or (
                self.is_prefix and any(other.startswith(self.word) for other in spellings)
            )
        return word.startswith(self.word) if self.is_prefix else word == self.word


@dataclass(frozen=True, slots=True)
class Query:
    """Phrases that must all be there, in any order; most are of one word."""

    phrases: tuple[tuple[Asked, ...], ...]

    @property
    def words(self) -> tuple[Asked, ...]:
        """All words asked for, in the order in which they were written."""
        return tuple(word for phrase in self.phrases for word in phrase)

    def marks(self, text: str) -> list["Mark"]:
        """Return where ``text`` has what was asked for, in order."""
        said = words_of(text)
        found = sorted(
            (place, number)
            for number, phrase in enumerate(self.phrases)
            for place in _places(said, phrase)
        )
        if not found:
            return []
        spans = spans_of(text)
        return [Mark(*spans[place], number) for place, number in found]


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a text that was asked for: character offsets, and the number of its phrase."""

    start: int
    end: int
    phrase: int


def parse_query(text: str, *, is_typing: bool = False) -> Query:
    """Return what ``text`` asks for. Any text will do; one without words asks for nothing.

    Words in quotes stand side by side; so do the parts of one word that punctuation divides, as in
    “open-source”. An unclosed quote goes to the end. While the user is typing, the last word is
    taken as the beginning of one, unless a blank or a quote ends it.
    """
    phrases = [tuple(Asked(word) for word in phrase) for phrase in _side_by_side(text)]
    if phrases and is_typing and not text[-1].isspace() and text[-1] not in _QUOTES:
        phrases[-1] = (*phrases[-1][:-1], Asked(phrases[-1][-1].word, is_prefix=True))
    return Query(tuple(phrases))


def _side_by_side(text: str) -> Iterator[list[str]]:
    """Divide the words of a query into those that must stand side by side."""
    quotes = [place for place, char in enumerate(text) if char in _QUOTES]
    together: list[str] = []
    last_end = 0
    for word, (start, end) in zip(words_of(text), spans_of(text), strict=True):
        if together and _parts(text, quotes, last_end, start):
            yield together
            together = []
        together.append(squeeze(word))
        last_end = end
    if together:
        yield together


def _parts(text: str, quotes: Sequence[int], end: int, start: int) -> bool:
    """Whether what lies between two words of a query parts them."""
    quotes_before, quotes_after = bisect_right(quotes, end - 1), bisect_right(quotes, start - 1)
    if quotes_before != quotes_after:
        return True
    is_quoted = quotes_after % 2 == 1
    return not is_quoted and any(char.isspace() for char in text[end:start])


def _places(said: Sequence[str], phrase: Sequence[Asked]) -> set[int]:
    """Return the places of the words of a phrase, wherever it is said."""
    different = set(said)
    fitting = [{word for word in different if asked.fits(word)} for asked in phrase]
    return {
        first + place
        for first in range(len(said) - len(phrase) + 1)
        if said[first] in fitting[0]
        and all(said[first + place] in fits for place, fits in enumerate(fitting))
        for place in range(len(phrase))
    }
