"""Work in processes of their own: what keeps Python busy for long must not make the window wait.

``run`` does one piece of work and ends; a ``Server`` stays and answers. Either way the work runs in
a fresh interpreter without Qt, and what passes between the two is pickled: functions of a module,
plain values, errors. No child outlives the program, however that ends.
"""

import contextlib
import itertools
import logging
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar  # Any: what the users of this module send each other

from desktop_app.errors import AppError, Cancelled
from desktop_app.i18n import _
from desktop_app.progress import Progress

log = logging.getLogger(__name__)

T = TypeVar("T")
Request = TypeVar("Request")
Reply = TypeVar("Reply")

# How often a Progress is asked whether it was cancelled, and how long work may take to stop.
LOOK_S = 0.05
PATIENCE_S = 1.0
# A Server whose processes die this often without one answer is not started again.
MOST_DEATHS = 3

_REPORT_S = 0.05  # no more often than a person can see
_NICENESS = 5  # behind the window, where both want the processor

_spawn = multiprocessing.get_context("spawn")


def freeze_support() -> None:
    """Become the child if that is what a frozen program was started as. The first call of all."""
    multiprocessing.freeze_support()


class ProcessDied(AppError):
    """A process ended without a word: killed, or out of memory."""


class ProcessFailed(Exception):
    """Our bug, in another process. The message is its traceback."""


@dataclass(frozen=True, slots=True)
class _Progressed:
    fraction: float
    text: str


@dataclass(frozen=True, slots=True)
class _Logged:
    logger: str
    level: int
    message: str


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a request ended, by its number: with a value, or with an error to raise."""

    number: int
    value: Any = None
    error: Exception | None = None


def run(function: Callable[..., T], *args: object, progress: Progress) -> T:
    """Return ``function(*args, progress=…)``, worked out in a process of its own.

    ``function`` is found over there by its module and name. Its AppErrors and Cancelled are raised
    here as they are, anything else as ProcessFailed. Cancelling ``progress`` cancels the one over
    there; work that takes no notice for a second is killed.
    """
    if progress.is_cancelled:
        raise Cancelled
    child = _Child(_work, function, args)
    try:
        value: T = _follow(child, progress)
    finally:
        child.send(None)
        child.end()
    return value


def _follow(child: "_Child", progress: Progress) -> Any:
    deadline = None
    while True:
        if deadline is None and progress.is_cancelled:
            deadline = time.monotonic() + PATIENCE_S
            child.send(None)
        if deadline is not None and time.monotonic() > deadline:
            child.kill()
            raise Cancelled
        message = child.receive() if wait([child.pipe], LOOK_S) else None
        if isinstance(message, _Ended):
            if message.error is not None:
                raise message.error
            return message.value
        if isinstance(message, _Progressed):
            with contextlib.suppress(Cancelled):  # seen at the top of the loop
                progress.step(message.fraction, message.text)


class Server(Generic[Request, Reply]):
    """A process that keeps what it has opened, and answers one request after another.

    Used by one thread; the callbacks come in another.
    """

    def __init__(
        self, start: Callable[..., Callable[[Request, Progress], Reply]], *args: object
    ) -> None:
        """Begin at once: over there ``start(*args)`` returns the function that answers."""
        self._starting = (start, args)
        self._lock = threading.Lock()
        self._asked: dict[int, _Question] = {}
        self._numbers = itertools.count()
        self._deaths = 0
        self._child: _Child | None = None
        self._begin()

    def ask(
        self,
        request: Request,
        *,
        done: Callable[[Reply], None],
        failed: Callable[[Exception], None],
        is_latest: bool = False,
    ) -> None:
        """Send a request; ``done`` or ``failed`` is called later, in a thread of the server's own.

        With ``is_latest`` it takes the place of all such requests that are not answered yet: their
        Progress is cancelled, their callbacks are never called. A dead process is started anew.
        """
        number = next(self._numbers)
        with self._lock:
            if is_latest:
                self._asked = {n: q for n, q in self._asked.items() if not q.is_latest}
            self._asked[number] = _Question(done, failed, is_latest)
            if self._child is None and self._deaths < MOST_DEATHS:
                self._begin()
            child = self._child
        if child is not None:
            child.send((number, request, is_latest))
        else:
            self._settle(_Ended(number, error=_died()))

    def close(self) -> None:
        """End the process. Nothing that was asked is answered any more."""
        with self._lock:
            self._asked.clear()
            self._deaths = MOST_DEATHS
            child = self._child
        if child is not None:
            child.send(None)
            self._reader.join(PATIENCE_S)
            if self._reader.is_alive():
                child.kill()
                self._reader.join()

    def _begin(self) -> None:
        start, args = self._starting
        self._child = _Child(_serve, start, args)
        self._reader = threading.Thread(
            target=self._read, args=(self._child,), name="server", daemon=True
        )
        self._reader.start()

    def _read(self, child: "_Child") -> None:
        try:
            while True:
                message = child.receive()
                if isinstance(message, _Ended):
                    self._settle(message)
        except ProcessDied as error:
            with self._lock:
                self._child = None
                self._deaths += 1
                numbers = list(self._asked)
            child.end()
            for number in numbers:
                self._settle(_Ended(number, error=error))

    def _settle(self, ended: _Ended) -> None:
        with self._lock:
            question = self._asked.pop(ended.number, None)
            if ended.error is None:
                self._deaths = 0
        if question is None:
            return
        try:
            if ended.error is None:
                question.done(ended.value)
            else:
                question.failed(ended.error)
        except Exception:  # a callback's bug: the next answer still has to come through
            log.exception("A callback failed.")


@dataclass(frozen=True, slots=True)
class _Question:
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    is_latest: bool


class _Child:
    """A spawned process, and our end of the pipe to it."""

    def __init__(self, main: Callable[..., None], *args: object) -> None:
        self.pipe, theirs = _spawn.Pipe()
        level = logging.getLogger().getEffectiveLevel()
        self._process = _spawn.Process(
            target=_child_main, args=(theirs, level, main, args), daemon=True
        )
        try:
            self._process.start()
        except BaseException:
            self.pipe.close()
            raise
        finally:
            theirs.close()

    def send(self, message: object) -> None:
        """Send, if anybody listens: that nobody does is noticed in ``receive``."""
        with contextlib.suppress(OSError):
            self.pipe.send(message)

    def receive(self) -> _Progressed | _Ended | None:
        """Return the next message, None for a log line; ProcessDied when no more will come."""
        try:
            message = self.pipe.recv()
        except (EOFError, OSError):
            raise _died() from None
        if isinstance(message, _Logged):
            logging.getLogger(message.logger).log(message.level, "%s", message.message)
            return None
        assert isinstance(message, _Progressed | _Ended)
        return message

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        with contextlib.suppress(ValueError):  # ended before
            self._process.kill()

    def end(self) -> None:
        """See that the process is gone, if it should not be so already."""
        self._process.join(PATIENCE_S)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self._process.close()
        self.pipe.close()


def _died() -> ProcessDied:
    return ProcessDied(
        _("The work in the background was ended from outside."),
        hint=_("The memory may have run out. Close other programs, then try again."),
    )


def _child_main(
    pipe: Connection, log_level: int, main: Callable[..., None], args: tuple[Any, ...]
) -> None:
    """Be the child: the keyboard's Ctrl+C is the parent's to handle, and so is the log."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    outbox = _Outbox(pipe)
    root = logging.getLogger()
    root.handlers = [_LogToParent(outbox)]
    root.setLevel(log_level)
    main(pipe, outbox, *args)


def _work(
    pipe: Connection, outbox: "_Outbox", function: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    """Do one piece of work, and stop when told to."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    progress = Progress(outbox.report)
    _listen(pipe, lambda _message: progress.cancel())
    outbox.send(_attempt(0, partial(function, *args, progress=progress)))


def _serve(
    pipe: Connection, outbox: "_Outbox", start: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    """Answer requests until told to stop. What could not start is tried again at each request."""
    inbox = _Inbox()
    _listen(pipe, inbox.put)
    started = _attempt(0, partial(start, *args))
    for number, request, progress in inbox:
        if started.error is not None:
            started = _attempt(number, partial(start, *args))
        if started.error is not None:
            outbox.send(_Ended(number, error=started.error))
        else:
            outbox.send(_attempt(number, partial(started.value, request, progress)))


def _attempt(number: int, work: Callable[[], Any]) -> _Ended:
    try:
        return _Ended(number, work())
    except (AppError, Cancelled) as error:
        return _Ended(number, error=error)
    except Exception:  # noqa: BLE001 - a bug, reported where the log and the user are
        return _Ended(number, error=ProcessFailed(traceback.format_exc()))


def _listen(pipe: Connection, hear: Callable[[Any], None]) -> None:
    """Hear what the parent says, in a thread; without a parent there is nothing left to do."""

    def listen() -> None:
        while True:
            try:
                message = pipe.recv()
            except (EOFError, OSError):
                os._exit(1)
            hear(message)

    threading.Thread(target=listen, daemon=True).start()


class _Outbox:
    """What the child says, by whichever thread."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()
        self._reported = 0.0

    def send(self, message: _Ended | _Progressed | _Logged) -> None:
        """Send a message; a value that cannot be sent becomes the error that says so."""
        try:
            with self._lock:
                self._pipe.send(message)
        except OSError:
            os._exit(1)  # nobody is there to hear it
        except Exception:
            if not isinstance(message, _Ended):
                raise
            failure = ProcessFailed(traceback.format_exc())
            self.send(_Ended(message.number, error=failure))

    def report(self, fraction: float, text: str) -> None:
        """Say how far the work has come, unless that was said a moment ago."""
        now = time.monotonic()
        if fraction >= 1 or now - self._reported >= _REPORT_S:
            self._reported = now
            self.send(_Progressed(fraction, text))


class _Inbox:
    """The requests of a server that wait, each with the Progress that can cancel it."""

    def __init__(self) -> None:
        self._has_come = threading.Condition()
        self._waiting: deque[tuple[int, Any, bool]] = deque()
        self._current: tuple[bool, Progress] = False, Progress()

    def put(self, message: tuple[int, Any, bool] | None) -> None:
        """Take in a request; one for the latest only makes others of its kind void."""
        if message is None:
            os._exit(0)
        with self._has_come:
            if message[2]:
                self._waiting = deque(other for other in self._waiting if not other[2])
                if self._current[0]:
                    self._current[1].cancel()
            self._waiting.append(message)
            self._has_come.notify()

    def __iter__(self) -> Iterator[tuple[int, Any, Progress]]:
        while True:
            with self._has_come:
                self._has_come.wait_for(lambda: self._waiting)
                number, request, is_latest = self._waiting.popleft()
                self._current = is_latest, Progress()
            yield number, request, self._current[1]


class _LogToParent(logging.Handler):
    """Hands what is logged in a child to the parent's log."""

    def __init__(self, outbox: _Outbox) -> None:
        super().__init__()
        self._outbox = outbox

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record as plain text."""
        self._outbox.send(_Logged(record.name, record.levelno, self.format(record)))
