"""What was asked for: words, phrases and conditions, and where a text has the words."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from desktop_app.search.likeness import alike, edits_between
from desktop_app.search.stems import stem
from desktop_app.search.words import APOSTROPHE, other_spellings, spans_of, words_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One word that must be there, folded and without its apostrophes.

    Or any word that begins with it, or that it is a pattern of (``*`` any letters, ``?`` one), or
    that so many ``edits`` make it; with ``has_forms`` also the other forms of the word.
    """

    word: str
    is_prefix: bool = False
    is_pattern: bool = False
    edits: int = 0
    has_forms: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the word itself was asked for, as a whole."""
        return not (self.is_prefix or self.is_pattern or self.edits)

    def without_forms(self) -> "Asked":
        """Return the word itself."""
        return replace(self, has_forms=False)

    def as_whole(self) -> "Asked":
        """Return the same with the whole word instead of its beginning."""
        return replace(self, is_prefix=False)

    def fits(self, word: str) -> bool:
        """Whether a folded word of a text is what was asked for."""
        if APOSTROPHE in word:
            return any(self._fits(other) for other in other_spellings(word))
        return self._fits(word)

    def _fits(self, word: str) -> bool:
        if self.is_prefix and word.startswith(self.word):
            return True
        if self.is_pattern:
            return pattern_of(self.word).fullmatch(word) is not None
        if self.edits:
            return edits_between(self.word, [word], self.edits)[0] <= self.edits
        is_it = not self.is_prefix and word == self.word
        return is_it or (self.has_forms and stem(word) == stem(self.word))


@lru_cache(maxsize=64)
def pattern_of(word: str) -> re.Pattern[str]:
    """Return the regular expression of a word with ``*`` and ``?``; all else is itself."""
    signs = {"*": ".*", "?": "."}
    return re.compile("".join(signs.get(char, re.escape(char)) for char in word))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side; most phrases are of one."""

    words: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class About:
    """A condition: who speaks, or what holds for the recording."""

    field: str  # one of FIELDS, or RECORDING
    value: str
    is_typed: bool = True  # then the beginning of a name will do


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """``least`` of these or more."""

    parts: tuple["Node", ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class NotThis:
    """Anything else."""

    part: "Node"


Node: TypeAlias = Phrase | About | AllOf | AnyOf | NotThis

SPEAKER, SHOW, TITLE, AFTER, BEFORE, HAS = "speaker", "show", "in", "after", "before", "has"
RECORDING = "recording"  # an id; cannot be typed
FIELDS = (SPEAKER, SHOW, TITLE, AFTER, BEFORE, HAS)
BOOKMARK = "bookmark"  # what HAS may be followed by


@dataclass(frozen=True, slots=True)
class Query:
    """What must hold for a paragraph to be found. Nothing is asked for by ``AllOf(())``."""

    root: Node = AllOf(())

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What is looked for, in the order in which it was written; nothing that is excluded."""
        return tuple(_wanted(self.root))

    @property
    def words(self) -> tuple[Asked, ...]:
        """All words looked for, in the order in which they were written."""
        return tuple(word for phrase in self.phrases for word in phrase.words)

    @property
    def conditions(self) -> tuple[About, ...]:
        """All conditions, also those that must not hold."""
        return tuple(_conditions(self.root))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was asked for."""
        return self.root == AllOf(())

    @property
    def is_plain(self) -> bool:
        """Whether it is words that must all be there, and nothing else."""
        return isinstance(self.root, AllOf) and all(
            isinstance(part, Phrase) for part in self.root.parts
        )

    @property
    def needs_all(self) -> bool:
        """Whether nothing is there that may be missing."""
        return isinstance(self.root, AllOf) and not any(
            isinstance(part, AnyOf) for part in self.root.parts
        )

    def within(self, conditions: Sequence[About]) -> "Query":
        """Return the query with further conditions that must all hold."""
        own = self.root.parts if isinstance(self.root, AllOf) else (self.root,)
        return Query(AllOf((*own, *conditions)))

    def with_forms(self) -> "Query":
        """Return the query for words in any form; what stands in quotes stays as it is."""
        return Query(_with_forms(self.root))

    def loosened(self) -> "Query":
        """Return the query for paragraphs that have at least a third of the phrases."""
        parts = self.root.parts if isinstance(self.root, AllOf) else (self.root,)
        phrases = tuple(part for part in parts if isinstance(part, Phrase))
        others = tuple(part for part in parts if not isinstance(part, Phrase))
        return Query(AllOf((AnyOf(phrases, least=(len(phrases) + 2) // 3), *others)))

    def marks(self, text: str) -> list["Mark"]:
        """Return where ``text`` has what was asked for, in order."""
        return marks_of(self.phrases, text)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a text that was asked for: character offsets, and the number of its phrase."""

    start: int
    end: int
    phrase: int


def marks_of(phrases: Sequence[Phrase], text: str) -> list[Mark]:
    """Return where ``text`` has any of ``phrases``, in order."""
    said = words_of(text)
    different = set(said)
    with_apostrophes = {word for word in different if APOSTROPHE in word}
    found = sorted(
        (place, number)
        for number, phrase in enumerate(phrases)
        for place in _places(said, [_said(a, different, with_apostrophes) for a in phrase.words])
    )
    if not found:
        return []
    spans = spans_of(text)
    return [Mark(*spans[place], number) for place, number in found]


def _wanted(node: Node) -> Iterator[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _wanted(part)


def _conditions(node: Node) -> Iterator[About]:
    if isinstance(node, About):
        yield node
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _conditions(part)
    elif isinstance(node, NotThis):
        yield from _conditions(node.part)


def _with_forms(node: Node) -> Node:
    match node:
        case Phrase((word,)) if word.is_plain or word.is_prefix:
            return Phrase((replace(word, has_forms=True),))
        case AllOf(parts):
            return AllOf(tuple(map(_with_forms, parts)))
        case AnyOf(parts, least):
            return AnyOf(tuple(map(_with_forms, parts)), least)
        case _:
            return node


def _said(asked: Asked, words: Set[str], with_apostrophes: Set[str]) -> Set[str]:
    """Return which of ``words`` are what was asked for."""
    if asked.is_plain and not asked.has_forms:
        others = {word for word in with_apostrophes if asked.fits(word)}
        return others | ({asked.word} & words)
    if asked.edits:  # many at once: one by one takes longer than all else
        plain = list(words - with_apostrophes)
        return {plain[place] for place in alike(plain, asked.word, asked.edits)} | {
            word for word in with_apostrophes if asked.fits(word)
        }
    return {word for word in words if asked.fits(word)}


def _places(said: Sequence[str], fitting: Sequence[Set[str]]) -> set[int]:
    """Return the places of the words of a phrase, wherever it is said."""
    if not all(fitting):
        return set()
    return {
        first + place
        for first in range(len(said) - len(fitting) + 1)
        if said[first] in fitting[0]
        and all(said[first + place] in fits for place, fits in enumerate(fitting))
        for place in range(len(fitting))
    }
