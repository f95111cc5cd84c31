"""Chapters that show notes list: offered quietly, looked at, taken, played, taken back."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu

from desktop_app.transcript.chapters import Chapter
from desktop_app.ui.dialogs.chapters_dialog import ChaptersDialog, OfferDialog
from desktop_app.workflows.exporting import export_transcript
from tests.windows import Desk
from tests.workflows.conftest import MARKDOWN, write_wave
from tests.workflows.test_offering import LISTED, OFFERED


@pytest.fixture
def bees(desk: Desk, tmp_path: Path) -> Desk:
    """A window with an episode whose notes list three times."""
    folder = tmp_path / "A show"
    folder.mkdir()
    write_wave(folder / "bees.wav")
    (folder / "bees.md").write_text(MARKDOWN, "utf-8")
    (folder / "bees.notes.md").write_text(LISTED, "utf-8")
    desk.add(folder / "bees.md")
    return desk


def offer(desk: Desk) -> str:
    return desk.window.reading.offer_words


def in_the_sheet(desk: Desk, act: object) -> None:
    """Look at the offer, and do something in its sheet."""
    seen: list[bool] = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, OfferDialog)
        seen.append(True)
        act(sheet)  # type: ignore[operator]

    QTimer.singleShot(50, look)
    desk.choose("Make chapters…")
    desk.rest()
    assert seen == [True]


def chapters(desk: Desk) -> tuple[Chapter, ...]:
    return desk.shown.recording.chapters


def test_the_notes_times_are_offered_looked_at_and_taken(bees: Desk) -> None:
    desk = bees
    assert offer(desk) == "The notes list 3 times."
    assert chapters(desk) == ()

    def take_two(sheet: OfferDialog) -> None:
        boxes = sheet.findChildren(QCheckBox)
        assert [box.text() for box in boxes][1] == "0:20   What bees eat"
        boxes[2].setChecked(False)
        desk.choose("Use 2 chapters", sheet)

    in_the_sheet(desk, take_two)
    desk.wait_until(lambda: chapters(desk) == OFFERED[:2])
    assert offer(desk) == ""
    assert desk.earmark.notices.said == "Took 2 chapters from the notes"
    with desk.library as library:
        written = export_transcript(library, desk.shown.recording.id, "chapters").text
    assert [one["title"] for one in json.loads(written)["chapters"]] == ["Hello", "What bees eat"]

    desk.act("undo")
    desk.wait_until(lambda: chapters(desk) == ())
    assert offer(desk) == "The notes list 3 times."


def test_a_look_alone_changes_nothing(bees: Desk) -> None:
    desk = bees
    in_the_sheet(desk, lambda sheet: sheet.reject())
    assert offer(desk) == "The notes list 3 times."
    assert chapters(desk) == ()


def test_not_now_is_remembered_also_the_next_time(bees: Desk) -> None:
    desk = bees
    desk.choose("Not now", desk.window.reading)
    desk.wait_until(lambda: offer(desk) == "")
    recording_id = desk.shown.recording.id
    desk.earmark.navigation.open(recording_id)
    desk.rest()
    assert offer(desk) == ""

    assert desk.earmark.chaptering.undo()
    desk.wait_until(lambda: offer(desk) == "The notes list 3 times.")


def test_not_now_in_the_sheet_says_the_same(bees: Desk) -> None:
    desk = bees
    in_the_sheet(desk, lambda sheet: desk.choose("Not now", sheet))
    desk.wait_until(lambda: offer(desk) == "")
    assert chapters(desk) == ()


def test_chapters_are_listed_and_played(bees: Desk) -> None:
    desk = bees
    in_the_sheet(desk, lambda sheet: desk.choose("Use 3 chapters", sheet))
    desk.wait_until(lambda: chapters(desk) == OFFERED)
    menu = QMenu()
    desk.earmark.chaptering.add_to_menu(menu, 0, 0)
    (action,) = [one for one in menu.actions() if one.text() == "Chapters…"]
    action.trigger()
    desk.wait_until(lambda: isinstance(QApplication.activeModalWidget(), ChaptersDialog))
    desk.choose("0:20   What bees eat", QApplication.activeModalWidget())
    desk.wait_until(lambda: desk.player.is_playing())
    assert 19_000 <= desk.player.position_ms() <= 20_000
    assert QApplication.activeModalWidget() is None
    desk.act("jump_back")
    assert desk.player.position_ms() < 1_000
