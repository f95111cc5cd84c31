"""Writes ``vN.sqlite3``: a library as version N of its form kept it. Run once for each version.

    PYTHONPATH=. python tests/data/library/make.py N

The file is what a user of that version has on disk; later versions must open it. One that is there
is never written again.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from desktop_app.library.database import Database
from desktop_app.library.migrations import MIGRATIONS

STILL = 99  # the newest, whichever it is
# The first and the last version whose library has a row, and the row.
ROWS = (
    (
        1,
        STILL,
        """INSERT INTO recordings VALUES ('0123456789ab', 'Ask us anything', 'A show', '2020-05-04',
       'page', 'file', 'page', 'file', 60000, '/sound/ask.mp3', 'changelog-markdown', 'estimated',
       2, 2, 1, '2026-01-02T03:04:05Z', NULL, 3)""",
    ),
    (
        1,
        STILL,
        """INSERT INTO sources VALUES ('0123456789ab', 'transcript', '/sound/ask.md', 'digest')""",
    ),
    (
        1,
        STILL,
        """INSERT INTO pages VALUES ('0123456789ab', 'page',
       '{"summary": "About it.", "questions": ["What comes next?"], "gone": "in later versions"}')
    """,
    ),
    (1, STILL, """INSERT INTO chapters VALUES ('0123456789ab', 0, 0, NULL, 'All of it')"""),
    (
        1,
        STILL,
        """INSERT INTO segments VALUES ('0123456789ab', 0, 'speech', 'Welcome to the show.', 'Ann',
       0, 5000, 'estimated', 4000, 0, 28, NULL)""",
    ),
    (
        1,
        STILL,
        """INSERT INTO segments VALUES ('0123456789ab', 1, 'speech', 'Thank you.', 'Bob',
       5000, 8000, 'exact', 0, 30, 60, '[["Thank", 5000, 5500, 0.9], ["you.", 5500, 6000, 0.8]]')
    """,
    ),
    (1, 2, """INSERT INTO markers VALUES ('0123456789ab', 0, 1, 0, 5000)"""),
    (3, STILL, """INSERT INTO markers VALUES ('0123456789ab', 0, 1, 0, 5000, 0)"""),
    (
        1,
        STILL,
        """INSERT INTO cues VALUES ('0123456789ab', 0, 0, 5000, NULL, 'Welcome to the show.')""",
    ),
    (
        1,
        STILL,
        """INSERT INTO bookmarks VALUES ('ba9876543210', '0123456789ab', 5000, 8000, 'Thank you.',
       'Welcome to the show.', '', 'kept long ago', '["tag"]', '2026-01-02T03:04:06Z')""",
    ),
    (
        1,
        STILL,
        """INSERT INTO listening VALUES ('0123456789ab', 12345, '[[0, 12345]]',
       '2026-01-02T03:04:07Z')""",
    ),
    (
        2,
        2,
        """INSERT INTO pins VALUES ('aa9876543210', '0123456789ab', 1, 'Thank you.', 5200,
       '2026-01-02T03:04:08Z')""",
    ),
    (
        3,
        STILL,
        """INSERT INTO pins VALUES ('aa9876543210', '0123456789ab', 1, 'Thank you.', 5200,
       '2026-01-02T03:04:08Z', 0, '', '', NULL)""",
    ),
    (
        3,
        3,
        """INSERT INTO question_edits VALUES ('ca9876543210', '0123456789ab', 'What comes next?',
       NULL, 'What comes after this?', '2026-01-02T03:04:09Z')""",
    ),
    (
        4,
        STILL,
        """INSERT INTO question_edits VALUES ('ca9876543210', '0123456789ab', 'What comes next?',
       NULL, 'What comes after this?', '2026-01-02T03:04:09Z', '', '', '', NULL, '', '')""",
    ),
    (
        5,
        STILL,
        """INSERT INTO alignments VALUES ('0123456789ab', 'pocketsphinx', 60000, 6, 5, 0.9, 1,
       '2026-01-02T03:04:10Z')""",
    ),
    (
        6,
        STILL,
        """INSERT INTO pauses VALUES ('0123456789ab', '/sound/ask.mp3', '[[4000, 5000]]')""",
    ),
    (
        6,
        STILL,
        """INSERT INTO corrections VALUES ('da9876543210', '0123456789ab', 1, 'Thank yuo.',
       'Thank you.', '2026-01-02T03:04:11Z')""",
    ),
)


def main() -> None:
    version = int(sys.argv[1])
    path = Path(__file__).with_name(f"v{version}.sqlite3")
    if path.exists():
        raise SystemExit(f"{path.name} is there already.")
    write(path, version)


def write(path: Path, version: int) -> None:
    """Write a library of a version."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        database = Database(path, connection)
        for step in MIGRATIONS[:version]:
            step(database)
        database.change(f"PRAGMA user_version = {version}")
        for first, last, row in ROWS:
            if first <= version <= last:
                database.change(row)


if __name__ == "__main__":
    main()
