"""A sound that cannot be the one of its text: said with the text, and only there."""

from pathlib import Path

from tests.windows import BEES, Desk
from tests.workflows.conftest import MARKDOWN, write_wave

DOUBT = "but the sound ends at"


def doubtful(folder: Path) -> Path:
    """Write an episode whose sound ends before its text does, and return its text."""
    (folder / "short.md").write_text(MARKDOWN.replace("00:50", "09:50"), "utf-8")
    write_wave(folder / "short.wav", 60)
    return folder / "short.md"


def test_the_doubt_is_said_with_its_text_and_on_no_other_page(
    reading_desk: Desk, tmp_path: Path
) -> None:
    desk = reading_desk
    desk.add(doubtful(tmp_path))
    desk.wait_until(lambda: DOUBT in desk.banner_words)
    desk.act("show_library")
    assert desk.banner_words == ""
    desk.act("show_reading")
    assert DOUBT in desk.banner_words
    desk.open(BEES)
    assert desk.banner_words == ""


def test_a_doubt_that_was_closed_is_not_said_again(reading_desk: Desk, tmp_path: Path) -> None:
    desk = reading_desk
    desk.add(doubtful(tmp_path))
    desk.wait_until(lambda: DOUBT in desk.banner_words)
    desk.choose("Close")
    desk.act("show_library")
    desk.act("show_reading")
    assert desk.banner_words == ""
