from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.search.index import Index
from desktop_app.search.parts import Document
from desktop_app.search.stretches import Stretches, find_stretches
from tests.builders import make_transcript

BEES = "Ann: Hello all. / Ann: Bees are busy. / Ann: In winter they eat honey. / Ann: It is warm."
SHIPS = "Bob: Ships are grey. / Bob: We sail in winter. / Bob: Honeymoons at sea. / Bob: Ahoy."


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    index = Index(tmp_path)
    for number, (name, text) in enumerate({"bees": BEES, "ships": SHIPS}.items()):
        segments = make_transcript(text).segments
        index.update(add=[Document(name, number, name.title(), "A show", segments)])
    yield index
    index.close()


def ask(index: Index, words: str, limit: int = 10, **options: int) -> Stretches:
    return find_stretches(index, words, limit=limit, **options)


def test_the_stretch_with_most_of_the_words_comes_first_and_none_has_to_be_there(
    index: Index,
) -> None:
    first, *others = ask(index, "what does a bee eat in the winter, zebra").found
    assert (first.recording_id, first.title, first.show) == ("bees", "Bees", "A show")
    assert first.segments[first.middle].index in (1, 2)
    assert {other.recording_id for other in others} <= {"bees", "ships"}
    assert all(first.score >= other.score for other in others)


def test_other_spellings_and_words_written_as_one_are_found(index: Index) -> None:
    assert ask(index, "gray").found[0].recording_id == "ships"
    assert ask(index, "honey moons").found[0].recording_id == "ships"


def test_a_stretch_brings_the_paragraphs_around_it_of_its_own_recording(index: Index) -> None:
    (one,) = ask(index, "ahoy", around=2).found
    assert [segment.index for segment in one.segments] == [1, 2, 3]
    assert one.segments[one.middle].text == "Ahoy."


def test_neighbours_are_one_stretch_and_there_are_no_more_than_asked_for(index: Index) -> None:
    assert len(ask(index, "bees honey winter").found) == 2
    assert len(ask(index, "bees honey winter", limit=1).found) == 1
    assert len(ask(index, "winter", most_each=1).found) == 2


def test_rare_words_weigh_more(index: Index) -> None:
    rarities = ask(index, "winter ahoy").rarities
    assert rarities["ahoy"] > rarities["winter"] > 0


@pytest.mark.parametrize("words", ["", "  ", "?", "zebra"])
def test_what_nobody_says_has_no_stretch(index: Index, words: str) -> None:
    assert ask(index, words).found == ()


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    assert ask(Index(tmp_path / "new"), "bees").found == ()


def test_what_was_removed_answers_no_more(index: Index) -> None:
    index.update(remove=["ships"])
    assert ask(index, "ahoy").found == ()


def test_of_equal_stretches_that_of_the_recording_about_it_comes_first(tmp_path: Path) -> None:
    far = " / ".join(["Ann: Nothing of the kind here."] * 10)
    once = f"Ann: The lighthouse stands there. / {far} / Ann: A mountain again. / {far}"
    often = once.replace("mountain", "lighthouse")
    index = Index(tmp_path)
    for name, text in {"once": once, "often": often}.items():
        segments = make_transcript(text).segments
        index.update(add=[Document(name, 1, name, None, segments)])
    found = ask(index, "lighthouse stands").found
    assert [stretch.recording_id for stretch in found] == ["often", "once", "often"]
    assert {s.segments[s.middle].index for s in found if s.recording_id == "once"} == {0}
    index.close()


def test_a_stretch_with_all_of_the_words_comes_before_one_that_repeats_a_few(
    tmp_path: Path,
) -> None:
    index = Index(tmp_path)
    filler = " / ".join(["Ann: Nothing of the kind here."] * 4)
    texts = {
        "repeats": f"Ann: Copper copper copper copper wire. / {filler}",
        "all": f"Ann: Copper roofs turn green in rain. / {filler}",
    }
    for name, text in texts.items():
        segments = make_transcript(text).segments
        index.update(add=[Document(name, 1, name, None, segments)])
    assert ask(index, "why do copper roofs turn green").found[0].recording_id == "all"
    index.close()
