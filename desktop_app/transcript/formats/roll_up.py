"""Captions that roll up: each cue shows again what the one before showed, and one line more."""

from collections.abc import Sequence
from itertools import pairwise

Shown = tuple[int | None, int | None, str]
_GAP_MS = 1_500
_ENOUGH = 3


def new_texts(cues: Sequence[Shown]) -> list[str] | None:
    """Return what of each cue's text is new, or None where cues do not roll up.

    They do where a good part of the cues begins with the line that the cue before ended with, or
    with all its words, without a pause between them.
    """
    repeats = partly = 0
    fresh = [cues[0][2]] if cues else []
    for before, cue in pairwise(cues):
        text = cue[2]
        last_line = before[2].rpartition("\n")[2]
        if last_line and text.startswith(last_line) and _is_near(before, cue):
            text = _without(before[2], cue[2])
        fresh.append(text)
        repeats += text != cue[2]
        partly += bool(text) and text != cue[2]
    rolls = partly >= _ENOUGH and repeats >= 0.3 * (len(cues) - 1)
    return fresh if rolls else None


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
