"""What was found in the sound, kept beside the text."""

from dataclasses import replace

import pytest

from desktop_app.library import Library
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.transcript.model import Evidence, Segment, Transcript, Word
from tests.builders import make_transcript

FACTS = AlignmentFacts("pocketsphinx", 60_000, words=4, confident=3, heard_share=0.75)
TEXT = make_transcript("A: Hi there. / B: Hello you.", evidence=Evidence.ESTIMATED)


def found(segment: Segment, start_ms: int) -> Segment:
    words = tuple(
        Word(text, start_ms + 500 * n, start_ms + 500 * n + 400, 0.9)
        for n, text in enumerate(segment.text.split())
    )
    return replace(
        segment,
        start_ms=start_ms,
        end_ms=start_ms + 900,
        evidence=Evidence.ALIGNED,
        error_ms=60,
        words=words,
    )


@pytest.fixture
def recording_id(library: Library) -> str:
    recording = library.recordings.add(title="Hi", duration_ms=60_000)
    library.recordings.replace_transcript(recording.id, TEXT)
    return recording.id


def applied(library: Library, recording_id: str, text: Transcript = TEXT) -> Transcript | None:
    return library.alignments.applied(recording_id, text, 60_100)


def test_nothing_found_is_nothing(library: Library, recording_id: str) -> None:
    assert library.alignments.get(recording_id) is None
    assert applied(library, recording_id) is None


def test_what_was_found_lies_over_the_text(library: Library, recording_id: str) -> None:
    library.alignments.put(recording_id, FACTS, [found(TEXT.segments[1], 12_000)])
    assert library.alignments.get(recording_id) == FACTS
    result = applied(library, recording_id)
    assert result is not None
    assert result.segments == (TEXT.segments[0], found(TEXT.segments[1], 12_000))


def test_later_parts_join_those_before(library: Library, recording_id: str) -> None:
    library.alignments.put(recording_id, FACTS, [found(TEXT.segments[1], 12_000)])
    whole = replace(FACTS, is_whole=True, done="2026-01-02T03:04:05Z")
    library.alignments.put(
        recording_id, whole, [found(TEXT.segments[0], 1_000), found(TEXT.segments[1], 11_000)]
    )
    assert library.alignments.get(recording_id) == whole
    result = applied(library, recording_id)
    assert result is not None
    assert [segment.start_ms for segment in result.segments] == [1_000, 11_000]


def test_a_paragraph_that_nobody_says_keeps_its_words_and_no_time(
    library: Library, recording_id: str
) -> None:
    silent = replace(TEXT.segments[0], words=(Word("Hi", None, None, 0.1),) * 2)
    library.alignments.put(recording_id, FACTS, [silent])
    result = applied(library, recording_id)
    assert result is not None
    assert result.segments[0] == silent


def test_a_changed_paragraph_takes_nothing_over(library: Library, recording_id: str) -> None:
    library.alignments.put(
        recording_id, FACTS, [found(TEXT.segments[0], 1_000), found(TEXT.segments[1], 12_000)]
    )
    changed = make_transcript("A: Hi there! / B: Hello you.", evidence=Evidence.ESTIMATED)
    result = applied(library, recording_id, changed)
    assert result is not None
    assert [segment.words is None for segment in result.segments] == [True, False]


def test_another_sound_takes_nothing_over(library: Library, recording_id: str) -> None:
    library.alignments.put(recording_id, FACTS, [found(TEXT.segments[0], 1_000)])
    assert library.alignments.applied(recording_id, TEXT, 75_000) is None
    assert library.alignments.applied(recording_id, TEXT, None) is None


def test_it_can_be_forgotten(library: Library, recording_id: str) -> None:
    library.alignments.put(recording_id, FACTS, [found(TEXT.segments[0], 1_000)])
    library.alignments.remove(recording_id)
    assert library.alignments.get(recording_id) is None
    assert applied(library, recording_id) is None
