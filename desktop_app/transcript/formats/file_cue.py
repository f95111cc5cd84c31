"""One cue as a file has it, on its way to a transcript."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.transcript.model import Word


@dataclass(slots=True)
class FileCue:
    """One cue as it stands in the file. A time that cannot be read, or is not there, is None.

    ``text`` has a line for each of the cue's lines. ``place`` are offsets in the source's text.
    ``words``, where the file has word times, are exactly ``text.split()``. ``turns`` are the
    voices of a cue that has several: name and text, which make up ``text``. ``error_ms`` is set
    where a cue was split between people. Not frozen, because a file has tens of thousands.
    """

    start_ms: int | None
    end_ms: int | None
    text: str
    place: tuple[int, int] | None = None
    speaker: str | None = None
    words: Sequence[Word] | None = None
    turns: Sequence[tuple[str | None, str]] = ()
    line: int | None = None
    error_ms: int = 0
