"""JSON that is broken: missing commas, a cut-off end, endless nesting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.transcript.formats.json_text import MAX_DEPTH, read_json


def test_whole_json_is_read_strictly() -> None:
    read = read_json('\ufeff {"a": [1, 2.5, null, "é"]}')

    assert read.value == {"a": [1, 2.5, None, "é"]}
    assert read.problems == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"version": "1.0.0"\n "segments": [{"speaker": "A"\n "body": "x"}]}',
         {"version": "1.0.0", "segments": [{"speaker": "A", "body": "x"}]}),
        ('{"a": [{"b": 1}, {"b": 2}, {"b', {"a": [{"b": 1}, {"b": 2}, {}]}),
        ('{"a": "cut of', {}),
        ('{"a": [1, 2,], "b": true,}', {"a": [1, 2], "b": True}),
        ('{"a": NaN, "b": 01}', {"a": "NaN", "b": 1}),
        ('{"a": "line\nfeed", "b": 2}', {"a": "line\nfeed", "b": 2}),
        ('{"a": 1} {"b": 2}', {"a": 1}),
    ],
)  # fmt: skip
def test_broken_json_gives_its_good_part(text: str, value: object) -> None:
    read = read_json(text)

    assert read.value == value
    assert len(read.problems) == 1
    assert read.problems[0].line is not None


def test_the_line_of_the_break_is_named() -> None:
    assert read_json('{"a": 1,\n"b": 2\n"c": 3}').problems[0].line == 3


@pytest.mark.parametrize("text", ["", "prose", "{", "{}", "[]", "{not json}", "<a>"])
def test_what_is_no_json_has_no_fields(text: str) -> None:
    assert read_json(text).field("segments") is None


def test_endless_nesting_ends() -> None:
    assert read_json("[" * 100_000).value is None
    assert read_json('{"a":' * 100_000).value is None
    assert read_json('{"a": [1 2]' + ', "b": [' * 100_000).field("a") == [1.0, 2.0]
    assert MAX_DEPTH < 100


@given(st.text(alphabet='{}[]",:\\ab1.\n -', max_size=80))
def test_any_text_is_read_without_a_failure(text: str) -> None:
    read = read_json('{"a":' + text)

    assert read.value is None or isinstance(read.value, dict)


def test_half_a_text_at_the_break_is_kept_and_half_a_time_or_name_is_not() -> None:
    whole = '{"segments": [{"start": 1.5, "speaker": "Ana", "body": "One two"}]}'
    for end, kept in (
        ("tw", {"start": 1.5, "speaker": "Ana", "body": "One tw"}),
        ('"Ana"', {"start": 1.5, "speaker": "Ana"}),
        ('"An', {"start": 1.5}),
        ("1.", {}),
    ):
        cut = whole[: whole.index(end) + len(end)]
        assert read_json(cut).value == {"segments": [kept]}, end


def test_whole_numbers_stay_whole_in_what_is_mended() -> None:
    value = read_json('{"a": [1, 2.5, -3, "x').value
    assert repr(value) == "{'a': [1, 2.5, -3]}"
