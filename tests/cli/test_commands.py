"""The documents of CONTRACT, command by command."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh.util.filelock import FileLock

from desktop_app.library import Library, open_library
from desktop_app.paths import places
from desktop_app.search.index import Index
from tests.cli.conftest import Run
from tests.workflows.conftest import CHAPTERS, MARKDOWN, NOTES, SRT, write_wave

EP = {
    *("id", "title", "show", "published", "duration_ms", "segments"),
    *("audio", "format", "timing", "position_ms"),
}
BM = {
    *("id", "episode", "start_ms", "end_ms", "quote", "prefix", "suffix"),
    *("note", "tags", "created"),
}


# ---- import -------------------------------------------------------------------------------------
def test_import_tells_all_about_what_it_read(run: Run, files: Path) -> None:
    sound = write_wave(files / "bees.wav")
    (files / "bees.notes.md").write_text(NOTES, "utf-8")
    (files / "bees.chapters.json").write_text(CHAPTERS, "utf-8")
    (files / "README.md").write_text("Some words about this folder.", "utf-8")
    ran = run("import", files, "--json")
    assert ran.code == 0
    document = ran.document
    assert document.keys() == {"imported", "failed", "skipped"}
    (done,) = document["imported"]
    problems = done.pop("problems")
    episode = done.pop("id")
    assert done == {
        "path": str(files / "bees.md"),
        "status": "added",
        "title": "Bees in winter",
        "show": "A show",
        "published": None,
        "segments": 4,
        "speakers": 2,
        "markers": 3,
        "duration_ms": 60_000,
        "format": "changelog-markdown",
        "audio": str(sound),
    }
    assert all(problem.keys() == {"line", "message"} for problem in problems)
    assert isinstance(episode, str)
    assert document["failed"] == []
    assert [skipped["path"] for skipped in document["skipped"]] == [str(files / "README.md")]
    again = run("import", files, "--json").document["imported"][0]
    assert (again["status"], again["id"]) == ("unchanged", episode)


def test_import_of_audio_alone_has_no_format(run: Run, files: Path) -> None:
    sound = write_wave(files / "sound.wav", 2)
    (done,) = run("import", sound, "--json").document["imported"]
    assert (done["path"], done["segments"], done["format"]) == (str(sound), 0, None)
    assert done["duration_ms"] == 2_000


def test_import_gives_paths_as_they_were_given(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files.parent)
    (done,) = run("import", Path(files.name) / "bees.md", "--json").document["imported"]
    assert done["path"] == str(Path(files.name) / "bees.md")
    monkeypatch.chdir(files)
    assert run("import", ".", "--json").document["imported"][0]["path"] == "bees.md"


def test_import_says_which_file_failed_and_keeps_the_rest(run: Run, files: Path) -> None:
    ran = run("import", files / "bees.md", files / "missing.srt", "--json")
    assert ran.code == 1
    assert len(ran.document["imported"]) == 1
    (failed,) = ran.document["failed"]
    assert failed["path"] == str(files / "missing.srt")
    assert failed["message"]
    assert failed["hint"]
    ran = run("import", files / "bees.md", files / "missing.srt")
    assert ran.code == 1
    assert "unchanged" in ran.out
    assert "missing.srt" in ran.err


def test_import_takes_what_is_said_about_one_file(run: Run, files: Path) -> None:
    sound, about = write_wave(files / "any.wav", 55), files / "about.md"
    about.write_text(NOTES, "utf-8")
    (files / "parts.json").write_text(CHAPTERS, "utf-8")
    said = ["--title", "T", "--show", "S", "--date", "2020-05-04T10:00:00Z", "--notes", about]
    said += ["--audio", sound, "--chapters", files / "parts.json"]
    (done,) = run("import", files / "bees.md", *said, "--json").document["imported"]
    assert (done["title"], done["show"]) == ("T", "S")
    assert done["published"] == "2020-05-04T10:00:00Z"
    assert (done["audio"], done["duration_ms"]) == (str(sound), 55_000)


def test_import_joins_a_second_file(run: Run, files: Path, bees: str) -> None:
    (files / "n.notes.md").write_text(NOTES, "utf-8")
    ran = run("import", files / "n.notes.md", "--into", "bees", "--json")
    (done,) = ran.document["imported"]
    assert (done["id"], done["status"], done["title"]) == (bees, "updated", "Bees in winter")
    assert done["path"] == str(files / "n.notes.md")


def test_import_without_an_index_leaves_it_to_the_search(
    run: Run, tmp_path: Path, files: Path
) -> None:
    run("import", files / "bees.md", "--no-index")
    assert not places(tmp_path / "library").index.exists()
    assert run("search", "honey", "--json").document["total"] == 1


def test_import_prints_a_line_a_person_can_read(run: Run, files: Path) -> None:
    ran = run("import", files / "bees.md")
    assert "added" in ran.out
    assert "bees" in ran.out
    assert "4 paragraphs" in ran.out


# ---- episodes, transcript, questions ------------------------------------------------------------
def test_episodes_lists_each_with_all_that_is_known(run: Run, tmp_path: Path, bees: str) -> None:
    where = places(tmp_path / "library")
    with open_library(where.database, backups=where.backups) as library:
        library.listening.save(bees, 12_345, ((0, 12_345),))
    (episode,) = run("episodes", "--json").document["episodes"]
    assert episode == {
        "id": bees,
        "title": "bees",
        "show": "A show",
        "published": None,
        "duration_ms": None,
        "segments": 4,
        "audio": None,
        "format": "changelog-markdown",
        "timing": "estimated",
        "position_ms": 12_345,
    }
    assert bees in run("episodes").out


def test_an_empty_library_is_no_error(run: Run) -> None:
    assert run("episodes", "--json").document == {"episodes": []}
    assert run("search", "x", "--json").document["hits"] == []
    assert run("bookmark", "list", "--json").document == {"bookmarks": []}
    assert run("bookmark", "export", "--format", "md").out == ""


def test_transcript_gives_the_paragraphs_of_the_file(run: Run, files: Path, bees: str) -> None:
    document = run("transcript", bees, "--json").document
    assert document.keys() == {"episode", "segments"}
    assert document["episode"].keys() == EP
    raw = (files / "bees.md").read_bytes()
    paragraphs = [part.strip() for part in raw.decode().split("\n\n")]
    for index, segment in enumerate(document["segments"]):
        assert segment.keys() == {
            *("index", "kind", "start_ms", "end_ms", "speaker", "text"),
            *("evidence", "error_ms", "source", "words"),
        }
        assert segment["index"] == index
        span = segment["source"]
        assert raw[span["start_byte"] : span["end_byte"]].decode() == paragraphs[index]
    kinds = [segment["kind"] for segment in document["segments"]]
    assert kinds == ["speech", "speech", "mark", "speech"]
    assert document["segments"][1]["text"] == (
        "Thank you, Ann. What do bees eat in winter? They eat the honey they made."
    )
    assert document["segments"][3]["start_ms"] == 50_000
    assert document["segments"][3]["evidence"] == "exact"
    assert document["segments"][3]["error_ms"] == 0


def test_transcript_gives_a_subtitle_file_s_own_cues(run: Run, files: Path) -> None:
    (files / "sub.srt").write_text(SRT, "utf-8")
    run("import", files / "sub.srt")
    document = run("transcript", "sub", "--cues", "--json").document
    assert document.keys() == {"episode", "cues"}
    assert document["cues"] == [
        {
            "start_ms": 1_000,
            "end_ms": 5_000,
            "speaker": None,
            "text": "Welcome to the show about bees.",
        },
        {
            "start_ms": 5_500,
            "end_ms": 9_000,
            "speaker": None,
            "text": "Today we answer what you asked us.",
        },
    ]
    assert "0:05  Today" in run("transcript", "sub", "--cues").out


def test_transcript_can_be_read_by_a_person(run: Run, bees: str) -> None:
    out = run("transcript", bees).out
    assert "Bob Ray: Thank you, Ann." in out
    assert "0:50  Ann Lee: And that was all" in out


def test_questions_are_listed_where_they_are_asked(run: Run, files: Path, bees: str) -> None:
    (files / "n.notes.md").write_text(NOTES, "utf-8")
    run("import", files / "n.notes.md", "--into", bees)
    found = run("questions", bees, "--json").document["questions"]
    assert found
    assert all(
        question.keys()
        == {
            *("text", "segment", "start_ms", "end_ms", "error_ms", "answer_from_segment"),
            *("answer_to_segment", "asked_by", "origin", "confidence"),
        }
        for question in found
    )
    asked = next(question for question in found if "eat in winter" in question["text"])
    assert asked["segment"] == 1
    assert "eat in winter" in run("questions", bees).out


# ---- search -------------------------------------------------------------------------------------
def test_search_lands_on_the_sentence(run: Run, bees: str) -> None:
    document = run("search", "honey", "--json").document
    assert document.keys() == {"hits", "total", "took_ms"}
    (hit,) = document["hits"]
    assert hit.keys() == {
        *("episode", "title", "show", "segment", "speaker"),
        *("start_ms", "error_ms", "sentence", "score"),
    }
    assert (hit["episode"], hit["segment"], hit["speaker"]) == (bees, 1, "Bob Ray")
    assert hit["sentence"] == "They eat the honey they made."
    assert 10_000 < hit["start_ms"] < 40_000
    assert "They eat the honey they made." in run("search", "honey").out


def test_search_without_hits_is_no_error(run: Run, bees: str) -> None:
    ran = run("search", "zebra", "--json")
    assert (ran.code, ran.document["hits"], ran.document["total"]) == (0, [], 0)
    assert run("search", "", "--json").document["hits"] == []


def test_search_can_be_narrowed(run: Run, files: Path, bees: str) -> None:
    (files / "other.md").write_text(MARKDOWN.replace("Bob Ray", "Cy"), "utf-8")
    run("import", files / "other.md", "--show", "Other show")
    assert run("search", "honey", "--json").document["total"] == 2
    for option, value in (("--episode", bees), ("--show", "A show"), ("--speaker", "Bob Ray")):
        document = run("search", "honey", option, value, "--json").document
        assert [hit["episode"] for hit in document["hits"]] == [bees]
        assert document["total"] == 1
    document = run("search", "honey", "--limit", "1", "--json").document
    assert (len(document["hits"]), document["total"]) == (1, 2)


def test_search_understands_signs_and_offers_other_words(run: Run, bees: str) -> None:
    assert run("search", "honey -speaker:bob", "--json").document["total"] == 0
    assert run("search", "zebra OR hon*", "--json").document["total"] == 1
    run("bookmark", "add", bees, "--at", "25")
    assert run("search", "has:bookmark", "--json").document["total"] >= 1
    assert "Did you mean “honey”?" in run("search", "honney").out
    assert run("search", "(((", "--json").document["hits"] == []


def test_search_looks_through_what_is_there_while_another_program_builds(
    run: Run, bees: str, files: Path, tmp_path: Path
) -> None:
    run("search", "honey")
    run("set", bees, "--title", "Changed")
    lock = FileLock(str(tmp_path / "library" / "cache" / "index" / "writer.lock"))
    assert lock.acquire()
    ran = run("search", "honey", "--json")
    lock.release()
    assert (ran.code, ran.document["total"]) == (0, 1)
    assert "some may not be found yet" in ran.err


def test_search_finds_what_another_command_changed(run: Run, files: Path, bees: str) -> None:
    run("set", bees, "--title", "Honey time")
    assert run("search", "honey", "--json").document["hits"][0]["title"] == "Honey time"
    run("remove", bees)
    assert run("search", "honey", "--json").document["total"] == 0


def test_reindex_builds_everything_anew(run: Run, tmp_path: Path, bees: str) -> None:
    for file in places(tmp_path / "library").index.rglob("*"):
        if file.is_file():
            file.write_bytes(b"nonsense")
    assert run("reindex", "--json").document["episodes"] == 1
    assert run("search", "honey", "--json").document["total"] == 1


# ---- bookmarks ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("time", "start_ms"), [("25", 25_000), ("0:25.5", 25_500), ("25s", 25_000)]
)
def test_a_bookmark_keeps_time_words_note_and_tags(
    run: Run, bees: str, time: str, start_ms: int
) -> None:
    options = ["--at", time, "--note", "Mm, honey", "--tag", "food", "--tag", "bees"]
    document = run("bookmark", "add", bees, *options, "--json").document
    kept = document["bookmark"]
    assert kept.keys() == BM
    assert (kept["episode"], kept["start_ms"]) == (bees, start_ms)
    assert (kept["note"], kept["tags"]) == ("Mm, honey", ["food", "bees"])
    assert "honey" in kept["quote"]
    assert kept["created"].endswith("Z")
    assert run("bookmark", "list", "--json").document == {"bookmarks": [kept]}
    assert run("bookmark", "list", bees, "--json").document == {"bookmarks": [kept]}
    assert "Mm, honey #food #bees" in run("bookmark", "list").out


def test_a_bookmark_has_an_end(run: Run, bees: str) -> None:
    ran = run("bookmark", "add", bees, "--at", "20", "--to", "39", "--json")
    assert ran.document["bookmark"]["end_ms"] == 39_000


def test_a_bookmark_of_sound_alone_has_a_time_and_no_words(run: Run, files: Path) -> None:
    run("import", write_wave(files / "sound.wav", 2))
    kept = run("bookmark", "add", "sound", "--at", "1", "--json").document["bookmark"]
    assert (kept["start_ms"], kept["quote"], kept["prefix"]) == (1_000, "", "")


def test_a_bookmark_is_removed_by_its_id(run: Run, bees: str) -> None:
    kept = run("bookmark", "add", bees, "--at", "25", "--json").document["bookmark"]["id"]
    assert run("bookmark", "remove", kept, "--json").document == {"removed": kept}
    assert run("bookmark", "remove", kept).code == 1


def test_bookmarks_are_handed_out_in_every_form(run: Run, tmp_path: Path, bees: str) -> None:
    kept = run("bookmark", "add", bees, "--at", "25", "--note", "N", "--json").document["bookmark"]
    assert "# A show: bees" in run("bookmark", "export", "--format", "md").out
    rows = list(csv.DictReader(io.StringIO(run("bookmark", "export", "--format", "csv").out)))
    assert [row["id"] for row in rows] == [kept["id"]]
    assert json.loads(run("bookmark", "export", bees, "--format", "json").out) == {
        "bookmarks": [kept]
    }
    page = json.loads(run("bookmark", "export", "--format", "annotations").out)
    assert page["type"] == "AnnotationPage"
    out = tmp_path / "out.md"
    ran = run("bookmark", "export", "--format", "md", "--output", out, "--json")
    assert ran.document == {"written": str(out), "format": "md", "lost": []}
    assert "> " in out.read_text("utf-8")


# ---- export, remove, set ------------------------------------------------------------------------
@pytest.mark.parametrize("format_name", ["srt", "md", "txt", "json"])
def test_export_writes_to_stdout_or_a_file(
    run: Run, tmp_path: Path, bees: str, format_name: str
) -> None:
    printed = run("export", bees, "--format", format_name)
    assert printed.code == 0
    assert "honey" in printed.out
    out = tmp_path / f"out.{format_name}"
    ran = run("export", bees, "--format", format_name, "--output", out, "--json")
    assert ran.document["written"] == str(out)
    assert ran.document["format"] == format_name
    assert all(isinstance(sentence, str) for sentence in ran.document["lost"])
    assert out.read_bytes().decode() == printed.out
    assert run("export", bees, "--format", format_name, "--json").document["written"] is None


def test_exported_json_is_the_transcript_s_document(run: Run, bees: str) -> None:
    exported = json.loads(run("export", bees, "--format", "json").out)
    shown = run("transcript", bees, "--json").document
    assert exported["segments"] == shown["segments"]
    assert exported["episode"] == shown["episode"]


def test_removing_an_episode_leaves_its_files_and_brings_all_back(
    run: Run, files: Path, bees: str
) -> None:
    kept = run("bookmark", "add", bees, "--at", "25", "--json").document["bookmark"]
    ran = run("remove", bees, "--json")
    assert ran.document["episode"]["id"] == bees
    assert (files / "bees.md").exists()
    assert run("episodes", "--json").document == {"episodes": []}
    assert run("bookmark", "list", "--json").document == {"bookmarks": []}
    (done,) = run("import", files / "bees.md", "--json").document["imported"]
    assert (done["id"], done["status"]) == (bees, "added")
    assert run("bookmark", "list", "--json").document == {"bookmarks": [kept]}


def test_set_changes_what_is_said_and_nothing_else(run: Run, files: Path, bees: str) -> None:
    sound = write_wave(files / "sound.wav", 55)
    said = ["--title", "T", "--show", "S", "--date", "2020-05-04", "--audio", sound]
    episode = run("set", bees, *said, "--json").document["episode"]
    assert episode.keys() == EP
    assert (episode["title"], episode["show"], episode["published"]) == ("T", "S", "2020-05-04")
    assert (episode["audio"], episode["duration_ms"]) == (str(sound), 55_000)
    assert run("set", "T", "--show", "S2", "--json").document["episode"]["title"] == "T"


# ---- care ---------------------------------------------------------------------------------------
def test_backup_and_restore_bring_everything_back(run: Run, tmp_path: Path, bees: str) -> None:
    kept = run("bookmark", "add", bees, "--at", "25", "--json").document["bookmark"]
    ran = run("backup", tmp_path / "b.zip", "--json")
    assert ran.document["backup"]["bookmarks"] == 1
    other = ["--library", tmp_path / "other"]
    assert (
        run("restore", tmp_path / "b.zip", *other, "--json").document["restored"]["episodes"] == 1
    )
    assert run("bookmark", "list", *other, "--json").document == {"bookmarks": [kept]}
    assert run("search", "honey", *other, "--json").document["total"] == 1


def test_doctor_says_that_all_is_well(run: Run, bees: str) -> None:
    ran = run("doctor")
    assert ran.code == 0
    assert "All is well." in ran.out
    document = run("doctor", "--json").document
    assert document["library"]["episodes"] == 1
    assert document["index"] == {"episodes": 1, "outdated": 0}
    assert document["advice"] == []


# ---- beside the window --------------------------------------------------------------------------
@pytest.fixture
def window(run: Run, tmp_path: Path) -> Iterator[Library]:
    """What an open window holds: a connection to the library and an index."""
    where = places(tmp_path / "library")
    index = Index(where.index)
    with open_library(where.database, backups=where.backups) as library:
        index.revisions()
        yield library
    index.close()


def test_commands_work_while_the_window_is_open(run: Run, files: Path, window: Library) -> None:
    version = window.data_version()
    (done,) = run("import", files / "bees.md", "--json").document["imported"]
    assert window.data_version() != version
    assert [entry.id for entry in window.recordings.list()] == [done["id"]]
    window.listening.save(done["id"], 7_000, ((0, 7_000),))
    assert run("episodes", "--json").document["episodes"][0]["position_ms"] == 7_000
    kept = run("bookmark", "add", "bees", "--at", "25", "--json").document["bookmark"]
    assert [bookmark.id for bookmark in window.bookmarks.list()] == [kept["id"]]
    window.bookmarks.update(kept["id"], note="from the window")
    assert run("bookmark", "list", "--json").document["bookmarks"][0]["note"] == "from the window"
    assert run("search", "honey", "--json").document["total"] == 1
