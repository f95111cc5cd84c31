"""Praat TextGrid: a tier of phrases for each speaker, and one with the words where wanted."""

from collections.abc import Sequence

from desktop_app.i18n import _
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.subtitle_cues import (
    has_words,
    lost_in_cues,
    shown_cues,
    spoken_by,
)

Interval = tuple[int, int, str]
_NOBODY = "text"
_WORDS = "words"


def write(export: Export) -> Written:
    """Write every timed paragraph; between them stand the empty intervals that Praat needs."""
    cues = shown_cues(export)
    tiers: dict[str, list[Interval]] = {}
    cut = False
    for cue, speaker in spoken_by(cues):
        tier = tiers.setdefault(" ".join((speaker or _NOBODY).split()), [])
        start_ms = cue.start_ms
        if tier and tier[-1][1] > start_ms:
            cut = True
            before = tier[-1]
            tier[-1] = (before[0], max(before[0] + 1, start_ms), before[2])
            start_ms = tier[-1][1]
        tier.append((start_ms, max(cue.end_ms, start_ms + 1), " ".join(cue.text.split())))
    if export.options.words:
        words = [
            (word.start_ms, word.end_ms, word.text)
            for cue in cues
            for word in cue.words or ()
            if word.start_ms is not None and word.end_ms is not None and word.end_ms > word.start_ms
        ]
        if words:
            tiers[_WORDS] = _apart(words)
    end_ms = max((tier[-1][1] for tier in tiers.values() if tier), default=1000)
    lost = list(lost_in_cues(export))
    if cut:
        lost.append(_("Where one person's subtitles overlap, the earlier one ends sooner."))
    if has_words(export) and not export.options.words:
        lost.append(_("The times of single words were left out."))
    return Written(_document(tiers, end_ms), tuple(lost))


def _apart(intervals: Sequence[Interval]) -> list[Interval]:
    apart: list[Interval] = []
    for start_ms, end_ms, text in sorted(intervals):
        first_ms = max(start_ms, apart[-1][1]) if apart else start_ms
        if end_ms > first_ms:
            apart.append((first_ms, end_ms, text))
    return apart


def _document(tiers: dict[str, list[Interval]], end_ms: int) -> str:
    lines = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "xmin = 0",
        f"xmax = {_seconds(end_ms)}",
        "tiers? <exists>",
        f"size = {len(tiers)}",
        "item []:",
    ]
    for number, (name, intervals) in enumerate(tiers.items(), 1):
        filled = _filled(intervals, end_ms)
        lines += [
            f"    item [{number}]:",
            '        class = "IntervalTier"',
            f"        name = {_quoted(name)}",
            "        xmin = 0",
            f"        xmax = {_seconds(end_ms)}",
            f"        intervals: size = {len(filled)}",
        ]
        for place, (start_ms, last_ms, text) in enumerate(filled, 1):
            lines += [
                f"        intervals [{place}]:",
                f"            xmin = {_seconds(start_ms)}",
                f"            xmax = {_seconds(last_ms)}",
                f"            text = {_quoted(text)}",
            ]
    return "\n".join(lines) + "\n"


def _filled(intervals: Sequence[Interval], end_ms: int) -> list[Interval]:
    filled: list[Interval] = []
    at_ms = 0
    for start_ms, last_ms, text in intervals:
        if start_ms > at_ms:
            filled.append((at_ms, start_ms, ""))
        filled.append((start_ms, last_ms, text))
        at_ms = last_ms
    if at_ms < end_ms:
        filled.append((at_ms, end_ms, ""))
    return filled


def _seconds(moment_ms: int) -> str:
    return f"{moment_ms / 1000:.3f}".rstrip("0").rstrip(".")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


WRITER = Writer("textgrid", "Praat TextGrid", ".TextGrid", write)
