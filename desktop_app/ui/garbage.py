"""Frees what only holds itself in the GUI thread, never in a worker's.

Python looks for such cycles on whichever thread happens to allocate. A widget or dialog that is
freed on a worker thread ends the program, so the collector is switched off while there is a window
and called from here instead.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 500
_GROWTH = 1.25  # all that lives is gone over only when it has become so much more, as Python does


class GuiGarbage(QObject):
    """Does the collector's work, by its own thresholds, in the thread it was made in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._old = 0  # how many objects were old after the last look at all
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, with the younger ones."""
        young, middle, old = (
            count > due for count, due in zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if middle and old and self._count_old() > self._old * _GROWTH:
            gc.collect()
            self._old = self._count_old()
        elif middle:
            gc.collect(1)
        elif young:
            gc.collect(0)

    def _count_old(self) -> int:
        return len(gc.get_objects(generation=2))

    def close(self) -> None:
        """Leave the work to Python again, when no other thread is left."""
        self._timer.stop()
        gc.enable()
