"""Whether a file is a recording, how long it really is, and what it says about itself."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.audio.container_tags import read_container
from desktop_app.audio.ffmpeg import NoFfmpeg, input_arguments, run_ffmpeg
from desktop_app.audio.kinds import Kind, is_audio, kind_of
from desktop_app.audio.not_audio import NotAudio, first_bytes, staying, why_not
from desktop_app.audio.samples import mono_blocks
from desktop_app.audio.tags import Tags, read_tags
from desktop_app.i18n import _
from desktop_app.progress import Progress
from desktop_app.timecode import SECOND_MS, clock
from desktop_app.transcript.chapters import Chapter
from desktop_app.transcript.model import Problem

__all__ = ["AudioFacts", "NotAudio", "is_audio", "probe"]

_CONTAINERS = (Kind.MP4, Kind.OTHER)  # ffmpeg knows more of these than mutagen
_UNPACKED = (Kind.WAV, Kind.AIFF)  # their length is arithmetic, and they are large
_CONTAINER = re.compile(r"Duration: (\d+):(\d\d):(\d\d\.\d+)")
_PACKETS = re.compile(r"out_time_us=(\d+)")
_COUNTING_HZ = 8_000
_ROUNDED_MS = 20  # ffmpeg says hundredths of a second
_OFF_MS = 250  # packets know nothing of the silence encoders add at both ends
_SEEN_OFF_MS = 500  # a timeline wrong by this much is noticed
_CUT_OFF_MS = 1_500
_OGG_TAIL_BYTES = 1 << 17


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What is known about a recording before it is played.

    ``problems`` says what is wrong with a file that plays all the same. ``length_misleads``:
    players get its length wrong, and so its seeks; play what ``remux.playable`` returns.
    """

    duration_ms: int
    title: str | None = None
    artist: str | None = None
    album: str | None = None
    published: str | None = None
    chapters: tuple[Chapter, ...] = ()
    problems: tuple[Problem, ...] = ()
    length_misleads: bool = False


def probe(path: Path) -> AudioFacts:
    """Look into a file and return its facts. The content decides, not the name.

    Decodes one second and passes over the rest, which takes about 0.2 s for an hour of MP3.
    Raises NotAudio: vanished, unreadable, empty, text, anything else that does not sound.
    """
    first_bytes(path, 1)
    with staying(path):
        return _facts(path)


def _facts(path: Path) -> AudioFacts:
    tags = _all_tags(path)
    length = _length(path, tags)
    return AudioFacts(
        duration_ms=length.exact_ms,
        title=tags.title,
        artist=tags.artist,
        album=tags.album,
        published=tags.published,
        chapters=tuple(c for c in tags.chapters if c.start_ms < length.exact_ms),
        problems=_problems(path, tags, length),
        length_misleads=abs(length.container_ms - length.exact_ms) > _SEEN_OFF_MS,
    )


def _all_tags(path: Path) -> Tags:
    """Return what the tags say, and what the container says where that is more."""
    tags = read_tags(path)
    if kind_of(path) not in _CONTAINERS:
        return tags
    said = read_container(path)
    # In an MP4 there may be Nero's chapters, whose starts are exact, and QuickTime's, which have
    # no limit of 255 and may be alone.
    nero_is_whole = tags.chapters and len(tags.chapters) >= len(said.chapters)
    return replace(
        tags,
        title=tags.title or said.title,
        artist=tags.artist or said.artist,
        album=tags.album or said.album,
        published=tags.published or said.published,
        chapters=tags.chapters if nero_is_whole else said.chapters,
    )


@dataclass(frozen=True, slots=True)
class _Length:
    exact_ms: int
    container_ms: int  # what players believe


def _length(path: Path, tags: Tags) -> _Length:
    kind = kind_of(path)
    try:
        said = _decodes(path)
    except NoFfmpeg:
        # Qt brings a decoder of its own: the recording plays, with the length it claims.
        if kind is None or tags.length_ms is None:
            raise
        return _Length(tags.length_ms, tags.length_ms)
    claimed_ms = None if tags.length_is_guess else tags.length_ms
    container_ms = _container_ms(said)
    if kind in _UNPACKED and container_ms:  # the claim is finer, where it is true
        fits = claimed_ms is not None and abs(claimed_ms - container_ms) < _ROUNDED_MS
        return _Length(claimed_ms if fits and claimed_ms else container_ms, container_ms)
    packets_ms = _packets_ms(path)
    if not packets_ms or abs((claimed_ms or packets_ms) - packets_ms) > _OFF_MS:
        exact_ms = _counted_ms(path)
    else:
        exact_ms = claimed_ms or packets_ms
    return _Length(exact_ms, container_ms or exact_ms)


def _decodes(path: Path) -> str:
    """Decode the first second and return what ffmpeg says of the file; NotAudio if it cannot."""
    arguments = ["-nostats", *input_arguments(path), "-map", "0:a:0", "-t", "1"]
    outcome = run_ffmpeg([*arguments, "-f", "s16le", "-ac", "1", "-ar", "8000", "pipe:1"])
    if not outcome.output:
        raise why_not(path, outcome.said)
    return outcome.said


def _packets_ms(path: Path) -> int:
    """Return where the last packet ends, by passing over all of them without decoding."""
    arguments = ["-v", "error", "-nostats", *input_arguments(path), "-map", "0:a:0", "-c", "copy"]
    outcome = run_ffmpeg([*arguments, "-f", "null", "-", "-progress", "pipe:1"])
    reached = _PACKETS.findall(outcome.output.decode("ascii", "replace"))
    return round(int(reached[-1]) / 1000) if reached else 0


def _container_ms(said: str) -> int | None:
    found = _CONTAINER.search(said)
    if found is None:
        return None
    return round((int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])) * SECOND_MS)


def _counted_ms(path: Path) -> int:
    """Decode everything and count: for the few files whose header and packets disagree."""
    blocks = mono_blocks(path, rate_hz=_COUNTING_HZ, progress=Progress())
    return round(sum(len(block) for block in blocks) * SECOND_MS / _COUNTING_HZ)


def _problems(path: Path, tags: Tags, length: _Length) -> tuple[Problem, ...]:
    is_ogg = kind_of(path) is Kind.OGG  # it names the time of its end, not its length
    claimed_ms = 0 if tags.length_is_guess or is_ogg else tags.length_ms or 0
    if claimed_ms - length.exact_ms > _CUT_OFF_MS:
        message = _("The file is cut off: the sound ends at {end}, and should last until {whole}.")
        said = message.format(end=clock(length.exact_ms), whole=clock(claimed_ms))
    elif is_ogg and not _ogg_has_an_end(path):
        said = _("The file seems to be cut off: its last part is missing.")
    else:
        return ()
    return (Problem(None, said),)


def _ogg_has_an_end(path: Path) -> bool:
    """Whether the last page is marked as the last of its stream."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - _OGG_TAIL_BYTES))
        tail = file.read()
    page = tail.rfind(b"OggS\0")
    return page < 0 or len(tail) < page + 6 or bool(tail[page + 5] & 4)
