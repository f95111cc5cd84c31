import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.errors import Cancelled
from desktop_app.library import Library
from desktop_app.paths import places
from desktop_app.processes import run
from desktop_app.progress import Progress
from desktop_app.search.index import Index
from desktop_app.search.query import search
from desktop_app.workflows.changes import Changes
from desktop_app.workflows.reindexing import bring_up_to_date, build_anew
from desktop_app.workflows.searching import Ask, open_search, tidy_index, update_index
from tests.builders import make_transcript


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index(places(tmp_path / "library").index)
    yield index
    index.close()


def _add(library: Library, title: str, text: str) -> str:
    recording = library.recordings.add(title=title)
    library.recordings.replace_transcript(recording.id, make_transcript(text))
    return recording.id


def test_what_is_new_can_be_found(library: Library, index: Index) -> None:
    _add(library, "Bees", "A: Bees make honey. / B: Really?")
    library.recordings.add(title="Sound alone")
    assert bring_up_to_date(library, index) == Changes(index=True)
    results = search(index, "honey")
    assert [(hit.title, hit.segment) for hit in results.hits] == [("Bees", 0)]


def test_nothing_is_done_when_nothing_changed(library: Library, index: Index) -> None:
    _add(library, "Bees", "A: Bees make honey.")
    _add(library, "Marks only", "Break: / Jingle:")
    bring_up_to_date(library, index)
    assert bring_up_to_date(library, index) == Changes()


def test_a_new_text_or_title_replaces_the_old_one(library: Library, index: Index) -> None:
    recording = _add(library, "Bees", "A: Bees make honey.")
    bring_up_to_date(library, index)
    library.recordings.replace_transcript(recording, make_transcript("A: Wasps do not."))
    library.recordings.update(recording, title="Wasps")
    bring_up_to_date(library, index)
    assert search(index, "honey").total == 0
    assert [hit.title for hit in search(index, "wasps").hits] == ["Wasps"]


def test_what_is_removed_is_not_found_and_comes_back(library: Library, index: Index) -> None:
    recording = _add(library, "Bees", "A: Bees make honey.")
    bring_up_to_date(library, index)
    library.recordings.remove(recording)
    bring_up_to_date(library, index)
    assert search(index, "honey").total == 0
    library.recordings.revive(recording)
    library.recordings.replace_transcript(recording, make_transcript("A: Bees make honey."))
    bring_up_to_date(library, index)
    assert search(index, "honey").total == 1


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_an_index_that_is_missing_or_damaged_is_built_anew(
    library: Library, index: Index, tmp_path: Path, harm: str
) -> None:
    _add(library, "Bees", "A: Bees make honey.")
    bring_up_to_date(library, index)
    index.close()
    folder = places(tmp_path / "library").index
    if harm == "missing":
        shutil.rmtree(folder)
    else:
        for file in folder.rglob("*"):
            if file.is_file():
                file.write_bytes(b"nonsense")
    fresh = Index(folder)
    assert bring_up_to_date(library, fresh) == Changes(index=True)
    assert search(fresh, "honey").total == 1
    fresh.close()


def test_building_anew_indexes_everything_and_drops_what_is_gone(
    library: Library, index: Index
) -> None:
    _add(library, "Bees", "A: Bees make honey.")
    gone = _add(library, "Gone", "A: Nothing stays.")
    bring_up_to_date(library, index)
    library.recordings.remove(gone)
    assert build_anew(library, index) == 1
    assert index.revisions() == library.recordings.revisions()


def test_indexing_can_be_stopped_and_goes_on_later(library: Library, index: Index) -> None:
    for number in range(5):
        _add(library, f"Bees {number}", "A: Bees make honey.")
    progress = Progress(lambda fraction, _text: progress.cancel() if fraction > 0.3 else None)
    with pytest.raises(Cancelled):
        bring_up_to_date(library, index, progress)
    bring_up_to_date(library, index)
    assert search(index, "honey").total == 5


def test_it_runs_in_a_process_of_its_own(library: Library, tmp_path: Path) -> None:
    _add(library, "Bees", "A: Bees make honey.")
    where = places(tmp_path / "library")
    assert run(update_index, where, progress=Progress()) == Changes(index=True)
    assert run(update_index, where, progress=Progress()) == Changes()


def test_what_is_removed_while_others_are_indexed_is_left_out(
    library: Library, index: Index
) -> None:
    stays = _add(library, "Bees", "A: Bees make honey.")
    goes = _add(library, "Wasps", "A: Wasps make no honey.")

    def remove_it(_fraction: float, text: str) -> None:
        if text == "Bees":
            library.recordings.remove(goes)

    bring_up_to_date(library, index, Progress(remove_it))
    assert set(index.revisions()) == {stays}
    assert search(index, "honey").total == 1


def test_a_quiet_moment_joins_the_parts_of_the_index(
    library: Library, index: Index, tmp_path: Path
) -> None:
    for number in range(3):
        _add(library, f"Bees {number}", "A: Bees make honey.")
        bring_up_to_date(library, index)
    where = places(tmp_path / "library")
    assert run(tidy_index, where, progress=Progress())
    assert not run(tidy_index, where, progress=Progress())
    assert len(index.parts()) == 1
    assert search(index, "honey").total == 3
    assert bring_up_to_date(library, index) == Changes()


def test_what_is_there_can_be_searched_while_the_rest_is_being_indexed(
    library: Library, index: Index, tmp_path: Path
) -> None:
    for number in range(3):
        _add(library, f"Bees {number}", "A: Bees make honey.")
        if number == 0:
            bring_up_to_date(library, index)
    answer = open_search(places(tmp_path / "library").index)
    seen: list[int] = []

    def look(_fraction: float, _text: str) -> None:
        seen.append(answer(Ask("honey"), Progress()).total)

    bring_up_to_date(library, index, Progress(look))
    assert seen
    assert set(seen) == {1}
    assert answer(Ask("honey"), Progress()).total == 3
