"""A trigram model of one text in ARPA format: a recogniser that has it expects this text."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TextIO

_DISCOUNT = 0.5
_START, _END = "<s>", "</s>"
_NEVER = -99.0

Gram = tuple[str, ...]


def write_language_model(
    runs: Sequence[Sequence[str]], others: Mapping[str, float], file: TextIO
) -> None:
    """Write the model of ``runs`` of words, which may begin and end anywhere.

    ``others`` are words that are not in the text, with their share of what is said.
    """
    counts = [_count(runs, size) for size in (1, 2, 3)]
    unigrams = _unigrams(counts[0], others)
    bigrams, back_off_1 = _conditional(counts[1])
    trigrams, back_off_2 = _conditional(counts[2])
    file.write("\\data\\\n")
    for size, grams in enumerate((unigrams, bigrams, trigrams), 1):
        file.write(f"ngram {size}={len(grams)}\n")
    file.write("\n\\1-grams:\n")
    for gram, weight in sorted(unigrams.items()):
        file.write(f"{weight:.4f} {gram[0]} {back_off_1.get(gram, 0.0):.4f}\n")
    file.write("\n\\2-grams:\n")
    for gram, weight in sorted(bigrams.items()):
        file.write(f"{weight:.4f} {' '.join(gram)} {back_off_2.get(gram, 0.0):.4f}\n")
    file.write("\n\\3-grams:\n")
    for gram, weight in sorted(trigrams.items()):
        file.write(f"{weight:.4f} {' '.join(gram)}\n")
    file.write("\n\\end\\\n")


def _count(runs: Sequence[Sequence[str]], size: int) -> Counter[Gram]:
    counts: Counter[Gram] = Counter()
    for run in runs:
        counts.update(zip(*(run[start:] for start in range(size)), strict=False))
    return counts


def _unigrams(counts: Counter[Gram], others: Mapping[str, float]) -> dict[Gram, float]:
    """Return the weights of single words. Sound is cut anywhere: any word may be the last."""
    rest = 1.0 - sum(others.values())
    total = sum(counts.values()) + len(counts)
    weights = {gram: math.log10(rest * (count + 1) / total) for gram, count in counts.items()}
    for word, share in others.items():
        weights.setdefault((word,), math.log10(share))
    weights[(_START,)] = _NEVER
    weights[(_END,)] = math.log10(1 / 20)
    return weights


def _conditional(counts: Counter[Gram]) -> tuple[dict[Gram, float], dict[Gram, float]]:
    """Return the weights of grams given all but their last word, and what backing off costs."""
    follows: Counter[Gram] = Counter()
    kinds: Counter[Gram] = Counter()
    for gram, count in counts.items():
        follows[gram[:-1]] += count
        kinds[gram[:-1]] += 1
    weights = {
        gram: math.log10((count - _DISCOUNT) / follows[gram[:-1]]) for gram, count in counts.items()
    }
    back_offs = {
        before: math.log10(_DISCOUNT * kinds[before] / count) for before, count in follows.items()
    }
    return weights, back_offs
