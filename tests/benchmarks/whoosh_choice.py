"""Which Whoosh: builds and searches the same documents with the one this interpreter has.

    python tests/benchmarks/whoosh_choice.py [--docs N] [--corpus FOLDER]

Run it in one environment per candidate, in turn, several times: it needs nothing of ours. Prints
processor time (not wall time) and how many answers differ from a plain scan of the texts.
"""

import argparse
import itertools
import random
import re
import shutil
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import distributions
from pathlib import Path
from statistics import median
from typing import Any

warnings.simplefilter("ignore")

from whoosh import fields, index, query  # noqa: E402 - after warnings are silenced
from whoosh.analysis import LowercaseFilter, RegexTokenizer  # noqa: E402

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "changelog"
WORD = re.compile(r"\w+")
Words = list[str]


def documents(corpus: Path, count: int) -> list[str]:
    """Return ``count`` paragraphs of the corpus, or made-up ones where there is none."""
    texts = list(_paragraphs(corpus))
    if not texts:
        chance = random.Random(1)
        vocabulary = [f"w{n}" for n in range(20_000)]
        weights = [1 / (n + 5) for n in range(len(vocabulary))]
        texts = [
            " ".join(chance.choices(vocabulary, weights, k=chance.randint(3, 90)))
            for _ in range(count)
        ]
    return texts[:count]


def _paragraphs(corpus: Path) -> Iterator[str]:
    for path in sorted(corpus.rglob("*.md")):
        for paragraph in path.read_text("utf-8", "replace").split("\n\n"):
            if paragraph.strip():
                yield paragraph.strip()


def schema() -> Any:
    """Return the schema both candidates build: words with positions, an id, the text kept."""
    analyzer = RegexTokenizer(WORD) | LowercaseFilter()
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        group=fields.ID(),
        text=fields.TEXT(analyzer=analyzer, stored=True),
    )


def add(writer: Any, number: int, text: str) -> None:
    """Add one document; every hundred share a group."""
    writer.add_document(id=str(number), group=f"g{number // 100}", text=text)


def build(folder: Path, texts: Sequence[str]) -> float:
    """Build the index and return the seconds of processor time it took."""
    started = time.process_time()
    with index.create_in(str(folder), schema()).writer(limitmb=256) as writer:
        for number, text in enumerate(texts):
            add(writer, number, text)
    return time.process_time() - started


def questions(texts: Sequence[Words]) -> dict[str, tuple[Any, Callable[[Words], bool]]]:
    """Return named queries and what a plain scan says of a document's words."""
    counts: dict[str, int] = {}
    for words in texts:
        for word in set(words):
            counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    common, middle = ranked[20], ranked[200]
    rare = next(word for word in ranked if counts[word] <= 12)
    pairs: dict[tuple[str, str], int] = {}
    for words in texts:
        for pair in itertools.pairwise(words):
            pairs[pair] = pairs.get(pair, 0) + 1
    first, second = max(pairs, key=lambda pair: (pairs[pair], pair))

    def term(word: str) -> Any:
        return query.Term("text", word)

    def phrase(words: Words) -> bool:
        return (first, second) in set(itertools.pairwise(words))

    return {
        "rare": (term(rare), lambda w: rare in w),
        "common": (term(common), lambda w: common in w),
        "and": (query.And([term(common), term(middle)]), lambda w: common in w and middle in w),
        "or": (query.Or([term(rare), term(middle)]), lambda w: rare in w or middle in w),
        "not": (
            query.AndNot(term(middle), term(common)),
            lambda w: middle in w and common not in w,
        ),
        "phrase": (query.Phrase("text", [first, second]), phrase),
        "prefix": (query.Prefix("text", middle[:3]), lambda w: any(x[:3] == middle[:3] for x in w)),
    }


def ask(
    folder: Path, texts: Sequence[str], *, rounds: int
) -> tuple[dict[str, float], dict[str, int]]:
    """Return the median milliseconds per query, and how many answers a scan contradicts."""
    split = [WORD.findall(text.lower()) for text in texts]
    took: dict[str, float] = {}
    wrong: dict[str, int] = {}
    with index.open_dir(str(folder)).searcher() as searcher:
        for name, (wanted, holds) in questions(split).items():
            times = []
            for _ in range(rounds):
                started = time.process_time()
                searcher.search(wanted, limit=20)
                times.append((time.process_time() - started) * 1_000)
            took[name] = median(times)
            found = {hit["id"] for hit in searcher.search(wanted, limit=None)}
            wrong[name] = len(found ^ {str(n) for n, words in enumerate(split) if holds(words)})
    return took, wrong


def change(folder: Path, texts: Sequence[str]) -> int:
    """Delete, update, add and merge; return how many answers a scan contradicts."""
    where = index.open_dir(str(folder))
    alive = {str(n): WORD.findall(text.lower()) for n, text in enumerate(texts)}
    writer = where.writer()
    writer.delete_by_term("group", "g1")
    writer.update_document(id="7", group="g0", text="replaced zebra text")
    writer.commit(merge=False)
    alive = {n: words for n, words in alive.items() if int(n) // 100 != 1}
    alive["7"] = ["replaced", "zebra", "text"]
    writer = where.writer()
    add(writer, 9_000_001, "another zebra")
    writer.commit(optimize=True)
    alive["9000001"] = ["another", "zebra"]
    wrong = 0
    with where.searcher() as searcher:
        wrong += abs(searcher.doc_count_all() - len(alive))
        for wanted, holds in questions(list(alive.values())).values():
            found = {hit["id"] for hit in searcher.search(wanted, limit=None)}
            wrong += len(found ^ {n for n, words in alive.items() if holds(words)})
        zebra = {hit["id"] for hit in searcher.search(query.Term("text", "zebra"), limit=None)}
        wrong += len(zebra ^ {n for n, words in alive.items() if "zebra" in words})
    return wrong


def main() -> int:
    """Run once and print one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--docs", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    chosen = parser.parse_args()
    texts = documents(chosen.corpus, chosen.docs)
    names = sorted(
        f"{d.metadata['Name']} {d.version}"
        for d in distributions()
        if "whoosh" in (d.metadata["Name"] or "").lower()
    )
    folder = Path(tempfile.mkdtemp(prefix="whoosh-choice-"))
    try:
        built = build(folder, texts)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        took, wrong = ask(folder, texts, rounds=chosen.rounds)
        started = time.process_time()
        wrong_later = change(folder, texts)
        changed = time.process_time() - started
    finally:
        shutil.rmtree(folder)
    asked = "  ".join(f"{name} {ms:.2f}" for name, ms in took.items())
    print(f"{' + '.join(names)}  Python {sys.version.split()[0]}  {len(texts)} documents")
    print(f"  build {built:.2f} s  change and merge {changed:.2f} s  index {size:.1f} MB")
    print(f"  query ms: {asked}")
    contradicted = {name: count for name, count in wrong.items() if count} or "none"
    print(f"  answers a scan contradicts: {contradicted}; after changes: {wrong_later}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
