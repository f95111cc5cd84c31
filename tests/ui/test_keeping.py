"""Keeping a passage in the window: what is kept, its note, going to it, taking it away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.bookmarks import Bookmark
from desktop_app.jobs import Jobs
from desktop_app.library import Library
from desktop_app.player.null_player import NullPlayer
from desktop_app.transcript.model import Evidence
from desktop_app.ui.dialogs.note_dialog import NoteDialog
from desktop_app.ui.keeping import Keeping
from desktop_app.ui.library_jobs import LibraryJobs
from desktop_app.ui.notices import Notices
from desktop_app.ui.panels.bookmarks_panel import BookmarksPanel
from desktop_app.ui.panels.places_panel import PlacesPanel
from desktop_app.ui.panels.reading_panel import ReadingPanel
from desktop_app.ui.reading import Reading
from desktop_app.ui.session import Session
from desktop_app.ui.shelf import Shelf
from desktop_app.workflows.bookmarking import add_bookmark
from desktop_app.workflows.opening import OpenRecording, open_recording
from tests.builders import make_transcript
from tests.ui.recordings import TEXT
from tests.ui.widgets.pages import block_of

LENGTH_MS = 60_000


@dataclass
class Keeper:
    """An episode in a real library, open on a page."""

    qtbot: QtBot
    library: Library
    session: Session
    player: NullPlayer
    panel: ReadingPanel
    places: PlacesPanel
    everything: BookmarksPanel
    notices: Notices
    shelf: Shelf
    jobs: Jobs
    keeping: Keeping
    bread: str
    silent: str

    @property
    def kept(self) -> list[Bookmark]:
        """What is in the library, once all work is done."""
        self.qtbot.waitUntil(lambda: self.jobs.is_idle)
        return self.library.bookmarks.list()

    def open(self, recording_id: str | None = None) -> OpenRecording:
        opened = open_recording(self.library, recording_id or self.bread)
        self.session.show(opened)
        return opened

    def renew(self) -> None:
        """Take over what the library has now, as the window does on its own."""
        assert self.session.shown is not None
        self.session.renew(open_recording(self.library, self.session.shown.recording.id))

    def select(self, block: str, start: int, end: int) -> None:
        cursor = self.panel.view.textCursor()
        at = block_of(self.panel.view, block).position()
        cursor.setPosition(at + start)
        cursor.setPosition(at + end, cursor.MoveMode.KeepAnchor)
        self.panel.view.setTextCursor(cursor)

    def put_cursor(self, block: str) -> None:
        cursor = self.panel.view.textCursor()
        cursor.setPosition(block_of(self.panel.view, block).position() + 2)
        self.panel.view.setTextCursor(cursor)


def add(
    library: Library,
    title: str,
    audio: Path | None,
    *,
    each_ms: int | None = 10_000,
    error_ms: int = 0,
) -> str:
    evidence = Evidence.ESTIMATED if error_ms else Evidence.EXACT
    recording = library.recordings.add(
        title=title, show="The Proving Drawer", duration_ms=LENGTH_MS, audio=audio
    )
    transcript = make_transcript(TEXT, each_ms=each_ms, evidence=evidence)
    if error_ms:
        transcript = transcript.with_segments(
            [replace(segment, error_ms=error_ms) for segment in transcript.segments]
        )
    library.recordings.replace_transcript(recording.id, transcript)
    return recording.id


@pytest.fixture
def keeper(
    qtbot: QtBot,
    library: Library,
    library_jobs: LibraryJobs,
    shelf: Shelf,
    jobs: Jobs,
    tmp_path: Path,
) -> Iterator[Keeper]:
    sound = tmp_path / "bread.mp3"
    sound.touch()
    bread, silent = add(library, "Bread", sound), add(library, "Silent", None, each_ms=None)
    player = NullPlayer()
    session = Session(player)
    whole = QWidget()
    whole.resize(1_000, 500)
    panel, places, everything = ReadingPanel(), PlacesPanel(), BookmarksPanel("All bookmarks")
    layout, above = QVBoxLayout(whole), QVBoxLayout()
    layout.addLayout(above)
    for widget in (panel, places, everything):
        layout.addWidget(widget)
    notices = Notices(whole, above)
    Reading(session, panel, places, notices)
    keeping = Keeping(
        session, shelf, library_jobs, notices, reading=panel, places=places, everything=everything
    )
    keeping.changed.connect(shelf.look)
    whole.show()
    qtbot.waitExposed(whole)
    yield Keeper(
        qtbot,
        library,
        session,
        player,
        panel,
        places,
        everything,
        notices,
        shelf,
        jobs,
        keeping,
        bread,
        silent,
    )
    jobs.close()
    whole.deleteLater()


# ---- what is kept --------------------------------------------------------------------------------
def test_what_is_being_heard_is_kept_without_a_word_or_a_pause(keeper: Keeper) -> None:
    keeper.open()
    keeper.session.scrub(12_000)
    keeper.player.play()
    keeper.keeping.keep()
    (kept,) = keeper.kept
    assert (kept.quote, kept.start_ms, kept.recording_id) == (
        "It slows the yeast.",
        12_000,
        keeper.bread,
    )
    assert keeper.player.is_playing()
    assert keeper.notices.said == "Bookmarked 0:12"


def test_selected_words_are_kept_before_what_is_heard(keeper: Keeper) -> None:
    keeper.open()
    keeper.player.play()
    keeper.select("It feeds it.", 3, 8)
    keeper.keeping.keep()
    assert [kept.quote for kept in keeper.kept] == ["feeds"]


def test_after_a_jump_the_place_that_was_chosen_is_kept(keeper: Keeper) -> None:
    keeper.open()
    keeper.session.jump(20_000, "Jumped", error_ms=4_000)
    keeper.keeping.keep()
    assert [kept.quote for kept in keeper.kept] == ["And sugar?"]


def test_what_is_heard_is_kept_while_another_text_is_read(keeper: Keeper) -> None:
    keeper.open()
    keeper.session.scrub(12_000)
    keeper.player.play()
    keeper.open(keeper.silent)
    keeper.keeping.keep()
    assert [kept.recording_id for kept in keeper.kept] == [keeper.bread]


def test_without_sound_the_paragraph_that_is_read_is_kept(keeper: Keeper) -> None:
    keeper.open(keeper.silent)
    keeper.put_cursor("And sugar?")
    keeper.keeping.keep()
    (kept,) = keeper.kept
    assert (kept.quote, kept.start_ms) == ("And sugar?", None)
    assert keeper.notices.said == "Bookmarked"


def test_without_sound_the_marked_paragraph_of_a_text_with_times_is_kept(
    keeper: Keeper, tmp_path: Path
) -> None:
    keeper.open()
    keeper.session.scrub(12_000)
    (tmp_path / "bread.mp3").unlink()
    keeper.put_cursor("And sugar?")
    keeper.keeping.keep()
    assert [(kept.quote, kept.start_ms) for kept in keeper.kept] == [
        ("It slows the yeast.", 12_000)
    ]


def test_without_a_cursor_in_the_text_its_first_paragraph_in_view_is_kept(keeper: Keeper) -> None:
    text = make_transcript(TEXT)
    later = [replace(s, start_ms=20_000 + (s.start_ms or 0)) for s in text.segments]
    keeper.library.recordings.replace_transcript(keeper.silent, text.with_segments(later))
    keeper.open(keeper.silent)
    assert keeper.panel.view.reading_place is None  # it stands on the line of the opening
    keeper.keeping.keep()
    assert [kept.quote for kept in keeper.kept] == ["What is salt for?"]


def test_while_the_sound_rests_the_paragraph_of_another_text_is_kept(keeper: Keeper) -> None:
    keeper.open()
    keeper.open(keeper.silent)
    keeper.put_cursor("And sugar?")
    keeper.keeping.keep()
    assert [(kept.recording_id, kept.quote) for kept in keeper.kept] == [
        (keeper.silent, "And sugar?")
    ]


def test_a_recording_without_a_text_is_kept_by_its_time(keeper: Keeper, tmp_path: Path) -> None:
    sound = tmp_path / "only.mp3"
    sound.touch()
    only = keeper.library.recordings.add(title="Only", duration_ms=LENGTH_MS, audio=sound)
    keeper.open(only.id)
    keeper.session.scrub(12_000)
    keeper.keeping.keep()
    assert [(kept.quote, kept.start_ms) for kept in keeper.kept] == [("", 12_000)]


def test_with_nothing_open_nothing_is_kept(keeper: Keeper) -> None:
    keeper.keeping.keep()
    keeper.keeping.step(1)
    keeper.keeping.undo()
    keeper.keeping.copy_citation()
    assert keeper.kept == []
    assert keeper.notices.said == ""


# ---- notes ---------------------------------------------------------------------------------------
def write_note(note: str, tags: str, *, leaves: bool = False) -> Callable[[], None]:
    """Return what fills in the note that is open."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NoteDialog)
        QTest.keyClicks(dialog.findChild(QPlainTextEdit), note)
        QTest.keyClicks(dialog.findChild(QLineEdit), tags)
        if leaves:
            dialog.reject()
        else:
            dialog.accept()

    return answer


def test_a_note_and_tags_are_kept_with_the_words(keeper: Keeper) -> None:
    keeper.open()
    keeper.keeping.keep()
    (kept,) = keeper.kept
    QTimer.singleShot(0, write_note("Look this up", "yeast, to do"))
    keeper.keeping.edit_note(kept)
    (noted,) = keeper.kept
    assert (noted.note, noted.tags, noted.quote) == ("Look this up", ("yeast", "to do"), kept.quote)


def test_a_note_that_is_left_changes_nothing(keeper: Keeper) -> None:
    keeper.open()
    keeper.keeping.keep()
    (kept,) = keeper.kept
    QTimer.singleShot(0, write_note("Look this up", "", leaves=True))
    keeper.keeping.edit_note(kept)
    assert keeper.kept == [kept]


def test_a_bookmark_can_be_made_with_its_note_at_once(keeper: Keeper) -> None:
    keeper.open()
    wait = QTimer()
    wait.setInterval(10)

    def answer_when_open() -> None:
        if isinstance(QApplication.activeModalWidget(), NoteDialog):
            wait.stop()
            write_note("At once", "")()

    wait.timeout.connect(answer_when_open)
    wait.start()
    keeper.keeping.keep(with_note=True)
    keeper.qtbot.waitUntil(lambda: [kept.note for kept in keeper.kept] == ["At once"])


# ---- deleting ------------------------------------------------------------------------------------
def test_a_deleted_bookmark_comes_back_whole(keeper: Keeper) -> None:
    one = add_bookmark(keeper.library, keeper.bread, 12_000, note="One", tags=["yeast"])
    two = add_bookmark(keeper.library, keeper.bread, 22_000, note="Two")
    keeper.open()
    keeper.keeping.remove(one)
    keeper.keeping.remove(two)
    assert keeper.kept == []
    assert keeper.notices.said == "Bookmark deleted"
    keeper.keeping.undo()
    assert keeper.kept == [two]
    keeper.keeping.undo()
    assert keeper.kept == [one, two]
    keeper.keeping.undo()
    assert keeper.kept == [one, two]


def test_an_undo_that_fails_says_so_and_can_be_tried_again(keeper: Keeper) -> None:
    one = add_bookmark(keeper.library, keeper.bread, 12_000)
    keeper.open()
    keeper.keeping.remove(one)
    assert keeper.kept == []
    aside = keeper.library.database.path.with_name("aside")
    keeper.library.database.path.rename(aside)
    keeper.library.database.path.mkdir()
    keeper.keeping.undo()
    keeper.qtbot.waitUntil(lambda: keeper.notices.banner is not None)
    keeper.library.database.path.rmdir()
    aside.rename(keeper.library.database.path)
    keeper.keeping.undo()
    assert keeper.kept == [one]


# ---- going there ---------------------------------------------------------------------------------
def test_a_click_shows_a_bookmark_and_leaves_the_sound(keeper: Keeper) -> None:
    kept = add_bookmark(keeper.library, keeper.bread, 32_000)
    keeper.open()
    keeper.keeping.go_to(kept, is_played=False)
    assert keeper.panel.view.reading_place == (3, 0)
    assert (keeper.player.position_ms(), keeper.player.is_playing()) == (0, False)


def test_enter_plays_a_bookmark(keeper: Keeper) -> None:
    kept = add_bookmark(keeper.library, keeper.bread, 32_000)
    keeper.open()
    keeper.keeping.go_to(kept, is_played=True)
    assert (keeper.player.position_ms(), keeper.player.is_playing()) == (31_800, True)
    assert keeper.session.moment_ms == 32_000


def test_a_bookmark_in_a_rough_text_plays_from_a_little_before(
    keeper: Keeper, tmp_path: Path
) -> None:
    rough = add(keeper.library, "Rough", tmp_path / "bread.mp3", error_ms=4_000)
    kept = add_bookmark(keeper.library, rough, 32_000)
    keeper.open(rough)
    keeper.keeping.go_to(kept, is_played=True)
    assert keeper.player.position_ms() == 28_000


def test_a_bookmark_of_another_episode_asks_for_it(keeper: Keeper) -> None:
    kept = add_bookmark(keeper.library, keeper.silent, 12_000)
    asked: list[object] = []
    keeper.keeping.elsewhere_wanted.connect(lambda *what: asked.append(what))
    keeper.open()
    keeper.keeping.go_to(kept, is_played=True)
    assert asked == [(kept, True)]


def test_bookmarks_are_gone_through_in_both_directions(keeper: Keeper) -> None:
    for at_ms in (12_000, 22_000, 32_000):
        add_bookmark(keeper.library, keeper.bread, at_ms)
    keeper.open()
    seen = []
    for by in (1, 1, 1, 1, -1, -1, -1):
        keeper.keeping.step(by)
        seen.append(keeper.session.moment_ms)
    assert seen == [12_000, 22_000, 32_000, 32_000, 22_000, 12_000, 12_000]


def test_in_another_text_the_first_bookmark_is_the_next(keeper: Keeper, tmp_path: Path) -> None:
    other = add(keeper.library, "Other", tmp_path / "bread.mp3")
    add_bookmark(keeper.library, other, 12_000)
    keeper.open()
    keeper.session.scrub(40_000)
    keeper.open(other)
    keeper.keeping.step(1)
    assert keeper.session.is_shown_heard
    assert keeper.session.moment_ms == 12_000


# ---- lists and copying ---------------------------------------------------------------------------
def test_all_bookmarks_stand_by_episode(keeper: Keeper) -> None:
    add_bookmark(keeper.library, keeper.bread, 12_000)
    add_bookmark(keeper.library, keeper.bread, 22_000)
    keeper.shelf.look()
    keeper.qtbot.waitUntil(lambda: keeper.everything.count == 2)
    headings = [row.words for row in keeper.everything.list.rows_model.rows if row.is_heading]
    assert headings == ["Bread, The Proving Drawer, 2 bookmarks"]


def test_a_selection_is_copied_with_where_it_is_from(keeper: Keeper) -> None:
    keeper.open()
    keeper.select("It slows the yeast.", 3, 8)
    keeper.keeping.copy_citation()
    assert QGuiApplication.clipboard().text() == "“slows”\n— B, Bread, The Proving Drawer, 0:11"
    assert keeper.notices.said == "Copied with citation"


def test_a_selection_across_paragraphs_is_copied_as_paragraphs(keeper: Keeper) -> None:
    keeper.open()
    view = keeper.panel.view
    cursor = view.textCursor()
    cursor.setPosition(block_of(view, "It slows").position() + 13)
    cursor.setPosition(block_of(view, "It feeds").position() + 8, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    keeper.keeping.copy_citation()
    words = QGuiApplication.clipboard().text().splitlines()
    assert words[:5] == ["“yeast.", "", "And sugar?", "", "It feeds”"]


def test_without_a_selection_the_line_at_the_voice_is_copied(keeper: Keeper) -> None:
    keeper.open()
    keeper.session.scrub(12_000)
    keeper.keeping.copy_citation()
    assert QGuiApplication.clipboard().text().startswith("“It slows the yeast.”\n— B, Bread")


def test_a_bookmark_and_a_whole_list_are_copied_as_text(keeper: Keeper) -> None:
    kept = add_bookmark(keeper.library, keeper.bread, 12_000, note="Look this up")
    keeper.open()
    keeper.shelf.look()
    keeper.qtbot.waitUntil(lambda: keeper.everything.count == 1)
    keeper.places.bookmarks.copy_wanted.emit(kept)
    assert QGuiApplication.clipboard().text() == (
        "“It slows the yeast.”\n— Bread, The Proving Drawer, 0:12"
    )
    for panel in (keeper.places.bookmarks, keeper.everything):
        panel.copy_all_wanted.emit()
        text = QGuiApplication.clipboard().text()
        assert "# The Proving Drawer: Bread" in text
        assert "Look this up" in text
        assert keeper.notices.said == "Copied 1 bookmark"


def test_a_key_deletes_from_the_list(keeper: Keeper) -> None:
    add_bookmark(keeper.library, keeper.bread, 12_000)
    keeper.open()
    rows = keeper.places.bookmarks.list
    rows.select_row(0)
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert keeper.kept == []
