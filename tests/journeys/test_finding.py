"""Finding words in the open episode: stepping shows, and never moves the sound."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.search.find import find_in_text
from desktop_app.ui.widgets.voice_follower import Following
from desktop_app.workflows.bookmarking import add_bookmark
from tests.windows import BEES, Desk

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def find(desk: Desk, words: str) -> int:
    """Type words into the find bar and return how often they are in the text."""
    desk.act("find")
    desk.window.reading.find_bar.field.clear()
    QTest.keyClicks(desk.window.reading.find_bar.field, words)
    return len(find_in_text(desk.shown.transcript.segments, words))


def count(desk: Desk) -> str:
    return desk.window.reading.find_bar.count_text


def test_places_are_counted_shown_and_gone_through_round_and_round(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.session.scrub(100_000)
    total = find(desk, "flour")
    assert total > 2
    places = find_in_text(desk.shown.transcript.segments, "flour")
    seen = []
    field = desk.window.reading.find_bar.field
    for key, modifier in (
        (None, None),
        (Key.Key_Return, None),
        (Key.Key_F3, None),
        (Key.Key_F3, SHIFT),
        (Key.Key_Return, SHIFT),
        (Key.Key_Return, SHIFT),
    ):
        if key is not None:
            desk.press(key, modifier or Qt.KeyboardModifier.NoModifier, field)
        seen.append((count(desk), desk.view.reading_place))
    words = [f"{n} of {total}" for n in (1, 2, 3, 2, 1, total)]
    shown = [places[n - 1] for n in (1, 2, 3, 2, 1, total)]
    assert seen == [(w, (p.segment, p.start)) for w, p in zip(words, shown, strict=True)]
    assert desk.player.position_ms() == 100_000
    assert desk.view.following is Following.LET_GO


def test_no_place_leaves_the_text_with_the_voice(reading_desk: Desk) -> None:
    assert find(reading_desk, "xq") == 0
    assert count(reading_desk) == "No places"
    assert reading_desk.view.following is Following.FOLLOWING
    reading_desk.act("next_place")
    assert count(reading_desk) == "No places"


def test_ctrl_enter_plays_from_the_place(reading_desk: Desk) -> None:
    desk = reading_desk
    find(desk, "flour")
    place = find_in_text(desk.shown.transcript.segments, "flour")[0]
    desk.press(Key.Key_Return, CTRL, desk.window.reading.find_bar.field)
    assert desk.player.is_playing()
    assert desk.session.spoken_segment == place.segment


def test_esc_takes_the_bar_and_its_tints_away(reading_desk: Desk) -> None:
    desk = reading_desk
    find(desk, "flour")
    desk.press(Key.Key_Escape, at=desk.window.reading.find_bar.field)
    assert not desk.window.reading.is_finding
    desk.act("next_place")
    assert not desk.window.reading.is_finding
    assert desk.view.hasFocus()


def test_a_short_selection_is_looked_for(reading_desk: Desk) -> None:
    desk = reading_desk
    place = find_in_text(desk.shown.transcript.segments, "flour")[0]
    desk.view.show_segment(place.segment, place.start)
    cursor = desk.view.textCursor()
    cursor.setPosition(cursor.position() + len("flour"), cursor.MoveMode.KeepAnchor)
    desk.view.setTextCursor(cursor)
    desk.act("find")
    assert desk.window.reading.find_bar.words.lower() == "flour"


def test_a_new_bookmark_does_not_step_on(reading_desk: Desk) -> None:
    desk = reading_desk
    total = find(desk, "flour")
    desk.act("next_place")
    desk.view.verticalScrollBar().setValue(0)
    with desk.library as library:
        add_bookmark(library, desk.shown.recording.id, 30_000)
    desk.wait_until(lambda: bool(desk.shown.bookmarks))
    assert count(desk) == f"2 of {total}"
    assert desk.view.verticalScrollBar().value() == 0


def test_another_episode_is_searched_for_the_same_words(reading_desk: Desk) -> None:
    desk = reading_desk
    find(desk, "winter")
    assert count(desk) == "No places"
    desk.open(BEES)
    assert count(desk) == "1 of 1"


def test_the_words_can_be_looked_for_everywhere(reading_desk: Desk) -> None:
    desk = reading_desk
    find(desk, "winter")
    desk.choose("All transcripts")
    assert not desk.window.reading.is_finding
    assert desk.window.sidebar.search.text() == "winter"
    results = desk.window.results
    desk.wait_until(lambda: results.words == "winter" and results.results is not None)
    assert results.results is not None
    assert results.results.total == 1


def test_signs_are_only_signs(reading_desk: Desk) -> None:
    for words in ("(", ".*", "[flour", "\\"):
        find(reading_desk, words)
        assert count(reading_desk) in ("No places", ""), words
