"""Cues of a file: mended in time, told apart by speaker, joined to readable paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.transcript.formats.cue_names import (
    first_name,
    names_above,
    names_in,
    split_by_names,
)
from desktop_app.transcript.formats.cue_paragraphs import Paragraphs
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Reading
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.model import Cue, Problem, Transcript

_WORDS_PER_SECOND = 2.9
_LOOK = 20
Turns = tuple[tuple[str | None, str], ...]
_MOST_MS = 1_000 * 3_600_000  # a thousand hours: anything later is not a time


@dataclass(frozen=True, slots=True)
class Reliance:
    """What may be relied on in a file.

    Whether it has ends; whether names stand before colons; whether a cue that ends as it begins
    is kept so among the file's own cues.
    """

    has_ends: bool = True
    names_in_text: bool = True
    keeps_empty: bool = False


def transcript_of_cues(
    format_name: str,
    cues: Sequence[FileCue],
    source: Source | None = None,
    reliance: Reliance = Reliance(),
    shown: Sequence[str] | None = None,
) -> tuple[Transcript, tuple[Problem, ...]]:
    """Return the transcript of cues in file order, and sentences on what was mended.

    ``shown`` is what of each cue's text is new, where cues repeat what the ones before showed.
    Without a ``source`` the paragraphs do not know their bytes.
    """
    problems: list[Problem] = []
    empty: set[int] = set()
    if reliance.keeps_empty:
        empty = {place for place, cue in enumerate(cues) if cue.start_ms == cue.end_ms}
    is_sorted = _mend(cues, problems, source, reliance)
    order: Sequence[int] = range(len(cues))
    if not is_sorted:
        order = sorted(order, key=lambda place: cues[place].start_ms or 0)
    has_words = any(cue.words is not None for cue in cues)
    if reliance.names_in_text and shown is None and not has_words:
        _take_names_above(cues)
    names = names_in([cue.text for cue in cues]) if reliance.names_in_text else frozenset[str]()
    paragraphs = Paragraphs(source, has_words=has_words, in_order=is_sorted)
    own: list[Cue] = []
    is_usual = shown is None and not empty and not any(cue.turns for cue in cues)
    for place in order:
        cue = cues[place]
        text = cue.text
        if is_usual and (not names or (":" not in text and "：" not in text)):
            own.append(Cue(cue.start_ms or 0, cue.end_ms or 0, cue.speaker, text))
            if text:
                paragraphs.add(cue)
            continue
        if is_usual and cue.words is None and cue.speaker is None:
            named = first_name(text, names)
            if named is not None:
                own.append(Cue(cue.start_ms or 0, cue.end_ms or 0, *named))
                who, said = named
                paragraphs.add(FileCue(cue.start_ms, cue.end_ms, said, cue.place, who))
                continue
        fresh = text if shown is None else shown[place]
        pieces, own_text, voices = _pieces(cue, fresh, names)
        speaker = pieces[0].speaker if pieces else cue.speaker
        end_ms = cue.start_ms if place in empty else cue.end_ms
        own.append(Cue(cue.start_ms or 0, end_ms or 0, speaker, own_text, voices))
        for piece in pieces:
            paragraphs.add(piece)
    return Transcript(format_name, paragraphs.finish(), cues=tuple(own)), tuple(problems)


def _take_names_above(cues: Sequence[FileCue]) -> None:
    """Make speakers of the names that stand on the first line of nearly every cue."""
    look = cues[:_LOOK]
    if sum("\n" in cue.text for cue in look) < 0.8 * len(look):
        return
    if any(cue.speaker for cue in cues):
        return
    names = names_above([cue.text for cue in cues])
    for cue in cues if names else ():
        name, _line_feed, said = cue.text.partition("\n")
        if name in names and said:
            cue.speaker, cue.text = name, said


def reading_of_cues(
    format_name: str,
    cues: Sequence[FileCue],
    source: Source,
    problems: Sequence[Problem] = (),
    *,
    reliance: Reliance = Reliance(),
    knows_bytes: bool = False,
) -> Reading:
    """Return what a file of cues gave: for formats in which nothing special is left to do."""
    transcript, mended = transcript_of_cues(
        format_name, cues, source if knows_bytes else None, reliance
    )
    ordered = sorted((*problems, *mended), key=lambda problem: problem.line or 0)
    return Reading(transcript, None, (*source.problems, *ordered))


def _mend(
    cues: Sequence[FileCue], problems: list[Problem], source: Source | None, reliance: Reliance
) -> bool:
    """Give every cue a start and a later end; return whether they stand in order of time."""
    latest_ms = 0
    is_sorted = True
    for place, cue in enumerate(cues):
        start_ms, end_ms = cue.start_ms, cue.end_ms
        if start_ms is not None and end_ms is not None and latest_ms <= start_ms < end_ms:
            latest_ms = start_ms
            if end_ms <= _MOST_MS:
                continue
        start_ms = _mended_start(cues, place, problems, source)
        if start_ms < latest_ms:
            is_sorted = False
            message = _("The text at {time} stood too late; it was put where its time belongs.")
            problems.append(_problem(cue, source, message.format(time=clock(start_ms))))
        if end_ms is None or not start_ms < end_ms <= _MOST_MS:
            if cue.start_ms is not None and reliance.has_ends:
                message = _("The text at {time} ends before it begins; its end was estimated.")
                problems.append(_problem(cue, source, message.format(time=clock(start_ms))))
            end_ms = _estimated_end(cues, place, start_ms, reliance)
        cue.start_ms, cue.end_ms = start_ms, end_ms
        latest_ms = max(latest_ms, start_ms)
    return is_sorted


def _mended_start(
    cues: Sequence[FileCue], place: int, problems: list[Problem], source: Source | None
) -> int:
    start_ms = cues[place].start_ms
    if start_ms is not None and 0 <= start_ms <= _MOST_MS:
        return start_ms
    if start_ms is not None and -_MOST_MS < start_ms < 0:
        message = _("A time before the start was taken for the start.")
        problems.append(_problem(cues[place], source, message))
        return 0
    message = _("A time cannot be read; its text was placed after the text before it.")
    problems.append(_problem(cues[place], source, message))
    return (cues[place - 1].end_ms or 0) if place else 0


def _estimated_end(cues: Sequence[FileCue], place: int, start_ms: int, reliance: Reliance) -> int:
    end_ms = start_ms + max(1000, round(len(cues[place].text.split()) / _WORDS_PER_SECOND * 1000))
    next_ms = cues[place + 1].start_ms if place + 1 < len(cues) else None
    if next_ms is None or next_ms <= start_ms:
        return end_ms
    return min(end_ms, next_ms) if reliance.has_ends else min(next_ms, end_ms * 2 - start_ms)


def _problem(cue: FileCue, source: Source | None, message: str) -> Problem:
    line = cue.line
    if line is None and cue.place is not None and source is not None:
        line = source.line_at(cue.place[0])
    return Problem(line, message)


def _pieces(cue: FileCue, text: str, names: frozenset[str]) -> tuple[list[FileCue], str, Turns]:
    """Split a cue by its voices, and before each line that names its speaker.

    Returns the pieces, the text without the name before it, and who says what where several do.
    """
    turns, own_text, voices = _turns(cue, text, names)
    turns = [turn for turn in turns if turn[1] or len(turns) == 1]
    if not any(said for _name, said, _skipped in turns):
        if turns and turns[0][0]:
            return [_named(cue, turns[0][0])], own_text, ()
        return [], own_text, ()
    return list(_timed(cue, text, turns)), own_text, voices


def _named(cue: FileCue, name: str) -> FileCue:
    """Return a cue that only says who will speak."""
    return FileCue(cue.start_ms, cue.end_ms, "", cue.place, name)


def _turns(
    cue: FileCue, text: str, names: frozenset[str]
) -> tuple[list[tuple[str | None, str, int]], str, Turns]:
    """Return who says what, with the words of names before it, the own text, and the voices."""
    if cue.turns and text is cue.text:
        turns = [(name, " ".join(said.split()), 0) for name, said in cue.turns]
        return turns, cue.text, tuple(cue.turns)
    named = split_by_names(text, names, cue.speaker)
    first = named[0]
    is_own = first.name is not None and cue.speaker in (None, first.name) and text is cue.text
    voices: Turns = ()
    if text is cue.text and len(named) > 1:
        voices = tuple((turn.name, turn.lines) for turn in named if turn.lines)
    return (
        [(turn.name, turn.said, turn.taken) for turn in named],
        first.rest if is_own else cue.text,
        voices,
    )


def _timed(
    cue: FileCue, text: str, turns: Sequence[tuple[str | None, str, int]]
) -> Iterator[FileCue]:
    start_ms, end_ms = cue.start_ms or 0, cue.end_ms or 0
    counts = [len(said.split()) for _name, said, _skipped in turns]
    total = max(1, sum(counts))
    words = cue.words
    at = len(words) - len(text.split()) if words is not None else 0
    before, first_ms = 0, start_ms
    for place, ((name, said, skipped), count) in enumerate(zip(turns, counts, strict=True)):
        before += count
        last_ms = end_ms if before == total else start_ms + (end_ms - start_ms) * before // total
        mine = None
        error_ms = 0 if not place else (end_ms - start_ms) // 2
        if words is not None:
            at += skipped
            mine = words[at : at + count]
            at += count
            known = mine[0].start_ms if mine else None
            if place and known is not None:
                first_ms, error_ms = known, 0
        yield FileCue(first_ms, last_ms, said, cue.place, name, mine, error_ms=error_ms)
        first_ms = last_ms
