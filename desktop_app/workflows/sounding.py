"""What the player bar needs of a sound file: picture, waveform, and a file that seeks well."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.audio.peaks import Peaks, peaks_of
from desktop_app.audio.remux import playable
from desktop_app.audio.tags import cover
from desktop_app.progress import Progress


@dataclass(frozen=True, slots=True)
class Sound:
    """A file to play in the place of the recording's own, which it may be, and its picture."""

    audio: Path  # the recording's own file
    plays: Path
    picture: bytes | None


def prepare_sound(audio: Path, folder: Path, progress: Progress) -> Sound:
    """Return what to play and show for a file. ``folder`` keeps copies that seek better."""
    return Sound(audio, playable(audio, folder, progress=progress), cover(audio))


def read_waveform(
    audio: Path, folder: Path, on_part: Callable[[Peaks], None], progress: Progress
) -> Peaks:
    """Return the waveform of a file; ``on_part`` gets it as it grows, on this thread."""
    return peaks_of(audio, folder, progress=progress, on_part=on_part)
