from hypothesis import given
from hypothesis import strategies as st

from desktop_app.search.likeness import alike, edits_between

WORD = st.text("abcд日", max_size=7)


def edits(one: str, other: str) -> int:
    """Count the edits in the slow and plain way."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


@given(WORD, st.lists(WORD, max_size=5), st.integers(1, 3))
def test_edits_are_counted(wanted: str, words: list[str], most: int) -> None:
    counted = edits_between(wanted, words, most)
    for word, count in zip(words, counted, strict=True):
        assert min(count, most + 1) == min(edits(wanted, word), most + 1)
    assert alike(words, wanted, most) == [
        place for place, word in enumerate(words) if edits(wanted, word) <= most
    ]


def test_letters_changed_round_are_one_edit() -> None:
    assert edits_between("kubernetse", ["kubernetes", "kubernetse"], 2) == [1, 0]
    assert alike([], "a", 1) == []
