"""Advanced SubStation Alpha and SSA: dialogue lines under a ``Format:`` line.

http://www.tcax.org/docs/ass-specs.htm
"""

import re
from collections.abc import Iterator

from desktop_app.transcript.formats.cues import reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import seconds_ms
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.tidy_text import tidy_lines

NAME = "ass"

_HEAD = re.compile(r"[\ufeff\s]*(?:;[^\n]*\n\s*)*\[script info\]", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{[^{}]*\}")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}[^{]*(?:\{[^{}]*\\p0[^{}]*\})?")
_DIALOGUE = (
    "layer",
    "start",
    "end",
    "style",
    "name",
    "marginl",
    "marginr",
    "marginv",
    "effect",
    "text",
)


def read(source: Source) -> Reading:
    """Read every dialogue by its actor; comments and drawings are not read out."""
    cues = sorted(_cues(source.text), key=lambda cue: cue.start_ms or 0)
    return reading_of_cues(NAME, cues, source)


def score(source: Source) -> float:
    """Return how much a text looks like SSA: by its first section."""
    head = source.text[:4_000]
    if _HEAD.match(head):
        return 1.0 if "\nDialogue:" in source.text else 0.4
    return (
        0.9 if re.search(r"^Dialogue:\s*[^,\n]*,\d+:\d\d:\d\d", source.text, re.MULTILINE) else 0.0
    )


def _cues(text: str) -> Iterator[FileCue]:
    columns = list(_DIALOGUE)
    for line in text.split("\n"):
        kind, colon, rest = line.strip().partition(":")
        if not colon:
            continue
        if kind.lower() == "format" and "text" in rest.lower():
            columns = [name.strip().lower() for name in rest.split(",")]
        elif kind.lower() == "dialogue":
            fields = dict(zip(columns, rest.split(",", len(columns) - 1), strict=False))
            said = _shown(fields.get("text", ""))
            name = " ".join(fields.get("name", fields.get("actor", "")).split())
            if said:
                yield FileCue(
                    seconds_ms(fields.get("start", "").strip() or None),
                    seconds_ms(fields.get("end", "").strip() or None),
                    said,
                    None,
                    name if name and name.upper() != "NTP" else None,
                )


def _shown(text: str) -> str:
    text = _OVERRIDE.sub("", _DRAWING.sub("", text))
    return tidy_lines(text.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " "))


FORMAT = Format(NAME, "SubStation Alpha", (".ass", ".ssa"), score, read)
