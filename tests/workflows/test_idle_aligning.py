"""Which recording is aligned when nobody asks: wanted ones first, none twice for nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.alignment.engines import why_not
from desktop_app.alignment.problems import WrongText
from desktop_app.library import Library
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.paths import Places, places
from desktop_app.progress import Progress
from desktop_app.transcript.model import Evidence, Word
from desktop_app.workflows.idle_aligning import (
    Candidate,
    Refusals,
    align_quietly,
    next_to_align,
)
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.timing import replace_times
from tests.workflows.conftest import MARKDOWN, SRT

MakeWave = Callable[..., Path]


@pytest.fixture
def here(tmp_path: Path) -> Places:
    return places(tmp_path / "library")


@pytest.fixture
def add(library: Library, files: Path, make_wave: MakeWave) -> Callable[..., str]:
    """Return a function that adds a text with its sound and returns the recording's id."""

    def one(name: str, text: str = MARKDOWN, *, sound: bool = True) -> str:
        path = files / name
        path.write_text(text, "utf-8")
        if sound:
            make_wave(path.with_suffix(".wav"))
        return import_paths(library, [path]).imported[0].recording.id

    return one


def found(library: Library, here: Places, **wanted: object) -> str | None:
    candidate = next_to_align(library, here, **wanted)  # type: ignore[arg-type]
    return candidate.recording_id if candidate is not None else None


def test_the_open_one_comes_first_then_those_begun_then_the_newest(
    library: Library, here: Places, add: Callable[..., str]
) -> None:
    old, begun, new, opened = (add(f"{name}.md") for name in ("old", "begun", "new", "opened"))
    for number, one in enumerate((old, begun, opened, new)):
        library.recordings.update(one, published=f"2020-01-0{number + 1}")
    library.listening.save(begun, 12_000, ())
    order: list[str] = []
    while (candidate := next_to_align(library, here, first=[opened], besides=order)) is not None:
        order.append(candidate.recording_id)
        assert candidate.position_ms == (12_000 if candidate.recording_id == begun else 0)
    assert order == [opened, begun, new, old]


def test_what_cannot_get_better_is_left_alone(
    library: Library, here: Places, add: Callable[..., str], files: Path
) -> None:
    add("silent.md", sound=False)
    add("exact.srt", SRT)
    gone = add("gone.md")
    (files / "gone.wav").unlink()
    assert library.recordings.get(gone).timing is Evidence.ESTIMATED
    assert found(library, here) is None


def test_an_alignment_broken_off_goes_on_and_a_whole_one_is_done(
    library: Library, here: Places, add: Callable[..., str]
) -> None:
    one = add("talk.md")
    own = library.recordings.unpinned(one)
    duration_ms = library.recordings.get(one).duration_ms or 0
    segments = [
        replace(
            segment,
            start_ms=1_000,
            end_ms=2_000,
            words=tuple(Word(word, None, None, 0.1) for word in segment.text.split()),
            evidence=Evidence.ALIGNED,
            error_ms=100,
        )
        for segment in own.segments[:1]
    ]
    facts = AlignmentFacts("pocketsphinx", duration_ms)
    library.alignments.put(one, facts, segments)
    replace_times(library, one)
    assert found(library, here) == one
    library.alignments.put(one, replace(facts, is_whole=True), segments)
    assert found(library, here) is None


def test_a_refused_one_is_not_tried_again_until_text_or_sound_change(
    library: Library, here: Places, add: Callable[..., str], files: Path, make_wave: MakeWave
) -> None:
    one = add("talk.md")
    candidate = next_to_align(library, here)
    assert candidate is not None
    Refusals(here.alignment).add(candidate.key)
    assert found(library, here) is None
    assert found(library, here, first=[one]) is None
    text = files / "talk.md"
    text.write_text(text.read_text("utf-8").replace("Goodbye", "Good night"), "utf-8")
    import_paths(library, [text])
    changed = next_to_align(library, here)
    assert changed is not None
    Refusals(here.alignment).add(changed.key)
    assert found(library, here) is None
    make_wave(files / "talk.wav", 61)
    import_paths(library, [text])
    assert found(library, here) == one


def test_a_damaged_list_of_refusals_counts_for_none(here: Places) -> None:
    refusals = Refusals(here.alignment)
    assert refusals.keys() == frozenset()
    refusals.add("one")
    refusals.add("two")
    assert refusals.keys() == {"one", "two"}
    (here.alignment / "refused.json").write_text("{", "utf-8")
    assert refusals.keys() == frozenset()
    refusals.add("three")
    assert refusals.keys() == {"three"}


def test_a_sound_that_does_not_say_the_text_is_remembered(
    library: Library, here: Places, add: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if (problem := why_not()) is not None:
        pytest.skip(f"{problem} {problem.hint}")
    monkeypatch.setattr("os.nice", lambda _by: 0)  # the process of the tests goes on as it was
    add("talk.md")
    candidate = next_to_align(library, here)
    assert isinstance(candidate, Candidate)
    with pytest.raises(WrongText):
        align_quietly(here, candidate, progress=Progress())
    assert Refusals(here.alignment).keys() == {candidate.key}
    assert found(library, here) is None
