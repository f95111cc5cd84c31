"""The panel of a window too narrow for it and the text: a drawer that covers text, no player."""

from PySide6.QtCore import QCoreApplication

from tests.windows import Desk, desk, open_window, reading_desk, stock, stocked

__all__ = ["desk", "open_window", "reading_desk", "stock", "stocked"]


def test_a_drawer_has_its_full_height_as_soon_as_it_is_opened(reading_desk: Desk) -> None:
    window = reading_desk.window
    window.resize(720, 480)
    reading_desk.rest()
    QCoreApplication.processEvents()
    window.show_panel(True)
    assert window.is_drawer_open
    drawer, bar = window.places.geometry(), window.player_bar.geometry()
    assert (drawer.top(), drawer.right()) == (0, window.width() - 1)
    assert abs(drawer.bottom() + 1 - bar.top()) <= 1
    window.resize(760, 560)
    QCoreApplication.processEvents()
    drawer, bar = window.places.geometry(), window.player_bar.geometry()
    assert abs(drawer.bottom() + 1 - bar.top()) <= 1
    assert drawer.right() == window.width() - 1
