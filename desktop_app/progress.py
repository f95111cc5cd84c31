"""How long work says how far it has come, and learns that it must stop."""

from collections.abc import Callable
from threading import Event

from desktop_app.errors import Cancelled


class Progress:
    """One piece of work's progress line and its stop button."""

    def __init__(self, report: Callable[[float, str], None] = lambda _f, _t: None) -> None:
        self._report = report
        self._stop = Event()

    def step(self, fraction: float, text: str = "") -> None:
        """Report ``fraction`` (0 to 1) done; raise Cancelled if asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._report(fraction, text)

    def cancel(self) -> None:
        """Ask the work to stop at its next step. Safe from any thread."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()
