"""Correcting the text where it stands: open, type, save, undo, everywhere, and by keyboard."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QMenu, QTextEdit

from desktop_app.ui.widgets.paragraph_editor import ParagraphEditor
from tests.windows import BEES, BREAD, Desk, OpenWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SALT = 4  # “Use two grams of salt for every hundred grams of flour. …”


def editor_of(desk: Desk) -> ParagraphEditor:
    assert desk.earmark.correcting.editor is not None
    return desk.earmark.correcting.editor


def text_of(desk: Desk) -> QTextEdit:
    field = editor_of(desk).findChild(QTextEdit)
    assert isinstance(field, QTextEdit)
    return field


def open_editor(desk: Desk, segment: int = SALT) -> ParagraphEditor:
    desk.view.show_segment(segment)
    desk.act("correct")
    return editor_of(desk)


def retype(desk: Desk, was: str, now: str) -> None:
    """Select some words of the editor and type others."""
    field = text_of(desk)
    cursor = field.textCursor()
    start = field.toPlainText().index(was)
    cursor.setPosition(start)
    cursor.setPosition(start + len(was), cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    QTest.keyClicks(field, now)


def line(desk: Desk, segment: int = SALT) -> str:
    return desk.shown.transcript.segments[segment].text


def test_a_paragraph_is_corrected_by_keys_alone_and_brought_back(reading_desk: Desk) -> None:
    desk = reading_desk
    was = line(desk)
    desk.view.show_segment(SALT)
    desk.press(Qt.Key.Key_F2)
    field = text_of(desk)
    desk.wait_until(field.hasFocus)
    retype(desk, "flour", "flower")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    desk.wait_until(lambda: line(desk) == was.replace("flour", "flower"))
    assert desk.earmark.correcting.editor is None
    assert desk.window.notices.said == "Saved 1 correction"
    assert was.replace("flour", "flower") in desk.view.toPlainText()
    desk.act("undo")
    desk.wait_until(lambda: line(desk) == was)


def test_the_editor_lies_over_its_paragraph_and_covers_no_other(reading_desk: Desk) -> None:
    desk = reading_desk
    for size in ((1_440, 900), (900, 600), (720, 480)):
        desk.window.resize(*size)
        editor = open_editor(desk)
        desk.rest()
        rect = desk.view.paragraph_rect(SALT)
        before, after = desk.view.paragraph_rect(SALT - 1), desk.view.paragraph_rect(SALT + 1)
        assert rect is not None
        assert before is not None
        assert after is not None
        assert editor.geometry().contains(rect)
        assert not editor.geometry().intersects(before)
        assert not editor.geometry().intersects(after)
        top = text_of(desk).mapTo(desk.view.viewport(), text_of(desk).rect().topLeft())
        assert abs(top.y() - rect.top()) <= 2
        assert abs(top.x() - rect.left()) <= 2
        desk.earmark.correcting.leave()


def test_the_editor_grows_with_its_text_and_moves_with_the_page(reading_desk: Desk) -> None:
    desk = reading_desk
    editor = open_editor(desk)
    height = editor.height()
    text_of(desk).setPlainText(line(desk) * 4)
    assert editor.height() > height + 40
    after = desk.view.paragraph_rect(SALT + 1)
    assert after is not None
    assert not editor.geometry().intersects(after)
    top = editor.y()
    bar = desk.view.verticalScrollBar()
    bar.setValue(bar.value() + 30)
    assert editor.y() == top - 30


def test_escape_leaves_everything_as_it_was(reading_desk: Desk) -> None:
    desk = reading_desk
    was = desk.view.toPlainText()
    open_editor(desk)
    retype(desk, "flour", "flower")
    QTest.keyClick(text_of(desk), Qt.Key.Key_Escape)
    assert desk.earmark.correcting.editor is None
    assert desk.view.hasFocus()
    assert desk.view.toPlainText() == was
    assert desk.shown.corrections == ()


def test_the_same_words_are_corrected_everywhere(reading_desk: Desk) -> None:
    desk = reading_desk
    word = re.compile(r"\bflour\b")
    with_flour = [s.index for s in desk.shown.transcript.segments if word.search(s.text)]
    open_editor(desk)
    retype(desk, "flour", "spelt")
    desk.choose(f"Change all {len(with_flour)}", editor_of(desk))
    desk.wait_until(lambda: len(desk.shown.corrections) == len(with_flour))
    assert all("spelt" in line(desk, segment) for segment in with_flour)
    desk.act("undo")
    desk.wait_until(lambda: desk.shown.corrections == ())
    assert all("flour" in line(desk, segment) for segment in with_flour)


def test_another_speaker_is_a_correction_too(reading_desk: Desk) -> None:
    desk = reading_desk
    open_editor(desk)
    box = editor_of(desk).findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["Ines Dahl", "Marcus Bello"]
    box.setEditText("Ines Dahl")
    desk.choose("Save", editor_of(desk))
    desk.wait_until(lambda: desk.shown.transcript.segments[SALT].speaker == "Ines Dahl")


def test_what_was_typed_is_kept_when_another_episode_is_opened(reading_desk: Desk) -> None:
    desk = reading_desk
    was = line(desk)
    open_editor(desk)
    retype(desk, "flour", "flower")
    desk.open(BEES)
    desk.rest()
    assert desk.earmark.correcting.editor is None
    desk.open(BREAD)
    assert line(desk) == was.replace("flour", "flower")


def test_what_was_typed_is_kept_when_the_window_is_closed(
    reading_desk: Desk, open_window: OpenWindow
) -> None:
    was = line(reading_desk)
    open_editor(reading_desk)
    retype(reading_desk, "flour", "flower")
    reading_desk.quit()
    again = open_window(reading_desk.where)
    again.open(BREAD)
    assert line(again) == was.replace("flour", "flower")


def test_a_text_read_anew_meanwhile_is_not_overwritten(reading_desk: Desk) -> None:
    desk = reading_desk
    open_editor(desk)
    retype(desk, "flour", "flower")
    with desk.library as library:
        from_file = library.recordings.transcript(desk.shown.recording.id)
        segments = list(from_file.segments)
        library.recordings.replace_transcript(
            desk.shown.recording.id, from_file.with_segments(segments[:SALT])
        )
    editor_of(desk).save_wanted.emit()
    desk.wait_until(lambda: "changed meanwhile" in desk.banner_words)
    assert "flower" in editor_of(desk).text


def test_the_corrections_are_saved_as_a_patch(
    reading_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = reading_desk
    open_editor(desk)
    retype(desk, "flour", "flower")
    desk.choose("Save", editor_of(desk))
    desk.wait_until(lambda: len(desk.shown.corrections) == 1)
    chosen = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    open_editor(desk, SALT)
    desk.choose("Save as patch…", editor_of(desk))
    desk.wait_until(lambda: (tmp_path / "mine.patch").exists())
    assert "flower" in (tmp_path / "mine.patch").read_text("utf-8")


def test_the_menu_of_a_line_corrects_it_and_takes_that_back(reading_desk: Desk) -> None:
    desk = reading_desk
    was = line(desk)

    def chosen(words: str) -> bool:
        menu = QMenu()
        desk.earmark.correcting.add_to_menu(menu, SALT, 3)
        found = [action for action in menu.actions() if action.text() == words]
        for action in found:
            action.trigger()
        return bool(found)

    assert not chosen("Take the correction back")
    assert chosen("Correct this paragraph")
    retype(desk, "flour", "flower")
    desk.choose("Save", editor_of(desk))
    desk.wait_until(lambda: line(desk) != was)
    assert chosen("Take the correction back")
    desk.wait_until(lambda: line(desk) == was)


def test_a_line_that_nobody_says_is_not_corrected(reading_desk: Desk) -> None:
    desk = reading_desk
    marks = [s.index for s in desk.shown.transcript.segments if not s.is_speech]
    desk.earmark.correcting.correct_paragraph(marks[0])
    assert desk.earmark.correcting.editor is None
    assert desk.window.notices.said.startswith("Nobody says this line")
