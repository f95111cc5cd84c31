"""Who asks: the listener named where a question is read out, else whoever speaks."""

import re

from desktop_app.questions.signs import is_read_out
from desktop_app.questions.talk import Line, Talk


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PART = r"(?:[A-Z][\w’'-]*\w|[a-z]+[A-Z]\w+|[A-Z])"
_NAME = rf"(?P<name>{_PART}(?:\s(?:van|von|de|der|la|{_PART})){{0,2}})"
_PLACES = (
    re.compile(rf"\b(?:named|name is|called)\s+{_NAME}"),
    re.compile(
        rf"\b{_NAME}(?:,[^,.]{{0,40}},)?\s+(?:asks|asked|wants to know|wanted to know|writes"
        r"|wrote|says|said|wonders|is asking|is wondering|submitted|sent)\b"
    ),
    re.compile(
        rf"\b(?:question|one|asked|comes?|came|message|tweet)\b[^.?!]{{0,40}}?\b(?:from|by)\s+{_NAME}"
    ),
    re.compile(rf"\b{_NAME}[’']s question\b"),
)
_NOT_PEOPLE = _set(
    "i he she they we you it this that these those so and but or then now well okay what how "
    "why who when where which someone somebody everyone one another next last first the a an my "
    "our your his her their also there here if as on in at for yes no yeah oh alright twitter "
    "slack gopherslack reddit quora github gitlab linkedin mastodon discord facebook youtube "
    "internet google kaggle stack overflow stackoverflow exchange covid zoom hacker news monday "
    "tuesday wednesday thursday friday saturday sunday"
)


def asked_by(talk: Talk, line: Line) -> str | None:
    """Return who asks: a listener named where the question is read out, else the speaker."""
    speaker = talk.segments[line.place].speaker
    lines = talk.lines_of[line.place]
    near = " ".join(other.text for other in lines[max(0, line.number - 2) : line.number + 1])
    if not is_read_out(near):
        return speaker
    known = {part for name in talk.shares if name for part in name.split()}
    for pattern in _PLACES:
        for found in pattern.finditer(near):
            name = re.sub("[’']s?$", "", found["name"])
            parts = name.split()
            if re.split("[’']", parts[0])[0].lower() not in _NOT_PEOPLE and not known.intersection(
                parts
            ):
                return name
    return speaker
