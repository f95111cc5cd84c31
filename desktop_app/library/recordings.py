"""The recordings: one row each, light enough to list ten thousand at once."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.library.database import Database, Row, path_text, stored_path
from desktop_app.library.pages import Pages
from desktop_app.library.sources import Role, Sources
from desktop_app.library.texts import Texts
from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.model import Evidence, Transcript
from desktop_app.transcript.page import Page

_CANDIDATES_SHOWN = 20


class Origin(StrEnum):
    """Where a title, show, date or audio comes from, best last."""

    FILE = "file"  # the file's name, its folder's name
    TAG = "tag"  # a tag in the audio
    PAGE = "page"  # the page or the notes of the episode
    USER = "user"  # said by the user: nothing read from a file replaces it

    def yields_to(self, other: "Origin") -> bool:
        """Return whether what comes from ``other`` replaces what comes from here."""
        order = tuple(Origin)
        return order.index(other) >= order.index(self)


class NoSuchRecording(AppError):
    """Words that name no recording, or more than one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A recording as a list shows it. ``revision`` grows with each change search must know."""

    id: str
    title: str
    show: str | None
    published: str | None
    duration_ms: int | None
    audio_file: str | None
    format: str | None
    timing: Evidence
    segments: int
    speakers: int
    markers: int
    added: str
    revision: int

    @property
    def audio(self) -> Path | None:
        return stored_path(self.audio_file) if self.audio_file else None


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording with all that is known of it, except its text."""

    id: str
    title: str
    show: str | None
    published: str | None
    duration_ms: int | None
    audio: Path | None
    format: str | None
    timing: Evidence
    segments: int
    speakers: int
    markers: int
    added: str
    revision: int
    title_from: Origin
    show_from: Origin
    published_from: Origin
    audio_from: Origin
    source: Path | None  # the transcript's file
    number: str | None
    summary: str
    notes: str
    sponsors: tuple[str, ...]
    page_questions: tuple[str, ...]
    chapters: tuple[Chapter, ...]


_ENTRY = (
    "id, title, show, published, duration_ms, audio, format, timing,"
    " segments, speakers, markers, added, revision"
)
_FIELDS = frozenset(
    (
        *("title", "show", "published", "title_from", "show_from", "published_from"),
        *("duration_ms", "audio", "audio_from"),
    )
)
_EVIDENCE = {evidence.value: evidence for evidence in Evidence}


class Recordings:
    """Recordings with their text, pages and sources."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._texts = Texts(database)
        self.pages = Pages(database)
        self.sources = Sources(database)

    def list(self) -> list[Entry]:
        """Return all recordings by show, date and title."""
        rows = self._database.rows(
            f"SELECT {_ENTRY} FROM recordings WHERE removed IS NULL"
            " ORDER BY show COLLATE NOCASE, published, title COLLATE NOCASE, id"
        )
        return [_entry(row) for row in rows]

    def get(self, recording_id: str, *, even_removed: bool = False) -> Recording:
        """Return one recording. Raises NoSuchRecording."""
        row = self._database.row(
            f"SELECT {_ENTRY}, title_from, show_from, published_from, audio_from FROM recordings"
            " WHERE id = ? AND (? OR removed IS NULL)",
            (recording_id, even_removed),
        )
        if row is None:
            raise _nothing_named(recording_id)
        return self._recording(row)

    def find(self, words: str) -> Recording:
        """Return the recording with this id, else this title, else this in its title.

        Raises NoSuchRecording, which names the candidates when several fit.
        """
        rows = self._database.rows("SELECT id, title, show FROM recordings WHERE removed IS NULL")
        part = words.casefold()
        fitting = (
            [row for row in rows if row[0] == words]
            or [row for row in rows if row[1] == words]
            or [row for row in rows if words.strip() and part in row[1].casefold()]
        )
        if not fitting:
            raise _nothing_named(words)
        if len(fitting) > 1:
            raise _several_named(words, fitting)
        return self.get(fitting[0][0])

    def add(
        self,
        *,
        title: str,
        show: str | None = None,
        published: str | None = None,
        duration_ms: int | None = None,
        audio: Path | None = None,
        origin: Origin = Origin.FILE,
    ) -> Recording:
        """Add a recording that has no text yet, and return it."""
        recording_id = secrets.token_hex(6)
        self._database.change(
            "INSERT INTO recordings (id, title, show, published, title_from, show_from,"
            " published_from, audio_from, duration_ms, audio, format, timing, segments, speakers,"
            " markers, added, removed, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, 0, 0, 0, ?, NULL, 1)",
            (
                recording_id,
                title,
                show,
                published,
                *(origin.value,) * 4,
                duration_ms,
                path_text(audio) if audio else None,
                Evidence.NONE.value,
                _now(),
            ),
        )
        return self.get(recording_id)

    def update(self, recording_id: str, **fields: object) -> Recording:
        """Change some of title, show, published, their origins, duration_ms and audio."""
        unknown = fields.keys() - _FIELDS
        if unknown:
            raise TypeError(f"no such fields: {sorted(unknown)}")
        changes = ", ".join(f"{name} = ?" for name in fields)
        values = [
            path_text(value) if isinstance(value, Path) else value for value in fields.values()
        ]
        with self._database.transaction():
            self.get(recording_id)
            if fields:
                self._database.change(
                    f"UPDATE recordings SET {changes}, revision = revision + 1 WHERE id = ?",
                    (*values, recording_id),
                )
            return self.get(recording_id)

    def remove(self, recording_id: str) -> None:
        """Take a recording out of the library; the files it was read from stay untouched.

        Its text goes, which can be read again. What the user made of it stays hidden, and is back
        when the same file is imported anew.
        """
        with self._database.transaction():
            self.get(recording_id)
            self._texts.clear(recording_id)
            self._database.change(
                "UPDATE recordings SET removed = ?, format = NULL, segments = 0, speakers = 0,"
                " markers = 0, revision = revision + 1 WHERE id = ?",
                (_now(), recording_id),
            )

    def revive(self, recording_id: str) -> Recording:
        """Bring a removed recording back, still without its text."""
        self._database.change(
            "UPDATE recordings SET removed = NULL, added = ?, revision = revision + 1"
            " WHERE id = ? AND removed IS NOT NULL",
            (_now(), recording_id),
        )
        return self.get(recording_id)

    def is_removed(self, recording_id: str) -> bool:
        """Return whether the recording was taken out of the library, or never was in it."""
        row = self._database.row("SELECT removed FROM recordings WHERE id = ?", (recording_id,))
        return row is None or row[0] is not None

    def transcript(self, recording_id: str) -> Transcript:
        """Return the text, with its times as placed; empty for audio alone."""
        row = self._database.row("SELECT format FROM recordings WHERE id = ?", (recording_id,))
        return self._texts.read(recording_id, (row[0] if row else None) or "")

    def replace_transcript(self, recording_id: str, transcript: Transcript) -> None:
        """Put ``transcript`` in the place of the text there was."""
        with self._database.transaction():
            self._texts.write(recording_id, transcript)
            self._database.change(
                "UPDATE recordings SET format = ?, timing = ?, segments = ?, speakers = ?,"
                " markers = ?, revision = revision + 1 WHERE id = ?",
                (
                    transcript.format,
                    transcript.timing.value,
                    len(transcript.segments),
                    len(transcript.speakers),
                    sum(not marker.in_note for marker in transcript.markers),
                    recording_id,
                ),
            )

    def unpinned(self, recording_id: str) -> Transcript:
        """Return the text with the times its file gave it, before pins moved them."""
        return self._texts.unpinned(recording_id, self.transcript(recording_id))

    def keep_times(self, recording_id: str, transcript: Transcript) -> None:
        """Keep the times of a text aside until the next ``replace_transcript``."""
        self._texts.keep_times(recording_id, transcript)

    def set_page(self, recording_id: str, role: Role, page: Page) -> None:
        """Keep what a page or show notes say, in the place of what the last such file said."""
        self.pages.write(recording_id, role, page)

    def set_chapters(self, recording_id: str, chapters: Sequence[Chapter]) -> None:
        """Put ``chapters`` in the place of those there were; whoever shows them reads them anew."""
        with self._database.transaction():
            if self.pages.chapters(recording_id) == tuple(chapters):
                return
            self.pages.write_chapters(recording_id, chapters)
            self._database.change(
                "UPDATE recordings SET revision = revision + 1 WHERE id = ?", (recording_id,)
            )

    def revisions(self) -> dict[str, int]:
        """Return the revision of each recording that has a text to search."""
        return dict(
            self._database.rows(
                "SELECT id, revision FROM recordings WHERE removed IS NULL AND segments > 0"
            )
        )

    def _recording(self, row: Row) -> Recording:
        entry, page = _entry(row[:13]), self.pages.read(row[0])
        title_from, show_from, published_from, audio_from = (Origin(name) for name in row[13:17])
        return Recording(
            id=entry.id,
            title=entry.title,
            show=entry.show,
            published=entry.published,
            duration_ms=entry.duration_ms,
            audio=entry.audio,
            format=entry.format,
            timing=entry.timing,
            segments=entry.segments,
            speakers=entry.speakers,
            markers=entry.markers,
            added=entry.added,
            revision=entry.revision,
            title_from=title_from,
            show_from=show_from,
            published_from=published_from,
            audio_from=audio_from,
            source=self.sources.transcript_of(entry.id),
            number=page.number,
            summary=page.summary or "",
            notes=page.notes or "",
            sponsors=page.sponsors,
            page_questions=page.questions,
            chapters=self.pages.chapters(entry.id) or page.chapters,
        )


def _entry(row: Row) -> Entry:
    values = [*row[:7], _EVIDENCE[row[7]], *row[8:]]
    return Entry(*values)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _nothing_named(words: str) -> NoSuchRecording:
    return NoSuchRecording(
        _("No episode is called “{words}”.").format(words=words),
        hint=_("“earmark episodes” lists all episodes with their ids."),
    )


def _several_named(words: str, rows: Sequence[Row]) -> NoSuchRecording:
    shown = [
        f"{row[0]}  {row[1]}" + (f" ({row[2]})" if row[2] else "")
        for row in rows[:_CANDIDATES_SHOWN]
    ]
    return NoSuchRecording(
        _("{count} episodes fit “{words}”.").format(count=len(rows), words=words),
        hint=_("Give more of the title, or the id."),
        candidates=shown,
    )
