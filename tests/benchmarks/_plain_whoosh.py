"""Whoosh as it comes, to compare asking with: its own index, stemming, ranking and parser.

Every paragraph, or every run of paragraphs of so many words, is a document with one field,
``TEXT(analyzer=StemmingAnalyzer())``. What is asked is read by ``QueryParser``, either as it is
(every word must be there) or with ``OrGroup`` (any word will do), after the question mark, a
wildcard there, was taken off; documents are ranked by its own BM25F.
"""
# mypy: disable-error-code="no-untyped-call,no-any-return"
# Whoosh calls itself typed and is so in part only.

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any  # Whoosh's index: untyped there

from whoosh.analysis.analyzers import StemmingAnalyzer
from whoosh.fields import ID, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage
from whoosh.qparser.default import QueryParser
from whoosh.qparser.syntax import AndGroup, OrGroup

from desktop_app.transcript.model import Segment

_EPISODES_A_COMMIT = 100
_MEMORY_MB = 512
Span = tuple[int, int]
Told = tuple[str, Sequence[Segment]]  # an episode's name, and its text


class PlainWhoosh:
    """An index of episodes: in memory without a folder, else there, and gone on with if begun."""

    def __init__(self, folder: Path | None = None, *, words: int = 0) -> None:
        """``words``: how long a document is at least; 0 for a paragraph each."""
        self._words = words
        schema = Schema(
            text=TEXT(analyzer=StemmingAnalyzer()),
            episode=ID(stored=True),
            first=STORED(),
            last=STORED(),
            number=NUMERIC(stored=True),
        )
        self._index = _opened(folder, schema)

    def add(self, told: Iterable[Told]) -> None:
        """Take episodes in, but for those that are in it already; always in the same order."""
        with self._index.reader() as reader:
            known = {fields["number"] for _n, fields in reader.iter_docs()}
        numbered = (pair for pair in enumerate(told) if pair[0] not in known)
        while batch := list(islice(numbered, _EPISODES_A_COMMIT)):
            writer = self._index.writer(limitmb=_MEMORY_MB)
            for number, (name, segments) in batch:
                for first, last, text in _documents(segments, self._words):
                    writer.add_document(
                        text=text, episode=name, first=first, last=last, number=number
                    )
            writer.commit(merge=False)

    def best(self, asked: str, limit: int, *, every_word: bool) -> list[tuple[str, Span]]:
        """Return the first documents: their episodes and paragraphs."""
        plain = re.sub(r"[^\w']+", " ", asked)
        group = AndGroup if every_word else OrGroup
        query = QueryParser("text", self._index.schema, group=group).parse(plain)
        with self._index.searcher() as searcher:
            hits = searcher.search(query, limit=limit)
            return [(hit["episode"], (hit["first"], hit["last"])) for hit in hits]


def _opened(folder: Path | None, schema: Schema) -> Any:
    storage: Storage = RamStorage()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(folder))
        if storage.index_exists():
            return storage.open_index()
    return storage.create_index(schema)


def _documents(segments: Sequence[Segment], words: int) -> Iterator[tuple[int, int, str]]:
    """Return the documents of an episode: first and last paragraph, and text."""
    run: list[Segment] = []
    for segment in segments:
        if segment.is_speech and segment.text.strip():
            run.append(segment)
            if sum(len(one.text.split()) for one in run) >= words:
                yield run[0].index, run[-1].index, " ".join(one.text for one in run)
                run = []
    if run:
        yield run[0].index, run[-1].index, " ".join(one.text for one in run)
