"""The tour proves the window: it holds as a whole, and fails at exactly the step that is broken."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app.paths import Places
from desktop_app.player.qt_player import QtPlayer
from desktop_app.transcript.model import Transcript
from desktop_app.ui.panels.sidebar_panel import LIBRARY
from desktop_app.ui.tour import STEPS, Tourist, take_tour
from tests.windows import Desk, OpenWindow, open_window, stock, stocked, where

__all__ = ["open_window", "stock", "stocked", "where"]

ROOT = Path(__file__).resolve().parents[2]
NAMES = [step.name for step in STEPS]
Break = Callable[[Tourist], object]


def stop_the_clock(tourist: Tourist) -> None:
    """Let the sound go on while the window no longer hears of it."""
    tourist.session.moment_changed.disconnect()
    tourist.window.player_bar.clock_button.setText("9:59")


BREAKS: list[tuple[str, Break, str]] = [
    ("open", lambda t: t.window.show_page(LIBRARY), "Another page is in front."),
    ("open", lambda t: t.window.reading.view.show_transcript(Transcript("")), "not on the page"),
    ("open", lambda t: t.window.places.questions.list.show_rows([]), "list of questions"),
    ("play", lambda t: t.session.player.pause(), "The sound has stopped."),
    ("play", stop_the_clock, "The clock says 9:59."),
    ("follow", lambda t: t.window.reading.view.stop_following(), "The text has let go."),
    ("let go", lambda t: t.window.reading.view.follow(), "The text did not let go."),
    ("question", lambda t: t.session.scrub(1_000), "The sound is at"),
    ("search", lambda t: t.window.results.list.select_row(-1), "does not have the word"),
    ("bookmark", lambda t: t.window.places.bookmarks.show_bookmarks([]), "0 bookmarks"),
    ("undo", lambda t: t.session.scrub(5_000), "The sound is at"),
    ("export", lambda t: t.exported.unlink(), "The file is not there."),
]


def tourist_of(desk: Desk, folder: Path) -> Tourist:
    earmark = desk.earmark
    return Tourist(earmark.window, earmark.session, earmark.actions, earmark.adding, folder)


@pytest.fixture
def tourist(open_window: OpenWindow, stocked: Places, tmp_path: Path) -> Tourist:
    """Somebody in a hurry: the sample is in the library already, and is spoken fast."""
    desk = open_window(stocked, QtPlayer())
    desk.player.set_speed(3.0)
    return tourist_of(desk, tmp_path / "pictures")


def test_every_step_is_broken_on_purpose_somewhere() -> None:
    assert {step for step, _break, _words in BREAKS} == set(NAMES)


@pytest.mark.parametrize(
    ("broken", "breaking", "words"), BREAKS, ids=[f"{step}: {words}" for step, _do, words in BREAKS]
)
def test_a_broken_step_fails_and_is_the_last(
    tourist: Tourist, broken: str, breaking: Break, words: str
) -> None:
    lines: list[str] = []

    def meddle(step: str, who: Tourist) -> None:
        if step == "let go":
            who.session.player.set_speed(1.0)  # from here on the goals are exact to 300 ms
        if step == broken:
            breaking(who)

    assert take_tour(tourist, lines.append, meddle) == 1
    number = NAMES.index(broken) + 1
    assert len(lines) == number
    assert lines[-1].startswith(f"{number}. {broken}: FAILED. ")
    assert words in lines[-1]
    assert not any("FAILED" in line for line in lines[:-1])
    assert len(list(tourist.folder.glob("*.png"))) == number


def test_the_whole_tour_holds_from_the_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop_app", "tour", "--into", str(tmp_path / "pictures")]
    environment = dict(os.environ, EARMARK_LIBRARY=str(tmp_path / "own"))
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT, timeout=120
    )
    lines = ran.stdout.splitlines()
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [re.sub(r":.*", "", line) for line in lines[: len(NAMES)]] == [
        f"{number}. {name}" for number, name in enumerate(NAMES, 1)
    ]
    assert "FAILED" not in ran.stdout
    assert "Traceback" not in ran.stderr
    pictures = sorted((tmp_path / "pictures").glob("*.png"))
    assert [p.stem for p in pictures] == [
        f"{number:02}-{name.replace(' ', '-')}" for number, name in enumerate(NAMES, 1)
    ]
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (1_280, 820)
    assert (tmp_path / "pictures" / "bread-questions.md").exists()
    assert not (tmp_path / "own" / "library.sqlite3").exists()
