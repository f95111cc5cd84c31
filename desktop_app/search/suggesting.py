"""“Did you mean …?”: the words that are there, for words that are not."""

from collections.abc import Sequence

import numpy as np

from desktop_app.search.asked import Asked, Phrase, Query
from desktop_app.search.likeness import alike, edits_between
from desktop_app.search.matching import is_said
from desktop_app.search.parsing import instead
from desktop_app.search.parts import TEXT_FIELD, Part

_LEAST = 4  # letters: anything is like a shorter word
_LONG = 8  # letters: from here on three edits may have gone wrong
_PER_EDIT = 20.0  # a word with one edit less is better than one said this many times as often


def suggested(parts: Sequence[Part], query: Query, text: str) -> str | None:
    """Return ``text`` with each word that nobody says replaced by the likeliest, or None."""
    changed = text
    for word in query.words:
        is_plain = word.is_plain or word.is_prefix
        if is_plain and len(word.word) >= _LEAST and not is_said(parts, Phrase((word,))):
            better = _likeliest(parts, word)
            if better is None:
                return None
            changed = instead(changed, word.word, better)
    return changed if changed != text else None


def _likeliest(parts: Sequence[Part], word: Asked) -> str | None:
    most = 2 if len(word.word) < _LONG else 3
    counts: dict[str, int] = {}
    for part in parts:
        tokens = part.tokens(TEXT_FIELD)
        if tokens is not None:
            numbers = np.diff(tokens.begins)
            for place in alike(tokens.terms, word.word, most):
                term = tokens.terms[place]
                counts[term] = counts.get(term, 0) + int(numbers[place])
    if not counts:
        return None
    terms = list(counts)
    distances = edits_between(word.word, terms, most)
    # People get the first letter right.
    worth = {
        term: counts[term] / _PER_EDIT ** (distance + (term[0] != word.word[0]))
        for term, distance in zip(terms, distances, strict=True)
    }
    return max(terms, key=lambda term: worth[term])
