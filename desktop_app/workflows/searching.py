"""Searching from a window: a process that keeps the index open, and one that brings it up to date.

Both are for ``processes``: functions of a module over plain values.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.library import open_library
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.search.index import Index
from desktop_app.search.matching import Order
from desktop_app.search.query import Results, Scope, search_within
from desktop_app.workflows.answering import Answer, Answered, QuestionNames, ask_library
from desktop_app.workflows.changes import Changes
from desktop_app.workflows.reindexing import bring_up_to_date

__all__ = [
    "Ask",
    "Asked",
    "IsCurrent",
    "Naming",
    "Order",
    "Reply",
    "Request",
    "Scope",
    "open_search",
    "tidy_index",
    "update_index",
]


@dataclass(frozen=True, slots=True)
class Ask:
    """What stands in the search field and in the filters below it."""

    words: str
    scope: Scope = field(default_factory=Scope)
    limit: int = 60
    most_each: int | None = None  # of one recording
    order: Order = Order.BEST
    is_typing: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in any words, to be answered from the whole library."""

    words: str
    limit: int


@dataclass(frozen=True, slots=True)
class Naming:
    """An answer whose question is wanted, if its episode lists one there."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class IsCurrent:
    """Whether the index holds just these recordings, each an id and a revision."""

    revisions: frozenset[tuple[str, int]]


Request = Ask | Asked | Naming | IsCurrent
Reply = Results | Answered | Answer | bool


def open_search(
    folder: Path, library: Places | None = None
) -> Callable[[Request, Progress], Reply]:
    """Open the index in ``folder`` and return what answers questions to it, for a Server.

    Only with ``library`` answers can be named.
    """
    index = Index(folder, stays_open=True)
    index.parts()  # the first question should not have to wait for it
    names = None if library is None else QuestionNames(library.database, library.backups)

    def answer(ask: Request, progress: Progress) -> Reply:
        if isinstance(ask, IsCurrent):
            return index.revisions() == dict(ask.revisions)
        if isinstance(ask, Naming):
            return ask.answer if names is None else names.named(ask.answer)
        if isinstance(ask, Asked):
            return ask_library(index, ask.words, ask.limit, progress=progress)
        return search_within(
            index,
            ask.words,
            ask.scope,
            limit=ask.limit,
            is_typing=ask.is_typing,
            order=ask.order,
            most_each=ask.most_each,
            progress=progress,
        )

    return answer


def update_index(places: Places, progress: Progress) -> Changes:
    """Bring the index up to date with the library."""
    with open_library(places.database, backups=places.backups) as library:
        index = Index(places.index)
        try:
            return bring_up_to_date(library, index, progress)
        finally:
            index.close()


def tidy_index(places: Places, progress: Progress) -> bool:
    """Join small parts of the index, when there is nothing else to do; return whether any were."""
    index = Index(places.index, wait_s=0)
    try:
        return index.join_parts(progress)
    finally:
        index.close()
