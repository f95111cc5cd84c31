"""Chapters that show notes may have: “12:03 Topic” lines. Offered for a look, never just taken."""

import re
from collections.abc import Sequence

from desktop_app.transcript.chapters import Chapter, in_order
from desktop_app.transcript.html_text import html_to_text, looks_like_html
from desktop_app.transcript.markdown import plain
from desktop_app.transcript.text_lines import lines_of

_TIME = r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)"
_FIRST = re.compile(
    rf"(?:[-*•–—]\s*)?[\[(]?{_TIME}[\])]?"
    r"(?:\s*[-–—]+\s*[\[(]?(?:\d{1,2}:)?\d{1,3}:[0-5]\d[\])]?)?"
    r"\s*[-–—:|.]?\s*(?P<title>\S.*)"
)
_LAST = re.compile(rf"(?:[-*•–—]\s*)?(?P<title>\S.*?)\s*[-–—:|]?\s*[\[(]{_TIME}[\])]")
_CLOCK_WORDS = re.compile(
    r"(?:a\.?m\.?|p\.?m\.?|o.clock|in the (?:morning|afternoon|evening)|at night|uhr|est|edt|pst"
    r"|pdt|cest|cet|utc|gmt)\b",
    re.IGNORECASE,
)
_ENOUGH = 3
_LONGEST_TITLE = 140


def chapters_in_notes(text: str) -> tuple[Chapter, ...]:
    """Return the chapters that lines of show notes seem to list, in order; nothing when in doubt.

    At least three lines must begin, or all of them end, with a time; the times must rise, and no
    line may go on as the time of day does: “8:30 in the morning”.
    """
    if looks_like_html(text):
        text = html_to_text(text)
    lines = [line.text for line in lines_of(text) if line.text]
    for pattern in (_FIRST, _LAST):
        chapters = _listed([plain(line) for line in lines], pattern)
        if chapters:
            return in_order(chapters)
    return ()


def _listed(lines: Sequence[str], pattern: re.Pattern[str]) -> list[Chapter]:
    """Return the longest run of lines with rising times, if it is long enough."""
    best: list[Chapter] = []
    held: list[Chapter] = []
    misses = 0
    for line in lines:
        chapter = _chapter(pattern.fullmatch(line))
        if chapter is None:
            misses += 1
            if misses > 1:
                held = []
            continue
        if held and chapter.start_ms <= held[-1].start_ms:
            held = []
        held.append(chapter)
        misses = 0
        if len(held) > len(best):
            best = list(held)
    return best if len(best) >= _ENOUGH else []


def _chapter(found: re.Match[str] | None) -> Chapter | None:
    if found is None:
        return None
    title = found["title"].strip(" -–—:|")
    if not title or len(title) > _LONGEST_TITLE or _CLOCK_WORDS.match(title):
        return None
    if not any(letter.isalpha() for letter in title):
        return None
    seconds = int(found["h"] or 0) * 3600 + int(found["m"]) * 60 + int(found["s"])
    return Chapter(seconds * 1000, None, title)
