"""Who makes room for whom when the window is wide, narrow and small."""

import json

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_app.paths import Places
from desktop_app.ui.models.hit_rows import HitRow
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY, READING
from desktop_app.ui.theme import WIDTH
from tests.windows import Desk, OpenWindow

ODD_STATES = ("", "[]", "{}", '{"geometry": 5}', '{"geometry": "%%%", "panel": 1}', "\0\0")
WIDE, NARROW = (1_440, 1_280, 1_180), (1_179, 900, 720)


def size(desk: Desk, width: int, height: int = 700) -> None:
    desk.window.resize(width, height)
    desk.wait_until(lambda: desk.window.width() == width)
    QApplication.processEvents()  # layouts are worked out by the event loop


def left_of(desk: Desk, widget: QWidget) -> int:
    return widget.mapTo(desk.window, QPoint(0, 0)).x()


def search(desk: Desk, words: str) -> None:
    desk.act("search")
    desk.window.search_field.clear()
    QTest.keyClicks(desk.window.search_field, words)
    results = desk.window.results
    desk.wait_until(lambda: results.words == words and results.results is not None)


def choose_first_hit(desk: Desk) -> None:
    rows = desk.window.results.list
    at = next(n for n, row in enumerate(rows.rows_model.rows) if isinstance(row, HitRow))
    point = rows.visualRect(rows.rows_model.index(at)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_a_wide_window_has_everything_beside_the_text(reading_desk: Desk) -> None:
    desk, window = reading_desk, reading_desk.window
    for width in WIDE:
        size(desk, width)
        assert window.is_wide
        assert window.sidebar.isVisible()
        assert window.sidebar.width() == WIDTH["sidebar"]
        assert not window.rail.isVisible()
        assert window.is_panel_shown, width
        assert window.places.width() == WIDTH["panel"]
        assert not window.is_drawer_open
        assert desk.view.width() >= WIDTH["text_least"]
        assert left_of(desk, window.places) >= left_of(desk, desk.view) + desk.view.width()


def test_a_narrow_window_has_a_rail_and_the_panel_only_when_asked_for(reading_desk: Desk) -> None:
    desk, window = reading_desk, reading_desk.window
    for width in NARROW:
        size(desk, width)
        assert window.rail.isVisible()
        assert window.rail.width() == WIDTH["rail"]
        assert not window.sidebar.isVisible()
        assert not window.is_panel_shown
        assert desk.view.width() >= WIDTH["text_least"]
        desk.act("panel")
        assert window.is_panel_shown
        assert window.places.width() == WIDTH["panel_small"]
        assert desk.view.width() >= WIDTH["text_least"], width
        desk.act("panel")


def test_in_a_small_window_the_panel_is_a_drawer_that_esc_closes(reading_desk: Desk) -> None:
    desk, window = reading_desk, reading_desk.window
    size(desk, 720, 480)
    before = desk.view.width()
    desk.act("panel")
    assert window.is_drawer_open
    assert desk.view.width() == before
    assert left_of(desk, window.places) + window.places.width() == window.width()
    desk.press(Qt.Key.Key_Escape)
    assert not window.is_panel_shown


def test_the_player_is_there_at_every_width_and_compact_where_narrow(reading_desk: Desk) -> None:
    desk, window = reading_desk, reading_desk.window
    heights = {}
    for width in (*WIDE, *NARROW):
        size(desk, width)
        bar = window.player_bar
        assert bar.isVisible()
        heights[width] = bar.timeline.height()
        inside = bar.rect().adjusted(-1, -1, 1, 1)
        for button in (bar.play_button, bar.bookmark_button, bar.back_button, bar.forward_button):
            assert button.isVisible(), width
            assert inside.contains(button.geometry()), width
    assert len({heights[width] for width in WIDE}) == 1
    assert len({heights[width] for width in NARROW}) == 1
    assert heights[1_180] > heights[1_179]


def test_wide_and_narrow_remember_the_panel_each_for_itself(reading_desk: Desk) -> None:
    desk, window = reading_desk, reading_desk.window
    size(desk, 1_280)
    desk.act("panel")
    size(desk, 1_000)
    desk.act("panel")
    assert window.is_panel_shown
    size(desk, 1_280)
    assert not window.is_panel_shown
    size(desk, 1_000)
    assert window.is_panel_shown


def test_results_stand_beside_the_text_of_a_wide_window(reading_desk: Desk) -> None:
    desk, window = reading_desk, reading_desk.window
    size(desk, 1_180)
    search(desk, "flour")
    assert window.results.isVisible()
    assert window.results.width() == WIDTH["results"]
    assert not window.is_panel_shown
    assert desk.view.isVisible()
    assert desk.view.width() >= WIDTH["text_least"]
    desk.act("leave")
    assert not window.results.isVisible()
    assert window.is_panel_shown


def test_results_take_the_middle_of_a_narrow_window_and_a_hit_leads_back(
    reading_desk: Desk,
) -> None:
    desk, window = reading_desk, reading_desk.window
    for width in NARROW:
        size(desk, width)
        search(desk, "flour")
        assert window.search_field.hasFocus()
        assert not desk.view.isVisible()
        assert window.results.width() > WIDTH["results"]
        total = window.results.results.total if window.results.results else 0
        choose_first_hit(desk)
        assert desk.view.isVisible()
        assert not window.results.isVisible()
        assert desk.view.width() >= WIDTH["text_least"]
        back = [b for b in window.reading.header.findChildren(QPushButton) if b.isVisible()]
        assert any(f"{total} results" in button.text() for button in back)
        window.reading.header.back_wanted.emit()
        assert window.results.isVisible()
        desk.press(Qt.Key.Key_Escape, at=window.search_field)
        assert not window.results.isVisible()
        assert desk.view.isVisible()


def test_growing_wide_while_searching_keeps_the_words(reading_desk: Desk) -> None:
    desk, window = reading_desk, reading_desk.window
    size(desk, 900)
    search(desk, "flour")
    size(desk, 1_280)
    assert window.search_field.text() == "flour"
    assert window.results.isVisible()
    assert desk.view.isVisible()
    size(desk, 900)
    assert window.search_field.text() == "flour"


def test_pages_are_reached_from_sidebar_and_rail_alike(reading_desk: Desk) -> None:
    window = reading_desk.window
    for side in (window.sidebar, window.rail):
        for page in (LIBRARY, BOOKMARKS, READING):
            side.page_wanted.emit(page)
            assert window.page == page
            assert window.is_panel_shown is (page == READING)


def test_the_first_page_stands_alone(desk: Desk) -> None:
    for width in (1_280, 900):
        size(desk, width)
        assert desk.window.page == "welcome"
        for part in (desk.window.sidebar, desk.window.rail, desk.window.player_bar):
            assert not part.isVisible()
    for key in ("show_reading", "show_library", "show_bookmarks", "play", "bookmark", "follow"):
        desk.act(key)
        assert desk.window.page == "welcome"


def test_nothing_is_smaller_than_it_may_be(reading_desk: Desk) -> None:
    reading_desk.window.resize(100, 100)
    assert reading_desk.window.width() >= 720
    assert reading_desk.window.height() >= 480


def test_an_odd_state_file_changes_nothing(open_window: OpenWindow, where: Places) -> None:
    file = where.window_state
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{", "utf-8")
    desk = open_window()
    for text in ODD_STATES:
        file.write_text(text, "utf-8")
        desk.window.restore_state(file)
        assert (desk.window.width(), desk.window.height()) == (1_280, 820), text
    desk.quit()
    assert json.loads(file.read_text("utf-8"))["panel"] is True
