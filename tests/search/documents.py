"""Small recordings for the index, and a search by plain looking to compare with."""

from collections.abc import Iterable, Sequence

from desktop_app.search.parts import Document
from desktop_app.search.words import other_spellings, words_of
from tests.builders import make_transcript


def make_document(
    recording_id: str, text: str, *, revision: int = 1, show: str | None = None
) -> Document:
    """Return a recording that says ``A: Hi. / B: Hello.``, ten seconds each."""
    segments = make_transcript(text).segments
    return Document(recording_id, revision, f"About {recording_id}", show, segments)


def look_for(
    documents: Iterable[Document], phrases: Sequence[Sequence[str]], *, beginning: bool = False
) -> set[tuple[str, int]]:
    """Return the segments that have all ``phrases``: recording and index.

    The very last word need only be the beginning of one if ``beginning`` says so.
    """
    return {
        (document.recording_id, segment.index)
        for document in documents
        for segment in document.segments
        if segment.is_speech and _has_all(words_of(segment.text), phrases, beginning)
    }


def _has_all(said: list[str], phrases: Sequence[Sequence[str]], beginning: bool) -> bool:
    last = len(phrases) - 1
    return all(
        _has(said, phrase, beginning=beginning and number == last)
        for number, phrase in enumerate(phrases)
    )


def _has(said: list[str], phrase: Sequence[str], *, beginning: bool) -> bool:
    return any(
        all(
            _is(said[first + place], word, beginning=beginning and place == len(phrase) - 1)
            for place, word in enumerate(phrase)
        )
        for first in range(len(said) - len(phrase) + 1)
    )


def _is(said: str, word: str, *, beginning: bool) -> bool:
    spellings = {said} | (other_spellings(said) if "'" in said else set())
    return any(
        spelling == word or (beginning and spelling.startswith(word)) for spelling in spellings
    )
