"""How a library grows from version to version: numbered steps, never edited once released.

Step n brings a library of version n - 1 to version n. Each runs in one transaction; before the
first of them a copy of the file is put into the backups, unless the library is new. A new step
needs a stored database of the version before it in ``tests/data/library`` and a test that opens
it.
"""

import logging
from collections.abc import Callable
from pathlib import Path

from desktop_app.library.backups import keep_copy
from desktop_app.library.database import Database
from desktop_app.library.problems import library_newer, library_read_only

log = logging.getLogger(__name__)


def migrate(database: Database, backups: Path) -> None:
    """Bring ``database`` to the newest version; refuse one that is newer than that."""
    has_copy = database.version() == 0  # a new one has nothing to copy
    if database.version() > NEWEST:
        raise library_newer(database.path, database.version(), NEWEST)
    database.prepare()
    while (version := database.version()) < NEWEST:
        if database.read_only:
            raise database.refusal or library_read_only(database.path)
        if not has_copy:
            keep_copy(database, backups, f"before-version-{NEWEST}")
            has_copy = True
        _step(database, version)


def _step(database: Database, version: int) -> None:
    """Run one migration, unless another process was quicker."""
    with database.transaction():
        if database.version() != version:
            return
        MIGRATIONS[version](database)
        database.change(f"PRAGMA user_version = {version + 1}")
    log.info("Library brought to version %s", version + 1)


def _to_1(database: Database) -> None:
    """Recordings with their text, bookmarks, and where listening stopped."""
    for statement in (
        """CREATE TABLE recordings (
            id TEXT NOT NULL PRIMARY KEY,
            title TEXT NOT NULL,
            show TEXT,
            published TEXT,
            title_from TEXT NOT NULL,
            show_from TEXT NOT NULL,
            published_from TEXT NOT NULL,
            audio_from TEXT NOT NULL,
            duration_ms INTEGER,
            audio TEXT,
            format TEXT,
            timing TEXT NOT NULL,
            segments INTEGER NOT NULL,
            speakers INTEGER NOT NULL,
            markers INTEGER NOT NULL,
            added TEXT NOT NULL,
            removed TEXT,
            revision INTEGER NOT NULL
        ) STRICT""",
        """CREATE TABLE sources (
            recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            path TEXT NOT NULL,
            digest TEXT NOT NULL,
            PRIMARY KEY (recording_id, role, path)
        ) STRICT""",
        "CREATE INDEX sources_by_path ON sources (path)",
        "CREATE INDEX sources_by_digest ON sources (digest)",
        """CREATE TABLE pages (
            recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
            role TEXT NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (recording_id, role)
        ) STRICT""",
        """CREATE TABLE chapters (
            recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            start_ms INTEGER NOT NULL,
            end_ms INTEGER,
            title TEXT NOT NULL,
            PRIMARY KEY (recording_id, position)
        ) STRICT""",
        """CREATE TABLE segments (
            recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            text TEXT NOT NULL,
            speaker TEXT,
            start_ms INTEGER,
            end_ms INTEGER,
            evidence TEXT NOT NULL,
            error_ms INTEGER,
            start_byte INTEGER,
            end_byte INTEGER,
            words TEXT,
            PRIMARY KEY (recording_id, position)
        ) STRICT""",
        """CREATE TABLE markers (
            recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            segment INTEGER NOT NULL,
            word INTEGER NOT NULL,
            moment_ms INTEGER NOT NULL,
            PRIMARY KEY (recording_id, position)
        ) STRICT""",
        """CREATE TABLE cues (
            recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            start_ms INTEGER NOT NULL,
            end_ms INTEGER NOT NULL,
            speaker TEXT,
            text TEXT NOT NULL,
            PRIMARY KEY (recording_id, position)
        ) STRICT""",
        """CREATE TABLE bookmarks (
            id TEXT NOT NULL PRIMARY KEY,
            recording_id TEXT NOT NULL REFERENCES recordings (id),
            start_ms INTEGER,
            end_ms INTEGER,
            quote TEXT NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            note TEXT NOT NULL,
            tags TEXT NOT NULL,
            created TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX bookmarks_by_recording ON bookmarks (recording_id, start_ms)",
        """CREATE TABLE listening (
            recording_id TEXT NOT NULL PRIMARY KEY REFERENCES recordings (id),
            position_ms INTEGER NOT NULL,
            heard TEXT NOT NULL,
            updated TEXT NOT NULL
        ) STRICT""",
    ):
        database.change(statement)


def _to_2(database: Database) -> None:
    """Homes for what the user will add to a text: pins, corrections, edited questions."""
    for statement in (
        """CREATE TABLE pins (
            id TEXT NOT NULL PRIMARY KEY,
            recording_id TEXT NOT NULL REFERENCES recordings (id),
            segment INTEGER NOT NULL,
            quote TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            created TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX pins_by_recording ON pins (recording_id, segment)",
        """CREATE TABLE corrections (
            id TEXT NOT NULL PRIMARY KEY,
            recording_id TEXT NOT NULL REFERENCES recordings (id),
            segment INTEGER NOT NULL,
            was TEXT NOT NULL,
            now TEXT NOT NULL,
            created TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX corrections_by_recording ON corrections (recording_id, segment)",
        """CREATE TABLE question_edits (
            id TEXT NOT NULL PRIMARY KEY,
            recording_id TEXT NOT NULL REFERENCES recordings (id),
            question TEXT NOT NULL,
            segment INTEGER,
            text TEXT,
            created TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX question_edits_by_recording ON question_edits (recording_id)",
    ):
        database.change(statement)


def _to_3(database: Database) -> None:
    """Times inside notes told apart, what a pin needs, and times as they were before any pin."""
    for statement in (
        "ALTER TABLE markers ADD COLUMN in_note INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE pins ADD COLUMN word INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE pins ADD COLUMN prefix TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE pins ADD COLUMN suffix TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE pins ADD COLUMN gap_from_ms INTEGER",
        """CREATE TABLE own_times (
            recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            start_ms INTEGER,
            end_ms INTEGER,
            evidence TEXT NOT NULL,
            error_ms INTEGER,
            words TEXT,
            PRIMARY KEY (recording_id, position)
        ) STRICT""",
    ):
        database.change(statement)


def _to_4(database: Database) -> None:
    """Where an edited question was asked, and where it is asked from now on, as quotes."""
    for statement in (
        "ALTER TABLE question_edits ADD COLUMN quote TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE question_edits ADD COLUMN prefix TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE question_edits ADD COLUMN suffix TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE question_edits ADD COLUMN to_quote TEXT",
        "ALTER TABLE question_edits ADD COLUMN to_prefix TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE question_edits ADD COLUMN to_suffix TEXT NOT NULL DEFAULT ''",
    ):
        database.change(statement)


def _to_5(database: Database) -> None:
    """What was found in the sound, kept beside the text."""
    for statement in (
        """CREATE TABLE alignments (
            recording_id TEXT NOT NULL PRIMARY KEY REFERENCES recordings (id) ON DELETE CASCADE,
            engine TEXT NOT NULL,
            duration_ms INTEGER NOT NULL,
            words INTEGER NOT NULL,
            confident INTEGER NOT NULL,
            heard_share REAL NOT NULL,
            is_whole INTEGER NOT NULL,
            done TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE aligned_segments (
            recording_id TEXT NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            digest TEXT NOT NULL,
            start_ms INTEGER,
            end_ms INTEGER,
            error_ms INTEGER,
            words TEXT,
            PRIMARY KEY (recording_id, position)
        ) STRICT""",
    ):
        database.change(statement)


def _to_6(database: Database) -> None:
    """Where recordings pause, as heard."""
    database.change(
        """CREATE TABLE pauses (
            recording_id TEXT NOT NULL PRIMARY KEY REFERENCES recordings (id) ON DELETE CASCADE,
            audio TEXT NOT NULL,
            spans TEXT NOT NULL
        ) STRICT"""
    )


def _to_7(database: Database) -> None:
    """Who was said to speak a corrected paragraph, and who does."""
    for statement in (
        "ALTER TABLE corrections ADD COLUMN speaker_was TEXT",
        "ALTER TABLE corrections ADD COLUMN speaker_now TEXT",
    ):
        database.change(statement)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    *(_to_1, _to_2, _to_3, _to_4, _to_5, _to_6),
    _to_7,
)
NEWEST = len(MIGRATIONS)
