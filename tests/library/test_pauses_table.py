"""Where recordings pause, kept for one sound file."""

from pathlib import Path

from desktop_app.library import Library

SPANS = [(0, 500), (1_200, 1_450)]


def test_pauses_are_kept_for_the_file_they_were_heard_in(library: Library) -> None:
    recording = library.recordings.add(title="x")
    sound = Path("/sound/x.mp3")
    assert library.pauses.get(recording.id, sound) is None
    library.pauses.put(recording.id, sound, SPANS)
    assert library.pauses.get(recording.id, sound) == SPANS
    assert library.pauses.get(recording.id, Path("/sound/y.mp3")) is None
    assert library.pauses.get(recording.id, None) is None


def test_another_file_s_pauses_take_their_place(library: Library) -> None:
    recording = library.recordings.add(title="x")
    library.pauses.put(recording.id, Path("/a.mp3"), SPANS)
    library.pauses.put(recording.id, Path("/b.mp3"), [])
    assert library.pauses.get(recording.id, Path("/a.mp3")) is None
    assert library.pauses.get(recording.id, Path("/b.mp3")) == []
