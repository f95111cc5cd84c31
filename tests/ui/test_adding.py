"""Files in and out of the library from the window, and what it says about them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.jobs import Jobs
from desktop_app.library import Library
from desktop_app.paths import Places
from desktop_app.transcript.formats import WRITERS, readable_formats
from desktop_app.ui.adding import Adding
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.notices import Notices
from desktop_app.ui.shelf import Shelf
from desktop_app.ui.widgets.toast import Toast
from desktop_app.workflows.exporting import export_transcript
from desktop_app.workflows.import_report import Failed
from tests.workflows.conftest import MARKDOWN, SRT, write_wave


@dataclass
class Porter:
    """What brings files in and out, and what it said."""

    qtbot: QtBot
    adding: Adding
    notices: Notices
    jobs: Jobs
    library: Library
    shelf: Shelf
    opened: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: list[bool] = field(default_factory=list)

    def add(self, *paths: Path) -> None:
        self.adding.add(paths)
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.jobs.is_idle, timeout=10_000)

    def take_way(self) -> None:
        """Press the button of the toast."""
        toast = self.notices.parent().findChild(Toast)
        assert toast is not None
        toast.action_chosen.emit()

    @property
    def titles(self) -> list[str]:
        return [entry.title for entry in self.library.recordings.list()]

    @property
    def banner_words(self) -> str:
        banner = self.notices.banner
        return "" if banner is None else banner.accessibleName()


@pytest.fixture
def porter(
    qtbot: QtBot, library: Library, shelf: Shelf, jobs: Jobs, where: Places
) -> Iterator[Porter]:
    whole = QWidget()
    above = QVBoxLayout(whole)
    notices = Notices(whole, above)
    adding = Adding(LibraryJobs(jobs, where, notices.fail), shelf, notices, whole)
    made = Porter(qtbot, adding, notices, jobs, library, shelf)
    adding.opened.connect(made.opened.append)
    adding.removed.connect(made.removed.append)
    adding.changed.connect(lambda: made.changed.append(True))
    adding.changed.connect(shelf.look)
    whole.show()
    yield made
    jobs.close()
    whole.deleteLater()


@pytest.fixture
def bees(tmp_path: Path) -> Path:
    path = tmp_path / "bees.md"
    path.write_text(MARKDOWN, "utf-8")
    return path


Choose = Callable[[str, object], None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Answer the next file dialog: the one thing here that is not real."""

    def answer(name: str, chosen: object) -> None:
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_asked: chosen))

    return answer


# ---- in ------------------------------------------------------------------------------------------
def test_the_first_of_the_files_is_opened(porter: Porter, bees: Path, tmp_path: Path) -> None:
    srt = tmp_path / "wasps.srt"
    srt.write_text(SRT)
    porter.add(bees, srt)
    assert sorted(porter.titles) == ["bees", "wasps"]
    assert len(porter.opened) == 1
    assert porter.library.recordings.get(porter.opened[0]).title == "bees"
    assert porter.notices.said == "Added 2 episodes"
    assert porter.changed


def test_whoever_asks_is_told_instead_which_was_opened(porter: Porter, bees: Path) -> None:
    told: list[str] = []
    porter.adding.add([bees], told.append)
    porter.rest()
    assert len(told) == 1
    assert porter.opened == []


def test_one_episode_is_opened_without_a_word(porter: Porter, bees: Path) -> None:
    porter.add(bees)
    assert porter.notices.said == ""
    assert porter.banner_words == ""


def test_the_same_file_again_is_opened_again(porter: Porter, bees: Path) -> None:
    porter.add(bees)
    porter.add(bees)
    assert porter.titles == ["bees"]
    assert len(porter.opened) == 2
    assert porter.opened[0] == porter.opened[1]


def test_a_folder_brings_all_its_episodes(porter: Porter, tmp_path: Path) -> None:
    show = tmp_path / "Show"
    show.mkdir()
    for name in ("one", "two", "three"):
        (show / f"{name}.md").write_text(MARKDOWN.replace("bees", name), "utf-8")
    porter.add(show)
    assert sorted(porter.titles) == ["one", "three", "two"]
    assert porter.notices.said == "Added 3 episodes"


def test_what_was_mended_can_be_looked_at(porter: Porter, tmp_path: Path) -> None:
    path = tmp_path / "odd.srt"
    path.write_text(SRT + "\n3\n00:00:99,000 --> what\nLost.\n")
    porter.add(path)
    assert porter.notices.said.startswith("Opened as ")
    porter.take_way()
    assert porter.banner_words.startswith(porter.notices.said)
    assert "Line " in porter.banner_words
    assert porter.titles == ["odd"]


def test_a_single_file_that_is_no_transcript_gets_a_page_of_its_own(
    porter: Porter, tmp_path: Path
) -> None:
    path = tmp_path / "budget.csv"
    path.write_text("month,bread\nmay,12\n" * 20)
    refused: list[Failed] = []
    porter.adding.refused.connect(refused.append)
    porter.add(path)
    assert [one.path for one in refused] == [path]
    assert "budget.csv" in refused[0].message
    assert refused[0].hint
    assert porter.banner_words == ""
    assert porter.titles == []
    assert porter.opened == []


def test_what_failed_is_said_also_when_the_rest_came_in(
    porter: Porter, bees: Path, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.touch()
    two.touch()
    porter.add(bees, one, two)
    assert porter.titles == ["bees"]
    assert len(porter.opened) == 1
    assert "one.md" in porter.banner_words
    assert "1 more file failed." in porter.banner_words


def test_a_folder_with_nothing_in_it_is_said(porter: Porter, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    porter.add(empty)
    assert porter.banner_words.startswith("There is nothing to listen to or to read in there.")
    assert readable_formats() in porter.banner_words


def test_a_success_takes_the_last_problem_away(porter: Porter, bees: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.touch()
    porter.add(empty)
    assert porter.banner_words
    porter.add(bees)
    assert porter.banner_words == ""


# ---- the dialogs ---------------------------------------------------------------------------------
def test_files_and_folders_can_be_chosen(porter: Porter, bees: Path, choose: Choose) -> None:
    choose("getOpenFileNames", ([str(bees)], ""))
    porter.adding.choose_files()
    porter.rest()
    assert porter.titles == ["bees"]
    choose("getExistingDirectory", str(bees.parent))
    porter.adding.choose_folder()
    porter.rest()
    assert len(porter.opened) == 2


def test_choosing_nothing_does_nothing(porter: Porter, bees: Path, choose: Choose) -> None:
    porter.add(bees)
    choose("getOpenFileNames", ([], ""))
    choose("getExistingDirectory", "")
    choose("getOpenFileName", ("", ""))
    choose("getSaveFileName", ("", ""))
    recording = porter.library.recordings.get(porter.opened[0])
    porter.adding.choose_files()
    porter.adding.choose_folder()
    porter.adding.find_audio(recording.id)
    porter.adding.export(recording)
    porter.rest()
    assert len(porter.opened) == 1


def test_audio_that_was_found_belongs_to_its_episode(
    porter: Porter, bees: Path, tmp_path: Path, choose: Choose
) -> None:
    porter.add(bees)
    sound = write_wave(tmp_path / "elsewhere.wav")
    choose("getOpenFileName", (str(sound), ""))
    porter.adding.find_audio(porter.opened[0])
    porter.rest()
    recording = porter.library.recordings.get(porter.opened[0])
    assert recording.audio == sound
    assert recording.duration_ms == 60_000
    assert porter.titles == ["bees"]


def test_a_text_is_not_taken_for_the_audio(
    porter: Porter, bees: Path, tmp_path: Path, choose: Choose
) -> None:
    porter.add(bees)
    other = tmp_path / "other.md"
    other.write_text("**Ann:** Another text.\n\n**Bob:** With two paragraphs.\n", "utf-8")
    choose("getOpenFileName", (str(other), ""))
    porter.adding.find_audio(porter.opened[0])
    porter.rest()
    assert "other.md" in porter.banner_words
    assert porter.library.recordings.get(porter.opened[0]).segments == 4


def test_a_file_that_is_no_audio_is_refused_where_audio_was_looked_for(
    porter: Porter, bees: Path, tmp_path: Path, choose: Choose
) -> None:
    porter.add(bees)
    words = tmp_path / "words.mp3"
    words.write_text("These are words. " * 100)
    choose("getOpenFileName", (str(words), ""))
    porter.adding.find_audio(porter.opened[0])
    porter.rest()
    assert "words.mp3" in porter.banner_words
    assert porter.library.recordings.get(porter.opened[0]).audio is None


# ---- out -----------------------------------------------------------------------------------------
SAVED_AS = [
    ("out.srt", "", "srt"),
    ("out.md", "", "md"),
    ("out.txt", "Markdown (*.md)", "txt"),
    ("out.JSON", "", "json"),
    ("out.md", "Markdown to read (*.md)", "readable"),
    ("out.json", "Podcast JSON (*.json)", "podcast-json"),
    ("out.chapters.json", "", "chapters"),
    ("Part 3.5", "SRT (*.srt)", "srt"),
    ("out", "", "md"),
]


@pytest.mark.parametrize(("name", "kind", "format_name"), SAVED_AS)
def test_the_kind_decides_the_format_unless_the_name_ends_otherwise(
    porter: Porter,
    bees: Path,
    tmp_path: Path,
    choose: Choose,
    name: str,
    kind: str,
    format_name: str,
) -> None:
    porter.add(bees)
    choose("getSaveFileName", (str(tmp_path / name), kind))
    (recording_id,) = porter.opened
    porter.adding.export(porter.library.recordings.get(recording_id))
    porter.rest()
    extension = WRITERS[format_name].extension
    file = tmp_path / (name if name.lower().endswith(extension) else name + extension)
    assert (
        file.read_text("utf-8") == export_transcript(porter.library, recording_id, format_name).text
    )
    assert file.name in porter.notices.said + porter.banner_words


def test_a_name_without_an_ending_never_replaces_a_file_nobody_was_asked_about(
    porter: Porter, bees: Path, tmp_path: Path, choose: Choose
) -> None:
    porter.add(bees)
    (tmp_path / "out.md").write_text("Mine.")
    choose("getSaveFileName", (str(tmp_path / "out"), ""))
    porter.adding.export(porter.library.recordings.get(porter.opened[0]))
    porter.rest()
    assert (tmp_path / "out.md").read_text() == "Mine."
    assert "they made." in (tmp_path / "out").read_text("utf-8")


def test_a_place_that_cannot_be_written_is_said(porter: Porter, bees: Path) -> None:
    porter.add(bees)
    porter.adding.export_to(porter.opened[0], bees / "out.md", "md")
    porter.rest()
    assert "cannot be written" in porter.banner_words


def test_what_a_format_cannot_carry_is_said(porter: Porter, bees: Path, tmp_path: Path) -> None:
    porter.add(bees)
    porter.adding.export_to(porter.opened[0], tmp_path / "out.srt", "srt")
    porter.rest()
    assert porter.banner_words.startswith("Saved out.srt") or porter.notices.said == "Saved out.srt"


# ---- removing ------------------------------------------------------------------------------------
def test_a_removed_episode_keeps_its_files_and_can_come_back(porter: Porter, bees: Path) -> None:
    porter.add(bees)
    (recording_id,) = porter.opened
    porter.shelf.look()
    porter.rest()
    porter.adding.remove(recording_id)
    porter.rest()
    assert porter.titles == []
    assert bees.exists()
    assert porter.removed == [recording_id]
    assert porter.notices.said == "Removed “bees”. Its files and bookmarks are kept."
    porter.take_way()
    porter.rest()
    assert porter.titles == ["bees"]
    assert porter.library.recordings.list()[0].id == recording_id
