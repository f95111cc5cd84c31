"""Searching from a window: a process that keeps the index open, and one that brings it up to date.

Both are for ``processes``: functions of a module over plain values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.library import open_library
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.search.index import Index
from desktop_app.search.query import Results, search
from desktop_app.workflows.changes import Changes
from desktop_app.workflows.reindexing import bring_up_to_date


@dataclass(frozen=True, slots=True)
class Ask:
    """What stands in the search field."""

    words: str
    limit: int = 100
    is_typing: bool = True


def open_search(folder: Path) -> Callable[[Ask, Progress], Results]:
    """Open the index in ``folder`` and return what answers questions to it, for a Server."""
    index = Index(folder)

    def answer(ask: Ask, _progress: Progress) -> Results:
        return search(index, ask.words, limit=ask.limit, is_typing=ask.is_typing)

    return answer


def update_index(places: Places, progress: Progress) -> Changes:
    """Bring the index up to date with the library."""
    with open_library(places.database, backups=places.backups) as library:
        index = Index(places.index)
        try:
            return bring_up_to_date(library, index, progress)
        finally:
            index.close()
