"""“Align with audio” in the real window: with a click, by itself when idle, paused, waiting."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_app.alignment.engines import why_not
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.transcript.model import Evidence
from desktop_app.ui.widgets.timing_chip import TimingQuality
from desktop_app.ui.widgets.timing_popover import TimingPopover
from desktop_app.workflows.idle_aligning import Refusals, next_to_align
from tests.windows import Desk
from tests.workflows.conftest import write_wave
from tests.workflows.test_aligning import SAMPLE, sound

__all__ = ["sound"]

LONG_MS = 60_000
LOOKS = 10
OTHER = "**Ann:** Bees fly out in spring when the first willows bloom, and they come back heavy."


@pytest.fixture(autouse=True)
def needs_engine() -> None:
    problem = why_not()
    if problem is not None:
        pytest.skip(f"{problem} {problem.hint}")


@pytest.fixture
def bread(desk: Desk, sound: Path, tmp_path: Path) -> Desk:
    """A window with half a minute of talk and its text open."""
    shutil.copy(sound, tmp_path / "bread.wav")
    whole = (SAMPLE / "bread-questions.md").read_text("utf-8").split("\n\n")
    (tmp_path / "bread.md").write_text("\n\n".join(whole[:3]), "utf-8")
    desk.add(tmp_path / "bread.md")
    return desk


@pytest.fixture
def two(bread: Desk, tmp_path: Path) -> Desk:
    """The same with a second episode, which is open; its sound is not its text's."""
    write_wave(tmp_path / "bees.wav", 30)
    (tmp_path / "bees.md").write_text(OTHER, "utf-8")
    bread.add(tmp_path / "bees.md")
    return bread


def popover(desk: Desk) -> TimingPopover:
    return desk.earmark.timing.popover


def said(desk: Desk) -> str:
    """What the popover says, whole."""
    labels = [one for one in popover(desk).findChildren(QLabel) if one.isVisible()]
    return " | ".join(label.text() for label in labels if label.text())


def facts(desk: Desk, recording_id: str) -> AlignmentFacts | None:
    with desk.library as library:
        return library.alignments.get(recording_id)


def is_paused(desk: Desk) -> bool:
    running = desk.earmark.aligning.running
    return running is not None and running.is_paused


def wait_until_aligned(desk: Desk) -> None:
    desk.wait_until(lambda: desk.earmark.aligning.running is None, LONG_MS)
    desk.rest()
    desk.earmark.shelf.look()
    desk.rest()


def make_idle(desk: Desk) -> None:
    """Let the window look for work as often as it takes for it to begin."""
    desk.earmark.idle_aligning.is_busy = lambda: False
    desk.rest()
    for _look in range(LOOKS):
        desk.earmark.idle_aligning.look()


def test_align_with_audio_makes_rough_times_exact(bread: Desk) -> None:
    chip, aligning = bread.window.reading.header.chip, bread.earmark.aligning
    assert chip.quality is TimingQuality.ROUGH
    chip.click()
    assert popover(bread).isVisible()
    assert said(bread).startswith("Rough times | Times are estimated from a few markers")
    assert "Estimates | 3 of 3 paragraphs, 100 %" in said(bread)
    bread.choose("Align with audio", popover(bread))
    assert not popover(bread).isVisible()
    assert aligning.running is not None
    assert chip.text().strip() == "Aligning 0 %"
    assert bread.window.sidebar.aligning.accessibleName().startswith("Aligning, bread, 0 %")
    chip.click()
    assert said(bread).startswith("Aligning this episode | Earmark is matching every sentence")
    wait_until_aligned(bread)
    bread.wait_until(lambda: chip.quality is TimingQuality.EXACT)
    assert bread.window.notices.said.endswith("words found in the sound")
    assert bread.window.sidebar.aligning.isHidden()
    assert said(bread).startswith("Exact times | Every sentence was matched to the sound.")
    assert "Exact times | 3 of 3 paragraphs, 100 %" in said(bread)
    assert bread.shown.transcript.segments[2].evidence is Evidence.ALIGNED
    bread.session.scrub((bread.shown.transcript.segments[2].start_ms or 0) + 1_500)
    assert bread.view.current_words != ""


def test_it_can_pause_and_go_on_and_others_wait(two: Desk) -> None:
    aligning, card = two.earmark.aligning, two.window.sidebar.aligning
    bees = two.shown.recording.id
    bread = two.open("bread").recording.id
    two.earmark.timing.explain()
    two.choose("Align with audio", popover(two))
    two.open("bees")
    two.earmark.timing.explain()
    two.choose("Align with audio", popover(two))
    assert aligning.is_waiting(bees)
    assert card.accessibleName().endswith("1 waiting")
    two.earmark.timing.explain()
    assert "This episode is aligned after the one that is being aligned." in said(two)
    popover(two).hide()
    aligning.toggle()
    assert is_paused(two)
    assert card.accessibleName().startswith("Paused, bread")
    two.rest()
    assert aligning.is_running(bread)
    assert aligning.is_waiting(bees)
    two.open("bread")
    assert two.window.reading.header.chip.text().strip().startswith("Paused")
    two.earmark.timing.explain()
    assert said(two).startswith("Aligning is paused | The times found so far are kept.")
    two.choose("Go on", popover(two))
    assert not is_paused(two)
    wait_until_aligned(two)
    done = facts(two, bread)
    assert done is not None
    assert done.is_whole
    assert "This text is not what is said" in two.banner_words
    assert facts(two, bees) is None


def test_stop_keeps_what_is_done_and_takes_the_next(two: Desk) -> None:
    aligning = two.earmark.aligning
    bees = two.shown.recording.id
    opened = two.open("bread")
    aligning.start(opened)
    aligning.start(two.open("bees"))
    aligning.stop(bees)
    assert not aligning.is_waiting(bees)
    aligning.start(two.shown)
    two.open("bread")
    two.earmark.timing.explain()
    two.choose("Stop, keep what is done", popover(two))
    assert two.window.notices.said == "Stopped. The times found so far are kept."
    assert aligning.is_running(bees)
    aligning.stop(bees)
    assert aligning.running is None
    two.rest()
    assert two.window.sidebar.aligning.isHidden()
    assert two.window.reading.header.chip.quality is TimingQuality.ROUGH


def test_what_leaves_the_library_is_aligned_no_longer(two: Desk) -> None:
    aligning = two.earmark.aligning
    bees = two.shown.recording.id
    bread = two.open("bread")
    aligning.start(bread)
    aligning.start(two.open("bees"))
    two.earmark.adding.remove(bees)
    two.wait_until(lambda: not aligning.is_waiting(bees))
    assert aligning.is_running(bread.recording.id)
    two.earmark.adding.remove(bread.recording.id)
    two.wait_until(lambda: aligning.running is None)
    two.rest()
    assert two.banner_words == ""


def test_when_idle_it_aligns_one_after_the_other_and_tries_no_refused_one_twice(
    two: Desk,
) -> None:
    aligning = two.earmark.aligning
    bees = two.shown.recording.id
    make_idle(two)
    two.rest()
    assert aligning.running is None  # nobody has asked for it
    two.earmark.looks.change("align_when_idle", True)
    make_idle(two)
    two.wait_until(lambda: aligning.running is not None)
    assert aligning.is_running(bees)  # the open one first
    wait_until_aligned(two)
    assert len(Refusals(two.where.alignment).keys()) == 1
    assert two.banner_words == ""
    make_idle(two)
    two.wait_until(lambda: aligning.running is not None)
    assert not aligning.is_running(bees)
    wait_until_aligned(two)
    with two.library as library:
        assert next_to_align(library, two.where) is None
    assert two.open("bread").transcript.timing is Evidence.ALIGNED


def test_what_was_begun_by_itself_ends_for_the_user_s_own_and_with_the_setting(two: Desk) -> None:
    aligning, looks = two.earmark.aligning, two.earmark.looks
    bees = two.shown.recording.id
    looks.change("align_when_idle", True)

    def begin() -> None:
        make_idle(two)
        two.wait_until(lambda: aligning.running is not None)
        assert aligning.running is not None
        assert aligning.running.is_quiet

    begin()
    opened = two.open("bread")
    aligning.start(opened)
    assert aligning.is_running(opened.recording.id)
    assert not aligning.is_waiting(bees)
    aligning.stop(opened.recording.id)
    two.open("bees")
    begin()
    looks.change("align_when_idle", False)
    assert aligning.running is None
    assert two.window.sidebar.aligning.isHidden()
    make_idle(two)
    two.rest()
    assert aligning.running is None
    looks.change("align_when_idle", True)
    begin()
    aligning.stop(bees)  # the user does not want this one
    make_idle(two)
    two.wait_until(lambda: aligning.running is not None)
    assert not aligning.is_running(bees)
    two.quit()


def test_a_busy_machine_or_other_work_is_waited_for(bread: Desk) -> None:
    idle, aligning = bread.earmark.idle_aligning, bread.earmark.aligning
    bread.earmark.looks.change("align_when_idle", True)
    idle.is_busy = lambda: True
    for _look in range(LOOKS):
        idle.look()
    bread.rest()
    assert aligning.running is None
    idle.is_busy = lambda: False
    bread.earmark.shelf.look()
    idle.look()
    bread.rest()
    assert aligning.running is None  # once quiet is not yet idle


def test_pins_are_listed_gone_to_and_removed_below_the_chip(bread: Desk) -> None:
    opened = bread.shown
    for segment, at_ms in ((1, 12_000), (2, 20_000)):
        bread.session.scrub(at_ms)
        bread.earmark.pinning.pin_line((segment, 0))
        bread.rest()
        bread.earmark.shelf.look()
        bread.rest()
    bread.wait_until(lambda: len(bread.shown.pins) == 2)
    words = opened.transcript.segments[2].text.split()[0]
    bread.earmark.timing.explain()
    assert f"“{words}" in said(bread)
    bread.session.scrub(0)
    bread.choose("0:20", popover(bread))
    assert not popover(bread).isVisible()
    assert bread.session.moment_ms == 20_000
    assert bread.view.current_segment == 2
    bread.earmark.timing.explain()
    bread.choose("Remove", popover(bread))
    bread.wait_until(lambda: [pin.at_ms for pin in bread.shown.pins] == [20_000])
    assert popover(bread).isVisible()
    QTest.keyClick(popover(bread), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    bread.wait_until(lambda: [pin.at_ms for pin in bread.shown.pins] == [12_000, 20_000])
    buttons = popover(bread).findChildren(QPushButton)
    assert "0:12" in [button.text() for button in buttons if button.isVisible()]
    QTest.keyClick(popover(bread), Qt.Key.Key_Escape)
    assert not popover(bread).isVisible()
