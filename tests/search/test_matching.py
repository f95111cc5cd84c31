"""The index against a search by plain looking, and against Whoosh's own."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.query.compound import And
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Query
from whoosh.query.terms import Prefix, Term
from whoosh.reading import IndexReader, TermNotFound

from desktop_app.search.index import Index
from desktop_app.search.parts import SCHEMA, Document
from desktop_app.search.query import search
from desktop_app.search.storage import IndexStorage
from tests.search.documents import look_for, make_document

WORD = st.sampled_from(["a", "ab", "abc", "b", "ba", "bc", "c", "don't", "dont", "b's", "l'abc"])
ASKED = st.sampled_from(["a", "ab", "abc", "b", "ba", "bc", "c", "dont", "bs", "labc", "don", "x"])
TEXT = st.lists(WORD, max_size=12).map(" ".join)
RECORDING = st.lists(TEXT, min_size=1, max_size=5).map(
    lambda texts: " / ".join(f"A: {text}" for text in texts)
)
IDS = st.sampled_from(["r1", "r2", "r3", "r4"])
CHANGES = st.lists(
    st.tuples(st.dictionaries(IDS, RECORDING, max_size=3), st.sets(IDS, max_size=2)),
    min_size=1,
    max_size=4,
)
QUERY = st.lists(st.lists(ASKED, min_size=1, max_size=3), min_size=1, max_size=3)


def build(folder: Path, changes: list[tuple[dict[str, str], set[str]]]) -> dict[str, Document]:
    """Make all changes, each a commit of its own, and return what is left in the end."""
    index = Index(folder)
    left: dict[str, Document] = {}
    for revision, (added, removed) in enumerate(changes):
        documents = {
            name: make_document(name, text, revision=revision) for name, text in added.items()
        }
        index.update(documents.values(), remove=removed)
        for name in removed:
            left.pop(name, None)
        left |= documents
    index.close()
    return left


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(CHANGES, QUERY, st.booleans())
def test_exactly_what_plain_looking_finds_is_found(
    changes: list[tuple[dict[str, str], set[str]]], phrases: list[list[str]], is_typing: bool
) -> None:
    with TemporaryDirectory() as folder:
        left = build(Path(folder), changes)
        index = Index(Path(folder))
        assert index.revisions() == {name: doc.revision for name, doc in left.items()}
        typed = " ".join(
            phrase[0] if len(phrase) == 1 else f'"{" ".join(phrase)}"' for phrase in phrases
        )
        is_beginning = is_typing and not typed.endswith('"')
        results = search(index, typed + " " * (not is_typing), limit=100, is_typing=is_typing)
        expected = look_for(left.values(), phrases, beginning=is_beginning)
        assert {(hit.recording_id, hit.segment) for hit in results.hits} == expected
        assert results.total == len(results.hits) == len(expected)
        index.close()


TEXTS = [
    "the quick brown fox jumps over the lazy dog",
    "a quick brown dog",
    "the dog jumps over the quick fox",
    "quickly the fox is gone",
    "brown brown brown fox",
    "nothing",
]


@pytest.fixture
def searched(folder: Path) -> IndexStorage:
    index = Index(folder)
    index.update([make_document(f"r{n}", f"A: {text}") for n, text in enumerate(TEXTS)])
    index.update([make_document("r6", "A: a fox that was replaced")])
    index.update([make_document("r6", "A: the last brown fox")], remove=["r5"])
    index.close()
    return IndexStorage(next(path for path in folder.iterdir() if path.is_dir()), SCHEMA)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (Term("text", "fox"), "fox"),
        (Term("text", "nothing"), "nothing "),
        (
            And([Term("text", "quick"), Term("text", "dog")]),
            "quick dog",
        ),
        (Phrase("text", ["brown", "fox"]), '"brown fox"'),
        (Phrase("text", ["over", "the", "quick"]), '"over the quick"'),
        (Prefix("text", "quick"), "quick"),
    ],
)
def test_whooshs_own_queries_find_the_same(
    searched: IndexStorage, folder: Path, theirs: Query, ours: str
) -> None:
    index = Index(folder)
    is_typing = isinstance(theirs, Prefix)
    hits = search(index, ours, is_typing=is_typing).hits
    texts = {hit.sentence for hit in hits}
    parts = {part.name: part for part in index.parts()}
    found = set()
    with searched.opened().searcher() as searcher:
        for leaf, _first in searcher.leaf_searchers():
            part = parts[leaf.reader().segment().segment_id()]
            found |= {part.spoken(n).segment.text for n in leaf.docs_for_query(theirs)}
    index.close()
    assert found == texts
    assert found or ours == "nothing "


def reader_of(searched: IndexStorage) -> IndexReader:
    reader: IndexReader = searched.opened().reader()  # type: ignore[no-untyped-call]
    return reader


def test_whooshs_search_for_similar_words_works_on_our_terms(searched: IndexStorage) -> None:
    with closing(reader_of(searched)) as reader:
        assert set(reader.terms_within("text", "quik", 1)) == {"quick"}
        assert set(reader.terms_within("text", "browm", 1)) == {"brown"}
        assert list(reader.expand_prefix("text", "qui")) == [b"quick", b"quickly"]


def test_whoosh_reads_the_figures_of_our_terms(searched: IndexStorage) -> None:
    with closing(reader_of(searched)) as reader:
        assert reader.frequency("text", "brown") == 6
        assert reader.doc_frequency("text", "brown") == 4
        assert ("text", b"lazy") in list(reader.all_terms())
        assert ("speaker", "a") in reader
        assert ("text", "never") not in reader
        assert reader.frequency("text", "never") == 0


def test_whoosh_steps_through_the_terms_of_one_part(searched: IndexStorage) -> None:
    with closing(reader_of(searched)) as reader:
        leaf = reader.leaf_readers()[0][0]
        assert set(leaf.terms_within("text", "quikc", 2)) == {"quick"}
        assert [text for _name, text in leaf.terms_from("text", b"qu")][:2] == [
            b"quick",
            b"quickly",
        ]
        cursor = leaf.cursor("text")
        assert cursor.first() == "a"
        assert cursor.find("fo") == "fox"
        assert cursor.term_info().doc_frequency() == 4
        assert cursor.find(b"zzz") is None
        assert not cursor.is_valid()
        cursor.find("the")
        assert cursor.next() is None
        from_q = [(term[1], info.weight()) for term, info in leaf.iter_from("text", "qu")]
        assert from_q[:2] == [(b"quick", 3), (b"quickly", 1)]
        assert dict(iter(leaf))["speaker", b"a"].doc_frequency() == 6
        with pytest.raises(TermNotFound):
            leaf.term_info("text", "never")
