"""What the page shows, how it is read by machines, and what a click or a key on it means."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QImage,
    QResizeEvent,
    QTextBlock,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.transcript.lookup import Zone
from desktop_app.transcript.model import Cue, Evidence
from desktop_app.transcript.quotes import Passage
from desktop_app.ui.theme import DARK, LIGHT, apply_theme, font, theme_of
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.tick_scroll_bar import TickScrollBar
from desktop_app.ui.widgets.transcript_view import TranscriptView
from desktop_app.ui.widgets.voice_follower import Following
from tests.builders import make_transcript
from tests.ui.widgets.pages import (
    EACH_MS,
    Asked,
    block_of,
    long_page,
    point_in,
    top_of,
    turn_wheel,
    with_words,
)

MakeView = Callable[..., TranscriptView]


def labels(view: TranscriptView) -> list[QToolButton]:
    """Return the time labels in view, from the top."""
    buttons = [b for b in view.viewport().findChildren(QToolButton, "time") if b.isVisible()]
    return sorted(buttons, key=lambda button: button.y())


def _blocks(view: TranscriptView) -> Iterator[QTextBlock]:
    block = view.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def colour_beside(view: TranscriptView, words: str, *, left_px: int = 6) -> QColor:
    """Return the colour just left of the first line of a block."""
    picture = view.viewport().grab().toImage()
    at = point_in(view, words, 0)
    return picture.pixelColor(at.x() - left_px, at.y())


def colours_of(view: TranscriptView, words: str, start: int, end: int) -> set[str]:
    """Return the colours on the page between two characters of a block, above the line."""
    picture: QImage = view.viewport().grab().toImage()
    first, last = point_in(view, words, start), point_in(view, words, end)
    return {
        picture.pixelColor(x, y).name()
        for x in range(first.x(), last.x())
        for y in range(max(0, first.y() - 14), first.y() + 10)
    }


# ---- read by machines ----------------------------------------------------------------------------
def test_a_screen_reader_finds_a_read_only_text_named_transcript(make_view: MakeView) -> None:
    view = make_view(make_transcript("A: One. / B: Two."))
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "Transcript"
    assert interface.role() is QAccessible.Role.EditableText
    assert interface.state().readOnly
    text = interface.textInterface()
    assert text.text(0, text.characterCount()) == "A\nOne.\nB\nTwo."


def test_time_labels_are_buttons_with_spoken_names(make_view: MakeView) -> None:
    exact = make_view(long_page())
    assert [button.text() for button in labels(exact)[:2]] == ["0:00", "0:10"]
    interface = QAccessible.queryAccessibleInterface(labels(exact)[1])
    assert interface.role() is QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "Play from 10 seconds"
    assert labels(exact)[1].toolTip() == "Play from 0:10"


def test_an_estimated_time_says_about(make_view: MakeView) -> None:
    page = long_page(evidence=Evidence.ESTIMATED)
    moved = [replace(s, start_ms=(s.start_ms or 0) + 800_000) for s in page.segments]
    view = make_view(page.with_segments(moved))
    label = labels(view)[0]
    assert label.text() == "≈ 13:20"
    assert label.toolTip() == "Play from about 13:20"
    assert label.accessibleName() == "Play from about 13 minutes 20 seconds"


def test_time_labels_take_no_keyboard_focus(make_view: MakeView) -> None:
    view = make_view(long_page())
    assert {button.focusPolicy() for button in labels(view)} == {Qt.FocusPolicy.NoFocus}


def test_copied_text_has_no_times(make_view: MakeView) -> None:
    page = make_transcript("A: One. / Break: / B: Two.")
    view = make_view(page, zones=[Zone(10_000, 20_000, "break")], questions=[Asked("Why?", 2)])
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "A\nOne.\n\nWhy?\n\nB\nTwo."


def test_in_a_break_nothing_is_marked_and_each_second_is_told(make_view: MakeView) -> None:
    page = make_transcript("A: One. / Break: / B: Two.")
    view = make_view(page, zones=[Zone(10_000, 20_000, "break")])
    pictures = []
    for moment_ms in (12_000, 12_400, 13_000):
        view.set_moment(moment_ms)
        pictures.append(view.viewport().grab().toImage())
        assert view.current_segment is None
        assert view.current_words == ""
    assert pictures[0] == pictures[1]
    assert pictures[1] != pictures[2]


# ---- labels --------------------------------------------------------------------------------------
def test_labels_stand_at_their_lines_and_left_of_the_text(make_view: MakeView) -> None:
    view = make_view(long_page())
    for button, words in zip(labels(view), ["A", "B"], strict=False):
        block = block_of(view, words)
        rect = view.document().documentLayout().blockBoundingRect(block)
        middle = rect.top() + rect.height() / 2 - view.verticalScrollBar().value()
        assert abs(button.geometry().center().y() - middle) <= 4
        assert button.geometry().right() < point_in(view, words, 0).x()


def test_the_label_of_the_passage_is_the_bold_one(make_view: MakeView) -> None:
    view = make_view(long_page())
    view.set_moment(1 * EACH_MS)
    bold = [b.text() for b in labels(view) if b.font().weight() == 600]
    assert bold == ["0:10"]
    current = [b.text() for b in labels(view) if b.property("current")]
    assert current == ["0:10"]
    view.set_moment(2 * EACH_MS)
    assert [b.text() for b in labels(view) if b.font().weight() == 600] == ["0:20"]


def test_labels_stand_at_their_lines_whatever_the_width(make_view: MakeView) -> None:
    view = make_view(long_page(12))
    for width in [*range(1_400, 300, -70), *range(330, 1_400, 70), 720, 1_044, 332]:
        view.resize(width, 900)
        assert len(labels(view)) > 1
        for number, button in enumerate(labels(view)):
            name = view.document().findBlockByNumber(2 * number)  # the one above a paragraph
            rect = view.document().documentLayout().blockBoundingRect(name)
            middle = rect.center().y() - view.verticalScrollBar().value()
            assert abs(button.geometry().center().y() - middle) <= 4, (width, number)


def test_a_few_labels_do_for_a_long_text(make_view: MakeView) -> None:
    view = make_view(long_page(200))
    bar = view.verticalScrollBar()
    seen = set()
    for value in range(0, bar.maximum(), 400):
        bar.setValue(value)
        seen |= {button.text() for button in labels(view)}
    assert len(seen) > 150
    assert len(view.viewport().findChildren(QToolButton, "time")) < 20


def test_a_time_is_said_once_for_a_name_and_its_text(make_view: MakeView) -> None:
    view = make_view(make_transcript("A: One. / A: Two. / B: Three."))
    assert [button.text() for button in labels(view)] == ["0:00", "0:10", "0:20"]


def test_a_text_without_times_has_no_labels(make_view: MakeView) -> None:
    assert labels(make_view(make_transcript("A: One. / B: Two.", each_ms=None))) == []


def test_long_times_have_room_in_the_gutter(make_view: MakeView) -> None:
    page = long_page(evidence=Evidence.ESTIMATED)
    moved = [replace(s, start_ms=(s.start_ms or 0) + 36_000_000) for s in page.segments]
    view = make_view(page.with_segments(moved), width=480)
    assert labels(view)[0].text() == "≈ 10:00:00"
    assert labels(view)[0].x() >= 0


def test_a_click_on_a_label_moves_the_sound_there(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    view.set_moment(0)
    turn_wheel(view.viewport(), -1)
    with qtbot.waitSignal(view.moment_chosen) as chosen:
        QTest.mouseClick(labels(view)[1], Qt.MouseButton.LeftButton)
    assert chosen.args is not None
    assert chosen.args[0] in (1 * EACH_MS, 2 * EACH_MS)
    assert chosen.args[1]
    assert view.following is Following.FOLLOWING


# ---- the hand ------------------------------------------------------------------------------------
def test_one_click_only_places_the_cursor(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    with qtbot.assertNotEmitted(view.moment_chosen), qtbot.assertNotEmitted(view.play_from):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, "Number 1.", 12)
        )
    assert view.reading_place is not None
    assert view.reading_place[0] == 1
    assert abs(view.reading_place[1] - 12) <= 1


def test_one_click_plays_for_those_who_want_that(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    view.set_click_plays(True)
    with qtbot.waitSignal(view.play_from) as played:
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, "Number 1.", 3)
        )
    assert played.args == [1 * EACH_MS]


def test_a_click_that_ends_a_selection_does_not_play(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    view.set_click_plays(True)
    view.selectAll()
    with qtbot.assertNotEmitted(view.play_from):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, "Number 1.", 3)
        )


def test_two_clicks_play_from_the_sentence(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(with_words(make_transcript("A: One two. Three four five. Six.")))
    with qtbot.waitSignal(view.play_from) as played:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, "One", 19))
    words = view.document().findBlockByNumber(1).text()
    assert words[9:14] == "Three"
    assert played.args == [round(2 * EACH_MS / 6)]
    assert not view.textCursor().hasSelection()


def test_two_clicks_on_a_question_play_from_it(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page(), questions=[Asked("Why so flat?", 1, 12_345)])
    with qtbot.waitSignal(view.play_from) as played:
        QTest.mouseDClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, "Why so", 3)
        )
    assert played.args == [12_345]


def test_two_clicks_beside_the_text_do_nothing(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    with qtbot.assertNotEmitted(view.play_from):
        at = QPoint(6, point_in(view, "Number 1.").y())
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_two_clicks_in_a_text_without_times_do_nothing(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(make_transcript("A: One. / B: Two.", each_ms=None))
    with qtbot.assertNotEmitted(view.play_from):
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, "One."))


def test_a_click_on_a_name_moves_the_sound_to_its_turn(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(make_transcript("Ines Dahl: One. / Marcus Bello: Two."))
    at = point_in(view, "Marcus", 3)
    with qtbot.waitSignal(view.moment_chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args is not None
    assert chosen.args[0] == EACH_MS
    QTest.mouseMove(view.viewport(), at)
    assert view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view.viewport(), point_in(view, "Two."))
    assert view.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def test_enter_plays_from_the_reading_cursor(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(view, "Number 1.", 3))
    with qtbot.waitSignal(view.play_from) as played:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert played.args == [EACH_MS]


def test_arrow_keys_move_the_reading_cursor_by_lines_into_view(make_view: MakeView) -> None:
    view = make_view(long_page())
    places = []
    for _ in range(60):
        QTest.keyClick(view, Qt.Key.Key_Down)
        places.append(view.textCursor().position())
        assert view.viewport().rect().contains(view.cursorRect().center())
    assert places == sorted(places)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.textCursor().position() < places[-1]


def test_page_keys_turn_the_page_with_the_cursor(make_view: MakeView) -> None:
    view = make_view(long_page())
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 300
    assert view.viewport().rect().contains(view.cursorRect().center())
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.textCursor().atEnd()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.textCursor().atStart()


def test_keys_of_the_window_are_left_alone(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    place = view.textCursor().position()
    for key, modifier in (
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(view, key, modifier)
    assert view.textCursor().position() == place
    assert view.verticalScrollBar().value() == 0


def test_caret_browsing_moves_and_selects_until_escape(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(make_transcript("A: One two three."))
    view.set_caret_browsing(True)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(
        view,
        Qt.Key.Key_Right,
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier,
    )
    assert view.selected_passage == Passage(0, 0, 0, 4)
    with qtbot.waitSignal(view.caret_browsing_changed) as changed:
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert changed.args == [False]
    assert not view.is_caret_browsing


def test_the_menu_knows_the_place_it_is_asked_at(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    at = point_in(view, "Number 1.", 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    with qtbot.waitSignal(view.menu_wanted) as wanted:
        QApplication.sendEvent(view.viewport(), event)
    assert wanted.args is not None
    segment, offset, where = wanted.args
    assert segment == 1
    assert abs(offset - 5) <= 1
    assert where == view.viewport().mapToGlobal(at)


# ---- what is painted -----------------------------------------------------------------------------
def test_the_passage_is_tinted_with_an_exact_edge(make_view: MakeView) -> None:
    view = make_view(long_page())
    view.set_moment(EACH_MS)
    assert colour_beside(view, "Number 1.").name() == LIGHT.now
    assert colour_beside(view, "Number 1.", left_px=16).name() == LIGHT.accent
    assert colour_beside(view, "Number 0.").name() == LIGHT.canvas
    view.set_moment(0)
    assert colour_beside(view, "Number 1.").name() == LIGHT.canvas


def test_an_estimated_passage_has_a_soft_edge(make_view: MakeView) -> None:
    view = make_view(long_page(evidence=Evidence.ESTIMATED))
    view.set_moment(EACH_MS)
    edge = {colour_beside(view, "Number 1.", left_px=left).name() for left in range(4, 26)} - {
        LIGHT.canvas
    }
    assert len(edge) > 6


def test_the_speakers_name_belongs_to_the_passage(make_view: MakeView) -> None:
    view = make_view(make_transcript("Ines: One. / Marcus: Two."))
    view.set_moment(EACH_MS)
    assert colour_beside(view, "Marcus").name() == LIGHT.now
    assert colour_beside(view, "Ines").name() == LIGHT.canvas


def test_only_the_word_being_spoken_is_tinted_where_words_are_known(make_view: MakeView) -> None:
    view = make_view(with_words(make_transcript("A: One two three four.")))
    view.set_moment(3_000)
    assert view.current_words == "two"
    assert LIGHT.word in colours_of(view, "One two", 4, 7)
    assert LIGHT.accent in colours_of(view, "One two", 4, 7)
    assert LIGHT.word not in colours_of(view, "One two", 9, 14)
    view.set_moment(6_000)
    assert LIGHT.word not in colours_of(view, "One two", 4, 6)
    assert LIGHT.word in colours_of(view, "One two", 8, 13)


def test_a_cues_words_are_tinted_where_only_cues_are_known(make_view: MakeView) -> None:
    page = replace(
        make_transcript("A: One two. Three four."),
        cues=(Cue(0, 5_000, None, "One two."), Cue(5_000, 10_000, None, "Three four.")),
    )
    view = make_view(page)
    view.set_moment(6_000)
    assert view.current_words == "Three four."
    first = colours_of(view, "One two", 0, 7)
    second = colours_of(view, "One two", 10, 18)
    assert LIGHT.now in first
    assert second - first


def test_an_estimate_never_marks_a_word(make_view: MakeView) -> None:
    view = make_view(long_page(evidence=Evidence.ESTIMATED))
    view.set_moment(EACH_MS + 3_000)
    assert view.current_words == ""


def test_bookmarks_are_underlined_with_a_ribbon(make_view: MakeView) -> None:
    view = make_view(make_transcript("A: One two three four."))
    before = view.viewport().grab().toImage()
    view.set_bookmarks([Passage(0, 4, 0, 13)])
    after = view.viewport().grab().toImage()
    ribbon = {
        after.pixelColor(x, y).name()
        for x in range(after.width() - 60, after.width())
        for y in range(120)
    }
    assert LIGHT.mark in ribbon
    assert before != after


def test_hits_are_tinted_and_the_current_one_stronger(make_view: MakeView) -> None:
    view = make_view(make_transcript("A: Salt and salt and pepper."))
    view.set_hits([(0, 0, 4), (0, 9, 13)])
    view.set_current_hit(1)
    assert LIGHT.hit in colours_of(view, "Salt", 0, 4)
    assert LIGHT.hit_now in colours_of(view, "Salt", 9, 13)
    assert LIGHT.hit not in colours_of(view, "Salt", 18, 24)
    view.set_hits([])
    assert LIGHT.hit not in colours_of(view, "Salt", 0, 4)


def test_a_current_hit_far_away_comes_into_view_and_the_sound_stays(
    make_view: MakeView, qtbot: QtBot
) -> None:
    view = make_view(long_page())
    view.set_moment(0)
    view.set_hits([(2, 0, 6), (33, 0, 6)])
    with qtbot.assertNotEmitted(view.moment_chosen):
        view.set_current_hit(1)
    assert 0 < top_of(view, "Number 33.") < view.viewport().height()
    assert view.following is Following.LET_GO


def test_hits_show_as_ticks_on_the_scroll_bar(make_view: MakeView) -> None:
    view = make_view(long_page())
    view.set_hits([(2, 0, 6), (2, 9, 12), (33, 0, 6)])
    bar = view.verticalScrollBar()
    assert isinstance(bar, TickScrollBar)
    assert len(bar.ticks) == 2
    view.set_hits([])
    assert bar.ticks == ()


def test_showing_a_place_moves_the_text_and_marks_it_for_a_moment(
    make_view: MakeView, qtbot: QtBot
) -> None:
    view = make_view(long_page())
    view.set_moment(0)
    view.show_segment(30)
    assert abs(top_of(view, "Number 30.") - 0.28 * view.viewport().height()) < 40
    assert colour_beside(view, "Number 30.").name() == LIGHT.sel
    assert view.reading_place == (30, 0)
    assert view.current_segment == 0
    qtbot.waitUntil(lambda: colour_beside(view, "Number 30.").name() == LIGHT.canvas, timeout=3_000)


def test_another_font_of_the_window_leaves_the_text_as_large_as_it_was(
    make_view: MakeView,
) -> None:
    view = make_view(make_transcript("A: One."))
    before = view.document().lastBlock().layout().lineAt(0).height()
    for size_px in (9, 40):
        view.setFont(font("body", size_px=size_px))
        assert view.document().lastBlock().layout().lineAt(0).height() == before


def test_another_theme_recolours_names_and_tints(make_view: MakeView, qapp: QApplication) -> None:
    view = make_view(make_transcript("Ines: One. / Marcus: Two."))
    view.set_moment(0)
    apply_theme(qapp, DARK)
    assert colour_beside(view, "One.").name() == DARK.now
    assert colour_beside(view, "Two.").name() == DARK.canvas
    assert colours_of(view, "Ines", 0, 4) & {DARK.speaker(0)}


def test_a_long_text_has_its_visible_names_in_the_new_colours_at_once_and_then_all(
    make_view: MakeView, qapp: QApplication, qtbot: QtBot
) -> None:
    view = make_view(long_page(400))
    first, last = block_of(view, "A"), view.document().lastBlock().previous()
    assert last.text() == "B"

    def ink(block: QTextBlock) -> str:
        return block.begin().fragment().charFormat().foreground().color().name()

    apply_theme(qapp, DARK)
    assert ink(first) == DARK.speaker(0)
    assert ink(last) == LIGHT.speaker(1)
    qtbot.waitUntil(lambda: ink(last) == DARK.speaker(1))
    names = [b for b in _blocks(view) if b.text() in ("A", "B")]
    assert {ink(block) for block in names} == {DARK.speaker(0), DARK.speaker(1)}


def test_another_theme_changes_the_size_of_nothing_on_the_page(
    make_view: MakeView, qapp: QApplication
) -> None:
    view = make_view(long_page())
    sizes: list[QSize] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QResizeEvent):
                sizes.append(event.size())
            return False

    watch = Watch()
    view.viewport().installEventFilter(watch)
    apply_theme(qapp, DARK)
    assert theme_of(view.palette()) is DARK
    assert sizes == []


def test_a_view_is_seen_unless_it_is_hidden_or_minimised(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    qtbot.waitUntil(lambda: view.is_seen)
    view.showMinimized()
    assert not view.is_seen
    view.showNormal()
    qtbot.waitUntil(lambda: view.is_seen)
    with qtbot.assertNotEmitted(view.came_into_view):
        view.hide()
        assert not view.is_seen
    with qtbot.waitSignal(view.came_into_view):
        view.show()


def test_only_the_paragraph_being_spoken_has_its_time_in_the_colour_of_the_voice(
    make_view: MakeView,
) -> None:
    view = make_view(long_page())
    for number in (0, 1, 2, 1):
        view.set_moment(number * EACH_MS + 500)
        current = [button.text() for button in labels(view) if button.property("current")]
        assert current == [f"0:{number * 10:02d}"]
        assert len({button.text() for button in labels(view)}) == len(labels(view))


# ---- size, place, emptiness ----------------------------------------------------------------------
def test_lines_are_about_seventy_characters_long(make_view: MakeView) -> None:
    view = make_view(long_page(), width=1_400)
    lengths = []
    for number in range(0, 40, 3):
        block = block_of(view, f"Number {number}.")
        lines = block.layout()
        lengths += [lines.lineAt(n).textLength() for n in range(lines.lineCount() - 1)]
    assert 62 <= sorted(lengths)[len(lengths) // 2] <= 76
    assert max(lengths) <= 80


def test_the_text_keeps_its_place_when_its_size_changes(make_view: MakeView) -> None:
    view = make_view(long_page())
    view.show_segment(20, flash=False)
    view.set_look(ReadingLook(size_px=24))
    assert -60 < top_of(view, "Number 20.") < view.viewport().height()
    assert view.reading_place == (20, 0)
    assert view.document().defaultFont().pixelSize() == 24


def test_the_text_keeps_its_place_when_the_view_gets_narrow(make_view: MakeView) -> None:
    view = make_view(long_page())
    view.show_segment(20, flash=False)
    view.resize(460, 500)
    QApplication.processEvents()
    assert -60 < top_of(view, "Number 20.") < view.viewport().height()


def test_new_times_for_the_same_text_move_nothing(make_view: MakeView) -> None:
    page = long_page(evidence=Evidence.ESTIMATED)
    view = make_view(page)
    view.set_moment(0)
    view.set_bookmarks([Passage(20, 0, 20, 9)])
    view.show_segment(20, flash=False)
    value = view.verticalScrollBar().value()
    view.show_transcript(with_words(page), keep_place=True)
    assert abs(view.verticalScrollBar().value() - value) <= 40
    assert view.reading_place == (20, 0)
    assert view.current_segment == 0
    assert view.following is Following.LET_GO


def test_another_text_starts_at_its_top_and_follows(make_view: MakeView) -> None:
    view = make_view(long_page())
    view.set_moment(30 * EACH_MS)
    view.set_hits([(1, 0, 4)])
    turn_wheel(view.viewport(), 3)
    view.show_transcript(make_transcript("C: Hello. / D: There."))
    assert view.verticalScrollBar().value() == 0
    assert view.current_segment is None
    view.set_moment(0)
    assert view.following is Following.FOLLOWING


def test_a_recording_without_text_says_so_and_offers_a_way(
    make_view: MakeView, qtbot: QtBot
) -> None:
    view = make_view(long_page())
    view.show_empty("text-search", "No transcript", "Add one to read along.", ["Add a text…"])
    view.set_moment(5_000)
    shown = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "No transcript" in shown
    assert view.toPlainText() == ""
    assert view.following is Following.NOT_POSSIBLE
    with qtbot.waitSignal(view.empty_action_chosen) as chosen:
        button = next(b for b in view.findChildren(QPushButton) if b.text() == "Add a text…")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [0]
    view.show_transcript(make_transcript("A: One."))
    assert "No transcript" not in [
        label.text() for label in view.findChildren(QLabel) if label.isVisible()
    ]


@pytest.mark.parametrize("width", [320, 400, 700, 701, 1_440, 2_560])
def test_every_width_has_a_column(make_view: MakeView, width: int) -> None:
    view = make_view(long_page(), width=width)
    view.set_moment(EACH_MS)
    view.grab()
    assert view.painted_segment == 1
    assert view.viewport().width() <= width
