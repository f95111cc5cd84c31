"""Times that stand in running text: ``[03:49]``, ``[unintelligible 00:12:03]``, escaped or not.

Only times in brackets are taken. Clock times in the prose ("at 8:30") never are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

# Stand for a lifted time while the text around it is cleaned.
_LIFTED = "\U000f1000"
_IN_NOTE = "\U000f1001"

# A bracket whose content ends like a time; escapes and stray bold inside are forgiven. A mark such
# as Break may lack its closing bracket at the paragraph's end.
_BRACKET = re.compile(
    r"(?:\\\[|(?<!\w)\[)(?P<body>[^\[\]\n]{0,80}?\d[\\*\s]{0,3}(?:\*\*)?[:.][\d:.\\*\s]{1,16}?)"
    r"(?:\\*\](?!\()|(?P<open>\\*\s*\Z))"
)
_BODY = re.compile(r"(?P<note>.*?)(?P<time>\d{1,3}:[\d:.]*\d)", re.DOTALL)
_LONG = re.compile(r"(\d{1,2}):(\d{1,2})(?::|\.(?=\d+\.))(\d{1,2})(?:[.:](\d{1,3}))?")
_SHORT = re.compile(r"(\d{1,3}):(\d{2})(?:\.(\d{1,3}))?")
_NOISE = re.compile(
    r"unint|inaud|cross-?\s?talk|jingle|song|music|sample|sound|noise|laugh|applause|clip|pause",
    re.I,
)
_UNREADABLE = re.compile(r"\\\[\s*\d{2,3}\s*:[\d:.\\*\s]*\]")
_NO_BLANK_BEFORE = re.compile(r"[.,;:!?…)\]”’]")


@dataclass(frozen=True, slots=True)
class TimeInText:
    """A time found in a paragraph, and how many words of the paragraph stand before it."""

    word: int
    moment_ms: int
    in_note: bool


@dataclass(frozen=True, slots=True)
class TimedText:
    """A paragraph's clean text, its times, and brackets that look like times but are none."""

    text: str
    times: tuple[TimeInText, ...]
    unreadable: tuple[str, ...] = ()


def take_times(text: str, clean: Callable[[str], str]) -> TimedText:
    """Return ``text`` without its bracketed times, cleaned, and where the times were.

    A note keeps its words: ``[unintelligible 00:12:03]`` becomes ``[unintelligible]``.
    """
    if ":" not in text or "[" not in text:
        return TimedText(clean(text), ())
    moments: list[tuple[int, bool]] = []
    unreadable: list[str] = []

    def lift(found: re.Match[str]) -> str:
        if found["body"].startswith("≈"):  # an estimate that was written out: not the file's time
            return ""
        time = _read_bracket(found["body"])
        if time is None or (time[1] and found["open"] is not None):
            return found[0]
        moment_ms, note = time
        moments.append((moment_ms, bool(note)))
        return rf"{_IN_NOTE}\[{note}\]" if note else _LIFTED

    def drop(found: re.Match[str]) -> str:
        unreadable.append(found[0].replace("\\", ""))
        return " "

    lifted = _UNREADABLE.sub(drop, _BRACKET.sub(lift, text))
    cleaned, words = _settle(clean(lifted))
    times = (
        TimeInText(word, moment_ms, in_note)
        for word, (moment_ms, in_note) in zip(words, moments, strict=True)
    )
    return TimedText(cleaned, tuple(times), tuple(unreadable))


def moment_of(text: str) -> int | None:
    """Return the milliseconds of ``12:34``, ``1:02:03``, ``1:02:03.45`` and the like, or None."""
    found = _LONG.fullmatch(text)
    if found and int(found[2]) < 60 and int(found[3]) < 60:
        hours, minutes, seconds, fraction = found.groups()
        return _sum_ms(int(hours) * 3600 + int(minutes) * 60 + int(seconds), fraction)
    found = _SHORT.fullmatch(text)
    if found and int(found[2]) < 60:
        minutes, seconds, fraction = found.groups()
        return _sum_ms(int(minutes) * 60 + int(seconds), fraction)
    return None


def _sum_ms(seconds: int, fraction: str | None) -> int:
    return seconds * 1000 + int((fraction or "0").ljust(3, "0"))


def _read_bracket(body: str) -> tuple[int, str] | None:
    """Return the time and the note of a bracket's content; None where it is neither."""
    bare = re.sub(r"\s*:\s*", ":", body.replace("\\", "").replace("*", "")).strip()
    found = _BODY.fullmatch(bare)
    if found is None:
        return None
    moment_ms = moment_of(found["time"])
    note = re.sub(r"\s+[a-z]$", "", found["note"]).strip()
    if moment_ms is None or (note and not any(letter.isalpha() for letter in note)):
        return None
    if note and not _LONG.fullmatch(found["time"]) and not _NOISE.search(note):
        return None
    return moment_ms, note


def _settle(text: str) -> tuple[str, list[int]]:
    """Take the stand-ins out again and return the word each stood at."""
    pieces = re.split(f"([{_LIFTED}{_IN_NOTE}])", text)
    settled, words = pieces[0], []
    for stand_in, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        inside_word = bool(settled) and not settled[-1].isspace() and not piece[:1].isspace()
        if stand_in == _IN_NOTE:
            words.append(len(settled.split()) - inside_word)
            settled += piece
            continue
        words.append(len(settled.split()))
        settled, piece = settled.rstrip(), piece.lstrip()
        glued = not settled or not piece or _NO_BLANK_BEFORE.match(piece)
        settled += piece if glued else f" {piece}"
    return settled.strip(), words
