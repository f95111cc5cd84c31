"""What all tests share: a home of their own, nothing left behind, golden files, Hypothesis."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

DATA = Path(__file__).parent / "data"
PATIENCE_S = 3.0

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything makes an application

# A busy machine is no failure; how many examples are tried is each test's own business.
# --hypothesis-profile=thorough looks longer.
settings.register_profile("earmark", deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("earmark")


def pytest_configure() -> None:
    """Let children be interrupted: whoever runs the tests in the background ignores SIGINT."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files for review"
    )
    parser.addoption(
        "--whole-corpus", action="store_true", help="read all real transcripts, not every fourth"
    )


@pytest.fixture(scope="session", autouse=True)
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's own library, settings and caches out of every test, and untouched."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("EARMARK_LIBRARY", str(home / "library"))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a process of its own behind."""
    before, processes = set(threading.enumerate()), set(multiprocessing.active_children())
    yield
    deadline = time.monotonic() + PATIENCE_S
    for thread in set(threading.enumerate()) - before:
        if not isinstance(thread, threading._DummyThread):  # noqa: SLF001 - Qt's, not started here
            thread.join(max(0.0, deadline - time.monotonic()))
            assert not thread.is_alive(), f"the thread {thread.name} goes on"
    for process in set(multiprocessing.active_children()) - processes:
        with suppress(ValueError):  # closed meanwhile by whoever started it
            process.join(max(0.0, deadline - time.monotonic()))
            assert not process.is_alive(), f"the process {process.name} goes on"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a stored file below tests/data, or rewrite it with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = DATA / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8")

    return compare
