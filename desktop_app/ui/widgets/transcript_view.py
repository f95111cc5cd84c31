"""The text you read: it follows the voice, and every line of it can be played."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QScroller, QTextEdit, QWidget

from desktop_app.i18n import _
from desktop_app.transcript.lookup import Zone
from desktop_app.transcript.model import Segment, Transcript
from desktop_app.transcript.quotes import Passage
from desktop_app.ui.theme import theme_of
from desktop_app.ui.widgets import reading_keys
from desktop_app.ui.widgets.comfort_band import rest_px
from desktop_app.ui.widgets.page_floats import PageFloats
from desktop_app.ui.widgets.page_layers import PageLayers
from desktop_app.ui.widgets.page_pointer import PagePointer
from desktop_app.ui.widgets.page_sheet import PageSheet
from desktop_app.ui.widgets.reading_cursor import move_cursor
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.text_geometry import TextGeometry
from desktop_app.ui.widgets.text_marks import Hit
from desktop_app.ui.widgets.tick_scroll_bar import TickScrollBar
from desktop_app.ui.widgets.time_labels import moment_of
from desktop_app.ui.widgets.transcript_document import TranscriptDocument
from desktop_app.ui.widgets.transcript_rows import Heading, rows_of
from desktop_app.ui.widgets.voice_follower import Following
from desktop_app.ui.widgets.voice_place import VoicePlaces
from desktop_app.ui.widgets.voice_tracker import VoiceTracker

_FLASH_MS = 1_600
_REVEAL_PX = 12
_EMPTY = Transcript("")


class TranscriptView(QTextEdit):
    """One read-only text with a block per paragraph; what is spoken is painted under it.

    Following is let go only by the user's own wheel, scroll bar, keys, touch or selection.
    """

    moment_chosen = Signal(int, str)  # a time or a name was clicked; why, as a sentence
    play_from = Signal(int)  # double click, or Enter at the reading cursor
    cursor_placed = Signal(int, int)  # the user put the reading cursor: segment, character
    let_go = Signal()
    following_changed = Signal(Following)
    caret_browsing_changed = Signal(bool)
    size_step_wanted = Signal(int)  # Ctrl and the wheel: 1 larger, -1 smaller
    menu_wanted = Signal(int, int, QPoint)  # segment, character, where on the screen
    empty_action_chosen = Signal(int)
    came_into_view = Signal()  # after it was hidden: behind another page, or with its window
    page_moved = Signal()  # lines stand elsewhere in the view now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(_("Transcript"))
        self.setAccessibleDescription(
            _("Arrow keys move the reading cursor. Enter plays from there.")
        )
        self._bar = TickScrollBar(self)
        self.setVerticalScrollBar(self._bar)
        # The page fills its ground by itself: no panel behind it is painted with each word.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._segments: dict[int, Segment] = {}
        self._click_plays = False
        self._is_caret_browsing = False
        self._geometry = TextGeometry(self)
        self._layers = PageLayers(self._geometry)
        self._voice = VoiceTracker(self._bar, self._geometry, self._layers, self._may_scroll, self)
        scroll_by = self._voice.follower.jump
        self._sheet = PageSheet(self, self._bar, self._geometry, self._layers, scroll_by)
        self._pointer = PagePointer(self, self._geometry, lambda: self._page)
        self._floats = PageFloats(self)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(_FLASH_MS)
        self._connect()
        self.show_transcript(_EMPTY)

    def _connect(self) -> None:
        follower = self._voice.follower
        follower.changed.connect(self._on_following_changed)
        self._voice.repaint_wanted.connect(self._on_repaint_wanted)
        self._voice.segment_changed.connect(self._sheet.place_labels)
        self._sheet.page_changed.connect(self._voice.set_page)
        self._sheet.laid.connect(self._floats.place)
        self._sheet.moved.connect(self.page_moved)
        self._sheet.gutter.chosen.connect(self._on_label_chosen)
        self._pointer.name_clicked.connect(self._on_name_clicked)
        self._pointer.text_clicked.connect(self._on_text_clicked)
        self._pointer.text_double_clicked.connect(self._play_from)
        self._floats.pill.clicked.connect(self.follow)
        self._floats.empty_action_chosen.connect(self.empty_action_chosen)
        self._flash.timeout.connect(self._on_flash_over)
        # Both are the user's doing; our own scrolling sets the value and triggers neither.
        self._bar.actionTriggered.connect(follower.user_moved)
        self._bar.sliderPressed.connect(follower.user_moved)
        self.selectionChanged.connect(self._on_selection_changed)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        QScroller.scroller(self.viewport()).stateChanged.connect(self._on_touch)

    # ---- what is shown -----------------------------------------------------------------------
    def show_transcript(
        self,
        transcript: Transcript,
        questions: Sequence[Heading] = (),
        zones: Sequence[Zone] = (),
        *,
        keep_place: bool = False,
    ) -> None:
        """Show a text with its questions as headings and a line for what the text does not have.

        ``keep_place`` is for the same text with other times: nothing moves. Otherwise the text
        starts at its top, follows the voice once that is known, and has no hits or bookmarks.
        """
        self._floats.hide_empty()
        self._segments = {segment.index: segment for segment in transcript.segments}
        self._voice.set_voices(VoicePlaces(transcript, zones))
        moment_ms = self._voice.moment_ms if keep_place else None
        if not keep_place:
            self._layers.marks.set_hits(())
            self._layers.marks.set_bookmarks(())
            self._voice.follower.follow()
        orders = {speaker.name: speaker.order for speaker in transcript.speakers}
        rows = tuple(rows_of(transcript, questions, zones))
        self._sheet.set_rows(rows, orders, keep_place=keep_place)
        self.set_moment(moment_ms)

    def show_empty(
        self, icon_name: str, title: str, text: str = "", actions: Sequence[str] = ()
    ) -> None:
        """Show words where there is no text, as for a recording without a transcript."""
        self.show_transcript(_EMPTY)
        self._floats.show_empty(icon_name, title, text, actions)

    def set_look(self, look: ReadingLook) -> None:
        """Set size, face and line length. The line at the top stays there."""
        if look != self._sheet.look:
            self._sheet.look = look
            self._sheet.set_rows(self._page.rows, self._page.name_orders, keep_place=True)
            self.set_moment(self._voice.moment_ms)

    @property
    def look(self) -> ReadingLook:
        return self._sheet.look

    def set_reduced_motion(self, is_reduced: bool) -> None:
        self._voice.follower.set_reduced_motion(is_reduced)

    def set_click_plays(self, does_play: bool) -> None:
        """Say whether one click in the text plays from there; else it places the cursor."""
        self._click_plays = does_play

    def set_marks_words(self, does_mark: bool) -> None:
        """Say whether the word being spoken is marked where its time is known."""
        self._voice.set_marks_words(does_mark)

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Tint what was found: (segment, start, end) each. None of them is the current one yet."""
        self._layers.marks.set_hits(hits)
        self.setExtraSelections([])
        self._sheet.show_ticks()
        self.viewport().update()

    def set_current_hit(self, number: int | None, *, show: bool = True) -> None:
        """Make one hit the current one and bring it into view. The sound is never touched."""
        marks = self._layers.marks
        marks.current_hit = number
        self._sheet.colour_current_hit()
        self.viewport().update()
        if number is not None and show:
            segment, start, _end = marks.hits[number]
            self.show_segment(segment, start, flash=False)

    def set_bookmarks(self, passages: Sequence[Passage]) -> None:
        """Underline what was kept."""
        self._layers.marks.set_bookmarks(passages)
        self.viewport().update()

    def show_segment(self, segment: int, offset: int | None = None, *, flash: bool = True) -> None:
        """Bring a paragraph into view, with the reading cursor in it. Lets go of the voice."""
        block = self._page.block_of(segment)
        if block is None:
            return
        self._voice.follower.let_go()
        self._sheet.put_cursor(segment, offset or 0)
        units = self._page.units(segment, offset or 0)
        rect = self._geometry.line_rect(block, units)
        name = self._page.name_above(block)
        top = rect.top()
        if name is not None and not offset:
            top = self._geometry.block_rect(name).top()
        self._voice.follower.jump(top - rest_px(self._geometry.height))
        if flash:
            self._layers.flashed = segment
            self._flash.start()
        self.viewport().update()

    def segment_top(self, segment: int) -> float | None:
        """Return how far below the top of the view a paragraph begins, in pixels."""
        block = self._page.block_of(segment)
        return None if block is None else self._geometry.block_rect(block).top()

    # ---- what stands in the place of a paragraph ----------------------------------------------
    def paragraph_rect(self, segment: int) -> QRect | None:
        """Return where in the viewport the lines of a paragraph are, as wide as the column."""
        return self._sheet.paragraph_rect(segment)

    def make_room(self, segment: int, above_px: int, below_px: int) -> None:
        """Keep so much room above and below the lines of a paragraph, whatever the page shows."""
        self._sheet.make_room(segment, above_px, below_px)
        self._show_pill()

    def take_room_back(self) -> None:
        """Let the page be as it was before ``make_room``."""
        self._sheet.take_room_back()
        self._show_pill()

    def reveal(self, rect: QRect) -> None:
        """Bring a rectangle of the viewport into view, its top before its end."""
        below = rect.bottom() + _REVEAL_PX - self.viewport().height()
        above = rect.top() - _REVEAL_PX
        if above < 0 or below > 0:
            self._voice.follower.jump(above if above < 0 else min(above, below))

    # ---- the voice ---------------------------------------------------------------------------
    def set_moment(self, moment_ms: int | None) -> None:
        """Say where the voice is; None when it is not in this text. Called at every tick."""
        was = self.following
        self._voice.set_moment(moment_ms)
        if Following.LET_GO in (was, self.following):
            self._show_pill()

    @property
    def is_seen(self) -> bool:
        """Whether the view may be on a screen: not in a hidden or minimised window."""
        window = self.window()
        if not self.isVisible() or window.isMinimized():
            return False
        return window.windowHandle().isExposed()

    @property
    def next_start_ms(self) -> int | None:
        """When the next word, or paragraph, is to be marked; None where nothing is known."""
        return self._voice.next_start_ms

    @property
    def following(self) -> Following:
        return self._voice.follower.state

    @property
    def current_segment(self) -> int | None:
        """The index of the paragraph being spoken, None in a zone or without times."""
        segment = self._layers.voice.segment
        return None if segment is None else segment.index

    @property
    def current_words(self) -> str:
        """What is marked as being spoken within the paragraph; empty where that is not known."""
        voice = self._layers.voice
        if voice.segment is None or voice.part is None:
            return ""
        return voice.segment.text[voice.part.start : voice.part.end]

    @property
    def spoken_offset(self) -> int | None:
        """Where in its paragraph the marked words begin; None where nothing finer is known."""
        part = self._layers.voice.part
        return None if part is None else part.start

    @property
    def painted_segment(self) -> int | None:
        """The paragraph whose tint was on screen at the last painting."""
        return self._layers.painted_segment

    def follow(self) -> None:
        """Go along with the voice again, at once to where it is."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self._voice.follow()
        self._show_pill()

    def stop_following(self) -> None:
        """Let go, as F does while the text follows."""
        self._voice.follower.let_go()

    # ---- the reader --------------------------------------------------------------------------
    @property
    def selected_passage(self) -> Passage | None:
        """The selected words, None without a selection."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._page.passage(cursor.selectionStart(), cursor.selectionEnd())

    @property
    def reading_place(self) -> tuple[int, int] | None:
        """The segment and character at the reading cursor."""
        return self._page.place(self.textCursor().position())

    @property
    def is_caret_browsing(self) -> bool:
        return self._is_caret_browsing

    def set_caret_browsing(self, is_on: bool) -> None:
        """Let the arrow keys move and select as in an editor, until Esc."""
        if is_on != self._is_caret_browsing:
            self._is_caret_browsing = is_on
            self.caret_browsing_changed.emit(is_on)

    def copy(self) -> None:
        """Copy plain text, without times.

        WORKAROUND(PySide6 6.11): mime data made by createMimeDataFromSelection in Python is freed
        by the clipboard after Python is gone, which crashes at exit.
        """
        cursor = self.textCursor()
        if cursor.hasSelection():
            text = self._page.plain_text(cursor.selectionStart(), cursor.selectionEnd())
            QApplication.clipboard().setText(text)

    # ---- events ------------------------------------------------------------------------------
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._sheet.fit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            in_caret = self._is_caret_browsing and reading_keys.is_caret_key(event)
            event.setAccepted(in_caret or reading_keys.is_ours(event))
            return True
        elif isinstance(event, QWheelEvent):  # beside the page, where no viewport is
            self.wheelEvent(event)
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came_into_view.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheet.place_labels()
        self._floats.place(self._geometry.left + self._geometry.width / 2)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._sheet.place_labels()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QFrame.changeEvent(self, event)  # QTextEdit's would put the window's font on the page
            return
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            theme = theme_of(self.palette())
            if theme is not self._sheet.theme:
                self._sheet.wear(theme)
                self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.fillRect(event.rect(), self._sheet.theme.canvas)
        if self._page.rows:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._layers.paint(painter, self._sheet.theme, self._page, QRectF(event.rect()))
        painter.end()
        super().paintEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.pixelDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                self.size_step_wanted.emit(1 if turned > 0 else -1)
            event.accept()
            return
        if turned and self._bar.maximum() > 0:
            self._voice.follower.user_moved()
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_caret_browsing and reading_keys.is_caret_key(event):
            self._on_caret_key(event)
        elif reading_keys.is_enter(event):
            self._play_from(self.textCursor().position())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif move_cursor(self, event, keeps=reading_keys.is_selecting(event)):
            self._voice.follower.user_moved()
            self._tell_cursor()
        else:
            event.ignore()

    def place_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return the segment and character under a point of the viewport."""
        return self._page.place(self.cursorForPosition(point).position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.cursorRect().center() if by_key else event.pos()
        cursor = self.textCursor() if by_key else self.cursorForPosition(at)
        place = self._page.place(cursor.position())
        if place is not None:
            self.menu_wanted.emit(*place, self.viewport().mapToGlobal(at))
        event.accept()

    # ---- within ------------------------------------------------------------------------------
    @property
    def _page(self) -> TranscriptDocument:
        return self._sheet.page

    def _show_pill(self) -> None:
        is_wanted = self.following is Following.LET_GO and not self._sheet.has_room
        self._floats.show_pill(
            self._voice.moment_ms if is_wanted else None,
            is_above=is_wanted and self._voice.is_voice_above,
        )

    def _may_scroll(self) -> bool:
        is_held = bool(QApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        return not self.textCursor().hasSelection() and not (is_held and self.underMouse())

    def _play_from(self, position: int) -> None:
        moment_ms = moment_of(self._page, self._segments, position)
        if moment_ms is not None:
            self._voice.follower.follow()
            self.play_from.emit(moment_ms)

    def _choose(self, moment_ms: int, reason: str) -> None:
        self._voice.follower.follow()
        self.moment_chosen.emit(moment_ms, reason)

    def _on_label_chosen(self, moment_ms: int) -> None:
        self._choose(moment_ms, _("Jumped to a time beside the text"))

    def _on_name_clicked(self, moment_ms: int) -> None:
        self._choose(moment_ms, _("Jumped to a name in the text"))

    def _tell_cursor(self) -> None:
        place = self.reading_place
        if place is not None:
            self.cursor_placed.emit(*place)

    def _on_text_clicked(self, position: int) -> None:
        self._tell_cursor()
        if self._click_plays:
            self._play_from(position)

    def _on_caret_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.set_caret_browsing(False)
            return
        self._voice.follower.user_moved()
        super().keyPressEvent(event)

    def _on_following_changed(self, state: Following) -> None:
        self._show_pill()
        self.following_changed.emit(state)
        if state is Following.LET_GO:
            self.let_go.emit()

    def _on_selection_changed(self) -> None:
        if self.textCursor().hasSelection():
            self._voice.follower.user_moved()

    def _on_touch(self, state: QScroller.State) -> None:
        if state is QScroller.State.Dragging:
            self._voice.follower.user_moved()

    def _on_repaint_wanted(self, rect: QRectF) -> None:
        self.viewport().update(rect.toAlignedRect())

    def _on_flash_over(self) -> None:
        self._layers.flashed = None
        self.viewport().update()
