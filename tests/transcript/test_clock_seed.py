"""The clock on the episode Earmark began with, and on marks of the corpus left out."""

from pathlib import Path

import pytest

from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Transcript

SHARED = Path(__file__).resolve().parents[3] / "shared"
MARKDOWN = SHARED / "corpus" / "changelog" / "practicalai" / "practical-ai-88.md"
PAGE = SHARED / "seed" / "practical-ai-88-page.txt"
DURATION_MS = 3_040_000

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="../shared is not beside the checkout")

# Where the questions are asked in the audio, in seconds, and the words that ask.
QUESTIONS = {
    541: "So a friend of mine named",
    789: "The question - I forget where",
    1075: "I am gonna return back to the non",
    1301: "One of the questions I",
    1353: "What is a CNN in machine learning",
    1527: "So I have one more that",
    1702: "This one says",
    2149: "what laptop do I buy",
    2255: "What is back-propagation usually used for",
    2434: "How will AI replace or change",
    2593: "Is it possible for a paper",
    2630: "What sucks about AI",
    2764: "there's one of these questions which is practical",
}


def asked_s(transcript: Transcript, words: str) -> float:
    for segment in transcript.segments:
        offset = segment.text.replace("’", "'").find(words)
        moment_ms = moment_at(segment, offset) if offset >= 0 else None
        if moment_ms is not None:
            return moment_ms / 1000
    raise AssertionError(f"not in the text: {words}")


@pytest.mark.parametrize("duration_ms", [None, DURATION_MS])
@pytest.mark.parametrize(("path", "within_s"), [(MARKDOWN, 12), (PAGE, 30)])
def test_every_question_of_the_first_episode_is_placed_where_it_is_asked(
    path: Path, within_s: int, duration_ms: int | None
) -> None:
    placed = place(read_transcript(path).transcript, duration_ms).transcript
    off = {words: asked_s(placed, words) - true for true, words in QUESTIONS.items()}
    assert all(abs(seconds) <= within_s for seconds in off.values()), off


@pytest.mark.parametrize("path", [MARKDOWN, PAGE])
def test_the_bound_of_the_first_episode_holds_for_most_passages(path: Path) -> None:
    placed = place(read_transcript(path).transcript, DURATION_MS).transcript
    rows = (SHARED / "seed" / "true_times.tsv").read_text("utf-8").splitlines()[1:]
    held = []
    for words, seconds in (row.split("\t") for row in rows):
        segment = next((s for s in placed.segments if words in s.text.replace("’", "'")), None)
        if segment is not None and segment.error_ms:
            off_ms = abs(asked_s(placed, words) - float(seconds)) * 1000
            held.append(off_ms <= segment.error_ms)
    assert len(held) >= 20
    assert sum(held) / len(held) >= 0.85


def test_no_paragraph_is_lost_and_no_time_of_the_first_episode_is_doubted() -> None:
    for path, paragraphs, exact in ((MARKDOWN, 171, 14), (PAGE, 164, 12)):
        placement = place(read_transcript(path).transcript, DURATION_MS)
        segments = placement.transcript.segments
        assert len(segments) == paragraphs
        assert sum(segment.error_ms == 0 for segment in segments) == exact
        assert placement.problems == ()


def test_times_left_out_of_the_corpus_are_found_again_to_a_few_seconds() -> None:
    files = sorted((SHARED / "corpus" / "changelog" / "practicalai").glob("*.md"))[:60]
    off = []
    for path in files:
        transcript = read_transcript(path).transcript
        marks = [m for m in transcript.markers if not m.in_note]
        asked = [m for m in marks[1::2] if m.word == 0 and transcript.segments[m.segment].is_speech]
        kept = tuple(m for m in marks if m not in asked)
        bare = Transcript(transcript.format, transcript.segments, kept)
        placed = place(bare).transcript
        off += [abs((placed.segments[m.segment].start_ms or 0) - m.moment_ms) for m in asked]
    off.sort()
    assert len(off) > 250
    assert off[len(off) // 2] < 6_000
    assert off[int(0.9 * len(off))] < 16_000
