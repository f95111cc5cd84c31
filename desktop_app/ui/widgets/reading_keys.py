"""Which keys move the reading cursor, and how."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

_Key = Qt.Key
_Modifier = Qt.KeyboardModifier
_Move = QTextCursor.MoveOperation

_MOVES = {
    _Key.Key_Up: _Move.Up,
    _Key.Key_Down: _Move.Down,
    _Key.Key_Home: _Move.Start,
    _Key.Key_End: _Move.End,
}
_PAGES = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}
_ENTER = (_Key.Key_Return, _Key.Key_Enter)
_CARET = (
    *_MOVES,
    *_PAGES,
    _Key.Key_Left,
    _Key.Key_Right,
    _Key.Key_Escape,
)


def line_move(event: QKeyEvent) -> QTextCursor.MoveOperation | None:
    """Return how a key moves the reading cursor. ← and → belong to the time, not to the text."""
    if event.modifiers() & (_Modifier.AltModifier | _Modifier.MetaModifier):
        return None
    move = _MOVES.get(_Key(event.key()))
    is_control = bool(event.modifiers() & _Modifier.ControlModifier)
    return None if is_control and move in (_Move.Up, _Move.Down) else move


def page_step(event: QKeyEvent) -> int:
    """Return -1 or 1 for the keys that turn a page, else 0."""
    others = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
    return 0 if event.modifiers() & others else _PAGES.get(_Key(event.key()), 0)


def is_selecting(event: QKeyEvent) -> bool:
    """Return whether a key selects what it moves over."""
    return bool(event.modifiers() & _Modifier.ShiftModifier)


def is_enter(event: QKeyEvent) -> bool:
    """Return whether a key means: play from here."""
    plain = event.modifiers() & ~_Modifier.KeypadModifier == _Modifier.NoModifier
    return plain and event.key() in _ENTER


def is_copying(event: QKeyEvent) -> bool:
    """Return whether a key copies or selects all."""
    standard = QKeySequence.StandardKey
    return event.matches(standard.Copy) or event.matches(standard.SelectAll)


def is_caret_key(event: QKeyEvent) -> bool:
    """Return whether a key belongs to the text while caret browsing is on."""
    is_foreign = event.modifiers() & (_Modifier.AltModifier | _Modifier.MetaModifier)
    return not is_foreign and event.key() in _CARET


def is_ours(event: QKeyEvent) -> bool:
    """Return whether the text takes a key before the window's shortcuts do."""
    takes_move = line_move(event) is not None or page_step(event) != 0
    return takes_move or is_enter(event) or is_copying(event)
