from pathlib import Path

import pytest

from desktop_app.alignment.engines import why_not
from tests.cli.conftest import Run
from tests.workflows.conftest import write_wave

SAID = "**Ann:** Welcome to the show about bees, and to what they eat in a long winter."


@pytest.fixture
def episode(run: Run, tmp_path: Path) -> str:
    """An episode whose sound is silence."""
    folder = tmp_path / "Show"
    folder.mkdir()
    write_wave(folder / "bees.wav", 5)
    (folder / "bees.md").write_text(SAID, "utf-8")
    imported = run("import", folder / "bees.md", "--json").document["imported"]
    return str(imported[0]["id"])


def test_what_cannot_be_aligned_is_listed_and_the_code_is_1(run: Run, episode: str) -> None:
    problem = why_not()
    ran = run("align", episode, "no such episode", "--json")
    assert ran.code == 1
    assert ran.document["aligned"] == []
    failed = ran.document["failed"]
    assert [set(one) for one in failed] == [{"episode", "message", "hint"}] * 2
    said = "not what is said" if problem is None else str(problem)
    assert said in failed[0]["message"]
    assert "no such episode" in failed[1]["message"]


def test_all_takes_those_that_have_sound_and_text(run: Run, episode: str, tmp_path: Path) -> None:
    alone = tmp_path / "Show" / "alone.md"
    alone.write_text("**Ann:** A text without its sound.", "utf-8")
    run("import", alone)
    ran = run("align", "--all", "--json")
    assert [one["episode"] for one in ran.document["failed"]] == [episode]


def test_nothing_to_align_is_fine(run: Run) -> None:
    ran = run("align", "--all", "--json")
    assert (ran.code, ran.document) == (0, {"aligned": [], "failed": []})
