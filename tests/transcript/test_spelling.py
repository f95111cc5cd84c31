import pytest

from desktop_app.transcript.spelling import joined, other_spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("organise", "organize"),
        ("organisations", "organizations"),
        ("analyse", "analyze"),
        ("grey", "gray"),
        ("centre", "center"),
        ("catalogue", "catalog"),
        ("travelling", "traveling"),
    ],
)
def test_both_spellings_lead_to_each_other(one: str, other: str) -> None:
    assert other in other_spellings(one)
    assert one in other_spellings(other)


@pytest.mark.parametrize("word", ["four", "or", "bee", "go"])
def test_short_words_are_left_alone(word: str) -> None:
    assert other_spellings(word) == ()


def test_neighbours_may_be_written_as_one_word() -> None:
    assert joined(["a", "data", "set"]) == {"adata": ("a", "data"), "dataset": ("data", "set")}
