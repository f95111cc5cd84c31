"""Opening a recording: all that is known of it in one value."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.errors import AppError
from desktop_app.library import Library
from desktop_app.transcript.model import Transcript
from desktop_app.workflows.bookmarking import add_bookmark
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.opening import open_recording
from tests.workflows.conftest import MARKDOWN, NOTES, write_wave


@pytest.fixture
def bees(library: Library, files: Path) -> str:
    """An imported episode with audio, text and notes."""
    (files / "bees.md").write_text(MARKDOWN, "utf-8")
    (files / "bees.notes.md").write_text(NOTES, "utf-8")
    write_wave(files / "bees.wav")
    return import_paths(library, [files / "bees.md"]).imported[0].recording.id


def test_text_questions_zones_and_place_are_read(library: Library, bees: str) -> None:
    library.listening.save(bees, 12_000, ((0, 12_000),))
    opened = open_recording(library, bees)
    assert opened.recording.title == "Bees in winter"
    assert len(opened.transcript.segments) == 4
    assert "What do bees eat in winter?" in [question.text for question in opened.questions]
    assert any(zone.kind == "break" for zone in opened.zones)
    assert (opened.position_ms, opened.heard) == (12_000, ((0, 12_000),))
    assert opened.bookmarks == ()


def test_a_bookmark_knows_where_its_words_stand(library: Library, bees: str) -> None:
    kept = add_bookmark(library, bees, 25_000)
    (one,) = open_recording(library, bees).bookmarks
    assert one.bookmark == kept
    assert one.passage is not None
    assert one.passage.segment == 1


def test_a_bookmark_keeps_to_its_words_when_the_text_moves(library: Library, bees: str) -> None:
    add_bookmark(library, bees, 25_000)
    transcript = library.recordings.transcript(bees)
    library.recordings.replace_transcript(bees, with_a_paragraph_before(transcript))
    (one,) = open_recording(library, bees).bookmarks
    assert one.passage is not None
    assert one.passage.segment == 2


def with_a_paragraph_before(transcript: Transcript) -> Transcript:
    first = replace(transcript.segments[0], index=0, text="Something new.", source=None)
    rest = [replace(segment, index=segment.index + 1) for segment in transcript.segments]
    return replace(transcript, segments=(first, *rest), markers=())


def test_a_bookmark_by_time_has_no_place_in_the_text(library: Library, files: Path) -> None:
    write_wave(files / "only.wav")
    only = import_paths(library, [files / "only.wav"]).imported[0].recording.id
    add_bookmark(library, only, 12_000)
    opened = open_recording(library, only)
    assert opened.transcript.segments == ()
    assert opened.questions == ()
    assert opened.bookmarks[0].passage is None


def test_what_is_not_there_cannot_be_opened(library: Library, bees: str) -> None:
    library.recordings.remove(bees)
    for recording_id in (bees, "nobody"):
        with pytest.raises(AppError):
            open_recording(library, recording_id)
