"""Pins in a real library: what they do to stored times, bookmarks and exports."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.library import Library
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.transcript.model import Evidence, Word
from desktop_app.workflows.bookmarking import add_bookmark
from desktop_app.workflows.editing import Details, edit_details
from desktop_app.workflows.exporting import export_transcript
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.pinning import NotPinned, add_pin, exchange_pins, remove_pin
from desktop_app.workflows.timing import replace_times
from tests.workflows.conftest import MARKDOWN, SRT

LINE = "and on it goes with words of six letter pieces that are told."
LENGTH_MS = 400_000


def long_talk() -> str:
    """Return Markdown with a time on every tenth paragraph, 5 s to say each."""
    paragraphs = []
    for number in range(60):
        time = rf"\[{number * 5 // 60:02}:{number * 5 % 60:02}\] " if number % 10 == 0 else ""
        paragraphs.append(f"**Ann:** {time}Line {number} {LINE}")
    return "\n\n".join(paragraphs) + "\n"


@pytest.fixture
def talk(library: Library, files: Path, make_wave: Callable[..., Path]) -> str:
    (files / "talk.md").write_text(long_talk(), "utf-8")
    make_wave(files / "talk.wav", LENGTH_MS / 1000)
    return import_paths(library, [files / "talk.md"]).imported[0].recording.id


def starts_ms(library: Library, recording_id: str) -> list[int]:
    return [s.start_ms or 0 for s in library.recordings.transcript(recording_id).segments]


def test_a_pin_is_kept_with_its_words_and_moves_the_times(library: Library, talk: str) -> None:
    before = starts_ms(library, talk)
    revision = library.recordings.get(talk).revision
    pinned = add_pin(library, talk, 20, 160_000)
    assert library.pins.list(talk) == [pinned.pin]
    assert pinned.pin.quote.startswith("Line 20")
    after = starts_ms(library, talk)
    assert after[20] == 160_000
    assert [late - early for early, late in zip(before, after, strict=True)][30:] == [
        pytest.approx(60_000, abs=1_500)
    ] * 30
    assert library.recordings.get(talk).revision > revision


def test_without_its_pins_a_text_has_its_old_times_again(library: Library, talk: str) -> None:
    before = library.recordings.transcript(talk)
    pins = [add_pin(library, talk, 20, 160_000).pin, add_pin(library, talk, 50, 330_000).pin]
    assert library.recordings.transcript(talk) != before
    for pin in pins:
        assert remove_pin(library, pin.id) == pin
    assert library.recordings.transcript(talk) == before


def test_a_removed_pin_can_be_brought_back(library: Library, talk: str) -> None:
    pin = add_pin(library, talk, 20, 160_000).pin
    pinned = library.recordings.transcript(talk)
    remove_pin(library, pin.id)
    exchange_pins(library, [], [pin])
    assert library.recordings.transcript(talk) == pinned
    exchange_pins(library, [pin], [])
    assert library.pins.list(talk) == []


def test_a_newer_pin_takes_the_place_of_those_that_contradict_it(
    library: Library, talk: str
) -> None:
    old = add_pin(library, talk, 20, 160_000).pin
    same_line = add_pin(library, talk, 20, 150_000)
    assert same_line.replaced == (old,)
    crossed = add_pin(library, talk, 30, 140_000)
    assert crossed.replaced == (same_line.pin,)
    assert library.pins.list(talk) == [crossed.pin]
    beside = add_pin(library, talk, 40, 200_000)
    assert beside.replaced == ()
    assert library.pins.list(talk) == [crossed.pin, beside.pin]


def test_a_gap_is_kept_and_has_no_text(library: Library, talk: str) -> None:
    add_pin(library, talk, 20, 130_000, gap_from_ms=102_000)
    segments = library.recordings.transcript(talk).segments
    assert segments[20].start_ms == 130_000
    assert (segments[19].end_ms or 0) <= 104_000
    assert library.pins.list(talk)[0].gap_from_ms == 102_000


def test_pins_within_a_paragraph_keep_their_word_and_sentence(library: Library, talk: str) -> None:
    pin = add_pin(library, talk, 20, 102_000, word=4).pin
    assert (pin.word, pin.quote.split()[0]) == (4, "it")


def test_a_pin_counts_more_than_what_was_found_elsewhere(library: Library, talk: str) -> None:
    own = library.recordings.unpinned(talk)
    duration_ms = library.recordings.get(talk).duration_ms or 0
    found = []
    for number, segment in enumerate(own.segments):
        start_ms = 1_000 + 4_800 * number
        words = tuple(Word(w, start_ms, start_ms + 100, 0.9) for w in segment.text.split())
        segment = replace(segment, start_ms=start_ms, end_ms=start_ms + 4_000, error_ms=60)
        found.append(replace(segment, words=words, evidence=Evidence.ALIGNED))
    facts = AlignmentFacts("pocketsphinx", duration_ms, 1, 1, 1.0, True)
    library.alignments.put(talk, facts, found)
    replace_times(library, talk)
    before = library.recordings.transcript(talk).segments
    assert before[1].start_ms == 5_800

    agrees = add_pin(library, talk, 1, 6_800).pin
    assert library.recordings.transcript(talk).segments == before
    pin = add_pin(library, talk, 1, 9_000).pin
    line = library.recordings.transcript(talk).segments[1]
    assert (line.start_ms, line.evidence, line.error_ms) == (9_000, Evidence.ESTIMATED, 700)
    assert [(w.start_ms, w.end_ms, w.confidence < 0.3) for w in line.words or ()] == [
        (None, None, True)
    ] * len(line.text.split())
    assert library.recordings.transcript(talk).segments[2] == before[2]
    assert library.pins.get(agrees.id) is None
    remove_pin(library, pin.id)
    assert library.recordings.transcript(talk).segments == before


@pytest.mark.parametrize(
    ("segment", "at_ms", "words"),
    [(60, 1_000, "no paragraph 60"), (-1, 1_000, "no paragraph"), (3, 400_001, "ends at 6:40")],
)
def test_what_cannot_be_pinned_is_said(
    library: Library, talk: str, segment: int, at_ms: int, words: str
) -> None:
    with pytest.raises(NotPinned, match=words) as raised:
        add_pin(library, talk, segment, at_ms)
    assert raised.value.hint
    assert library.pins.list(talk) == []


def test_a_break_cannot_be_pinned(library: Library, files: Path) -> None:
    (files / "bees.md").write_text(MARKDOWN, "utf-8")
    bees = import_paths(library, [files / "bees.md"]).imported[0].recording.id
    with pytest.raises(NotPinned, match="not spoken"):
        add_pin(library, bees, 2, 40_000)


def test_a_pin_that_is_not_there_is_said(library: Library) -> None:
    with pytest.raises(NotPinned, match="xyz"):
        remove_pin(library, "xyz")


def test_bookmarks_stay_with_their_words_when_times_move(library: Library, talk: str) -> None:
    kept = add_bookmark(library, talk, starts_ms(library, talk)[40] + 1_000)
    assert kept.quote.startswith("Line")
    add_pin(library, talk, 20, 160_000)
    moved = library.bookmarks.get(kept.id)
    assert moved.start_ms == pytest.approx((kept.start_ms or 0) + 60_000, abs=6_000)


def test_pins_find_their_line_in_a_changed_text(library: Library, files: Path, talk: str) -> None:
    add_pin(library, talk, 20, 160_000)
    (files / "talk.md").write_text("**Ann:** A new first line.\n\n" + long_talk(), "utf-8")
    import_paths(library, [files / "talk.md"])
    pin = library.pins.list(talk)[0]
    assert pin.segment == 21
    assert starts_ms(library, talk)[21] == 160_000


def test_importing_the_same_again_leaves_pinned_times_alone(
    library: Library, files: Path, talk: str
) -> None:
    add_pin(library, talk, 20, 160_000)
    before = library.recordings.transcript(talk)
    import_paths(library, [files / "talk.md"])
    assert library.recordings.transcript(talk) == before


def test_other_audio_places_pinned_text_anew(
    library: Library, files: Path, talk: str, make_wave: Callable[..., Path]
) -> None:
    add_pin(library, talk, 20, 160_000)
    edit_details(library, talk, Details(audio=make_wave(files / "short.wav", 370)))
    segments = library.recordings.transcript(talk).segments
    assert segments[20].start_ms == 160_000
    assert all((segment.end_ms or 0) <= 370_000 for segment in segments)


def test_notes_of_times_are_still_notes_after_a_pin(library: Library, files: Path) -> None:
    noted = long_talk().replace("Line 25 and", "Line 25 [unintelligible 00:02:08.10] and")
    (files / "noted.md").write_text(noted, "utf-8")
    noted_id = import_paths(library, [files / "noted.md"]).imported[0].recording.id
    add_pin(library, noted_id, 20, 100_000)
    markers = library.recordings.transcript(noted_id).markers
    assert [marker.in_note for marker in markers].count(True) == 1
    assert library.recordings.get(noted_id).markers == 6


def test_pins_are_time_marks_in_markdown_and_moved_ones_stand_beside_them(
    library: Library, files: Path, talk: str
) -> None:
    add_pin(library, talk, 25, 185_000)
    lines = export_transcript(library, talk, "md").text.splitlines()
    changed = [
        line for line, old in zip(lines, long_talk().splitlines(), strict=True) if line != old
    ]
    assert changed[:4] == [
        rf"**Ann:** \[{time}\] Line {number} {LINE}"
        for time, number in (("00:59", 0), ("01:49", 10), ("02:39", 20), ("03:05", 25))
    ]
    again = files / "again.md"
    again.write_text("\n".join(lines), "utf-8")
    read = import_paths(library, [again]).imported[0].recording
    assert starts_ms(library, read.id)[40] == pytest.approx(starts_ms(library, talk)[40], abs=1_100)


def test_subtitles_keep_their_own_times_under_the_pinned_ones(
    library: Library, files: Path
) -> None:
    (files / "bees.srt").write_text(SRT, "utf-8")
    bees = import_paths(library, [files / "bees.srt"]).imported[0].recording.id
    before = library.recordings.transcript(bees)
    pin = add_pin(library, bees, 0, 31_000).pin
    add_pin(library, bees, len(before.segments) - 1, 60_000)
    pinned = library.recordings.transcript(bees)
    assert pinned.segments[0].start_ms in (31_000, 60_000)
    assert pinned.timing is Evidence.ESTIMATED
    for kept in library.pins.list(bees):
        remove_pin(library, kept.id)
    assert library.recordings.transcript(bees) == before
    assert pin.recording_id == bees
