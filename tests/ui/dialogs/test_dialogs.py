"""The windows over the window: what they show, and what they hand back."""

import pytest
from PySide6.QtCore import Qt
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
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.settings import THEMES, Settings
from desktop_app.ui.actions import action_table
from desktop_app.ui.dialogs.crash_dialog import CrashDialog
from desktop_app.ui.dialogs.keys_dialog import KeysDialog
from desktop_app.ui.dialogs.note_dialog import NoteDialog
from desktop_app.ui.dialogs.settings_dialog import SettingsDialog
from desktop_app.ui.dialogs.time_dialog import TimeDialog
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
        reduced_motion=True,
    )
    dialog = Changed(qtbot, now).dialog
    choices = {box.accessibleName(): box.currentText() for box in dialog.findChildren(QComboBox)}
    numbers = {box.accessibleName(): box.value() for box in dialog.findChildren(QSpinBox)}
    assert choices == {
        "Colours": "Sepia",
        "Typeface": "Serif",
        "One click in the text": "plays from there",
    }
    assert numbers == {
        "Text size": 21,
        "Line length, in characters": 60,
        "Back, in seconds": 10,
        "Forward, in seconds": 45,
    }
    assert [box.isChecked() for box in dialog.findChildren(QCheckBox)] == [True]


def test_each_choice_is_told_at_once(qtbot: QtBot) -> None:
    changed = Changed(qtbot, Settings())
    dialog = changed.dialog
    named(dialog, QComboBox, "Colours").setCurrentIndex(THEMES.index("dark"))  # type: ignore[attr-defined]
    named(dialog, QSpinBox, "Back, in seconds").setValue(10)  # type: ignore[attr-defined]
    named(dialog, QSpinBox, "Text size").setValue(20)  # type: ignore[attr-defined]
    dialog.findChildren(QCheckBox)[0].click()
    assert changed.said == [
        ("theme", "dark"),
        ("skip_back_ms", 10_000),
        ("reading_size", 20),
        ("reduced_motion", True),
    ]


# ---- keys and crashes ----------------------------------------------------------------------------
def test_the_keyboard_sheet_lists_every_action_with_its_key(qtbot: QtBot) -> None:
    dialog = KeysDialog()
    shown(qtbot, dialog)
    lines = {widget.accessibleName() for widget in dialog.findChildren(QWidget)}
    for spec in action_table():
        native = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        assert f"{spec.words}: {native}" in lines


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
