import pytest

from desktop_app.errors import Cancelled
from desktop_app.progress import Progress


def test_steps_are_reported_in_order() -> None:
    seen: list[tuple[float, str]] = []
    progress = Progress(lambda fraction, text: seen.append((fraction, text)))

    progress.step(0.0)
    progress.step(0.5, "half")

    assert seen == [(0.0, ""), (0.5, "half")]


def test_cancelled_work_stops_at_its_next_step_and_reports_nothing_more() -> None:
    seen: list[float] = []
    progress = Progress(lambda fraction, _text: seen.append(fraction))
    progress.step(0.1)

    progress.cancel()

    assert progress.is_cancelled
    with pytest.raises(Cancelled):
        progress.step(0.2)
    assert seen == [0.1]


def test_progress_nobody_watches_still_counts() -> None:
    progress = Progress()

    progress.step(1.0, "done")

    assert not progress.is_cancelled
