"""SQLite's FTS5 and tantivy on the same documents and queries; tantivy only where it is installed.

tantivy is nothing Earmark needs: ``pip install --target FOLDER tantivy`` and PYTHONPATH=FOLDER.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any  # tantivy has no types

from desktop_app.search.asked import Query
from desktop_app.search.parsing import parse_query
from desktop_app.search.parts import Document

HAS_TANTIVY = find_spec("tantivy") is not None
tantivy: Any = import_module("tantivy") if HAS_TANTIVY else None
_HEAP_BYTES = 200_000_000
Place = tuple[str, int]  # recording, segment
Rows = Iterator[tuple[str, str, int, str | None, int | None]]


class Fts5:
    """FTS5 with its index for beginnings of words, ranked by its own BM25."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file)
        self.file = file

    def build(self, documents: Iterable[Document]) -> float:
        """Index documents; return the seconds of processor time without reading them."""
        spent = 0.0
        self._connection.execute(
            "CREATE VIRTUAL TABLE spoken USING fts5(text, recording UNINDEXED, segment UNINDEXED,"
            " speaker UNINDEXED, start_ms UNINDEXED,"
            " tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
        )
        for document in documents:
            rows = list(_rows(document))
            started = time.process_time()
            self._connection.executemany("INSERT INTO spoken VALUES (?, ?, ?, ?, ?)", rows)
            spent += time.process_time() - started
        started = time.process_time()
        self._connection.commit()
        return spent + time.process_time() - started

    def ask(
        self, typed: str, *, is_typing: bool, limit: int, any_word: bool = False
    ) -> list[Place]:
        """Return the best rows, their texts read."""
        query = parse_query(typed, is_typing=is_typing)
        phrases = [
            '"' + " ".join(word.word for word in phrase.words) + '"' + _star(phrase.words[-1])
            for phrase in query.phrases
        ]
        rows = self._connection.execute(
            "SELECT text, recording, segment, speaker, start_ms FROM spoken WHERE spoken MATCH ?"
            " ORDER BY rank LIMIT ?",
            ((" OR " if any_word else " AND ").join(phrases), limit),
        )
        return [(row[1], row[2]) for row in rows.fetchall()]

    @property
    def size(self) -> int:
        return self.file.stat().st_size

    def close(self) -> None:
        """Give back the file."""
        self._connection.close()


class Tantivy:
    """tantivy with positions, its default tokens, ranked by its own BM25."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True)
        builder.add_text_field("recording", stored=True, tokenizer_name="raw")
        builder.add_integer_field("segment", stored=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self.folder = folder

    def build(self, documents: Iterable[Document]) -> float:
        """Index documents; return the seconds of processor time without reading them."""
        writer = self._index.writer(_HEAP_BYTES, 1)
        spent = 0.0
        for document in documents:
            rows = list(_rows(document))
            started = time.process_time()
            for text, recording, segment, _speaker, _start in rows:
                added = tantivy.Document(recording=recording, segment=segment)
                added.add_text("text", text)
                writer.add_document(added)
            spent += time.process_time() - started
        started = time.process_time()
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        return spent + time.process_time() - started

    def ask(
        self, typed: str, *, is_typing: bool, limit: int, any_word: bool = False
    ) -> list[Place]:
        """Return the best rows, their texts read."""
        searcher = self._index.searcher()
        asked = self._query(parse_query(typed, is_typing=is_typing), any_word=any_word)
        found = searcher.search(asked, limit).hits
        rows = [searcher.doc(address) for _score, address in found]
        assert all(row.get_first("text") is not None for row in rows)
        return [(row.get_first("recording"), row.get_first("segment")) for row in rows]

    def _query(self, query: Query, *, any_word: bool) -> Any:
        occur = tantivy.Occur.Should if any_word else tantivy.Occur.Must
        parts = []
        for phrase in query.phrases:
            words = [word.word for word in phrase.words]
            if phrase.words[-1].is_prefix:
                part = tantivy.Query.regex_query(self._schema, "text", f"{words[-1]}.*")
            elif len(words) > 1:
                part = tantivy.Query.phrase_query(self._schema, "text", words)
            else:
                part = tantivy.Query.term_query(self._schema, "text", words[0])
            parts.append((occur, part))
        return tantivy.Query.boolean_query(parts)

    @property
    def size(self) -> int:
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())

    def close(self) -> None:
        """Nothing is held open that matters."""


def _rows(document: Document) -> Rows:
    for segment in document.segments:
        if segment.is_speech:
            start_ms = segment.start_ms
            yield segment.text, document.recording_id, segment.index, segment.speaker, start_ms


def _star(word: Any) -> str:
    return " *" if word.is_prefix else ""


Ask = Callable[[str, bool], int]
__all__ = ["HAS_TANTIVY", "Ask", "Fts5", "Place", "Tantivy"]
