"""Searching more exactly: with signs, with the filters, and again later."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop_app.paths import Places
from desktop_app.search.query import Results
from desktop_app.ui.models.hit_rows import HitRow, MoreRow
from desktop_app.ui.widgets.search_filters import Choice
from desktop_app.workflows.bookmarking import add_bookmark
from tests.windows import BEES, BREAD, Desk, OpenWindow

Key = Qt.Key


def search(desk: Desk, words: str) -> Results:
    """Type words into the field and return what is found once it is there."""
    field = desk.window.search_field
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, words)
    return found(desk, words)


def found(desk: Desk, words: str) -> Results:
    results = desk.window.results
    desk.wait_until(lambda: results.words == words and results.results is not None)
    assert results.results is not None
    return results.results


def titles(desk: Desk) -> set[str]:
    return {row.hit.title for row in hit_rows(desk)}


def hit_rows(desk: Desk) -> Sequence[HitRow]:
    rows = desk.window.results.list.rows_model.rows
    return [row for row in rows if isinstance(row, HitRow)]


@pytest.mark.parametrize(
    ("words", "episodes"),
    [
        ("winter OR flour", {BREAD, BEES}),
        ("(winter OR flour) in:bees", {BEES}),
        ("(winter OR flour) -in:bees", {BREAD}),
        ('speaker:"bob ray" winter', {BEES}),
        ("flo*r", {BREAD}),
        ("wintr~1", {BEES}),
    ],
)
def test_signs_say_it_more_exactly(reading_desk: Desk, words: str, episodes: set[str]) -> None:
    search(reading_desk, words)
    assert titles(reading_desk) == episodes


def test_a_filter_narrows_the_search_and_esc_forgets_it(reading_desk: Desk) -> None:
    desk = reading_desk
    search(desk, "winter OR flour")
    filters = desk.window.results.filters
    assert filters.isVisible()
    filters.show_name.choose(Choice("A show", "A show"))
    desk.wait_until(lambda: titles(desk) == {BEES})
    assert filters.show_name.text() == "A show"
    filters.show_name.choose(None)
    desk.wait_until(lambda: titles(desk) == {BREAD, BEES})
    filters.speaker.choose(Choice("Bob Ray", "Bob Ray"))
    desk.wait_until(lambda: titles(desk) == {BEES})
    desk.press(Key.Key_Escape, at=desk.window.search_field)
    assert not filters.is_narrowed


def test_a_filter_that_leaves_nothing_stays_on_screen(reading_desk: Desk) -> None:
    desk = reading_desk
    search(desk, "winter")
    filters = desk.window.results.filters
    filters.bookmarked.click()
    desk.wait_until(lambda: not hit_rows(desk))
    assert filters.isVisible()
    filters.bookmarked.click()
    desk.wait_until(lambda: titles(desk) == {BEES})


def test_only_what_has_a_bookmark(reading_desk: Desk) -> None:
    desk = reading_desk
    with desk.library as library:
        add_bookmark(library, desk.shown.recording.id, 60_000)
    desk.wait_until(lambda: len(desk.earmark.shelf.contents.bookmarks) == 1)
    quote = desk.earmark.shelf.contents.bookmarks[0].quote
    results = search(desk, "has:bookmark ")
    assert results.total >= 1
    assert any(
        quote[:20] in row.hit.sentence or row.hit.sentence in quote for row in hit_rows(desk)
    )
    search(desk, "-has:bookmark winter")
    assert titles(desk) == {BEES}


def test_the_shows_and_speakers_are_offered(reading_desk: Desk) -> None:
    desk = reading_desk
    search(desk, "winter OR flour")
    filters = desk.window.results.filters
    for button, name in ((filters.show_name, "A show"), (filters.speaker, "Bob Ray")):
        menu = button.menu()
        assert menu is not None
        menu.aboutToShow.emit()
        action = next(action for action in menu.actions() if action.text() == name)
        action.trigger()
        desk.wait_until(lambda: titles(desk) == {BEES})
        button.choose(None)
        desk.wait_until(lambda: titles(desk) == {BREAD, BEES})


def test_more_of_an_episode_are_shown_and_stepped_into(reading_desk: Desk) -> None:
    desk = reading_desk
    results = search(desk, "the")
    more = next(r for r in desk.window.results.list.rows_model.rows if isinstance(r, MoreRow))
    before = [row for row in hit_rows(desk) if row.hit.recording_id == more.recording_id]
    desk.window.results.list.setFocus()
    for _step in range(len(before) + 1):
        desk.act("next_place")
    count = results.counts[more.recording_id]
    desk.wait_until(
        lambda: len([r for r in hit_rows(desk) if r.hit.recording_id == more.recording_id]) == count
    )
    assert count == len(before) + more.count
    current = desk.window.results.list.current_row()
    assert isinstance(current, HitRow)
    assert current.hit not in [row.hit for row in before]


def test_all_hits_of_the_open_episode_are_marked_in_its_text(reading_desk: Desk) -> None:
    desk = reading_desk
    results = search(desk, "the")
    count = results.counts[desk.shown.recording.id]
    here = desk.earmark.library_search
    desk.wait_until(lambda: len(here.hits_here) == count > len(results.hits) // 2)


def test_other_words_are_offered_for_those_that_are_nowhere(reading_desk: Desk) -> None:
    desk = reading_desk
    results = search(desk, "wintre")
    assert results.suggestion == "winter"
    desk.choose("Did you mean “winter”?", within=desk.window.results)
    assert desk.window.search_field.text() == "winter"
    found(desk, "winter")
    assert titles(desk) == {BEES}
    buttons = desk.window.results.findChildren(QPushButton)
    assert not any("Did you mean" in button.text() for button in buttons if button.isVisible())


def test_last_and_kept_searches_are_offered_in_the_empty_field(
    open_window: OpenWindow, stocked: Places
) -> None:
    desk = open_window(stocked)
    desk.open(BREAD)
    search(desk, "flour")
    desk.window.results.keep_wanted.emit(True)
    search(desk, "winter")
    desk.press(Key.Key_Return, at=desk.window.search_field)
    desk.wait_until(desk.player.is_playing)
    desk.press(Key.Key_Escape, at=desk.window.search_field)
    field = desk.window.search_field
    assert field.offers == ("flour", "winter")
    desk.press(Key.Key_Down, at=field)
    assert field.is_offering
    again = open_window(stocked)
    assert again.window.search_field.offers == ("flour", "winter")
