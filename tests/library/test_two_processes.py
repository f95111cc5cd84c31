"""Several programs at once: the window, and commands beside it."""

import subprocess
import sys
from pathlib import Path

_OPENS_AND_ADDS = """
import sys
from pathlib import Path
from desktop_app.library import open_library

folder = Path(sys.argv[1])
for number in range(5):
    with open_library(folder / "library.sqlite3", backups=folder / "backups") as library:
        library.recordings.add(title=sys.argv[2] + str(number))
"""


def test_processes_that_make_and_fill_a_library_at_once_lose_nothing(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", _OPENS_AND_ADDS, tmp_path, name])
        for name in ("a", "b", "c", "d")
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    listing = (
        "import sys; from pathlib import Path; from desktop_app.library import open_library;"
        "f = Path(sys.argv[1]); l = open_library(f / 'library.sqlite3', backups=f / 'backups');"
        "print(len(l.recordings.list())); l.close()"
    )
    counted = subprocess.run(
        [sys.executable, "-c", listing, tmp_path], capture_output=True, text=True, check=True
    )
    assert int(counted.stdout) == 20
