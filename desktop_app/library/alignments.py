"""What was found in the sound: when each word of a text is spoken, and how that was found out.

Kept apart from the text, so that a text read anew takes over what still fits it, and no more.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

from desktop_app.library.database import Database
from desktop_app.library.texts import words_from, words_text
from desktop_app.transcript.corrections import retimed
from desktop_app.transcript.model import Evidence, Segment, Transcript

_FIELDS = "engine, duration_ms, words, confident, heard_share, is_whole, done"
# Two programs do not measure the length of one sound alike.
_SAME_LENGTH_MS = 500


@dataclass(frozen=True, slots=True)
class AlignmentFacts:
    """How a recording was aligned. ``done`` is when (RFC 3339); ``is_whole`` tells it was all.

    ``words`` counts those of the text, ``confident`` the ones surely right; ``heard_share`` is how
    many of the words were recognised.
    """

    engine: str
    duration_ms: int
    words: int = 0
    confident: int = 0
    heard_share: float = 0.0
    is_whole: bool = False
    done: str = ""


class Alignments:
    """One row for each aligned recording, and one for each of its segments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, recording_id: str) -> AlignmentFacts | None:
        """Return how a recording was aligned, None if it was not."""
        row = self._database.row(
            f"SELECT {_FIELDS} FROM alignments WHERE recording_id = ?", (recording_id,)
        )
        if row is None:
            return None
        return AlignmentFacts(row[0], row[1], row[2], row[3], row[4], bool(row[5]), row[6])

    def put(self, recording_id: str, facts: AlignmentFacts, segments: Iterable[Segment]) -> None:
        """Keep what was found of some segments, in the place of what there was of them."""
        with self._database.transaction():
            marks = ", ".join("?" * 8)
            self._database.change(
                f"INSERT OR REPLACE INTO alignments (recording_id, {_FIELDS}) VALUES ({marks})",
                (
                    *(recording_id, facts.engine, facts.duration_ms, facts.words),
                    *(facts.confident, facts.heard_share, facts.is_whole, facts.done),
                ),
            )
            self._database.change_many(
                "INSERT OR REPLACE INTO aligned_segments"
                " (recording_id, position, digest, start_ms, end_ms, error_ms, words)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(recording_id, *_row(segment)) for segment in segments],
            )

    def remove(self, recording_id: str) -> None:
        """Forget what was found; the text keeps the times of its file."""
        with self._database.transaction():
            for table in ("alignments", "aligned_segments"):
                self._database.change(
                    f"DELETE FROM {table} WHERE recording_id = ?", (recording_id,)
                )

    def reword(self, recording_id: str, before: Segment, now: Segment) -> None:
        """Keep what was found of a paragraph when the user has corrected its words."""
        row = self._database.row(
            "SELECT digest, words FROM aligned_segments WHERE recording_id = ? AND position = ?",
            (recording_id, before.index),
        )
        if row is None or row[0] != _digest(before):
            return
        words = words_from(row[1])
        if words is not None:
            words = tuple(retimed(words, now.text))
        self._database.change(
            "UPDATE aligned_segments SET digest = ?, words = ?"
            " WHERE recording_id = ? AND position = ?",
            (_digest(now), words_text(replace(now, words=words)), recording_id, before.index),
        )

    def applied(
        self, recording_id: str, transcript: Transcript, duration_ms: int | None
    ) -> Transcript | None:
        """Return a text with what was found of it, None when that is nothing.

        Paragraphs whose words have changed, and sounds of another length, take nothing over.
        """
        facts = self.get(recording_id)
        if facts is None or duration_ms is None:
            return None
        if abs(facts.duration_ms - duration_ms) > _SAME_LENGTH_MS:
            return None
        found = {
            row[0]: row
            for row in self._database.rows(
                "SELECT position, digest, start_ms, end_ms, error_ms, words FROM aligned_segments"
                " WHERE recording_id = ?",
                (recording_id,),
            )
        }
        segments = list(transcript.segments)
        applied = False
        for place, segment in enumerate(segments):
            row = found.get(segment.index)
            if row is None or row[1] != _digest(segment):
                continue
            applied = True
            segments[place] = replace(segment, words=words_from(row[5]))
            if row[2] is not None:
                segments[place] = replace(
                    segments[place],
                    start_ms=row[2],
                    end_ms=row[3],
                    error_ms=row[4],
                    evidence=Evidence.ALIGNED,
                )
        return transcript.with_segments(segments) if applied else None


def _row(segment: Segment) -> tuple[object, ...]:
    times: tuple[int | None, ...] = (None, None, None)
    if segment.evidence is Evidence.ALIGNED:
        times = (segment.start_ms, segment.end_ms, segment.error_ms)
    return (segment.index, _digest(segment), *times, words_text(segment))


def _digest(segment: Segment) -> str:
    text = json.dumps([segment.kind, segment.text])
    return blake2b(text.encode(), digest_size=12).hexdigest()
