"""A real recording brought together with its text, and what later changes do to that."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.alignment.engines import why_not
from desktop_app.alignment.problems import CannotAlign, WrongText
from desktop_app.audio.ffmpeg import ffmpeg_path
from desktop_app.errors import Cancelled
from desktop_app.library import Library
from desktop_app.paths import Places, places
from desktop_app.progress import Progress
from desktop_app.transcript.model import Evidence, Transcript
from desktop_app.workflows.aligning import Wish, align_recording, forget_alignment
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.pinning import add_pin

MakeWave = Callable[..., Path]
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
SECONDS = 33  # the first five paragraphs; the salt question is asked in the third
NOTES = "Check the show notes for all the links and join our chat to tell us what you think."


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The beginning of the built-in sample."""
    path = tmp_path_factory.mktemp("sound") / "bread.wav"
    source = SAMPLE / "bread-questions.mp3"
    command = [str(ffmpeg_path()), "-v", "error", "-i", str(source)]
    command += ["-t", str(SECONDS), "-ac", "1", str(path)]
    subprocess.run(command, check=True)
    return path


@pytest.fixture
def here(tmp_path: Path) -> Places:
    return places(tmp_path / "library")


@pytest.fixture
def text(sound: Path, tmp_path: Path) -> Path:
    """The text of what is said in it, beside it, with a paragraph that nobody says."""
    folder = tmp_path / "Bread"
    folder.mkdir()
    (folder / "bread.wav").symlink_to(sound)
    whole = (SAMPLE / "bread-questions.md").read_text("utf-8").split("\n\n")
    path = folder / "bread.md"
    path.write_text("\n\n".join([*whole[:3], f"**Ines Dahl:** {NOTES}", *whole[3:4]]), "utf-8")
    return path


@pytest.fixture
def recording_id(library: Library, text: Path) -> str:
    return import_paths(library, [text]).imported[0].recording.id


@pytest.fixture
def needs_engine() -> None:
    problem = why_not()
    if problem is not None:
        pytest.skip(f"{problem} {problem.hint}")


def words(transcript: Transcript, segment: int) -> list[int | None]:
    return [word.start_ms for word in transcript.segments[segment].words or ()]


@pytest.mark.usefixtures("needs_engine")
def test_an_aligned_recording_stays_aligned(
    library: Library, here: Places, recording_id: str, text: Path
) -> None:
    before = library.recordings.transcript(recording_id)
    assert before.timing is Evidence.ESTIMATED
    seen: list[int] = []
    aligned = align_recording(
        library,
        here,
        Wish(recording_id),
        Progress(),
        lambda part: seen.append(len(words(library.recordings.transcript(recording_id), 0))),
    )
    after = library.recordings.transcript(recording_id)
    assert library.recordings.get(recording_id).timing is Evidence.ALIGNED
    assert seen
    assert seen[-1] == len(after.segments[0].text.split())
    assert all(s.words is not None for s in after.segments)
    assert all(len(s.words or ()) == len(s.text.split()) for s in after.segments)
    assert set(words(after, 3)) == {None}
    assert abs((after.segments[2].start_ms or 0) - 26_300) < 1_500
    facts = library.alignments.get(recording_id)
    assert facts == aligned.facts
    assert facts is not None
    assert facts.is_whole
    assert facts.confident > 0.5 * facts.words
    assert 0 < aligned.rtf < 5
    assert not list(here.alignment.glob("*"))

    import_paths(library, [text])
    assert library.recordings.transcript(recording_id) == after

    changed = text.read_text("utf-8").replace("welcome to The Proving", "welcome to the Proving")
    text.write_text(changed, "utf-8")
    import_paths(library, [text])
    mixed = library.recordings.transcript(recording_id)
    assert mixed.segments[0].words is None
    assert words(mixed, 1) == words(after, 1)

    pinned = add_pin(library, recording_id, 0, 9_000)
    assert words(library.recordings.transcript(recording_id), 1) == words(after, 1)
    assert pinned.replaced == ()

    forget_alignment(library, recording_id)
    assert library.recordings.transcript(recording_id).segments[1].words is None


@pytest.mark.usefixtures("needs_engine")
def test_work_that_is_stopped_keeps_what_was_found_and_goes_on_from_there(
    library: Library, here: Places, recording_id: str
) -> None:
    stop = Progress(lambda fraction, _text: stop.cancel() if fraction > 0 else None)
    with pytest.raises(Cancelled):
        align_recording(library, here, Wish(recording_id), stop)
    facts = library.alignments.get(recording_id)
    assert facts is None or not facts.is_whole
    kept = next(iter(here.alignment.glob("*.jsonl"))).read_text("utf-8").splitlines()
    assert kept
    aligned = align_recording(library, here, Wish(recording_id), Progress())
    assert aligned.facts.is_whole
    assert library.recordings.transcript(recording_id).timing is Evidence.ALIGNED


@pytest.mark.usefixtures("needs_engine")
def test_a_text_that_changes_meanwhile_is_not_mixed(
    library: Library, here: Places, recording_id: str, text: Path
) -> None:
    def change(fraction: float, _text: str) -> None:
        if 0 < fraction < 1:
            text.write_text("**Ines Dahl:** Something else, all of a sudden.", "utf-8")
            import_paths(library, [text])

    with pytest.raises(CannotAlign, match="changed meanwhile"):
        align_recording(library, here, Wish(recording_id), Progress(change))
    assert library.alignments.get(recording_id) is None
    assert library.recordings.transcript(recording_id).segments[0].words is None


@pytest.mark.usefixtures("needs_engine")
def test_another_sound_is_refused_and_nothing_is_kept(
    library: Library, here: Places, files: Path, make_wave: MakeWave
) -> None:
    make_wave(files / "talk.wav", 20)
    text = files / "talk.md"
    text.write_text("**Ann:** Welcome to the show about bees and what they eat in winter.", "utf-8")
    recording_id = import_paths(library, [text]).imported[0].recording.id
    with pytest.raises(WrongText):
        align_recording(library, here, Wish(recording_id), Progress())
    assert library.alignments.get(recording_id) is None


@pytest.mark.usefixtures("needs_engine")
def test_without_sound_it_says_so(library: Library, here: Places, files: Path) -> None:
    text = files / "talk.md"
    text.write_text("**Ann:** Welcome to the show about bees.", "utf-8")
    recording_id = import_paths(library, [text]).imported[0].recording.id
    with pytest.raises(CannotAlign, match="no audio"):
        align_recording(library, here, Wish(recording_id), Progress())


@pytest.mark.usefixtures("needs_engine")
def test_a_sound_that_is_gone_is_named(
    library: Library, here: Places, recording_id: str, text: Path
) -> None:
    (text.parent / "bread.wav").unlink()
    with pytest.raises(CannotAlign, match=r"bread\.wav"):
        align_recording(library, here, Wish(recording_id), Progress())
