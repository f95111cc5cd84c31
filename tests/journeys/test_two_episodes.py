"""What is shown and what is heard are never confused, and every way leads back."""

from PySide6.QtCore import Qt

from desktop_app.ui.panels.sidebar_panel import LIBRARY
from tests.windows import BEES, BREAD, Desk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def names(desk: Desk) -> tuple[str, str]:
    """The titles of what is shown and of what is heard."""
    shown, heard = desk.session.shown, desk.session.heard
    assert shown is not None
    assert heard is not None
    return shown.recording.title, heard.recording.title


def test_looking_at_another_episode_leaves_the_sound_and_says_so(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.press(Key.Key_Space)
    desk.player.advance(20_000)  # type: ignore[attr-defined]
    desk.open(BEES)
    assert names(desk) == (BEES, BREAD)
    assert desk.player.is_playing()
    assert desk.window.reading.is_other_shown
    assert desk.view.current_segment is None
    desk.choose("Show that one")
    assert names(desk) == (BREAD, BREAD)
    assert not desk.window.reading.is_other_shown
    assert desk.view.current_segment is not None
    assert desk.player.position_ms() == 20_000


def test_the_shown_one_can_be_played_and_the_other_keeps_its_place(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.session.scrub(60_000)
    desk.open(BEES)
    desk.choose("Play this one")
    assert names(desk) == (BEES, BEES)
    assert desk.player.is_playing()
    desk.rest()
    desk.player.pause()
    desk.open(BREAD)
    desk.choose("Play this one")
    assert desk.player.position_ms() == 60_000


def test_alt_left_leads_back_across_episodes_and_alt_right_there_again(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.session.jump(60_000, "Jumped", error_ms=None)
    desk.open(BEES)
    desk.session.jump(50_000, "Jumped", error_ms=None, play=True)
    assert names(desk) == (BEES, BEES)
    desk.press(Key.Key_Left, ALT)
    desk.wait_until(lambda: names(desk) == (BREAD, BREAD))
    assert (desk.player.position_ms(), desk.player.is_playing()) == (60_000, True)
    desk.press(Key.Key_Left, ALT)
    assert desk.player.position_ms() == 0
    desk.press(Key.Key_Right, ALT)
    assert desk.player.position_ms() == 60_000
    desk.press(Key.Key_Right, ALT)
    desk.wait_until(lambda: names(desk) == (BEES, BEES))
    assert desk.player.position_ms() == 50_000


def test_the_toast_of_a_jump_leads_back(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.session.jump(60_000, "Jumped to a place", error_ms=None)
    assert desk.window.notices.said == "Jumped to a place"
    desk.choose("Back")
    assert desk.player.position_ms() == 0


def test_an_episode_played_from_the_library_goes_on_where_it_was(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.act("show_library")
    assert desk.window.page == LIBRARY
    bees = next(e.id for e in desk.earmark.shelf.contents.entries if e.title == BEES)
    desk.window.library.recording_played.emit(bees)
    desk.wait_until(desk.player.is_playing)
    assert names(desk) == (BEES, BEES)
    rows = desk.window.library.list.rows_model.rows
    assert [row.key for row in rows if ", playing," in row.words] == [bees]


def test_a_show_of_the_sidebar_narrows_the_library(reading_desk: Desk) -> None:
    desk = reading_desk
    rows = desk.window.library.list.rows_model
    desk.window.sidebar.show_wanted.emit("A show")
    assert desk.window.page == LIBRARY
    assert [row.words.partition(",")[0] for row in rows.rows] == [BEES]
    desk.act("show_library")
    assert len(rows.rows) == 2


def test_the_button_of_an_episode_plays_pauses_and_goes_on(reading_desk: Desk) -> None:
    desk = reading_desk
    bees = next(e.id for e in desk.earmark.shelf.contents.entries if e.title == BEES)
    toggle = desk.window.library.toggle_wanted
    toggle.emit(bees)
    desk.wait_until(desk.player.is_playing)
    assert names(desk) == (BEES, BEES)
    toggle.emit(bees)
    assert not desk.player.is_playing()
    toggle.emit(bees)
    assert desk.player.is_playing()


def test_the_newest_wish_to_open_something_wins(reading_desk: Desk) -> None:
    desk = reading_desk
    ids = {entry.title: entry.id for entry in desk.earmark.shelf.contents.entries}
    desk.earmark.navigation.open(ids[BREAD])
    desk.earmark.navigation.open(ids[BEES])
    desk.rest()
    assert desk.shown.recording.title == BEES


def test_a_removed_episode_stops_and_comes_back_with_its_bookmarks(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.press(Key.Key_Space)
    desk.press(Key.Key_B)
    desk.wait_until(lambda: bool(desk.shown.bookmarks))
    removed = desk.shown.recording.id
    desk.open(BEES)
    desk.window.library.remove_wanted.emit(removed)
    desk.wait_until(lambda: len(desk.earmark.shelf.contents.entries) == 1)
    assert desk.session.heard is None or desk.session.heard.recording.id != removed
    assert not desk.player.is_playing()
    assert not desk.window.reading.is_other_shown
    desk.choose("Undo")
    desk.wait_until(lambda: len(desk.earmark.shelf.contents.entries) == 2)
    desk.open(BREAD)
    assert len(desk.shown.bookmarks) == 1


def test_removing_the_last_episode_leads_to_the_first_page(reading_desk: Desk) -> None:
    desk = reading_desk
    for entry in desk.earmark.shelf.contents.entries:
        desk.window.library.remove_wanted.emit(entry.id)
    desk.wait_until(lambda: desk.window.page == "welcome")
    assert desk.window.player_bar.isHidden()
