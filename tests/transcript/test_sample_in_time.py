"""The built-in sample against the true times of its words, known from the synthesis."""

import json
from pathlib import Path

from desktop_app.paths import resource
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.lookup import SegmentLookup

TRUTH = Path(__file__).parents[1] / "data" / "sample" / "bread-questions.truth.json"
_STEP_MS = 20


def test_the_marked_paragraph_is_right_for_nine_tenths_of_the_voiced_time() -> None:
    truth = json.loads(TRUTH.read_text("utf-8"))
    reading = read_transcript(resource("sample/bread-questions.md"))
    placed = place(reading.transcript, truth["duration_ms"]).transcript
    lookup = SegmentLookup(placed.segments)
    voiced = right = 0
    for paragraph in truth["paragraphs"]:
        for _word, start_ms, end_ms in paragraph["words"]:
            for moment_ms in range(start_ms, end_ms, _STEP_MS):
                found = lookup.at(moment_ms)
                voiced += 1
                right += found is not None and found.index == paragraph["index"]
    assert voiced * _STEP_MS > 150_000  # the words alone, without pauses
    assert right / voiced >= 0.9


def test_nothing_is_marked_in_most_of_the_break() -> None:
    truth = json.loads(TRUTH.read_text("utf-8"))
    reading = read_transcript(resource("sample/bread-questions.md"))
    placed = place(reading.transcript, truth["duration_ms"]).transcript
    lookup = SegmentLookup(placed.segments)
    start_ms, end_ms = truth["spans"]["break"].values()
    moments = range(start_ms, end_ms, _STEP_MS)
    silent = sum(lookup.at(moment_ms) is None for moment_ms in moments)
    assert silent / len(moments) >= 0.7
