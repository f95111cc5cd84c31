"""How fast and how good the search is, beside SQLite's FTS5 and tantivy in the same run.

    python tests/benchmarks/search.py [--files N] [--json] [--quick]

Needs ../shared beside the checkout; N files of its corpus, spread over all shows; all of them
where N is 0, as it is unless said otherwise. All engines get the same documents and the same
queries, in turn; each answers with 20 ranked rows, their texts read. Times are milliseconds of wall
time, and of processor time in brackets: the first tells nothing on a busy machine. “10 ms timer” is
how late it comes in a Qt event loop while a search process answers keystrokes, and while another
builds the index. ``--quick`` leaves out what takes long: the kills, and the library and the window.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
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
from desktop_app.search.parts import Document
from desktop_app.search.query import search
from desktop_app.transcript.clock import place
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.model import Segment
from tests.benchmarks._other_engines import HAS_TANTIVY, Ask, Fts5, Tantivy
from tests.benchmarks._relevance import our_ranking, plain_bm25f, relevance
from tests.benchmarks._sentence_times import sentence_times
from tests.benchmarks._whole_corpus import measure_whole_corpus

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
EXACT = {
    "OR": "people OR software",
    "NOT": "people -software",
    "pattern": "*netes",
    "one edit": "kuberntes~1",
    "two edits": "kuberntes~2",
    "did you mean": "kuberntes",
    "speaker": "people speaker:adam",
    "show and title": "people show:go in:time",
}
KILLS = 100


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


def ask_ours(index: Index, typed: str, is_typing: bool) -> int:
    """Ask our index for ranked rows."""
    return len(search(index, typed, limit=LIMIT, is_typing=is_typing).hits)


def askers(index: Index, others: dict[str, Fts5 | Tantivy]) -> dict[str, Ask]:
    """Return how to ask each engine."""

    def asker(engine: Fts5 | Tantivy) -> Ask:
        return lambda typed, is_typing: len(engine.ask(typed, is_typing=is_typing, limit=LIMIT))

    asked: dict[str, Ask] = {"ours": partial(ask_ours, index)}
    return asked | {name: asker(engine) for name, engine in others.items()}


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


def type_and_ask(engines: dict[str, Ask]) -> dict[str, dict[str, float]]:
    """Return the latency of each keystroke in all engines, summed up."""
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


def ask_ranked(index: Index, engines: dict[str, Ask]) -> dict[str, dict[str, float]]:
    """Return the time of each kind of complete query in all engines."""
    result = {}
    for name, words in RANKED.items():
        figures: dict[str, float] = {"total": search(index, words + " ", limit=0).total}
        for engine, ask in engines.items():
            rounds = 7 if engine == "ours" else 3
            wall, cpu = timed(partial(ask, words + " ", False), rounds)
            figures |= {f"{engine}_wall": wall, f"{engine}_cpu": cpu}
        result[name] = figures
    return result


def ask_exactly(index: Index) -> dict[str, dict[str, float]]:
    """Return the time of what only our search is asked."""
    result = {}
    for name, words in EXACT.items():
        wall, cpu = timed(partial(ask_ours, index, words, False), 5)
        result[name] = {"total": search(index, words).total, "wall": wall, "cpu": cpu}
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


def count_places(segments: Sequence[Segment], words: str) -> int:
    """Find as Ctrl+F does."""
    return len(find_in_text(segments, words))


def find_in_longest() -> dict[str, float]:
    """Return how long Ctrl+F takes in the longest transcript."""
    longest = max(CORPUS.glob("*/*.md"), key=lambda path: path.stat().st_size)
    segments = read_transcript(longest).transcript.segments
    times = {
        words: timed(partial(count_places, segments, words), 5)[0]
        for words in ("e", "people", "don't think")
    }
    return {"words": sum(len(s.text.split()) for s in segments), **times}


def window_lateness(folder: Path, count: int) -> dict[str, dict[str, float]]:
    """Return how late a 10 ms timer of a Qt event loop comes, idle and while others work."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, Qt, QTimer

    from desktop_app.jobs import Jobs, Lane
    from desktop_app.workflows.searching import Ask as Question
    from desktop_app.workflows.searching import open_search

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
    server: processes.Server[Question, Any] = processes.Server(open_search, folder)
    answered: list[int] = []
    typed = iter(keystrokes() * 10)
    typing = QTimer(interval=KEY_MS)
    typing.timeout.connect(
        lambda: server.ask(
            Question(next(typed), limit=60, most_each=4),
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


def survive_kills() -> dict[str, float]:
    """Kill writers with SIGKILL, a hundred times; return how many indexes were right after it."""
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "pytest", "-q", "tests/search/test_kill.py"]
    finished = subprocess.run(
        command,
        cwd=root,
        env=os.environ | {"EARMARK_KILLS": str(KILLS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode:
        print(finished.stdout, file=sys.stderr)
    return {"kills": KILLS, "right": 0 if finished.returncode else KILLS}


def measure(count: int, *, is_quick: bool) -> dict[str, Any]:
    """Return all figures."""
    folder = Path(tempfile.mkdtemp(prefix="search-benchmark-"))
    try:
        figures: dict[str, Any] = {"build": build(folder / "index", count)}
        others: dict[str, Fts5 | Tantivy] = {"fts5": Fts5(folder / "fts5.sqlite3")}
        if HAS_TANTIVY:
            others["tantivy"] = Tantivy(folder / "tantivy")
        figures["others"] = {
            name: {"index_cpu_s": engine.build(documents(count)), "size_mb": engine.size / 1e6}
            for name, engine in others.items()
        }
        with Clock() as opening:
            index = Index(folder / "index", stays_open=True)
            search(index, "x")
        figures["open_ms"] = opening.wall_s * 1_000
        figures["parts"] = len(index.parts())
        engines = askers(index, others)
        figures["keystrokes"] = type_and_ask(engines)
        figures["ranked"] = ask_ranked(index, engines)
        figures["exact"] = ask_exactly(index)
        figures["relevance"] = {
            "ours": relevance(our_ranking(index)),
            "plain BM25F": relevance(plain_bm25f(index)),
            **{name: relevance(_any_word(engine)) for name, engine in others.items()},
        }
        for engine in others.values():
            engine.close()
        figures["change"] = change_one(index)
        index.close()
        figures["find"] = find_in_longest()
        figures["window"] = window_lateness(folder / "index", count)
        if not is_quick:
            figures["sentences"] = sentence_times(sorted(CORPUS.glob("*/*.md"))[::6])
            figures["kills"] = survive_kills()
            figures["whole"] = measure_whole_corpus(folder, CORPUS)
    finally:
        shutil.rmtree(folder)
    return figures


def _any_word(engine: Fts5 | Tantivy) -> Callable[[str], Sequence[tuple[str, int]]]:
    return lambda query: engine.ask(query, is_typing=False, limit=10, any_word=True)


def tell(figures: dict[str, Any]) -> None:
    """Print the figures as lines."""
    built = figures["build"]
    print(
        f"{built['segments']} segments, {built['text_mb']:.1f} MB of text; reading and placing"
        f" {built['read_cpu_s']:.1f} s of processor time"
    )
    print(
        f"index: {built['index_cpu_s']:.1f} s of processor time"
        f" ({built['segments_per_cpu_s']:.0f} segments a second), {figures['parts']} parts,"
        f" {built['size_to_text']:.2f} × the text, peak memory {built['peak_mb']:.0f} MB"
    )
    for name, theirs in figures["others"].items():
        size = theirs["size_mb"] / built["text_mb"]
        print(f"{name}: {theirs['index_cpu_s']:.1f} s of processor time, {size:.2f} × the text")
    if not HAS_TANTIVY:
        print("tantivy is not installed: left out")
    print(f"opened, made ready and first query: {figures['open_ms']:.0f} ms")
    for name, values in figures["keystrokes"].items():
        times = "  ".join(
            f"{what} {values[f'{what}_wall']:.1f} ({values[f'{what}_cpu']:.1f})"
            for what in ("p50", "p95", "max")
        )
        print(f"keystroke to {LIMIT} ranked rows, {name}: {times}")
    typed = figures["keystrokes"]
    print(
        "keystroke p95, ours to ranked FTS5: "
        f"{typed['ours']['p95_wall'] / typed['fts5']['p95_wall']:.3f}"
        f" ({typed['ours']['p95_cpu'] / typed['fts5']['p95_cpu']:.3f})"
    )
    for name, row in figures["ranked"].items():
        times = "  ".join(
            f"{engine} {row[f'{engine}_wall']:.1f} ({row[f'{engine}_cpu']:.1f})"
            for engine in figures["keystrokes"]
        )
        print(f"{name} ({row['total']} hits): {times}")
    tell_the_rest(figures)


def tell_the_rest(figures: dict[str, Any]) -> None:
    """Print what has nothing beside it."""
    for name, row in figures["exact"].items():
        print(f"{name} ({row['total']} hits): {row['wall']:.1f} ({row['cpu']:.1f})")
    for name, kinds in figures["relevance"].items():
        said = "  ".join(
            f"{kind} ({row['queries']:.0f}) MRR@10 {row['mrr10']:.3f} recall@10"
            f" {row['recall10']:.2f}"
            for kind, row in kinds.items()
        )
        print(f"known items, {name}: {said}")
    print(
        "one episode changed: {update_ms:.0f} ms, found {found_ms:.0f} ms".format(
            **figures["change"]
        )
    )
    print(f"find in the longest episode: {figures['find']}")
    for name, values in figures["window"].items():
        print(f"10 ms timer, {name}: " + "  ".join(f"{k} {v:.1f}" for k, v in values.items()))
    for evidence, row in figures.get("sentences", {}).items():
        print(
            f"times inside paragraphs, {evidence}: "
            + ", ".join(f"{k} {v:.2f}" for k, v in row.items())
        )
    if "kills" in figures:
        print("kill -9: {right} of {kills} right".format(**figures["kills"]))
    for name, value in figures.get("whole", {}).items():
        print(f"whole corpus, {name}: {value:.2f}")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    if not CORPUS.is_dir():
        print(f"No corpus at {CORPUS}: nothing to measure.", file=sys.stderr)
        return 0
    figures = measure(chosen.files, is_quick=chosen.quick)
    if chosen.json:
        print(json.dumps(figures, indent=2))
    else:
        tell(figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
