"""Names before a colon in cues: “Ana: Hi.”, but not “ratio 3:1” or “the result: it works”."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.transcript.formats.names import looks_like_name

_NAME = re.compile(
    r"(?:[-–—]\s*|>>\s*)?(?P<open>\[)?(?P<name>[^\s:<>\[\](){}][^:<>\[\]{}\n]{0,58}?)(?(open)\])"
    r"\s*[:：](?=\s|(?<=：))\s*"
)
_FEW, _LONGEST_ALONE = 4, 4


def names_in(texts: Sequence[str]) -> frozenset[str]:
    """Return what stands before a colon often or plainly enough to be somebody's name."""
    found = [
        (match["name"].strip(), line[match.end() :])
        for text in texts
        if ":" in text or "：" in text
        for line in text.split("\n")
        if (match := _NAME.match(line)) and looks_like_name(match["name"])
    ]
    if not found:
        return frozenset()
    counts = Counter(name for name, _said in found if not name[:1].islower())
    is_usual = sum(counts.values()) > 0.2 * len(texts)
    names = {
        name
        for name, count in counts.items()
        if is_usual or count > 1 or " " in name or name.isupper()
    }
    # In a file with names, or as its first word, a single word is one if a sentence follows.
    rare = found if names else found[:1] if texts and _NAME.match(texts[0]) else []
    names |= {name for name, said in rare if name in counts and not said[:1].islower()}
    return frozenset(names)


def names_above(texts: Sequence[str]) -> frozenset[str]:
    """Return the names that stand on a line of their own above what is said, in nearly all cues.

    “Ana Ruiz”, a line feed, “Good day.”: as Teams and some recognisers write it.
    """
    firsts = [text.partition("\n")[0] for text in texts if "\n" in text]
    if len(firsts) < max(_FEW, 0.9 * len(texts)):
        return frozenset()
    names = frozenset(firsts)
    are_few = len(names) <= max(2, len(texts) // 3)
    if not are_few or not all(_stands_alone(name) for name in names):
        return frozenset()
    return names


def _stands_alone(line: str) -> bool:
    is_short = len(line.split()) <= _LONGEST_ALONE and line[-1:].isalnum()
    return is_short and line[:1].isupper() and looks_like_name(line)


def first_name(text: str, names: frozenset[str]) -> tuple[str, str] | None:
    """Return who speaks a cue and what, where its first line names somebody and no other may."""
    line = text.partition("\n")[0]
    found = _NAME.match(line)
    if found is None or found.end() == len(line) or found["name"].strip() not in names:
        return None
    said = text[found.end() :]
    return None if ":" in said or "：" in said else (found["name"].strip(), said)


@dataclass(frozen=True, slots=True)
class NamedTurn:
    """What one person says in a text: the lines, and how many words the name before them took.

    ``rest`` are the lines from there on to the end of the text.
    """

    name: str | None
    lines: str
    taken: int
    rest: str

    @property
    def said(self) -> str:
        return " ".join(self.lines.split())


def split_by_names(text: str, names: frozenset[str], voice: str | None) -> list[NamedTurn]:
    """Split a text before each line that names its speaker."""
    lines = text.split("\n")
    turns: list[tuple[str | None, list[str], int, str]] = [(voice, [], 0, text)]
    for place, line in enumerate(lines):
        found = _NAME.match(line)
        name = found["name"].strip() if found else None
        # Who speaks is known: a first line with a name of its own is what is said.
        is_said = voice is not None and not place and name != voice
        if found and name in names and not is_said:
            taken = len(line[: found.end()].split())
            rest = "\n".join((line[found.end() :], *lines[place + 1 :]))
            if place and (turns[-1][1] or turns[-1][0] is not None):
                turns.append((name, [], taken, rest))
            else:
                turns[-1] = (name, [], taken, rest)
            line = line[found.end() :]
        turns[-1][1].append(line)
    return [
        NamedTurn(who, "\n".join(said).strip(), taken, rest) for who, said, taken, rest in turns
    ]
