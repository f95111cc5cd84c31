"""How well the bound of a hit's time holds inside a paragraph.

Truth are the times inside notes such as “[unintelligible 0:12:34]”: taken away before the clock
places the text, then asked for as a hit's sentence would be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, median

from desktop_app.search.query import moment_and_error
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.model import Evidence, Segment


def sentence_times(files: Sequence[Path]) -> dict[str, dict[str, float]]:
    """Return by evidence of the paragraph: places, median error, and the share within the bound."""
    errors: dict[str, list[tuple[int, int]]] = {}
    for file in files:
        for segment, offset, truth_ms in _noted(file):
            moment_ms, error_ms = moment_and_error(segment, offset)
            if moment_ms is not None and error_ms is not None:
                errors.setdefault(segment.evidence.value, []).append(
                    (abs(moment_ms - truth_ms), error_ms)
                )
    return {
        evidence: {
            "places": len(found),
            "median_ms": median(error for error, _bound in found),
            "median_bound_ms": median(bound for _error, bound in found),
            "covered": mean(float(error <= bound) for error, bound in found),
        }
        for evidence, found in errors.items()
        if evidence != Evidence.NONE.value
    }


def _noted(file: Path) -> Iterator[tuple[Segment, int, int]]:
    transcript = read_transcript(file).transcript
    notes = [marker for marker in transcript.markers if marker.in_note and marker.word]
    if not notes:
        return
    others = tuple(marker for marker in transcript.markers if not marker.in_note)
    placed = place(replace(transcript, markers=others), None).transcript
    for note in notes:
        segment = placed.segments[note.segment]
        words = segment.text.split()
        if segment.is_speech and note.word < len(words):
            yield segment, _offset(segment.text, words[: note.word]), note.moment_ms


def _offset(text: str, words: Sequence[str]) -> int:
    end = 0
    for word in words:
        end = text.index(word, end) + len(word)
    return end
