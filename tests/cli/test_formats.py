"""The commands about formats."""

from pathlib import Path

import pytest

from desktop_app.transcript.formats import FORMATS, WRITERS
from tests.cli.conftest import Run

SRT = (
    "1\n00:00:01,000 --> 00:00:02,500\nAna: Good day\nto all.\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\nBen: Bye.\n"
)


def test_the_list_names_every_format_once_with_what_its_tests_rest_on(run: Run) -> None:
    document = run("formats", "--json").document

    names = [record["name"] for record in document["formats"]]
    assert len(set(names)) == len(names)
    assert {entry.name for entry in FORMATS} <= set(names)
    for record in document["formats"]:
        assert set(record) == {"name", "read", "write", "extensions", "tested"}
        assert record["tested"] in ("samples", "schema")
        assert record["read"] or record["write"]
    assert sum(record["write"] for record in document["formats"]) == len(WRITERS)


def test_cues_survive_a_walk_through_formats_with_cues(run: Run, tmp_path: Path) -> None:
    start = tmp_path / "start.srt"
    start.write_text(SRT, "utf-8")
    before = start
    for name in ("a.vtt", "b.json", "c.ttml", "d.csv", "end.srt"):
        done = run("convert", before, tmp_path / name, "--json").document
        assert done["written"] == str(tmp_path / name)
        assert done["lost"] == []
        before = tmp_path / name

    assert before.read_text("utf-8") == SRT


def test_options_change_what_is_written(run: Run, tmp_path: Path) -> None:
    start = tmp_path / "start.srt"
    start.write_text(SRT, "utf-8")

    run("convert", start, tmp_path / "a.vtt", "--no-speakers")

    assert "<v" not in (tmp_path / "a.vtt").read_text("utf-8")


@pytest.mark.parametrize(
    ("target", "code"), [("x.unknown", 1), ("no-folder/x.srt", 1), ("x.srt", 0)]
)
def test_what_cannot_be_written_says_why(run: Run, tmp_path: Path, target: str, code: int) -> None:
    start = tmp_path / "start.srt"
    start.write_text(SRT, "utf-8")

    done = run("convert", start, tmp_path / target, "--json")

    assert done.code == code
    if code:
        assert done.document["error"]["hint"]


def test_an_export_takes_the_same_options_and_the_names_of_readers(run: Run, files: Path) -> None:
    run("import", files / "bees.md", "--no-index")

    plain = run("export", "bees", "--format", "webvtt", "--no-speakers").out

    assert plain.startswith("WEBVTT")
    assert "<v" not in plain
    assert run("export", "bees", "--format", "readable", "--no-times").code == 0
