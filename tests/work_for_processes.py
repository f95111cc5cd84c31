"""What tests/test_processes.py has done in other processes: functions a child finds by name."""

import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from desktop_app.errors import AppError
from desktop_app.progress import Progress


class Refused(AppError):
    """A kind of error of our own."""


def add(first: int, second: int, *, progress: Progress) -> int:
    progress.step(0.5, "halfway")
    progress.step(1.0, "there")
    return first + second


def own_pid(*, progress: Progress) -> int:
    return os.getpid()


def loaded_modules(*, progress: Progress) -> list[str]:
    return sorted(sys.modules)


def refuse(*, progress: Progress) -> NoReturn:
    raise Refused("It is no good.", hint="Leave it.", candidates=["a", "b"])


def divide_by_zero(*, progress: Progress) -> float:
    return 1 / 0


def answer_with_a_lock(*, progress: Progress) -> object:
    return lambda: None


def write_log(*, progress: Progress) -> None:
    logging.getLogger("far.away").warning("%s went wrong", "something")


def step_for_ever(pid_file: Path, *, progress: Progress) -> NoReturn:
    pid_file.write_text(str(os.getpid()))
    while True:
        progress.step(0.1)
        time.sleep(0.001)


def notice_nothing(pid_file: Path, *, progress: Progress) -> NoReturn:
    pid_file.write_text(str(os.getpid()))
    progress.step(0.1)
    while True:
        time.sleep(0.01)


def report_much(count: int, *, progress: Progress) -> int:
    for number in range(count):
        progress.step(number / count, str(number))
    progress.step(1.0, "end")
    return count


def start_echo(prefix: str) -> Callable[[str, Progress], str]:
    def answer(request: str, progress: Progress) -> str:
        if request == "refuse":
            raise Refused("It is no good.")
        if request == "crash":
            return str(1 / 0)
        if request == "die":
            os.kill(os.getpid(), 9)
        while request == "wait":
            progress.step(0.0)
            time.sleep(0.001)
        return f"{prefix}{request}"

    return answer


def start_counting() -> Callable[[object, Progress], tuple[int, int]]:
    count = 0

    def answer(request: object, progress: Progress) -> tuple[int, int]:
        nonlocal count
        count += 1
        return os.getpid(), count

    return answer


def start_nothing() -> NoReturn:
    raise Refused("There is nothing to open.")


def start_dying() -> NoReturn:
    os._exit(7)
