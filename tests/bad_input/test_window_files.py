"""Bad files in the window: one sentence, a way out, no crash, and the bookmark stays."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.paths import Places, places
from desktop_app.player.null_player import NullPlayer
from desktop_app.player.qt_player import QtPlayer
from desktop_app.ui.main_window import PROBLEM
from desktop_app.workflows.bookmarking import add_bookmark
from tests.bad_input.test_command_line import BAD_FILES, assert_told
from tests.windows import BEES, BREAD, Desk, OpenWindow, open_window, stock, stocked, where
from tests.workflows.conftest import MARKDOWN, write_wave

__all__ = ["open_window", "stock", "stocked", "where"]

Make = Callable[[Path], Path]
named = pytest.mark.parametrize("make", BAD_FILES, ids=lambda make: make.__name__.strip("_"))


@pytest.fixture(scope="module")
def one_desk(
    request: pytest.FixtureRequest,
    stock: Places,
    qapp: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """One window for all bad files, with a bookmark made before any of them."""

    kept = places(tmp_path_factory.mktemp("bad") / "library")
    shutil.copytree(stock.database.parent, kept.database.parent)
    desk = Desk(QtBot(request), qapp, kept, NullPlayer())
    desk.open(BREAD)
    with desk.library as library:
        add_bookmark(library, desk.shown.recording.id, 60_000, note="kept")
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    desk.rest()
    yield desk
    desk.delete()


def told(desk: Desk) -> tuple[str, str]:
    """What is said, and what to do: on the page for such files, else in the banner."""
    if desk.window.page == PROBLEM:
        words = [label.text() for label in desk.window.problem.findChildren(QLabel) if label.text()]
        return words[1], " ".join(words[2:])
    banner = desk.window.notices.banner
    assert banner is not None
    words = [label.text() for label in banner.findChildren(QLabel) if label.text()]
    return words[0], " ".join(words[1:])


def assert_whole(desk: Desk) -> None:
    """Nothing is lost, nothing has crashed, and one can go on."""
    assert desk.crashes == []
    with desk.library as library:
        assert [kept.note for kept in library.bookmarks.list()] == ["kept"]
        assert {entry.title for entry in library.recordings.list()} == {BREAD, BEES}
    desk.earmark.navigation.show_page("reading")
    desk.window.notices.clear()
    assert desk.view.toPlainText()


@pytest.fixture
def calm_desk(one_desk: Desk) -> Desk:
    """The one window, with the text on its page and nothing said."""
    one_desk.earmark.navigation.show_page("reading")
    one_desk.window.notices.clear()
    return one_desk


@named
def test_a_bad_file_is_said_with_a_way_out(
    calm_desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture, make: Make
) -> None:
    desk = calm_desk
    desk.earmark.adding.add([make(tmp_path)])
    desk.wait_until(lambda: desk.window.page == PROBLEM or desk.banner_words != "")
    message, hint = told(desk)
    assert_told(message, hint)
    assert [r for r in caplog.records if r.levelno >= logging.ERROR] == []
    assert_whole(desk)


@named
def test_a_bad_file_is_no_audio_for_an_episode(
    calm_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Make
) -> None:
    desk = calm_desk
    before = desk.shown.recording.audio
    path = make(tmp_path)
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", staticmethod(lambda *_asked: (str(path), ""))
    )
    desk.earmark.adding.find_audio(desk.shown.recording.id)
    desk.wait_until(lambda: desk.window.page == PROBLEM or desk.banner_words != "")
    assert_told(*told(desk))
    desk.rest()
    assert desk.shown.recording.audio == before
    assert_whole(desk)


def test_a_bad_file_beside_a_good_one_does_not_stop_it(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    desk = open_window()
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(MARKDOWN, "utf-8")
    bad.touch()
    desk.earmark.adding.add([bad, good])
    desk.wait_until(lambda: desk.session.shown is not None)
    assert desk.shown.recording.title == "good"
    assert "bad.md" in desk.banner_words


def test_audio_that_is_cut_off_opens_with_what_there_is(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    desk = open_window()
    sound = write_wave(tmp_path / "cut.wav", 10)
    os.truncate(sound, 44 + 2 * 8_000 * 4)
    desk.earmark.adding.add([sound])
    desk.wait_until(lambda: desk.session.shown is not None)
    assert desk.shown.recording.duration_ms == pytest.approx(4_000, abs=100)
    desk.act("play")
    assert desk.player.is_playing()


@pytest.mark.parametrize(("name", "has_text"), [("text.mp3", True), ("sound.md", False)])
def test_a_wrong_ending_misleads_nobody(
    open_window: OpenWindow, tmp_path: Path, name: str, has_text: bool
) -> None:
    desk = open_window()
    path = tmp_path / name
    if has_text:
        path.write_text(MARKDOWN, "utf-8")
    else:
        write_wave(path, 2)
    desk.earmark.adding.add([path])
    desk.wait_until(lambda: desk.session.shown is not None)
    assert bool(desk.shown.transcript.segments) is has_text
    assert (desk.shown.recording.audio is None) is has_text


def test_audio_that_vanishes_while_it_plays_is_said_and_the_text_stays(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    desk = open_window(player=QtPlayer())
    sound = write_wave(tmp_path / "bees.wav", 60)
    (tmp_path / "bees.md").write_text(MARKDOWN, "utf-8")
    desk.add(sound)
    desk.act("play")
    desk.wait_until(lambda: desk.player.position_ms() > 300)
    desk.act("bookmark")
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    os.truncate(sound, 44 + 16_000 * 2)  # what is open stays open; its rest is gone
    sound.unlink()
    desk.player.set_speed(3.0)
    desk.wait_until(lambda: desk.banner_words != "")
    assert desk.banner_words.startswith("“bees.wav” is not there any more.")
    assert not desk.player.is_playing()
    assert desk.window.player_bar.problem_button.isVisible()
    assert "What do bees eat in winter?" in desk.view.toPlainText()
    desk.act("bookmark")
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 2)


@pytest.mark.qt_log_ignore("Could not open media")
def test_audio_that_is_no_audio_any_more_is_said_when_it_is_opened(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    desk = open_window(player=QtPlayer())
    sound = write_wave(tmp_path / "bees.wav", 60)
    desk.add(sound)
    recording_id = desk.shown.recording.id
    desk.quit()
    sound.write_text("These are words. " * 500)
    again = open_window(player=QtPlayer())
    again.earmark.navigation.play(recording_id)
    again.wait_until(lambda: again.banner_words != "")
    assert "bees.wav" in again.banner_words
    again.rest()
    again.wait_until(lambda: not again.player.is_playing())
