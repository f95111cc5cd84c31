import logging
import multiprocessing
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.errors import Cancelled
from desktop_app.processes import ProcessDied, ProcessFailed, Server, run
from desktop_app.progress import Progress
from tests import work_for_processes as work

ROOT = Path(__file__).parents[1]
SLOW_S = 30


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    threads = set(threading.enumerate())
    yield
    assert multiprocessing.active_children() == []
    assert set(threading.enumerate()) <= threads


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SLOW_S
    pause = threading.Event()
    while not holds():
        assert time.monotonic() < end, "took too long"
        pause.wait(0.005)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


def pid_in(file: Path) -> int:
    wait_until(lambda: file.is_file() and file.read_text() != "")
    return int(file.read_text())


class Running:
    """``run`` in a thread of its own, so that a test can do something meanwhile."""

    def __init__(self, function: Callable[..., Any], *args: object) -> None:
        self.progress = Progress()
        self.error: Exception | None = None
        self._thread = threading.Thread(target=self._run, args=(function, args))
        self._thread.start()

    def _run(self, function: Callable[..., Any], args: tuple[object, ...]) -> None:
        try:
            run(function, *args, progress=self.progress)
        except Exception as error:  # noqa: BLE001 - what the test asks about
            self.error = error

    def outcome(self) -> Exception | None:
        self._thread.join(SLOW_S)
        assert not self._thread.is_alive()
        return self.error


def test_a_result_comes_back_with_its_progress() -> None:
    told: list[tuple[float, str]] = []
    assert run(work.add, 2, 3, progress=Progress(lambda f, t: told.append((f, t)))) == 5
    assert told[0] == (0.5, "halfway")
    assert told[-1] == (1.0, "there")


def test_the_work_is_done_in_another_process() -> None:
    assert run(work.own_pid, progress=Progress()) != os.getpid()


def test_a_child_loads_no_qt() -> None:
    assert not [name for name in run(work.loaded_modules, progress=Progress()) if "PySide" in name]


def test_an_app_error_crosses_whole() -> None:
    with pytest.raises(work.Refused, match="It is no good") as caught:
        run(work.refuse, progress=Progress())
    assert caught.value.hint == "Leave it."
    assert caught.value.candidates == ("a", "b")


def test_a_bug_comes_back_with_its_traceback() -> None:
    with pytest.raises(ProcessFailed, match="ZeroDivisionError") as caught:
        run(work.divide_by_zero, progress=Progress())
    assert "work_for_processes.py" in str(caught.value)


def test_a_result_that_cannot_be_sent_is_a_bug_and_no_hang() -> None:
    with pytest.raises(ProcessFailed, match=r"pickle|lambda"):
        run(work.answer_with_a_lock, progress=Progress())


def test_a_function_that_cannot_be_sent_leaves_nothing_behind() -> None:
    with pytest.raises((AttributeError, TypeError, Exception), match=r"pickle|lambda"):
        run(lambda progress: None, progress=Progress())


def test_what_a_child_logs_is_in_our_log(caplog: pytest.LogCaptureFixture) -> None:
    run(work.write_log, progress=Progress())
    assert ("far.away", logging.WARNING, "something went wrong") in caplog.record_tuples


def test_many_reports_become_few_and_the_last_is_there() -> None:
    told: list[str] = []
    assert run(work.report_much, 20_000, progress=Progress(lambda _f, t: told.append(t))) == 20_000
    assert told[-1] == "end"
    assert len(told) < 2_000


def test_cancelling_stops_the_work_at_its_next_step(tmp_path: Path) -> None:
    running = Running(work.step_for_ever, tmp_path / "pid")
    pid = pid_in(tmp_path / "pid")
    running.progress.cancel()
    assert isinstance(running.outcome(), Cancelled)
    assert not is_alive(pid)


def test_work_that_does_not_notice_is_killed_after_a_second(tmp_path: Path) -> None:
    running = Running(work.notice_nothing, tmp_path / "pid")
    pid = pid_in(tmp_path / "pid")
    started = time.monotonic()
    running.progress.cancel()
    assert isinstance(running.outcome(), Cancelled)
    assert time.monotonic() - started < 5
    assert not is_alive(pid)


def test_work_cancelled_before_it_starts_is_not_done() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        run(work.add, 2, 3, progress=progress)


def test_a_killed_child_is_a_clear_error(tmp_path: Path) -> None:
    running = Running(work.notice_nothing, tmp_path / "pid")
    os.kill(pid_in(tmp_path / "pid"), signal.SIGKILL)
    error = running.outcome()
    assert isinstance(error, ProcessDied)
    assert error.hint


PARENT = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from desktop_app.processes import Server, run
from desktop_app.progress import Progress
from tests import work_for_processes as work
if __name__ == "__main__":
    run(work.{function}, Path({pid_file!r}), progress=Progress())
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path, end: signal.Signals) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        PARENT.format(root=str(ROOT), function="notice_nothing", pid_file=str(tmp_path / "pid"))
    )
    with subprocess.Popen([sys.executable, script], stderr=subprocess.DEVNULL) as parent:
        try:
            child = pid_in(tmp_path / "pid")
            parent.send_signal(end)
            parent.wait(SLOW_S)
        finally:
            parent.kill()  # a parent that does not end must not keep the tests from ending
    wait_until(lambda: not is_alive(child))
    assert not is_alive(child)


class Answers:
    """Collects what a server says, and lets a test wait for it."""

    def __init__(self) -> None:
        self.queue: queue.Queue[object] = queue.Queue()

    def ask(self, server: Server[Any, Any], request: object, *, is_latest: bool = False) -> None:
        server.ask(request, done=self.queue.put, failed=self.queue.put, is_latest=is_latest)

    def next(self) -> object:
        return self.queue.get(timeout=SLOW_S)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def server() -> Iterator[Server[str, str]]:
    server = Server(work.start_echo, "echo ")
    yield server
    server.close()


def test_a_server_answers_in_order(server: Server[str, str], answers: Answers) -> None:
    for number in range(20):
        answers.ask(server, str(number))
    assert [answers.next() for _ in range(20)] == [f"echo {number}" for number in range(20)]


def test_a_server_keeps_what_it_has(answers: Answers) -> None:
    server: Server[object, tuple[int, int]] = Server(work.start_counting)
    answers.ask(server, None)
    answers.ask(server, None)
    first, second = answers.next(), answers.next()
    server.close()
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert first[0] == second[0] != os.getpid()
    assert (first[1], second[1]) == (1, 2)


def test_a_newer_request_takes_the_place_of_those_not_answered(
    server: Server[str, str], answers: Answers
) -> None:
    answers.ask(server, "wait", is_latest=True)
    for key in ("k", "ku", "kub"):
        answers.ask(server, key, is_latest=True)
    assert answers.next() == "echo kub"
    answers.ask(server, "after")
    assert answers.next() == "echo after"
    assert answers.queue.empty()


def test_other_requests_are_not_dropped_for_a_newer_one(
    server: Server[str, str], answers: Answers
) -> None:
    answers.ask(server, "wait", is_latest=True)
    answers.ask(server, "kept")
    answers.ask(server, "new", is_latest=True)
    assert [answers.next(), answers.next()] == ["echo kept", "echo new"]


def test_a_server_hands_on_errors_and_goes_on(server: Server[str, str], answers: Answers) -> None:
    answers.ask(server, "refuse")
    answers.ask(server, "crash")
    answers.ask(server, "fine")
    assert isinstance(answers.next(), work.Refused)
    assert isinstance(answers.next(), ProcessFailed)
    assert answers.next() == "echo fine"


def test_a_server_that_was_killed_says_so_and_is_started_anew(
    server: Server[str, str], answers: Answers
) -> None:
    answers.ask(server, "die")
    assert isinstance(answers.next(), ProcessDied)
    answers.ask(server, "again")
    assert answers.next() == "echo again"


def test_a_server_that_cannot_open_its_things_says_why_each_time(answers: Answers) -> None:
    server: Server[object, object] = Server(work.start_nothing)
    answers.ask(server, "one")
    answers.ask(server, "two")
    errors = [answers.next(), answers.next()]
    server.close()
    assert all(isinstance(error, work.Refused) for error in errors)


def test_a_server_that_always_dies_is_given_up(answers: Answers) -> None:
    server: Server[object, object] = Server(work.start_dying)
    errors = []
    for _ in range(6):
        answers.ask(server, "anything")
        errors.append(answers.next())
    server.close()
    assert all(isinstance(error, ProcessDied) for error in errors)


def test_a_callback_with_a_bug_does_not_stop_the_answers(
    server: Server[str, str], answers: Answers, caplog: pytest.LogCaptureFixture
) -> None:
    server.ask("one", done=lambda _reply: [][0], failed=lambda _error: None)
    answers.ask(server, "two")
    assert answers.next() == "echo two"
    assert "A callback failed" in caplog.text


def test_a_closed_server_answers_nobody(answers: Answers) -> None:
    server: Server[str, str] = Server(work.start_echo, "echo ")
    answers.ask(server, "wait")
    server.close()
    assert answers.queue.empty()
