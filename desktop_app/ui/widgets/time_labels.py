"""Which times stand beside the lines in view, and what moment a place in the text stands for."""

from collections.abc import Mapping

from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Segment
from desktop_app.transcript.sentences import sentence_at
from desktop_app.ui.widgets.gutter import TimeLabel
from desktop_app.ui.widgets.text_geometry import TextGeometry
from desktop_app.ui.widgets.transcript_document import TranscriptDocument
from desktop_app.ui.widgets.transcript_rows import Row, RowKind

_SAME_MS = 10_000


def labels_in_view(
    document: TranscriptDocument, geometry: TextGeometry, current: int | None
) -> list[TimeLabel]:
    """Return a label per row that has a time of its own; a name's time is not said twice.

    A paragraph right under its question has none either, until it is the one being spoken: two
    times a moment apart, the later one first, would only puzzle.
    """
    labels: list[TimeLabel] = []
    words = ""
    asked: Row | None = None
    for block, _rect in geometry.visible_blocks():
        row = document.row_of(block)
        if row is None or row.kind is RowKind.ZONE or row.start_ms is None:
            continue
        if row.kind is RowKind.QUESTION:
            asked = row
        elif row.segment != current and _is_said_by(asked, row):
            continue
        label = TimeLabel(
            block.blockNumber(),
            row.start_ms,
            row.is_estimated,
            is_current=row.kind is not RowKind.QUESTION and row.segment == current,
            baseline_px=geometry.baseline(block),
        )
        if label.words != words:
            labels.append(label)
        words = label.words
    return labels


def _is_said_by(asked: Row | None, row: Row) -> bool:
    """Whether the time of a question stands for the paragraph under it as well."""
    if asked is None or asked.segment != row.segment:
        return False
    return abs((asked.start_ms or 0) - (row.start_ms or 0)) <= _SAME_MS


def moment_of(
    document: TranscriptDocument, segments: Mapping[int, Segment], position: int
) -> int | None:
    """Return when the sentence at a position begins; a heading or name stands for its start."""
    row = document.row_of(document.findBlock(position))
    place = document.place(position)
    if row is None:
        return None
    if row.kind is not RowKind.TEXT or place is None:
        return row.start_ms
    segment = segments.get(place[0])
    if segment is None:
        return row.start_ms
    sentence = sentence_at(segment.text, place[1])
    return moment_at(segment, sentence.start if sentence is not None else 0)
