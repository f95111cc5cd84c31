"""SubRip subtitles, read tolerantly: whatever has times on both sides of an arrow is a cue."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.i18n import _
from desktop_app.transcript.formats.cues import transcript_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.roll_up import new_texts, rolls_up
from desktop_app.transcript.formats.source import Source, with_line_feeds
from desktop_app.transcript.model import Problem

NAME = "srt"

_TIME = (
    r"-?(?:\d{1,4}\s*[:：]\s*)?\d{1,3}\s*[:：]\s*-?\d{1,2}(?:\s*[.,:，]\s*\d{1,9})?"
    r"|\d{1,6}[.,]\d{1,3}"
)
_ARROW = r"(?:[-–—=]{1,3}[ \t]*(?:>|&gt;)|[→⇒➔])"
_TIMING = re.compile(
    rf"[ \t\ufeff]*(?P<start>{_TIME})[ \t]*{_ARROW}[ \t]*"
    rf"(?P<end>{_TIME})?(?![\w:])[^\n]*"
)
_BROKEN_TIMING = re.compile(r"[^\n<>]{0,20}\d[^\n<>]{0,16}-->[^\n]*")
_CLOCK = re.compile(r"(?:(?P<h>\d+):)?(?P<m>\d+):(?P<s>\d+)(?:[.,:](?P<f>\d{1,9}))?")
_ARROW_SIGNS = (">", "&gt;", "→", "⇒", "➔")
_TWICE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5});")
_INDEX = re.compile(r"\s*\ufeff?\d{1,7}\s*")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<name>[^<>]{1,200})>")
_TAG = re.compile(
    r"</?(?:[ibusvc]|font|em|strong|span|lang|ruby|rt|ul|p)(?:[.\s][^<>]*)?/?>"
    r"|<\d+:[\d:.]+>|\{\\[^{}]*\}|\{/?[ibuy](?::[^{}]*)?\}",
    re.IGNORECASE,
)
# What most files are made of, throughout: a number, a time, lines of text, a blank line.
_REGULAR = re.compile(
    r"\d{1,7}\r?\n(\d\d:\d\d):(\d\d)[,.](\d{3}) --> (\d\d:\d\d):(\d\d)[,.](\d{3})\r?\n"
    r"([^\r\n]+\r?(?:\n[^\r\n]+\r?)*)(?:\n\s*|\Z)"
)
_SIGNS = (
    *("<", "{", "&", "\\", "\t", "\f", "\v", "  ", "\n ", " \n", " \r"),
    *("\x1c", "\x1d", "\x1e", "\x1f"),
)
_UNSEEN = re.compile("[\x1c-\x1f\x85\xa0\u2028\u2029\u200b\ufeff\u200e\u200f]")
_HEAD_LINES = 6
_BLOCK_START = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION|X-TIMESTAMP-MAP)\b.*")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    number: int


def read(source: Source) -> Reading:
    """Read every cue, mend what can be mended, and join cues to paragraphs."""
    problems: list[Problem] = []
    text = source.text.replace("\0", " ")
    cues = _regular_cues(text)
    if cues is None:
        lines = list(_lines(with_line_feeds(text)))
        timings = [place for place, line in enumerate(lines) if _is_timing(line.text)]
        cues = list(_cues(lines, timings, problems))
    shown = new_texts(cues)
    if shown is not None:
        problems.append(rolls_up())
    transcript, mended = transcript_of_cues(NAME, cues, source, shown=shown)
    ordered = sorted((*problems, *mended), key=lambda problem: problem.line or 0)
    return Reading(transcript, None, (*source.problems, *ordered))


def score(source: Source) -> float:
    """Return how much a text looks like cues: lines with a time, an arrow and a time."""
    text = source.text
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("WEBVTT"):
        return 0.3 if "-->" in text else 0.0
    if not any(sign in text for sign in _ARROW_SIGNS):
        return 0.0
    if _REGULAR.match(start) and text.count("-->") * 8 > text.count("\n"):
        return 1.0
    lines = [line for line in text.split("\n") if line.strip()]
    timings = [place for place, line in enumerate(lines) if _TIMING.match(line)]
    if not timings:
        return 0.0
    is_whole = timings[0] < _HEAD_LINES or len(timings) > 0.2 * len(lines)
    return 0.95 if is_whole and len(timings) > 1 else 0.8 if is_whole else 0.3


def shown_text(text: str) -> str:
    """Return what is shown of the text of a cue: without tags, with entities as their signs."""
    return _clean(text)[1]


def _regular_cues(text: str) -> list[FileCue] | None:
    """Return the cues of a file that is regular throughout, None where it is not."""
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    is_clean = not any(sign in text for sign in _SIGNS) and (
        text.isascii() or not _UNSEEN.search(text, at)
    )
    has_returns = "\r" in text
    minutes: dict[str, int] = {}
    cues: list[FileCue] = []
    for found in _REGULAR.finditer(text, at):
        if found.start() != at:
            return None
        start, start_s, start_ms, end, end_s, end_ms, body = found.groups()
        place = (at, found.end(7))
        at = found.end()
        if start not in minutes:
            minutes[start] = _minutes_ms(start)
        if end not in minutes:
            minutes[end] = _minutes_ms(end)
        if has_returns and "\r" in body:
            if body[-1] == "\r":
                place = (place[0], place[1] - 1)
            body = body.replace("\r", "")
        voice = None
        if not is_clean:
            voice, body = _clean(body)
            if not body:
                return None
        first_ms = minutes[start] + int(start_s + start_ms)
        last_ms = minutes[end] + int(end_s + end_ms)
        cues.append(FileCue(first_ms, last_ms, body, place, voice))
    return cues if at == len(text) and text.count("-->") == len(cues) else None


def _minutes_ms(text: str) -> int:
    return (int(text[:2]) * 60 + int(text[3:])) * 60_000


def _is_timing(text: str) -> bool:
    return bool(_TIMING.match(text) or ("-->" in text and _BROKEN_TIMING.match(text)))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        yield _Line(raw, start, number)
        start += len(raw) + 1


def _cues(
    lines: Sequence[_Line], timings: Sequence[int], problems: list[Problem]
) -> Iterator[FileCue]:
    """Yield the cues in the order of the file; each reaches up to the next one's number."""
    if not timings:
        return
    befores = [None, *timings]
    heads = [_head_of(lines, *pair) for pair in zip(timings, befores, strict=False)]
    _report_before(lines, heads[0], problems)
    for timing, head, next_head in zip(timings, heads, [*heads[1:], len(lines)], strict=True):
        timing_line, body = lines[timing], _body(lines[timing + 1 : next_head])
        last = body[-1] if body else timing_line
        start_ms, end_ms = _times(timing_line.text)
        voice, text = _clean("\n".join(line.text for line in body))
        if not text:
            message = _("A time without text was left out.")
            problems.append(Problem(timing_line.number, message))
            continue
        place = (lines[head].start, last.start + len(last.text.rstrip()))
        yield FileCue(start_ms, end_ms, text, place, voice, line=timing_line.number)


def _head_of(lines: Sequence[_Line], timing: int, timing_before: int | None) -> int:
    """Return the line a cue starts at: its number's, where it has one."""
    place = timing - 1
    if place < 0 or not _INDEX.fullmatch(lines[place].text):
        return timing
    if place == 0 or not lines[place - 1].text.strip():
        return place
    # Right under text a number counts only if it counts on; alone it is the text before.
    if timing_before is None or timing_before in (0, place - 1):
        return timing
    number = lines[timing_before - 1].text.strip("\ufeff \t\r")
    counts_on = number.isdigit() and int(lines[place].text) == int(number) + 1
    return place if counts_on else timing


def _body(lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines of a cue's text. Blank lines inside stay out; comments end the text."""
    body = []
    for place, line in enumerate(lines):
        if (
            _BLOCK_START.fullmatch(line.text.strip())
            and place
            and not lines[place - 1].text.strip()
        ):
            break
        if line.text.strip():
            body.append(line)
    return body


def _report_before(lines: Sequence[_Line], first: int, problems: list[Problem]) -> None:
    for line in lines[:first]:
        text = line.text.strip("\ufeff \t\r")
        if text and not _BLOCK_START.fullmatch(text) and not _INDEX.fullmatch(text):
            message = _("The text before the first time was left out.")
            problems.append(Problem(line.number, message))
            return


def _times(text: str) -> tuple[int | None, int | None]:
    found = _TIMING.match(text)
    if found is None:
        return None, None
    return _milliseconds(found["start"]), _milliseconds(found["end"]) if found["end"] else None


def _milliseconds(text: str) -> int:
    text = re.sub(r"\s", "", text).replace("：", ":").replace("，", ",")
    sign = -1 if "-" in text else 1
    text = text.replace("-", "")
    found = _CLOCK.fullmatch(text)
    if found is None:  # seconds alone: "62.5"
        return round(float(text.replace(",", ".")) * 1000)
    seconds = int(found["h"] or 0) * 3600 + int(found["m"]) * 60 + int(found["s"])
    return sign * (seconds * 1000 + int((found["f"] or "0")[:3].ljust(3, "0")))


def _clean(text: str) -> tuple[str | None, str]:
    """Return the voice a cue names, if any, and its text without tags, line by line."""
    voice = _VOICE.search(text)
    text = _TAG.sub("", re.sub(r"<br\s*/?>|\\[Nn]", "\n", text))
    text = html.unescape(text) if "&" in text else text
    text = html.unescape(text) if "&" in text and _TWICE.search(text) else text  # escaped twice
    lines = (" ".join(line.replace("\\h", " ").split()) for line in text.split("\n"))
    name = " ".join(html.unescape(voice["name"]).split()) if voice else None
    return name, "\n".join(line for line in lines if line.strip("\u200b\ufeff\u200e\u200f"))


FORMAT = Format(NAME, "SRT", (".srt",), score, read)
