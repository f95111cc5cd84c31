"""How fast and how sturdy the readers are, beside the libraries that read the same formats.

    python tests/benchmarks/formats.py [--json] [--peers PYTHON] [--mutations 20000]

Speed is megabytes and segments a second of processor time, the best of three, on texts of about
5 MB made here; Changelog Markdown also on the real transcripts of ../shared, where they are at
hand. ``--peers`` names a Python that has pysubs2, srt or webvtt-py; without it, or where one is
missing, that is said. ``--mutations`` spoils real files so many times and reads them: nothing but
our own errors may come, none may take a second, and memory may grow by 20 times the file and 50 MB.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_app.errors import AppError
from desktop_app.transcript.formats import WRITERS, Export, Options, read_transcript_bytes
from desktop_app.transcript.model import Evidence, Kind, Segment, Transcript, Word
from tests.mutating import mutated

SHARED = Path(__file__).resolve().parents[3] / "shared"
SAMPLES = SHARED / "corpus/samples"
SIZE = 5_000_000
RUNS = 3
SPOILABLE = frozenset(
    (
        *(".vtt", ".srt", ".json", ".xml", ".ttml", ".dfxp", ".eaf", ".sbv", ".ass", ".ssa"),
        *(".TextGrid", ".csv", ".tsv", ".aud", ".smil", ".html", ".webvtt", ".txt", ".md"),
    )
)
LARGEST_SPOILT = 1_200_000
SENTENCES = (
    "The tide goes out twice a day, and then one walks to the lighthouse.",
    "Nobody had told us that the path is under water by noon.",
    "So we waited, and counted the gulls, and talked about the winter.",
    "What would you do with a boat that nobody wants?",
    "I would give it a name first, and then some paint.",
)
# Runs in a Python of its own; prints megabytes a second or nothing for each library it has.
PEERS = """
import importlib, io, json, sys, time
def best(read, text):
    return len(text.encode()) / 1e6 / min(timed(read, text) for _ in range(3))
def timed(read, text):
    start = time.process_time(); read(text); return time.process_time() - start
found = {}
for kind, path in (("srt", sys.argv[1]), ("vtt", sys.argv[2])):
    text = open(path, encoding="utf-8").read()
    readers = {
        "srt": lambda m, t: list(m.parse(t, ignore_errors=True)) if kind == "srt" else None,
        "pysubs2": lambda m, t: m.SSAFile.from_string(t),
        "webvtt": lambda m, t: m.from_buffer(io.StringIO(t), format=kind),
    }
    for name, read in readers.items():
        try:
            module = importlib.import_module(name)
        except ImportError:
            found[f"{name} {kind}"] = None
            continue
        if name == "srt" and kind == "vtt":
            continue
        found[f"{name} {kind}"] = round(best(lambda t: read(module, t), text), 1)
print(json.dumps(found))
"""


def main() -> None:
    """Measure and print one line for each format, or one JSON document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peers", help="a Python with pysubs2, srt or webvtt-py")
    parser.add_argument("--mutations", type=int, default=0)
    given = parser.parse_args()
    files = dict(made())
    report: dict[str, Any] = {"read": {name: speed([data], name) for name, data in files.items()}}
    real = sorted((SHARED / "corpus/changelog").glob("*/*.md"))
    if real:
        name = f"{len(real)} real .md"
        report["read"][name] = speed([path.read_bytes() for path in real], "x.md")
    report["written"] = dict(written())
    report["peers"] = beside(given.peers, files) if given.peers else "no --peers given"
    if given.mutations:
        report["mutations"] = spoilt(given.mutations)
    if given.json:
        print(json.dumps(report))
        return
    for name, figures in report["read"].items():
        print(f"{name:24} {figures['mb_s']:7.1f} MB/s {figures['segments_s']:9,.0f} segments/s")
    for name, figure in report["written"].items():
        print(f"{name:24} {figure:7.1f} MB/s")
    print("beside us:", report["peers"])
    print("mutations:", report.get("mutations", "not asked for"))


def talk(size: int, *, has_words: bool) -> Transcript:
    """Return a conversation of about so many bytes of text, a sentence every three seconds."""
    segments = []
    for number in range(size // 70):
        text = SENTENCES[number % len(SENTENCES)]
        start_ms = number * 3_000
        words = None
        if has_words:
            tokens = text.split()
            words = tuple(
                Word(token, start_ms + at * 190, start_ms + at * 190 + 180, 0.9)
                for at, token in enumerate(tokens)
            )
        speaker = ("Ana Ruiz", "Ben Cole")[number // 8 % 2]
        segments.append(
            Segment(
                number, Kind.SPEECH, text, speaker, start_ms, start_ms + 2_800, Evidence.EXACT, 0,
                None, words,
            )
        )  # fmt: skip
    return Transcript("x", tuple(segments))


def made() -> Iterator[tuple[str, bytes]]:
    """Yield a text of each format that we write, and of some that we only read."""
    plain, timed = talk(SIZE // 2, has_words=False), talk(SIZE // 8, has_words=True)
    for name, writer in WRITERS.items():
        if name != "chapters":
            text = writer.write(Export(plain, "Tides")).text
            yield f"{name}{writer.extension}", text.encode()
    words = Options(words=True)
    for name in ("vtt", "ttml", "lrc"):
        writer = WRITERS[name]
        text = writer.write(Export(timed, "Tides", options=words)).text
        yield f"{name}-words{writer.extension}", text.encode()
    segments = [
        {
            "start": (one.start_ms or 0) / 1000,
            "end": (one.end_ms or 0) / 1000,
            "text": one.text,
            "words": [
                {
                    "word": f" {word.text}",
                    "start": (word.start_ms or 0) / 1000,
                    "end": (word.end_ms or 0) / 1000,
                    "probability": 0.9,
                }
                for word in one.words or ()
            ],
        }
        for one in timed.segments
    ]
    yield "whisper.json", json.dumps({"segments": segments}).encode()
    yield "prose.txt", "\n\n".join(SENTENCES * (SIZE // 300)).encode()


def speed(files: list[bytes], name: str) -> dict[str, float]:
    """Return megabytes and segments read in a second of processor time."""
    best, segments = float("inf"), 0
    for _run in range(RUNS if len(files) == 1 else 1):
        start = time.process_time()
        segments = sum(len(read_transcript_bytes(data, name).transcript.segments) for data in files)
        best = min(best, time.process_time() - start)
    size = sum(map(len, files))
    return {"mb_s": round(size / 1e6 / best, 1), "segments_s": round(segments / best)}


def written() -> Iterator[tuple[str, float]]:
    """Yield the megabytes that each writer writes in a second of processor time."""
    transcript = talk(SIZE // 4, has_words=False)
    for name, writer in WRITERS.items():
        start = time.process_time()
        size = len(writer.write(Export(transcript)).text.encode())
        yield f"written {name}", round(size / 1e6 / (time.process_time() - start), 1)


def beside(python: str, files: dict[str, bytes]) -> dict[str, Any]:
    """Return what other libraries take for our SRT and WebVTT, and what we do."""
    with TemporaryDirectory() as folder:
        paths = []
        for name in ("srt.srt", "vtt.vtt"):
            paths.append(Path(folder) / name)
            paths[-1].write_bytes(files[name])
        done = subprocess.run(
            [python, "-c", PEERS, *map(str, paths)], capture_output=True, text=True, check=True
        )
    peers = {
        name: figure if figure is not None else "not installed"
        for name, figure in json.loads(done.stdout).items()
    }
    ours = {
        f"earmark {name[:3]}": speed([files[name]], name)["mb_s"] for name in ("srt.srt", "vtt.vtt")
    }
    return {**peers, **ours}


def spoilt(runs: int) -> dict[str, Any]:
    """Read so many spoilt files; return how many opened, the longest time and the most memory."""
    files = [(path.name, path.read_bytes()) for path in real_files()]
    if not files:
        return {"runs": 0, "note": "../shared/corpus is not here"}
    random = Random(7)
    opened = refused = 0
    failures: list[str] = []
    slowest = (0.0, "")
    for run in range(runs):
        name, data = files[run % len(files)]
        data = mutated(data, random)
        start = time.process_time()
        try:
            read_transcript_bytes(data, name)
            opened += 1
        except AppError:
            refused += 1
        except Exception as error:  # noqa: BLE001 - what this looks for
            failures.append(f"{name}: {error!r}")
        slowest = max(slowest, (time.process_time() - start, name))
    return {
        "runs": runs,
        "files": len(files),
        "opened": opened,
        "refused": refused,
        "failures": failures[:20],
        "slowest_s": round(slowest[0], 3),
        "slowest_file": slowest[1],
        "largest_use_of_memory": most_memory(files, random),
        "process_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def most_memory(files: list[tuple[str, bytes]], random: Random) -> dict[str, Any]:
    """Return the reading that comes nearest to 20 times its file and 50 MB."""
    worst: dict[str, Any] = {"share_of_limit": 0.0}
    largest = sorted(files, key=lambda file: -len(file[1]))[:60]
    for name, data in [*largest, *((name, mutated(data, random)) for name, data in largest)]:
        grown = memory_of(lambda data=data, name=name: read_transcript_bytes(data, name))  # type: ignore[misc]
        limit = 20 * len(data) + 50_000_000
        if grown / limit > worst["share_of_limit"]:
            worst = {
                "file": name,
                "bytes": len(data),
                "grown": grown,
                "times_the_file": round(grown / max(1, len(data)), 1),
                "share_of_limit": round(grown / limit, 3),
            }
    return worst


def memory_of(work: Callable[[], object]) -> int:
    """Return the bytes that Python takes at most while something is done."""
    tracemalloc.start()
    try:
        work()
    except AppError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def real_files() -> list[Path]:
    """Return real files of every format that is at hand."""
    if not SAMPLES.is_dir():
        return []
    rows = (SAMPLES / "MANIFEST.tsv").read_text("utf-8").splitlines()[1:]
    paths = [SAMPLES / row.split("\t")[0] for row in rows]
    paths += sorted((SHARED / "corpus/changelog").glob("*/*.md"))[::60]
    return [
        path
        for path in paths
        if path.suffix in SPOILABLE and 0 < path.stat().st_size < LARGEST_SPOILT
    ]


if __name__ == "__main__":
    main()
