"""Pieces of a recording as files of their own."""

import io
import warnings
import wave
from collections.abc import Mapping
from pathlib import Path

from desktop_app.audio.cache import written_whole
from desktop_app.audio.ffmpeg import ffmpeg_path, input_arguments, run_ffmpeg
from desktop_app.audio.not_audio import first_bytes, why_not
from desktop_app.errors import AppError
from desktop_app.i18n import _
from desktop_app.timecode import SECOND_MS

with warnings.catch_warnings():
    # Its old regular expressions, and ffmpeg not being on PATH, which is given to it below.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.exceptions import CouldntEncodeError

CLIP_FORMATS = ("mp3", "wav")

_FADE_MS = 20  # long enough not to click, short enough to leave the first sound whole
_BITRATE = "128k"


class ClipFailed(AppError):
    """A clip that could not be cut or written."""


def cut_clip(
    path: Path,
    start_ms: int,
    end_ms: int,
    into: Path,
    *,
    tags: Mapping[str, str] | None = None,
) -> Path:
    """Write the sound from ``start_ms`` to ``end_ms`` to the file ``into`` and return it.

    The ending of ``into`` says the format: one of CLIP_FORMATS. Both ends are faded a little.
    An older file is replaced only when the new one is whole.
    """
    form = into.suffix.lower().removeprefix(".")
    if form not in CLIP_FORMATS:
        raise ClipFailed(
            _("Clips cannot be written as “{ending}”.").format(ending=into.suffix),
            hint=_("Use a name that ends in .mp3 or .wav."),
        )
    clip = _cut(path, start_ms, end_ms)
    fade_ms = min(_FADE_MS, len(clip) // 2)
    clip = clip.fade_in(fade_ms).fade_out(fade_ms)
    AudioSegment.converter = str(ffmpeg_path())
    try:
        with written_whole(into) as temporary:
            clip.export(str(temporary), form, **_encoding(form, tags)).close()
    except (OSError, CouldntEncodeError) as error:
        raise ClipFailed(
            _("“{name}” could not be written.").format(name=into.name),
            hint=_("Check that there is space and that you may write in that folder."),
        ) from error
    return into


def _encoding(form: str, tags: Mapping[str, str] | None) -> dict[str, object]:
    """Return what pydub needs to hear for a format; WAV it writes without ffmpeg."""
    return {"bitrate": _BITRATE, "tags": dict(tags or {})} if form == "mp3" else {}


def _cut(path: Path, start_ms: int, end_ms: int) -> AudioSegment:
    """Decode just this stretch; ffmpeg seeks in the input, which is exact and quick anywhere."""
    first_bytes(path, 1)
    start_ms = max(0, start_ms)
    if end_ms <= start_ms:
        raise _nothing_there()
    arguments = ["-v", "error", "-ss", str(start_ms / SECOND_MS)]
    arguments += ["-t", str((end_ms - start_ms) / SECOND_MS), *input_arguments(path)]
    arguments += ["-map", "0:a:0", "-af", "aformat=sample_fmts=s16:channel_layouts=mono|stereo"]
    outcome = run_ffmpeg([*arguments, "-f", "wav", "pipe:1"])
    if not outcome.output:
        raise why_not(path, outcome.said)
    with wave.open(io.BytesIO(outcome.output)) as sound:
        frames = sound.readframes(sound.getnframes())
        if not frames:
            raise _nothing_there()
        return AudioSegment(
            data=frames,
            sample_width=sound.getsampwidth(),
            frame_rate=sound.getframerate(),
            channels=sound.getnchannels(),
        )


def _nothing_there() -> ClipFailed:
    return ClipFailed(
        _("There is no sound between these two times."),
        hint=_("Choose a start before the end of the recording, and an end after the start."),
    )
