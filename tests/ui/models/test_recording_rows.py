"""What a row of the library says, and in which order they stand."""

import pytest

from desktop_app.transcript.model import Evidence
from desktop_app.ui.models.recording_rows import RecordingRow, recording_rows, timing_words
from tests.ui.recordings import make_entry


@pytest.mark.parametrize(
    ("position_ms", "state"),
    [(0, "new"), (30_000, "30 s left"), (58_500, "heard"), (60_000, "heard")],
)
def test_a_row_says_how_far_the_episode_was_heard(position_ms: int, state: str) -> None:
    row = RecordingRow(make_entry(), position_ms, is_playing=False)
    assert row.state == state
    assert row.is_heard is (state == "heard")


def test_a_text_without_sound_says_that_it_has_no_audio() -> None:
    row = RecordingRow(make_entry(audio_file=None), 0, is_playing=True)
    assert row.state == "no audio"
    assert row.words == "Bread, The Proving Drawer, 1:00, no audio, Rough times"


def test_a_row_counts_its_questions_once_they_are_known() -> None:
    entry = make_entry()
    rows = recording_rows([entry], {}, None, {entry.id: 13})
    assert rows[0].question_count == "13 questions"
    assert rows[0].words == "Bread, The Proving Drawer, 1:00, new, Rough times, 13 questions"
    assert RecordingRow(entry, 0, is_playing=False, questions=1).question_count == "1 question"
    assert recording_rows([entry], {}, None)[0].question_count == ""


def test_a_row_says_title_show_length_state_and_timing() -> None:
    row = RecordingRow(make_entry(), 0, is_playing=True)
    assert row.words == "Bread, The Proving Drawer, 1:00, playing, Rough times"
    assert row.tip == "Open. The sound stays as it is."


def test_an_episode_of_unknown_length_says_neither_length_nor_share() -> None:
    row = RecordingRow(make_entry(duration_ms=None, show=None), 5_000, is_playing=False)
    assert (row.length, row.heard, row.state) == ("", 0.0, "new")
    assert row.words == "Bread, new, Rough times"


@pytest.mark.parametrize(
    ("timing", "segments", "words"),
    [
        (Evidence.EXACT, 4, "Exact times"),
        (Evidence.ALIGNED, 4, "Exact times"),
        (Evidence.ESTIMATED, 4, "Rough times"),
        (Evidence.NONE, 4, "No times"),
        (Evidence.NONE, 0, "No transcript"),
    ],
)
def test_timing_is_said_in_words(timing: Evidence, segments: int, words: str) -> None:
    assert timing_words(timing, segments) == words


def test_the_newest_stands_first_and_undated_ones_by_when_they_came() -> None:
    rows = recording_rows(
        [
            make_entry("Old", published="2025-01-01"),
            make_entry("New", published="2026-05-01"),
            make_entry("Undated", published=None, added="2026-03-02T10:00:00+00:00"),
        ],
        {"old": 30_000},
        playing="new",
    )
    assert [row.recording.title for row in rows] == ["New", "Undated", "Old"]
    assert [row.is_playing for row in rows] == [True, False, False]
    assert [row.position_ms for row in rows] == [0, 0, 30_000]
