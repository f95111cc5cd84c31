"""The log: one rotating file, and on request the same lines on the screen."""

import logging
import sys
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 1_000_000
_FILES = 2
_FORM = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


class _PatientFile(RotatingFileHandler):
    """A log file that is made when something is logged, and stops nothing if it cannot be."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Give up on the file of a full or read-only disk; a bug has to be told all the same."""
        self.setLevel(logging.CRITICAL + 1)
        if record.levelno >= logging.ERROR:
            sys.stderr.write(self.format(record) + "\n")


def start_log(path: Path, *, verbose: bool) -> None:
    """Send what is logged to ``path``, and to stderr with everything in it when ``verbose``.

    Called once by each process, before anything else happens.
    """
    root = logging.getLogger("desktop_app")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    handlers: list[logging.Handler] = [
        _PatientFile(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)
    ]
    if verbose:
        handlers.append(logging.StreamHandler(sys.stderr))
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORM))
        root.addHandler(handler)
