import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import DARK, apply_theme
from desktop_app.ui.widgets.player_bar import PlayerBar, PlayerProblem
from desktop_app.ui.widgets.speed_button import SPEEDS, speed_words


@pytest.fixture
def bar(qtbot: QtBot) -> PlayerBar:
    made = PlayerBar()
    qtbot.addWidget(made)
    made.resize(1_440, made.sizeHint().height())
    made.show()
    made.set_recording("Ask us anything about bread", "The Proving Drawer")
    made.set_duration(2_900_000)
    qtbot.waitExposed(made)
    return made


def words(bar: PlayerBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def name(widget: QAbstractButton) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_it_says_what_is_heard_and_how_long_it_is(bar: PlayerBar) -> None:
    bar.set_moment(754_000)
    assert bar.elapsed_text == "12:34"
    assert "48:20" in words(bar)
    assert "Ask us anything about bread" in words(bar)
    assert "The Proving Drawer" in words(bar)


def test_the_question_being_answered_takes_the_shows_place(bar: PlayerBar) -> None:
    bar.set_question("What does salt do?")
    assert "What does salt do?" in words(bar)
    assert "The Proving Drawer" not in words(bar)
    bar.set_question("")
    assert "The Proving Drawer" in words(bar)


def test_every_control_has_a_name(bar: PlayerBar) -> None:
    for button in bar.findChildren(QAbstractButton):
        assert name(button), button


def test_play_is_named_for_what_it_would_do(bar: PlayerBar) -> None:
    assert name(bar.play_button) == "Play"
    bar.set_playing(True)
    assert name(bar.play_button) == "Pause"
    assert "Space" in bar.play_button.toolTip()


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("play_button", "play_wanted"),
        ("back_button", "back_wanted"),
        ("forward_button", "forward_wanted"),
        ("previous_button", "previous_wanted"),
        ("next_button", "next_wanted"),
        ("bookmark_button", "bookmark_wanted"),
        ("clock_button", "time_wanted"),
    ],
)
def test_each_button_says_its_wish(bar: PlayerBar, qtbot: QtBot, button: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(bar, signal)):
        QTest.mouseClick(getattr(bar, button), Qt.MouseButton.LeftButton)


def test_the_round_arrows_say_how_far_they_go(bar: PlayerBar) -> None:
    before = bar.back_button.icon().pixmap(22, 22).toImage()
    bar.set_steps(10_000, 60_000)
    assert name(bar.back_button) == "Back 10 seconds"
    assert name(bar.forward_button) == "Forward 60 seconds"
    assert bar.back_button.icon().pixmap(22, 22).toImage() != before


def test_the_clock_follows_the_pointer_while_scrubbing(bar: PlayerBar) -> None:
    width = bar.timeline.width()
    QTest.mousePress(bar.timeline, Qt.MouseButton.LeftButton, pos=QPoint(width // 2, 40))
    bar.set_moment(1_000)
    assert bar.elapsed_text == "24:10"
    QTest.mouseRelease(bar.timeline, Qt.MouseButton.LeftButton, pos=QPoint(width // 2, 40))
    bar.set_moment(1_000)
    assert bar.elapsed_text == "0:01"


def test_nothing_moves_as_the_clock_grows(bar: PlayerBar) -> None:
    bar.set_duration(7_200_000)
    QApplication.processEvents()
    places = set()
    for moment_ms in (0, 59_000, 600_000, 3_600_000):
        bar.set_moment(moment_ms)
        QApplication.processEvents()
        places.add((bar.timeline.x(), bar.timeline.width()))
    assert len(places) == 1


def test_a_speed_is_chosen_from_the_menu(bar: PlayerBar, qtbot: QtBot) -> None:
    menu = bar.speed_button.speeds
    assert [action.text() for action in menu.actions()] == [speed_words(s) for s in SPEEDS]
    with qtbot.waitSignal(bar.speed_chosen) as chosen:
        menu.actions()[SPEEDS.index(1.5)].trigger()
    assert chosen.args == [1.5]
    bar.set_speed(1.5)
    assert bar.speed_button.text() == "1.5×"
    assert name(bar.speed_button) == "Speed 1.5"


def test_a_speed_that_the_menu_lacks_is_shown_too(bar: PlayerBar) -> None:
    bar.set_speed(1.45)
    assert bar.speed_button.text() == "1.45×"
    assert not any(action.isChecked() for action in bar.speed_button.speeds.actions())


def test_volume_is_said_by_its_slider(bar: PlayerBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.volume_chosen) as chosen:
        bar.volume_popup.slider.setValue(40)
    assert chosen.args == [0.4]
    interface = QAccessible.queryAccessibleInterface(bar.volume_popup.slider)
    assert interface.text(QAccessible.Text.Name) == "Volume"


def test_being_told_the_volume_says_nothing_back(bar: PlayerBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.volume_chosen):
        bar.set_volume(0.25)
    assert bar.volume_popup.slider.value() == 25


def test_mute_goes_to_silence_and_back(bar: PlayerBar) -> None:
    bar.volume_chosen.connect(bar.set_volume)
    bar.set_volume(0.6)
    bar.volume_popup.toggle_mute()
    assert bar.volume_popup.volume == 0
    assert bar.volume_button.icon_name == "volume-x"
    bar.volume_popup.toggle_mute()
    assert bar.volume_popup.volume == 0.6
    assert bar.volume_button.icon_name == "volume-2"


def test_without_a_device_the_clock_can_still_run(bar: PlayerBar, qtbot: QtBot) -> None:
    bar.set_problem(PlayerProblem.NO_DEVICE)
    assert bar.problem_button.isVisible()
    assert name(bar.problem_button) == "No sound device"
    assert bar.play_button.isEnabled()
    assert bar.volume_button.icon_name == "volume-x"
    with qtbot.waitSignal(bar.problem_wanted):
        QTest.mouseClick(bar.problem_button, Qt.MouseButton.LeftButton)


def test_without_a_file_nothing_can_be_played_but_bookmarked(bar: PlayerBar) -> None:
    bar.set_problem(PlayerProblem.NO_AUDIO)
    assert name(bar.problem_button) == "No audio"
    assert not bar.play_button.isEnabled()
    bar.set_problem(PlayerProblem.MISSING)
    assert name(bar.problem_button) == "Audio file missing"
    assert not bar.play_button.isEnabled()
    assert not bar.timeline.isEnabled()
    assert bar.bookmark_button.isEnabled()
    bar.set_problem(None)
    assert bar.play_button.isEnabled()
    assert not bar.problem_button.isVisible()


def test_the_two_forms_have_their_heights(bar: PlayerBar) -> None:
    assert bar.sizeHint().height() == 147
    bar.set_compact(True)
    QApplication.processEvents()
    assert bar.sizeHint().height() == 109


def test_a_narrow_bar_keeps_speed_and_volume_in_a_menu(bar: PlayerBar) -> None:
    assert bar.speed_button.isVisible()
    assert not bar.more_button.isVisible()
    bar.set_compact(True)
    bar.resize(640, 109)
    assert not bar.speed_button.isVisible()
    assert bar.more_button.isVisible()
    menu = bar.more_button.menu()
    assert [action.text() for action in menu.actions()] == ["Speed", "Volume"]


@pytest.mark.parametrize("width", [480, 640, 720, 900, 1_180, 1_440])
def test_nothing_is_cut_off_at_any_width(bar: PlayerBar, width: int) -> None:
    bar.set_compact(width < 1_180)
    bar.set_problem(PlayerProblem.NO_DEVICE)
    bar.resize(width, bar.sizeHint().height())
    QApplication.processEvents()
    for button in bar.findChildren(QAbstractButton):
        if button.isVisible() and button.parent() is bar:
            assert bar.rect().contains(button.geometry()), name(button)


def test_another_theme_redraws_the_icons(bar: PlayerBar, qapp: QApplication) -> None:
    before = bar.back_button.icon().pixmap(22, 22).toImage()
    apply_theme(qapp, DARK)
    assert bar.back_button.icon().pixmap(22, 22).toImage() != before


def test_an_empty_player_offers_nothing(qtbot: QtBot) -> None:
    bar = PlayerBar()
    qtbot.addWidget(bar)
    bar.show()
    assert not bar.play_button.isEnabled()
    assert not bar.bookmark_button.isEnabled()
    bar.set_recording("An episode", "A show")
    assert bar.play_button.isEnabled()
    bar.set_problem(PlayerProblem.MISSING)
    bar.set_recording("Another", "A show")
    assert not bar.play_button.isEnabled()
