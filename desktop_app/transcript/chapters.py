"""Chapters: the titled parts of a recording, from a chapter file or a page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.errors import AppError
from desktop_app.i18n import _


class UnreadableChapters(AppError):
    """A chapter file without chapters in it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One titled part; it lasts to ``end_ms``, or to the next chapter where that is None."""

    start_ms: int
    end_ms: int | None
    title: str


def read_chapters_json(text: str) -> tuple[Chapter, ...]:
    """Read a Podcasting 2.0 chapter file (JSON chapters 1.2), in order of time.

    Chapters that are hidden (``toc`` false), or have no title or no usable time, are left out.
    Raises UnreadableChapters where the text is no chapter file.
    """
    try:
        document: Any = json.loads(text.removeprefix("\ufeff"))  # Any: what a stranger wrote
    except (ValueError, RecursionError) as error:
        raise unreadable_chapters() from error
    entries = document.get("chapters") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise unreadable_chapters()
    chapters = [chapter for entry in entries if (chapter := _read_entry(entry)) is not None]
    return in_order(chapters)


def in_order(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Return chapters by start, each ending no later than the next one starts."""
    ordered = sorted(chapters, key=lambda chapter: chapter.start_ms)
    starts_ms: list[int | None] = [*(chapter.start_ms for chapter in ordered), None]
    return tuple(
        Chapter(chapter.start_ms, _capped(chapter, next_ms), chapter.title)
        for chapter, next_ms in zip(ordered, starts_ms[1:], strict=True)
    )


def _capped(chapter: Chapter, next_ms: int | None) -> int | None:
    end_ms = chapter.end_ms
    if end_ms is None or end_ms <= chapter.start_ms:
        return None
    return end_ms if next_ms is None else min(end_ms, next_ms)


def _read_entry(entry: object) -> Chapter | None:
    if not isinstance(entry, dict) or entry.get("toc") is False:
        return None
    start_ms = _milliseconds(entry.get("startTime"))
    title = entry.get("title")
    if start_ms is None or not isinstance(title, str) or not title.strip():
        return None
    return Chapter(start_ms, _milliseconds(entry.get("endTime")), " ".join(title.split()))


def _milliseconds(value: object) -> int | None:
    """Return seconds as a number or in a string (``62.5``, ``1:02.5``) as milliseconds."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        parts = [float(part) for part in str(value).strip().split(":")]
        if len(parts) > 3:
            return None
        seconds = 0.0
        for part in parts:
            seconds = seconds * 60 + part
        moment_ms = round(seconds * 1000)
    except (ValueError, OverflowError):
        return None
    return moment_ms if moment_ms >= 0 else None


def unreadable_chapters() -> UnreadableChapters:
    """Return the error of a file that has no chapters in it."""
    return UnreadableChapters(
        _("There are no chapters in this file."),
        hint=_("Earmark reads JSON chapters, Podlove chapters, cue sheets and lists of times."),
    )
