"""What is typed, and what is asked for by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.search.asked import About, AllOf, AnyOf, Node, NotThis, Phrase
from desktop_app.search.parsing import instead, needs_bookmarks, parse_query


def read(text: str, *, is_typing: bool = False) -> str:
    """Return a query in a plain notation: (a b) all, (a | b) any, -a not, a~1 like it."""
    root = parse_query(text, is_typing=is_typing).root
    assert isinstance(root, AllOf)
    return " ".join(map(written, root.parts))


def written(node: Node) -> str:
    match node:
        case Phrase(words):
            return "_".join(
                word.word + "*" * word.is_prefix + (f"~{word.edits}" if word.edits else "")
                for word in words
            )
        case About(field, value):
            return f"[{field}={value}]"
        case NotThis(part):
            return f"-{written(part)}"
        case AllOf(parts):
            return f"({' '.join(map(written, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(written, parts))})"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("rust OR go", "(rust | go)"),
        ("rust or go", "rust or go"),
        ("a b OR c", "((a b) | c)"),
        ("a AND b", "a b"),
        ("(a OR b) c", "(a | b) c"),
        ("(a OR (b c)) NOT d", "(a | (b c)) -d"),
        ("a -b", "a -b"),
        ("a -(b OR c)", "a -(b | c)"),
        ('a -"b c"', "a -b_c"),
        ("NOT a", "-a"),
        ("a - b", "a b"),
        ("open-source", "open_source"),
        ("kuber*", "kuber*"),
        ("*netes", "*netes"),
        ("de?el*", "de?el*"),
        ("what is this?", "what is this"),
        ('"open sour*"', "open_sour*"),
        ("kuberntes~", "kuberntes~2"),
        ("kubernetse~1", "kubernetse~1"),
        ("salt~", "salt~1"),
        ("speaker:adam bees", "[speaker=adam] bees"),
        ('speaker:"Adam S" -show:go', "[speaker=Adam S] -[show=go]"),
        ("Speaker:“Adam S”", "[speaker=Adam S]"),
        ("in:bread after:2020-05 before:2021", "[in=bread] [after=2020-05] [before=2021]"),
        ("has:bookmark salt", "[has=bookmark] salt"),
        ("https://go.dev", "https_go_dev"),
        ("hello :)", "hello"),
        ("C++ (really)", "c really"),
    ],
)
def test_signs_say_it_more_exactly(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a OR", "a or"),
        ("OR a", "or a"),
        ("a AND AND b", "a and and b"),
        ("NOT", "not"),
        ("(a OR b", "a or b"),
        ("a) b", "a b"),
        ("foo(bar) baz", "foo_bar baz"),
        ("after:noon x", "after_noon x"),
        ("before:2020-13", "before_2020_13"),
        ("has:beans", "has_beans"),
        ("speaker:", "speaker"),
        ("in: the end", "in the end"),
        ("a" + "(" * 50 + "b", "a_b"),
        ("(" * 50 + "b" + ")" * 50, "b"),
        ("*", ""),
        ("()", ""),
        ("- -- ~", ""),
    ],
)
def test_what_makes_no_sense_is_plain_words(text: str, meaning: str) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("rust OR g", "(rust | g*)"),
        ("rust OR ", "rust"),
        ("rust OR", "rust"),
        ("rust (go", "rust go*"),
        ("rust -g", "rust -g*"),
        ("rust NOT ", "rust"),
        ("speaker:", ""),
        ("rust speaker:", "rust"),
        ("rust after:20", "rust"),
        ("rust has:book", "rust"),
        ("kuber*", "kuber*"),
        ("salt~", "salt~1"),
    ],
)
def test_what_is_not_finished_yet_does_not_disturb(text: str, meaning: str) -> None:
    assert read(text, is_typing=True) == meaning


SIGNS = st.lists(
    st.sampled_from(
        [
            "a",
            "b ",
            " ",
            "OR ",
            "AND",
            " NOT ",
            "-",
            "(",
            ")",
            '"',
            "*",
            "?",
            "~",
            "speaker:",
            "in:x ",
        ]
    )
).map("".join)


@given(SIGNS, st.booleans())
def test_any_signs_are_a_query(text: str, is_typing: bool) -> None:
    query = parse_query(text, is_typing=is_typing)
    assert isinstance(query.root, AllOf)
    query.marks("a b c")
    query.with_forms().loosened().marks("a b c")


def test_bookmarks_are_needed_only_where_they_are_asked_for() -> None:
    assert needs_bookmarks("salt has:bookmark")
    assert needs_bookmarks("-has:bookmarks")
    assert not needs_bookmarks("salt bookmark")


def test_a_word_is_replaced_wherever_it_stands() -> None:
    assert instead("Kuberntes, or “kuberntes”?", "kuberntes", "kubernetes") == (
        "kubernetes, or “kubernetes”?"
    )
    assert instead("dont’ dont", "donut", "x") == "dont’ dont"
