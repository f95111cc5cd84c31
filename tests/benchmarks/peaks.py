"""Peaks of a long recording: how soon the waveform starts, how long it takes, how much memory.

    python tests/benchmarks/peaks.py [--minutes 75] [--beside 10] [--json]

Makes an MP3 of that length, and computes its peaks in a process of their own. Beside it, in the
same run, pydub decodes a shorter file whole, which is what reading peaks this way avoids.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from desktop_app.audio.ffmpeg import ffmpeg_path
from desktop_app.audio.peaks import Peaks, compute_peaks
from desktop_app.progress import Progress

Figures = dict[str, float]
RATE_HZ = 44_100


def make_recording(path: Path, minutes: int) -> None:
    """Write an MP3 as podcasts have them: 44.1 kHz, mono, 128 kbit/s, voices with pauses."""
    command = [str(ffmpeg_path()), "-v", "error", "-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1"]
    command += ["-i", "pipe:0", "-b:a", "128k", "-y", str(path)]
    moments = np.arange(RATE_HZ) / RATE_HZ
    noise = np.random.default_rng(1).normal(0, 3_000, RATE_HZ)
    second = np.where(moments < 0.7, noise, noise / 100).astype("<i2").tobytes()
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        assert encoder.stdin is not None
        for _ in range(minutes * 60):
            encoder.stdin.write(second)


def peaks_figures(path: Path) -> Figures:
    """Compute peaks once and return when the first part came, when all, and the memory."""
    first: list[float] = []

    def on_part(_part: Peaks) -> None:
        if not first:
            first.append(time.monotonic() - since)

    before, since = memory_mib(), time.monotonic()
    peaks = compute_peaks(path, progress=Progress(), on_part=on_part)
    whole = time.monotonic() - since
    return {
        "length_min": round(peaks.duration_ms / 60_000, 2),
        "first_bars_s": round(first[0] if first else whole, 2),
        "complete_s": round(whole, 2),
        "memory_before_mib": before,
        "memory_peak_mib": memory_mib(),
        "ffmpeg_peak_mib": memory_mib(of_children=True),
    }


def pydub_figures(path: Path) -> Figures:
    """Decode the whole file with pydub and return the same figures."""
    from pydub import AudioSegment

    before, since = memory_mib(), time.monotonic()
    AudioSegment.converter = str(ffmpeg_path())
    segment = AudioSegment.from_file(str(path), codec="mp3")  # naming it spares the ffprobe
    samples = np.frombuffer(segment.raw_data, "<i2")
    usable = len(samples) - len(samples) % (RATE_HZ // 50)
    np.abs(samples[:usable].reshape(-1, RATE_HZ // 50)).max(axis=1)
    return {
        "length_min": round(len(segment) / 60_000, 2),
        "complete_s": round(time.monotonic() - since, 2),
        "memory_before_mib": before,
        "memory_peak_mib": memory_mib(),
        "ffmpeg_peak_mib": memory_mib(of_children=True),
    }


def memory_mib(*, of_children: bool = False) -> float:
    """Return the most memory held so far, where the system tells."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    who = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    peak = resource.getrusage(who).ru_maxrss
    return round(peak / (1024 if sys.platform != "darwin" else 1024**2), 1)


MEASURED: dict[str, Callable[[Path], Figures]] = {"peaks": peaks_figures, "pydub": pydub_figures}


def in_own_process(what: str, path: Path) -> Figures:
    command = [sys.executable, __file__, "--measure", what, str(path)]
    figures: Figures = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description="Peaks of a long recording.")
    parser.add_argument("--minutes", type=int, default=75)
    parser.add_argument("--beside", type=int, default=10, help="minutes for pydub")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        what, path = options.measure
        print(json.dumps(MEASURED[what](Path(path))))
        return
    with tempfile.TemporaryDirectory() as folder:
        long, short = Path(folder, "long.mp3"), Path(folder, "short.mp3")
        make_recording(long, options.minutes)
        make_recording(short, options.beside)
        found = {
            "peaks": in_own_process("peaks", long),
            "peaks of the short file": in_own_process("peaks", short),
            "pydub on the short file": in_own_process("pydub", short),
        }
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, figures in found.items():
        print(name, "·", ", ".join(f"{key} {value:g}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
