"""Where words stand, as plain arrays.

The words of an index segment are counted from 0 in reading order, through all its documents: that
is a token's number. For each different word the numbers of its tokens are kept in ascending order,
word after word, so the tokens of a word, or of all words with a prefix, are one slice of one array,
and whether words stand side by side is a matter of adding 1.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.search.words import APOSTROPHE, other_spellings

Numbers = NDArray[np.integer[Any]]  # of any width
Counts = NDArray[np.float32]

NUMBER = np.dtype("<u4")
LOW, HIGH, WIDE_HIGH = np.dtype("<u2"), np.dtype("u1"), np.dtype("<u2")
LOW_BITS = 16
REMEMBERED = 16
LAST_CHARACTER = chr(0x10FFFF)


@dataclass(frozen=True)
class Positions:
    """Token numbers in less room: the low 16 bits of each, and what is above them."""

    low: Numbers
    high: Numbers

    @classmethod
    def of(cls, numbers: Numbers) -> "Positions":
        """Return ``numbers`` divided."""
        high = numbers >> LOW_BITS
        width = HIGH if not len(high) or high.max() < 1 << 8 else WIDE_HIGH
        return cls(numbers.astype(LOW), high.astype(width))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.low)

    def __getitem__(self, places: slice) -> Numbers:
        """Return some of the numbers, put together."""
        together: Numbers = self.high[places].astype(NUMBER)
        together <<= LOW_BITS
        together |= self.low[places]
        return together


@dataclass(frozen=True)
class Tokens:
    """The words of one field in one segment."""

    terms: list[str]  # the different words, in order
    begins: Numbers  # where in ``positions`` each term's token numbers begin, and the end
    positions: Positions  # token numbers, term after term
    docs: Numbers  # the token number at which each document begins, and the end

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.positions)

    @cached_property
    def doc_of(self) -> Numbers:
        """The document of each token."""
        count = len(self.docs) - 1
        small = np.uint16 if count <= 1 << 16 else np.uint32
        return np.repeat(np.arange(count, dtype=small), np.diff(self.docs))

    @cached_property
    def lengths(self) -> Numbers:
        """How many tokens each document has."""
        return np.diff(self.docs)

    def term(self, word: str) -> range:
        """Return the place of a term in ``terms``, as a range of one or none."""
        place = bisect_left(self.terms, word)
        found = place < len(self.terms) and self.terms[place] == word
        return range(place, place + found)

    def prefixed(self, prefix: str) -> range:
        """Return the places of all terms that begin with ``prefix``."""
        first = bisect_left(self.terms, prefix)
        return range(first, bisect_left(self.terms, prefix + LAST_CHARACTER, first))

    def numbers(self, places: range) -> Numbers:
        """Return the token numbers of neighbouring terms; of one term they are ascending."""
        return self.positions[self.begins[places.start] : self.begins[places.stop]]

    @cached_property
    def _spellings(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, term in enumerate(self.terms):
            if APOSTROPHE in term:
                for spelling in other_spellings(term):
                    found.setdefault(spelling, []).append(place)
        return found

    @cached_property
    def _sorted_spellings(self) -> list[str]:
        return sorted(self._spellings)

    def all_numbers(self, terms: Sequence[range]) -> Numbers:
        """Return the token numbers of several stretches of terms, one after the other."""
        numbers = [self.numbers(places) for places in terms]
        if len(numbers) == 1:
            return numbers[0]
        together: Numbers = np.concatenate([np.empty(0, NUMBER), *numbers])
        return together

    def per_document(self, numbers: Numbers) -> Counts:
        """Return how many of some tokens each document has."""
        counts = np.bincount(self.doc_of[numbers], minlength=len(self.docs) - 1)
        return counts.astype(np.float32)

    def counts(self, terms: tuple[range, ...]) -> Counts:
        """Return how often each document has any of some terms: not to be changed.

        The last few are remembered, since a query being typed keeps its first words.
        """
        counts = self._remembered.get(terms)
        if counts is None:
            if len(self._remembered) >= REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
            counts = self._remembered[terms] = self._counted(terms)
        return counts

    def _counted(self, terms: Sequence[range]) -> Counts:
        if not self.is_warm:
            return self.per_document(self.all_numbers(terms))
        found = [self._documents[self.begins[t.start] : self.begins[t.stop]] for t in terms]
        documents = found[0] if len(found) == 1 else np.concatenate([self._documents[:0], *found])
        counts: Counts = np.bincount(documents, minlength=len(self.docs) - 1).astype(np.float32)
        return counts

    @cached_property
    def _remembered(self) -> dict[tuple[range, ...], Counts]:
        return {}

    @cached_property
    def expansions(self) -> dict[Any, list[range]]:
        """The terms that were found to fit, by what was asked: a place to remember some."""
        return {}

    @property
    def spellings(self) -> list[str]:
        """What terms with an apostrophe are also found as, in order."""
        return self._sorted_spellings

    def spelled(self, word: str) -> list[int]:
        """Return the places of the terms with an apostrophe that are also found as ``word``."""
        return self._spellings.get(word, [])

    def spellings_from(self, prefix: str) -> list[str]:
        """Return what terms with an apostrophe are found as, if it begins with ``prefix``."""
        first = bisect_left(self._sorted_spellings, prefix)
        last = bisect_left(self._sorted_spellings, prefix + LAST_CHARACTER, first)
        return self._sorted_spellings[first:last]

    def spelled_from(self, prefix: str) -> set[int]:
        """Return the places of the terms with an apostrophe also found by ``prefix``."""
        spellings = self.spellings_from(prefix)
        return {place for spelling in spellings for place in self._spellings[spelling]}

    def warm_up(self) -> None:
        """Work out what makes many searches faster, and is not worth it for one."""
        _ = self._documents, self._terms_in_order

    @property
    def is_warm(self) -> bool:
        """Whether ``warm_up`` was called."""
        return "_terms_in_order" in self.__dict__

    @cached_property
    def _documents(self) -> Numbers:
        """The document of each token, in the order of ``positions``."""
        documents: Numbers = self.doc_of[self.positions[:]]
        return documents

    @cached_property
    def _terms_in_order(self) -> Numbers:
        return self.in_reading_order()

    def in_reading_order(self) -> Numbers:
        """Return the place in ``terms`` of every token, in reading order."""
        narrow = len(self.terms) <= 1 << LOW_BITS
        places = np.empty(len(self), LOW if narrow else NUMBER)
        terms = np.arange(len(self.terms), dtype=places.dtype)
        places[self.positions[:]] = np.repeat(terms, np.diff(self.begins))
        return places

    def numbers_among(self, terms: Sequence[range], among: NDArray[np.bool_]) -> Numbers:
        """Return the token numbers of some terms in those documents that ``among`` marks."""
        if not self.is_warm:
            numbers = self.all_numbers(terms)
            return numbers[among[self.doc_of[numbers]]]
        kept: list[Numbers] = [np.empty(0, NUMBER)]
        for places in terms:
            begin, end = int(self.begins[places.start]), int(self.begins[places.stop])
            is_among = among[self._documents[begin:end]]
            kept.append(self.positions[begin:end][is_among])
        together: Numbers = np.concatenate(kept)
        return together

    def followed(self, numbers: Numbers, by: int, terms: Sequence[range]) -> Numbers:
        """Return those of ``numbers`` whose token ``by`` further on is one of some terms."""
        if self.is_warm:
            is_wanted = np.zeros(len(self.terms), np.bool_)
            for places in terms:
                is_wanted[places.start : places.stop] = True
            return numbers[is_wanted[self._terms_in_order[numbers + by]]]
        is_here = np.zeros(len(self), np.bool_)
        is_here[self.all_numbers(terms)] = True
        return numbers[is_here[numbers + by]]

    def count(self, terms: Sequence[range]) -> int:
        """Return how many tokens some terms have."""
        return sum(int(self.begins[t.stop]) - int(self.begins[t.start]) for t in terms)


class _Numbering(dict[str, int]):
    """Numbers words in the order in which they first come."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class FieldPool:
    """Collects the words of one field while a segment is being written."""

    def __init__(self) -> None:
        self._terms = _Numbering()
        self._tokens = array("I")
        self._lengths = array("I")

    def add(self, doc: int, words: Iterable[str]) -> None:
        """Add the words of document ``doc``; documents come in order, some without words."""
        self._skip_to(doc)
        before = len(self._tokens)
        self._tokens.extend(map(self._terms.__getitem__, words))
        self._lengths.append(len(self._tokens) - before)

    def add_tokens(self, doc: int, tokens: Tokens, keep: NDArray[np.bool_]) -> None:
        """Add the documents of another segment that ``keep`` marks, from ``doc`` on."""
        self._skip_to(doc)
        renumbered = np.array([self._terms[term] for term in tokens.terms], NUMBER)
        kept = np.repeat(keep, tokens.lengths)
        self._tokens.frombytes(renumbered[tokens.in_reading_order()[kept]].astype("I").tobytes())
        self._lengths.frombytes(tokens.lengths[keep].astype("I").tobytes())

    def finish(self, docs: int) -> Tokens:
        """Return the words of a segment of ``docs`` documents."""
        self._skip_to(docs)
        terms = sorted(self._terms)
        rank = np.empty(len(terms), NUMBER)
        rank[[self._terms[term] for term in terms]] = np.arange(len(terms))
        ranks = rank[np.frombuffer(self._tokens, "I")]
        return Tokens(
            terms,
            begins=running_sum(np.bincount(ranks, minlength=len(terms))),
            positions=Positions.of(np.argsort(ranks, kind="stable").astype(NUMBER)),
            docs=running_sum(np.frombuffer(self._lengths, "I")),
        )

    def _skip_to(self, doc: int) -> None:
        if doc > len(self._lengths):
            self._lengths.frombytes(bytes(self._lengths.itemsize * (doc - len(self._lengths))))


def running_sum(counts: Numbers) -> Numbers:
    """Return where each of some neighbours begins, and where the last ends."""
    return np.concatenate(([0], np.cumsum(counts))).astype(NUMBER)


class TokenPool:
    """Stands where Whoosh's writer has its pool of single postings."""

    def __init__(self, docs: Callable[[], int]) -> None:
        self.fields: dict[str, FieldPool] = {}
        self._docs = docs

    def field(self, name: str) -> FieldPool:
        """Return the pool of one field."""
        return self.fields.setdefault(name, FieldPool())

    def add(self, posting: object) -> None:
        """Refuse a single posting: Whoosh makes them for fields it indexes itself; none is ours."""
        raise TypeError(posting)

    def iter_postings(self) -> Iterator[tuple[str, Tokens]]:
        """Yield each field's words, all at once instead of one posting after another."""
        for name in sorted(self.fields):
            yield name, self.fields[name].finish(self._docs())

    def cleanup(self) -> None:
        """Forget everything."""
        self.fields.clear()
