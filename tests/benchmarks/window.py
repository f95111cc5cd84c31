"""How fast the page is with the longest real transcript: 31,600 words in 950 paragraphs.

    python packaging/dev.py bench window [--only TOPIC]… [--json]

Prints one line per figure with what it must be and what we aim at, and exits 1 when one is missed.
Figures of the page are processor time, so that a busy machine does not change them. The text is
made up; only its length is real. Then the whole window in processes of its own: its start and its
work while playing are measured beside the least that any Qt program of the kind costs, in the same
run; stalls in the use of about five minutes, done in half of one. All of it takes four minutes;
``--only`` page, start, play, words or session is one topic of it, and ``--only soak`` does the
session nine times over, to see what stays behind. The waveform has a benchmark of its own:
``bench peaks``.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme import LIGHT, apply_theme
from desktop_app.ui.widgets.reading_look import ReadingLook
from desktop_app.ui.widgets.timeline import Timeline
from desktop_app.ui.widgets.timeline_picture import QuestionSpan
from desktop_app.ui.widgets.transcript_view import TranscriptView
from tests.benchmarks._long_text import PARAGRAPHS, long_transcript
from tests.benchmarks._whole_window import TOPICS, measure_whole_window

TICK_MS = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value: milliseconds unless another unit is named."""

    what: str
    value: float
    must: float
    aim: float
    unit: str = "ms"

    @property
    def verdict(self) -> str:
        if self.value > self.must:
            return "MISSED"
        return "aim" if self.value <= self.aim else "must"


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


def measure_longest(application: QApplication) -> float:
    """Return how long it takes until 100,000 words can be read."""
    view = TranscriptView()
    view.resize(864, 676)
    view.show()
    application.processEvents()
    text = long_transcript(with_words=True, words=100_000, paragraphs=3_000)

    def work() -> None:
        view.show_transcript(text)
        application.processEvents()
        view.grab()

    taken = [took_ms(work) for _ in range(3)]
    view.close()
    view.deleteLater()  # or it would be laid out to its end while others are measured
    application.sendPostedEvents(view, QEvent.Type.DeferredDelete)
    return median(taken)


def whole_window(topics: Sequence[str]) -> list[Figure]:
    """Return what the whole window takes, in processes of its own."""
    found = measure_whole_window(topics)
    for name, value in found.items():
        print(f"{name} {value:.4g}", file=sys.stderr)
    figures = {
        "word_lag_ms": ("word on screen after its time (p95)", 80, 40, "ms"),
        "stall_busy_ms": ("longest stall in a session", 100, 50, "ms"),
        "start_ratio": ("start, beside a bare window", 2.0, 1.4, "×"),
        "memory_mb": ("memory, 31,600 words playing", 350, 230, "MB"),
        "cpu_ratio": ("playing, beside a bare player", 2.5, 1.5, "×"),
        "soak_late_mb": ("memory that a long day adds", 20, 5, "MB"),
        "soak_widgets": ("widgets that a long day leaves", 10, 0, ""),
        "soak_warnings": ("warnings of Qt on a long day", 0, 0, ""),
    }
    return [
        Figure(what, found[name], must, aim, unit)
        for name, (what, must, aim, unit) in figures.items()
        if name in found
    ]


def measure(application: QApplication) -> list[Figure]:
    """Return all figures. The machine may be busy: medians and p95 of many steps."""
    bench = Bench(application)
    load_ms = bench.load()
    ticks, steps = bench.steps()
    frames = bench.resizes(tuple(range(1_200, 900, -20)))
    narrow = bench.resizes(tuple(range(700, 560, -20)))
    bench.settle()
    return [
        Figure("31,600 words: text can be read", load_ms, 250, 100),
        Figure("100,000 words: text can be read", measure_longest(application), 700, 200),
        Figure("tick, same paragraph (p95)", p95(ticks), 2, 1),
        Figure("follow step, next paragraph (p95)", p95(steps), 8, 2),
        Figure("jump anywhere and scroll there (p95)", p95(bench.jumps()), 50, 20),
        Figure("resize, wider than the page (p95)", p95(frames), 16, 8),
        Figure("resize, text wraps anew (median)", median(narrow), 120, 40),
        Figure("1,000 hits tinted", bench.hits(), 120, 50),
        Figure("another text size", bench.text_size(), 400, 250),
        Figure("timeline tick (p95)", p95(bench.timeline_ticks()), 2, 1),
    ]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true")
    topics = ("page", *TOPICS)
    options.add_argument("--only", action="append", choices=topics, help="one topic; repeatable")
    chosen = options.parse_args()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, LIGHT)
    QTimer.singleShot(0, application.quit)
    application.exec()
    wanted = chosen.only or [topic for topic in topics if topic != "soak"]
    figures = measure(application) if "page" in wanted else []
    figures += whole_window([topic for topic in wanted if topic in TOPICS])
    if chosen.json:
        print(json.dumps([_entry(figure) for figure in figures], indent=2))
    else:
        print(f"{'what':40} {'value':>8}    {'must':>6} {'aim':>6}")
        for figure in figures:
            print(
                f"{figure.what:40} {figure.value:8.2f} {figure.unit:2} {figure.must:6g} "
                f"{figure.aim:6g}  {figure.verdict}"
            )
    return int(any(figure.verdict == "MISSED" for figure in figures))


def _entry(figure: Figure) -> dict[str, str | float]:
    return {
        "what": figure.what,
        "value": round(figure.value, 2),
        "unit": figure.unit,
        "must": figure.must,
        "aim": figure.aim,
        "verdict": figure.verdict,
    }


if __name__ == "__main__":
    sys.exit(main())
