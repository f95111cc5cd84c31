"""Every screen of the window, in three sizes: each control has a name and does something."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMetaMethod, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from desktop_app.player.null_player import NullPlayer
from desktop_app.ui.dialogs.change_keys_dialog import ChangeKeysDialog
from desktop_app.ui.dialogs.note_dialog import NoteDialog
from desktop_app.ui.dialogs.time_dialog import TimeDialog
from desktop_app.ui.panels.places_panel import BOOKMARKS as KEPT
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY
from desktop_app.ui.widgets.key_catcher import KeyCatcher
from tests.windows import Desk, desk, open_window, reading_desk, stock, stocked

__all__ = ["desk", "open_window", "reading_desk", "stock", "stocked"]

SIZES = ((1440, 900), (900, 600), (720, 480))
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QSpinBox,
    QTabBar,
    QTextEdit,
)


def show_first_run(desk: Desk, _tmp: Path) -> None:
    assert desk.window.page == "welcome"


def show_refused(desk: Desk, tmp: Path) -> None:
    table = tmp / "budget.csv"
    table.write_text("month,bread\nmay,12\n" * 20)
    desk.earmark.adding.add([table])
    desk.wait_until(lambda: desk.window.page == "problem")


def show_reading(desk: Desk, _tmp: Path) -> None:
    desk.window.show_panel(True)


def show_bookmarks(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.act("bookmark")
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    desk.window.places.show_page(KEPT)


def show_find(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.act("find")
    desk.window.reading.find_bar.field.setText("flour")


def show_results(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.act("search")
    desk.window.search_field.setText("salt")
    desk.wait_until(lambda: bool(desk.window.results.list.rows_model.rows))


def show_no_results(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.act("search")
    desk.window.search_field.setText("saltt")
    desk.wait_until(lambda: desk.window.results.words == "saltt")


def show_library(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.earmark.navigation.show_page(LIBRARY)


def show_all_bookmarks(desk: Desk, tmp: Path) -> None:
    show_bookmarks(desk, tmp)
    desk.earmark.navigation.show_page(BOOKMARKS)


def show_missing_audio(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    with desk.library as library:
        library.recordings.update(desk.shown.recording.id, audio=tmp / "gone.mp3")
    desk.earmark.shelf.look()
    desk.wait_until(lambda: desk.banner_words.startswith("The audio file is not where it was"))


def show_timing(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.window.reading.header.chip.click()


def show_settings(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.act("settings")


def show_keys(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.act("keys")


def show_change_keys(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.earmark.keys.change()


def show_taken_key(desk: Desk, tmp: Path) -> None:
    show_change_keys(desk, tmp)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ChangeKeysDialog)
    sheet.list.activated_row.emit(sheet.list.current_row())
    QTest.keyClick(sheet.findChild(KeyCatcher), Qt.Key.Key_B)


def show_correcting(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.act("correct")


def show_no_audio(desk: Desk, tmp: Path) -> None:
    text = tmp / "bread.md"
    text.write_text("**Ann:** What does salt do?\n\n**Ben:** It slows the yeast.\n")
    desk.session.load(desk.add(text))
    desk.window.player_bar.problem_button.click()
    desk.wait_until(lambda: desk.banner_words.startswith("This episode has no audio"))


def show_no_device(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    assert isinstance(desk.player, NullPlayer)
    desk.player.plug(False)
    desk.window.player_bar.problem_button.click()
    desk.wait_until(lambda: desk.banner_words.startswith("No sound device"))


def show_note(desk: Desk, tmp: Path) -> None:
    show_bookmarks(desk, tmp)
    NoteDialog(desk.shown.bookmarks[0].bookmark, desk.window).open()


def show_go_to_time(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    TimeDialog(0, desk.window).open()


def show_crash(desk: Desk, tmp: Path) -> None:
    show_reading(desk, tmp)
    desk.earmark.report_crash(ValueError("a bug"))


ALONE = (show_first_run, show_refused)
SCREENS = (
    show_reading,
    show_bookmarks,
    show_find,
    show_results,
    show_no_results,
    show_library,
    show_all_bookmarks,
    show_missing_audio,
    show_timing,
    show_settings,
    show_keys,
    show_change_keys,
    show_taken_key,
    show_correcting,
    show_no_audio,
    show_no_device,
    show_note,
    show_go_to_time,
    show_crash,
)


@pytest.mark.parametrize("show", ALONE, ids=lambda show: show.__name__.removeprefix("show_"))
def test_every_control_before_there_is_a_library_has_a_name(
    desk: Desk, tmp_path: Path, show: Callable[[Desk, Path], None]
) -> None:
    look_at(desk, tmp_path, show)


@pytest.mark.parametrize("show", SCREENS, ids=lambda show: show.__name__.removeprefix("show_"))
def test_every_control_has_a_name_and_does_something(
    reading_desk: Desk, tmp_path: Path, show: Callable[[Desk, Path], None]
) -> None:
    look_at(reading_desk, tmp_path, show)


def look_at(desk: Desk, tmp_path: Path, show: Callable[[Desk, Path], None]) -> None:
    desk.window.resize(*SIZES[0])
    show(desk, tmp_path)
    seen = 0
    for size in SIZES:
        desk.window.resize(*size)
        QCoreApplication.sendPostedEvents()
        controls = list(controls_on_screen())
        seen += len(controls)
        assert [told(control) for control in controls if not name_of(control)] == []
        assert [told(control) for control in controls if is_idle(control)] == []
    assert seen > 0
    for over in QApplication.topLevelWidgets():
        if isinstance(over, QDialog) or over.windowType() is Qt.WindowType.Popup:
            over.close()


def controls_on_screen() -> Iterator[QWidget]:
    """All controls that can be seen in any window, but for scroll bars, which Qt names."""
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        for widget in window.findChildren(QWidget):
            is_control = isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar)
            if is_control and widget.isVisibleTo(window) and not is_part_of_another(widget):
                yield widget


def is_part_of_another(widget: QWidget) -> bool:
    """Whether Qt made the control inside another one: the field of a spin box, a combo's list."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QSpinBox | QComboBox):
            return True
        parent = parent.parentWidget()
    return False


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def is_idle(widget: QWidget) -> bool:
    """Whether it is a button that nothing listens to."""
    if not isinstance(widget, QAbstractButton):
        return False
    if isinstance(widget, QToolButton) and (widget.menu() or widget.defaultAction()):
        return False
    signals = (widget.clicked, widget.toggled, widget.pressed)
    heard = any(widget.isSignalConnected(QMetaMethod.fromSignal(signal)) for signal in signals)
    return not heard and widget.group() is None and not getattr(widget, "menu", lambda: None)()


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.toolTip()} {name_of(widget)}"
