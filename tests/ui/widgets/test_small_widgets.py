"""The pieces that every screen shares: names, words, wishes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.find_bar import FindBar
from desktop_app.ui.widgets.header import Header
from desktop_app.ui.widgets.icon_button import IconButton
from desktop_app.ui.widgets.key_cap import KeyCap
from desktop_app.ui.widgets.label import label
from desktop_app.ui.widgets.progress_line import ProgressLine
from desktop_app.ui.widgets.push_button import PushButton, Weight
from desktop_app.ui.widgets.segmented import Segmented
from desktop_app.ui.widgets.strip import Strip
from desktop_app.ui.widgets.timing_chip import TimingChip, TimingQuality
from desktop_app.ui.widgets.toast import Toast

Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Shown:
    """Return a function that shows a widget until the test is over."""

    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return shown


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def button(of: QWidget, words: str) -> QPushButton:
    return next(b for b in of.findChildren(QPushButton) if b.text().strip() == words)


def test_an_icon_button_is_named_and_its_tip_has_the_key(show: Shown) -> None:
    made = IconButton("search", "Find in this episode", "Ctrl+F")
    show(made)
    assert name(made) == "Find in this episode"
    assert made.toolTip() == "Find in this episode  Ctrl+F"


def test_a_long_title_does_not_push_and_is_kept_in_the_tip(show: Shown) -> None:
    made = ElidedLabel("A very long title that has no room here")
    show(made)
    made.resize(80, 20)
    assert made.minimumSizeHint().width() <= 400
    assert made.toolTip() == "A very long title that has no room here"
    assert made.minimumWidth() <= 24


def test_words_are_never_taken_for_markup() -> None:
    assert label("<b>Bread</b>").textFormat() is Qt.TextFormat.PlainText
    assert ElidedLabel("<b>Bread</b>").textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("weight", list(Weight))
def test_a_button_is_named_for_its_words_with_or_without_an_icon(
    show: Shown, weight: Weight
) -> None:
    made = PushButton("Add a note", weight, icon_name="plus")
    show(made)
    assert name(made) == "Add a note"
    assert not made.icon().isNull()
    assert made.property("primary") is (weight is Weight.PRIMARY)


@pytest.mark.parametrize(
    ("quality", "words", "tip"),
    [
        (TimingQuality.EXACT, "Exact times", "Jumps land on the word."),
        (TimingQuality.MIXED, "Mostly exact", "about 5 seconds off"),
        (TimingQuality.ROUGH, "Rough times", "about 5 seconds off"),
        (TimingQuality.ALIGNING, "Aligning 27 %", "You can keep listening."),
        (TimingQuality.NONE, "No times", "Align it to follow along."),
    ],
)
def test_the_chip_says_how_good_the_times_are(
    show: Shown, quality: TimingQuality, words: str, tip: str
) -> None:
    chip = TimingChip()
    show(chip)
    chip.show_quality(quality, error_ms=5_200, percent=27)
    assert name(chip) == words
    assert chip.text().strip() == words
    assert tip in chip.toolTip()
    assert not chip.icon().isNull()


def test_a_banner_says_its_full_text_and_which_way_was_chosen(show: Shown, qtbot: QtBot) -> None:
    banner = Banner("triangle-alert", "The file is gone", "You can still read.", ["Find it…", "No"])
    show(banner)
    assert name(banner) == "The file is gone You can still read."
    for place, words in enumerate(["Find it…", "No"]):
        with qtbot.waitSignal(banner.action_chosen) as chosen:
            QTest.mouseClick(button(banner, words), Qt.MouseButton.LeftButton)
        assert chosen.args == [place]
    assert button(banner, "Find it…").property("primary")
    assert not button(banner, "No").property("primary")


def test_a_strip_is_one_line_with_a_way_on(show: Shown, qtbot: QtBot) -> None:
    strip = Strip("headphones", "You hear another episode: “Bread”.", ["Play this one"])
    show(strip)
    assert strip.height() <= 48
    assert name(strip) == "You hear another episode: “Bread”."
    with qtbot.waitSignal(strip.action_chosen) as chosen:
        QTest.mouseClick(button(strip, "Play this one"), Qt.MouseButton.LeftButton)
    assert chosen.args == [0]


def test_an_empty_place_says_what_to_do(show: Shown, qtbot: QtBot) -> None:
    empty = EmptyState("bookmark", "No bookmarks yet", "Press B while you listen.", ["Listen"])
    show(empty)
    assert name(empty) == "No bookmarks yet Press B while you listen."
    with qtbot.waitSignal(empty.action_chosen):
        QTest.mouseClick(button(empty, "Listen"), Qt.MouseButton.LeftButton)
    empty.say("Nothing for “saltt”")
    assert name(empty) == "Nothing for “saltt”"


def test_progress_is_said_in_percent(show: Shown) -> None:
    line = ProgressLine("Heard")
    show(line)
    line.show_share(0.274)
    assert name(line) == "Heard: 27 percent"
    line.show_share(7)
    assert name(line) == "Heard: 100 percent"
    line.resize(100, 4)
    assert not line.grab().isNull()


def test_views_of_one_place_are_tabs_with_counts(show: Shown, qtbot: QtBot) -> None:
    tabs = Segmented(["Questions", "Bookmarks"])
    show(tabs)
    tabs.show_count(0, 13)
    interface = QAccessible.queryAccessibleInterface(tabs)
    assert interface.role() is QAccessible.Role.PageTabList
    assert interface.child(0).role() is QAccessible.Role.PageTab
    assert interface.child(0).text(QAccessible.Text.Name) == "Questions, 13"
    assert tabs.tabText(0) == "Questions  13"
    tabs.show_count(0, None)
    assert tabs.tabText(0) == "Questions"
    with qtbot.waitSignal(tabs.currentChanged):
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1


def test_a_key_cap_is_its_key() -> None:
    assert KeyCap("Space").text() == "Space"


# ---- toast ---------------------------------------------------------------------------------------
@pytest.fixture
def window(show: Shown) -> QWidget:
    made = QWidget()
    made.resize(700, 500)
    return show(made)


def test_a_toast_stands_at_the_bottom_centre_and_goes_with_its_window(window: QWidget) -> None:
    toast = Toast(window)
    assert not toast.isVisible()
    toast.say("Bookmarked 13:01", "Add a note", icon_name="bookmark", tone="mark")
    for size in ((700, 500), (500, 400)):
        window.resize(*size)
        QApplication.processEvents()
        assert abs(toast.geometry().center().x() - size[0] / 2) <= 2
        assert size[1] - 140 < toast.geometry().bottom() < size[1]
    assert name(toast) == "Bookmarked 13:01"


def test_a_toast_replaces_the_one_before(window: QWidget) -> None:
    toast = Toast(window)
    toast.say("Saved 1 correction", "Undo")
    toast.say("Copied")
    assert toast.text == "Copied"
    assert not [b for b in toast.findChildren(QPushButton) if b.isVisible()]


def test_a_toast_goes_when_its_action_is_taken(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.say("Jumped to 19:20", "Back")
    with qtbot.waitSignal(toast.action_chosen):
        QTest.mouseClick(button(toast, "Back"), Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


# ---- header and find bar -------------------------------------------------------------------------
def test_the_header_says_what_is_shown(show: Shown) -> None:
    header = Header()
    show(header)
    header.show_recording("Ask us anything", "The Proving Drawer · 14 November")
    shown = [words.text() for words in header.findChildren(QLabel) if words.isVisible()]
    assert shown == ["Ask us anything", "The Proving Drawer · 14 November"]
    assert header.height() == 52
    for control in header.findChildren(QAbstractButton):
        assert name(control) or not control.isVisible()


def test_the_headers_buttons_say_their_wishes(show: Shown, qtbot: QtBot) -> None:
    header = Header()
    show(header)
    header.show_back("26 results")
    for control, signal in (
        (button(header, "26 results"), header.back_wanted),
        (header.chip, header.timing_wanted),
        (header.find_button, header.find_wanted),
        (header.look_button, header.look_wanted),
        (header.panel_button, header.panel_wanted),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    header.show_back("")
    assert not [b for b in header.findChildren(PushButton) if b.isVisible()]


def test_the_panel_button_says_whether_the_panel_is_open(show: Shown, qtbot: QtBot) -> None:
    header = Header()
    show(header)
    header.show_panel(True)
    with qtbot.waitSignal(header.panel_wanted) as wanted:
        QTest.mouseClick(header.panel_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [False]


@pytest.fixture
def find_bar(show: Shown) -> FindBar:
    made = FindBar()
    show(made)
    return made


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "next_wanted"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "previous_wanted"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "play_wanted"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "closed"),
    ],
)
def test_keys_in_the_find_field(
    find_bar: FindBar, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    with qtbot.waitSignal(getattr(find_bar, signal)):
        QTest.keyClick(find_bar.field, key, modifier)


def test_the_find_bar_says_what_is_looked_for_and_where_one_is(
    find_bar: FindBar, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(find_bar.words_changed) as changed:
        find_bar.open("salt")
    assert changed.args == ["salt"]
    find_bar.show_count(None, 15)
    assert find_bar.count_text == "15 places"
    find_bar.show_count(3, 15)
    assert find_bar.count_text == "4 of 15"
    find_bar.show_count(None, 0)
    assert find_bar.count_text == "No places"
    with qtbot.waitSignal(find_bar.all_wanted) as wanted:
        QTest.mouseClick(button(find_bar, "All transcripts"), Qt.MouseButton.LeftButton)
    assert wanted.args == ["salt"]
    find_bar.field.clear()
    find_bar.show_count(None, 0)
    assert find_bar.count_text == ""


def test_everything_on_the_find_bar_has_a_name(find_bar: FindBar) -> None:
    assert name(find_bar.field) == "Find in this episode"
    for control in find_bar.findChildren(QAbstractButton):
        assert name(control)
