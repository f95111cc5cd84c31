"""T and U: lines are pinned to the sound, the text waits through an advertisement."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from desktop_app.library.pins import Pin
from desktop_app.paths import resource
from desktop_app.transcript.clock import place
from desktop_app.transcript.model import Evidence
from desktop_app.ui.widgets.voice_follower import Following
from desktop_app.workflows.pinning import add_pin
from tests.windows import Desk
from tests.workflows.conftest import write_wave
from tests.workflows.test_pinning import LENGTH_MS, long_talk

Key = Qt.Key


@pytest.fixture
def talk(desk: Desk, tmp_path: Path) -> Desk:
    """A window with an even talk of 60 lines of 5 s, timed every tenth line, and its sound."""
    (tmp_path / "talk.md").write_text(long_talk(), "utf-8")
    write_wave(tmp_path / "talk.wav", LENGTH_MS / 1000)
    desk.add(tmp_path / "talk.md")
    return desk


def pins(desk: Desk) -> list[Pin]:
    desk.rest()
    with desk.library as library:
        return library.pins.list(desk.shown.recording.id)


def click_line(desk: Desk, segment: int) -> None:
    """Click into the second word of a line."""
    desk.view.show_segment(segment)
    place = desk.view.textCursor().position() + 6
    cursor = QTextCursor(desk.view.document())
    cursor.setPosition(place)
    point = desk.view.cursorRect(cursor).center()
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def wait_for_start(desk: Desk, segment: int, start_ms: int) -> None:
    desk.wait_until(lambda: desk.shown.transcript.segments[segment].start_ms == start_ms)


def test_t_pins_the_line_that_was_clicked_and_it_can_be_taken_back(talk: Desk) -> None:
    before = talk.shown.transcript
    for take_back in (
        lambda: talk.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        lambda: talk.choose("Undo"),
    ):
        talk.session.scrub(160_000)
        click_line(talk, 20)
        talk.press(Key.Key_T)
        (pin,) = pins(talk)
        assert (pin.segment, pin.word, pin.at_ms) == (20, 0, 160_000)
        wait_for_start(talk, 20, 160_000)
        assert talk.window.notices.said.startswith("Pinned “Line 20 and")
        assert talk.window.notices.said.endswith("to 2:40")
        assert talk.view.current_segment == 20
        take_back()
        talk.wait_until(lambda: talk.shown.transcript == before)
        assert pins(talk) == []


def test_t_confirms_the_marked_line_unless_another_was_clicked_just_now(talk: Desk) -> None:
    start_ms = talk.shown.transcript.segments[33].start_ms or 0
    talk.session.scrub(start_ms + 1_000)
    assert talk.view.current_segment == 33
    talk.press(Key.Key_T)
    (first,) = pins(talk)
    assert (first.segment, first.word, first.at_ms) == (33, 0, start_ms + 1_000)
    click_line(talk, 50)
    talk.session.jump(12_000, "a jump", error_ms=None)
    assert talk.view.current_segment == 2
    talk.press(Key.Key_T)
    assert [pin.segment for pin in pins(talk)] == [2, 33]
    click_line(talk, 50)
    talk.session.scrub(230_000)  # much later
    talk.press(Key.Key_T)
    assert 50 not in [pin.segment for pin in pins(talk)]


def test_pins_are_listed_in_a_line_s_menu_and_removed_there(talk: Desk) -> None:
    talk.session.scrub(160_000)
    click_line(talk, 20)
    talk.press(Key.Key_T)
    wait_for_start(talk, 20, 160_000)
    menu = QMenu(talk.window)
    talk.earmark.pinning.add_to_menu(menu, 3, 0)
    words = [action.text() for action in menu.actions()]
    assert words == ["", "Pin this line to now", "Remove a pin"]
    listed = menu.actions()[2].menu()
    assert isinstance(listed, QMenu)
    (one,) = listed.actions()
    assert one.text().startswith("2:40  Line 20")
    one.trigger()
    talk.wait_until(lambda: talk.shown.transcript.segments[20].start_ms == 100_000)
    talk.earmark.undoing.undo()
    wait_for_start(talk, 20, 160_000)
    talk.session.scrub(165_000)
    with talk.library as library:  # as the command line would
        add_pin(library, talk.shown.recording.id, 40, 300_000)
    wait_for_start(talk, 40, 300_000)
    menu.actions()[1].trigger()
    assert (3, 165_000) in [(pin.segment, pin.at_ms) for pin in pins(talk)]


def test_u_lets_the_text_wait_and_u_goes_on_with_the_next_line(talk: Desk) -> None:
    begins_ms = talk.shown.transcript.segments[20].start_ms or 0
    talk.session.scrub(begins_ms + 2_000)
    talk.press(Key.Key_U)
    assert talk.view.following is Following.NOT_POSSIBLE
    assert talk.view.current_segment is None
    assert talk.window.reading.unlinked_words.startswith("Unlinked: the text waits at “Line 20")
    talk.session.scrub(begins_ms + 40_000)
    assert talk.view.current_segment is None
    talk.press(Key.Key_U)
    (pin,) = pins(talk)
    assert (pin.segment, pin.at_ms, pin.gap_from_ms) == (
        20,
        begins_ms + 40_000,
        begins_ms + 2_000,
    )
    wait_for_start(talk, 20, begins_ms + 40_000)
    assert talk.window.reading.unlinked_words == ""
    assert talk.view.current_segment == 20
    starts = [segment.start_ms or 0 for segment in talk.shown.transcript.segments]
    assert starts[40] == pytest.approx(200_000 + 40_000, abs=5_000)
    assert starts[10] == 50_000


def test_the_text_waits_only_where_it_can_and_goes_on_where_the_user_says(talk: Desk) -> None:
    talk.session.scrub(102_000)
    talk.press(Key.Key_U)
    talk.press(Key.Key_U)
    assert talk.window.notices.said == "The text follows again, as before."
    assert talk.view.current_segment == 20
    talk.press(Key.Key_U)
    talk.session.load(talk.shown)  # another sound ends the waiting
    assert talk.session.unlinked_from_ms is None
    assert talk.window.reading.unlinked_words == ""
    talk.session.scrub(LENGTH_MS - 1_000)
    talk.press(Key.Key_U)
    assert talk.session.unlinked_from_ms is None
    assert "No more of the text" in talk.window.notices.said
    assert pins(talk) == []
    talk.session.scrub(102_000)
    talk.press(Key.Key_U)
    talk.session.scrub(140_000)
    click_line(talk, 22)
    assert talk.window.reading.unlinked_words.startswith("Unlinked: the text waits at “Line 22")
    talk.choose("Link again")
    (pin,) = pins(talk)
    assert (pin.segment, pin.at_ms, pin.gap_from_ms) == (22, 140_000, 102_000)
    talk.wait_until(lambda: talk.session.unlinked_from_ms is None)


def test_a_sound_that_is_not_the_text_s_is_told_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text(long_talk(), "utf-8")
    write_wave(tmp_path / "talk.wav", 120)
    desk.add(tmp_path / "talk.md")
    desk.rest()
    assert "has times up to 4:10, but the sound ends at 2:00" in desk.banner_words
    assert "press T" in desk.banner_words
    desk.window.notices.clear()
    desk.session.show(desk.shown)
    assert desk.banner_words == ""


def test_estimates_get_better_by_themselves_once_the_waveform_is_there(
    desk: Desk, tmp_path: Path
) -> None:
    sample = resource("sample/bread-questions.mp3")
    for file in (sample, sample.with_suffix(".md")):
        shutil.copy(file, tmp_path / file.name)
    shown = desk.add(tmp_path / sample.name)
    without = place(shown.transcript, shown.recording.duration_ms).transcript
    assert without.timing is Evidence.ESTIMATED
    desk.wait_until(lambda: desk.shown.transcript != without)
    with desk.library as library:
        assert library.pauses.get(shown.recording.id, tmp_path / sample.name)
    assert [s.text for s in desk.shown.transcript.segments] == [s.text for s in without.segments]
