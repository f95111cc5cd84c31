"""Long and short pages, and the user's hand on them."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextBlock, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.transcript.model import Evidence, Segment, Transcript, Word
from desktop_app.ui.widgets.transcript_view import TranscriptView
from tests.builders import make_transcript

SENTENCE = "The dough rests under a cloth until it has doubled, and nobody may open the door. "
EACH_MS = 10_000


@dataclass(frozen=True)
class Asked:
    """A question as the page takes it."""

    text: str
    segment: int | None
    start_ms: int | None = None
    error_ms: int | None = 0


def long_page(count: int = 40, *, evidence: Evidence = Evidence.EXACT) -> Transcript:
    """Return a conversation of ``count`` paragraphs of ten seconds, two voices in turn."""
    parts = [f"{'AB'[n % 2]}: Number {n}. {SENTENCE * 2}".rstrip() for n in range(count)]
    transcript = make_transcript(" / ".join(parts), each_ms=EACH_MS, evidence=evidence)
    if evidence is Evidence.ESTIMATED:
        return transcript.with_segments(
            [replace(segment, error_ms=4_000) for segment in transcript.segments]
        )
    return transcript


def with_words(transcript: Transcript) -> Transcript:
    """Give every word its even share of its paragraph's time."""
    return transcript.with_segments([_timed(segment) for segment in transcript.segments])


def _timed(segment: Segment) -> Segment:
    tokens = segment.text.split()
    start_ms, end_ms = segment.start_ms or 0, segment.end_ms or 0
    each_ms = (end_ms - start_ms) / max(1, len(tokens))
    words = tuple(
        Word(token, round(start_ms + n * each_ms), round(start_ms + (n + 1) * each_ms), 0.9)
        for n, token in enumerate(tokens)
    )
    return replace(segment, words=words, evidence=Evidence.ALIGNED, error_ms=200)


def turn_wheel(
    widget: QWidget,
    steps: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Turn the mouse wheel over a widget, up for positive steps."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, steps * 120),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def block_of(view: TranscriptView, words: str) -> QTextBlock:
    """Return the block of a page that begins with some words."""
    block = view.document().begin()
    while block.isValid():
        if block.text().startswith(words):
            return block
        block = block.next()
    raise AssertionError(f"no block begins with {words!r}")


def point_in(view: TranscriptView, words: str, inside: int = 2) -> QPoint:
    """Return the place on the viewport of a character of a block that begins with some words."""
    block = block_of(view, words)
    line = block.layout().lineForTextPosition(inside)
    x = line.cursorToX(inside)
    left = float(x[0] if isinstance(x, tuple) else x)
    rect = view.document().documentLayout().blockBoundingRect(block)
    y = rect.top() + line.y() + line.height() * 0.7 - view.verticalScrollBar().value()
    return QPoint(round(rect.left() + left) + 1, round(y))


def top_of(view: TranscriptView, words: str) -> float:
    """Return how far down the viewport a block stands."""
    rect = view.document().documentLayout().blockBoundingRect(block_of(view, words))
    return rect.top() - view.verticalScrollBar().value()
