"""The page as a text document: one block per row, and where each character comes from."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
)

from desktop_app.transcript.lookup import Zone
from desktop_app.transcript.quotes import Passage
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.transcript_rows import Row, RowKind

LEADING = 134  # per cent of the font's own height, so 1.62 em
_HEADING_LEADING = 128
_HEADING_LEVEL = 2
_FIRST_TOP_PX = 24
_PARAGRAPH_TOP_PX = 16
_UNDER_NAME_PX = 3
_TURN_TOP_PX = 30
_QUESTION_PX = (44, 4)  # above, below
_ZONE_PX = (28, 28)
_SAMPLE_CHARS = 3_000
_WIDEST_BMP = "\uffff"

# What a text document would take for its own signs; every one keeps its place in the text.
_TAME = str.maketrans(
    {
        "\n": "\u2028",
        "\u2029": "\u2028",
        "\r": " ",
        "\0": " ",
        "\ufdd0": " ",
        "\ufdd1": " ",
        "\ufffc": " ",
    }
)


class TranscriptDocument(QTextDocument):
    """Rows as blocks. Offsets are characters of a segment's text; positions are the document's.

    Space between paragraphs is made of margins: a screen reader repeats lines at empty blocks.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        look: ReadingLook,
        theme: Theme,
        name_orders: dict[str, int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setDefaultFont(look.text_font())
        self.rows: tuple[Row, ...] = tuple(rows)
        self.look = look
        self.name_orders = name_orders
        self._blocks: dict[int, int] = {}
        self._zones = {row.zone: at for at, row in enumerate(self.rows) if row.zone is not None}
        self._tall: dict[int, bool] = {}  # segment: has signs of two units (emoji)
        self._write(theme)

    # ---- what is where -----------------------------------------------------------------------
    def row_of(self, block: QTextBlock) -> Row | None:
        """Return what a block is; None for what is no row (an empty document has one block)."""
        number = block.blockNumber()
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def block_of(self, segment: int) -> QTextBlock | None:
        """Return the block with a segment's text, or its line where it has no text."""
        number = self._blocks.get(segment)
        return None if number is None else self.findBlockByNumber(number)

    def zone_block(self, zone: Zone) -> QTextBlock | None:
        """Return the line of a stretch that the text does not have."""
        number = self._zones.get(zone)
        return None if number is None else self.findBlockByNumber(number)

    def name_above(self, block: QTextBlock) -> QTextBlock | None:
        """Return the block of the speaker's name that belongs to a paragraph."""
        before = block.previous()
        row = self.row_of(before) if before.isValid() else None
        return before if row is not None and row.kind is RowKind.NAME else None

    def units(self, segment: int, offset: int) -> int:
        """Return where in its block a character stands; signs beyond the BMP take two places."""
        block = self.block_of(segment)
        row = self.row_of(block) if block is not None else None
        if row is None or row.kind is not RowKind.TEXT:
            return 0
        if not self._has_pairs(segment, row.words):
            return max(0, min(offset, len(row.words)))
        return len(row.words[:offset].encode("utf-16-le")) // 2

    def position(self, segment: int, offset: int) -> int | None:
        """Return the document's position of a character, None for a segment not on the page."""
        block = self.block_of(segment)
        return None if block is None else block.position() + self.units(segment, offset)

    def place(self, position: int) -> tuple[int, int] | None:
        """Return the segment and character at a position; its start on a name or heading."""
        block = self.findBlock(position)
        row = self.row_of(block)
        if row is None or row.segment is None:
            return None
        if row.kind is not RowKind.TEXT:
            return row.segment, 0
        units = max(0, position - block.position())
        if not self._has_pairs(row.segment, row.words):
            return row.segment, min(units, len(row.words))
        spoken = row.words.encode("utf-16-le")[: 2 * units]
        return row.segment, len(spoken.decode("utf-16-le", "ignore"))

    def passage(self, start: int, end: int) -> Passage | None:
        """Return the stretch of spoken text between two positions, None when it has no words."""
        first, last = self._text_block(start, 1), self._text_block(end, -1)
        if first is None or last is None or first.position() > last.position():
            return None
        opening = self.place(max(start, first.position()))
        closing = self.place(min(end, last.position() + last.length() - 1))
        if opening is None or closing is None or opening == closing:
            return None
        return Passage(*opening, *closing)

    def plain_text(self, start: int, end: int) -> str:
        """Return what is copied: names, questions and paragraphs, and no times."""
        parts: list[str] = []
        block = self.findBlock(start)
        while block.isValid() and block.position() <= end:
            row = self.row_of(block)
            if row is not None and row.kind is not RowKind.ZONE:
                first = max(0, start - block.position())
                text = _cut(block.text(), first, end - block.position())
                joint = "\n" if row.kind is RowKind.NAME else "\n\n"
                parts += [text.replace("\u2028", "\n"), joint] if text else []
            block = block.next()
        return "".join(parts[:-1])

    def sample(self) -> str:
        """Return some of the text, by which the width of its letters is measured."""
        text = ""
        for row in self.rows:
            if row.kind is RowKind.TEXT:
                text += row.words + " "
            if len(text) > _SAMPLE_CHARS:
                break
        return text[:_SAMPLE_CHARS]

    # ---- how it is set -----------------------------------------------------------------------
    def set_margins(self, left_px: float, right_px: float, bottom_px: float) -> None:
        """Set the page's margins; everything is laid out anew only if they differ."""
        frame = self.rootFrame()
        now = frame.frameFormat()
        if (now.leftMargin(), now.rightMargin(), now.bottomMargin()) == (
            left_px,
            right_px,
            bottom_px,
        ):
            return
        margins = QTextFrameFormat()
        margins.setLeftMargin(left_px)
        margins.setRightMargin(right_px)
        margins.setBottomMargin(bottom_px)
        frame.setFrameFormat(margins)

    def make_room(self, segment: int, above_px: float, below_px: float) -> None:
        """Set a paragraph further from what stands before and after it; twice 0: as it was."""
        block = self.block_of(segment)
        if block is None:
            return
        number = block.blockNumber()
        spacing = self._block_format(self.rows[number], self.rows[number - 1] if number else None)
        spacing.setTopMargin(spacing.topMargin() + above_px)
        spacing.setBottomMargin(spacing.bottomMargin() + below_px)
        QTextCursor(block).setBlockFormat(spacing)

    def recolour(self, theme: Theme, numbers: range) -> None:
        """Give some rows another theme's colours. Paragraphs need none: they have the palette's."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        for number in numbers:
            colour = self._colour(self.rows[number], theme)
            if colour:
                block = self.findBlockByNumber(number)
                cursor.setPosition(block.position())
                cursor.setPosition(
                    block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor
                )
                change = QTextCharFormat()
                change.setForeground(QColor(colour))
                cursor.mergeCharFormat(change)
        cursor.endEditBlock()

    # ---- within ------------------------------------------------------------------------------
    def _write(self, theme: Theme) -> None:
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        before: Row | None = None
        # Few kinds of formats in many rows: made once each, a long text is there a third sooner.
        spacings: dict[tuple[RowKind, float, float, int], QTextBlockFormat] = {}
        faces: dict[tuple[RowKind, str], QTextCharFormat] = {}
        for number, row in enumerate(self.rows):
            shape = (row.kind, *_spacing(row, before))
            spacing = spacings.get(shape)
            if spacing is None:
                spacing = spacings[shape] = self._block_format(row, before)
            face = (row.kind, self._colour(row, theme))
            letters = faces.get(face)
            if letters is None:
                letters = faces[face] = self._char_format(row, theme)
            if before is None:
                cursor.setBlockFormat(spacing)
                cursor.setBlockCharFormat(letters)
            else:
                cursor.insertBlock(spacing, letters)
            cursor.insertText(row.words.translate(_TAME), letters)
            if row.segment is not None and row.kind in (RowKind.TEXT, RowKind.ZONE):
                self._blocks[row.segment] = number
            before = row
        cursor.endEditBlock()

    def _block_format(self, row: Row, before: Row | None) -> QTextBlockFormat:
        made = QTextBlockFormat()
        top, bottom, leading = _spacing(row, before)
        made.setTopMargin(top)
        made.setBottomMargin(bottom)
        if leading:
            proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
            made.setLineHeight(leading, proportional.value)
        if row.kind is RowKind.QUESTION:
            made.setHeadingLevel(_HEADING_LEVEL)  # a heading to a screen reader too
        elif row.kind is RowKind.ZONE:
            made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made

    def _char_format(self, row: Row, theme: Theme) -> QTextCharFormat:
        made = QTextCharFormat()
        if row.kind is RowKind.NAME:
            made.setFont(self.look.name_font())
        elif row.kind is RowKind.QUESTION:
            made.setFont(self.look.heading_font())
        elif row.kind is RowKind.ZONE:
            made.setFont(self.look.line_font())
        colour = self._colour(row, theme)
        if colour:
            made.setForeground(QColor(colour))
        return made

    def _colour(self, row: Row, theme: Theme) -> str:
        if row.kind is RowKind.NAME:
            return theme.speaker(self.name_orders.get(row.words, 0))
        return theme.text2 if row.kind is RowKind.ZONE else ""

    def _has_pairs(self, segment: int, words: str) -> bool:
        if segment not in self._tall:
            self._tall[segment] = bool(words) and max(words) > _WIDEST_BMP
        return self._tall[segment]

    def _text_block(self, position: int, step: int) -> QTextBlock | None:
        block = self.findBlock(position)
        while block.isValid():
            row = self.row_of(block)
            if row is not None and row.kind is RowKind.TEXT:
                return block
            block = block.next() if step > 0 else block.previous()
        return None


def _spacing(row: Row, before: Row | None) -> tuple[float, float, int]:
    """Return the room above and below a row, and its line height in per cent (0: the font's)."""
    if row.kind is RowKind.QUESTION:
        top, bottom, leading = float(_QUESTION_PX[0]), float(_QUESTION_PX[1]), _HEADING_LEADING
        if before is not None and before.kind is RowKind.QUESTION:
            top = _PARAGRAPH_TOP_PX
    elif row.kind is RowKind.ZONE:
        top, bottom, leading = float(_ZONE_PX[0]), float(_ZONE_PX[1]), 0
    elif row.kind is RowKind.NAME:
        after_text = before is not None and before.kind is RowKind.TEXT
        top, bottom, leading = float(_TURN_TOP_PX if after_text else _PARAGRAPH_TOP_PX), 0.0, 0
    else:
        under_name = before is not None and before.kind is RowKind.NAME
        top = _UNDER_NAME_PX if under_name else _PARAGRAPH_TOP_PX
        if row.starts_turn and before is not None and before.kind is RowKind.TEXT:
            top = _TURN_TOP_PX
        bottom, leading = 0.0, LEADING
    return (_FIRST_TOP_PX if before is None else top), bottom, leading


def _cut(text: str, start: int, end: int) -> str:
    """Return part of a text; start and end count as Qt does, in units of two bytes."""
    units = text.encode("utf-16-le")
    return units[2 * start : 2 * max(start, end)].decode("utf-16-le", "ignore")
