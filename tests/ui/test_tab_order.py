"""Tab goes through the window as one reads it: search, sidebar, header, text, panel, player."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.windows import Desk, desk, open_window, reading_desk, stock, stocked

__all__ = ["desk", "open_window", "reading_desk", "stock", "stocked"]


def places_of(widgets: list[QWidget], *areas: QWidget) -> list[int]:
    """Return which area each widget is in, without repeats, in order."""
    places = [next((n for n, a in enumerate(areas) if a.isAncestorOf(w)), -1) for w in widgets]
    return [p for n, p in enumerate(places) if n == 0 or p != places[n - 1]]


def test_tab_goes_round_the_window_in_reading_order(reading_desk: Desk) -> None:
    window = reading_desk.window
    window.resize(1440, 900)
    window.show_panel(True)
    window.activateWindow()
    first: QWidget = window.sidebar.search
    first.setFocus()
    seen: list[QWidget] = []
    here = QApplication.focusWidget()
    while here is not None and here not in seen and len(seen) < 100:
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
    assert here is first
    reading = window.reading
    areas = (window.sidebar, reading.header, reading.view, window.places, window.player_bar)
    view = [w for w in seen if w is reading.view]
    assert len(view) == 1
    order = places_of(seen, window.sidebar, reading, window.places, window.player_bar)
    assert order == [0, 1, 2, 3]
    assert seen.index(reading.header.chip) < seen.index(reading.view)
    player = [w for w in seen if window.player_bar.isAncestorOf(w)]
    assert player.index(window.player_bar.timeline) < player.index(window.player_bar.play_button)
    assert all(area.isVisible() for area in areas)
