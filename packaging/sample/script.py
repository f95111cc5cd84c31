"""Reads script.md: what is said, by whom, and which sentence a listener's question stands for.

Nothing here knows about sound. ``speak.py`` gives the words their times.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

_NAMED = re.compile(r"\*\*(?P<name>[^*]+):\*\* (?P<text>.*)")
_FACT = re.compile(r"- (?P<key>\w+): (?P<value>.*)")
_SENTENCE_END = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph that is spoken."""

    speaker: str
    text: str
    opens_turn: bool
    chapter: str | None = None
    question: str | None = None

    @property
    def sentences(self) -> list[str]:
        """The paragraph's sentences, in order; joined by a space they are the text."""
        return _SENTENCE_END.split(self.text)


@dataclass(slots=True)
class Script:
    """The whole episode as written: the lines before the break, in it, and after it."""

    title: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    before: list[Line] = field(default_factory=list)
    within: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


def read_script(path: Path) -> Script:
    """Read the script file; every paragraph must be of a known kind."""
    script = Script()
    current = script.before
    speaker = ""
    chapter: str | None = None
    question: str | None = None
    for block in path.read_text("utf-8").strip().split("\n\n"):
        if block.startswith("# "):
            script.title = block.removeprefix("# ")
        elif block.startswith("## "):
            chapter = block.removeprefix("## ")
        elif block.startswith("> "):
            question = block.removeprefix("> ")
        elif block.startswith("- "):
            script.facts = {match["key"]: match["value"] for match in _FACT.finditer(block)}
        elif block == "[break]":
            current, speaker = script.within, ""
        elif block == "[end of break]":
            current, speaker = script.after, ""
        elif block not in ("[jingle]", "[outro]"):
            named = _NAMED.fullmatch(block)
            speaker = named["name"] if named else speaker
            text = named["text"] if named else block
            current.append(Line(speaker, text, named is not None, chapter, question))
            chapter = question = None
    return script
