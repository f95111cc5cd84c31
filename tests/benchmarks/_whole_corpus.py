"""The whole corpus in a library: what its build costs, and what the window costs with it.

Run by ``search.py``; each part runs in a process of its own and prints one JSON object.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop_app.library import open_library
from desktop_app.paths import Places, places
from desktop_app.progress import Progress
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.searching import update_index

ROOT = Path(__file__).resolve().parents[2]
STARTS = 5
IDLE_S = 5.0
LISTED = 10_000
_PATIENCE_S = 180.0
Figures = dict[str, float]


# ---- asked by search.py --------------------------------------------------------------------------
def measure_whole_corpus(folder: Path, corpus: Path) -> Figures:
    """Build a library of ``corpus`` below ``folder``, and open a window on it."""
    figures = _run(__file__, "build", folder, str(corpus))
    window = str(Path(__file__).with_name("_whole_window.py"))
    starts: dict[str, list[float]] = {"bare-start": [], "window-start": []}
    for _n in range(STARTS):
        for part, taken in starts.items():
            taken.append(_run(window, part, folder, repr(time.time()))["ms"])
    bare, own = (median(taken) for taken in starts.values())
    idle = _run(__file__, "idle", folder)
    lists = _run(__file__, "lists", folder)
    ratio = {"start_bare_ms": bare, "start_window_ms": own, "start_ratio": own / bare}
    return figures | ratio | idle | lists


def _run(script: str, part: str, folder: Path, *rest: str) -> Figures:
    command = [sys.executable, script, part, str(folder), *rest]
    finished = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    figures: Figures = json.loads(finished.stdout.splitlines()[-1])
    return figures


def _places(folder: Path) -> Places:
    return places(folder / "library")


# ---- parts ---------------------------------------------------------------------------------------
def build(folder: Path, corpus: str) -> Figures:
    """Read all files, store them and index them, as the window's processes do."""
    where = _places(folder)
    started = time.process_time()
    with open_library(where.database, backups=where.backups) as library:
        report = import_paths(library, [Path(corpus)])
    stored = time.process_time()
    update_index(where, Progress())
    return {
        "files": len(report.imported),
        "store_cpu_s": stored - started,
        "index_cpu_s": time.process_time() - stored,
        "build_cpu_s": time.process_time() - started,
        "build_peak_mb": _peak_mb(),
        "library_mb": where.database.stat().st_size / 1e6,
    }


def _peak_mb() -> float:
    """Return the most memory this process ever had; ru_maxrss would begin with its parent's."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def idle(folder: Path) -> Figures:
    """Return the memory of the window when all is read and nothing happens."""
    from PySide6.QtTest import QTest

    from desktop_app.app import Earmark, make_application
    from desktop_app.player.qt_player import QtPlayer

    application = make_application()
    earmark = Earmark(application, _places(folder), QtPlayer())
    earmark.start()
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        QTest.qWait(100)
        if earmark.shelf.is_read and earmark.indexing.is_ready and earmark.jobs.is_idle:
            break
    QTest.qWait(round(IDLE_S * 1_000))
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    memory_mb = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    earmark.window.close()
    return {"window_idle_mb": memory_mb}


def lists(_folder: Path) -> Figures:
    """Return the milliseconds of processor time of what is done with a list of 10,000."""
    from desktop_app.app import make_application
    from desktop_app.library.recordings import Entry
    from desktop_app.transcript.model import Evidence
    from desktop_app.ui.garbage import GuiGarbage
    from desktop_app.ui.models.recording_rows import Order, begun_rows, recording_rows
    from desktop_app.ui.panels.library_panel import LibraryPanel
    from desktop_app.ui.widgets.filter_field import FilterField
    from desktop_app.ui.widgets.menu_button import MenuButton

    application = make_application()
    GuiGarbage(application)  # the collector has its own moments in the window, too
    entries = [
        Entry(
            id=f"{n:06x}",
            title=f"Episode {n * 7919 % LISTED} about something",
            show=f"Show {n % 40}",
            published=f"20{n % 25:02}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            duration_ms=3_000_000 + n,
            audio_file=None,
            format="srt",
            timing=Evidence.ESTIMATED,
            segments=300,
            speakers=2,
            markers=3,
            added="2026-01-01T00:00:00Z",
            revision=1,
        )
        for n in range(LISTED)
    ]
    positions = {entry.id: 60_000 for entry in entries[::50]}
    panel = LibraryPanel()
    panel.resize(1_000, 800)
    panel.show()

    def painted(change: Callable[[], object]) -> float:
        begun = time.process_time()
        change()
        application.processEvents()
        panel.grab()
        return (time.process_time() - begun) * 1_000

    def show() -> None:
        rows = recording_rows(entries, positions, None)
        panel.show_recordings(rows)
        panel.show_begun(begun_rows(rows, list(positions)), is_sounding=False)

    shown = painted(show)
    field, orders = panel.findChild(FilterField), panel.findChild(MenuButton)
    assert isinstance(field, FilterField)
    assert isinstance(orders, MenuButton)
    typed = [
        painted(partial(field.setText, words))
        for words in ("e", "ep", "epi", "episode 12", "episode 123", "")
    ]
    return {
        "list_show_ms": shown,
        "list_filter_ms": max(typed),
        "list_order_ms": max(
            painted(partial(orders.chosen.emit, place)) for place in range(len(Order))
        ),
        "list_one_show_ms": painted(lambda: panel.show_only("Show 3")),
    }


def main() -> None:
    """Run the part that is named and print its figures."""
    part, folder, *rest = sys.argv[1:]
    parts: dict[str, Callable[..., Figures]] = {"build": build, "idle": idle, "lists": lists}
    print(json.dumps(parts[part](Path(folder), *rest)))


if __name__ == "__main__":
    main()
