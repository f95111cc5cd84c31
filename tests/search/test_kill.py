"""Writers killed at any moment: the index is the one before the commit, or the one after."""

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

from desktop_app.search.index import Index
from desktop_app.search.query import search
from tests.search.documents import make_document

ROOT = Path(__file__).parents[2]
# EARMARK_KILLS=100 for the long run.
KILLS = int(os.environ.get("EARMARK_KILLS", "6"))
SEGMENTS = 150


def kill_a_writer(folder: Path, first: int, delay_s: float) -> tuple[int, int]:
    """Return the last revision the writer said it had written, and the last it had begun."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.search.kill_writer", str(folder), str(first)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        line = writer.stdout.readline()
        threading.Event().wait(delay_s)
        writer.kill()
        lines = [line, *writer.stdout.read().splitlines()]
    said = [(word, int(number)) for word, number in (line.split() for line in lines if line)]
    begun = max(number for word, number in said if word == "begin")
    ended = max((number for word, number in said if word == "end"), default=first - 1)
    return ended, begun


def test_a_killed_writer_leaves_the_index_as_it_was_or_as_it_was_to_be(folder: Path) -> None:
    chance = random.Random(20)
    index = Index(folder)
    base = [make_document(f"base{n}", "A: solid rock / B: gen0 gen1") for n in range(20)]
    index.update([*base, make_document("K", "A: take gen1", revision=1)])
    revision = 1
    for _ in range(KILLS):
        ended, begun = kill_a_writer(folder, revision + 1, chance.uniform(0, 0.3))
        revisions = index.revisions()
        revision = revisions.pop("K")
        assert ended <= revision <= begun
        assert revisions == {document.recording_id: 1 for document in base}
        assert search(index, "rock").total == len(base)
        assert search(index, f'"take gen{revision}"').total == (SEGMENTS if revision > 1 else 1)
        assert search(index, "take").total == (SEGMENTS if revision > 1 else 1)
    assert revision > 1
    index.close()


def test_a_reader_sees_whole_commits_only_while_another_process_writes(folder: Path) -> None:
    index = Index(folder)
    index.update([make_document("K", " / ".join(["A: take gen1"] * SEGMENTS))])
    with subprocess.Popen(
        [sys.executable, "-m", "tests.search.kill_writer", str(folder), "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        seen: set[int] = set()
        while len(seen) < 8:
            revision = index.revisions()["K"]
            seen.add(revision)
            assert search(index, "take").total == SEGMENTS
        writer.kill()
        writer.stdout.read()
    index.close()
    assert max(seen) >= 8
