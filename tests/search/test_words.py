import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.search.words import fold, other_spellings, spans_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("", []),
        ("… — !?", []),
        ("don't Don’t DON‘T don`t donʼt", ["don't"] * 5),
        ("'quoted' ‘words’ users’", ["quoted", "words", "users"]),
        ("Café cafe\u0301 CAFÉ", ["cafe"] * 3),
        (
            "naïve Ångström Łódź Ærø Straße İstanbul",
            ["naive", "angstrom", "lodz", "aero", "strasse", "istanbul"],
        ),
        ("open-source open–source", ["open", "source"] * 2),
        ("snake_case __init__", ["snake", "case", "init"]),
        ("U.S. and U.S.A., at 5 p.m. e.g. A.I.", ["us", "and", "usa", "at", "5", "pm", "eg", "ai"]),
        ("node.js 3.5 1,000 C++", ["node", "js", "3", "5", "1", "000", "c"]),
        ("the end.Begin", ["the", "end", "begin"]),
        ("ＡＢＣ ﬁne ①", ["abc", "fine", "1"]),
        ("Россия ёлка и й", ["россия", "елка", "и", "й"]),
        ("Ελλάδα", ["ελλαδα"]),
        ("שָׁלוֹם مَرْحَبًا", ["שלום", "مرحبا"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("한국어 텍스트", ["한국어", "텍스트"]),
        ("日本語 test テスト", ["日", "本", "語", "test", "テ", "ス", "ト"]),
        ("ภาษาไทย", ["ภ", "า", "ษ", "า", "ไ", "ท", "ย"]),
        ("ที่นี่", ["ที่", "นี่"]),
    ],
)
def test_words_are_what_a_reader_takes_for_the_same(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("term", "spellings"),
    [
        ("don't", {"dont"}),
        ("people's", {"peoples", "people"}),
        ("l'ete", {"lete", "ete"}),
        ("o'reilly's", {"oreillys", "oreilly", "reillys"}),
        ("i'm", {"im"}),
    ],
)
def test_an_apostrophe_may_be_left_out(term: str, spellings: set[str]) -> None:
    assert other_spellings(term) == spellings


@given(st.text())
def test_each_word_stands_where_its_span_says(text: str) -> None:
    spans = spans_of(text)
    assert [fold(text[start:end]) for start, end in spans] == words_of(text)
    ends = [0, *(end for _start, end in spans)]
    assert all(end <= start for end, (start, _end) in zip(ends, spans, strict=False))


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_case_does_not_matter(text: str) -> None:
    assert words_of(text.upper().lower()) == words_of(text.lower())


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    for word in words_of(text):
        assert fold(word) == word
