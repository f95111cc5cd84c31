import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.cli.log import start_log

log = logging.getLogger("desktop_app.somewhere")


@pytest.fixture(autouse=True)
def _closed_log() -> Iterator[None]:
    yield
    logger = logging.getLogger("desktop_app")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(logging.NOTSET)


def test_a_log_is_made_when_there_is_something_to_say(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "earmark.log"
    start_log(path, verbose=False)
    assert not path.parent.exists()
    log.debug("too small to mention")
    log.info("worth a %s", "line")
    assert [line.split(": ", 1)[1] for line in path.read_text("utf-8").splitlines()] == [
        "worth a line"
    ]


def test_on_request_everything_is_said_on_the_screen_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log(tmp_path / "earmark.log", verbose=True)
    log.debug("small")
    assert "small" in capsys.readouterr().err
    assert "small" in (tmp_path / "earmark.log").read_text("utf-8")


def test_starting_again_writes_each_line_once(tmp_path: Path) -> None:
    start_log(tmp_path / "one.log", verbose=False)
    start_log(tmp_path / "other.log", verbose=False)
    log.info("once")
    assert not (tmp_path / "one.log").exists()
    assert (tmp_path / "other.log").read_text("utf-8").count("once") == 1


def test_a_full_log_begins_anew_and_keeps_the_last_ones(tmp_path: Path) -> None:
    start_log(tmp_path / "earmark.log", verbose=False)
    for _ in range(35):
        log.info("x" * 100_000)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["earmark.log", "earmark.log.1", "earmark.log.2"]
    assert all(path.stat().st_size < 1_100_000 for path in tmp_path.iterdir())


def test_a_log_that_cannot_be_written_stops_nothing_and_hides_no_bug(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    start_log(tmp_path / "file" / "earmark.log", verbose=False)
    log.info("nothing of note")
    assert capsys.readouterr().err == ""
    start_log(tmp_path / "file" / "earmark.log", verbose=False)
    log.error("a bug")
    assert "a bug" in capsys.readouterr().err
