"""What another process writes shows up in the open window."""

import json
import subprocess
import sys
from pathlib import Path

from tests.windows import BREAD, Desk

ROOT = Path(__file__).resolve().parents[2]
SOON_MS = 2_000


def earmark(desk: Desk, *arguments: str) -> dict[str, object]:
    """Run a command line in a process of its own on the window's library."""
    library = desk.where.database.parent
    command = [sys.executable, "-m", "desktop_app", "--library", str(library), "--json"]
    ran = subprocess.run(
        [*command, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    document: dict[str, object] = json.loads(ran.stdout)
    return document


def test_a_bookmark_of_the_command_line_shows_within_two_seconds(reading_desk: Desk) -> None:
    desk = reading_desk
    earmark(desk, "bookmark", "add", BREAD, "--at", "1:00", "--note", "from outside")
    places, everything = desk.window.places.bookmarks, desk.window.bookmarks
    desk.wait_until(lambda: places.count == everything.count == 1, timeout=SOON_MS)
    assert desk.shown.bookmarks[0].bookmark.note == "from outside"
    assert desk.shown.bookmarks[0].passage is not None


def test_a_new_title_and_a_removed_episode_show_too(reading_desk: Desk) -> None:
    desk = reading_desk
    earmark(desk, "set", BREAD, "--title", "Bread, again")
    desk.wait_until(lambda: desk.shown.recording.title == "Bread, again", timeout=SOON_MS)
    earmark(desk, "remove", "bees")
    entries = desk.earmark.shelf
    desk.wait_until(lambda: len(entries.contents.entries) == 1, timeout=SOON_MS)


def test_the_window_lets_the_command_line_search_and_add(reading_desk: Desk) -> None:
    found = earmark(reading_desk, "search", "winter")
    assert found["total"] == 1
    listed = earmark(reading_desk, "episodes")
    assert isinstance(listed["episodes"], list)
    assert len(listed["episodes"]) == 2


def test_an_episode_removed_by_the_command_line_while_it_is_open_does_no_harm(
    reading_desk: Desk,
) -> None:
    desk = reading_desk
    earmark(desk, "remove", BREAD)
    desk.wait_until(lambda: len(desk.earmark.shelf.contents.entries) == 1)
    desk.act("bookmark")
    desk.rest()
    assert desk.banner_words
    assert "Traceback" not in desk.banner_words
