"""The windows over the window: what they show, and what they hand back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.settings import Settings
from desktop_app.ui.actions import action_table
from desktop_app.ui.dialogs.crash_dialog import CrashDialog
from desktop_app.ui.dialogs.keys_dialog import KeysDialog
from desktop_app.ui.dialogs.note_dialog import NoteDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.time_dialog import TimeDialog
from desktop_app.ui.widgets.theme_button import ThemeButton
from tests.ui.recordings import make_kept


def button(dialog: QDialog, words: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == words)


def named(dialog: QDialog, kind: type[QWidget], name: str) -> QWidget:
    """Return the control that a screen reader calls by a name."""
    return next(w for w in dialog.findChildren(kind) if w.accessibleName() == name)


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


# ---- a note --------------------------------------------------------------------------------------
def test_a_note_opens_with_what_was_written_before(qtbot: QtBot) -> None:
    kept = make_kept(note="Look this up", tags=("yeast", "to do"))
    dialog = NoteDialog(kept)
    shown(qtbot, dialog)
    assert (dialog.note, dialog.tags) == ("Look this up", ("yeast", "to do"))
    assert any(kept.quote in words.text() for words in dialog.findChildren(QLabel))


def test_tags_are_parted_by_commas_and_each_is_kept_once(qtbot: QtBot) -> None:
    dialog = NoteDialog(make_kept())
    shown(qtbot, dialog)
    field = named(dialog, QLineEdit, "Tags, separated by commas")
    QTest.keyClicks(field, " yeast ,, flour, yeast, ")
    assert dialog.tags == ("yeast", "flour")


def test_ctrl_enter_in_the_note_keeps_it(qtbot: QtBot) -> None:
    dialog = NoteDialog(make_kept())
    shown(qtbot, dialog)
    field = named(dialog, QPlainTextEdit, "Note")
    QTest.keyClicks(field, "two ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "lines")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.note == "two \nlines"


@pytest.mark.parametrize("leave", ["Esc", "Cancel"])
def test_leaving_a_note_keeps_nothing(qtbot: QtBot, leave: str) -> None:
    dialog = NoteDialog(make_kept())
    shown(qtbot, dialog)
    if leave == "Esc":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        button(dialog, leave).click()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_long_quote_is_cut_and_a_missing_one_not_shown(qtbot: QtBot) -> None:
    long = NoteDialog(make_kept("bread " * 100))
    shown(qtbot, long)
    assert any(words.text().endswith("…”") for words in long.findChildren(QLabel))
    by_time = NoteDialog(make_kept(""))
    shown(qtbot, by_time)
    assert not any(
        "“" in words.text() for words in by_time.findChildren(QLabel) if words.isVisible()
    )


# ---- a time --------------------------------------------------------------------------------------
def test_the_time_dialog_starts_with_where_one_is(qtbot: QtBot) -> None:
    dialog = TimeDialog(75_000)
    shown(qtbot, dialog)
    assert dialog.moment_ms == 75_000
    assert named(dialog, QLineEdit, "Time").property("selectedText") == "1:15"


@pytest.mark.parametrize(
    ("text", "moment_ms"), [("1:02:03", 3_723_000), ("62.5", 62_500), ("1h2m3s", 3_723_000)]
)
def test_a_time_may_be_written_in_several_ways(qtbot: QtBot, text: str, moment_ms: int) -> None:
    dialog = TimeDialog(0)
    shown(qtbot, dialog)
    field = named(dialog, QLineEdit, "Time")
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.moment_ms == moment_ms


def test_what_is_no_time_cannot_be_gone_to_and_the_dialog_says_why(qtbot: QtBot) -> None:
    dialog = TimeDialog(0)
    shown(qtbot, dialog)
    field = named(dialog, QLineEdit, "Time")
    QTest.keyClicks(field, "soon")
    assert dialog.moment_ms is None
    assert not button(dialog, "Go").isEnabled()
    hint = "Write times as 1:02:03, 62.5 or 1h2m3s."
    assert hint in [words.text() for words in dialog.findChildren(QLabel)]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()


# ---- settings ------------------------------------------------------------------------------------
class Changed:
    """A settings dialog, and what it said was changed."""

    def __init__(self, qtbot: QtBot, settings: Settings) -> None:
        self.dialog = SettingsDialog(settings)
        shown(qtbot, self.dialog)
        self.said: list[tuple[str, object]] = []
        self.dialog.changed.connect(lambda name, value: self.said.append((name, value)))


def test_the_settings_show_what_holds(qtbot: QtBot) -> None:
    now = Settings(
        theme="sepia",
        serif=True,
        reading_size=21,
        measure=60,
        skip_back_ms=10_000,
        skip_forward_ms=45_000,
        click_seeks=True,
        mark_words=False,
        reduced_motion=True,
        align_when_idle=True,
    )
    dialog = Changed(qtbot, now).dialog
    choices = {box.accessibleName(): box.currentText() for box in dialog.findChildren(QComboBox)}
    numbers = {box.accessibleName(): box.value() for box in dialog.findChildren(QSpinBox)}
    sliders = {box.accessibleName(): box.value() for box in dialog.findChildren(QSlider)}
    ticks = {box.accessibleName(): box.isChecked() for box in dialog.findChildren(QCheckBox)}
    colours = [box.text() for box in dialog.findChildren(ThemeButton) if box.isChecked()]
    assert colours == ["Sepia"]
    assert choices == {
        "Typeface": "Serif",
        "One click in the text": "plays from there",
        "Sound comes from": "What the system uses",
    }
    assert numbers == {
        "Back, in seconds": 10,
        "Forward, in seconds": 45,
        "Small step, in seconds": 5,
    }
    assert sliders == {"Text size": 21, "Line length": 60}
    assert ticks == {
        "Change with the system": False,
        "Mark the spoken word": False,
        "Move without sliding": True,
        "Align by itself when idle": True,
    }


def test_each_choice_is_told_at_once(qtbot: QtBot) -> None:
    changed = Changed(qtbot, Settings())
    dialog = changed.dialog
    named(dialog, ThemeButton, "Dark").click()  # type: ignore[attr-defined]
    named(dialog, QSpinBox, "Back, in seconds").setValue(10)  # type: ignore[attr-defined]
    named(dialog, QSlider, "Text size").setValue(20)  # type: ignore[attr-defined]
    named(dialog, QCheckBox, "Move without sliding").click()  # type: ignore[attr-defined]
    assert changed.said == [
        ("theme", "dark"),
        ("skip_back_ms", 10_000),
        ("reading_size", 20),
        ("reduced_motion", True),
    ]


def test_colours_change_with_the_system_until_some_are_chosen(qtbot: QtBot) -> None:
    changed = Changed(qtbot, Settings(theme="dark"))
    system = named(changed.dialog, QCheckBox, "Change with the system")
    system.click()  # type: ignore[attr-defined]
    assert not any(box.isChecked() for box in changed.dialog.findChildren(ThemeButton))
    named(changed.dialog, ThemeButton, "Sepia").click()  # type: ignore[attr-defined]
    assert not system.isChecked()  # type: ignore[attr-defined]
    assert changed.said == [("theme", "system"), ("theme", "sepia")]


def test_a_sample_of_text_shows_size_and_face_before_the_settings_are_closed(qtbot: QtBot) -> None:
    dialog = Changed(qtbot, Settings()).dialog
    sample = next(words for words in dialog.findChildren(QLabel) if "yeast" in words.text())
    named(dialog, QSlider, "Text size").setValue(26)  # type: ignore[attr-defined]
    assert sample.font().pixelSize() == 26


def test_the_settings_say_where_things_are_kept_and_what_can_be_read(qtbot: QtBot) -> None:
    dialog = SettingsDialog(
        Settings(), folders={"Log": Path("/home/ada/log")}, formats="Markdown, SRT"
    )
    shown(qtbot, dialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert str(Path("/home/ada/log")) in words
    assert "Earmark reads transcripts as Markdown, SRT." in words


def test_a_sheet_dims_the_window_and_is_never_larger(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(720, 480)
    qtbot.addWidget(window)
    window.show()
    dialog = SettingsDialog(Settings(), window)
    dialog.open()
    below = [part for part in window.findChildren(QWidget) if part.geometry() == window.rect()]
    assert len(below) == 1
    assert dialog.frameGeometry().height() <= window.height() + 40
    dialog.accept()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [part for part in window.findChildren(QWidget) if part.geometry() == window.rect()]


# ---- keys and crashes ----------------------------------------------------------------------------
def test_the_keyboard_sheet_lists_every_action_with_its_key(qtbot: QtBot) -> None:
    dialog = KeysDialog(action_table())
    shown(qtbot, dialog)
    lines = [widget.accessibleName() for widget in dialog.findChildren(QWidget)]
    keys = [line.rpartition(": ")[2].split(" or ") for line in lines if ": " in line]
    on_sheet = {key for line in keys for key in line}
    for spec in action_table():
        native = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        assert native in on_sheet, spec.name
    assert "Small step back or forward: Left or Right" in lines
    assert "Play from the cursor: Return" in lines


def test_the_crash_dialog_hands_over_its_details(qtbot: QtBot) -> None:
    dialog = CrashDialog("Traceback: a bug", "/home/ada/earmark.log")
    shown(qtbot, dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Your bookmarks and your place are kept." in words
    assert "/home/ada/earmark.log" in words
    button(dialog, "Copy details").click()
    assert QGuiApplication.clipboard().text() == "Traceback: a bug"
    button(dialog, "Go on").click()
    assert not dialog.isVisible()
