"""The main job from one evening to the next: everything is there again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.paths import Places
from desktop_app.ui.models.question_rows import QuestionRow
from desktop_app.ui.panels.places_panel import BOOKMARKS
from desktop_app.ui.panels.sidebar_panel import LIBRARY, READING
from desktop_app.ui.session import preroll_ms
from tests.windows import BREAD, Desk, OpenWindow

LEFT = Qt.MouseButton.LeftButton


def press_question(desk: Desk, number: int) -> QuestionRow:
    """Click a row of the question list, counted from 0."""
    rows = desk.window.places.questions.list
    index = rows.rows_model.index(number)
    rows.scrollTo(index)
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(index).center())
    row = rows.rows_model.row(index)
    assert isinstance(row, QuestionRow)
    return row


def listen(desk: Desk, for_ms: int) -> None:
    for _tick in range(for_ms // 500):
        desk.player.advance(500)  # type: ignore[attr-defined]


def test_everything_is_there_again_the_next_time(open_window: OpenWindow, where: Places) -> None:
    desk = open_window()
    assert desk.window.page == "welcome"
    assert desk.window.sidebar.isHidden()
    desk.choose("Open sample")
    desk.wait_until(lambda: desk.session.shown is not None)
    desk.window.resize(1_300, 700)

    question = press_question(desk, 3).question
    assert question.start_ms is not None
    assert desk.player.is_playing()
    assert desk.player.position_ms() == question.start_ms - preroll_ms(question.error_ms)
    assert desk.view.current_segment == question.segment
    current = desk.window.places.questions.current
    assert current is not None
    assert current.question == question

    desk.act("search")
    QTest.keyClicks(desk.window.search_field, "flour")
    results = desk.window.results
    desk.wait_until(lambda: results.words == "flour" and results.results is not None)
    assert results.results is not None
    assert results.results.total > 2
    desk.press(Qt.Key.Key_Return, at=desk.window.search_field)
    hit = results.list.current_row()
    assert hit is not None
    desk.act("leave")
    listen(desk, 8_000)

    desk.press(Qt.Key.Key_B)
    desk.wait_until(lambda: desk.window.places.bookmarks.count == 1)
    (kept,) = [one.bookmark for one in desk.shown.bookmarks]
    assert kept.quote
    assert all(line in desk.view.toPlainText() for line in kept.quote.splitlines())
    position_ms, heard = desk.player.position_ms(), desk.session.heard_ranges
    assert heard
    desk.act("panel")
    assert not desk.window.is_panel_shown
    desk.quit()

    again = open_window()
    assert again.window.page == LIBRARY
    assert not again.player.is_playing()
    again.open(BREAD)
    again.wait_until(lambda: again.window.page == READING)
    assert again.player.position_ms() == position_ms
    assert again.session.heard_ranges == heard
    assert [one.bookmark for one in again.shown.bookmarks] == [kept]
    assert again.shown.bookmarks[0].passage is not None
    assert not again.window.is_panel_shown
    # Qt fits a window to its screen, and the offscreen one is only 800 px wide.
    assert again.window.height() == 700
    again.act("panel")
    again.window.places.show_page(BOOKMARKS)
    assert again.window.places.bookmarks.count == 1
    assert where.window_state.exists()


def test_speed_volume_and_looks_are_kept(open_window: OpenWindow) -> None:
    desk = open_window()
    desk.act("faster")
    desk.act("quieter")
    desk.act("bigger")
    desk.quit()
    again = open_window()
    assert (again.player.speed(), again.player.volume()) == (1.1, 0.95)
    assert again.earmark.settings.value.reading_size == 18


def test_quitting_while_files_are_read_keeps_the_library_whole(
    open_window: OpenWindow, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "Show"
    folder.mkdir()
    for number in range(60):
        text = f"**Ann:** Episode {number}.\n\n" + "**Bob:** Word after word. \n\n" * 200
        (folder / f"{number}.md").write_text(text, "utf-8")
    desk = open_window()
    desk.earmark.adding.add([folder])
    desk.wait_until(lambda: not desk.jobs.is_idle)
    desk.quit()
    again = open_window()
    entries = again.earmark.shelf.contents.entries
    assert len(entries) <= 60
    assert all(entry.segments == 201 for entry in entries)
