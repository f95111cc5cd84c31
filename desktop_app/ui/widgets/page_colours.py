"""Brings another theme's colours to the names of a page: those in view at once, the rest after."""

from PySide6.QtCore import QObject, QTimer

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.transcript_document import TranscriptDocument

_SLICE_ROWS = 150  # a few milliseconds of work


class PageColours(QObject):
    """One for each view. A long text is coloured in slices, so that nothing waits for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._page: TranscriptDocument | None = None
        self._theme: Theme | None = None
        self._next = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether all names have the colours of the theme."""
        return not self._timer.isActive()

    def change(self, page: TranscriptDocument, theme: Theme, seen: range) -> None:
        """Colour the rows that are seen now, and begin with all others."""
        self._page, self._theme, self._next = page, theme, 0
        page.recolour(theme, seen)
        self._timer.start()

    def stop(self) -> None:
        """Leave the page as it is: another one has taken its place."""
        self._timer.stop()
        self._page = None

    def _go_on(self) -> None:
        if self._page is None or self._theme is None:
            return
        end = min(self._next + _SLICE_ROWS, len(self._page.rows))
        self._page.recolour(self._theme, range(self._next, end))
        self._next = end
        if end < len(self._page.rows):
            self._timer.start()
