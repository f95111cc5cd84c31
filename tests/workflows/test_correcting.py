"""Corrections in a real library: what they do to texts, times, bookmarks, imports and patches."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.errors import AppError
from desktop_app.library import Library
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.transcript.model import Evidence, Transcript, Word
from desktop_app.workflows.bookmarking import add_bookmark
from desktop_app.workflows.correcting import (
    Corrected,
    Line,
    NotCorrected,
    correct,
    exchange_corrections,
    patch_of,
    save_patch,
)
from desktop_app.workflows.exporting import export_transcript
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.pinning import add_pin
from desktop_app.workflows.timing import replace_times
from tests.workflows.conftest import MARKDOWN, SRT

WAS = "Welcome to the show about bees. Today we answer what you asked us."
NOW = "Welcome to the show about wild bees. Today we answer what you asked."


@pytest.fixture
def bees(library: Library, files: Path) -> str:
    (files / "bees.md").write_text(MARKDOWN, "utf-8")
    return import_paths(library, [files / "bees.md"]).imported[0].recording.id


def change(
    library: Library, recording_id: str, number: int, text: str, speaker: str | None = "Ann Lee"
) -> Corrected:
    segment = library.recordings.transcript(recording_id).segments[number]
    was = Line(segment.text, segment.speaker)
    return correct(library, recording_id, {number: (was, Line(text, speaker))})


def text_of(library: Library, recording_id: str) -> Transcript:
    return library.recordings.transcript(recording_id)


def test_a_corrected_paragraph_reads_as_corrected_and_the_file_stays(
    library: Library, bees: str, files: Path
) -> None:
    revision = library.recordings.get(bees).revision
    made = change(library, bees, 0, NOW)
    assert text_of(library, bees).segments[0].text == NOW
    assert [(c.was, c.now, c.speaker_now) for c in made.added] == [(WAS, NOW, "Ann Lee")]
    assert library.corrections.list(bees) == list(made.added)
    assert (files / "bees.md").read_text("utf-8") == MARKDOWN
    assert library.recordings.get(bees).revision > revision


def test_times_are_as_before_where_nothing_was_corrected(library: Library, bees: str) -> None:
    before = text_of(library, bees)
    change(library, bees, 0, NOW)
    after = text_of(library, bees)
    assert after.segments[1:] == before.segments[1:]
    assert after.markers == before.markers


def test_a_second_correction_of_a_paragraph_takes_the_place_of_the_first(
    library: Library, bees: str
) -> None:
    (first,) = change(library, bees, 0, "Welcome.").added
    made = change(library, bees, 0, NOW)
    assert made.removed == (first,)
    assert [(c.was, c.now) for c in library.corrections.list(bees)] == [(WAS, NOW)]


def test_a_paragraph_brought_back_by_hand_has_no_correction(library: Library, bees: str) -> None:
    change(library, bees, 0, NOW, "Bob Ray")
    change(library, bees, 0, WAS)
    assert library.corrections.list(bees) == []
    assert text_of(library, bees).segments[0].speaker == "Ann Lee"


def test_an_undone_correction_is_gone_and_can_be_done_again(library: Library, bees: str) -> None:
    before = text_of(library, bees)
    change(library, bees, 0, "Welcome.")
    between = text_of(library, bees)
    made = change(library, bees, 0, NOW, "Bob Ray")
    after = text_of(library, bees)
    exchange_corrections(library, made.added, made.removed)
    assert text_of(library, bees) == between
    exchange_corrections(library, made.removed, made.added)
    assert text_of(library, bees) == after
    exchange_corrections(library, made.added, ())
    assert text_of(library, bees) == before


def test_a_file_read_anew_keeps_what_was_corrected(
    library: Library, bees: str, files: Path
) -> None:
    change(library, bees, 0, NOW, "Anna Lee")
    more = f"**Ann Lee:** One word before we start.\n\n{MARKDOWN}"
    (files / "bees.md").write_text(more, "utf-8")
    import_paths(library, [files / "bees.md"])
    segments = text_of(library, bees).segments
    assert (segments[1].text, segments[1].speaker) == (NOW, "Anna Lee")
    (kept,) = library.corrections.list(bees)
    assert (kept.segment, kept.was) == (1, WAS)


def test_a_correction_whose_paragraph_is_gone_comes_back_with_it(
    library: Library, bees: str, files: Path
) -> None:
    change(library, bees, 0, NOW)
    (files / "bees.md").write_text(MARKDOWN.split("\n\n", 1)[1], "utf-8")
    import_paths(library, [files / "bees.md"])
    assert all("Welcome" not in s.text for s in text_of(library, bees).segments)
    (files / "bees.md").write_text(MARKDOWN, "utf-8")
    import_paths(library, [files / "bees.md"])
    assert text_of(library, bees).segments[0].text == NOW


def test_a_bookmark_stays_on_its_words_when_they_are_corrected(library: Library, bees: str) -> None:
    kept = add_bookmark(library, bees, 2_000)
    change(library, bees, 0, NOW)
    assert library.bookmarks.get(kept.id).quote in NOW


def test_pins_stay_when_a_text_is_corrected(library: Library, bees: str) -> None:
    pin = add_pin(library, bees, 3, 55_000).pin
    change(library, bees, 0, NOW)
    assert library.pins.list(bees) == [pin]
    assert text_of(library, bees).segments[3].start_ms == 55_000


def test_what_was_found_in_the_sound_stays_with_its_words(library: Library, bees: str) -> None:
    library.recordings.update(bees, duration_ms=60_000)
    segment = text_of(library, bees).segments[0]
    words = tuple(
        Word(token, 100 * at, 100 * at + 100, 0.9) for at, token in enumerate(WAS.split())
    )
    found = replace(
        segment, words=words, start_ms=0, end_ms=1_300, evidence=Evidence.ALIGNED, error_ms=50
    )
    library.alignments.put(bees, AlignmentFacts("pocketsphinx", 60_000), [found])
    replace_times(library, bees)
    made = change(library, bees, 0, NOW)
    after = text_of(library, bees).segments[0]
    assert after.evidence is Evidence.ALIGNED
    assert [word.text for word in after.words or ()] == NOW.split()
    assert {w.text: w.start_ms for w in after.words or ()}["Today"] == 600
    exchange_corrections(library, made.added, made.removed)
    back = text_of(library, bees).segments[0].words or ()
    assert [word.text for word in back] == WAS.split()
    assert back[:-2] == words[:-2]  # the two at the end were one for a while


def test_many_paragraphs_are_corrected_at_once_or_not_at_all(library: Library, bees: str) -> None:
    segments = text_of(library, bees).segments
    first = Line(segments[0].text, segments[0].speaker), Line(NOW, "Ann Lee")
    wrong = Line("what nobody saw", "Bob Ray"), Line("x", "Bob Ray")
    with pytest.raises(NotCorrected, match="changed meanwhile"):
        correct(library, bees, {0: first, 1: wrong})
    assert library.corrections.list(bees) == []
    right = Line(segments[1].text, segments[1].speaker), Line("Thanks.", "Bob Ray")
    assert len(correct(library, bees, {0: first, 1: right}).added) == 2


@pytest.mark.parametrize("number", [-1, 2, 99])
def test_only_what_somebody_says_can_be_corrected(library: Library, bees: str, number: int) -> None:
    with pytest.raises(AppError):
        correct(library, bees, {number: (Line("", None), Line("x", None))})


def test_a_paragraph_keeps_a_word(library: Library, bees: str) -> None:
    with pytest.raises(NotCorrected, match="at least one word"):
        change(library, bees, 0, "  \n ")


def test_lines_that_were_typed_become_one_paragraph(library: Library, bees: str) -> None:
    change(library, bees, 0, "Welcome\nto the show. ")
    assert text_of(library, bees).segments[0].text == "Welcome to the show."


def test_an_export_has_the_corrections_and_all_else_as_in_the_file(
    library: Library, bees: str
) -> None:
    change(library, bees, 0, NOW)
    text = export_transcript(library, bees, "md").text
    assert text == MARKDOWN.replace(WAS, NOW)


def test_a_patch_has_the_corrections_and_little_else(library: Library, bees: str) -> None:
    change(library, bees, 0, NOW)
    assert patch_of(library, bees).splitlines() == [
        "--- a/bees.md",
        "+++ b/bees.md",
        "@@ -1,2 +1,2 @@",
        f"-**Ann Lee:** {WAS}",
        f"+**Ann Lee:** {NOW}",
        " ",
    ]


@pytest.mark.parametrize("end", ["\n", ""], ids=["with a line end", "without"])
def test_a_patch_makes_the_file_what_an_export_gives(
    library: Library, bees: str, files: Path, tmp_path: Path, end: str
) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not there to apply the patch")
    (files / "bees.md").write_text(MARKDOWN.rstrip("\n") + end, "utf-8")
    import_paths(library, [files / "bees.md"])
    change(library, bees, 3, "And that was all. Goodbye!", "Anna Lee")
    change(library, bees, 0, NOW)
    add_pin(library, bees, 3, 55_000)
    assert save_patch(library, bees, tmp_path / "bees.patch") == 2
    apply = [git, "apply", "--unsafe-paths", f"--directory={files}", str(tmp_path / "bees.patch")]
    subprocess.run(apply, check=True, cwd=tmp_path)
    patched = (files / "bees.md").read_text("utf-8")
    assert NOW in patched
    assert "**Anna Lee:** \\[00:50\\] And that was all. Goodbye!" in patched
    import_paths(library, [files / "bees.md"])
    assert patch_of(library, bees) == ""


def test_a_text_of_subtitles_has_a_patch_of_its_markdown(
    library: Library, files: Path, tmp_path: Path
) -> None:
    (files / "talk.srt").write_text(SRT, "utf-8")
    talk = import_paths(library, [files / "talk.srt"]).imported[0].recording.id
    words = text_of(library, talk).segments[0].text
    change(library, talk, 0, words.replace("bees", "wasps"), None)
    patch = patch_of(library, talk)
    assert patch.startswith("--- a/talk.md\n")
    assert sum(line.startswith("+") for line in patch.splitlines()) == 2
    assert export_transcript(library, talk, "srt").text.count("wasps") == 1


def test_without_corrections_there_is_no_patch(library: Library, bees: str, tmp_path: Path) -> None:
    with pytest.raises(NotCorrected, match="Nothing in this text is corrected"):
        save_patch(library, bees, tmp_path / "bees.patch")
    assert not (tmp_path / "bees.patch").exists()
