import logging
import threading
from collections.abc import Iterator
from functools import partial
from queue import Queue

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from desktop_app import processes
from desktop_app.errors import AppError, Cancelled
from desktop_app.jobs import Jobs, Lane
from desktop_app.progress import Progress
from tests import work_for_processes as work

NOBODY: list[object] = []


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()
    names = [thread.name for thread in threading.enumerate()]
    assert not [name for name in names if name.startswith(("library", "media"))]


class Told:
    """What a job called back, and in which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[AppError] = []
        self.threads: set[threading.Thread] = set()

    def on_done(self, result: object) -> None:
        self.done.append(result)
        self.threads.add(threading.current_thread())

    def on_failed(self, error: AppError) -> None:
        self.failed.append(error)
        self.threads.add(threading.current_thread())

    @property
    def is_nothing(self) -> bool:
        return not self.done and not self.failed


@pytest.fixture
def told() -> Told:
    return Told()


def thread_name(*, progress: Progress) -> str:
    return threading.current_thread().name


def refuse(*, progress: Progress) -> None:
    raise AppError("The file is gone.", hint="Find it.")


def stumble(*, progress: Progress) -> None:
    raise ZeroDivisionError


def run_until_stopped(begun: threading.Event, *, progress: Progress) -> None:
    begun.set()
    pause = threading.Event()
    while True:
        progress.step(0.5, "on and on")
        pause.wait(0.001)


def ignore_the_stop(begun: threading.Event, go_on: threading.Event, *, progress: Progress) -> str:
    begun.set()
    go_on.wait(10)
    return "done all the same"


def test_work_runs_in_its_lane_and_its_result_comes_home(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    jobs.run(thread_name, lane=Lane.MEDIA, done=told.on_done, failed=told.on_failed)
    qtbot.waitUntil(lambda: bool(told.done))
    assert str(told.done[0]).startswith("media")
    assert told.threads == {threading.main_thread()}
    assert jobs.is_idle


def test_an_app_error_is_handed_to_failed(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    crashes: list[Exception] = []
    jobs.crashed.connect(crashes.append)
    jobs.run(refuse, lane=Lane.LIBRARY, done=told.on_done, failed=told.on_failed)
    qtbot.waitUntil(lambda: bool(told.failed))
    assert told.failed[0].hint == "Find it."
    assert told.threads == {threading.main_thread()}
    assert not told.done
    assert not crashes


def test_what_nobody_foresaw_is_logged_and_crashes(
    jobs: Jobs, told: Told, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(jobs.crashed) as crash:
        jobs.run(stumble, lane=Lane.LIBRARY, done=told.on_done, failed=told.on_failed)
    assert isinstance(crash.args, list)
    assert isinstance(crash.args[0], ZeroDivisionError)
    assert told.is_nothing
    assert "ZeroDivisionError" in caplog.text


def test_a_cancelled_job_calls_nobody(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    begun = threading.Event()
    handle = jobs.run(
        partial(run_until_stopped, begun),
        lane=Lane.MEDIA,
        done=told.on_done,
        failed=told.on_failed,
    )
    assert begun.wait(10)
    handle.cancel()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert told.is_nothing


def test_a_job_that_ends_after_it_was_cancelled_calls_nobody(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    handle = jobs.run(
        partial(ignore_the_stop, begun, go_on),
        lane=Lane.MEDIA,
        done=told.on_done,
        failed=told.on_failed,
    )
    assert begun.wait(10)
    handle.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert told.is_nothing


def test_a_job_cancelled_while_it_waits_never_starts(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    begun, go_on, second_begun = threading.Event(), threading.Event(), threading.Event()
    jobs.run(
        partial(ignore_the_stop, begun, go_on),
        lane=Lane.LIBRARY,
        done=told.on_done,
        failed=told.on_failed,
    )
    waiting = jobs.run(
        partial(run_until_stopped, second_begun),
        lane=Lane.LIBRARY,
        done=told.on_done,
        failed=told.on_failed,
    )
    waiting.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert not second_begun.is_set()
    assert told.done == ["done all the same"]


def test_progress_is_told_in_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[float, str, bool]] = []
    jobs.progressed.connect(
        lambda _job, fraction, text: seen.append(
            (fraction, text, threading.current_thread() is threading.main_thread())
        )
    )
    handle = jobs.run(
        partial(run_until_stopped, threading.Event()),
        lane=Lane.MEDIA,
        done=NOBODY.append,
        failed=NOBODY.append,
    )
    qtbot.waitUntil(lambda: len(seen) > 2)
    handle.cancel()
    assert set(seen) == {(0.5, "on and on", True)}


def test_progress_is_told_no_more_often_than_one_can_see(jobs: Jobs, qtbot: QtBot) -> None:
    def report_much(*, progress: Progress) -> None:
        for number in range(50_000):
            progress.step(number / 50_000)
        progress.step(1.0, "end")

    seen: list[str] = []
    jobs.progressed.connect(lambda _job, _fraction, text: seen.append(text))
    with qtbot.waitSignal(jobs.became_idle):
        jobs.run(report_much, lane=Lane.MEDIA, done=NOBODY.append, failed=NOBODY.append)
    assert seen[-1] == "end"
    assert len(seen) < 1_000


def test_the_library_lane_does_one_thing_at_a_time_and_in_order(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    running = threading.Semaphore(1)

    def take_a_turn(number: int, *, progress: Progress) -> int:
        assert running.acquire(blocking=False), "two at once"
        threading.Event().wait(0.002)
        running.release()
        return number

    for number in range(8):
        jobs.run(
            partial(take_a_turn, number),
            lane=Lane.LIBRARY,
            done=told.on_done,
            failed=told.on_failed,
        )
    qtbot.waitUntil(lambda: len(told.done) == 8)
    assert told.done == list(range(8))


def test_the_media_lane_does_two_things_at_once(jobs: Jobs, told: Told, qtbot: QtBot) -> None:
    both = threading.Barrier(2, timeout=10)
    for _ in range(2):
        jobs.run(
            lambda progress: both.wait(),
            lane=Lane.MEDIA,
            done=told.on_done,
            failed=told.on_failed,
        )
    qtbot.waitUntil(lambda: len(told.done) == 2)
    assert sorted(map(str, told.done)) == ["0", "1"]


def test_closing_cancels_waits_and_calls_nobody(qtbot: QtBot, told: Told) -> None:
    jobs = Jobs()
    for lane in Lane:
        for _ in range(4):
            jobs.run(
                partial(run_until_stopped, threading.Event()),
                lane=lane,
                done=told.on_done,
                failed=told.on_failed,
            )
    jobs.close()
    assert jobs.is_idle
    qtbot.wait(1)
    assert told.is_nothing
    names = [thread.name for thread in threading.enumerate()]
    assert not [name for name in names if name.startswith(("library", "media"))]


def test_a_call_from_a_foreign_thread_is_made_in_the_gui_thread_in_order(
    jobs: Jobs, qtbot: QtBot
) -> None:
    made: list[tuple[int, threading.Thread]] = []

    def note(number: int) -> None:
        made.append((number, threading.current_thread()))

    def post_all() -> None:
        for number in range(100):
            jobs.post(note, number)

    thread = threading.Thread(target=post_all)
    thread.start()
    thread.join()
    assert not made
    qtbot.waitUntil(lambda: len(made) == 100)
    assert made == [(number, threading.main_thread()) for number in range(100)]


def test_nobody_is_called_after_closing(qtbot: QtBot) -> None:
    jobs = Jobs()
    made: list[int] = []
    jobs.post(made.append, 1)
    jobs.close()
    jobs.post(made.append, 2)
    qtbot.wait(1)
    assert made == []


def test_the_callbacks_objects_are_freed_in_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    ends: Queue[threading.Thread] = Queue()

    class Panel(QObject):
        @Slot(object)
        def on_done(self, _result: object) -> None: ...

        def __del__(self) -> None:
            ends.put(threading.current_thread())

    panel = Panel()
    jobs.run(thread_name, lane=Lane.MEDIA, done=panel.on_done, failed=NOBODY.append)
    del panel
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert ends.get(timeout=10) is threading.main_thread()


def test_work_in_another_process_is_a_job_like_any_other(
    jobs: Jobs, told: Told, qtbot: QtBot
) -> None:
    jobs.run(
        partial(processes.run, work.add, 2, 3),
        lane=Lane.LIBRARY,
        done=told.on_done,
        failed=told.on_failed,
    )
    jobs.run(
        partial(processes.run, work.refuse),
        lane=Lane.LIBRARY,
        done=told.on_done,
        failed=told.on_failed,
    )
    qtbot.waitUntil(lambda: bool(told.done and told.failed), timeout=30_000)
    assert told.done == [5]
    assert isinstance(told.failed[0], work.Refused)


def test_a_bug_in_a_cancelled_job_is_not_hushed_up(
    jobs: Jobs, told: Told, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    begun = threading.Event()

    def stumble_when_stopped(*, progress: Progress) -> None:
        try:
            run_until_stopped(begun, progress=progress)
        except Cancelled:
            raise ValueError("a bug in the clean-up") from None

    with qtbot.waitSignal(jobs.crashed), caplog.at_level(logging.CRITICAL):
        handle = jobs.run(
            stumble_when_stopped, lane=Lane.MEDIA, done=told.on_done, failed=told.on_failed
        )
        assert begun.wait(10)
        handle.cancel()
    assert told.is_nothing
