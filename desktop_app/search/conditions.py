"""Which documents a condition holds for: who speaks, the show, the title, the date, a bookmark.

A name fits if it is equal but for case and accents, else if its words are in the other in a row.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from desktop_app.bookmarks import Bookmark, Quote, find_quote
from desktop_app.search.asked import AFTER, BEFORE, HAS, RECORDING, SHOW, SPEAKER, TITLE, About
from desktop_app.search.parts import SPEAKER_FIELD, Header, Part, name_key
from desktop_app.transcript.model import Transcript

Flags = NDArray[np.bool_]


class Conditions:
    """Tells for each part which of its documents fulfil a condition."""

    def __init__(self, parts: Sequence[Part], bookmarks: Sequence[Bookmark] = ()) -> None:
        self._parts = parts
        self._bookmarks = bookmarks
        self._names: dict[About, set[str]] = {}

    def flags(self, part: Part, about: About) -> Flags:
        """Return which documents of ``part`` fulfil ``about``; those may be headers too."""
        match about.field:
            case field if field == RECORDING:
                return _within(part, [part.documents_of(about.value)])
            case field if field == SPEAKER:
                return _spoken_by(part, self._fitting(about, self._speakers))
            case field if field == SHOW:
                shows = self._fitting(about, self._shows)
                return _of(part, lambda header: name_key(header.show or "") in shows)
            case field if field == TITLE:
                wanted = name_key(about.value)
                return _of(part, lambda header: _has_words(name_key(header.title), wanted))
            case field if field == AFTER:
                return _of(part, lambda header: (header.published or "") >= about.value)
            case field if field == BEFORE:
                return _of(part, lambda header: "" < (header.published or "") < about.value)
            case field if field == HAS:
                return self._bookmarked(part)
            case field:
                raise ValueError(field)

    def _fitting(self, about: About, names: Callable[[], set[str]]) -> set[str]:
        if about not in self._names:
            self._names[about] = _fitting_names(names(), about)
        return self._names[about]

    def _speakers(self) -> set[str]:
        tokens = (part.tokens(SPEAKER_FIELD) for part in self._parts)
        return {name for found in tokens if found for name in found.terms}

    def _shows(self) -> set[str]:
        shows = (header.show for part in self._parts for header in part.headers())
        return {name_key(show) for show in shows if show}

    def _bookmarked(self, part: Part) -> Flags:
        flags = np.zeros(part.size, np.bool_)
        kept: dict[str, list[Bookmark]] = {}
        for bookmark in self._bookmarks:
            kept.setdefault(bookmark.recording_id, []).append(bookmark)
        for recording_id, bookmarks in kept.items():
            spoken = part.documents_of(recording_id)[1:]
            if spoken:
                for place in _bookmarked_places(part, spoken, bookmarks):
                    flags[spoken[place]] = True
        return flags


def _bookmarked_places(part: Part, spoken: range, bookmarks: Iterable[Bookmark]) -> set[int]:
    """Return which of a recording's segments hold a bookmark."""
    segments = tuple(
        replace(part.spoken(document).segment, index=place) for place, document in enumerate(spoken)
    )
    transcript = Transcript(format="", segments=segments)
    places: set[int] = set()
    for bookmark in bookmarks:
        quote = Quote(bookmark.quote, bookmark.prefix, bookmark.suffix)
        passage = find_quote(transcript, quote, bookmark.start_ms)
        if passage is not None:
            places |= set(range(passage.segment, passage.segment_to + 1))
    return places


def _of(part: Part, is_wanted: Callable[[Header], bool]) -> Flags:
    return _within(part, [header.documents for header in part.headers() if is_wanted(header)])


def _within(part: Part, spans: Iterable[range]) -> Flags:
    flags = np.zeros(part.size, np.bool_)
    for span in spans:
        flags[span.start : span.stop] = True
    return flags


def _spoken_by(part: Part, speakers: Iterable[str]) -> Flags:
    flags = np.zeros(part.size, np.bool_)
    tokens = part.tokens(SPEAKER_FIELD)
    if tokens is not None:
        for name in speakers:
            flags[tokens.doc_of[tokens.numbers(tokens.term(name))]] = True
    return flags


def _fitting_names(names: set[str], about: About) -> set[str]:
    """Return the name that is wanted, else those with its words, else those with its beginning."""
    key = name_key(about.value)
    if key in names:
        return {key}
    fitting = {name for name in names if f" {key} " in f" {name} "}
    if not fitting and about.is_typed:
        fitting = {name for name in names if _has_words(name, key)}
    return fitting


def _has_words(name: str, wanted: str) -> bool:
    """Whether a name has some words in a row, the last of which need only be a beginning."""
    return f" {wanted}" in f" {name}"
