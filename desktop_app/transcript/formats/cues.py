"""Cues of a subtitle file: mended in time, told apart by speaker, joined to readable paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop_app.i18n import _
from desktop_app.timecode import clock
from desktop_app.transcript.formats.names import looks_like_name
from desktop_app.transcript.model import (
    Cue,
    Evidence,
    Kind,
    Problem,
    Segment,
    SourceSpan,
    Transcript,
)

_NAME = re.compile(
    r"(?:[-–—]\s*|>>\s*)?(?P<name>[^\s:<>\[\](){}][^:<>\[\]{}\n]{0,58}?)\s*:(?=\s)\s*"
)
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]♪]*\s*\Z")
_CLAUSE_END = re.compile(r"[,;:–—-][\"'”’)]*\s*\Z")
_SOUND = re.compile(
    r"[\[(♪♫*\s]+(?P<what>[^\[\]()♪♫*]*?\b(?:music|jingle|applause|song|theme|intro|outro)\b"
    r"[^\[\]()♪♫*]*?)[\])♪♫*\s]+|[♪♫\s]+",
    re.IGNORECASE,
)
_WORDS_PER_SECOND = 2.9
_LONG_PAUSE_MS = 4_000
_PAUSE_MS = 2_000
_BREATH_MS = 700
_ENOUGH_FOR_A_PAUSE = 15
_ENOUGH, _PLENTY, _TOO_MUCH = 60, 90, 120


@dataclass(frozen=True, slots=True)
class FileCue:
    """One cue as it stands in the file. A time that cannot be read is None."""

    start_ms: int | None
    end_ms: int | None
    text: str
    line: int
    span: SourceSpan
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one speaker says in one cue."""

    start_ms: int
    end_ms: int
    speaker: str | None
    text: str
    span: SourceSpan
    error_ms: int = 0


def transcript_of_cues(
    format_name: str, cues: Sequence[FileCue]
) -> tuple[Transcript, tuple[Problem, ...]]:
    """Return the transcript of cues in file order, and sentences on what was mended."""
    problems: list[Problem] = []
    _report_order(cues, problems)
    timed = sorted(_mended(cues, problems), key=lambda cue: cue.start_ms or 0)
    names = _speakers(timed)
    split = [_pieces_of(cue, names) for cue in timed]
    own = tuple(
        Cue(cue.start_ms or 0, cue.end_ms or 0, pieces[0].speaker, _cue_text(cue, pieces))
        for cue, pieces in zip(timed, split, strict=True)
    )
    pieces = [piece for several in split for piece in several]
    segments = tuple(_paragraphs(pieces))
    return Transcript(format_name, segments, cues=own), tuple(problems)


def _mended(cues: Sequence[FileCue], problems: list[Problem]) -> list[FileCue]:
    """Give every cue a start and a later end."""
    mended: list[FileCue] = []
    for place, cue in enumerate(cues):
        start_ms, end_ms = cue.start_ms, cue.end_ms
        if start_ms is None:
            start_ms = mended[-1].end_ms if mended else 0
            end_ms = None
            message = _("A time cannot be read; its text was placed after the text before it.")
            problems.append(Problem(cue.line, message))
        elif end_ms is None or end_ms <= start_ms:
            message = _("The text at {time} ends before it begins; its end was estimated.").format(
                time=clock(start_ms)
            )
            problems.append(Problem(cue.line, message))
        start_ms = start_ms or 0
        if end_ms is None or end_ms <= start_ms:
            end_ms = start_ms + max(1000, round(len(cue.text.split()) / _WORDS_PER_SECOND * 1000))
            next_ms = cues[place + 1].start_ms if place + 1 < len(cues) else None
            if next_ms is not None and start_ms < next_ms < end_ms:
                end_ms = next_ms
        mended.append(replace(cue, start_ms=start_ms, end_ms=end_ms))
    return mended


def _report_order(cues: Sequence[FileCue], problems: list[Problem]) -> None:
    latest_ms = 0
    for cue in cues:
        start_ms = latest_ms if cue.start_ms is None else cue.start_ms
        if start_ms < latest_ms:
            message = _("The text at {time} stood too late; it was put where its time belongs.")
            problems.append(Problem(cue.line, message.format(time=clock(start_ms))))
        latest_ms = max(latest_ms, start_ms)


def _speakers(cues: Sequence[FileCue]) -> frozenset[str]:
    """Return what stands before a colon often or plainly enough to be somebody's name."""
    found = [
        (match["name"].strip(), line[match.end() :])
        for cue in cues
        for line in cue.text.split("\n")
        if (match := _NAME.match(line)) and looks_like_name(match["name"])
    ]
    counts = Counter(name for name, _said in found if not name[:1].islower())
    is_usual = sum(counts.values()) > 0.2 * len(cues)
    names = {
        name
        for name, count in counts.items()
        if is_usual or count > 1 or " " in name or name.isupper()
    }
    # In a file with names, or as its first word, a single word is one if a sentence follows.
    rare = found if names else found[:1] if cues and _NAME.match(cues[0].text) else []
    names |= {name for name, said in rare if name in counts and not said[:1].islower()}
    return frozenset(names)


def _pieces_of(cue: FileCue, names: frozenset[str]) -> list[_Piece]:
    """Split a cue before each line that names its speaker, sharing its time by words."""
    parts: list[tuple[str | None, list[str]]] = [(cue.voice, [])]
    for line in cue.text.split("\n"):
        found = _NAME.match(line)
        name = found["name"].strip() if found else None
        if found and name in names:
            if parts[-1][1] or parts[-1][0] is not None:
                parts.append((name, []))
            else:
                parts[-1] = (name, parts[-1][1])
            line = line[found.end() :]
        parts[-1][1].append(line)
    texts = [(name, " ".join(" ".join(lines).split())) for name, lines in parts]
    texts = [(name, text) for name, text in texts if text] or [texts[0]]
    start_ms, end_ms = cue.start_ms or 0, cue.end_ms or 0
    total = max(1, sum(len(text.split()) for _name, text in texts))
    pieces: list[_Piece] = []
    before = 0
    for name, text in texts:
        first_ms = start_ms + (end_ms - start_ms) * before // total
        before += len(text.split())
        last_ms = start_ms + (end_ms - start_ms) * before // total if before < total else end_ms
        error_ms = 0 if not pieces else (end_ms - start_ms) // 2
        pieces.append(_Piece(first_ms, last_ms, name, text, cue.span, error_ms))
    return pieces


def _cue_text(cue: FileCue, pieces: Sequence[_Piece]) -> str:
    """Return a cue's own lines, without the name that its speaker field holds."""
    if pieces[0].speaker is None or cue.voice is not None:
        return cue.text
    return _NAME.sub("", cue.text, count=1)


def _paragraphs(pieces: Sequence[_Piece]) -> Iterator[Segment]:
    held: list[_Piece] = []
    speaker: str | None = None
    index = 0
    for piece in pieces:
        sound = _sound(piece.text)
        if held and (sound or _breaks(held, piece, speaker)):
            yield _paragraph(index, held, speaker)
            index, held = index + 1, []
        if sound:
            yield replace(_paragraph(index, [piece], None), kind=Kind.MARK, text=sound)
            index += 1
            continue
        speaker = piece.speaker or speaker
        held.append(piece)
    if held:
        yield _paragraph(index, held, speaker)


def _sound(text: str) -> str | None:
    """Return what is heard where a cue is nothing but that: ``[upbeat music]``, ``♪``."""
    found = _SOUND.fullmatch(text)
    if found is None:
        return None
    what = " ".join((found["what"] or "").split())
    return what[:1].upper() + what[1:] if what else _("Music")


def _breaks(held: Sequence[_Piece], piece: _Piece, speaker: str | None) -> bool:
    """Whether a new paragraph starts at ``piece``."""
    if piece.speaker is not None and piece.speaker != speaker:
        return True
    pause_ms = piece.start_ms - max(one.end_ms for one in held)
    if pause_ms >= _LONG_PAUSE_MS:
        return True
    size = sum(_size(one.text) for one in held)
    text = held[-1].text
    if _SENTENCE_END.search(text):
        return size >= _ENOUGH or (pause_ms >= _PAUSE_MS and size >= _ENOUGH_FOR_A_PAUSE)
    if size >= _PLENTY and (_CLAUSE_END.search(text) or pause_ms >= _BREATH_MS):
        return True
    return size >= _TOO_MUCH


def _size(text: str) -> int:
    """Return the words of a text; writing without blanks counts six letters as one."""
    return max(len(text.split()), len(text) // 12)


def _paragraph(index: int, pieces: Sequence[_Piece], speaker: str | None) -> Segment:
    first = pieces[0]
    span = SourceSpan(
        min(piece.span.start_byte for piece in pieces), max(piece.span.end_byte for piece in pieces)
    )
    return Segment(
        index=index,
        kind=Kind.SPEECH,
        text=" ".join(piece.text for piece in pieces),
        speaker=speaker,
        start_ms=first.start_ms,
        end_ms=max(piece.end_ms for piece in pieces),
        evidence=Evidence.ESTIMATED if first.error_ms else Evidence.EXACT,
        error_ms=first.error_ms,
        source=span,
    )
