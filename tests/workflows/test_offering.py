"""Chapters that show notes seem to list: offered once, taken, declined, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.library import Library
from desktop_app.library.recordings import Recording
from desktop_app.transcript.chapters import Chapter
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.offering import answer_offer, offer_of, take_back
from tests.workflows.conftest import CHAPTERS, MARKDOWN

MakeWave = Callable[..., Path]
LISTED = "# Bees\n\nAll about bees.\n\n0:00 Hello\n0:20 What bees eat\n0:45 Goodbye\n"
OFFERED = (
    Chapter(0, None, "Hello"),
    Chapter(20_000, None, "What bees eat"),
    Chapter(45_000, None, "Goodbye"),
)


@pytest.fixture
def bees(library: Library, files: Path, make_wave: MakeWave) -> Recording:
    """An episode whose notes list three times."""
    make_wave(files / "bees.wav")
    (files / "bees.md").write_text(MARKDOWN, "utf-8")
    (files / "bees.notes.md").write_text(LISTED, "utf-8")
    return import_paths(library, [files]).imported[0].recording


def now(library: Library, recording: Recording) -> tuple[Chapter, ...]:
    return library.recordings.get(recording.id).chapters


def test_times_in_the_notes_are_offered_and_not_just_taken(
    library: Library, bees: Recording
) -> None:
    assert bees.chapters == ()
    assert offer_of(library, bees) == OFFERED


def test_what_was_taken_are_the_chapters_and_no_offer_any_more(
    library: Library, bees: Recording
) -> None:
    answer_offer(library, bees.id, OFFERED, OFFERED[:2])
    assert now(library, bees) == OFFERED[:2]
    assert offer_of(library, library.recordings.get(bees.id)) == ()


def test_who_declines_is_not_asked_again(library: Library, bees: Recording, files: Path) -> None:
    answer_offer(library, bees.id, OFFERED)
    assert now(library, bees) == ()
    assert offer_of(library, library.recordings.get(bees.id)) == ()
    import_paths(library, [files])
    assert offer_of(library, library.recordings.get(bees.id)) == ()


def test_other_times_in_the_notes_are_a_new_offer(
    library: Library, bees: Recording, files: Path
) -> None:
    answer_offer(library, bees.id, OFFERED)
    (files / "bees.notes.md").write_text(LISTED.replace("0:45", "0:50"), "utf-8")
    import_paths(library, [files])
    offered = offer_of(library, library.recordings.get(bees.id))
    assert [chapter.start_ms for chapter in offered] == [0, 20_000, 50_000]


@pytest.mark.parametrize("taken", [OFFERED, OFFERED[:1], ()])
def test_an_answer_can_be_taken_back(
    library: Library, bees: Recording, taken: tuple[Chapter, ...]
) -> None:
    take_back(library, answer_offer(library, bees.id, OFFERED, taken))
    assert now(library, bees) == ()
    assert offer_of(library, library.recordings.get(bees.id)) == OFFERED


def test_taken_chapters_stay_when_the_sound_is_read_anew(
    library: Library, bees: Recording, files: Path, make_wave: MakeWave
) -> None:
    answer_offer(library, bees.id, OFFERED, OFFERED)
    make_wave(files / "bees.wav", 55.0)
    import_paths(library, [files])
    assert library.recordings.get(bees.id).duration_ms == 55_000
    assert now(library, bees) == OFFERED


def test_who_has_chapters_is_offered_none(library: Library, bees: Recording, files: Path) -> None:
    (files / "bees.chapters.json").write_text(CHAPTERS, "utf-8")
    import_paths(library, [files])
    assert offer_of(library, library.recordings.get(bees.id)) == ()


def test_times_that_lie_behind_the_end_are_no_chapters(
    library: Library, bees: Recording, files: Path
) -> None:
    later = LISTED.replace("0:20", "5:20").replace("0:45", "9:45")
    (files / "bees.notes.md").write_text(later, "utf-8")
    import_paths(library, [files])
    assert offer_of(library, library.recordings.get(bees.id)) == ()
