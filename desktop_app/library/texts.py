"""The text of a recording: its segments, time marks and subtitle cues."""

import json
from dataclasses import replace

from desktop_app.library.database import Database, Row
from desktop_app.transcript.model import (
    Cue,
    Evidence,
    Kind,
    Marker,
    Segment,
    SourceSpan,
    Transcript,
    Word,
)

_SEGMENT = (
    "position, kind, text, speaker, start_ms, end_ms, evidence, error_ms, start_byte, end_byte,"
    " words"
)
_TIMES = "position, start_ms, end_ms, evidence, error_ms, words"
_TABLES = ("segments", "markers", "cues", "own_times")
_EVIDENCE = {evidence.value: evidence for evidence in Evidence}
_KIND = {kind.value: kind for kind in Kind}


class Texts:
    """A row for each segment, marker and cue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, recording_id: str, format_name: str) -> Transcript:
        """Return the stored text, empty when there is none."""
        return Transcript(
            format=format_name,
            segments=tuple(
                _segment(row)
                for row in self._database.rows(
                    f"SELECT {_SEGMENT} FROM segments WHERE recording_id = ? ORDER BY position",
                    (recording_id,),
                )
            ),
            markers=tuple(
                Marker(row[0], row[1], row[2], bool(row[3]))
                for row in self._database.rows(
                    "SELECT segment, word, moment_ms, in_note FROM markers WHERE recording_id = ?"
                    " ORDER BY position",
                    (recording_id,),
                )
            ),
            cues=tuple(
                Cue(*row)
                for row in self._database.rows(
                    "SELECT start_ms, end_ms, speaker, text FROM cues WHERE recording_id = ?"
                    " ORDER BY position",
                    (recording_id,),
                )
            ),
        )

    def write(self, recording_id: str, transcript: Transcript) -> None:
        """Put a text in the place of the one there was."""
        with self._database.transaction():
            self.clear(recording_id)
            marks = ", ".join("?" * 12)
            self._database.change_many(
                f"INSERT INTO segments (recording_id, {_SEGMENT}) VALUES ({marks})",
                [(recording_id, *_row(segment)) for segment in transcript.segments],
            )
            self._database.change_many(
                "INSERT INTO markers (recording_id, position, segment, word, moment_ms, in_note)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (recording_id, position, m.segment, m.word, m.moment_ms, m.in_note)
                    for position, m in enumerate(transcript.markers)
                ],
            )
            self._database.change_many(
                "INSERT INTO cues (recording_id, position, start_ms, end_ms, speaker, text)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (recording_id, position, cue.start_ms, cue.end_ms, cue.speaker, cue.text)
                    for position, cue in enumerate(transcript.cues)
                ],
            )

    def unpinned(self, recording_id: str, transcript: Transcript) -> Transcript:
        """Return a stored text with the times it had before pins moved them."""
        rows = self._database.rows(
            f"SELECT {_TIMES} FROM own_times WHERE recording_id = ?", (recording_id,)
        )
        own = {row[0]: row for row in rows}
        return transcript.with_segments(
            [
                _with_times(segment, own[segment.index]) if segment.index in own else segment
                for segment in transcript.segments
            ]
        )

    def keep_times(self, recording_id: str, transcript: Transcript) -> None:
        """Keep the times of a text aside, before pins move them."""
        with self._database.transaction():
            self._database.change("DELETE FROM own_times WHERE recording_id = ?", (recording_id,))
            self._database.change_many(
                f"INSERT INTO own_times (recording_id, {_TIMES}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        *(recording_id, segment.index, segment.start_ms, segment.end_ms),
                        *(segment.evidence.value, segment.error_ms, words_text(segment)),
                    )
                    for segment in transcript.segments
                ],
            )

    def clear(self, recording_id: str) -> None:
        """Delete the text of a recording."""
        for table in _TABLES:
            self._database.change(f"DELETE FROM {table} WHERE recording_id = ?", (recording_id,))


def _with_times(segment: Segment, row: Row) -> Segment:
    return replace(
        segment,
        start_ms=row[1],
        end_ms=row[2],
        evidence=_EVIDENCE[row[3]],
        error_ms=row[4],
        words=words_from(row[5]),
    )


def words_from(text: str | None) -> tuple[Word, ...] | None:
    """Return words as ``words_text`` stored them."""
    return None if text is None else tuple(Word(*word) for word in json.loads(text))


def _segment(row: Row) -> Segment:
    return Segment(
        index=row[0],
        kind=_KIND[row[1]],
        text=row[2],
        speaker=row[3],
        start_ms=row[4],
        end_ms=row[5],
        evidence=_EVIDENCE[row[6]],
        error_ms=row[7],
        source=SourceSpan(row[8], row[9]) if row[8] is not None else None,
        words=words_from(row[10]),
    )


def _row(segment: Segment) -> tuple[object, ...]:
    return (
        segment.index,
        segment.kind.value,
        segment.text,
        segment.speaker,
        segment.start_ms,
        segment.end_ms,
        segment.evidence.value,
        segment.error_ms,
        segment.source.start_byte if segment.source else None,
        segment.source.end_byte if segment.source else None,
        words_text(segment),
    )


def words_text(segment: Segment) -> str | None:
    """Return how the words of a segment are stored."""
    if segment.words is None:
        return None
    return json.dumps(
        [(word.text, word.start_ms, word.end_ms, word.confidence) for word in segment.words],
        ensure_ascii=False,
        separators=(",", ":"),
    )
