"""Aligning without being asked: which recording is next, and which will never be."""

import ctypes
import json
import logging
import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from desktop_app.alignment.problems import CannotAlign, NoEngine
from desktop_app.audio.cache import identity, written_whole
from desktop_app.audio.not_audio import NotAudio
from desktop_app.library import Library
from desktop_app.library.recordings import Entry
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.transcript.model import Evidence
from desktop_app.workflows.aligning import Aligned, Wish, align_in_library

log = logging.getLogger(__name__)

_NICENESS = 15  # what is left of the processor, and no more
_WINDOWS_IDLE = 0x40  # IDLE_PRIORITY_CLASS, the same there


@dataclass(frozen=True, slots=True)
class Candidate:
    """A recording that can be aligned. ``key`` stands for its text and its sound as they are."""

    recording_id: str
    title: str
    position_ms: int
    key: str


class Refusals:
    """Recordings that could not be aligned: until text or sound change they are left alone.

    Kept with what was heard, in a folder that may be deleted: then each is tried once more.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "refused.json"

    def keys(self) -> frozenset[str]:
        """Return the keys of all candidates that were refused."""
        try:
            kept = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return frozenset()
        return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()

    def add(self, key: str) -> None:
        """Keep that a candidate was refused."""
        kept = sorted({*self.keys(), key})
        try:
            with written_whole(self._path) as path:
                path.write_text(json.dumps(kept, indent=0), "utf-8")
        except OSError as error:
            log.warning("That an alignment was refused is not kept: %s", error)


def next_to_align(
    library: Library,
    places: Places,
    *,
    first: Sequence[str] = (),
    besides: Collection[str] = (),
) -> Candidate | None:
    """Return the recording to align next, None when all are as good as they can be.

    Those named in ``first`` come first, then those begun to be heard, then the newest; none of
    ``besides``. Wanted are a sound that is there, a text with estimated times, and that it was
    neither aligned to its end nor refused.
    """
    if library.read_only:
        return None
    refused = Refusals(places.alignment).keys()
    positions_ms = library.listening.positions()
    entries = {entry.id: entry for entry in library.recordings.list()}
    newest = sorted(entries.values(), key=lambda e: (e.published or "", e.added), reverse=True)
    order = [entries[one] for one in first if one in entries]
    order += [entry for entry in newest if positions_ms.get(entry.id)]
    order += newest
    for entry in dict.fromkeys(order):
        if entry.id not in besides and _has_work(library, entry):
            key = _key(library, entry)
            if key is not None and key not in refused:
                return Candidate(entry.id, entry.title, positions_ms.get(entry.id, 0), key)
    return None


def align_quietly(places: Places, candidate: Candidate, *, progress: Progress) -> Aligned:
    """Align with what the machine has left over: for a process of its own.

    What cannot be aligned is remembered, and not tried again as long as it stays as it is.
    """
    _step_back()
    wish = Wish(candidate.recording_id, from_ms=candidate.position_ms)
    try:
        return align_in_library(places, wish, progress=progress)
    except NoEngine:
        raise
    except (CannotAlign, NotAudio):
        Refusals(places.alignment).add(candidate.key)
        raise


def _has_work(library: Library, entry: Entry) -> bool:
    if entry.audio is None or not entry.segments or not entry.duration_ms:
        return False
    facts = library.alignments.get(entry.id)
    if facts is None:
        return entry.timing is Evidence.ESTIMATED and entry.audio.is_file()
    own = library.recordings.unpinned(entry.id)
    is_done = (
        facts.is_whole and library.alignments.applied(entry.id, own, entry.duration_ms) is not None
    )
    return not is_done and entry.audio.is_file()


def _key(library: Library, entry: Entry) -> str | None:
    """Return what stands for a text and its sound; None for a sound that cannot be read."""
    assert entry.audio is not None
    try:
        digest = blake2b(identity(entry.audio).encode(), digest_size=16)
    except (NotAudio, OSError):
        return None
    for segment in library.recordings.unpinned(entry.id).segments:
        digest.update(f"{segment.kind}\0{segment.text}\0".encode())
    return digest.hexdigest()


def _step_back() -> None:
    """Let everything else on this machine go first."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _WINDOWS_IDLE)
    else:
        os.nice(_NICENESS)
