"""A field that takes one key or combination, whatever that usually does."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.i18n import _
from desktop_app.ui.theme import font

_Key = Qt.Key
_MODIFIERS = (
    *(_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Meta),
    *(_Key.Key_CapsLock, _Key.Key_NumLock, _Key.Key_unknown),
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEPT = (
    _SHIFT
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class KeyCatcher(QLineEdit):
    """``caught`` carries the key as it is written in the table of actions; Esc is ``left``."""

    caught = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFont(font("body", 500))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setPlaceholderText(_("Press a key"))
        self.setAccessibleName(_("Press a key"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:  # before Qt moves on with Tab
                self._take(event)
                return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        if key in _MODIFIERS:
            return
        if key is _Key.Key_Escape:
            self.left.emit()
            return
        key = _Key.Key_Tab if key is _Key.Key_Backtab else key
        modifiers = event.modifiers() & _KEPT
        is_sign = len(event.text()) == 1 and not event.text().isalnum() and event.text() > " "
        if modifiers == _SHIFT and is_sign:
            modifiers = Qt.KeyboardModifier.NoModifier  # “?” is “?” whatever makes it
        sequence = QKeySequence(QKeyCombination(modifiers, key))
        self.caught.emit(sequence.toString(QKeySequence.SequenceFormat.PortableText))
