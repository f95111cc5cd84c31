from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.sentences import sentence_at, split_sentences


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi there. How are you?", ["Hi there.", "How are you?"]),
        ("Dr. Ruiz paid 3.5 dollars.", ["Dr. Ruiz paid 3.5 dollars."]),
        ("Take salt, e.g. Maldon. Then wait.", ["Take salt, e.g. Maldon.", "Then wait."]),
        ("It was George W. Bush. He left.", ["It was George W. Bush.", "He left."]),
        ("So do I. Then we left.", ["So do I.", "Then we left."]),
        ("At 5 p.m. sharp we met.", ["At 5 p.m. sharp we met."]),
        ("In the U.S. We saw it.", ["In the U.S.", "We saw it."]),
        ("See No. 5 there. No. Never.", ["See No. 5 there.", "No.", "Never."]),
        ("Well... maybe. Or... Maybe not.", ["Well... maybe.", "Or...", "Maybe not."]),
        ("Well… maybe. Or… Maybe not.", ["Well… maybe.", "Or…", "Maybe not."]),
        ('He said "Stop." Then he ran.', ['He said "Stop."', "Then he ran."]),
        ('"Really?" he asked.', ['"Really?" he asked.']),
        ("That (I think.) Then this.", ["That (I think.)", "Then this."]),
        ("Okay! [laughs] Sure.", ["Okay!", "[laughs] Sure."]),
        ("1. First thing. 2. Second.", ["1. First thing.", "2. Second."]),
        ("What?! No way.", ["What?!", "No way."]),
        ("¿Qué? ¡No! Sí.", ["¿Qué?", "¡No!", "Sí."]),
        ("我来了。你呢？好", ["我来了。", "你呢？", "好"]),
        ("Node.js is fine. I like v1.2.", ["Node.js is fine.", "I like v1.2."]),
        ("no end at all", ["no end at all"]),
        ("  blanks around.  ", ["blanks around."]),
        ("Acme Inc. The company failed.", ["Acme Inc.", "The company failed."]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet='ab AB.?!…"”) [1。\n', max_size=80))
def test_sentences_cover_every_word_once_in_order(text: str) -> None:
    spans = split_sentences(text)

    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(one.start < one.end for one in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] for one in spans)


def test_the_sentence_at_an_offset_owns_the_blank_after_it() -> None:
    text = "One here. Two there."

    found = [sentence_at(text, offset) for offset in (0, 8, 9, 10, 99)]

    assert [text[one.start : one.end] if one else None for one in found] == [
        "One here.",
        "One here.",
        "One here.",
        "Two there.",
        "Two there.",
    ]
    assert sentence_at("", 0) is None
