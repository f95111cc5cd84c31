"""Whole milliseconds to and from what people read, type and say."""

import re

from desktop_app.errors import AppError
from desktop_app.i18n import _, ngettext

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS

_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d+)?)")
_LETTERS = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:[.,]\d+)?)s)?", re.IGNORECASE)


class NotATime(AppError):
    """Text that was given as a time and is none."""


def clock(moment_ms: int) -> str:
    """Return a moment as it is shown beside text: ``0:07``, ``12:34``, ``1:02:03``."""
    hours, minutes, seconds = _parts(moment_ms)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def clock_ms(moment_ms: int, *, decimal: str = ".") -> str:
    """Return a moment to the millisecond: ``01:02:03.450`` (SubRip: ``decimal=","``)."""
    hours, minutes, seconds = _parts(moment_ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}{decimal}{moment_ms % SECOND_MS:03}"


def spoken(moment_ms: int) -> str:
    """Return a moment or length in words for a screen reader: ``9 minutes 1 second``."""
    hours, minutes, seconds = _parts(moment_ms)
    said = []
    if hours:
        said.append(ngettext("{n} hour", "{n} hours", hours).format(n=hours))
    if minutes:
        said.append(ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes))
    if seconds or not said:
        said.append(ngettext("{n} second", "{n} seconds", seconds).format(n=seconds))
    return " ".join(said)


def length(duration_ms: int) -> str:
    """Return a length as it is shown in lists: ``40 s``, ``3 min``, ``1 h 5 min``."""
    if duration_ms < MINUTE_MS:
        return _("{n} s").format(n=max(1, round(duration_ms / SECOND_MS)))
    minutes = round(duration_ms / MINUTE_MS)
    if minutes < 60:
        return _("{n} min").format(n=minutes)
    return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def parse_time(text: str) -> int:
    """Return the milliseconds that ``1:02:03.5``, ``62.5`` or ``1h2m3s`` stands for.

    Raises NotATime for anything else.
    """
    text = text.strip()
    found = _CLOCK.fullmatch(text) or (_LETTERS.fullmatch(text) if text else None)
    if found is None:
        raise NotATime(
            _("“{text}” is not a time.").format(text=text),
            hint=_("Write times as 1:02:03, 62.5 or 1h2m3s."),
        )
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
    return round((hours * 3600 + minutes * 60 + seconds) * SECOND_MS)


def _parts(moment_ms: int) -> tuple[int, int, int]:
    """Return hours, minutes and seconds, cut and not rounded: a clock never runs ahead."""
    seconds = max(0, moment_ms) // SECOND_MS
    return seconds // 3600, seconds // 60 % 60, seconds % 60
