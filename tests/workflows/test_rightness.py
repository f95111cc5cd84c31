"""A sound that is not the text's own is noticed; one that is never is, or hardly ever."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.library import Library
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.transcript.formats import read_transcript
from desktop_app.transcript.model import Cue, Evidence, Kind, Marker, Segment, Transcript, Word
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.opening import open_recording
from desktop_app.workflows.pinning import add_pin
from desktop_app.workflows.rightness import doubt_audio, doubt_found, doubt_of
from desktop_app.workflows.timing import replace_times

SHARED = Path(__file__).parents[3] / "shared"
LINE = "words of six letter pieces that go on and on until they are told."  # 4.8 s to say


def talk(count: int = 200) -> Transcript:
    segments = tuple(Segment(i, Kind.SPEECH, LINE, "Ann") for i in range(count))
    markers = tuple(Marker(i, 0, i * 4_800) for i in range(0, count, 25))
    return Transcript("changelog-markdown", segments, markers)


def message(transcript: Transcript, duration_ms: int | None) -> str:
    doubt = doubt_audio(transcript, duration_ms)
    assert doubt is None or "find the right file" in doubt.hint
    return doubt.message if doubt else ""


@pytest.mark.parametrize("minutes", [15.5, 16, 18, 21])
def test_a_sound_that_fits_is_not_doubted(minutes: float) -> None:
    assert message(talk(), round(minutes * 60_000)) == ""


def test_times_after_the_end_of_the_sound_are_doubted() -> None:
    assert message(talk(), 600_000) == (
        "The text has times up to 14:00, but the sound ends at 10:00."
    )


def test_a_sound_that_goes_on_long_after_the_text_is_doubted() -> None:
    assert message(talk(), 3_600_000).startswith("The sound goes on for about 4")


def test_more_words_than_anybody_can_say_are_doubted() -> None:
    bare = replace(talk(), markers=())
    assert message(bare, 400_000) == (
        "The text is too long for this sound: nobody says 2800 words in 7 min."
    )


def test_far_fewer_words_than_the_sound_holds_are_doubted() -> None:
    bare = replace(talk(), markers=())
    assert message(bare, 3_600_000).startswith("The sound is 1 h 0 min long, and this text")


def test_subtitles_are_doubted_by_their_last_cue() -> None:
    cues = (Cue(0, 900_000, None, LINE),)
    assert message(replace(talk(), markers=(), cues=cues), 902_000) == ""
    assert message(replace(talk(), markers=(), cues=cues), 800_000).endswith("ends at 13:20.")


def test_short_texts_and_unknown_lengths_are_never_doubted() -> None:
    assert message(replace(talk(3), markers=()), 3_600_000) == ""
    assert message(talk(), None) == ""
    assert message(Transcript(""), 60_000) == ""


def test_an_import_says_so_and_the_window_too_until_a_line_is_pinned(
    library: Library, files: Path, make_wave: Callable[..., Path]
) -> None:
    text = "\n\n".join(rf"**Ann:** \[{n // 60:02}:{n % 60:02}\] {LINE}" for n in range(0, 90, 5))
    (files / "talk.md").write_text(text, "utf-8")
    make_wave(files / "talk.wav", 50)
    (done,) = import_paths(library, [files / "talk.md"]).imported
    sentence = "The text has times up to 1:25, but the sound ends at 0:50."
    assert any(problem.message.startswith(sentence) for problem in done.problems)
    doubt = open_recording(library, done.recording.id).doubt
    assert doubt is not None
    assert doubt.message == sentence
    add_pin(library, done.recording.id, 1, 5_000)
    assert open_recording(library, done.recording.id).doubt is None


def test_made_episodes_are_what_they_say_and_not_each_other() -> None:
    folder = SHARED / "corpus" / "speech-made"
    if not folder.exists():
        pytest.skip("../shared/corpus/speech-made is not here")
    made = {
        name: (
            read_transcript(folder / f"{name}.md").transcript,
            round(1000 * json.loads((folder / f"{name}.truth.json").read_text("utf-8"))["dur"]),
        )
        for name in ("easy", "hard")
    }
    for name, (transcript, length_ms) in made.items():
        assert message(transcript, length_ms) == "", name
    assert message(made["easy"][0], made["hard"][1])
    assert message(made["hard"][0], made["easy"][1])


def aligned(*runs: tuple[bool, int], gap_ms: int = 0) -> Transcript:
    """Return a text in runs of so many words that are said, or not; a gap follows the first run."""
    segments: list[Segment] = []
    at_ms = 0
    for is_said, count in runs:
        known = []
        for _word in range(count):
            known.append(Word("word", at_ms, at_ms + 300, 0.9) if is_said else SILENT)
            at_ms += 300 if is_said else 0
        text = " ".join(["word"] * count)
        line = Segment(len(segments), Kind.SPEECH, text, "Ann", words=tuple(known))
        if is_said:
            start_ms = at_ms - 300 * count
            line = replace(line, start_ms=start_ms, end_ms=at_ms, evidence=Evidence.ALIGNED)
        segments.append(line)
        at_ms += gap_ms if len(segments) == 1 else 0
    return Transcript("changelog-markdown", tuple(segments))


SILENT = Word("word", None, None, 0.1)
SAID, UNSAID = True, False


def found_message(transcript: Transcript, duration_ms: int) -> str:
    doubt = doubt_found(transcript, duration_ms)
    assert doubt is None or "find the right file" in doubt.hint
    return doubt.message if doubt else ""


def test_after_aligning_a_cut_is_told_by_what_was_found() -> None:
    same = aligned((SAID, 900), (UNSAID, 80), (SAID, 900), (UNSAID, 80))
    assert found_message(same, 560_000) == ""
    assert found_message(aligned((SAID, 900), (UNSAID, 1_000)), 280_000) == (
        "Only 47 % of the words of this text were found in the sound."
    )
    assert found_message(aligned((SAID, 900), (UNSAID, 400), (SAID, 200)), 340_000) == (
        "About 2 min of the text is not in the sound, from 4:30 on."
    )
    assert found_message(aligned((SAID, 900), (SAID, 200), gap_ms=400_000), 740_000) == (
        "About 7 min of the sound is not in the text, from 4:30 on."
    )
    assert found_message(Transcript(""), 60_000) == ""


def test_after_aligning_drifted_times_of_the_file_are_no_doubt(
    library: Library, files: Path, make_wave: Callable[..., Path]
) -> None:
    text = "\n\n".join(rf"**Ann:** \[{n // 60:02}:{n % 60:02}\] {LINE}" for n in range(0, 90, 5))
    (files / "talk.md").write_text(text, "utf-8")
    make_wave(files / "talk.wav", 50)
    (done,) = import_paths(library, [files / "talk.md"]).imported
    recording = library.recordings.get(done.recording.id)
    assert doubt_of(library, recording) is not None
    found = []
    for number, segment in enumerate(library.recordings.unpinned(recording.id).segments):
        start_ms = 2_700 * number
        words = tuple(Word(w, start_ms, start_ms + 100, 0.9) for w in segment.text.split())
        segment = replace(segment, start_ms=start_ms, end_ms=start_ms + 2_600, error_ms=60)
        found.append(replace(segment, words=words, evidence=Evidence.ALIGNED))
    facts = AlignmentFacts("pocketsphinx", 50_000, len(found), len(found), 1.0, True)
    library.alignments.put(recording.id, facts, found)
    replace_times(library, recording.id)
    assert doubt_of(library, library.recordings.get(recording.id)) is None
