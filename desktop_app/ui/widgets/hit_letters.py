"""The letters of the current hit, which are dark in every theme; its tint is painted below."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.text_marks import TextMarks
from desktop_app.ui.widgets.transcript_document import TranscriptDocument


def hit_letters(
    page: TranscriptDocument, marks: TextMarks, theme: Theme
) -> list[QTextEdit.ExtraSelection]:
    """Return what the view lays over its text for the current hit; nothing without one."""
    if marks.current_hit is None:
        return []
    segment, start, end = marks.hits[marks.current_hit]
    first, last = page.position(segment, start), page.position(segment, end)
    if first is None or last is None:
        return []
    cursor = QTextCursor(page)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    letters = QTextCharFormat()
    letters.setForeground(QColor(theme.hit_fg))
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = letters
    return [selection]
