"""How high a known paragraph stands in what is found.

``search_known_items.tsv`` holds queries made by hand: half in the words of the transcript, half in
a listener's own; each with the episode and the paragraph that it is about.
"""

import csv
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np

from desktop_app.search.fitting import whole
from desktop_app.search.index import Index
from desktop_app.search.parsing import parse_query
from desktop_app.search.parts import TEXT_FIELD
from desktop_app.search.query import search

ITEMS = Path(__file__).with_name("search_known_items.tsv")
_DEPTH = 10
_SATURATION, _LENGTH_SHARE = 1.2, 0.75  # what BM25F has where nobody chose
Place = tuple[str, int]
Rank = Callable[[str], Sequence[Place]]


@dataclass(frozen=True, slots=True)
class Item:
    """A query, and the place it should find."""

    kind: str
    query: str
    place: Place


def known_items() -> list[Item]:
    """Return all items."""
    with ITEMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Item(r["kind"], r["query"], (r["episode"].rpartition("/")[2], int(r["paragraph"])))
        for r in rows
    ]


def relevance(rank: Rank) -> dict[str, dict[str, float]]:
    """Return MRR@10 and recall@10 of a ranking, by kind of query and of all."""
    places: dict[str, list[int]] = {}
    for item in known_items():
        found = list(rank(item.query))[:_DEPTH]
        place = found.index(item.place) + 1 if item.place in found else 0
        places.setdefault(item.kind, []).append(place)
        places.setdefault("all", []).append(place)
    return {
        kind: {
            "queries": len(ranks),
            "mrr10": mean(1 / rank if rank else 0.0 for rank in ranks),
            "recall10": mean(float(rank > 0) for rank in ranks),
        }
        for kind, ranks in places.items()
    }


def our_ranking(index: Index) -> Rank:
    """Return Earmark's own ranking."""
    return lambda query: [
        (hit.recording_id, hit.segment) for hit in search(index, query, limit=_DEPTH).hits
    ]


def plain_bm25f(index: Index) -> Rank:
    """Return BM25F over one field, any word, with the usual figures, on the same index."""

    def rank(query: str) -> list[Place]:
        parts = [(part, tokens) for part in index.parts() if (tokens := part.tokens(TEXT_FIELD))]
        spoken = sum(part.spoken_documents for part, _tokens in parts)
        usual = sum(part.spoken_words for part, _tokens in parts) / spoken
        scores = [np.zeros(part.size) for part, _tokens in parts]
        for word in parse_query(query).words:
            counts = [tokens.counts(tuple(whole(tokens, word))) for _part, tokens in parts]
            frequency = sum(int(np.count_nonzero(found)) for found in counts)
            rarity = math.log(1 + (spoken - frequency + 0.5) / (frequency + 0.5))
            for score, found, (_part, tokens) in zip(scores, counts, parts, strict=True):
                length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * tokens.lengths / usual
                score += rarity * found * (_SATURATION + 1) / (found + _SATURATION * length)
        best = [
            (float(score[document]), part, int(document))
            for score, (part, _tokens) in zip(scores, parts, strict=True)
            for document in np.argsort(-score)[:_DEPTH]
            if score[document] > 0
        ]
        best.sort(key=lambda found: -found[0])
        return [
            (part.header_of(document).recording_id, part.spoken(document).segment.index)
            for _score, part, document in best[:_DEPTH]
        ]

    return rank
