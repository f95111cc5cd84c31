"""A transcript as subtitles: short pieces that end where sentences and clauses do.

A file's own cues stay as they are where the text is still theirs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_app.i18n import ngettext
from desktop_app.transcript.formats.format import Export, Options
from desktop_app.transcript.formats.own_cues import ShownCue, own_cues
from desktop_app.transcript.formats.subtitle_lines import pieces_of
from desktop_app.transcript.lookup import moment_at
from desktop_app.transcript.model import Cue, Evidence, Segment, Transcript

_MS_PER_WORD = 345
_SHORTEST_MS = 200
_READABLE_MS = 1_000
_LETTERS_PER_SECOND = 20
_LONGEST_PAUSE_MS = 2_000


def shown_cues(export: Export) -> list[ShownCue]:
    """Return the subtitles of every timed paragraph, in order of time."""
    options, transcript = export.options, export.transcript
    if export.keeps_cues and transcript.cues:
        return list(own_cues(transcript, with_speakers=options.speakers))
    cues = list(_made(transcript, options))
    cues.sort(key=lambda cue: cue.start_ms)
    return list(_readable(cues))


def spoken_by(cues: Sequence[ShownCue]) -> Iterator[tuple[ShownCue, str | None]]:
    """Yield every cue with its speaker: those made here go on with the one before."""
    speaker: str | None = None
    for cue in cues:
        speaker = cue.speaker if cue.is_own else cue.speaker or speaker
        yield cue, speaker


def lost_in_cues(export: Export, *, marks_estimates: bool = False) -> Iterator[str]:
    """Yield sentences on what no format of subtitles can carry."""
    segments = export.transcript.segments
    if export.keeps_cues and export.transcript.cues:
        return
    speech = [segment for segment in segments if segment.is_speech and segment.text]
    untimed = sum(segment.start_ms is None for segment in speech)
    if untimed:
        yield ngettext(
            "{count} paragraph has no time and was left out.",
            "{count} paragraphs have no time and were left out.",
            untimed,
        ).format(count=untimed)
    estimated = sum(segment.is_estimated and segment.start_ms is not None for segment in speech)
    if estimated and not export.options.estimated:
        yield ngettext(
            "{count} paragraph with an estimated time was left out.",
            "{count} paragraphs with estimated times were left out.",
            estimated,
        ).format(count=estimated)
    elif estimated and not marks_estimates:
        yield ngettext(
            "{count} estimated time is written as if it were exact.",
            "{count} estimated times are written as if they were exact.",
            estimated,
        ).format(count=estimated)
    marks = sum(not segment.is_speech for segment in segments)
    if marks:
        yield ngettext(
            "{count} mark such as Break was left out.",
            "{count} marks such as Break were left out.",
            marks,
        ).format(count=marks)


def has_words(export: Export) -> bool:
    """Whether the transcript knows the times of words."""
    return any(segment.words for segment in export.transcript.segments)


def _made(transcript: Transcript, options: Options) -> Iterator[ShownCue]:
    segments = transcript.segments
    own = _OwnCues(transcript.cues)
    speaker: str | None = None
    for segment, end_ms in zip(segments, _ends(segments), strict=True):
        if not segment.is_speech or segment.start_ms is None or not segment.text:
            continue
        if segment.is_estimated and not options.estimated:
            continue
        name = segment.speaker if options.speakers and segment.speaker != speaker else None
        kept = own.of(segment)
        if kept:
            yield from _with_words(kept, segment, options)
        else:
            yield from _cues_of(segment, end_ms, name, options)
        speaker = segment.speaker


def _with_words(cues: Sequence[Cue], segment: Segment, options: Options) -> Iterator[ShownCue]:
    words = segment.words
    place = 0
    for cue in cues:
        count = len(cue.text.split())
        mine = words[place : place + count] if words else None
        if mine is not None and [one.text for one in mine] != cue.text.split():
            mine = None
        place += count
        speaker = cue.speaker if options.speakers else None
        yield ShownCue(cue.start_ms, cue.end_ms, speaker, cue.text, mine, is_own=True)


class _OwnCues:
    """Hands a file's own cues back to the paragraphs they were joined to."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._cues = cues
        self._next = 0

    def of(self, segment: Segment) -> list[Cue]:
        """Return the cues whose text is exactly this segment's, or nothing."""
        place, wanted = self._next, "".join(segment.text.split())
        while place < len(self._cues) and self._cues[place].start_ms < (segment.start_ms or 0):
            place += 1
        first, taken = place, 0
        while place < len(self._cues) and taken < len(wanted):
            own = "".join(self._cues[place].text.split())
            if not wanted.startswith(own, taken):
                return []
            taken += len(own)
            place += 1
        if taken != len(wanted):
            return []
        self._next = place
        return [cue for cue in self._cues[first:place] if cue.text]


def _ends(segments: Sequence[Segment]) -> Iterator[int]:
    """Yield an end for each segment, guessed by its words where none is known."""
    next_ms: list[int | None] = [None] * len(segments)
    following: int | None = None
    for place in range(len(segments) - 1, -1, -1):
        next_ms[place] = following
        start_ms = segments[place].start_ms
        following = start_ms if start_ms is not None else following
    for segment, after_ms in zip(segments, next_ms, strict=True):
        start_ms = segment.start_ms or 0
        if segment.end_ms is not None and segment.end_ms > start_ms:
            yield segment.end_ms
            continue
        spoken_ms = start_ms + max(1, len(segment.text.split())) * _MS_PER_WORD
        is_after = after_ms is not None and after_ms > start_ms
        yield min(spoken_ms, after_ms) if is_after and after_ms is not None else spoken_ms


def _cues_of(
    segment: Segment, end_ms: int, name: str | None, options: Options
) -> Iterator[ShownCue]:
    start_ms = segment.start_ms or 0
    pieces = list(pieces_of(segment.text, len(name) + 2 if name else 0, options))
    timed = replace(segment, end_ms=end_ms, evidence=Evidence.EXACT)
    starts_ms = [moment_at(timed, piece.offset) or start_ms for piece in pieces]
    words = segment.words
    for place, piece in enumerate(pieces):
        last_ms = starts_ms[place + 1] if place + 1 < len(pieces) else end_ms
        text = "\n".join(piece.lines)
        first = len(segment.text[: piece.offset].split())
        mine = words[first : first + len(text.split())] if words else None
        if mine is not None and [one.text for one in mine] != text.split():
            mine = None
        yield ShownCue(
            start_ms if place == 0 else starts_ms[place],
            last_ms,
            name if place == 0 else None,
            text,
            mine,
            is_estimated=segment.is_estimated,
        )


def _readable(cues: Sequence[ShownCue]) -> Iterator[ShownCue]:
    """Yield cues each at least a moment long, and long enough to be read if a pause allows."""
    for place, cue in enumerate(cues):
        if cue.is_own:
            yield cue if cue.end_ms > cue.start_ms else _longer(cue, _SHORTEST_MS)
            continue
        wanted_ms = max(_READABLE_MS, len(cue.text) * 1000 // _LETTERS_PER_SECOND)
        next_ms = cues[place + 1].start_ms if place + 1 < len(cues) else cue.start_ms + wanted_ms
        end_ms = max(
            cue.end_ms, min(cue.start_ms + wanted_ms, next_ms, cue.end_ms + _LONGEST_PAUSE_MS)
        )
        shown = replace(cue, end_ms=end_ms)
        yield shown if end_ms > cue.start_ms else _longer(shown, _SHORTEST_MS)


def _longer(cue: ShownCue, length_ms: int) -> ShownCue:
    return replace(cue, end_ms=cue.start_ms + length_ms)
