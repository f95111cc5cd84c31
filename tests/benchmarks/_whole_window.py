"""The whole window, in processes of its own: start, memory, playing, words, and stalls.

Run by ``window.py``; each part prints one JSON object. What the window costs is measured beside
the least that any Qt program of this kind would cost, in the same run.
"""

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, Qt, QTimer, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtMultimedia import QAudioBufferOutput, QAudioFormat, QAudioOutput, QMediaPlayer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QMainWindow, QTextEdit

from desktop_app.app import Earmark, make_application
from desktop_app.audio.ffmpeg import ffmpeg_path
from desktop_app.library import open_library
from desktop_app.paths import Places, places
from desktop_app.paths import resource as own_resource
from desktop_app.player.qt_player import QtPlayer
from desktop_app.ui.panels.sidebar_panel import BOOKMARKS, LIBRARY, READING
from tests.benchmarks._long_text import long_transcript

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = own_resource("sample/bread-questions.mp3")
STARTS, PLAYS = 5, 3
WARM_MS, PLAYED_MS = 3_000, 10_000
CHANGES = 200
SOAK_TURNS, SOAK_PAUSE_MS = 8, 120
_PATIENCE_S = 180.0
_PAGE_DOWN = QAbstractSlider.SliderAction.SliderPageStepAdd
Figures = dict[str, float]


# ---- asked by window.py --------------------------------------------------------------------------
def measure_whole_window(topics: Sequence[str]) -> Figures:
    """Return the figures of some topics (of ``TOPICS``): milliseconds, megabytes, and shares."""
    found: Figures = {}
    with tempfile.TemporaryDirectory(prefix="earmark-bench-") as scratch:
        folder = Path(scratch)
        _make_library(folder)
        for topic in topics:
            found.update(TOPICS[topic](folder))
    return found


def _measure_start(folder: Path) -> Figures:
    starts: dict[str, list[float]] = {"bare-start": [], "window-start": []}
    for _n in range(STARTS):
        for part, taken in starts.items():
            taken.append(_run(part, folder)["ms"])
    bare, window = (median(taken) for taken in starts.values())
    return {"start_bare_ms": bare, "start_window_ms": window, "start_ratio": window / bare}


def _measure_play(folder: Path) -> Figures:
    plays: dict[str, list[Figures]] = {"bare-play": [], "window-play": []}
    for _n in range(PLAYS):
        for part, found in plays.items():
            found.append(_run(part, folder))
    bare = median(found["cpu"] for found in plays["bare-play"])
    window = median(found["cpu"] for found in plays["window-play"])
    return {
        "cpu_bare": bare,
        "cpu_window": window,
        "cpu_ratio": window / bare,
        "memory_mb": max(found["memory_mb"] for found in plays["window-play"]),
    }


TOPICS: dict[str, Callable[[Path], Figures]] = {
    "start": _measure_start,
    "play": _measure_play,
    "words": lambda folder: _run("window-words", folder),
    "session": lambda folder: _run("window-session", folder),
    "soak": lambda folder: _run("window-soak", folder),
}


def _run(part: str, folder: Path) -> Figures:
    """Run one part in a new interpreter; its start counts from here."""
    command = [sys.executable, __file__, part, str(folder), repr(time.time())]
    quiet = {**os.environ, "QT_LOGGING_RULES": "*=false"}
    finished = subprocess.run(command, cwd=ROOT, env=quiet, stdout=subprocess.PIPE, check=True)
    figures: Figures = json.loads(finished.stdout.splitlines()[-1])
    return figures


def _make_library(folder: Path) -> None:
    """Make a library with a made-up text of 31,600 words over a sound of the same length."""
    text = long_transcript(with_words=True)
    end_ms = (text.segments[-1].end_ms or 0) + 20_000
    sound = folder / "long.mp3"
    loops = str(end_ms // 300_000)
    ffmpeg = [str(ffmpeg_path()), "-v", "error", "-y", "-stream_loop", loops]
    subprocess.run([*ffmpeg, "-i", str(SAMPLE), "-c", "copy", str(sound)], check=True)
    where = _places(folder)
    with open_library(where.database, backups=where.backups) as library:
        made = library.recordings.add(title="A long talk", duration_ms=end_ms, audio=sound)
        library.recordings.replace_transcript(made.id, text)


def _places(folder: Path) -> Places:
    return places(folder / "library")


# ---- parts ---------------------------------------------------------------------------------------
def bare_start(_folder: Path, since: float) -> Figures:
    """A window with a text field, in a process that has imported all that Earmark imports."""
    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QTextEdit("Bare"))
    window.resize(1280, 820)
    window.show()
    _turn(application)
    window.grab()
    return {"ms": (time.time() - since) * 1_000}


def window_start(folder: Path, since: float) -> Figures:
    """Earmark until its library is on screen."""
    application = make_application()
    earmark = Earmark(application, _places(folder), QtPlayer())
    earmark.start()
    _until(lambda: earmark.shelf.is_read)
    earmark.window.grab()
    taken = (time.time() - since) * 1_000
    earmark.window.close()
    return {"ms": taken}


def bare_play(folder: Path, _since: float) -> Figures:
    """The same sound through QMediaPlayer and nothing else."""
    application = QApplication([])
    player, output = QMediaPlayer(), QAudioOutput()
    player.setAudioOutput(output)
    listener = _listener()
    player.setAudioBufferOutput(listener)
    player.setSource(QUrl.fromLocalFile(str(folder / "long.mp3")))
    player.play()
    cpu = _cpu_while_playing()
    player.stop()
    _turn(application)
    return {"cpu": cpu}


def window_play(folder: Path, _since: float) -> Figures:
    """The window playing and following a text with a time for each word."""
    earmark = _open_long(folder)
    earmark.session.player.seek(600_000)
    earmark.session.player.play()
    cpu = _cpu_while_playing()
    figures = {"cpu": cpu, "memory_mb": _memory_mb()}
    earmark.window.close()
    return figures


def window_words(folder: Path, _since: float) -> Figures:
    """How long after its start, by the player's clock, a word was on screen; 200 changes."""
    earmark = _open_long(folder)
    view, player = earmark.window.reading.view, earmark.session.player
    shown = earmark.session.shown
    assert shown is not None
    starts = [w.start_ms for s in shown.transcript.segments for w in s.words or ()]
    lags: list[float] = []
    last: list[object] = [None]

    def look(_moment_ms: int) -> None:
        place = (view.current_segment, view.spoken_offset)
        if place == last[0] or not player.is_playing():
            return
        last[0] = place
        view.viewport().repaint()
        at_ms = player.position_ms()
        begun = [start for start in starts if start is not None and start <= at_ms]
        lags.append(at_ms - begun[-1])

    earmark.session.moment_changed.connect(look)
    player.seek(600_000)
    player.play()
    _until(lambda: len(lags) >= CHANGES)
    earmark.window.close()
    return {"word_lag_ms": _p95(lags[1:])}


def window_session(folder: Path, _since: float) -> Figures:
    """Five minutes of use in less than one: what a user does, as fast as the window lets him."""
    earmark = _open_both(folder)
    beats = Beats()
    acts = _session(earmark)
    for name, act in acts:
        beats.begin(name)
        act()
        _live(350)
    beats.stop()
    earmark.window.close()
    return {"stall_ms": beats.worst_wall_ms, "stall_busy_ms": beats.worst_cpu_ms}


def window_soak(folder: Path, _since: float) -> Figures:
    """What stays behind when all of this is done again and again, as on a long day."""
    said: list[str] = []
    qInstallMessageHandler(lambda kind, _where, words: _keep(said, kind, words))
    earmark = _open_both(folder)
    acts = _session(earmark)
    counted: list[Figures] = []
    for turn in range(SOAK_TURNS + 1):
        for _name, act in acts:
            act()
            _live(SOAK_PAUSE_MS)
        if turn in (0, SOAK_TURNS // 2, SOAK_TURNS):
            _until(lambda: earmark.jobs.is_idle)
            counted.append(_counts())
            print(turn, counted[-1], file=sys.stderr)
    earmark.window.close()
    for words in sorted(set(said)):
        print(words, file=sys.stderr)
    first, middle, last = counted
    growth = {f"soak_{name}": last[name] - first[name] for name in first}
    late_mb = last["memory_mb"] - middle["memory_mb"]
    return {**growth, "soak_late_mb": late_mb, "soak_warnings": len(said)}


def _counts() -> Figures:
    gc.collect()
    widgets = QApplication.allWidgets()
    objects = QApplication.topLevelWidgets()
    return {
        "memory_mb": _memory_mb(),
        "widgets": len(widgets),
        "windows": len(objects),
        "python_objects": len(gc.get_objects()),
        "threads": float(threading.active_count()),
    }


def _keep(said: list[str], kind: QtMsgType, words: str) -> None:
    is_usual = "pipewire" in words or "No audio device" in words or "PulseAudio" in words
    if kind is not QtMsgType.QtDebugMsg and kind is not QtMsgType.QtInfoMsg and not is_usual:
        said.append(words)


def _open_both(folder: Path) -> Earmark:
    """Open the long one in a library that has the sample, too."""
    earmark = _open_long(folder)
    if len(earmark.shelf.contents.entries) < 2:
        earmark.adding.add_sample()
        _until(lambda: len(earmark.shelf.contents.entries) == 2)
    _until(lambda: earmark.session.shown is not None)
    _until(lambda: earmark.jobs.is_idle)
    return earmark


def _session(earmark: Earmark) -> Sequence[tuple[str, Callable[[], object]]]:
    window, act = earmark.window, earmark.actions
    entries = earmark.shelf.contents.entries
    long_id = next(e.id for e in entries if e.title == "A long talk")
    sample_id = next(e.id for e in entries if e.title != "A long talk")

    def press(name: str) -> Callable[[], object]:
        return lambda: act[name].trigger()

    def type_into(words: str) -> Callable[[], object]:
        return lambda: QTest.keyClicks(window.search_field, words)

    show = earmark.navigation.show_page
    once = (
        ("open the long one", lambda: earmark.navigation.open(long_id)),
        ("play it", lambda: earmark.navigation.play(long_id)),
        ("jump", lambda: earmark.hearing.jump_to(3_000_000)),
        ("jump far", lambda: earmark.hearing.jump_to(9_000_000)),
        ("skip", press("skip_forward")),
        ("paragraph", press("next_line")),
        ("bookmark", press("bookmark")),
        ("find", press("find")),
        ("find words", lambda: window.reading.find_bar.field.setText("et")),
        ("next place", press("next_place")),
        ("leave", press("leave")),
        ("search", press("search")),
        ("search words", type_into("salt")),
        ("next place", press("next_place")),
        ("leave", press("leave")),
        ("library", lambda: show(LIBRARY)),
        ("all bookmarks", lambda: show(BOOKMARKS)),
        ("reading", lambda: show(READING)),
        ("open the sample", lambda: earmark.navigation.open(sample_id)),
        ("question", press("next_question")),
        ("let go", lambda: window.reading.view.verticalScrollBar().triggerAction(_PAGE_DOWN)),
        ("follow", press("follow")),
        ("narrow", lambda: window.resize(900, 600)),
        ("wide", lambda: window.resize(1440, 900)),
        ("bigger", press("bigger")),
        ("smaller", press("smaller")),
        ("settings", press("settings")),
        ("close settings", _close_dialogs),
        ("dark", lambda: earmark.looks.change("theme", "dark")),
        ("light", lambda: earmark.looks.change("theme", "light")),
    )
    return [*once, *once, *once]


class Beats:
    """A timer that should beat each 5 ms; where it does not, the thread was busy with something.

    Busy is counted in time of this thread on a processor: by the clock, a machine that has other
    work to do stalls any program.
    """

    def __init__(self) -> None:
        self.worst_wall_ms = self.worst_cpu_ms = 0.0
        self.stalls: list[tuple[float, float, str]] = []
        self._name = ""
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._wall, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start()

    def begin(self, name: str) -> None:
        self._name = name

    def stop(self) -> None:
        self._timer.stop()
        for busy, taken, name in sorted(self.stalls, reverse=True)[:10]:
            print(f"{busy:6.0f} ms busy, {taken:.0f} ms in all: {name}", file=sys.stderr)

    def _beat(self) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        taken_ms, busy_ms = (wall - self._wall) * 1_000, (cpu - self._cpu) * 1_000
        self.stalls.append((busy_ms, taken_ms, self._name))
        self.worst_wall_ms = max(self.worst_wall_ms, taken_ms)
        self.worst_cpu_ms = max(self.worst_cpu_ms, busy_ms)
        self._wall, self._cpu = wall, cpu


# ---- within --------------------------------------------------------------------------------------
def _open_long(folder: Path) -> Earmark:
    """Open the window with the long text on the page, and wait until nothing is to do."""
    application = make_application()
    earmark = Earmark(application, _places(folder), QtPlayer(listener=_listener()))
    earmark.window.resize(1440, 900)
    earmark.start()
    _until(lambda: earmark.shelf.is_read)
    earmark.navigation.open(
        next(e.id for e in earmark.shelf.contents.entries if e.title == "A long talk")
    )
    _until(lambda: earmark.session.shown is not None)
    _until(lambda: earmark.jobs.is_idle)
    return earmark


def _listener() -> QAudioBufferOutput:
    """Return what makes the sound be decoded on a machine that has no device for it."""
    form = QAudioFormat()
    form.setSampleRate(44_100)
    form.setChannelCount(2)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return QAudioBufferOutput(form)


def _close_dialogs() -> None:
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.close()


def _cpu_while_playing() -> float:
    """Return the share of one processor that this process takes while it plays."""
    _live(WARM_MS)
    wall, cpu = time.perf_counter(), time.process_time()
    _live(PLAYED_MS)
    return (time.process_time() - cpu) / (time.perf_counter() - wall)


def _memory_mb() -> float:
    """Return what this process has in memory now; where that is not told, the most it ever had."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text("utf-8").splitlines() if x.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _live(for_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(for_ms, loop.quit)
    loop.exec()


def _turn(application: QApplication) -> None:
    for _n in range(3):
        application.processEvents()


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            raise SystemExit("The window did not get there in time.")
        _live(5)


PARTS = {
    "bare-start": bare_start,
    "window-start": window_start,
    "bare-play": bare_play,
    "window-play": window_play,
    "window-words": window_words,
    "window-session": window_session,
    "window-soak": window_soak,
}

if __name__ == "__main__":
    part, where, since = sys.argv[1:4]
    print(json.dumps(PARTS[part](Path(where), float(since))), flush=True)
    os._exit(0)
