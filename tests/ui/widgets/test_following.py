"""What the text does as the voice goes on, and what the user's hand changes about that."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.transcript.lookup import Zone
from desktop_app.transcript.model import Evidence
from desktop_app.ui.widgets.pill import Pill
from desktop_app.ui.widgets.transcript_view import TranscriptView
from desktop_app.ui.widgets.voice_follower import Following, VoiceFollower
from tests.builders import make_transcript
from tests.ui.widgets.pages import (
    EACH_MS,
    block_of,
    long_page,
    point_in,
    top_of,
    turn_wheel,
    with_words,
)

MakeView = Callable[..., TranscriptView]


@pytest.fixture
def view(make_view: MakeView) -> TranscriptView:
    made = make_view(long_page())
    made.set_moment(0)
    return made


def test_the_paragraph_being_spoken_is_the_one_that_is_painted(view: TranscriptView) -> None:
    for number in (0, 1, 7, 30, 39):
        view.set_moment(number * EACH_MS + 500)
        view.grab()
        assert view.current_segment == number
        assert view.painted_segment == number


def test_the_passage_stays_in_the_band_while_the_voice_goes_on(view: TranscriptView) -> None:
    height = view.viewport().height()
    for moment_ms in range(0, 40 * EACH_MS, 1_000):
        view.set_moment(moment_ms)
        if moment_ms >= 2 * EACH_MS:
            top = top_of(view, f"Number {view.current_segment}.")
            assert 0.12 * height <= top <= 0.75 * height


def test_nothing_scrolls_while_the_passage_is_well_in_view(view: TranscriptView) -> None:
    values = []
    for moment_ms in range(0, 10 * EACH_MS, 1_000):
        view.set_moment(moment_ms)
        values.append(view.verticalScrollBar().value())
    assert len(set(values)) < 6


def test_at_the_last_line_nothing_hops(view: TranscriptView) -> None:
    view.set_moment(39 * EACH_MS + 100)
    value = view.verticalScrollBar().value()
    for moment_ms in range(39 * EACH_MS + 100, 41 * EACH_MS, 500):
        view.set_moment(moment_ms)
        assert view.verticalScrollBar().value() == value


def test_a_paragraph_taller_than_the_view_goes_by_the_line(make_view: MakeView) -> None:
    tall = " ".join(f"word{n}" for n in range(900))
    view = make_view(with_words(make_transcript(f"A: Short. / B: {tall} / A: End.")))
    for moment_ms in range(EACH_MS, 2 * EACH_MS, 250):
        view.set_moment(moment_ms)
        block = block_of(view, "word0")
        word = view.current_words
        position = block.text().index(word)
        line = block.layout().lineForTextPosition(position)
        y = top_of(view, "word0") + line.y()
        assert 0 <= y <= view.viewport().height() * 0.72


def test_the_users_wheel_lets_go_and_the_voice_goes_on_alone(
    view: TranscriptView, qtbot: QtBot
) -> None:
    view.set_moment(20 * EACH_MS)
    with qtbot.waitSignals([view.let_go, view.following_changed]):
        turn_wheel(view.viewport(), -5)
    assert view.following is Following.LET_GO
    value = view.verticalScrollBar().value()
    view.set_moment(35 * EACH_MS)
    assert view.verticalScrollBar().value() == value
    assert view.current_segment == 35


def test_our_own_scrolling_never_lets_go(view: TranscriptView) -> None:
    for number in range(40):
        view.set_moment(number * EACH_MS)
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 3)
    view.resize(700, 400)
    assert view.following is Following.FOLLOWING


@pytest.mark.parametrize(
    "key",
    [
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    ],
)
def test_the_users_keys_let_go(view: TranscriptView, key: Qt.Key) -> None:
    view.set_moment(20 * EACH_MS)
    QTest.keyClick(view, key)
    assert view.following is Following.LET_GO


def test_dragging_the_scroll_bar_lets_go(view: TranscriptView) -> None:
    bar = view.verticalScrollBar()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, 10))
    QTest.mouseMove(bar, QPoint(6, 60))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, 60))
    assert view.following is Following.LET_GO


def test_dragging_over_text_selects_lets_go_and_never_seeks(
    view: TranscriptView, qtbot: QtBot
) -> None:
    start, end = point_in(view, "Number 0.", 3), point_in(view, "Number 1.", 9)
    with qtbot.assertNotEmitted(view.play_from), qtbot.assertNotEmitted(view.moment_chosen):
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view.viewport(), end)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.following is Following.LET_GO
    passage = view.selected_passage
    assert passage is not None
    assert (passage.segment, passage.segment_to) == (0, 1)


def test_nothing_scrolls_while_something_is_selected(view: TranscriptView) -> None:
    view.selectAll()
    view.set_moment(30 * EACH_MS)
    assert view.verticalScrollBar().value() == 0


def test_control_and_the_wheel_change_the_text_size_and_let_nothing_go(
    view: TranscriptView, qtbot: QtBot
) -> None:
    steps: list[int] = []
    view.size_step_wanted.connect(steps.append)
    turn_wheel(view.viewport(), 1, Qt.KeyboardModifier.ControlModifier)
    turn_wheel(view.viewport(), -1, Qt.KeyboardModifier.ControlModifier)
    assert steps == [1, -1]
    assert view.following is Following.FOLLOWING


def test_the_wheel_beside_the_page_scrolls_too(make_view: MakeView) -> None:
    view = make_view(long_page(), width=1_400)
    view.set_moment(0)
    assert view.viewport().x() > 100
    turn_wheel(view, -3)
    assert view.verticalScrollBar().value() > 0
    assert view.following is Following.LET_GO


def test_follow_goes_back_to_the_voice_at_once(view: TranscriptView) -> None:
    view.set_moment(30 * EACH_MS)
    turn_wheel(view.viewport(), 40)
    view.follow()
    view.grab()
    assert view.following is Following.FOLLOWING
    assert view.painted_segment == 30
    top = top_of(view, "Number 30.")
    assert 0.12 * view.viewport().height() <= top <= 0.5 * view.viewport().height()


def test_follow_lets_go_of_the_selection(view: TranscriptView) -> None:
    view.set_moment(10 * EACH_MS)
    view.selectAll()
    view.follow()
    assert view.selected_passage is None
    view.set_moment(35 * EACH_MS)
    view.grab()
    assert view.painted_segment == 35


def test_the_pill_shows_where_the_voice_is_only_when_let_go(view: TranscriptView) -> None:
    pill = view.findChild(Pill)
    assert pill is not None
    view.set_moment(20 * EACH_MS)
    assert not pill.isVisible()
    turn_wheel(view.viewport(), -60)
    assert pill.isVisible()
    assert pill.text().strip() == "Back to 3:20"
    assert pill.accessibleName() == "Back to 3 minutes 20 seconds, where the voice is"
    assert pill.points_up
    view.set_moment(39 * EACH_MS)
    turn_wheel(view.viewport(), 300)
    view.set_moment(39 * EACH_MS + 1)
    assert not pill.points_up
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert view.following is Following.FOLLOWING
    assert not pill.isVisible()


def test_the_pill_stands_in_the_middle_of_the_column(make_view: MakeView) -> None:
    view = make_view(long_page(), width=1_200)
    view.set_moment(20 * EACH_MS)
    turn_wheel(view.viewport(), -40)
    pill = view.findChild(Pill)
    assert pill is not None
    assert abs(pill.geometry().center().x() - (1_200 - 12) / 2) <= 3


def test_without_times_following_is_not_possible(make_view: MakeView) -> None:
    view = make_view(make_transcript("A: One. / B: Two.", each_ms=None))
    view.set_moment(5_000)
    assert view.following is Following.NOT_POSSIBLE
    assert view.current_segment is None


def test_a_voice_in_another_text_is_not_followed(view: TranscriptView) -> None:
    view.set_moment(20 * EACH_MS)
    view.set_moment(None)
    assert view.following is Following.NOT_POSSIBLE
    assert view.current_segment is None
    view.set_moment(21 * EACH_MS)
    assert view.following is Following.FOLLOWING


def test_scrolling_a_text_whose_sound_is_elsewhere_lets_nothing_go(
    make_view: MakeView,
) -> None:
    view = make_view(long_page())
    turn_wheel(view.viewport(), -3)
    view.set_moment(0)
    assert view.following is Following.FOLLOWING


def test_a_place_that_was_shown_is_not_left_when_the_voice_comes_in(
    make_view: MakeView,
) -> None:
    view = make_view(long_page())
    view.show_segment(25)
    view.set_moment(0)
    assert view.following is Following.LET_GO
    assert 0 < top_of(view, "Number 25.") < view.viewport().height()


def test_in_a_break_no_paragraph_is_marked_and_its_line_is(make_view: MakeView) -> None:
    page = make_transcript("A: One. / Break: / B: Two.")
    view = make_view(page, zones=[Zone(10_000, 20_000, "break")])
    view.set_moment(15_000)
    view.grab()
    assert view.current_segment is None
    assert view.painted_segment is None
    assert view.following is Following.FOLLOWING


def test_a_small_scroll_glides_and_the_wheel_ends_it(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page(evidence=Evidence.ESTIMATED))
    view.set_reduced_motion(False)
    view.set_moment(0)
    bar = view.verticalScrollBar()
    view.set_moment(4 * EACH_MS)
    assert bar.value() == 0
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=1_000)
    turn_wheel(view.viewport(), 1)
    follower = view.findChild(VoiceFollower)
    assert follower is not None
    assert not follower.is_moving
    assert view.following is Following.LET_GO


def test_a_glide_takes_a_quarter_of_a_second(make_view: MakeView, qtbot: QtBot) -> None:
    view = make_view(long_page())
    view.set_reduced_motion(False)
    view.set_moment(0)
    view.set_moment(4 * EACH_MS)
    height = view.viewport().height()

    def is_there() -> None:
        assert abs(top_of(view, "Number 4.") - 0.28 * height) < 40

    qtbot.waitUntil(is_there, timeout=1_500)


def test_a_jump_is_instant(make_view: MakeView) -> None:
    view = make_view(long_page())
    view.set_reduced_motion(False)
    view.set_moment(0)
    view.set_moment(30 * EACH_MS)
    view.grab()
    assert view.painted_segment == 30
