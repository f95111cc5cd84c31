"""The player bar in step with what is heard, and the sound in step with its buttons and keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.jobs import Jobs
from desktop_app.paths import Places, resource
from desktop_app.player.null_player import NullPlayer
from desktop_app.settings import Settings
from desktop_app.ui.dialogs.time_dialog import TimeDialog
from desktop_app.ui.hearing import Hearing
from desktop_app.ui.notices import Notices
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.bubble import Bubble
from desktop_app.ui.widgets.elided_label import ElidedLabel
from desktop_app.ui.widgets.player_bar import PlayerBar
from tests.ui.recordings import TEXT, make_opened, make_question

SAMPLE = resource("sample/bread-questions.mp3")


@dataclass
class Bar:
    """A player bar on a session with a player moved by hand."""

    session: Session
    player: NullPlayer
    bar: PlayerBar
    notices: Notices
    hearing: Hearing
    changed: list[tuple[str, object]]
    wanted: list[str]

    @property
    def words(self) -> list[str]:
        """What stands beside the cover: title, then question or show."""
        return [label.text() for label in self.bar.findChildren(ElidedLabel)]

    @property
    def banner_words(self) -> str:
        banner = self.notices.banner
        return "" if banner is None else banner.accessibleName()


@pytest.fixture
def bar(qtbot: QtBot, jobs: Jobs, where: Places) -> Iterator[Bar]:
    player = NullPlayer()
    session = Session(player)
    whole = QWidget()
    whole.resize(1_200, 300)
    layout, above = QVBoxLayout(whole), QVBoxLayout()
    made = PlayerBar()
    layout.addLayout(above)
    layout.addWidget(made)
    notices = Notices(whole, above)
    hearing = Hearing(session, made, jobs, notices, where)
    hearing.apply(Settings())
    changed: list[tuple[str, object]] = []
    hearing.setting_changed.connect(lambda name, value: changed.append((name, value)))
    wanted: list[str] = []
    hearing.audio_wanted.connect(wanted.append)
    whole.show()
    qtbot.waitExposed(whole)
    yield Bar(session, player, made, notices, hearing, changed, wanted)
    jobs.close()
    whole.deleteLater()


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """An audio file that is there; nobody listens to it."""
    path = tmp_path / "bread.mp3"
    path.symlink_to(SAMPLE)
    return path


# ---- what is heard -------------------------------------------------------------------------------
def test_the_bar_names_what_is_heard_and_says_how_long_it_is(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound, position_ms=12_000))
    assert bar.words == ["Bread", "The Proving Drawer"]
    assert bar.bar.elapsed_text == "0:12"
    assert bar.player.duration_ms() == 60_000
    assert bar.bar.play_button.isEnabled()
    assert not bar.bar.problem_button.isVisible()


def test_two_recordings_without_sound_are_not_confused(bar: Bar) -> None:
    bar.session.show(make_opened(audio=None))
    bar.session.load(make_opened("salt", audio=None))
    assert bar.words[0] == "Salt"


def test_a_new_title_reaches_the_bar(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound))
    bar.session.renew(make_opened(audio=sound, title="Bread, again"))
    assert bar.words[0] == "Bread, again"


def test_a_bar_with_nothing_in_it_is_empty(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound))
    bar.session.forget("bread")
    assert bar.words == ["", ""]
    bar.bar.play_wanted.emit()
    bar.hearing.go_to_time()
    bar.hearing.explain_problem()
    assert not bar.player.is_playing()
    assert bar.banner_words == ""


def test_the_question_being_answered_stands_in_the_bar(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound, questions=[make_question()]))
    assert bar.words[1] == "The Proving Drawer"
    bar.session.scrub(12_000)
    assert bar.words[1] == "What is salt for?"


def test_in_a_break_the_bar_says_when_the_text_goes_on(bar: Bar, sound: Path) -> None:
    text = "A: One. / Break: / B: Two. / A: Three. / B: Four. / A: Five."
    bar.session.show(make_opened(audio=sound, text=text))
    bar.session.scrub(15_000)
    assert bar.words[1] == "Not in the transcript. The text goes on at 0:20"


def test_the_waveform_is_read_and_kept_for_the_next_time(
    qtbot: QtBot, bar: Bar, jobs: Jobs, where: Places, sound: Path
) -> None:
    empty = bar.bar.timeline.grab().toImage()
    bar.session.show(make_opened(audio=sound))
    qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)
    assert bar.bar.timeline.grab().toImage() != empty
    assert list(where.peaks.iterdir())


def test_what_was_heard_of_an_answer_fills_its_place_on_the_timeline(bar: Bar, sound: Path) -> None:
    asked = [make_question(start_ms=10_000, end_ms=30_000), make_question("Sugar?", 40_000, 59_000)]
    bar.session.show(make_opened(audio=sound, questions=asked))

    def rail() -> list[str]:
        """The colours along the row of the questions, under the first answer."""
        picture = bar.bar.timeline.grab().toImage()
        y = 13  # the middle of the rail
        left, right = picture.width() // 5, picture.width() // 2 - 10
        return [picture.pixelColor(x, y).name() for x in range(left, right)]

    before = rail()
    bar.player.seek(10_000)
    bar.player.play()
    for _second in range(21):
        bar.player.advance(1_000)
    bar.player.pause()
    assert rail() != before


# ---- the transport -------------------------------------------------------------------------------
def test_the_large_button_plays_and_pauses(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound))
    started: list[bool] = []
    bar.hearing.started.connect(lambda: started.append(True))
    bar.bar.play_button.click()
    assert bar.player.is_playing()
    assert bar.bar.play_button.accessibleName() == "Pause"
    bar.bar.play_button.click()
    assert not bar.player.is_playing()
    assert bar.bar.play_button.accessibleName() == "Play"
    assert started == [True]


def test_the_round_arrows_go_as_far_as_the_settings_say(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound, position_ms=20_000))
    bar.bar.back_button.click()
    assert bar.player.position_ms() == 5_000
    bar.bar.forward_button.click()
    assert bar.player.position_ms() == 35_000
    bar.hearing.apply(Settings(skip_back_ms=10_000, skip_forward_ms=20_000, step_ms=2_000))
    bar.bar.back_button.click()
    assert bar.player.position_ms() == 25_000
    bar.hearing.step(-1)
    assert bar.player.position_ms() == 23_000
    assert bar.bar.back_button.accessibleName() == "Back 10 seconds"


def test_the_speed_is_bounded_and_kept(bar: Bar) -> None:
    bar.hearing.change_speed(1)
    assert bar.player.speed() == 1.1
    bar.hearing.set_speed(9.0)
    assert bar.player.speed() == 3.0
    bar.hearing.set_speed(0.1)
    assert bar.player.speed() == 0.5
    bar.bar.speed_chosen.emit(1.5)
    assert bar.changed == [("speed", 1.1), ("speed", 3.0), ("speed", 0.5), ("speed", 1.5)]


def test_the_volume_is_bounded_and_kept(bar: Bar) -> None:
    bar.hearing.change_volume(1)
    assert bar.player.volume() == 1.0
    bar.bar.volume_chosen.emit(0.03)
    bar.hearing.change_volume(-1)
    assert bar.player.volume() == 0.0
    assert [name for name, _value in bar.changed] == ["volume"] * 3


def test_silence_is_not_forgotten_and_does_not_change_the_volume(bar: Bar) -> None:
    bar.hearing.set_volume(0.6)
    bar.hearing.toggle_mute()
    assert bar.player.is_muted()
    assert bar.bar.volume_popup.volume == 0.0
    bar.hearing.apply(Settings(volume=0.6))
    assert bar.bar.volume_popup.volume == 0.0
    bar.hearing.toggle_mute()
    assert (bar.player.is_muted(), bar.bar.volume_popup.volume) == (False, 0.6)


def test_choosing_a_volume_ends_silence(bar: Bar) -> None:
    bar.hearing.toggle_mute()
    bar.hearing.set_volume(0.5)
    assert not bar.player.is_muted()


# ---- going somewhere -----------------------------------------------------------------------------
def answer_time_dialog(text: str) -> None:
    """Type a time into the dialog that opens next, and press Enter."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TimeDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return if text else Qt.Key.Key_Escape)

    QTimer.singleShot(0, answer)


def test_a_time_that_is_typed_is_gone_to_and_can_be_undone(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound, position_ms=5_000))
    answer_time_dialog("0:41.5")
    bar.bar.clock_button.click()
    assert bar.player.position_ms() == 41_500
    bar.session.go_back()
    assert bar.player.position_ms() == 5_000


def test_leaving_the_time_dialog_moves_nothing(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound, position_ms=5_000))
    answer_time_dialog("")
    bar.hearing.go_to_time()
    assert bar.player.position_ms() == 5_000


def test_a_time_after_the_end_is_the_end(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound))
    bar.hearing.jump_to(3_600_000)
    assert bar.player.position_ms() == 60_000


def test_a_click_on_the_timeline_moves_the_sound_and_can_be_undone(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound, position_ms=5_000))
    timeline = bar.bar.timeline
    middle = QPoint(timeline.width() // 2, 40)
    QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=middle)
    assert abs(bar.player.position_ms() - 30_000) < 500
    assert not bar.player.is_playing()
    bar.session.go_back()
    assert bar.player.position_ms() == 5_000


def test_arrows_on_the_timeline_move_the_sound(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound, position_ms=20_000))
    QTest.keyClick(bar.bar.timeline, Qt.Key.Key_Right)
    assert bar.player.position_ms() > 20_000


# ---- what stands in the way ----------------------------------------------------------------------
def test_a_missing_file_is_said_with_a_way_to_find_it(bar: Bar, tmp_path: Path) -> None:
    bar.session.show(make_opened(audio=tmp_path / "gone.mp3"))
    assert bar.bar.problem_button.isVisible()
    assert not bar.bar.play_button.isEnabled()
    bar.bar.problem_button.click()
    assert bar.banner_words == (
        "The audio file is not where it was “gone.mp3” is gone. "
        "You can still read, search and bookmark."
    )
    banner = bar.notices.banner
    assert banner is not None
    banner.action_chosen.emit(0)
    assert bar.wanted == ["bread"]


def test_a_text_without_audio_says_that_it_has_none(bar: Bar) -> None:
    bar.session.show(make_opened(audio=None))
    assert bar.bar.problem_button.text().strip() == "No audio"
    bar.bar.problem_button.click()
    assert bar.banner_words.startswith("This episode has no audio You can read")
    assert "not where it was" not in bar.banner_words
    banner = bar.notices.banner
    assert banner is not None
    assert [button.text() for button in banner.findChildren(QPushButton)] == ["Add audio…", "Close"]
    banner.action_chosen.emit(0)
    assert bar.wanted == ["bread"]


def test_play_without_a_file_says_why_nothing_is_heard(bar: Bar, tmp_path: Path) -> None:
    bar.session.show(make_opened(audio=None))
    bar.bar.play_wanted.emit()
    assert bar.banner_words.startswith("This episode has no audio")
    assert not bar.player.is_playing()
    bar.session.load(make_opened(audio=tmp_path / "gone.mp3"))
    bar.bar.play_wanted.emit()
    assert bar.banner_words.startswith("The audio file is not where it was")
    assert not bar.player.is_playing()


def test_without_a_sound_device_the_bar_says_so_and_the_time_runs(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound))
    bar.player.plug(False)
    assert bar.bar.problem_button.text().strip() == "No sound device"
    bar.bar.problem_button.click()
    assert bar.banner_words.startswith("No sound device Plug in headphones")
    bar.bar.play_button.click()
    assert bar.player.is_playing()
    bar.player.plug(True)
    assert not bar.bar.problem_button.isVisible()


def test_a_player_that_cannot_go_on_says_why_and_what_still_works(bar: Bar, sound: Path) -> None:
    bar.session.show(make_opened(audio=sound))
    bar.player.play()
    sound.unlink()
    bar.player.fail("“bread.mp3” is not there any more.")
    assert bar.banner_words == (
        "“bread.mp3” is not there any more. You can still read, search and bookmark."
    )
    assert not bar.bar.play_button.isEnabled()


def test_a_file_that_is_no_audio_is_said(qtbot: QtBot, bar: Bar, tmp_path: Path) -> None:
    path = tmp_path / "words.mp3"
    path.write_text("These are words. " * 100)
    bar.session.show(make_opened(audio=path))
    qtbot.waitUntil(lambda: bool(bar.banner_words))
    assert "words.mp3" in bar.banner_words


# ---- the pointer over the timeline ---------------------------------------------------------------
def test_the_bubble_over_the_timeline_has_question_and_sentence(bar: Bar, sound: Path) -> None:
    opened = make_opened(audio=sound, questions=[make_question()], text=TEXT)
    bar.session.show(opened)
    timeline = bar.bar.timeline
    said = []
    for share in (0.2, 0.95):
        QTest.mouseMove(timeline, QPoint(round(timeline.width() * share), 40))
        bubble = timeline.window().findChild(Bubble)
        assert bubble is not None
        said.append(bubble.text.splitlines()[1:])
    assert said == [["What is salt for?", "It slows the yeast."], []]
