"""Times that become better once the sound was listened to, and stay so."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop_app.audio.peaks import Peaks
from desktop_app.library import Library
from desktop_app.transcript.clock import place
from desktop_app.transcript.model import Transcript
from desktop_app.workflows.bookmarking import add_bookmark
from desktop_app.workflows.editing import Details, edit_details
from desktop_app.workflows.importing import import_paths
from desktop_app.workflows.pinning import add_pin, remove_pin
from desktop_app.workflows.timing import hear_pauses, replace_times
from tests.transcript.test_clock_pauses import spoken

MakeWave = Callable[..., Path]


def markdown(transcript: Transcript) -> str:
    times = {marker.segment: marker.moment_ms // 1000 for marker in transcript.markers}
    return "\n\n".join(
        "**Ann:** "
        + (rf"\[{times[s.index] // 60:02}:{times[s.index] % 60:02}\] " if s.index in times else "")
        + s.text
        for s in transcript.segments
    )


def sounding(silences: list[tuple[int, int]], length_ms: int) -> Peaks:
    """Return the waveform of a voice with these pauses."""
    levels = np.full(length_ms // 20, 200, np.uint8)
    for start_ms, end_ms in silences:
        levels[start_ms // 20 : end_ms // 20] = 120
    return Peaks(50, levels.tobytes(), levels.tobytes(), length_ms)


@pytest.fixture
def talk(library: Library, files: Path, make_wave: MakeWave) -> tuple[str, list[int], Peaks]:
    """An episode of uneven talk: its id, the true starts, its sound."""
    transcript, starts, silences = spoken(91)
    length_ms = starts[-1] + 40_000
    (files / "talk.md").write_text(markdown(transcript), "utf-8")
    make_wave(files / "talk.wav", length_ms / 1000)
    (done,) = import_paths(library, [files / "talk.md"]).imported
    return done.recording.id, starts, sounding(silences, length_ms)


def off_ms(library: Library, recording_id: str, starts: list[int]) -> float:
    segments = library.recordings.transcript(recording_id).segments
    return float(
        np.median([abs((s.start_ms or 0) - a) for s, a in zip(segments, starts, strict=True)])
    )


def test_a_sound_that_was_read_makes_times_better_once(
    library: Library, files: Path, talk: tuple[str, list[int], Peaks]
) -> None:
    recording_id, starts, peaks = talk
    before, revision = off_ms(library, recording_id, starts), library.recordings.get(recording_id)
    assert hear_pauses(library, recording_id, files / "talk.wav", peaks)
    assert off_ms(library, recording_id, starts) < before / 2
    assert library.recordings.get(recording_id).revision > revision.revision
    assert not hear_pauses(library, recording_id, files / "talk.wav", peaks)


def test_another_file_s_sound_changes_nothing(
    library: Library, files: Path, talk: tuple[str, list[int], Peaks]
) -> None:
    recording_id, _starts, peaks = talk
    before = library.recordings.transcript(recording_id)
    assert not hear_pauses(library, recording_id, files / "other.wav", peaks)
    assert library.recordings.transcript(recording_id) == before


def test_better_times_stay_through_imports_and_pins(
    library: Library, files: Path, talk: tuple[str, list[int], Peaks]
) -> None:
    recording_id, _starts, peaks = talk
    hear_pauses(library, recording_id, files / "talk.wav", peaks)
    heard = library.recordings.transcript(recording_id)
    import_paths(library, [files / "talk.md"])
    assert library.recordings.transcript(recording_id) == heard
    (files / "talk.md").write_text((files / "talk.md").read_text("utf-8") + "\n", "utf-8")
    import_paths(library, [files / "talk.md"])
    assert library.recordings.transcript(recording_id).segments == heard.segments
    pin = add_pin(library, recording_id, 45, (heard.segments[45].start_ms or 0) + 20_000).pin
    assert library.recordings.transcript(recording_id) != heard
    remove_pin(library, pin.id)
    assert library.recordings.transcript(recording_id).segments == heard.segments


def test_other_audio_is_placed_without_the_pauses_of_the_old(
    library: Library,
    files: Path,
    talk: tuple[str, list[int], Peaks],
    make_wave: MakeWave,
) -> None:
    recording_id, _starts, peaks = talk
    hear_pauses(library, recording_id, files / "talk.wav", peaks)
    length_ms = peaks.duration_ms + 30_000
    edit_details(library, recording_id, Details(audio=make_wave(files / "b.wav", length_ms / 1000)))
    stored = library.recordings.transcript(recording_id)
    assert stored == place(stored, length_ms).transcript


def test_placing_again_writes_nothing_and_moves_no_bookmark(
    library: Library, talk: tuple[str, list[int], Peaks]
) -> None:
    recording_id, starts, _peaks = talk
    kept = add_bookmark(library, recording_id, starts[10])
    revision = library.recordings.get(recording_id).revision
    replace_times(library, recording_id)
    assert library.recordings.get(recording_id).revision == revision
    assert library.bookmarks.get(kept.id) == kept
