"""Cycles are freed in the GUI thread, and only there."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui.garbage import GuiGarbage


class Knot:
    """Holds itself; says in which thread it is freed."""

    def __init__(self, freed: list[threading.Thread]) -> None:
        self._me = self
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.current_thread())


@pytest.fixture
def garbage(qapp: QObject) -> Iterator[GuiGarbage]:
    made = GuiGarbage(qapp)
    yield made
    made.close()
    made.deleteLater()


def test_a_cycle_is_freed_in_the_gui_thread(garbage: GuiGarbage, qtbot: QtBot) -> None:
    freed: list[threading.Thread] = []

    def make_many() -> None:
        for _number in range(5_000):
            Knot(freed)

    worker = threading.Thread(target=make_many)
    worker.start()
    worker.join()
    assert freed == []
    qtbot.waitUntil(lambda: len(freed) > 0, timeout=5_000)
    assert set(freed) == {threading.main_thread()}


def test_all_that_lives_is_gone_over_only_when_it_has_grown_by_a_quarter(
    garbage: GuiGarbage,
) -> None:
    done: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop":
            done.append(info["generation"])

    def live(kept: list[list[int]]) -> None:
        """Let things come and go for a while, of which some stay."""
        for _turn in range(300):
            passing = [[number] for number in range(800)]
            kept += passing[:200]
            del passing
            garbage.look()

    gc.callbacks.append(note)
    try:
        live([])
        done.clear()
        live([])
        steady = done.count(2)
        done.clear()
        everything: list[list[int]] = []
        while len(everything) < len(gc.get_objects()) // 2:
            live(everything)
        grown = done.count(2)
    finally:
        gc.callbacks.remove(note)
    assert steady <= 1
    assert 1 <= grown <= 8
    assert done.count(1) > 2 * grown


def test_python_does_it_itself_again_afterwards(qapp: QObject) -> None:
    made = GuiGarbage(qapp)
    assert not gc.isenabled()
    made.close()
    assert gc.isenabled()
