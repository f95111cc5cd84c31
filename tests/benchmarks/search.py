"""How fast the search is: build, keystrokes, ranked queries, beside SQLite's FTS5 in the same run.

    python tests/benchmarks/search.py [--files N] [--json] [--no-window]

Needs ../shared beside the checkout; N files of its corpus, spread over all shows (0: all of them).
Both engines get the same documents and the same queries, in turn; each answers with 20 ranked rows,
their texts read. Times are milliseconds of wall time, and of processor time in brackets. “Window”
is how late a 10 ms timer comes in a Qt event loop while a search process answers keystrokes, and
while another builds the index.
"""

import argparse
import json
import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_app import processes
from desktop_app.progress import Progress
from desktop_app.search.find import find_in_text
from desktop_app.search.index import Index
from desktop_app.search.parsing import parse_query
from desktop_app.search.parts import Document
from desktop_app.search.query import search
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "changelog"
LIMIT = 20
KEY_MS = 120  # a fast typist
TYPED = [
    "kubernetes",
    "static site generator",
    "what is a tensor",
    "open source",
    "people who write software",
    "why go has no generics",
    "the best way to learn",
]
RANKED = {
    "rare term": "varnish",
    "common term": "people",
    "commonest term": "the",
    "two terms": "people software",
    "phrase": '"open source"',
    "rare phrase": '"service mesh"',
    "phrase of common terms": '"of the"',
    "long question": "what is the best way to learn go",
}


def documents(count: int) -> Iterator[Document]:
    """Read ``count`` transcripts of the corpus, evenly spread; 0 means all."""
    files = sorted(CORPUS.glob("*/*.md"))
    step = max(1, len(files) // count) if count else 1
    for path in files[::step][: count or None]:
        transcript = place(read_transcript(path).transcript, None).transcript
        yield Document(path.stem, 1, path.stem, path.parent.name, transcript.segments)


class Clock:
    """Adds up wall and processor time of what is done inside it."""

    def __init__(self) -> None:
        self.wall_s = self.cpu_s = 0.0

    def __enter__(self) -> "Clock":
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_error: object) -> None:
        self.wall_s += time.perf_counter() - self._wall
        self.cpu_s += time.process_time() - self._cpu


def build(folder: Path, count: int) -> dict[str, float]:
    """Build our index; return its figures. The reading of the files is told apart."""
    reading, everything = Clock(), Clock()
    text_bytes = segments = 0

    def read() -> Iterator[Document]:
        nonlocal text_bytes, segments
        source = documents(count)
        while True:
            with reading:
                document = next(source, None)
            if document is None:
                return
            spoken = [segment for segment in document.segments if segment.is_speech]
            segments += len(spoken)
            text_bytes += sum(len(segment.text.encode()) for segment in spoken)
            yield document

    index = Index(folder)
    with everything:
        index.update(read())
    index.close()
    own_s = everything.cpu_s - reading.cpu_s
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "segments": segments,
        "text_mb": text_bytes / 1e6,
        "read_cpu_s": reading.cpu_s,
        "index_cpu_s": own_s,
        "segments_per_cpu_s": segments / own_s,
        "size_to_text": size / text_bytes,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def build_fts5(file: Path, count: int) -> dict[str, float]:
    """Build the same in FTS5, with its index for beginnings of words."""
    writing = Clock()
    connection = sqlite3.connect(file)
    connection.execute(
        "CREATE VIRTUAL TABLE spoken USING fts5(text, recording UNINDEXED, segment UNINDEXED,"
        " speaker UNINDEXED, start_ms UNINDEXED,"
        " tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
    )
    for document in documents(count):
        rows = [
            (segment.text, document.recording_id, segment.index, segment.speaker, segment.start_ms)
            for segment in document.segments
            if segment.is_speech
        ]
        with writing:
            connection.executemany("INSERT INTO spoken VALUES (?, ?, ?, ?, ?)", rows)
    with writing:
        connection.commit()
    connection.close()
    return {"index_cpu_s": writing.cpu_s, "size_mb": file.stat().st_size / 1e6}


def ask_ours(index: Index, typed: str, is_typing: bool) -> int:
    """Ask our index for ranked rows."""
    return len(search(index, typed, limit=LIMIT, is_typing=is_typing).hits)


def ask_fts5(connection: sqlite3.Connection, typed: str, is_typing: bool) -> int:
    """Ask FTS5 for the same."""
    phrases = [
        '"' + " ".join(word.word for word in phrase.words) + '"' + " *" * phrase.words[-1].is_prefix
        for phrase in parse_query(typed, is_typing=is_typing).phrases
    ]
    rows = connection.execute(
        "SELECT text, recording, segment, speaker, start_ms FROM spoken WHERE spoken MATCH ?"
        " ORDER BY rank LIMIT ?",
        (" AND ".join(phrases), LIMIT),
    )
    return len(rows.fetchall())


def timed(ask: Callable[[], int], rounds: int) -> tuple[float, float]:
    """Return the median milliseconds of wall and processor time."""
    walls, cpus = [], []
    for _ in range(rounds):
        with Clock() as clock:
            ask()
        walls.append(clock.wall_s * 1_000)
        cpus.append(clock.cpu_s * 1_000)
    return median(walls), median(cpus)


def keystrokes() -> list[str]:
    """Return what stands in the search field at each key, from two characters on."""
    return [phrase[:end] for phrase in TYPED for end in range(2, len(phrase) + 1)]


def type_and_ask(index: Index, connection: sqlite3.Connection) -> dict[str, dict[str, float]]:
    """Return the latency of each keystroke in both engines, summed up."""
    engines: dict[str, Callable[[str, bool], int]] = {
        "ours": partial(ask_ours, index),
        "fts5": partial(ask_fts5, connection),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in engines}
    for typed in keystrokes():
        for name, ask in engines.items():
            times[name].append(timed(partial(ask, typed, True), 1))
    return {
        name: {
            f"{what}_{kind}": value
            for kind, column in (("wall", 0), ("cpu", 1))
            for what, value in summed_up([pair[column] for pair in pairs]).items()
        }
        for name, pairs in times.items()
    }


def summed_up(values: Sequence[float]) -> dict[str, float]:
    """Return median, 95th percentile and maximum."""
    ordered = sorted(values)
    return {
        "p50": median(ordered),
        "p95": ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))],
        "max": ordered[-1],
    }


def ask_ranked(index: Index, connection: sqlite3.Connection) -> dict[str, dict[str, float]]:
    """Return the time of each kind of complete query in both engines."""
    result = {}
    for name, words in RANKED.items():
        ours = timed(partial(ask_ours, index, words + " ", False), 7)
        theirs = timed(partial(ask_fts5, connection, words + " ", False), 3)
        result[name] = {
            "total": search(index, words + " ", limit=0).total,
            "ours_wall": ours[0],
            "ours_cpu": ours[1],
            "fts5_wall": theirs[0],
            "fts5_cpu": theirs[1],
        }
    return result


def change_one(index: Index) -> dict[str, float]:
    """Return how long it takes to replace one episode, and until the change is found."""
    document = next(documents(1))
    changed, seen = [], []
    for revision in range(2, 9):
        with Clock() as clock:
            index.update([Document("new one", revision, "New", None, document.segments)])
        changed.append(clock.wall_s * 1_000)
        with Clock() as clock:
            found = search(index, "people", recording_id="new one").total
        assert found
        seen.append(clock.wall_s * 1_000)
    return {"update_ms": median(changed), "found_ms": median(seen)}


def find_in_longest() -> dict[str, float]:
    """Return how long Ctrl+F takes in the longest transcript."""
    longest = max(CORPUS.glob("*/*.md"), key=lambda path: path.stat().st_size)
    segments = read_transcript(longest).transcript.segments
    times = {
        words: timed(lambda words=words: len(find_in_text(segments, words)), 5)[0]
        for words in ("e", "people", "don't think")
    }
    return {"words": sum(len(s.text.split()) for s in segments), **times}


def window_lateness(folder: Path, count: int) -> dict[str, dict[str, float]]:
    """Return how late a 10 ms timer of a Qt event loop comes, idle and while others work."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, Qt, QTimer

    from desktop_app.jobs import Jobs, Lane
    from desktop_app.workflows.searching import Ask, open_search

    application = QCoreApplication([])
    jobs = Jobs()
    late: list[float] = []
    last = [0.0]

    def tick() -> None:
        now = time.perf_counter()
        late.append(max(0.0, (now - last[0]) * 1_000 - 10))
        last[0] = now

    timer = QTimer(interval=10, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)

    def measure(seconds: float) -> dict[str, float]:
        late.clear()
        last[0] = time.perf_counter()
        timer.start()
        QTimer.singleShot(round(seconds * 1_000), application.quit)
        application.exec()
        timer.stop()
        return summed_up(late)

    result = {"idle": measure(4)}
    server: processes.Server[Ask, Any] = processes.Server(open_search, folder)
    answered: list[int] = []
    typed = iter(keystrokes() * 10)
    typing = QTimer(interval=KEY_MS)
    typing.timeout.connect(
        lambda: server.ask(
            Ask(next(typed)),
            done=lambda reply: jobs.post(answered.append, reply.total),
            failed=lambda error: jobs.post(answered.append, -1),
            is_latest=True,
        )
    )
    typing.start()
    result["searching"] = measure(8) | {"answered": len(answered), "failed": answered.count(-1)}
    typing.stop()
    elsewhere = folder.with_name("built-beside-the-window")
    building = jobs.run(
        partial(processes.run, build_elsewhere, elsewhere, count),
        lane=Lane.LIBRARY,
        done=lambda _result: None,
        failed=lambda error: print(error, file=sys.stderr),
    )
    result["building"] = measure(8)
    building.cancel()
    server.close()
    jobs.close()
    return result


def build_elsewhere(folder: Path, count: int, *, progress: Progress) -> None:
    """Build an index until cancelled: what a window has done in the background."""
    index = Index(folder)
    while True:
        index.update(documents(count), progress=progress)


def measure(count: int, *, with_window: bool) -> dict[str, Any]:
    """Return all figures."""
    folder = Path(tempfile.mkdtemp(prefix="search-benchmark-"))
    try:
        figures: dict[str, Any] = {"build": build(folder / "index", count)}
        figures["fts5"] = build_fts5(folder / "fts5.sqlite3", count)
        with Clock() as opening:
            index = Index(folder / "index")
            search(index, "x")
        figures["open_ms"] = opening.wall_s * 1_000
        connection = sqlite3.connect(folder / "fts5.sqlite3")
        figures["keystrokes"] = type_and_ask(index, connection)
        figures["ranked"] = ask_ranked(index, connection)
        connection.close()
        figures["change"] = change_one(index)
        index.close()
        figures["find"] = find_in_longest()
        if with_window:
            figures["window"] = window_lateness(folder / "index", count)
    finally:
        shutil.rmtree(folder)
    return figures


def tell(figures: dict[str, Any]) -> None:
    """Print the figures as lines."""
    built, theirs = figures["build"], figures["fts5"]
    print(
        f"{built['segments']} segments, {built['text_mb']:.1f} MB of text; reading and placing"
        f" {built['read_cpu_s']:.1f} s of processor time"
    )
    print(
        f"index: {built['index_cpu_s']:.1f} s of processor time"
        f" ({built['segments_per_cpu_s']:.0f} segments a second),"
        f" {built['size_to_text']:.2f} × the text, peak memory {built['peak_mb']:.0f} MB;"
        f" FTS5: {theirs['index_cpu_s']:.1f} s, {theirs['size_mb'] / built['text_mb']:.2f} ×"
    )
    print(f"opened and first query: {figures['open_ms']:.0f} ms")
    for name, values in figures["keystrokes"].items():
        times = "  ".join(
            f"{what} {values[f'{what}_wall']:.1f} ({values[f'{what}_cpu']:.1f})"
            for what in ("p50", "p95", "max")
        )
        print(f"keystroke to {LIMIT} ranked rows, {name}: {times}")
    for name, row in figures["ranked"].items():
        print(
            f"{name} ({row['total']} hits): ours {row['ours_wall']:.1f} ({row['ours_cpu']:.1f})"
            f"  FTS5 {row['fts5_wall']:.1f} ({row['fts5_cpu']:.1f})"
        )
    print(
        "one episode changed: {update_ms:.0f} ms, found {found_ms:.0f} ms".format(
            **figures["change"]
        )
    )
    print(f"find in the longest episode: {figures['find']}")
    for name, values in figures.get("window", {}).items():
        print(f"10 ms timer, {name}: " + "  ".join(f"{k} {v:.1f}" for k, v in values.items()))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-window", action="store_true")
    chosen = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"No corpus at {CORPUS}: nothing to measure.", file=sys.stderr)
        return 0
    figures = measure(chosen.files, with_window=not chosen.no_window)
    if chosen.json:
        print(json.dumps(figures, indent=2))
    else:
        tell(figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
