"""Writes the index again and again, until it is killed. Run by tests/search/test_kill.py."""

import sys
from pathlib import Path

from desktop_app.search.index import Index
from tests.search.documents import make_document


def main(folder: Path, first: int) -> None:
    """Replace the recording ``K`` by ever newer ones, and say so before and after each."""
    index = Index(folder)
    for revision in range(first, first + 1_000):
        text = " / ".join(f"A: take gen{revision} number {n}" for n in range(150))
        say(f"begin {revision}")
        index.update([make_document("K", text, revision=revision)])
        say(f"end {revision}")


def say(line: str) -> None:
    """Write a line that the test reads even if this is the last that happens."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
