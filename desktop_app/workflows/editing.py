"""Changing what is known of a recording: its names, its date, its audio."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.audio.probe import probe
from desktop_app.library import Library
from desktop_app.library.recordings import Origin, Recording
from desktop_app.library.sources import Role, Source
from desktop_app.workflows.keeping import absolute
from desktop_app.workflows.reading_files import digest_of
from desktop_app.workflows.timing import replace_times


@dataclass(frozen=True, slots=True)
class Details:
    """What the user says about a recording; None leaves what there is."""

    title: str | None = None
    show: str | None = None
    published: str | None = None
    audio: Path | None = None


def edit_details(library: Library, recording_id: str, details: Details) -> Recording:
    """Change details and return the recording. Nothing read from a file replaces them later.

    With another audio the text is placed in time anew. Raises NotAudio.
    """
    fields: dict[str, object] = {}
    for name in ("title", "show", "published"):
        value = getattr(details, name)
        if value is not None:
            fields |= {name: value, f"{name}_from": Origin.USER}
    if details.audio is not None:
        facts = probe(details.audio)
        fields |= {
            "audio": absolute(details.audio),
            "audio_from": Origin.USER,
            "duration_ms": facts.duration_ms,
        }
    with library.transaction():
        recording = library.recordings.update(recording_id, **fields)
        if details.audio is not None:
            _take_audio(library, recording, details.audio)
        return library.recordings.get(recording_id)


def _take_audio(library: Library, recording: Recording, path: Path) -> None:
    digest = digest_of(path, is_audio=True) or ""
    source = Source(recording.id, Role.AUDIO, absolute(path), digest)
    library.recordings.sources.keep(source, alone=True)
    replace_times(library, recording.id)
