from pathlib import Path

from desktop_app.alignment.engines.engine import Heard
from desktop_app.alignment.heard_cache import HeardCache

HELLO = [Heard("hello", 0.5, 0.9)]


def test_what_was_heard_is_there_the_next_time(tmp_path: Path) -> None:
    HeardCache(tmp_path, "sound", "text").put(0, 100, HELLO)
    again = HeardCache(tmp_path, "sound", "text")
    assert again.get(0, 100) == HELLO
    assert again.get(0, 101) is None


def test_another_text_or_sound_has_its_own(tmp_path: Path) -> None:
    HeardCache(tmp_path, "sound", "text").put(0, 100, HELLO)
    assert HeardCache(tmp_path, "sound", "other text").get(0, 100) is None


def test_half_a_line_is_passed_over(tmp_path: Path) -> None:
    cache = HeardCache(tmp_path, "x")
    cache.put(0, 100, HELLO)
    file = next(tmp_path.iterdir())
    with file.open("a") as lines:
        lines.write('[100, 100, [["wor')
    assert HeardCache(tmp_path, "x").get(0, 100) == HELLO
    assert HeardCache(tmp_path, "x").get(100, 100) is None


def test_a_file_that_is_none_of_ours_is_no_trouble(tmp_path: Path) -> None:
    HeardCache(tmp_path, "x").put(0, 100, HELLO)
    next(tmp_path.iterdir()).write_bytes(b"\xff\xfe\x00 junk")
    assert HeardCache(tmp_path, "x").get(0, 100) is None


def test_without_a_folder_it_lasts_as_long_as_the_work() -> None:
    cache = HeardCache(None)
    cache.put(0, 100, HELLO)
    assert cache.get(0, 100) == HELLO
    assert HeardCache(None).get(0, 100) is None


def test_where_nothing_can_be_written_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = HeardCache(tmp_path / "file", "x")
    cache.put(0, 100, HELLO)
    assert cache.get(0, 100) == HELLO


def test_it_can_be_thrown_away(tmp_path: Path) -> None:
    cache = HeardCache(tmp_path, "x")
    cache.put(0, 100, HELLO)
    cache.remove()
    assert list(tmp_path.iterdir()) == []
