"""Tool tips with the keys as they are now."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.actions import Spec, action_table
from desktop_app.ui.key_changes import native

_OWN = "own_tip"  # a property of a widget: its tip with the usual key
_GAP = "  "  # stands between the words of a tip and its key


class KeyTips(QObject):
    """Writes changed keys into the tips of all widgets, those that come later included.

    Widgets are made with the usual keys in their tips and need not know of others. Nothing is
    watched as long as no key is changed.
    """

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._keys: dict[str, str] = {}  # what to write for a usual key
        self._is_writing = False
        self._is_watching = False

    def take(self, table: Iterable[Spec]) -> None:
        """Write the keys of this table from now on."""
        usual = {spec.name: spec.keys[0] for spec in action_table()}
        keys = {}
        for spec in table:
            now = spec.keys[0] if spec.keys else ""
            if now != usual[spec.name]:
                keys[usual[spec.name]] = native(now) or "–"
        if keys == self._keys:
            return
        self._keys = keys
        if not self._is_watching:
            self._is_watching = True
            self._application.installEventFilter(self)
        for widget in self._application.allWidgets():
            self._write(widget, widget.property(_OWN) or widget.toolTip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_new = event.type() is QEvent.Type.ToolTipChange and not self._is_writing
        if is_new and isinstance(watched, QWidget):
            self._write(watched, watched.toolTip())
        return False

    def _write(self, widget: QWidget, own: str) -> None:
        words, gap, keys = own.partition(_GAP)
        first, line, rest = keys.partition("\n")
        tip = own
        if gap:
            tip = words + gap + " ".join(self._now(key) for key in first.split(" ")) + line + rest
        if tip == widget.toolTip():
            return
        self._is_writing = True
        widget.setProperty(_OWN, own)
        widget.setToolTip(tip)
        self._is_writing = False

    def _now(self, key: str) -> str:
        """Return what to write for a key of a tip; “9,” is a key with a comma behind it."""
        if key in self._keys:
            return self._keys[key]
        bare = key.removesuffix(",")
        return self._keys[bare] + "," if bare != key and bare in self._keys else key
