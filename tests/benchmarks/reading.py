"""How fast the readers are: megabytes a second of each format, in processor time.

    python tests/benchmarks/reading.py [--json]

Each format is measured on a text of about 5 MB made here; Changelog Markdown also on the real
transcripts of ../shared, where they are at hand.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_app.timecode import clock_ms
from desktop_app.transcript.formats import WRITERS, Export, read_transcript_bytes

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus/changelog"
SIZE = 5_000_000
SENTENCE = "The tide goes out twice a day, and then one walks to the lighthouse."


def main() -> None:
    """Measure and print one line for each format, or one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    figures = {name: measured([data], name) for name, data in made().items()}
    if CORPUS.is_dir():
        files = [path.read_bytes() for path in sorted(CORPUS.glob("*/*.md"))]
        figures[f"{len(files)} real .md"] = measured(files, "x.md")
    figures |= written()
    if as_json:
        print(json.dumps({"megabytes_per_second": figures}))
        return
    for name, figure in figures.items():
        print(f"{name:20} {figure:6.1f} MB/s")


def made() -> dict[str, bytes]:
    """Return a text of each format, named as its file would be."""
    paragraph = " ".join([SENTENCE] * 4)
    count = SIZE // len(paragraph)
    cues = (
        f"{n}\n{clock_ms(n * 3000, decimal=',')} --> {clock_ms(n * 3000 + 2800, decimal=',')}\n"
        f"{SENTENCE}\n"
        for n in range(SIZE // 110)
    )
    markdown = (f"**Ana:** \\[{n // 60:02}:{n % 60:02}\\] {paragraph}" for n in range(count))
    talk = "\n\n".join([paragraph] * count)
    page = (
        f"Salt – Episode #1\n\nTides\n\nAll Episodes\n\n📝 Edit Transcript\n\n{talk}\n\nPlayer art"
    )
    return {
        "changelog.md": "\n\n".join(markdown).encode(),
        "cues.srt": "\n".join(cues).encode(),
        "page.html": page.encode(),
        "turns.txt": "\n".join([f"Ana: {paragraph}", f"Ben: {paragraph}"] * (count // 2)).encode(),
        "prose.txt": talk.encode(),
    }


def measured(files: Iterable[bytes], name: str) -> float:
    """Return the megabytes that are read in a second of processor time."""
    size = 0
    start = time.process_time()
    for data in files:
        read_transcript_bytes(data, name)
        size += len(data)
    return round(size / 1e6 / (time.process_time() - start), 1)


def written() -> dict[str, float]:
    """Return the megabytes that each writer writes in a second of processor time."""
    transcript = read_transcript_bytes(made()["cues.srt"], "x.srt").transcript
    figures = {}
    for name, writer in WRITERS.items():
        start = time.process_time()
        size = len(writer.write(Export(transcript)).text.encode())
        figures[f"written .{name}"] = round(size / 1e6 / (time.process_time() - start), 1)
    return figures


if __name__ == "__main__":
    main()
