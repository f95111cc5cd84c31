"""LRC: a line for each subtitle; on request with the time of every word in it."""

import re

from desktop_app.i18n import _, ngettext
from desktop_app.transcript.formats.format import Export, Writer, Written
from desktop_app.transcript.formats.own_cues import ShownCue
from desktop_app.transcript.formats.subtitle_cues import (
    has_words,
    lost_in_cues,
    shown_cues,
)

_TIME_LIKE = re.compile(r"[\[<](?=\d)")
_INSTEAD = {"[": "(", "<": "‹"}


def write(export: Export) -> Written:
    """Write every timed paragraph; an empty line ends what is followed by a pause."""
    lines = []
    if export.title:
        lines.append(f"[ti:{_line(export.title).replace(']', ')')}]")
    if export.show:
        lines.append(f"[al:{_line(export.show).replace(']', ')')}]")
    cues = shown_cues(export)
    is_rounded = False
    for place, cue in enumerate(cues):
        is_rounded = is_rounded or cue.start_ms % 10 != 0
        name = f"{cue.speaker}: " if cue.speaker else ""
        text = _timed(cue) if export.options.words and cue.words else _line(cue.text)
        lines.append(f"[{_stamp(cue.start_ms)}]{name}{text}")
        if place + 1 == len(cues) or cues[place + 1].start_ms > cue.end_ms + 100:
            lines.append(f"[{_stamp(cue.end_ms)}]")
    lost = list(lost_in_cues(export))
    changed = sum(bool(_TIME_LIKE.search(cue.text)) for cue in cues)
    if changed:
        lost.append(
            ngettext(
                "In {count} line a bracket before a number was written as another sign.",
                "In {count} lines brackets before numbers were written as other signs.",
                changed,
            ).format(count=changed)
        )
    if is_rounded:
        lost.append(_("Times are written in hundredths of a second."))
    if has_words(export) and not export.options.words:
        lost.append(_("The times of single words were left out."))
    return Written("\n".join(lines) + "\n", tuple(lost))


def _timed(cue: ShownCue) -> str:
    pieces = []
    for word in cue.words or ():
        stamp = "" if word.start_ms is None else f"<{_stamp(word.start_ms)}>"
        pieces.append(stamp + _line(word.text))
    return " ".join(pieces)


def _line(text: str) -> str:
    """Return a text on one line, without what would be read as a time."""
    return _TIME_LIKE.sub(lambda found: _INSTEAD[found[0]], " ".join(text.split()))


def _stamp(moment_ms: int) -> str:
    hundredths = (moment_ms + 5) // 10
    return f"{hundredths // 6000:02}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"


WRITER = Writer("lrc", "LRC", ".lrc", write)
