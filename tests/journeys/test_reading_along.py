"""Reading along in the real window: following, letting go, the hand on the text, every key."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from desktop_app.player.base import Player
from desktop_app.ui.actions import action_table
from desktop_app.ui.widgets.filter_field import FilterField
from desktop_app.ui.widgets.voice_follower import Following
from tests.ui.widgets.pages import point_in, turn_wheel
from tests.windows import Desk

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def first_words(desk: Desk, segment: int) -> str:
    return desk.shown.transcript.segments[segment].text[:40]


def spoken_in_view(desk: Desk) -> bool:
    """Whether the paragraph being spoken is marked, and on screen."""
    segment = desk.view.current_segment
    if segment is None:
        return False
    top = desk.view.segment_top(segment)
    return top is not None and -200 < top < desk.view.viewport().height()


def test_the_text_goes_along_with_the_voice(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.press(Key.Key_Space)
    for _ten_seconds in range(25):
        desk.player.advance(10_000)  # type: ignore[attr-defined]
        desk.wait_until(lambda: desk.view.current_segment is None or spoken_in_view(desk))
    assert desk.view.following is Following.FOLLOWING
    assert desk.view.verticalScrollBar().value() > 0


def test_the_text_goes_along_with_steps_while_the_sound_rests(reading_desk: Desk) -> None:
    desk = reading_desk
    for _press in range(12):  # faster than the text glides
        desk.press(Key.Key_L)
        desk.wait_until(lambda: desk.view.current_segment is None or spoken_in_view(desk))
    desk.session.scrub(150_000)
    desk.session.scrub(240_000)
    desk.wait_until(lambda: spoken_in_view(desk))
    assert not desk.player.is_playing()


def test_the_wheel_lets_go_and_play_comes_back(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.session.scrub(200_000)
    turn_wheel(desk.view.viewport(), 10)
    assert desk.view.following is Following.LET_GO
    desk.press(Key.Key_Space)
    assert desk.player.is_playing()
    assert desk.view.following is Following.FOLLOWING
    assert spoken_in_view(desk)


def test_a_time_beside_the_text_moves_the_sound_and_keeps_the_pause(reading_desk: Desk) -> None:
    desk = reading_desk
    label = next(
        b
        for b in desk.view.viewport().findChildren(QToolButton, "time")
        if b.isVisible() and b.y() > 100
    )
    label.click()
    assert not desk.player.is_playing()
    assert desk.session.moment_ms > 0
    assert desk.window.notices.said == "Jumped to a time beside the text"
    desk.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert desk.player.position_ms() == 0


def test_click_places_the_cursor_double_click_plays_and_a_drag_selects(
    reading_desk: Desk,
) -> None:
    desk = reading_desk
    view = desk.view
    words = first_words(desk, 1)
    at = point_in(view, words, 10)
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, at)
    assert (desk.player.position_ms(), desk.player.is_playing()) == (0, False)
    assert view.reading_place is not None
    assert view.reading_place[0] == 1

    end = point_in(view, words, 25)
    QTest.mousePress(view.viewport(), LEFT, NO_KEY, at)
    QTest.mouseMove(view.viewport(), (at + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEY, end)
    assert view.selected_passage is not None
    assert (desk.player.position_ms(), desk.player.is_playing()) == (0, False)
    desk.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() in desk.shown.transcript.segments[1].text

    QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, at)
    assert desk.player.is_playing()
    assert desk.session.spoken_segment == 1


def test_one_click_plays_where_the_user_chose_that(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.earmark.looks.change("click_seeks", True)
    at = point_in(desk.view, first_words(desk, 1), 10)
    QTest.mouseClick(desk.view.viewport(), LEFT, NO_KEY, at)
    assert desk.player.is_playing()


def test_enter_plays_from_the_reading_cursor(reading_desk: Desk) -> None:
    desk = reading_desk
    for _line in range(6):
        desk.press(Key.Key_Down)
    place = desk.view.reading_place
    assert place is not None
    desk.press(Key.Key_Return)
    assert desk.player.is_playing()
    assert desk.session.spoken_segment == place[0]


# ---- every key -----------------------------------------------------------------------------------
def seconds(player: Player) -> float:
    return player.position_ms() / 1_000


MOVES: list[tuple[str, Callable[[Desk], object], object]] = [
    ("play", lambda d: d.player.is_playing(), True),
    ("back_step", lambda d: seconds(d.player), 95.0),
    ("forward_step", lambda d: seconds(d.player), 105.0),
    ("back_second", lambda d: seconds(d.player), 99.0),
    ("forward_second", lambda d: seconds(d.player), 101.0),
    ("skip_back", lambda d: seconds(d.player), 85.0),
    ("skip_forward", lambda d: seconds(d.player), 130.0),
    ("slower", lambda d: d.player.speed(), 0.9),
    ("faster", lambda d: d.player.speed(), 1.1),
    ("mute", lambda d: d.player.is_muted(), True),
    ("quieter", lambda d: d.player.volume(), 0.95),
    ("bigger", lambda d: d.earmark.settings.value.reading_size, 18),
    ("smaller", lambda d: d.earmark.settings.value.reading_size, 16),
    ("caret", lambda d: d.view.is_caret_browsing, True),
    ("follow", lambda d: d.view.following, Following.LET_GO),
    ("find", lambda d: d.window.reading.is_finding, True),
    ("search", lambda d: d.window.search_field.hasFocus(), True),
    ("panel", lambda d: d.window.is_panel_shown, False),
    ("show_library", lambda d: d.window.page, "library"),
    ("show_bookmarks", lambda d: d.window.page, "bookmarks"),
    ("full_screen", lambda d: d.window.isFullScreen(), True),
]


def test_every_key_does_what_the_sheet_says(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.window.resize(1_300, 800)
    specs = {spec.name: spec for spec in action_table()}
    undo = {"play", "mute", "caret", "find", "panel", "full_screen"}
    for name, seen, expected in MOVES:
        desk.session.scrub(100_000)
        desk.view.follow()
        assert seen(desk) != expected, name
        desk.earmark.actions[name].trigger()
        assert seen(desk) == expected, f"{name}: {specs[name].words}"
        if name in undo:
            desk.act("leave" if name == "find" else name)
        desk.act("normal_speed")
        desk.act("normal_size")
        desk.earmark.hearing.set_volume(1.0)
        desk.act("show_reading")
    assert desk.player.speed() == 1.0


def test_no_action_is_left_without_a_wish(reading_desk: Desk) -> None:
    for spec in action_table():
        action = reading_desk.earmark.actions[spec.name]
        assert action.receivers("2triggered(bool)") > 0, spec.name


def test_keys_go_through_paragraphs_questions_and_bookmarks(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.press(Key.Key_PageDown, CTRL)
    first = desk.shown.questions[0]
    assert desk.session.moment_ms == first.start_ms
    assert desk.player.is_playing()
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Right, CTRL)
    after = desk.session.spoken_segment
    assert after is not None
    assert first.segment is not None
    assert after > first.segment
    desk.press(Key.Key_B)
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    desk.press(Key.Key_Left, CTRL)
    desk.press(Key.Key_Down, CTRL | SHIFT)
    assert desk.session.spoken_segment == after
    assert desk.player.is_playing()


def test_esc_closes_what_is_on_top_and_at_last_goes_to_the_text(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.act("find")
    desk.window.notices.warn("Something is wrong")
    desk.press(Key.Key_Escape, at=desk.window.reading.find_bar.field)
    assert not desk.window.reading.is_finding
    assert desk.banner_words
    desk.press(Key.Key_Escape)
    assert desk.banner_words == ""
    desk.window.places.questions.list.setFocus()
    desk.act("leave")
    assert desk.view.hasFocus()


def test_esc_in_a_filter_empties_it(reading_desk: Desk) -> None:
    desk = reading_desk
    field = desk.window.places.questions.findChild(FilterField)
    assert field is not None
    QTest.keyClicks(field, "salt")
    rows = desk.window.places.questions.list.rows_model
    assert len(rows.rows) < len(desk.shown.questions)
    desk.press(Key.Key_Escape, at=field)
    assert field.text() == ""
    assert len(rows.rows) == len(desk.shown.questions)


def test_single_keys_are_letters_while_one_types(reading_desk: Desk) -> None:
    desk = reading_desk
    field = desk.window.search_field
    field.setFocus()
    QTest.keyClicks(field, "b q ")
    assert field.text() == "b q "
    assert not desk.player.is_playing()
    assert desk.shown.bookmarks == ()
    desk.press(Key.Key_Space, CTRL, field)
    assert desk.player.is_playing()


def test_space_on_the_timeline_plays(reading_desk: Desk) -> None:
    timeline = reading_desk.window.player_bar.timeline
    QTest.mouseClick(timeline, LEFT, NO_KEY, QPoint(10, 40))
    reading_desk.press(Key.Key_Space, at=timeline)
    assert reading_desk.player.is_playing()
