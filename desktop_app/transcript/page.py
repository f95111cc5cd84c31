"""What stands around a transcript: title, show, summary, questions, sponsors, notes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """An episode's page or notes. Whatever is not known is None or empty.

    ``published`` is an RFC 3339 date. ``questions`` are the bullets of a question list, in order.
    """

    title: str | None = None
    show: str | None = None
    number: str | None = None
    published: str | None = None
    summary: str | None = None
    questions: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    notes: str = ""
