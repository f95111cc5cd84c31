"""The log: one rotating file, and on request the same lines on the screen."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 1_000_000
_FILES = 2
_FORM = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


class _PatientFile(RotatingFileHandler):
    """A log file that is made when something is logged; where it cannot be, nothing happens."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Give up on the file: a full or read-only disk must not stop the program."""
        self.setLevel(logging.CRITICAL + 1)


def start_log(path: Path, *, verbose: bool) -> None:
    """Send what is logged to ``path``, and to stderr with everything in it when ``verbose``.

    Called once by each process, before anything else happens.
    """
    root = logging.getLogger("desktop_app")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    handlers: list[logging.Handler] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(
            _PatientFile(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)
        )
    except OSError:
        verbose = True  # what is logged has to go somewhere
        root.setLevel(logging.WARNING)
    if verbose:
        handlers.append(logging.StreamHandler(sys.stderr))
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORM))
        root.addHandler(handler)
