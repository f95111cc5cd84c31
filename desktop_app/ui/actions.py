"""Everything a key does, in one table: the window's actions and the keyboard sheet come from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QTabBar, QWidget

from desktop_app.i18n import _


@dataclass(frozen=True, slots=True)
class Spec:
    """One action: its name in the code, its words, its keys (the first is the one shown).

    ``pair`` are the words for it and the action after it, which share a line of the sheet.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    group: str
    pair: str = ""


def action_table() -> tuple[Spec, ...]:
    """Return all actions, in the order of the keyboard sheet."""
    listen, read, find, keep, window = (
        _("Listen"),
        _("Read"),
        _("Find"),
        _("Keep"),
        _("Window"),
    )
    return (
        Spec("play", _("Play or pause"), ("Space", "Ctrl+Space", "Media Play"), listen),
        Spec("back_step", _("Back 5 seconds"), ("Left",), listen, _("Small step back or forward")),
        Spec("forward_step", _("Forward 5 seconds"), ("Right",), listen),
        Spec(
            "back_second",
            _("Back 1 second"),
            ("Shift+Left",),
            listen,
            _("Back or forward by one second"),
        ),
        Spec("forward_second", _("Forward 1 second"), ("Shift+Right",), listen),
        Spec("skip_back", _("Back 15 seconds"), ("J",), listen, _("Skip back or forward")),
        Spec("skip_forward", _("Forward 30 seconds"), ("L",), listen),
        Spec(
            "previous_line",
            _("Previous paragraph"),
            ("Ctrl+Left",),
            listen,
            _("Previous or next paragraph"),
        ),
        Spec("next_line", _("Next paragraph"), ("Ctrl+Right",), listen),
        Spec("repeat", _("Say this paragraph again"), ("R",), listen),
        Spec("slower", _("Slower"), ("[",), listen, _("Slower or faster")),
        Spec("faster", _("Faster"), ("]",), listen),
        Spec("normal_speed", _("Normal speed"), ("Backspace",), listen),
        Spec("mute", _("Sound off or on"), ("M",), listen),
        Spec("quieter", _("Quieter"), ("9",), listen, _("Quieter or louder")),
        Spec("louder", _("Louder"), ("0",), listen),
        Spec("go_to_time", _("Go to a time…"), ("Ctrl+G",), listen),
        Spec("follow", _("Back to the voice"), ("F",), read),
        Spec("pin", _("Pin the line that is being said"), ("T",), read),
        Spec("link", _("Let the text wait, or go on"), ("U",), read),
        Spec("jump_back", _("Undo a jump"), ("Alt+Left",), read, _("Undo a jump, or jump again")),
        Spec("jump_forward", _("Jump forward again"), ("Alt+Right",), read),
        Spec("caret", _("Select with the keyboard"), ("F7",), read),
        Spec("bigger", _("Bigger text"), ("Ctrl++", "Ctrl+="), read, _("Bigger or smaller text")),
        Spec("smaller", _("Smaller text"), ("Ctrl+-",), read),
        Spec("normal_size", _("Normal text size"), ("Ctrl+0",), read),
        Spec("find", _("Find in this episode"), ("Ctrl+F",), find),
        Spec("search", _("Search all transcripts"), ("Ctrl+Shift+F",), find),
        Spec("next_place", _("Next place"), ("F3",), find, _("Next or previous place")),
        Spec("previous_place", _("Previous place"), ("Shift+F3",), find),
        Spec(
            "next_question",
            _("Next question"),
            ("Ctrl+PgDown", "Media Next"),
            find,
            _("Next or previous question"),
        ),
        Spec("previous_question", _("Previous question"), ("Ctrl+PgUp", "Media Previous"), find),
        Spec("panel", _("Show or hide the panel"), ("Q",), find),
        Spec("bookmark", _("Bookmark this passage"), ("B", "Ctrl+B"), keep),
        Spec("bookmark_note", _("Bookmark with a note"), ("Shift+B",), keep),
        Spec(
            "next_bookmark",
            _("Next bookmark"),
            ("Ctrl+Shift+Down",),
            keep,
            _("Next or previous bookmark"),
        ),
        Spec("previous_bookmark", _("Previous bookmark"), ("Ctrl+Shift+Up",), keep),
        Spec("copy_citation", _("Copy with citation"), ("Ctrl+Shift+C",), keep),
        Spec("correct", _("Correct this paragraph"), ("F2",), keep),
        Spec("export", _("Export…"), ("Ctrl+E",), keep),
        Spec("undo", _("Undo"), ("Ctrl+Z",), keep),
        Spec("open", _("Add audio or transcripts…"), ("Ctrl+O",), window),
        Spec("show_reading", _("Open episode"), ("Ctrl+1",), window),
        Spec("show_library", _("Library"), ("Ctrl+2",), window),
        Spec("show_bookmarks", _("All bookmarks"), ("Ctrl+3",), window),
        Spec("settings", _("Settings"), ("Ctrl+,",), window),
        Spec("keys", _("Keyboard"), ("F1", "?"), window),
        Spec("full_screen", _("Full screen"), ("F11",), window),
        Spec("leave", _("Close what is on top"), ("Esc",), window),
        Spec("quit", _("Quit"), ("Ctrl+Q",), window),
    )


class Actions:
    """The actions of one window, by name: ``actions["play"].triggered.connect(…)``."""

    def __init__(self, window: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        for spec in action_table():
            action = QAction(spec.words, window)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
            self._actions[spec.name] = action
        self.take(action_table())

    def take(self, table: Iterable[Spec]) -> None:
        """Give the actions the keys of a table."""
        for spec in table:
            self._actions[spec.name].setShortcuts([QKeySequence(keys) for keys in spec.keys])

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]


_BUTTON_KEYS = frozenset({Qt.Key.Key_Space})
_MOVE_KEYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class KeyGuard(QObject):
    """Leaves a key to the control in focus where that control lives by it.

    Space presses a focused button, arrows move between tabs; elsewhere both are actions. Fields
    of text guard their keys themselves. Only controls that had the focus are watched: a filter
    on the application is asked about every event of every widget.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, (QAbstractButton, QAbstractSlider, QTabBar)):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers():
            return False
        key = Qt.Key(event.key())
        is_button = isinstance(watched, QAbstractButton) and key in _BUTTON_KEYS
        is_mover = isinstance(watched, (QTabBar, QAbstractSlider)) and key in _MOVE_KEYS
        if is_button or is_mover:
            event.accept()
            return True
        return False
