"""WebVTT: cues exactly as a browser finds them, and some that a browser would not.

https://www.w3.org/TR/webvtt1/ (parsing rules).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from desktop_app.i18n import ngettext
from desktop_app.transcript.formats.cues import Reliance, transcript_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.roll_up import new_texts, rolls_up
from desktop_app.transcript.formats.source import Source, with_line_feeds
from desktop_app.transcript.formats.timestamp_maps import follow_maps
from desktop_app.transcript.formats.vtt_text import CueText, read_cue_text
from desktop_app.transcript.model import Problem, Word

NAME = "webvtt"

_TIME = r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:([.,])(\d{1,3}))?"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-{{1,2}}>[ \t]*(?:{_TIME})?(?![\d:.,])([^\n]*)")
_REGULAR = re.compile(
    r"(?:(\d\d+):)?(\d\d):(\d\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d\d+):)?(\d\d):(\d\d)\.(\d{3})(?!\d)"
)
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?=[\s:]|\Z)")
_SIGNATURE = re.compile(r"WEBVTT(?=[\s\ufeff]|\Z)")


def read(source: Source) -> Reading:
    """Read every cue; paragraphs leave out what roll-up captions say twice."""
    problems: list[Problem] = []
    text = with_line_feeds(source.text.replace("\x00", "\ufffd"))
    cues, parsed = _cues(text, problems)
    if follow_maps(text, cues, problems) > 1:
        cues, parsed = _once(cues, parsed)
    shown = new_texts(cues)
    for place, (cue, one) in enumerate(zip(cues, parsed, strict=True)):
        if one.times_ms:
            repeated = 0 if shown is None else len(cue.text) - len(shown[place])
            cue.words = _words(cue, one, repeated)
    if any(cue.words for cue in cues):
        for cue in cues:
            if cue.words is None and len(cue.text.split()) == 1:  # its time is the cue's
                cue.words = (Word(cue.text, cue.start_ms, cue.end_ms, 1.0),)
    if shown is not None:
        problems.append(rolls_up())
    transcript, mended = transcript_of_cues(NAME, cues, source, Reliance(keeps_empty=True), shown)
    ordered = sorted((*problems, *mended), key=lambda problem: problem.line or 0)
    return Reading(transcript, None, (*source.problems, *ordered))


def score(source: Source) -> float:
    """Return how much a text looks like WebVTT: its first word, and a time with an arrow."""
    start = source.text.lstrip("\ufeff \t\r\n")
    if not start.startswith("WEBVTT"):
        return 0.0
    return 1.0 if "-->" in start else 0.45


def _cues(text: str, problems: list[Problem]) -> tuple[list[FileCue], list[CueText]]:
    """Return the cues in the order of the file, and what the tags in each say."""
    cues: list[FileCue] = []
    parsed: list[CueText] = []
    odd = 0
    for times, first, body, last in _blocks(text):
        regular = _REGULAR.match(times)
        if regular is not None:
            start_ms: int | None = _ms(*regular.group(1, 2, 3, 4))
            end_ms: int | None = _ms(*regular.group(5, 6, 7, 8))
        else:
            start_ms, end_ms = _odd_times(times)
            odd += 1
        one = read_cue_text(body)
        cue = FileCue(start_ms, end_ms, one.text, (first, last), one.voice, turns=one.turns)
        cues.append(cue)
        parsed.append(one)
    if odd:
        message = ngettext(
            "{count} time is not written as WebVTT wants it and was read all the same.",
            "{count} times are not written as WebVTT wants them and were read all the same.",
            odd,
        )
        problems.append(Problem(None, message.format(count=odd)))
    return cues, parsed


def _once(cues: list[FileCue], parsed: list[CueText]) -> tuple[list[FileCue], list[CueText]]:
    """Leave out what a segment of a stream says again because the one before ended in it."""
    kept = {(cue.start_ms, cue.end_ms, cue.text): at for at, cue in reversed([*enumerate(cues)])}
    places = sorted(kept.values())
    return [cues[at] for at in places], [parsed[at] for at in places]


def _blocks(text: str) -> Iterator[tuple[str, int, str, int]]:
    """Yield for each cue its line of times, where it starts, its text, and where that ends.

    A cue starts at its line of times, or at the name on the line above; it ends with a blank
    line or before the next line of times.
    """
    at, before = 0, ""
    in_comment, line_start = False, 0
    held: tuple[str, int, list[str], int] | None = None
    block_start = 0
    for raw in text.split("\n"):
        line, line_start = raw.rstrip("\r"), at
        at += len(raw) + 1
        is_timing = "->" in line and not in_comment and bool(_TIMING.match(line))
        if is_timing or ("-->" in line and held is not None):
            if held is not None:
                yield _finished(held)
            held = None
            if is_timing:
                first = block_start if before and block_start < line_start else line_start
                held = (line, first, [], line_start + len(line))
            before = ""
        elif not line.strip("\ufeff") or (not line.strip() and held is None):
            if held is not None:
                yield _finished(held)
            held, in_comment, before = None, False, ""
        elif held is not None:
            held[2].append(line)
            held = (held[0], held[1], held[2], line_start + len(line))
        else:
            in_comment = in_comment or (not before and bool(_COMMENT.match(line)))
            block_start, before = line_start, line
    if held is not None:
        yield _finished(held)


def _finished(held: tuple[str, int, list[str], int]) -> tuple[str, int, str, int]:
    times, first, lines, last = held
    return times, first, "\n".join(lines), last


def _odd_times(line: str) -> tuple[int | None, int | None]:
    found = _TIMING.match(line)
    if found is None:
        return None, None
    h, m, s, _comma, f, end_h, end_m, end_s, _end_comma, end_f = found.groups()[:10]
    end_ms = _ms(end_h, end_m, end_s, end_f) if end_m is not None else None
    return _ms(h, m, s, f), end_ms


def _ms(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    if hours is None and int(minutes) > 59:  # as browsers do: "120:10.000" is 120 hours
        hours, minutes, seconds = minutes, seconds, "0"
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _words(cue: FileCue, one: CueText, repeated: int) -> tuple[Word, ...] | None:
    """Return the words of a karaoke cue; of several words under one time the first has it.

    The first ``repeated`` letters were shown before and have no times here.
    """
    start_ms, end_ms = cue.start_ms or 0, cue.end_ms
    starts: list[tuple[int, int]] = [(repeated, start_ms)]
    for offset, moment_ms in one.times_ms:
        if moment_ms >= starts[-1][1] and (end_ms is None or moment_ms <= end_ms):
            starts.append((offset, moment_ms))
    if len(starts) < 2:
        return None
    found = list(re.finditer(r"\S+", one.text))
    times: list[int | None] = [None] * len(found)
    place = 0
    for offset, moment_ms in starts:
        while place < len(found) and found[place].end() <= offset:
            place += 1
        if place < len(found) and times[place] is None:
            times[place] = moment_ms
    edges = [*((at, ms) for at, ms in enumerate(times) if ms is not None), (len(found), end_ms)]
    ends: dict[int, int | None] = {second[0] - 1: second[1] for _first, second in pairwise(edges)}
    return tuple(
        Word(
            token[0],
            times[at],
            _word_end(times[at], ends.get(at)),
            1.0 if times[at] is not None else 0.0,
        )
        for at, token in enumerate(found)
    )


def _word_end(start_ms: int | None, end_ms: int | None) -> int | None:
    return end_ms if start_ms is not None and end_ms is not None and end_ms > start_ms else None


FORMAT = Format(NAME, "WebVTT", (".vtt", ".webvtt"), score, read)
