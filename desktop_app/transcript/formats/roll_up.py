"""Captions that roll up: each cue shows again what the one before showed, and one line more."""

from collections.abc import Sequence
from itertools import pairwise

from desktop_app.i18n import _
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.model import Problem

Shown = tuple[int | None, int | None, str]
_GAP_MS = 1_500
_FLASH_MS = 50
_ENOUGH = 3
_SHARE = 0.3
_LOOK = 100


def new_texts(cues: Sequence[FileCue]) -> list[str] | None:
    """Return what of each cue's text is new, or None where cues do not roll up.

    They do where a good part of the cues begins with the line that the cue before ended with, or
    with all its words, without a pause between them.
    """
    if not _may_roll(cues[:_LOOK]):
        return None
    return _new_texts([(cue.start_ms, cue.end_ms, cue.text) for cue in cues])


def _may_roll(cues: Sequence[FileCue]) -> bool:
    """Look at some cues only: captions that roll up do so from beginning to end."""
    starts, before = 0, ""
    for cue in cues:
        text = cue.text
        if before and text.startswith(before[before.rfind("\n") + 1 :]):
            starts += 1
        before = text
    return starts >= _SHARE * (len(cues) - 1) * 0.5


def _new_texts(cues: Sequence[Shown]) -> list[str] | None:
    repeats = partly = flashes = 0
    fresh = [cues[0][2]] if cues else []
    for before, cue in pairwise(cues):
        text = cue[2]
        last_line = before[2].rpartition("\n")[2]
        if last_line and text.startswith(last_line) and _is_near(before, cue):
            text = _without(before[2], cue[2])
        fresh.append(text)
        repeats += text != cue[2]
        partly += bool(text) and text != cue[2]
        flashes += not text and _is_flash(cue)
    # YouTube shows the finished line alone for a hundredth of a second.
    enough = partly + flashes >= _ENOUGH if flashes else partly >= _ENOUGH
    return fresh if partly and enough and repeats >= _SHARE * (len(cues) - 1) else None


def rolls_up() -> Problem:
    """Return what is said of a file whose cues roll up."""
    return Problem(None, _("Lines that roll up and are shown several times are read once."))


def _is_flash(cue: Shown) -> bool:
    return cue[0] is not None and cue[1] is not None and cue[1] - cue[0] <= _FLASH_MS


def _is_near(before: Shown, cue: Shown) -> bool:
    if before[1] is None or cue[0] is None or before[0] is None:
        return False
    return before[0] <= cue[0] <= before[1] + _GAP_MS


def _without(before: str, text: str) -> str:
    """Return a text without the lines, or the words, that were shown just before."""
    shown, lines = before.split("\n"), text.split("\n")
    for count in range(min(len(shown), len(lines)), 0, -1):
        if shown[-count:] == lines[:count]:
            return "\n".join(lines[count:])
    old, words = before.split(), text.split()
    if len(old) < len(words) and words[: len(old)] == old:  # one word more each time
        return " ".join(words[len(old) :])
    return text
