"""Aligning a recording: its sound and its text are brought together, the times are kept."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from desktop_app.alignment.align import Alignment, Task, align, cache_for
from desktop_app.alignment.engines import DEFAULT, open_speech
from desktop_app.alignment.engines.engine import RATE_HZ, Samples, Speech
from desktop_app.alignment.guiding import KnownTime
from desktop_app.alignment.problems import CannotAlign, WrongText
from desktop_app.audio.cache import identity, keep_below
from desktop_app.audio.samples import mono_blocks
from desktop_app.i18n import _
from desktop_app.library import Library, open_library
from desktop_app.library.alignments import AlignmentFacts
from desktop_app.library.pins import Pin
from desktop_app.library.recordings import Recording
from desktop_app.paths import Places
from desktop_app.progress import Progress
from desktop_app.timecode import SECOND_MS
from desktop_app.transcript.model import Segment, Transcript
from desktop_app.workflows.timing import replace_times

OnPart = Callable[[tuple[Segment, ...]], None]

_CACHE_BYTES = 100_000_000
_PIN_WITHIN_MS, _MARK_WITHIN_MS = 700, 1500


@dataclass(frozen=True, slots=True)
class Aligned:
    """How well a recording was aligned. ``rtf``: processor time, as a share of its length."""

    recording_id: str
    facts: AlignmentFacts
    rtf: float


@dataclass(frozen=True, slots=True)
class Wish:
    """What to align, with which engine; what is spoken at ``from_ms`` is done first.

    ``model`` is the folder of a model, for engines that bring none.
    """

    recording_id: str
    engine: str = DEFAULT
    from_ms: int = 0
    model: str | None = None


def align_recording(
    library: Library,
    places: Places,
    wish: Wish,
    progress: Progress,
    on_part: OnPart = lambda _segments: None,
) -> Aligned:
    """Find when each word of a recording is spoken, and keep it in the library as it is found.

    ``on_part`` gets each part after it was kept. Takes minutes: see ``align_in_library``. Work
    that is broken off goes on where it stopped when it is begun again.
    """
    begun_s = _spent_s()
    recording = library.recordings.get(wish.recording_id)
    transcript = library.recordings.unpinned(recording.id)
    speech = open_speech(wish.engine, wish.model)
    work = _Keeping(library, recording, transcript, speech, on_part)
    source = partial(_sound, recording, progress)
    cache = cache_for(work.task, speech, places.alignment)
    try:
        alignment = align(
            work.task,
            source,
            speech,
            cache,
            from_ms=wish.from_ms,
            on_part=work.keep_part,
            progress=progress,
        )
    except WrongText:
        forget_alignment(library, recording.id)
        raise
    facts = work.keep_all(alignment)
    cache.remove()
    keep_below(_CACHE_BYTES, places.alignment, "*.jsonl")
    rtf = (_spent_s() - begun_s) * SECOND_MS / work.task.duration_ms
    return Aligned(recording.id, facts, rtf)


def align_in_library(places: Places, wish: Wish, *, progress: Progress) -> Aligned:
    """Align a recording of the library at ``places``: for a process of its own."""
    with open_library(places.database, backups=places.backups) as library:
        return align_recording(library, places, wish, progress)


def forget_alignment(library: Library, recording_id: str) -> None:
    """Let a text have the times of its file and its pins again."""
    with library.transaction():
        library.alignments.remove(recording_id)
        replace_times(library, recording_id)


class _Keeping:
    """The task, and how what is found of it gets into the library."""

    def __init__(
        self,
        library: Library,
        recording: Recording,
        transcript: Transcript,
        speech: Speech,
        on_part: OnPart,
    ) -> None:
        duration_ms = _duration(recording)
        assert recording.audio is not None
        self._library, self._recording_id = library, recording.id
        self._texts = _texts(transcript)
        self._on_part = on_part
        self._facts = AlignmentFacts(speech.name, duration_ms)
        known = _known_times(transcript, library.pins.list(recording.id))
        self.task = Task(transcript.segments, duration_ms, identity(recording.audio), known)

    def keep_part(self, segments: tuple[Segment, ...]) -> None:
        """Keep some segments while the work goes on."""
        self._keep(self._facts, segments)
        self._on_part(segments)

    def keep_all(self, alignment: Alignment) -> AlignmentFacts:
        """Keep the result."""
        facts = replace(
            self._facts,
            words=alignment.words,
            confident=alignment.confident,
            heard_share=alignment.heard_share,
            is_whole=True,
            done=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        )
        self._keep(facts, alignment.segments)
        return facts

    def _keep(self, facts: AlignmentFacts, segments: tuple[Segment, ...]) -> None:
        library, recording_id = self._library, self._recording_id
        with library.transaction(durable=facts.is_whole):
            recording = library.recordings.get(recording_id)
            now = library.recordings.unpinned(recording_id)
            is_same_sound = recording.duration_ms == self._facts.duration_ms
            if _texts(now) != self._texts or not is_same_sound:
                raise CannotAlign(
                    _("The text or the audio of “{title}” was changed meanwhile.").format(
                        title=recording.title
                    ),
                    hint=_("Align it again."),
                )
            library.alignments.put(recording_id, facts, segments)
            replace_times(library, recording_id)


def _texts(transcript: Transcript) -> list[tuple[str, bool]]:
    return [(segment.text, segment.is_speech) for segment in transcript.segments]


def _known_times(transcript: Transcript, pins: Sequence[Pin]) -> list[KnownTime]:
    """Return the times of the text that are known before its sound is heard."""
    marked = [
        KnownTime(marker.segment, marker.word, marker.moment_ms, _MARK_WITHIN_MS)
        for marker in transcript.markers
        if transcript.segments[marker.segment].is_speech
    ]
    pinned = [KnownTime(pin.segment, pin.word, pin.at_ms, _PIN_WITHIN_MS) for pin in pins]
    return [*pinned, *marked]


def _duration(recording: Recording) -> int:
    """Return how long the sound is. Raises CannotAlign where there is none."""
    if recording.audio is None or recording.duration_ms is None:
        raise CannotAlign(
            _("“{title}” has no audio to align its text with.").format(title=recording.title),
            hint=_("Say where its audio is: “earmark set EPISODE --audio FILE”."),
        )
    if not recording.audio.is_file():
        raise CannotAlign(
            _("The audio “{path}” is not there.").format(path=recording.audio),
            hint=_("Connect the drive it is on, or say where it is now."),
        )
    return recording.duration_ms


def _sound(recording: Recording, progress: Progress, first: int) -> Iterator[Samples]:
    """Yield the sound of a recording from the sample ``first`` on."""
    assert recording.audio is not None
    yield from mono_blocks(
        recording.audio, rate_hz=RATE_HZ, progress=_Silent(progress), first=first
    )


class _Silent(Progress):
    """Stops when another Progress does, and reports nothing: decoding is a small part of it."""

    def __init__(self, other: Progress) -> None:
        super().__init__()
        self._other = other

    def step(self, fraction: float, text: str = "") -> None:
        if self._other.is_cancelled:
            self.cancel()
        super().step(fraction, text)


def _spent_s() -> float:
    """Return the processor time that this process and its finished children have taken."""
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system
