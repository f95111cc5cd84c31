"""Files in and out of the window: dropped, without a text, moved away and found again, exported."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop_app.transcript.formats import WRITERS
from tests.windows import SAMPLE, Desk
from tests.workflows.conftest import MARKDOWN, write_wave

Key = Qt.Key


def drop(widget: QWidget, *urls: QUrl) -> bool:
    """Drop files on a widget, as the window system does; return whether they were taken."""
    data = QMimeData()
    data.setUrls(list(urls))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(
        widget,
        QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys),
    )
    return True


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    path = tmp_path / "bees.md"
    path.write_text(MARKDOWN, "utf-8")
    return path


# ---- in ------------------------------------------------------------------------------------------
def test_dropped_files_are_added_and_opened(desk: Desk, bees: Path) -> None:
    assert drop(desk.window, QUrl.fromLocalFile(str(bees)))
    desk.wait_until(lambda: desk.session.shown is not None)
    assert desk.shown.recording.title == "bees"
    assert desk.window.page == "reading"


def test_a_dropped_folder_brings_everything_in_it(desk: Desk, bees: Path) -> None:
    write_wave(bees.with_suffix(".wav"))
    (bees.parent / "wasps.md").write_text(MARKDOWN, "utf-8")
    assert drop(desk.window, QUrl.fromLocalFile(str(bees.parent)))
    desk.wait_until(lambda: len(desk.earmark.shelf.contents.entries) == 2)
    assert {e.title for e in desk.earmark.shelf.contents.entries} == {"bees", "wasps"}


def test_the_text_takes_no_drop_for_itself(desk: Desk, bees: Path) -> None:
    desk.add(bees)
    before = desk.view.toPlainText()
    other = bees.with_name("wasps.md")
    other.write_text(MARKDOWN.replace("bees", "wasps"), "utf-8")
    assert drop(desk.view.viewport(), QUrl.fromLocalFile(str(other)))
    desk.wait_until(lambda: desk.shown.recording.title == "wasps")
    assert "What do wasps eat in winter?" in desk.view.toPlainText()
    assert before not in desk.view.toPlainText()


def test_an_address_of_the_web_is_no_file(desk: Desk) -> None:
    assert not drop(desk.window, QUrl("https://example.org/episode.mp3"))
    assert desk.jobs.is_idle or desk.session.shown is None


# ---- no text -------------------------------------------------------------------------------------
def test_audio_alone_plays_and_takes_bookmarks_by_time(desk: Desk, tmp_path: Path) -> None:
    sound = write_wave(tmp_path / "only.wav")
    desk.earmark.adding.add([sound])
    desk.wait_until(lambda: desk.session.shown is not None)
    assert desk.shown.transcript.segments == ()
    desk.press(Key.Key_Space)
    assert desk.player.is_playing()
    desk.player.advance(12_000)  # type: ignore[attr-defined]
    desk.press(Key.Key_B)
    desk.wait_until(lambda: desk.window.places.bookmarks.count == 1)
    (row,) = desk.window.places.bookmarks.list.rows_model.rows
    assert row.words == "Bookmark at 0:12, 12 seconds"
    desk.act("next_place")
    desk.act("next_line")
    desk.act("next_question")
    desk.act("copy_citation")
    desk.act("find")
    desk.earmark.keeping.go_to(desk.shown.bookmarks[0].bookmark, is_played=True)
    assert desk.session.moment_ms == 12_000


def test_a_text_that_comes_later_stands_on_the_page(desk: Desk, tmp_path: Path) -> None:
    sound = write_wave(tmp_path / "bees.wav")
    desk.earmark.adding.add([sound])
    desk.wait_until(lambda: desk.session.shown is not None)
    desk.press(Key.Key_Space)
    desk.player.advance(21_000)  # type: ignore[attr-defined]
    sound.with_suffix(".md").write_text(MARKDOWN, "utf-8")
    desk.earmark.adding.add([sound])
    desk.wait_until(lambda: bool(desk.shown.transcript.segments))
    assert "What do bees eat in winter?" in desk.view.toPlainText()
    assert (desk.player.is_playing(), desk.player.position_ms()) == (True, 21_000)
    assert desk.view.current_segment == 1


# ---- audio that is gone --------------------------------------------------------------------------
def test_audio_that_was_moved_away_is_said_and_found_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = tmp_path / "bread.mp3"
    shutil.copy(SAMPLE, sound)
    shutil.copy(SAMPLE.with_suffix(".md"), tmp_path / "bread.md")
    desk.earmark.adding.add([sound])
    desk.wait_until(lambda: desk.session.shown is not None)
    desk.session.scrub(60_000)
    desk.act("bookmark")
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    recording_id = desk.shown.recording.id
    desk.rest()
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    sound.rename(moved / "bread.mp3")

    desk.earmark.navigation.open(recording_id)
    bar = desk.window.player_bar
    desk.wait_until(bar.problem_button.isVisible)
    assert not bar.play_button.isEnabled()
    bar.problem_button.click()
    assert desk.banner_words.startswith("The audio file is not where it was")
    assert len(desk.shown.bookmarks) == 1
    assert "flour" in desk.view.toPlainText()

    answer = staticmethod(lambda *_asked: (str(moved / "bread.mp3"), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    desk.choose("Find it…")
    desk.wait_until(lambda: desk.shown.recording.audio == moved / "bread.mp3")
    desk.wait_until(lambda: not bar.problem_button.isVisible())
    assert desk.banner_words == ""
    assert bar.play_button.isEnabled()
    assert desk.player.position_ms() == 60_000
    desk.press(Key.Key_Space)
    assert desk.player.is_playing()


def test_a_text_that_never_had_audio_is_read_and_gets_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is called “no audio”, not missing; nothing plays, and its audio can be added."""
    bar = desk.window.player_bar
    shutil.copy(SAMPLE.with_suffix(".md"), tmp_path / "bread.md")
    desk.add(tmp_path / "bread.md")
    desk.wait_until(bar.problem_button.isVisible)
    assert bar.problem_button.accessibleName() == "No audio"
    assert "flour" in desk.view.toPlainText()
    assert desk.banner_words == ""
    desk.press(Key.Key_Space)
    assert not desk.player.is_playing()
    assert desk.banner_words.startswith("This episode has no audio")
    desk.earmark.navigation.show_page("library")
    rows = [row.words for row in desk.window.library.list.rows_model.rows]
    assert ["no audio" in words for words in rows] == [True]
    desk.act("show_reading")

    titles: list[str] = []

    def answer(_who: QWidget, title: str, *_asked: str) -> tuple[str, str]:
        titles.append(title)
        return str(SAMPLE), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(answer))
    desk.choose("Add audio…")
    desk.wait_until(lambda: desk.shown.recording.audio == SAMPLE)
    desk.wait_until(lambda: not bar.problem_button.isVisible())
    assert titles == ["Add the audio"]
    desk.press(Key.Key_Space)
    assert desk.player.is_playing()


# ---- out -----------------------------------------------------------------------------------------
def test_the_open_episode_is_exported(
    reading_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = reading_desk
    spoken = [s for s in desk.shown.transcript.segments if s.is_speech]
    asked: list[str] = []
    for kind in ("md", "srt", "txt", "json"):
        file, label = tmp_path / f"bread{WRITERS[kind].extension}", WRITERS[kind].label

        def answer(
            _who: QWidget, _title: str, start: str, kinds: str, _now: str, file=file, label=label
        ) -> tuple[str, str]:
            asked.append(start)
            return str(file), next(k for k in kinds.split(";;") if k.startswith(label))

        monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(answer))
        desk.press(Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        desk.wait_until(file.exists)
        desk.rest()
        text = " ".join(file.read_text("utf-8").split())
        assert sum(" ".join(s.text.split()[-3:]) in text for s in spoken) >= len(spoken) * 0.9
    assert asked == ["Ask us anything about bread.md"] * 4


def test_with_nothing_open_there_is_nothing_to_export(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    answer = staticmethod(lambda *_asked: (asked.append(True), ("", ""))[1])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    desk.act("export")
    assert asked == []
    QTest.keyClick(desk.window, Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == []
