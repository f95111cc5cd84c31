"""PySide6 6.12.0 drops a reference to None at every call on Python 3.10 and 3.11, then aborts.

This is why pyproject.toml keeps PySide6 below 6.12; the bound may go when this passes without it.
"""

import os
import subprocess
import sys

PROBE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for number in range(3_000):
    label.setText(str(number))
print(sys.getrefcount(None) - before, flush=True)
for number in range(30_000):
    label.setText(str(number))
print("survived")
"""


def test_calling_qt_keeps_none_alive() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", PROBE],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    change, last_line = finished.stdout.split()
    assert last_line == "survived"
    # 6.12.0 loses one a call, 3,000 here; a handful belongs to the interpreter itself. On 3.14
    # None cannot die and the count may grow.
    assert int(change) > -100
