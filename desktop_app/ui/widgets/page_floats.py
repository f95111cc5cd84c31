"""What floats over the page: the way back to the voice, and words where there is no text."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTextEdit

from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.pill import Pill

_PILL_BOTTOM_PX = 18


class PageFloats(QObject):
    """Belongs to one view. The pill stands at the bottom centre of the column."""

    empty_action_chosen = Signal(int)

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self.pill = Pill(view)
        self._middle_px = 0.0
        self._empty: EmptyState | None = None

    def show_pill(self, moment_ms: int | None, *, is_above: bool) -> None:
        """Offer the way back to where the voice is; None takes the offer away."""
        if moment_ms is None:
            self.pill.hide()
            return
        width = self.pill.width()
        self.pill.show_moment(moment_ms, is_above=is_above)
        if not self.pill.isVisible() or self.pill.width() != width:
            self._place_pill()
            self.pill.show()
            self.pill.raise_()

    def show_empty(self, icon_name: str, title: str, text: str, actions: Sequence[str]) -> None:
        """Show words in place of a text."""
        self.hide_empty()
        self._empty = EmptyState(icon_name, title, text, actions, parent=self._view)
        self._empty.action_chosen.connect(self.empty_action_chosen)
        self._empty.setGeometry(self._view.rect())
        self._empty.show()

    def hide_empty(self) -> None:
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None

    def place(self, middle_px: float) -> None:
        """Put everything where it belongs; ``middle_px`` is the middle of the column."""
        self._middle_px = middle_px
        self._place_pill()
        if self._empty is not None:
            self._empty.setGeometry(self._view.rect())

    def _place_pill(self) -> None:
        viewport = self._view.viewport()
        left = viewport.x() + self._middle_px - self.pill.width() / 2
        bottom = viewport.y() + viewport.height() - _PILL_BOTTOM_PX
        self.pill.move(round(left), bottom - self.pill.height())
