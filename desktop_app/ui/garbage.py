"""Frees what only holds itself in the GUI thread, never in a worker's.

Python looks for such cycles on whichever thread happens to allocate. A widget or dialog that is
freed on a worker thread ends the program, so the collector is switched off while there is a window
and called from here instead.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 500


class GuiGarbage(QObject):
    """Does the collector's work, by its own thresholds, in the thread it was made in."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, with the younger ones."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Leave the work to Python again, when no other thread is left."""
        self._timer.stop()
        gc.enable()
