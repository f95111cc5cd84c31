"""Words onto audio: hear the sound, compare with the text, fit the text between what was heard.

Works through the sound chunk by chunk, so memory does not grow with its length. It may begin
anywhere: what comes before is done afterwards.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.alignment.aligned_text import SaidText, said_text
from desktop_app.alignment.chunks import Chunk, chunks, first_sample
from desktop_app.alignment.engines.engine import Engine, Samples, Speech
from desktop_app.alignment.guiding import KnownTime
from desktop_app.alignment.heard_cache import HeardCache
from desktop_app.alignment.listening import Listening
from desktop_app.alignment.meter import Meter
from desktop_app.alignment.problems import CannotAlign, WrongText
from desktop_app.alignment.words import with_words
from desktop_app.i18n import _
from desktop_app.progress import Progress
from desktop_app.transcript.model import Segment

log = logging.getLogger(__name__)

# Gives the sound from a sample on, in blocks of any length.
Source = Callable[[int], Iterator[Samples]]
OnPart = Callable[[tuple[Segment, ...]], None]

_CHUNKS_A_PART = 4
_FIRST_PART_CHUNKS = 2
_LEAST_SHARE = 0.2  # of the words that are heard or said, whichever are fewer, in one order
_EARLY_S, _EARLY_SHARE = 900, 0.06
_SURE = 0.5
FORMAT = "1"  # of what is kept about a recording; another one starts anew


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be aligned. ``sound_key`` stands for the sound, in the cache.

    ``known`` are times known beforehand. Wrong ones do no harm.
    """

    segments: Sequence[Segment]
    duration_ms: int
    sound_key: str = ""
    known: Sequence[KnownTime] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """The segments with their words. ``confident`` counts those that are surely right."""

    segments: tuple[Segment, ...]
    words: int
    confident: int
    heard_share: float  # of the spoken words of the text, how many were heard


def align(
    task: Task,
    source: Source,
    speech: Speech,
    cache: HeardCache | None,
    *,
    from_ms: int = 0,
    on_part: OnPart = lambda _segments: None,
    progress: Progress | None = None,
) -> Alignment:
    """Find when each word is spoken.

    What is spoken at ``from_ms`` is done first. ``on_part`` gets segments as soon as they are
    placed; they may change a little in the end. Raises WrongText when the text is not what is
    said, WrongLanguage when the engine does not speak it.
    """
    text = said_text(task.segments, speech.knows)
    if not len(text.words):
        raise CannotAlign(
            _("There is no text to align."),
            hint=_("Import the transcript of this recording first."),
        )
    speech.check(text)
    engine = speech.engine_for(text)
    work = _Work(task, text, engine, cache or HeardCache(None), progress or Progress())
    return work.done(source, from_ms, on_part)


def cache_for(task: Task, speech: Speech, folder: Path) -> HeardCache:
    """Return where what is heard in this recording is kept."""
    text = said_text(task.segments, speech.knows)
    return HeardCache(folder, FORMAT, task.sound_key, text.digest(), speech.identity)


class _Work:
    """One alignment on its way."""

    def __init__(
        self, task: Task, text: SaidText, engine: Engine, cache: HeardCache, progress: Progress
    ) -> None:
        self._task, self._text, self._engine, self._cache = task, text, engine, cache
        self._progress = progress
        self._listening = Listening(text, engine, task.known)
        self._meter = Meter(progress, task.duration_ms / 1000)

    def done(self, source: Source, from_ms: int, on_part: OnPart) -> Alignment:
        first = first_sample(from_ms / 1000)
        begun = self._run(source, first, None, on_part)
        if begun is None or begun > 0:
            self._listening.turn_back()
            self._run(source, 0, begun, on_part)
        self._check(is_over=True)
        placing = self._listening.finish()
        segments = tuple(
            with_words(segment, number, self._text, placing)
            for number, segment in enumerate(self._task.segments)
        )
        words = [word for segment in segments for word in segment.words or ()]
        self._progress.step(1.0)
        return Alignment(
            segments,
            len(words),
            sum(word.confidence >= _SURE for word in words),
            self._listening.heard_share(),
        )

    def _run(self, source: Source, first: int, stop: int | None, on_part: OnPart) -> int | None:
        """Hear and place what is spoken from ``first`` on; return where it really began.

        None is returned when there is no sound from there on.
        """
        begun: int | None = None
        waiting, is_first_part = 0, True
        for chunk in chunks(source(first), first):
            if begun is None:
                if first > 0 and chunk.start == first:
                    continue  # its beginning is no quiet moment
                begun = chunk.start
            if stop is not None and chunk.start >= stop:
                break
            self._hear(chunk)
            waiting += 1
            if waiting >= (_FIRST_PART_CHUNKS if is_first_part else _CHUNKS_A_PART):
                waiting, is_first_part = 0, False
                self._tell(self._listening.settle(), on_part)
                self._check(is_over=False)
        self._tell(self._listening.settle(is_end=True), on_part)
        return begun

    def _hear(self, chunk: Chunk) -> None:
        self._meter.step(chunk.samples)
        heard = self._cache.get(chunk.start, len(chunk.samples))
        if heard is None:
            heard = self._engine.hear(chunk.samples)
            self._cache.put(chunk.start, len(chunk.samples), heard)
        self._listening.add(chunk, heard)

    def _tell(self, settled: Sequence[int], on_part: OnPart) -> None:
        if settled and self._listening.agreement() >= _LEAST_SHARE:  # else it may be refused yet
            placing = self._listening.placing
            on_part(
                tuple(
                    with_words(self._task.segments[number], number, self._text, placing)
                    for number in settled
                )
            )

    def _check(self, *, is_over: bool) -> None:
        share = self._listening.agreement()
        if is_over and share < _LEAST_SHARE:
            raise _wrong_text()
        if not is_over and share < _EARLY_SHARE and self._meter.heard_s > _EARLY_S:
            raise _wrong_text()


def _wrong_text() -> WrongText:
    return WrongText(
        _("This text is not what is said in the recording: hardly any of its words were heard."),
        hint=_("Check that the transcript and the audio belong to the same episode."),
    )
