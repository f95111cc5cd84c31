"""Speakers and times in text without markup: ``Anna: Hi.``, ``[12:34] Hi.``, ``Anna 0:12``."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from desktop_app.transcript.formats.names import is_mark, looks_like_name
from desktop_app.transcript.formats.source import Paragraph, Source, paragraph_places
from desktop_app.transcript.formats.times import TimeInText, moment_of, take_times
from desktop_app.transcript.formats.turns import Turn

_TIME = r"\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?"
_FIRST_TIME = re.compile(
    rf"(?:\((?P<round>{_TIME})\)|(?P<bare>{_TIME}))(?:\s*(?:-->|[-–—])\s*\(?{_TIME}\)?)?"
    r"(?:\s*[-–—|:]\s|[ \t\xa0]+|\s*\n|\s*\Z)"
)
_ONLY_TIME = re.compile(rf"[\[(]?{_TIME}[\])]?")
_LEAD = rf"(?:[\[(]?(?:≈ ?)?{_TIME}[\])]?[\s–—-]*)?"
_NAME = r"(?P<name>[^\s:\[\](){}<>][^\n:\[\]{}<>]{0,58}?)"
_SPAN = rf"{_TIME}(?:\s*(?:-->|[-–—])\s*{_TIME})?"
_BESIDE = rf"(?P<time>\s*[*_]{{0,3}}[\[(]{_SPAN}[\])]|\s+(?:[-–—|]\s*)?[*_]{{0,3}}{_SPAN})"
_BOLD = r"[*_]{0,3}"
_PREFIX = re.compile(rf"(?P<lead>{_LEAD}){_NAME}{_BESIDE}?{_BOLD}\s*:{_BOLD}(?=\s|\Z)")
_ALONE = re.compile(rf"(?P<lead>{_LEAD}){_NAME}{_BESIDE}?{_BOLD}[ \t\r]*(?:\n|\Z)")
# "Anna Ruiz [00:12] Hi.", and "[Anna Ruiz]: Hi." with or without a time.
_WIDE = r"(?: {2,}|[ ]*\t[ ]*)"  # between columns
_INLINE = re.compile(
    rf"(?P<lead>){_NAME}(?:(?P<time>\s*[\[(]{_SPAN}[\])]){_BOLD}[ \t]+"
    rf"|(?P<column>{_WIDE}{_SPAN}){_WIDE})(?=\S)"
)
_BRACKETED = re.compile(
    rf"(?P<lead>)\[(?P<name>[^\W\d][^\]\n:]{{1,58}})\]"
    rf"(?P<time>\s*\(?{_SPAN}\)?)?\s*:?(?:\s+|\Z)"
)
_INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad]")
_MOSTLY, _OFTEN, _NOW_AND_THEN = 0.5, 0.25, 0.1
_SHORT_LINE = 90
_REACH = 160  # a name with times on both sides of it ends before
_SENTENCE_ENDS = '.?!…"”’)]'


@dataclass(frozen=True, slots=True)
class Layout:
    """How this text tells speakers and times, found by looking at all of it first."""

    prefixes: frozenset[str]  # "Anna: Hi."
    headings: frozenset[str]  # a line with nothing but the name
    bare_times: bool  # paragraphs start with a time without brackets
    inline: frozenset[str] = frozenset()  # "Anna Ruiz [00:12] Hi."
    bracketed: frozenset[str] = frozenset()  # "[Anna Ruiz] Hi."

    @property
    def is_spoken(self) -> bool:
        """Whether the text has speakers or times, and so is surely somebody talking."""
        return bool(
            self.prefixes or self.headings or self.bare_times or self.inline or self.bracketed
        )

    @property
    def names(self) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
        """The ways in which names stand in this text, and whose they are."""
        return (
            (_PREFIX, self.prefixes),
            (_ALONE, self.headings),
            (_INLINE, self.inline),
            (_BRACKETED, self.bracketed),
        )


def layout_of(texts: Sequence[str], featured: Iterable[str] = ()) -> Layout:
    """Return the names and the kind of times that paragraphs use; ``featured`` are known names."""
    known = frozenset(featured)
    prefixes = Counter(name for text in texts if (name := _candidate(_PREFIX, text)))
    share = sum(prefixes.values()) / max(1, len(texts))
    accepted = {
        name
        for name, count in prefixes.items()
        if name in known or share >= _OFTEN or count >= 3 or (count == 2 and " " in name)
    }
    lines = [
        found for text in texts if (found := _match(_ALONE, text)) and _candidate(_ALONE, text)
    ]
    headings = Counter(_name_in(found) for found in lines)
    timed = {_name_in(found) for found in lines if found["time"] or _leads_on(found)}
    timed |= {
        name
        for text, after in pairwise(texts)
        if _ONLY_TIME.fullmatch(after.strip()) and (name := _candidate(_ALONE, text))
    }
    alone = {name for name, count in headings.items() if name in known or count >= 2}
    often = sum(headings[name] for name in alone)
    if often < _OFTEN / 2 * len(texts):
        alone &= known
    elif often >= _OFTEN * len(texts):  # this text writes names that way, also of rare guests
        alone |= {name for name in headings if " " in name}
    if sum(headings[name] for name in timed) >= 2:
        alone |= timed
    times = [ms for text in texts if (ms := _first_time_ms(text)) is not None]
    rising = sum(later >= earlier for earlier, later in pairwise(times))
    enough = max(2, _NOW_AND_THEN * len(texts))
    is_rising = rising >= 0.9 * (len(times) - 1)
    bare_times = len(times) >= enough and is_rising and times[-1] > times[0]
    return Layout(
        frozenset(accepted),
        frozenset(alone),
        bare_times,
        _usual(_INLINE, texts, _OFTEN),
        _usual(_BRACKETED, texts, _MOSTLY),
    )


def _usual(pattern: re.Pattern[str], texts: Sequence[str], share: float) -> frozenset[str]:
    """Return the names that stand somewhere, if a good part of the paragraphs has one there."""
    names = Counter(name for text in texts if (name := _candidate(pattern, text)))
    if sum(names.values()) < max(2, share * len(texts)):
        return frozenset()
    is_rule = sum(names.values()) >= _MOSTLY * len(texts)
    return frozenset(name for name, count in names.items() if is_rule or " " in name or count > 1)


def places_of(
    text: str, start: int, end: int, *, is_unwrapped: bool = False
) -> list[tuple[int, int]]:
    """Return the paragraphs of a stretch of text: by blank lines, else line by line.

    Lines that each name a speaker or start with a time are paragraphs of their own. In a text that
    ``is_unwrapped`` lines never end for want of room, so without blank lines each is a paragraph.
    """
    places = list(paragraph_places(text, start, end))
    lines = [place for first, last in places for place in _lines(text, first, last)]
    if len(lines) == len(places):
        return places
    if len(places) <= 2 and len(lines) >= 4 and (is_unwrapped or _are_paragraphs(text, lines)):
        return lines
    layout = layout_of([text[first:last] for first, last in lines])
    return [piece for place in places for piece in _split_turns(text, place, layout)]


def read_turns(
    source: Source, places: Sequence[tuple[int, int]], featured: Iterable[str] = ()
) -> list[Turn]:
    """Return the turns of paragraphs, each with the speaker it inherits."""
    paragraphs = source.pieces(places)
    layout = layout_of([paragraph.text for paragraph in paragraphs], featured)
    turns: list[Turn] = []
    speaker: str | None = None
    waiting: tuple[TimeInText, ...] = ()
    for paragraph in paragraphs:
        turn = _read_turn(paragraph, layout)
        speaker = turn.speaker or speaker
        if not turn.timed.text and not turn.is_mark:
            # A name or a time on a line of its own: not a paragraph that is read.
            if turn.timed.times and turns and turns[-1].is_mark and not turns[-1].timed.times:
                turns[-1] = replace(turns[-1], timed=turn.timed)
            else:
                waiting = turn.timed.times or waiting
            continue
        if waiting and not turn.timed.times:
            turn = replace(turn, timed=replace(turn.timed, times=waiting))
        waiting = ()
        turns.append(turn if turn.is_mark else replace(turn, speaker=speaker))
    return turns


def _read_turn(paragraph: Paragraph, layout: Layout) -> Turn:
    text = paragraph.text
    name: str | None = None
    lead = ""
    for pattern, names in layout.names:
        found = _match(pattern, text) if names else None
        if found and _name_in(found) in names:
            name = _name_in(found)
            lead = f"{found['lead']}{_beside(found)}".strip("*_- \t\r\n–—|")
            text = text[found.end() :].lstrip()
            break
    first_ms, text = _take_first_time(text, lead, layout)
    timed = take_times(text, _clean)
    if first_ms is not None:
        timed = replace(timed, times=(TimeInText(0, first_ms, False), *timed.times))
    bare = timed.text.rstrip(": ")
    if name is None and timed.text and is_mark(bare) and bare[0].isupper():
        return Turn(paragraph, bare, None, replace(timed, text=""), is_mark=True)
    if name is not None and is_mark(name):
        return Turn(paragraph, name, None, timed, is_mark=True)
    return Turn(paragraph, name, name, timed)


def _take_first_time(text: str, lead: str, layout: Layout) -> tuple[int | None, str]:
    """Return the time beside a name or at the start of the text, and the rest of the text."""
    if "≈" in lead:
        return None, text  # an estimate that was written out: not the file's time
    if lead:
        found = re.search(_TIME, lead)
        return (moment_of(found[0].replace(",", ".")) if found else None), text
    found = _FIRST_TIME.match(text)
    if found and (found["round"] or layout.bare_times):
        moment_ms = moment_of((found["round"] or found["bare"]).replace(",", "."))
        if moment_ms is not None:
            return moment_ms, text[found.end() :]
    return None, text


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Match a pattern of names, after a cheap look whether it may."""
    if pattern is _BRACKETED:
        may_be = text.startswith("[")
    elif pattern is _ALONE:
        may_be = len(text) < _REACH or "\n" in text[:_REACH]
    else:
        head = text[:_REACH]
        may_be = ":" in head and (
            pattern is _PREFIX or any(sign in head for sign in ("[", "(", "  ", "\t"))
        )
    return pattern.match(text) if may_be else None


def _candidate(pattern: re.Pattern[str], text: str) -> str | None:
    """Return what may be a name at the start of a paragraph."""
    found = _match(pattern, text)
    if found is None:
        return None
    name = _name_in(found)
    if not looks_like_name(name):
        return None
    if pattern in (_INLINE, _BRACKETED) and (is_mark(name) or not name[0].isupper()):
        return None
    if pattern is _ALONE:
        if name.endswith((".", ",", "!", "?", "…")) or is_mark(name):
            return None
        if " " not in name and not found["time"] and not found["lead"]:
            return None
    return name


def _leads_on(found: re.Match[str]) -> bool:
    """Whether a time and a name stand above text: “[00:00:05] Ana Ruiz”, a line feed, the text."""
    name = _name_in(found)
    is_person = len(name.split()) in (2, 3) and not any(letter.isdigit() for letter in name)
    return bool(found["lead"]) and is_person and found.end() < len(found.string.rstrip())


def _beside(found: re.Match[str]) -> str:
    """Return the time that stands beside a name, if any."""
    return found["time"] or found.groupdict().get("column") or ""


def _name_in(found: re.Match[str]) -> str:
    return " ".join(found["name"].split()).strip("#*_ ")


def _first_time_ms(text: str) -> int | None:
    found = _FIRST_TIME.match(text)
    return moment_of(found["bare"].replace(",", ".")) if found and found["bare"] else None


def _clean(text: str) -> str:
    text = re.sub(r"\\\[(.*?)\\\]", r"[\1]", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare:
            first = at + len(line) - len(line.lstrip())
            yield first, first + len(bare)
        at += len(line) + 1


def _are_paragraphs(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether lines are too long, or end too often with a sentence, to be a wrapped paragraph."""
    if median(last - first for first, last in lines) > _SHORT_LINE:
        return True
    ends = sum(text[last - 1] in _SENTENCE_ENDS for _first, last in lines)
    return len(lines) > 12 and ends >= 0.8 * len(lines)


def _split_turns(text: str, place: tuple[int, int], layout: Layout) -> Iterator[tuple[int, int]]:
    """Split a paragraph before each line that starts a turn of its own."""
    first, last = place
    for start, end in _lines(text, *place):
        if start > first and _starts_turn(text[start:end], layout):
            yield first, first + len(text[first:start].rstrip())
            first = start
    yield first, last


def _starts_turn(line: str, layout: Layout) -> bool:
    for pattern, names in layout.names:
        found = _match(pattern, line) if names else None
        if pattern is not _ALONE and found and _name_in(found) in names:
            return True
    alone = _ALONE.match(line)
    if alone and alone["time"] and _name_in(alone) in layout.headings:
        return True
    return layout.bare_times and _first_time_ms(line) is not None
