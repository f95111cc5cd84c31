"""Tab goes through every screen, and one always sees where it is: by a ring, or by a caret."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTextEdit, QWidget

from tests.ui.test_every_control_has_a_name import (
    ALONE,
    SCREENS,
    name_of,
    show_all_bookmarks,
    show_library,
    show_reading,
    show_results,
)
from tests.windows import Desk, desk, open_window, reading_desk, stock, stocked

__all__ = ["desk", "open_window", "reading_desk", "stock", "stocked"]

Show = Callable[[Desk, Path], None]

LEAST_RING = 60  # pixels that change; the ring of the smallest control has more
LEAST_CARET = 10
MOST_STOPS = 120
EDGE_PX = 4


@pytest.fixture(autouse=True)
def still_caret(qapp: QApplication) -> Iterator[None]:
    """A caret that does not blink: all that changes in a picture is where the focus is."""
    usual = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(usual)


def pixels(whole: QWidget) -> NDArray[np.uint32]:
    picture = whole.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    size = (picture.height(), picture.width())
    return np.frombuffer(picture.constBits(), np.uint32).reshape(size).copy()


def rest(desk: Desk) -> None:
    desk.rest()
    for _again in range(3):
        QApplication.processEvents()


def unseen(desk: Desk, whole: QWidget) -> tuple[int, list[str]]:
    """Go through a window with Tab; return how many stops there are, and those one cannot see."""
    before, stops, blind = pixels(whole), [], []
    for _stop in range(MOST_STOPS):
        QTest.keyClick(QApplication.focusWidget() or whole, Qt.Key.Key_Tab)
        rest(desk)
        here = QApplication.focusWidget()
        assert here is not None
        if here in stops:
            return len(stops), blind
        stops.append(here)
        after = pixels(whole)
        area = QRect(here.mapTo(whole, QPoint(0, 0)), here.size())
        area = area.adjusted(-EDGE_PX, -EDGE_PX, EDGE_PX, EDGE_PX).intersected(whole.rect())
        rows = slice(area.top(), area.bottom() + 1)
        columns = slice(area.left(), area.right() + 1)
        changed = int(np.count_nonzero(before[rows, columns] != after[rows, columns]))
        if changed < (LEAST_CARET if isinstance(here, QTextEdit) else LEAST_RING):
            blind.append(f"{type(here).__name__} {name_of(here)}: {changed}")
        before = after
    raise AssertionError("Tab goes round and round")


def look(desk: Desk, tmp_path: Path, show: Show, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    show(desk, tmp_path)
    rest(desk)
    whole = QApplication.activePopupWidget() or QApplication.activeModalWidget() or desk.window
    whole.activateWindow()
    whole.setFocus()
    rest(desk)
    stops, blind = unseen(desk, whole)
    for over in QApplication.topLevelWidgets():
        if isinstance(over, QDialog) or over.windowType() is Qt.WindowType.Popup:
            over.close()
    assert stops > 0
    assert blind == []


@pytest.mark.parametrize("show", SCREENS, ids=lambda show: show.__name__.removeprefix("show_"))
def test_the_focus_is_seen_on_every_control(reading_desk: Desk, tmp_path: Path, show: Show) -> None:
    look(reading_desk, tmp_path, show, (1440, 900))


@pytest.mark.parametrize("show", ALONE, ids=lambda show: show.__name__.removeprefix("show_"))
def test_the_focus_is_seen_before_there_is_a_library(
    desk: Desk, tmp_path: Path, show: Show
) -> None:
    look(desk, tmp_path, show, (900, 600))


@pytest.mark.parametrize("show", [show_reading, show_results, show_library, show_all_bookmarks])
def test_the_focus_is_seen_in_a_narrow_window(
    reading_desk: Desk, tmp_path: Path, show: Show
) -> None:
    look(reading_desk, tmp_path, show, (900, 600))
