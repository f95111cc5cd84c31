"""A text line by line, each line knowing where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text without the blanks around it, where it starts, its number from 1."""

    text: str
    start: int
    number: int


def lines_of(text: str) -> Iterator[Line]:
    """Yield every line of a text, the empty ones too."""
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        yield Line(raw.strip("\ufeff \t\r\xa0\f\v"), start, number)
        start += len(raw) + 1
