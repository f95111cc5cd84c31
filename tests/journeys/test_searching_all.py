"""Searching all transcripts: results as one types, showing, playing, and the way back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.transcript.model import Transcript
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.hit_rows import HitRow
from desktop_app.ui.panels.sidebar_panel import LIBRARY, READING
from desktop_app.ui.session import preroll_ms
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.voice_follower import Following
from tests.windows import BEES, BREAD, Desk

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def search(desk: Desk, words: str) -> list[HitRow]:
    """Type words into the field and return the hits once they are there."""
    desk.act("search")
    desk.window.search_field.clear()
    QTest.keyClicks(desk.window.search_field, words)
    results = desk.window.results
    desk.wait_until(lambda: results.words == words and results.results is not None)
    return [row for row in results.list.rows_model.rows if isinstance(row, HitRow)]


def test_hits_come_while_one_types_with_the_episode_above_them(reading_desk: Desk) -> None:
    hits = search(reading_desk, "wint")
    (row,) = hits
    heading = reading_desk.window.results.list.rows_model.rows[0]
    assert isinstance(heading, HeadingRow)
    assert (heading.title, row.hit.title, row.hit.speaker) == (BEES, BEES, "Bob Ray")
    assert "winter" in row.hit.sentence
    assert reading_desk.window.is_searching
    assert not reading_desk.player.is_playing()


def test_one_letter_is_not_searched_for(reading_desk: Desk) -> None:
    search(reading_desk, "winter")
    reading_desk.window.search_field.setText("w")
    assert not reading_desk.window.is_searching


def test_nothing_found_says_where_was_looked(reading_desk: Desk) -> None:
    assert search(reading_desk, "zebra") == []
    words = [
        state.accessibleName() for state in reading_desk.window.results.findChildren(EmptyState)
    ]
    assert any("Nothing for “zebra”" in said for said in words)


def test_arrows_and_f3_show_hits_and_leave_the_sound(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.session.scrub(50_000)
    hits = search(desk, "flour")
    assert len(hits) > 2
    desk.press(Key.Key_Down, at=desk.window.search_field)
    seen = [desk.view.reading_place]
    desk.press(Key.Key_Down, at=desk.window.results.list)
    seen.append(desk.view.reading_place)
    desk.act("previous_place")
    seen.append(desk.view.reading_place)
    segments = [place[0] for place in seen if place is not None]
    assert segments == [hits[0].hit.segment, hits[1].hit.segment, hits[0].hit.segment]
    assert desk.window.results.list.hasFocus()
    assert desk.player.position_ms() == 50_000
    assert desk.view.following is Following.LET_GO


@pytest.mark.parametrize("at_once", [True, False])
def test_enter_in_the_field_plays_the_first_hit(reading_desk: Desk, at_once: bool) -> None:
    desk = reading_desk
    if at_once:  # before the answer can be there
        desk.wait_until(lambda: desk.earmark.indexing.is_ready)
        desk.act("search")
        QTest.keyClicks(desk.window.search_field, "winter")
    else:
        search(desk, "winter")
    desk.press(Key.Key_Return, at=desk.window.search_field)
    desk.wait_until(desk.player.is_playing)
    assert desk.shown.recording.title == BEES
    assert desk.session.is_shown_heard
    (hit,) = [
        row.hit for row in desk.window.results.list.rows_model.rows if isinstance(row, HitRow)
    ]
    assert hit.start_ms is not None
    assert desk.player.position_ms() == max(0, hit.start_ms - preroll_ms(hit.error_ms))
    assert desk.session.moment_ms == hit.start_ms
    assert desk.view.following is Following.FOLLOWING


def test_a_click_shows_a_hit_of_another_episode_and_the_sound_stays(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.player.play()
    search(desk, "winter")
    rows = desk.window.results.list
    at = rows.visualRect(rows.rows_model.index(1)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.wait_until(lambda: desk.shown.recording.title == BEES)
    assert desk.window.reading.is_other_shown
    assert desk.player.is_playing()
    place = desk.view.reading_place
    assert place is not None
    assert desk.shown.transcript.segments[place[0]].text[place[1] :].startswith("What do bees")


def test_ctrl_enter_shows_and_keeps_the_list(reading_desk: Desk) -> None:
    desk = reading_desk
    hits = search(desk, "flour")
    desk.window.results.list.setFocus()
    desk.window.results.list.move_by(1)
    desk.press(Key.Key_Return, CTRL, desk.window.results.list)
    assert desk.view.reading_place is not None
    assert desk.view.reading_place[0] == hits[0].hit.segment
    assert not desk.player.is_playing()
    assert desk.window.results.list.hasFocus()


@pytest.mark.parametrize("page", [READING, LIBRARY])
def test_esc_goes_back_to_where_one_was(reading_desk: Desk, page: str) -> None:
    desk = reading_desk
    desk.earmark.navigation.show_page(page)
    desk.player.play()
    desk.player.advance(60_000)
    search(desk, "winter")
    desk.act("next_place")
    desk.wait_until(lambda: desk.shown.recording.title == BEES)
    desk.press(Key.Key_Escape, at=desk.window.search_field)
    desk.wait_until(lambda: desk.shown.recording.title == BREAD)
    assert not desk.window.is_searching
    assert desk.window.page == page
    assert desk.window.search_field.text() == ""
    if page == READING:
        assert desk.view.following is Following.FOLLOWING
        spoken = desk.session.spoken_segment
        assert spoken is not None
        assert 0 <= (desk.view.segment_top(spoken) or -1) < desk.view.height()


def test_after_playing_a_hit_esc_stays_there(reading_desk: Desk) -> None:
    desk = reading_desk
    search(desk, "winter")
    desk.press(Key.Key_Return, at=desk.window.search_field)
    desk.wait_until(desk.player.is_playing)
    desk.press(Key.Key_Escape, at=desk.window.search_field)
    desk.rest()
    assert not desk.window.is_searching
    assert desk.shown.recording.title == BEES
    assert desk.window.page == READING


def test_a_text_that_shrank_meanwhile_does_no_harm(reading_desk: Desk) -> None:
    desk = reading_desk
    hits = search(desk, "flour")
    last = max((row.hit for row in hits), key=lambda hit: hit.segment)
    with desk.library as library:
        recording_id = desk.shown.recording.id
        transcript = library.recordings.transcript(recording_id)
        library.recordings.replace_transcript(recording_id, first_paragraphs(transcript, 3))
    desk.wait_until(lambda: len(desk.shown.transcript.segments) == 3)
    desk.earmark.library_search.hit_wanted.emit(last, True)
    assert desk.window.page == READING
    desk.rest()


def first_paragraphs(transcript: Transcript, count: int) -> Transcript:
    return replace(transcript, segments=transcript.segments[:count], markers=())


def test_a_new_episode_is_found_as_soon_as_it_is_read(reading_desk: Desk, tmp_path) -> None:  # type: ignore[no-untyped-def]
    desk = reading_desk
    search(desk, "hornets")
    path = tmp_path / "hornets.md"
    path.write_text("**Ann:** All about hornets.\n\n**Bob:** Hornets are large.\n", "utf-8")
    desk.add(path)
    results = desk.window.results
    desk.wait_until(lambda: results.results is not None and results.results.total == 2)
    assert desk.shown.recording.title == "hornets"


def test_the_keyboard_stays_with_the_search_when_the_window_becomes_narrow(
    reading_desk: Desk,
) -> None:
    desk, window = reading_desk, reading_desk.window
    window.resize(1_440, 900)
    window.activateWindow()
    search(desk, "winter")
    assert window.focusWidget() is window.sidebar.search
    window.resize(900, 600)
    desk.wait_until(lambda: not window.is_wide)
    assert window.focusWidget() is window.results.field
    window.read_hit()
    assert window.focusWidget() is desk.view
