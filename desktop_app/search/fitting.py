"""Which terms of the index fit a word that was asked for, and where they stand."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop_app.search.asked import Asked, pattern_of
from desktop_app.search.likeness import alike
from desktop_app.search.postings import Counts, Numbers, Tokens
from desktop_app.search.stems import beginning, stem
from desktop_app.search.words import APOSTROPHE

# What is not the very word counts less than the word itself: longer words that begin with it,
# words like it, and its other forms.
OTHER_WEIGHT = 0.5

_REMEMBERED = 64

Flags = NDArray[np.bool_]


def whole(tokens: Tokens, word: Asked) -> list[range]:
    """Return the terms that are ``word`` itself."""
    return [tokens.term(word.word), *_singly(tokens.spelled(word.word))]


def fitting(tokens: Tokens, word: Asked) -> list[range]:
    """Return all terms that are what was asked for."""
    if word.is_plain and not word.has_forms:
        return whole(tokens, word)
    known = tokens.expansions
    if word not in known:
        if len(known) >= _REMEMBERED:
            del known[next(iter(known))]
        known[word] = _found(tokens, word)
    return known[word]


def counts_of(tokens: Tokens, phrase: Sequence[Asked]) -> Counts:
    """Return how often each document has a phrase; what is not the very word counts less."""
    if len(phrase) > 1:
        return tokens.per_document(side_by_side(tokens, phrase))
    word = phrase[0]
    if word.is_pattern:
        return tokens.counts(tuple(fitting(tokens, word)))
    counts = tokens.counts(tuple(whole(tokens, word)))
    if word.is_plain and not word.has_forms:
        return counts
    fits = tokens.counts(tuple(fitting(tokens, word)))
    return counts + OTHER_WEIGHT * (fits - counts)


def whole_counts(tokens: Tokens, phrase: Sequence[Asked]) -> Counts:
    """Return how often each document has a phrase, without other forms of its words."""
    return counts_of(tokens, [word.without_forms() for word in phrase])


def side_by_side(tokens: Tokens, phrase: Sequence[Asked], among: Flags | None = None) -> Numbers:
    """Return the numbers of the first tokens of a phrase, wherever it is, or in some documents."""
    terms = [fitting(tokens, word) for word in phrase]
    rarest = min(range(len(phrase)), key=lambda place: tokens.count(terms[place]))
    if among is None:
        found = tokens.all_numbers(terms[rarest])
    else:
        found = tokens.numbers_among(terms[rarest], among)
    found = found[found >= rarest] - rarest
    found = found[found < len(tokens) - (len(phrase) - 1)]
    found = found[tokens.doc_of[found] == tokens.doc_of[found + len(phrase) - 1]]
    for place, fits in enumerate(terms):
        if place != rarest and len(found):
            found = tokens.followed(found, place, fits)
    return found


def _found(tokens: Tokens, word: Asked) -> list[range]:
    if word.is_prefix:
        begun = tokens.prefixed(word.word)
        others = tokens.spelled_from(word.word)
        if word.has_forms:
            others |= {place for one in _found(tokens, word.as_whole()) for place in one}
        return [begun, *_singly(sorted(place for place in others if place not in begun))]
    if word.is_pattern:
        places, spellings = _patterned(tokens, word)
    elif word.edits:
        places = alike(tokens.terms, word.word, word.edits)
        spelled = tokens.spellings
        spellings = [spelled[place] for place in alike(spelled, word.word, word.edits)]
    else:
        places, spellings = _other_forms(tokens, word)
    found = {place for place in places if APOSTROPHE not in tokens.terms[place]}
    return _singly(sorted(found.union(*map(tokens.spelled, spellings))))


def _patterned(tokens: Tokens, word: Asked) -> tuple[list[int], list[str]]:
    pattern = pattern_of(word.word)
    literal = re.split("[*?]", word.word)[0]
    places = [n for n in tokens.prefixed(literal) if pattern.fullmatch(tokens.terms[n])]
    return places, [spelling for spelling in tokens.spellings if pattern.fullmatch(spelling)]


def _other_forms(tokens: Tokens, word: Asked) -> tuple[list[int], list[str]]:
    root, first = stem(word.word), beginning(word.word)
    places = [n for n in tokens.prefixed(first) if stem(tokens.terms[n]) == root]
    places += tokens.term(word.word)
    spellings = [spelling for spelling in tokens.spellings_from(first) if stem(spelling) == root]
    return places, [*spellings, word.word]


def _singly(places: Iterable[int]) -> list[range]:
    return [range(place, place + 1) for place in places]
