"""What a wish has changed, so that whoever shows it knows what to read again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The recordings whose text or details changed, and whether bookmarks or the index did."""

    recordings: frozenset[str] = frozenset()
    bookmarks: bool = False
    index: bool = False
