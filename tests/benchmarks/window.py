"""How fast the page is with the longest real transcript: 31,600 words in 950 paragraphs.

    python packaging/dev.py bench window [--json]

Prints one line per figure with what it must be and what we aim at, and exits 1 when one is missed.
Figures are processor time, so that a busy machine does not change them. The text is made up; only
its length is real.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.transcript.model import Evidence, Kind, Segment, Transcript, Word
from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.timeline import Timeline
from desktop_app.ui.widgets.timeline_picture import QuestionSpan
from desktop_app.ui.widgets.transcript_view import TranscriptView

PARAGRAPHS, WORDS = 950, 31_600
RATE_PER_S = 2.9
TICK_MS = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured time in milliseconds."""

    what: str
    value_ms: float
    must_ms: float
    aim_ms: float

    @property
    def verdict(self) -> str:
        if self.value_ms > self.must_ms:
            return "MISSED"
        return "aim" if self.value_ms <= self.aim_ms else "must"


def long_transcript(*, with_words: bool) -> Transcript:
    """Return a made-up conversation as long as the longest real one."""
    chance = random.Random(88)
    vocabulary = ["".join(chance.choices("etaoinshrdlu", k=n % 9 + 1)) for n in range(3_000)]
    lengths = [chance.randint(5, 60) for _ in range(PARAGRAPHS)]
    segments, start_ms = [], 95_000
    for index, length in enumerate(lengths):
        count = max(1, round(length * WORDS / sum(lengths)))
        tokens = [
            w + "." * (n % 12 == 11) for n, w in enumerate(chance.choices(vocabulary, k=count))
        ]
        each_ms = 1000 / RATE_PER_S
        words = tuple(
            Word(token, round(start_ms + n * each_ms), round(start_ms + (n + 1) * each_ms), 0.9)
            for n, token in enumerate(tokens)
        )
        end_ms = round(start_ms + count * each_ms)
        segments.append(
            Segment(
                index,
                Kind.SPEECH,
                " ".join(tokens),
                f"Speaker {index % 3}",
                start_ms,
                end_ms,
                Evidence.ALIGNED if with_words else Evidence.ESTIMATED,
                200 if with_words else 5_000,
                words=words if with_words else None,
            )
        )
        start_ms = end_ms
    return Transcript("plain-text", tuple(segments))


def took_ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


class Bench:
    """A page of the usual size with the long text in it."""

    def __init__(self, application: QApplication) -> None:
        self.application = application
        self.transcript = long_transcript(with_words=True)
        self.end_ms = self.transcript.segments[-1].end_ms or 0
        self.view = TranscriptView()
        self.view.resize(864, 676)
        self.view.show()
        self.paint()

    def paint(self) -> None:
        """Do what is due, painting included, as the event loop would."""
        self.application.processEvents()
        self.view.grab()

    def settle(self) -> None:
        """Let the text be laid out to its end, which Qt does when there is time."""
        self.view.document().size()
        for _ in range(20):
            self.application.processEvents()

    def load(self) -> float:
        def work() -> None:
            self.view.show_transcript(self.transcript)
            self.paint()

        times = [took_ms(work) for _ in range(5)]
        self.settle()
        return median(times)

    def steps(self) -> tuple[list[float], list[float]]:
        """Follow for ten minutes of sound: ticks, and those among them that start a paragraph."""
        ticks: list[float] = []
        steps: list[float] = []
        self.view.set_reduced_motion(True)
        moment_ms = self.end_ms // 2
        for _ in range(600_000 // TICK_MS // 4):
            moment_ms += TICK_MS * 4
            before = self.view.current_segment

            def work(at_ms: int = moment_ms) -> None:
                self.view.set_moment(at_ms)
                self.application.processEvents()

            passed = took_ms(work)
            (ticks if self.view.current_segment == before else steps).append(passed)
        return ticks, steps

    def resizes(self, widths: tuple[int, ...]) -> list[float]:
        times = []
        for width in widths:

            def work(to_px: int = width) -> None:
                self.view.resize(to_px, 676)
                self.application.processEvents()

            times.append(took_ms(work))
        return times

    def jumps(self) -> list[float]:
        chance = random.Random(1)
        times = []
        for _ in range(30):
            at_ms = chance.randrange(95_000, self.end_ms)

            def work(to_ms: int = at_ms) -> None:
                self.view.set_moment(to_ms)
                self.view.follow()
                self.application.processEvents()

            times.append(took_ms(work))
        return times

    def hits(self) -> float:
        chance = random.Random(2)
        found = [(chance.randrange(PARAGRAPHS), 4, 9) for _ in range(1_000)]

        def work() -> None:
            self.view.set_hits(found)
            self.application.processEvents()

        return took_ms(work)

    def text_size(self) -> float:
        def work() -> None:
            self.view.set_look(ReadingLook(size_px=19))
            self.application.processEvents()

        return took_ms(work)

    def timeline_ticks(self) -> list[float]:
        timeline = Timeline()
        timeline.resize(1282, 74)
        timeline.set_duration(self.end_ms)
        chance = random.Random(3)
        timeline.set_peaks(bytes(chance.randrange(256) for _ in range(self.end_ms // 20)), 50)
        length_ms = self.end_ms // 13
        timeline.set_questions(
            [QuestionSpan(n * length_ms, (n + 1) * length_ms, f"Question {n}") for n in range(13)]
        )
        timeline.show()
        self.application.processEvents()
        times = []
        for n in range(400):
            moment_ms = 200_000 + n * 1_000

            def work(at_ms: int = moment_ms) -> None:
                timeline.set_moment(at_ms)
                self.application.processEvents()

            times.append(took_ms(work))
        return times


def measure(application: QApplication) -> list[Figure]:
    """Return all figures. The machine may be busy: medians and p95 of many steps."""
    bench = Bench(application)
    load_ms = bench.load()
    ticks, steps = bench.steps()
    frames = bench.resizes(tuple(range(1_200, 900, -20)))
    narrow = bench.resizes(tuple(range(700, 560, -20)))
    return [
        Figure("31,600 words: text can be read", load_ms, 250, 150),
        Figure("tick, same paragraph (p95)", p95(ticks), 2, 1),
        Figure("follow step, next paragraph (p95)", p95(steps), 8, 2),
        Figure("jump anywhere and scroll there (p95)", p95(bench.jumps()), 50, 20),
        Figure("resize, wider than the page (p95)", p95(frames), 16, 8),
        Figure("resize, text wraps anew (median)", median(narrow), 120, 80),
        Figure("1,000 hits tinted", bench.hits(), 120, 50),
        Figure("another text size", bench.text_size(), 400, 250),
        Figure("timeline tick (p95)", p95(bench.timeline_ticks()), 2, 1),
    ]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    as_json = options.parse_args().json
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, LIGHT)
    QTimer.singleShot(0, application.quit)
    application.exec()
    figures = measure(application)
    if as_json:
        print(json.dumps([_entry(figure) for figure in figures], indent=2))
    else:
        print(f"{'what':40} {'ms':>8} {'must':>6} {'aim':>6}")
        for figure in figures:
            print(
                f"{figure.what:40} {figure.value_ms:8.2f} {figure.must_ms:6g} "
                f"{figure.aim_ms:6g}  {figure.verdict}"
            )
    return int(any(figure.verdict == "MISSED" for figure in figures))


def _entry(figure: Figure) -> dict[str, str | float]:
    return {
        "what": figure.what,
        "ms": round(figure.value_ms, 2),
        "must": figure.must_ms,
        "aim": figure.aim_ms,
        "verdict": figure.verdict,
    }


if __name__ == "__main__":
    sys.exit(main())
