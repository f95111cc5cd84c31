from pathlib import Path

import pytest

from desktop_app.workflows.recent_searches import MOST_RECENT, RecentSearches, Searches


def test_searches_are_there_the_next_time_the_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "new" / "searches.json"
    searches = RecentSearches(path)
    for words in ("salt", "flour", " salt ", "  "):
        searches.remember(words)
    searches.keep("rye", is_kept=True)
    again = RecentSearches(path)
    assert again.value == Searches(("salt", "flour"), ("rye",))
    assert again.is_kept("rye ")
    again.keep("rye", is_kept=False)
    assert RecentSearches(path).value.kept == ()


def test_only_the_last_few_are_remembered(tmp_path: Path) -> None:
    searches = RecentSearches(tmp_path / "searches.json")
    for number in range(MOST_RECENT + 5):
        searches.remember(f"word {number}")
    assert len(searches.value.recent) == MOST_RECENT
    assert searches.value.recent[0] == f"word {MOST_RECENT + 4}"


@pytest.mark.parametrize("content", ["", "nonsense", "[]", '{"recent": 3, "kept": ["a", 1, ""]}'])
def test_a_damaged_file_is_no_trouble(tmp_path: Path, content: str) -> None:
    path = tmp_path / "searches.json"
    path.write_text(content, "utf-8")
    searches = RecentSearches(path)
    assert searches.value.recent == ()
    searches.remember("salt")
    assert RecentSearches(path).value.recent == ("salt",)


def test_a_place_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    searches = RecentSearches(tmp_path / "file" / "searches.json")
    searches.remember("salt")
    assert searches.value.recent == ("salt",)
