from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.errors import Cancelled
from desktop_app.library import Library
from desktop_app.library.problems import DiskFull
from desktop_app.library.recordings import NoSuchRecording
from desktop_app.progress import Progress
from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.model import Evidence
from desktop_app.workflows.bookmarking import add_bookmark
from desktop_app.workflows.editing import Details, edit_details
from desktop_app.workflows.import_report import Imported, ImportOptions, ImportReport, Status
from desktop_app.workflows.importing import import_paths
from tests.workflows.conftest import CHAPTERS, MARKDOWN, NOTES, SRT

MakeWave = Callable[..., Path]

PAGE = """Bee Talk – Episode #7

Bees in winter

All Episodes

We answer your questions:

  • What do bees eat in winter?
  • Do bees sleep?

Play the audio to listen along while you enjoy the transcript. 🎧

Welcome to the show about bees. Today we answer what you asked us.

00:20

Thank you, Ann. What do bees eat in winter? They eat the honey they made.

Our transcripts are open source on GitHub. Improvements are welcome. 💚
"""


def one(report: ImportReport) -> Imported:
    assert report.failed == ()
    assert len(report.imported) == 1
    return report.imported[0]


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


# ---- what becomes of files ---------------------------------------------------------------------
def test_a_transcript_alone_is_an_episode_named_by_its_file(library: Library, files: Path) -> None:
    path = write(files / "bees.md", MARKDOWN)
    done = one(import_paths(library, [path]))
    recording = done.recording
    assert (done.path, done.status) == (path, Status.ADDED)
    assert (recording.title, recording.show) == ("bees", "A show")
    assert (recording.segments, recording.speakers, recording.markers) == (4, 2, 3)
    assert (recording.format, recording.timing) == ("changelog-markdown", Evidence.ESTIMATED)
    assert (recording.audio, recording.duration_ms, recording.source) == (None, None, path)


def test_audio_alone_is_an_episode_without_a_text(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    path = make_wave(files / "bees.wav")
    done = one(import_paths(library, [path]))
    assert done.path == path
    assert done.recording.audio == path
    assert done.recording.duration_ms == 60_000
    assert (done.recording.segments, done.recording.format) == (0, None)


@pytest.mark.parametrize("named", ["bees.md", "bees.wav"])
def test_files_of_one_stem_belong_together_whichever_is_named(
    library: Library, files: Path, make_wave: MakeWave, named: str
) -> None:
    make_wave(files / "bees.wav")
    write(files / "bees.md", MARKDOWN)
    write(files / "bees.notes.md", NOTES)
    write(files / "bees.chapters.json", CHAPTERS)
    write(files / "other.md", MARKDOWN)
    done = one(import_paths(library, [files / named]))
    recording = done.recording
    assert done.path == files / "bees.md"
    assert recording.audio == files / "bees.wav"
    assert recording.page_questions == ("What do bees eat in winter?", "Do bees sleep?")
    assert recording.chapters == (Chapter(0, None, "Hello"), Chapter(20_000, None, "Food"))
    assert recording.title == "Bees in winter"
    transcript = library.recordings.transcript(recording.id)
    last = transcript.segments[-1]
    assert last.end_ms is not None
    assert last.end_ms <= 60_000


def test_a_folder_is_searched_with_all_below_it(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    deep = files / "season" / "one"
    deep.mkdir(parents=True)
    write(files / "a.md", MARKDOWN)
    make_wave(deep / "b.wav")
    write(deep / "b.srt", SRT)
    make_wave(deep / "c.wav")
    write(files / "README.md", "Just some words about this folder.")
    (files / "cover.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    (files / ".hidden.md").write_text(MARKDOWN)
    (files / "empty.srt").touch()
    report = import_paths(library, [files])
    assert {done.path.name for done in report.imported} == {"a.md", "b.srt", "c.wav"}
    assert {skipped.path.name for skipped in report.skipped} == {
        *("README.md", "cover.jpg", "empty.srt"),
    }
    assert all(skipped.reason for skipped in report.skipped)
    assert report.failed == ()
    assert next(done for done in report.imported if done.path.name == "b.srt").recording.show == (
        "one"
    )


def test_prose_with_the_name_of_an_audio_file_is_its_transcript(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    make_wave(files / "talk.wav")
    write(files / "talk.txt", "We spoke about many things.\n\nThen we went home.")
    done = one(import_paths(library, [files]))
    assert done.recording.segments == 2
    assert done.recording.timing is Evidence.ESTIMATED


def test_a_transcript_is_known_by_its_content_whatever_its_name(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    write(files / "subtitles.mp3", SRT)
    sound = make_wave(files / "sound.wav")
    sound.rename(files / "sound.txt")
    report = import_paths(library, [files / "subtitles.mp3", files / "sound.txt"])
    assert report.failed == ()
    by_name = {done.path.name: done.recording for done in report.imported}
    assert by_name["subtitles.mp3"].format == "srt"
    assert by_name["sound.txt"].duration_ms == 60_000


def test_one_bad_file_does_not_stop_the_others(library: Library, files: Path) -> None:
    good = write(files / "good.md", MARKDOWN)
    missing, empty = files / "missing.md", files / "empty.mp3"
    empty.touch()
    report = import_paths(library, [missing, good, empty])
    assert [done.path for done in report.imported] == [good]
    assert {failed.path for failed in report.failed} == {missing, empty}
    assert all(failed.message and failed.hint for failed in report.failed)


def test_a_bad_file_beside_a_good_one_is_a_problem_of_the_episode(
    library: Library, files: Path
) -> None:
    write(files / "bees.md", MARKDOWN)
    (files / "bees.mp3").write_bytes(b"ID3\x04\0\0\0\0\0\0" + bytes(500))
    write(files / "bees.chapters.json", "{not json")
    report = import_paths(library, [files / "bees.md"])
    done = one(report)
    assert any("bees.chapters.json" in problem.message for problem in done.problems)
    assert done.recording.segments == 4


def test_a_transcript_that_fails_does_not_bring_its_audio_in(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    make_wave(files / "bees.wav")
    (files / "bees.srt").touch()
    report = import_paths(library, [files / "bees.srt"])
    assert [failed.path.name for failed in report.failed] == ["bees.srt"]
    assert report.imported == ()
    assert library.recordings.list() == []


@pytest.mark.parametrize("name", ["x.notes.md", "x.chapters.json"])
def test_notes_and_chapters_alone_have_nowhere_to_go(
    library: Library, files: Path, name: str
) -> None:
    write(files / name, NOTES)
    report = import_paths(library, [files / name])
    assert "--into" in report.failed[0].hint
    assert import_paths(library, [files]).skipped[0].path == files / name


def test_a_file_named_twice_is_imported_once(library: Library, files: Path) -> None:
    path = write(files / "bees.md", MARKDOWN)
    assert len(import_paths(library, [path, path, files]).imported) == 1


# ---- importing again ----------------------------------------------------------------------------
def test_the_same_files_again_are_unchanged(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    make_wave(files / "bees.wav")
    write(files / "bees.md", MARKDOWN)
    write(files / "bees.notes.md", NOTES)
    first = one(import_paths(library, [files]))
    again = one(import_paths(library, [files / "bees.md"]))
    assert again.status is Status.UNCHANGED
    assert again.recording == first.recording
    assert again.path == files / "bees.md"
    assert import_paths(library, [files]).changes.recordings == frozenset()


def test_changed_content_updates_in_place_and_keeps_bookmarks_with_their_words(
    library: Library, files: Path
) -> None:
    path = write(files / "bees.srt", SRT)
    first = one(import_paths(library, [path]))
    bookmark = add_bookmark(library, first.recording.id, 6_000, note="mine")
    assert bookmark.quote == "Today we answer what you asked us."
    later = SRT.replace("00:00:05,500 --> 00:00:09,000", "00:01:05,500 --> 00:01:09,000")
    write(path, later)
    again = one(import_paths(library, [path]))
    assert (again.status, again.recording.id) == (Status.UPDATED, first.recording.id)
    moved = library.bookmarks.get(bookmark.id)
    assert (moved.note, moved.quote) == ("mine", bookmark.quote)
    assert moved.start_ms == 65_500
    assert again.recording.revision > first.recording.revision


def test_a_transcript_that_comes_later_joins_the_audio_and_its_bookmarks(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    make_wave(files / "bees.wav")
    first = one(import_paths(library, [files / "bees.wav"]))
    bookmark = add_bookmark(library, first.recording.id, 6_000)
    assert bookmark.quote == ""
    write(files / "bees.srt", SRT)
    again = one(import_paths(library, [files / "bees.srt"]))
    assert (again.status, again.recording.id) == (Status.UPDATED, first.recording.id)
    assert again.recording.segments > 0
    assert library.bookmarks.get(bookmark.id).start_ms == 6_000


def test_a_removed_episode_comes_back_with_all_the_user_made_of_it(
    library: Library, files: Path, tmp_path: Path
) -> None:
    path = write(files / "bees.md", MARKDOWN)
    first = one(import_paths(library, [path]))
    edit_details(library, first.recording.id, Details(title="My bees"))
    bookmark = add_bookmark(library, first.recording.id, 25_000, note="mine")
    library.listening.save(first.recording.id, 12_000, ((0, 12_000),))
    library.recordings.remove(first.recording.id)
    assert path.exists()
    path.rename(tmp_path / "moved.md")
    again = one(import_paths(library, [tmp_path / "moved.md"]))
    assert (again.status, again.recording.id) == (Status.ADDED, first.recording.id)
    assert again.recording.title == "My bees"
    assert again.recording.segments == 4
    assert library.bookmarks.list() == [bookmark]
    assert library.listening.position(first.recording.id) == 12_000


def test_a_moved_file_is_the_same_episode(library: Library, files: Path, tmp_path: Path) -> None:
    path = write(files / "bees.md", MARKDOWN)
    first = one(import_paths(library, [path]))
    there = tmp_path / "elsewhere"
    there.mkdir()
    path.rename(there / "bees.md")
    again = one(import_paths(library, [there / "bees.md"]))
    assert again.recording.id == first.recording.id
    assert again.recording.source == there / "bees.md"


def test_a_copy_is_an_episode_of_its_own(library: Library, files: Path, tmp_path: Path) -> None:
    first = one(import_paths(library, [write(files / "bees.md", MARKDOWN)]))
    copy = one(import_paths(library, [write(tmp_path / "copy.md", MARKDOWN)]))
    assert copy.recording.id != first.recording.id


def test_a_moved_page_is_still_the_text_that_is_shown(
    library: Library, files: Path, tmp_path: Path
) -> None:
    path = write(files / "page.txt", PAGE)
    first = one(import_paths(library, [path]))
    path.rename(tmp_path / "page.txt")
    again = one(import_paths(library, [tmp_path / "page.txt"]))
    assert again.recording.id == first.recording.id
    assert not any("not shown" in problem.message for problem in again.problems)


# ---- names --------------------------------------------------------------------------------------
def test_what_the_user_says_stands_above_all_files(library: Library, files: Path) -> None:
    path = write(files / "page.txt", PAGE)
    options = ImportOptions(title="Mine", show="My show", published="2020-05-04")
    recording = one(import_paths(library, [path], options)).recording
    assert (recording.title, recording.show, recording.published) == (
        "Mine",
        "My show",
        "2020-05-04",
    )
    write(path, PAGE.replace("Goodbye", "Farewell").replace("Ann.", "Ann!"))
    again = one(import_paths(library, [path])).recording
    assert (again.title, again.show) == ("Mine", "My show")


def test_the_page_names_the_episode_before_its_file_does(library: Library, files: Path) -> None:
    recording = one(import_paths(library, [write(files / "page.txt", PAGE)])).recording
    assert (recording.title, recording.show, recording.number) == (
        "Bees in winter",
        "Bee Talk",
        "7",
    )
    assert recording.format == "page-copy"
    assert recording.page_questions == ("What do bees eat in winter?", "Do bees sleep?")


def test_a_new_wish_on_the_same_file_is_a_change(library: Library, files: Path) -> None:
    path = write(files / "bees.md", MARKDOWN)
    import_paths(library, [path])
    again = one(import_paths(library, [path], ImportOptions(title="New")))
    assert (again.status, again.recording.title) == (Status.UPDATED, "New")
    assert one(import_paths(library, [path], ImportOptions(title="New"))).status is (
        Status.UNCHANGED
    )


def test_a_name_no_encoding_knows_can_be_imported(library: Library, files: Path) -> None:
    path = files / "b\udce4h.md"
    try:
        path.write_text(MARKDOWN, "utf-8")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system takes no such names")
    recording = one(import_paths(library, [path])).recording
    assert recording.source == path
    assert recording.title == "b�h"
    assert one(import_paths(library, [path])).status is Status.UNCHANGED


# ---- options ------------------------------------------------------------------------------------
def test_files_of_any_name_can_be_given_by_options(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    options = ImportOptions(
        audio=make_wave(files / "sound.wav"),
        notes=write(files / "about.md", NOTES),
        chapters=write(files / "parts.json", CHAPTERS),
    )
    recording = one(import_paths(library, [write(files / "bees.md", MARKDOWN)], options)).recording
    assert recording.audio == files / "sound.wav"
    assert len(recording.page_questions) == 2
    assert len(recording.chapters) == 2


def test_audio_the_user_chose_stays_when_other_audio_lies_beside_the_text(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    path = write(files / "bees.md", MARKDOWN)
    chosen = make_wave(files / "sound.wav", 50)
    import_paths(library, [path], ImportOptions(audio=chosen))
    make_wave(files / "bees.wav", 70)
    write(path, MARKDOWN + "\n\n**Bob Ray:** One more thing.\n")
    again = one(import_paths(library, [path])).recording
    assert (again.audio, again.duration_ms) == (chosen, 50_000)
    chosen.unlink()
    again = one(import_paths(library, [path])).recording
    assert (again.audio, again.duration_ms) == (files / "bees.wav", 70_000)


def test_two_texts_for_one_audio_are_two_episodes(
    library: Library, files: Path, make_wave: MakeWave
) -> None:
    options = ImportOptions(audio=make_wave(files / "sound.wav"))
    one_text = import_paths(library, [write(files / "a.md", MARKDOWN)], options)
    other = import_paths(library, [write(files / "b.srt", SRT)], options)
    assert one(one_text).recording.id != one(other).recording.id


def test_audio_given_by_an_option_that_is_none_fails_and_the_text_is_imported(
    library: Library, files: Path
) -> None:
    bad = write(files / "bad.mp3", "not audio, just words in a file")
    path = write(files / "bees.md", MARKDOWN)
    report = import_paths(library, [path], ImportOptions(audio=bad))
    assert [done.path for done in report.imported] == [path]
    assert [failed.path for failed in report.failed] == [bad]


# ---- joining ------------------------------------------------------------------------------------
def test_a_page_that_joins_a_better_text_gives_its_questions_and_names_only(
    library: Library, files: Path
) -> None:
    first = one(import_paths(library, [write(files / "bees.md", MARKDOWN)]))
    into = ImportOptions(into=first.recording.id)
    page = write(files / "page.txt", PAGE)
    done = one(import_paths(library, [page], into))
    recording = done.recording
    assert (done.status, recording.id) == (Status.UPDATED, first.recording.id)
    assert (recording.title, recording.show) == ("Bees in winter", "Bee Talk")
    assert recording.page_questions[0] == "What do bees eat in winter?"
    assert (recording.format, recording.segments) == ("changelog-markdown", 4)
    assert any("not shown" in problem.message for problem in done.problems)
    assert one(import_paths(library, [page], into)).status is Status.UNCHANGED
    assert len(library.recordings.list()) == 1
    again = one(import_paths(library, [files / "bees.md"]))
    assert again.recording.id == first.recording.id


def test_a_better_text_that_joins_takes_the_place_of_the_page_s(
    library: Library, files: Path
) -> None:
    first = one(import_paths(library, [write(files / "page.txt", PAGE)]))
    into = ImportOptions(into=first.recording.id)
    done = one(import_paths(library, [write(files / "bees.md", MARKDOWN)], into))
    assert done.recording.format == "changelog-markdown"
    assert done.recording.title == "Bees in winter"
    assert done.recording.source == files / "bees.md"
    assert done.recording.page_questions != ()
    assert one(import_paths(library, [files / "page.txt"])).status is Status.UNCHANGED


def test_exact_times_are_not_given_up_for_rough_ones(library: Library, files: Path) -> None:
    first = one(import_paths(library, [write(files / "bees.srt", SRT)]))
    into = ImportOptions(into=first.recording.id)
    other = write(files / "rough.md", MARKDOWN)
    done = one(import_paths(library, [other], into))
    assert done.recording.format == "srt"
    assert any("rough.md" in problem.message for problem in done.problems)


def test_of_two_texts_of_one_stem_the_one_with_exact_times_is_shown(
    library: Library, files: Path
) -> None:
    write(files / "bees.srt", SRT)
    write(files / "bees.md", MARKDOWN)
    done = one(import_paths(library, [files]))
    assert (done.path, done.recording.format) == (files / "bees.srt", "srt")
    assert one(import_paths(library, [files])).status is Status.UNCHANGED


@pytest.mark.parametrize("name", ["bees.notes.md", "about.md", "about.txt"])
def test_notes_join_whatever_they_are_called(library: Library, files: Path, name: str) -> None:
    first = one(import_paths(library, [write(files / "x.md", MARKDOWN)]))
    into = ImportOptions(into=first.recording.id)
    recording = one(import_paths(library, [write(files / name, NOTES)], into)).recording
    assert recording.page_questions == ("What do bees eat in winter?", "Do bees sleep?")
    assert recording.format == "changelog-markdown"


CUE_SHEET = """FILE "bees.wav" WAVE
  TRACK 01 AUDIO
    TITLE "Hello"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Food"
    INDEX 01 00:20:00
"""
PODLOVE = """<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
<psc:chapter start="0" title="Hello"/><psc:chapter start="20.000" title="Food"/></psc:chapters>
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bees.cue", CUE_SHEET),
        ("bees.psc", PODLOVE),
        ("bees.chapters.xml", PODLOVE),
        ("bees.chapters.txt", "0:00 Hello\n0:20 Food\n"),
    ],
)
def test_chapters_beside_a_recording_are_found_in_every_form(
    library: Library, files: Path, make_wave: MakeWave, name: str, text: str
) -> None:
    make_wave(files / "bees.wav")
    write(files / name, text)

    report = import_paths(library, [files / "bees.wav"])

    assert report.failed == report.skipped == ()
    assert report.imported[0].recording.chapters == (
        Chapter(0, None, "Hello"),
        Chapter(20_000, None, "Food"),
    )


@pytest.mark.parametrize("name", ["bees.csv", "bees.tsv", "bees.aud"])
def test_a_table_beside_a_recording_is_taken_if_it_is_a_transcript(
    library: Library, files: Path, make_wave: MakeWave, name: str
) -> None:
    sound = make_wave(files / "bees.wav")
    other = make_wave(files / "wasps.wav")
    comma = "," if name.endswith("csv") else "\t"
    head = "" if name.endswith("aud") else comma.join(("start", "end", "text")) + "\n"
    rows = [("1.0", "2.5", "Good day to you."), ("3.0", "4.5", "Goodbye to you.")]
    write(files / name, head + "".join(comma.join(row) + "\n" for row in rows))
    write(files / f"wasps{name[4:]}", comma.join(("name", "sum")) + f"\nx{comma}3\n")

    bees, wasps = (import_paths(library, [path]).imported[0] for path in (sound, other))

    assert bees.recording.segments == 1
    assert (wasps.recording.segments, wasps.problems) == (0, ())


def test_audio_and_chapters_join_too(library: Library, files: Path, make_wave: MakeWave) -> None:
    first = one(import_paths(library, [write(files / "x.md", MARKDOWN)]))
    into = ImportOptions(into=first.recording.id)
    import_paths(library, [make_wave(files / "sound.wav")], into)
    import_paths(library, [write(files / "y.chapters.json", CHAPTERS)], into)
    recording = library.recordings.get(first.recording.id)
    assert recording.audio == files / "sound.wav"
    assert len(recording.chapters) == 2
    assert recording.title == "x"


def test_a_list_that_is_no_transcript_joins_as_notes(library: Library, files: Path) -> None:
    first = one(import_paths(library, [write(files / "x.md", MARKDOWN)]))
    into = ImportOptions(into=first.recording.id)
    lines = [f"- [A page about bees {n}](https://example.org/{n})" for n in range(9)]
    about = write(files / "links.md", "# Links\n\n" + "\n".join(lines) + "\n- Do bees sleep?\n")
    one(import_paths(library, [about], into))
    recording = library.recordings.get(first.recording.id)
    assert recording.segments == 4
    assert "A page about bees 8" in recording.notes


@pytest.mark.parametrize(
    "code",
    ["import os\n\ndef main():\n    return os.name\n\nif __name__ == '__main__':\n    main()\n"],
)
def test_program_code_does_not_join_as_notes(library: Library, files: Path, code: str) -> None:
    first = one(import_paths(library, [write(files / "x.md", MARKDOWN)]))
    path = write(files / "code.md", code)
    report = import_paths(library, [path], ImportOptions(into=first.recording.id))
    assert [failed.path for failed in report.failed] == [path]
    assert library.recordings.get(first.recording.id).notes == ""


def test_what_is_no_text_does_not_join_as_notes(library: Library, files: Path) -> None:
    first = one(import_paths(library, [write(files / "x.md", MARKDOWN)]))
    picture = files / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    report = import_paths(library, [picture], ImportOptions(into=first.recording.id))
    assert [failed.path for failed in report.failed] == [picture]
    assert library.recordings.get(first.recording.id).notes == ""


def test_nothing_joins_an_episode_that_is_not_there(library: Library, files: Path) -> None:
    path = write(files / "x.md", MARKDOWN)
    with pytest.raises(NoSuchRecording):
        import_paths(library, [path], ImportOptions(into="unknown"))


# ---- stopping -----------------------------------------------------------------------------------
def test_what_was_imported_before_a_stop_stays(library: Library, files: Path) -> None:
    for name in ("a", "b", "c"):
        write(files / f"{name}.md", MARKDOWN)
    progress = Progress(lambda fraction, _text: progress.cancel() if fraction > 0.2 else None)
    with pytest.raises(Cancelled):
        import_paths(library, [files], progress=progress)
    assert [entry.title for entry in library.recordings.list()] == ["a", "b"]


def test_a_full_disk_leaves_whole_episodes_only(library: Library, files: Path) -> None:
    write(files / "a.md", MARKDOWN)
    kept = one(import_paths(library, [files / "a.md"])).recording
    bookmark = add_bookmark(library, kept.id, 25_000)
    big = MARKDOWN + "\n".join(f"\n**Ann Lee:** {'More about bees. ' * 50}\n" for _ in range(200))
    write(files / "b.md", big)
    pages = library.database.row("PRAGMA page_count")
    assert pages is not None
    library.database.row(f"PRAGMA max_page_count = {pages[0] + 4}")
    with pytest.raises(DiskFull):
        import_paths(library, [files / "b.md"])
    report = import_paths(library, [files])
    assert [done.recording.title for done in report.imported] == ["a"]
    assert [failed.path.name for failed in report.failed] == ["b.md"]
    assert [entry.title for entry in library.recordings.list()] == ["a"]
    assert library.bookmarks.get(bookmark.id) == bookmark


# ---- real files ---------------------------------------------------------------------------------
@pytest.fixture
def shared() -> Path:
    folder = Path(__file__).parents[3] / "shared"
    if not folder.exists():
        pytest.skip("../shared is not here")
    return folder


def test_the_seed_episode_is_imported_whole(library: Library, shared: Path) -> None:
    markdown = shared / "corpus" / "changelog" / "practicalai" / "practical-ai-88.md"
    page = shared / "seed" / "practical-ai-88-page.txt"
    first = one(import_paths(library, [markdown])).recording
    assert (first.segments, first.speakers, first.markers) == (171, 2, 14)
    alone = one(import_paths(library, [page])).recording
    assert (alone.segments, alone.speakers, alone.markers) == (164, 0, 12)
    joined = one(import_paths(library, [page], ImportOptions(into=first.id))).recording
    assert joined.segments == 171
    assert len(joined.page_questions) == len(alone.page_questions) >= 5
    assert (joined.title, joined.show) == (alone.title, alone.show)
