"""The menus of the right mouse button: every wish of a row, and of a place in the text."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop_app.ui.widgets.list_view import ListView
from desktop_app.workflows.bookmarking import add_bookmark
from tests.ui.widgets.pages import point_in
from tests.windows import BEES, BREAD, Desk

MOUSE = QContextMenuEvent.Reason.Mouse


class Chooser:
    """Takes one entry of the next menu, by its words; leaves a menu that has no such entry."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.offered: list[str] = []
        self.timer = QTimer(interval=10)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            self.timer.stop()
            self.offered = [action.text() for action in menu.actions() if action.text()]
            wanted = [action for action in menu.actions() if action.text() == self.words]
            menu.close()
            for action in wanted:
                action.trigger()


def choose(widget: QWidget, at: QPoint, words: str) -> list[str]:
    """Press the right button at a place, take an entry, and return what was offered."""
    chooser = Chooser(words)
    QApplication.sendEvent(widget, QContextMenuEvent(MOUSE, at, widget.mapToGlobal(at)))
    return chooser.offered


def choose_in_row(rows: ListView, row: int, words: str) -> list[str]:
    index = rows.rows_model.index(row)
    rows.scrollTo(index)
    return choose(rows.viewport(), rows.visualRect(index).center(), words)


def test_a_place_in_the_text(reading_desk: Desk) -> None:
    desk = reading_desk
    text = desk.shown.transcript.segments[1].text
    at = point_in(desk.view, text[:40], 10)
    offered = choose(desk.view.viewport(), at, "Copy with citation")
    assert {"Play from here", "Bookmark this paragraph", "Copy with citation"} <= set(offered)
    assert QGuiApplication.clipboard().text().startswith(f"“{text}”\n— ")
    choose(desk.view.viewport(), at, "Bookmark this paragraph")
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    assert desk.shown.bookmarks[0].bookmark.quote == text
    assert desk.player.position_ms() == 0
    choose(desk.view.viewport(), at, "Play from here")
    assert desk.player.is_playing()
    assert desk.session.spoken_segment == 1


def test_a_selection_in_the_text(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.view.show_segment(1)
    cursor = desk.view.textCursor()
    cursor.setPosition(cursor.position() + 9, cursor.MoveMode.KeepAnchor)
    desk.view.setTextCursor(cursor)
    words = cursor.selectedText()
    at = point_in(desk.view, desk.shown.transcript.segments[1].text[:40], 4)
    offered = choose(desk.view.viewport(), at, "Copy")
    assert "Bookmark this paragraph" not in offered
    assert QGuiApplication.clipboard().text() == words
    choose(desk.view.viewport(), at, "Bookmark the selection")
    desk.wait_until(lambda: len(desk.shown.bookmarks) == 1)
    assert desk.shown.bookmarks[0].bookmark.quote == words.strip()


def test_a_bookmark(reading_desk: Desk) -> None:
    desk = reading_desk
    with desk.library as library:
        add_bookmark(library, desk.shown.recording.id, 60_000)
    rows = desk.window.places.bookmarks.list
    desk.window.places.show_page(1)
    desk.wait_until(lambda: len(rows.rows_model.rows) == 1)
    choose_in_row(rows, 0, "Show in the text")
    assert not desk.player.is_playing()
    choose_in_row(rows, 0, "Copy with citation")
    assert QGuiApplication.clipboard().text().endswith("1:00")
    choose_in_row(rows, 0, "Play from here")
    assert desk.player.is_playing()
    assert desk.session.moment_ms == 60_000
    choose_in_row(rows, 0, "Delete")
    desk.wait_until(lambda: desk.window.places.bookmarks.count == 0)
    desk.act("undo")
    desk.wait_until(lambda: desk.window.places.bookmarks.count == 1)


def test_a_question(reading_desk: Desk) -> None:
    desk = reading_desk
    rows = desk.window.places.questions.list
    question = desk.shown.questions[2]
    choose_in_row(rows, 2, "Show in the text")
    assert not desk.player.is_playing()
    assert desk.view.reading_place is not None
    assert desk.view.reading_place[0] == question.segment
    choose_in_row(rows, 2, "Copy list with times")
    assert question.text in QGuiApplication.clipboard().text()
    choose_in_row(rows, 2, "Play from here")
    assert desk.player.is_playing()
    assert desk.session.moment_ms == question.start_ms


def test_an_episode_of_the_library(reading_desk: Desk) -> None:
    desk = reading_desk
    desk.act("show_library")
    rows = desk.window.library.list
    titles = [e.title for e in desk.earmark.shelf.contents.entries]
    assert sorted(titles) == sorted([BREAD, BEES])
    bees = next(n for n, row in enumerate(rows.rows_model.rows) if row.words.startswith(BEES))
    choose_in_row(rows, bees, "Play")
    desk.wait_until(lambda: desk.shown.recording.title == BEES and desk.player.is_playing())
    desk.act("show_library")
    bread = next(n for n, row in enumerate(rows.rows_model.rows) if row.words.startswith(BREAD))
    choose_in_row(rows, bread, "Open")
    desk.wait_until(lambda: desk.shown.recording.title == BREAD)
    assert desk.player.is_playing()
    assert desk.window.reading.is_other_shown
    desk.act("show_library")
    choose_in_row(rows, bread, "Remove from the library")
    desk.wait_until(lambda: len(rows.rows_model.rows) == 1)


def test_a_menu_that_is_left_does_nothing(reading_desk: Desk) -> None:
    desk = reading_desk

    def what_is() -> tuple[int, bool, int]:
        return desk.player.position_ms(), desk.player.is_playing(), len(desk.shown.bookmarks)

    before = what_is()
    assert choose_in_row(desk.window.places.questions.list, 0, "No such entry")
    desk.rest()
    assert what_is() == before
