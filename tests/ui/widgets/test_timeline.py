from collections.abc import Iterator
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.transcript.lookup import Zone
from desktop_app.ui.theme import DARK, LIGHT, apply_theme, mixed
from desktop_app.ui.widgets.bubble import Bubble, HoverText
from desktop_app.ui.widgets.timeline import Timeline
from desktop_app.ui.widgets.timeline_picture import (
    WIDE,
    QuestionSpan,
    TimelineContent,
    bar_heights,
    draw_waveforms,
)
from tests.ui.widgets.pages import turn_wheel

WIDTH = 1_000
DURATION_MS = 1_000_000  # a second is a pixel


@pytest.fixture
def timeline(qtbot: QtBot) -> Iterator[Timeline]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Timeline()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 200, 0, 0)
    layout.addWidget(made)
    window.resize(WIDTH, 300)
    window.show()
    made.set_duration(DURATION_MS)
    qtbot.waitExposed(window)
    yield made
    window.close()


def colour_at(timeline: Timeline, x: float, y: float) -> str:
    return timeline.grab().toImage().pixelColor(round(x), round(y)).name()


def colours_in(timeline: Timeline, left: int, top: int, right: int, bottom: int) -> set[str]:
    picture = timeline.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(left, right) for y in range(top, bottom)}


def test_it_is_a_slider_with_a_spoken_name(timeline: Timeline) -> None:
    timeline.set_moment(754_000)
    interface = QAccessible.queryAccessibleInterface(timeline)
    assert interface.role() is QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Timeline, 12 minutes 34 seconds"
    assert timeline.value() == 754
    assert timeline.maximum() == 1_000


def test_what_was_played_has_the_accent_and_the_rest_not(timeline: Timeline) -> None:
    timeline.set_peaks(bytes([255]) * 1_000, 1)
    timeline.set_moment(500_000)
    assert LIGHT.accent in colours_in(timeline, 200, 38, 240, 42)
    assert LIGHT.wave not in colours_in(timeline, 200, 38, 240, 42)
    assert LIGHT.wave in colours_in(timeline, 700, 38, 740, 42)
    assert LIGHT.accent not in colours_in(timeline, 700, 38, 740, 42)


def test_a_waveform_grows_as_it_gets_known(timeline: Timeline) -> None:
    timeline.set_peaks(bytes([255]) * 300, 1)
    assert LIGHT.wave in colours_in(timeline, 200, 24, 240, 28)
    assert LIGHT.wave not in colours_in(timeline, 600, 24, 640, 28)
    timeline.set_peaks(bytes([255]) * 1_000, 1)
    assert LIGHT.wave in colours_in(timeline, 600, 24, 640, 28)


def test_bars_are_the_loudest_of_their_stretch() -> None:
    peaks = bytearray(1_000)
    peaks[500] = 200
    heights = bar_heights(bytes(peaks), 10, 100_000, 50)
    assert len(heights) == 50
    assert [n for n, height in enumerate(heights) if height] == [25]


def test_bars_end_where_peaks_end_and_never_pass_the_row() -> None:
    heights = bar_heights(bytes([255]) * 100, 1, 200_000, 50)
    assert heights[:25] == [1.0] * 25
    assert heights[25:] == [0.0] * 25
    assert bar_heights(b"", 50, 100_000, 10) == [0.0] * 10
    assert max(bar_heights(bytes(range(256)), 1, 0, 64)) <= 1.0


def test_a_quiet_recording_is_not_drawn_as_a_loud_one() -> None:
    assert max(bar_heights(bytes([12]) * 100, 1, 100_000, 10)) == pytest.approx(0.25)


def test_a_stretch_without_text_is_hatched(timeline: Timeline) -> None:
    timeline.set_peaks(bytes([255]) * 1_000, 1)
    plain = colours_in(timeline, 600, 21, 640, 24)
    timeline.set_zones([Zone(600_000, 640_000, "break")])
    assert colours_in(timeline, 600, 21, 640, 24) - plain


def test_questions_show_what_was_heard_and_what_is_now(timeline: Timeline) -> None:
    timeline.set_questions(
        [
            QuestionSpan(100_000, 300_000, "Heard", heard=1.0),
            QuestionSpan(300_000, 500_000, "Now", heard=0.3),
            QuestionSpan(500_000, 700_000, "Later"),
        ]
    )
    timeline.set_moment(400_000)
    rail = WIDE.rail + 2
    assert colour_at(timeline, 200, rail) == mixed(LIGHT.text2, LIGHT.side, 0.25)
    assert colour_at(timeline, 350, rail) == LIGHT.accent
    assert colour_at(timeline, 450, rail) == LIGHT.press
    assert colour_at(timeline, 600, rail) == LIGHT.press
    timeline.set_moment(550_000)
    assert colour_at(timeline, 520, rail) == LIGHT.accent


def test_bookmarks_are_ribbons_and_those_without_a_time_are_left_out(timeline: Timeline) -> None:
    timeline.set_bookmarks([None, 250_000])
    assert LIGHT.mark in colours_in(timeline, 246, 0, 255, 9)
    assert LIGHT.mark not in colours_in(timeline, 0, 0, 20, 9)


def test_hits_stand_under_the_waveform_and_nothing_moves(timeline: Timeline) -> None:
    height = timeline.height()
    timeline.set_hits([700_000, 700_500, None])
    assert LIGHT.warn in colours_in(timeline, 690, 64, 712, 74)
    timeline.set_hits([])
    assert LIGHT.warn not in colours_in(timeline, 690, 64, 712, 74)
    assert timeline.height() == height


def test_dragging_scrubs_and_says_when_it_is_over(timeline: Timeline, qtbot: QtBot) -> None:
    moments: list[int] = []
    ended: list[int] = []
    timeline.scrubbed.connect(moments.append)
    timeline.scrub_ended.connect(ended.append)
    with qtbot.waitSignal(timeline.scrub_started):
        QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(100, 40))
    timeline.set_moment(5_000)
    assert timeline.moment_ms == 100_000
    QTest.mouseMove(timeline, QPoint(400, 40))
    QTest.mouseMove(timeline, QPoint(1_700, 40))
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(1_700, 40))
    assert moments == [100_000, 400_000, DURATION_MS]
    assert ended == [DURATION_MS]
    timeline.set_moment(5_000)
    assert timeline.moment_ms == 5_000


def test_a_click_moves_the_sound_to_its_place(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.scrub_ended) as ended:
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(333, 40))
    assert ended.args == [333_000]


def test_a_click_takes_no_keyboard_focus(timeline: Timeline) -> None:
    timeline.clearFocus()
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(333, 40))
    assert not timeline.hasFocus()
    assert timeline.focusPolicy() is Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    ("key", "moment_ms"),
    [
        (Qt.Key.Key_Left, 495_000),
        (Qt.Key.Key_Right, 505_000),
        (Qt.Key.Key_PageUp, 470_000),
        (Qt.Key.Key_PageDown, 530_000),
    ],
)
def test_keys_jump(timeline: Timeline, qtbot: QtBot, key: Qt.Key, moment_ms: int) -> None:
    timeline.set_moment(500_000)
    with qtbot.waitSignal(timeline.moment_chosen) as chosen:
        QTest.keyClick(timeline, key)
    assert chosen.args == [moment_ms]


def test_keys_stay_within_the_recording(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.set_moment(2_000)
    with qtbot.waitSignal(timeline.moment_chosen) as chosen:
        QTest.keyClick(timeline, Qt.Key.Key_Left)
    assert chosen.args == [0]


def test_assistive_technology_can_move_the_sound_and_ticks_cannot(
    timeline: Timeline, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(timeline.moment_chosen):
        for moment_ms in range(0, 60_000, 400):
            timeline.set_moment(moment_ms)
    with qtbot.waitSignal(timeline.moment_chosen) as chosen:
        QAccessible.queryAccessibleInterface(timeline).valueInterface().setCurrentValue(600)
    assert chosen.args == [600_000]


def test_a_stray_wheel_moves_nothing(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(timeline.moment_chosen):
        turn_wheel(timeline, 3)
    assert timeline.value() == 0


def test_the_bubble_says_when_which_question_and_what(timeline: Timeline) -> None:
    asked: list[int] = []

    def known(moment_ms: int) -> HoverText:
        asked.append(moment_ms)
        return HoverText("How sour is it?", "Make it stiff and cold.", is_estimated=True)

    timeline.set_hover_source(known)
    QTest.mouseMove(timeline, QPoint(500, 40))
    bubble = timeline.window().findChild(Bubble)
    assert bubble is not None
    assert bubble.isVisible()
    assert bubble.text == "≈ 8:20\nHow sour is it?\nMake it stiff and cold."
    assert asked == [500_000]
    window = timeline.window()
    foot = timeline.mapTo(window, QPoint(0, 0)).y() + WIDE.rail
    assert bubble.geometry().bottom() <= foot
    for x in (0, 999):
        QTest.mouseMove(timeline, QPoint(x, 40))
        assert window.rect().contains(bubble.geometry())
    QApplication.sendEvent(timeline, _leave())
    assert not bubble.isVisible()


def _leave() -> QEvent:
    return QEvent(QEvent.Type.Leave)


def test_without_a_length_nothing_can_be_scrubbed(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.set_duration(None)
    with qtbot.assertNotEmitted(timeline.scrubbed), qtbot.assertNotEmitted(timeline.moment_chosen):
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(333, 40))
        QTest.keyClick(timeline, Qt.Key.Key_Right)
    timeline.set_moment(4_000)
    timeline.grab()


def test_without_sound_it_is_disabled_and_pale(timeline: Timeline) -> None:
    timeline.set_peaks(bytes([255]) * 1_000, 1)
    bright = colours_in(timeline, 700, 38, 740, 42)
    timeline.set_dead(True)
    assert not timeline.isEnabled()
    assert LIGHT.wave in bright
    assert LIGHT.wave not in colours_in(timeline, 700, 38, 740, 42)


def test_the_compact_form_is_lower(timeline: Timeline) -> None:
    timeline.set_compact(True)
    assert timeline.height() == 46
    timeline.set_compact(False)
    assert timeline.height() == 74


def test_as_time_goes_on_only_the_playhead_is_painted(
    timeline: Timeline, qapp: QApplication
) -> None:
    timeline.set_moment(500_000)
    qapp.processEvents()
    painted: list[int] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.rect().width())
            return False

    watch = Watch()
    timeline.installEventFilter(watch)
    timeline.set_moment(502_000)
    qapp.processEvents()
    assert timeline.value() == 502
    assert len(painted) == 1
    assert painted[0] < 20


def test_another_theme_repaints_it(timeline: Timeline, qapp: QApplication) -> None:
    timeline.set_peaks(bytes([255]) * 1_000, 1)
    timeline.grab()
    apply_theme(qapp, DARK)
    assert DARK.wave in colours_in(timeline, 700, 38, 740, 42)


def test_three_hours_of_peaks_are_drawn_in_a_blink() -> None:
    peaks = bytes(range(250)) * 2_160
    content = TimelineContent(duration_ms=10_800_000, peaks=peaks, per_second=50)
    start = perf_counter()
    pictures = draw_waveforms(content, LIGHT, WIDE, QSize(1_282, 74))
    assert perf_counter() - start < 0.5
    assert not any(picture.isNull() for picture in pictures)
