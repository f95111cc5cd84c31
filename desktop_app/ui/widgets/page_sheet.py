"""The page as it lies in its view: which text, how wide, in which colours, with times beside it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_app.ui.theme import Theme, theme_of
from desktop_app.ui.widgets.gutter import Gutter
from desktop_app.ui.widgets.hit_letters import hit_letters
from desktop_app.ui.widgets.page_colours import PageColours
from desktop_app.ui.widgets.page_fit import fit_page
from desktop_app.ui.widgets.page_layers import PageLayers
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.text_geometry import TextGeometry
from desktop_app.ui.widgets.tick_scroll_bar import TickScrollBar
from desktop_app.ui.widgets.time_labels import labels_in_view
from desktop_app.ui.widgets.transcript_document import TranscriptDocument
from desktop_app.ui.widgets.transcript_rows import Row


class PageSheet(QObject):
    """One for each view. ``scroll_by`` moves the view; ``geometry`` is told of every change.

    The line at the top of the view stays there, whatever is laid out anew.
    """

    page_changed = Signal(object)  # TranscriptDocument: another text, or the same set anew
    laid = Signal(float)  # the middle of the column, in the viewport
    moved = Signal()  # lines stand elsewhere in the view now

    def __init__(
        self,
        view: QTextEdit,
        bar: TickScrollBar,
        geometry: TextGeometry,
        layers: PageLayers,
        scroll_by: Callable[[float], None],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._geometry = geometry
        self._layers = layers
        self._scroll_by = scroll_by
        self.gutter = Gutter(view.viewport())
        self.look = ReadingLook()
        self.theme = theme_of(view.palette())
        self.page = TranscriptDocument((), self.look, self.theme, {}, view)
        self._colours = PageColours(self)
        self._room: tuple[int, int, int] | None = None
        self._gutter_px = self._column_px = 0.0

    # ---- what is on it -----------------------------------------------------------------------
    def set_rows(
        self,
        rows: tuple[Row, ...],
        name_orders: dict[str, int],
        *,
        keep_place: bool,
    ) -> None:
        """Set a text in the present look; ``keep_place`` keeps the cursor and the line on top."""
        anchor = self._top_position() if keep_place else None
        reading = self.page.place(self._view.textCursor().position()) if keep_place else None
        old = self.page
        self._colours.stop()
        self.page = TranscriptDocument(rows, self.look, self.theme, name_orders, self._view)
        self.page.documentLayout().documentSizeChanged.connect(self._geometry.forget)
        self.page_changed.emit(self.page)
        self._view.setDocument(self.page)
        old.deleteLater()
        self._column_px = self.look.column_px(self.page.sample())
        last_ms = max((row.start_ms or 0 for row in rows), default=0)
        self._gutter_px = Gutter.width_for(last_ms)
        self.fit()
        self._keep_room()
        if reading is not None:
            self.put_cursor(*reading)
        self._hold_top(anchor)
        self.show_ticks()
        self.colour_current_hit()
        self.place_labels()

    def wear(self, theme: Theme) -> None:
        """Take over another theme's colours."""
        self.theme = theme
        seen = [block.blockNumber() for block, _rect in self._geometry.visible_blocks()]
        rows = range(seen[0], seen[-1] + 1) if seen and self.page.rows else range(0)
        self._colours.change(self.page, theme, rows)
        self.colour_current_hit()

    def colour_current_hit(self) -> None:
        """Make the letters of the current hit readable on its tint."""
        self._view.setExtraSelections(hit_letters(self.page, self._layers.marks, self.theme))

    def put_cursor(self, segment: int, offset: int) -> None:
        """Place the reading cursor at a character, where that is on the page."""
        position = self.page.position(segment, offset)
        if position is not None:
            cursor = QTextCursor(self._view.textCursor())
            cursor.setPosition(position)
            self._view.setTextCursor(cursor)

    # ---- where it lies -----------------------------------------------------------------------
    def fit(self) -> None:
        """Lay the page into the view as that is now; a column of the same width wraps as before."""
        view = self._view
        available = view.width() - self._bar.sizeHint().width()
        fit = fit_page(available, view.height(), round(self._gutter_px), self._column_px)
        will_wrap = fit.column != self._geometry.width
        anchor = self._top_position() if will_wrap else None
        self._geometry.left, self._geometry.width = self._gutter_px, fit.column
        self._geometry.forget()
        view.setViewportMargins(fit.beside_left, 0, fit.beside_right, 0)
        self.page.set_margins(self._gutter_px, fit.right, fit.bottom)
        self._hold_top(anchor)
        self.laid.emit(self._gutter_px + fit.column / 2)
        self.place_labels()

    def place_labels(self) -> None:
        """Put the times beside the lines in view."""
        spoken = self._layers.voice.segment
        current = None if spoken is None else spoken.index
        labels = labels_in_view(self.page, self._geometry, current)
        self.gutter.place(labels, self._geometry.left)
        self.moved.emit()

    def show_ticks(self) -> None:
        """Show beside the scroll bar where the hits are."""
        if not self._layers.marks.hits:  # the height of a long text takes long to know
            self._bar.set_ticks([])
            return
        whole = max(1.0, self.page.size().height())
        layout = self.page.documentLayout()
        blocks = (self.page.block_of(segment) for segment, _s, _e in self._layers.marks.hits)
        tops = {layout.blockBoundingRect(block).top() for block in blocks if block is not None}
        self._bar.set_ticks([top / whole for top in tops])

    # ---- what stands in the place of a paragraph ----------------------------------------------
    def paragraph_rect(self, segment: int) -> QRect | None:
        """Return where in the viewport the lines of a paragraph are, as wide as the column."""
        block = self.page.block_of(segment)
        if block is None:
            return None
        rect = self._geometry.block_rect(block)
        rect.setLeft(self._geometry.left)
        rect.setWidth(self._geometry.width)
        return rect.toAlignedRect()

    @property
    def has_room(self) -> bool:
        """Whether room is kept for something in the place of a paragraph."""
        return self._room is not None

    def make_room(self, segment: int, above_px: int, below_px: int) -> None:
        """Keep so much room above and below the lines of a paragraph, whatever the page shows."""
        self._room = (segment, above_px, below_px)
        self._keep_room()
        self.place_labels()

    def take_room_back(self) -> None:
        """Let the page be as it was before ``make_room``."""
        if self._room is not None:
            segment, self._room = self._room[0], None
            self.page.make_room(segment, 0, 0)
            self.place_labels()

    # ---- within ------------------------------------------------------------------------------
    def _top_position(self) -> int:
        """Return the position of the text at the top of the view."""
        at = QPoint(round(self._geometry.left) + 1, 1)
        return self._view.cursorForPosition(at).position()

    def _hold_top(self, position: int | None) -> None:
        """Scroll so that the line of a position is at the top of the view again."""
        if position is None or not self.page.rows:
            return
        block = self.page.findBlock(position)
        self._scroll_by(self._geometry.line_rect(block, position - block.position()).top())

    def _keep_room(self) -> None:
        if self._room is None:
            return
        segment, above_px, below_px = self._room
        self.page.make_room(segment, 0, 0)
        block = self.page.block_of(segment)
        if block is None:
            return
        before = (self.page.name_above(block) or block).previous()
        if before.isValid():
            lines, end = self._geometry.block_rect(block), self._geometry.block_rect(before)
            above_px -= round(lines.top() - end.bottom())
        self.page.make_room(segment, max(0, above_px), below_px)
