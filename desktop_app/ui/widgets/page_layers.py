"""What lies under the text at this moment, and in which order it is painted."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTextBlock

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.page_painter import PagePainter
from desktop_app.ui.widgets.text_geometry import TextGeometry
from desktop_app.ui.widgets.text_marks import TO_THE_END, Stretch, TextMarks
from desktop_app.ui.widgets.transcript_document import TranscriptDocument
from desktop_app.ui.widgets.transcript_rows import Row, RowKind
from desktop_app.ui.widgets.voice_place import NOWHERE, VoicePlace

_PART_ROOM_PX = 5  # a word's tint and line reach past its letters
_ROOM_PX = 16  # a tint reaches past its rectangle where its edge fades


class PageLayers:
    """Paints a page's tints and signs from the place of the voice, the marks and the flash."""

    def __init__(self, geometry: TextGeometry) -> None:
        self._geometry = geometry
        self._painter = PagePainter(geometry)
        self.marks = TextMarks()
        self.voice: VoicePlace = NOWHERE
        self.flashed: int | None = None  # a segment that was just pointed at
        self.painted_segment: int | None = None  # whose tint was really drawn, last time

    def voice_rect(self, document: TranscriptDocument, voice: VoicePlace) -> QRectF | None:
        """Return what a place of the voice covers, None where the page does not show it."""
        if voice.segment is not None:
            block = document.block_of(voice.segment.index)
            return None if block is None else self.passage_rect(document, block)
        if voice.zone is not None:
            block = document.zone_block(voice.zone)
            return None if block is None else self._geometry.block_rect(block)
        return None

    def passage_rect(self, document: TranscriptDocument, block: QTextBlock) -> QRectF:
        return self._painter.passage_rect(block, document.name_above(block))

    def part_rect(self, document: TranscriptDocument, voice: VoicePlace) -> QRectF:
        """Return what the tint of the word being spoken covers."""
        segment, part = voice.segment, voice.part
        block = document.block_of(segment.index) if segment is not None else None
        if segment is None or part is None or block is None:
            return QRectF()
        covered = QRectF()
        start = document.units(segment.index, part.start)
        for rect in self._geometry.span_rects(
            block, start, document.units(segment.index, part.end)
        ):
            covered = covered.united(rect)
        return covered

    def part_room(self, rect: QRectF) -> QRectF:
        """Return all that has to be painted again for the tint of a word or a cue."""
        return rect.adjusted(-_PART_ROOM_PX, -_PART_ROOM_PX, _PART_ROOM_PX, _PART_ROOM_PX)

    def room_of(self, rect: QRectF) -> QRectF:
        """Return all that may have to be painted again for a tint."""
        return rect.adjusted(-_ROOM_PX, -_ROOM_PX, _ROOM_PX, _ROOM_PX)

    def paint(
        self, painter: QPainter, theme: Theme, document: TranscriptDocument, area: QRectF
    ) -> None:
        """Paint everything that is in an area of the view, under the text."""
        self._paint_flash(painter, theme, document)
        passage = self._paint_voice(painter, theme, document)
        if self.marks.is_empty and passage is not None and _is_within(area, passage):
            return  # as with each word: nothing else is there
        top, bottom = area.top() - _ROOM_PX, area.bottom() + _ROOM_PX
        for block, rect in self._geometry.visible_blocks(top, bottom):
            row = document.row_of(block)
            if row is None:
                continue
            if row.kind is RowKind.ZONE:
                is_now = row.zone is not None and row.zone == self.voice.zone
                left = row.left_words(self.voice.left_s) if is_now else ""
                self._painter.zone(painter, theme, block, rect, is_now=is_now, left=left)
            elif row.kind is RowKind.TEXT and row.segment is not None:
                self._paint_marks(painter, theme, document, row, block)

    def _paint_flash(self, painter: QPainter, theme: Theme, document: TranscriptDocument) -> None:
        block = document.block_of(self.flashed) if self.flashed is not None else None
        if block is not None:
            self._painter.flash(painter, theme, self.passage_rect(document, block))

    def _paint_voice(
        self, painter: QPainter, theme: Theme, document: TranscriptDocument
    ) -> QRectF | None:
        """Tint what is being spoken; return where, None where it cannot be seen."""
        self.painted_segment = None
        segment, part = self.voice.segment, self.voice.part
        block = document.block_of(segment.index) if segment is not None else None
        if segment is None or block is None:
            return None
        rect = self.passage_rect(document, block)
        if rect.bottom() < 0 or rect.top() > self._geometry.height:
            return None
        self.painted_segment = segment.index
        if segment.is_estimated:
            self._painter.about(painter, theme, rect)
        else:
            self._painter.passage(painter, theme, rect)
        if part is not None:
            start = document.units(segment.index, part.start)
            end = document.units(segment.index, part.end)
            draw = self._painter.word if part.is_word else self._painter.sentence
            draw(painter, theme, block, start, end)
        return rect

    def _paint_marks(
        self,
        painter: QPainter,
        theme: Theme,
        document: TranscriptDocument,
        row: Row,
        block: QTextBlock,
    ) -> None:
        segment = row.segment
        if segment is None:
            return
        for kept in self.marks.bookmarks_in(segment):
            start, end = _units(document, segment, kept)
            self._painter.bookmark(painter, theme, block, start, end, has_ribbon=kept.is_first)
        for hit in self.marks.hits_in(segment):
            start, end = _units(document, segment, hit)
            is_current = hit.number == self.marks.current_hit
            self._painter.hit(painter, theme, block, start, end, is_current=is_current)


def _is_within(area: QRectF, passage: QRectF) -> bool:
    return passage.top() <= area.top() and area.bottom() <= passage.bottom()


def _units(document: TranscriptDocument, segment: int, stretch: Stretch) -> tuple[int, int]:
    start = document.units(segment, stretch.start)
    end = TO_THE_END if stretch.end == TO_THE_END else document.units(segment, stretch.end)
    return start, end
