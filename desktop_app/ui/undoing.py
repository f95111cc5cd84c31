"""Ctrl+Z: whatever was done last, wherever it was done, is taken back first."""

from collections.abc import Callable

from PySide6.QtCore import QObject


class Undoing(QObject):
    """Remembers who can take back what, newest last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: list[Callable[[], bool]] = []

    def offer(self, undo: Callable[[], bool]) -> None:
        """Take note of something done. ``undo`` says whether there still was something."""
        self._offers.append(undo)

    def undo(self) -> None:
        """Take back the newest of what is still there to be taken back."""
        while self._offers and not self._offers.pop()():
            pass
