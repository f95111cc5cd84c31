"""Turning files into each other without the library."""

from pathlib import Path

from desktop_app.workflows.converting import Converted, convert

TALK = " and ".join(["we walk along the shore until the tide comes in again"] * 9) + "."


def converted(folder: Path, name: str, text: str, into: str) -> Converted:
    source = folder / name
    source.write_text(text, "utf-8", newline="")
    return convert(source, folder / into)


def told(done: Converted) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.message) for problem in done.problems]


def test_a_time_that_runs_backwards_is_told_once_with_its_line(tmp_path: Path) -> None:
    times = ["01:00", "02:00", "00:30", "04:00", "05:00"]
    text = "".join(f"**Ana:** \\[{time}\\] {TALK}\n\n" for time in times)
    done = converted(tmp_path, "a.md", text, "a.srt")
    assert told(done) == [(5, "The time 0:30 does not fit the times around it and was left out.")]


def test_a_time_far_ahead_is_told_with_its_own_line(tmp_path: Path) -> None:
    times = ["01:00", "02:00", "59:00", "04:00", "05:00"]
    text = "".join(f"**Ana:** \\[{time}\\] {TALK}\n\n" for time in times)
    done = converted(tmp_path, "a.md", text, "a.srt")
    assert told(done) == [(5, "The time 59:00 does not fit the times around it and was left out.")]


def test_many_wrong_times_are_told_in_one_sentence(tmp_path: Path) -> None:
    times = ["10:00", "11:00", "0:10", "12:00", "0:20", "13:00", "0:30", "14:00", "0:40", "15:00"]
    text = "".join(f"**Ana:** \\[{time}\\] {TALK}\n\n" for time in times)
    done = converted(tmp_path, "a.md", text, "a.srt")
    assert told(done) == [
        (5, "4 times do not fit the times around them and were left out."),
    ]
