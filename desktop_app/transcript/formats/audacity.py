"""Audacity labels: start, end and text between tabs; points have start = end.

https://manual.audacityteam.org/man/importing_and_exporting_labels.html
"""

import re
from collections.abc import Iterator

from desktop_app.i18n import _
from desktop_app.transcript.formats.cues import Reliance, reading_of_cues
from desktop_app.transcript.formats.file_cue import FileCue
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.json_values import seconds_ms
from desktop_app.transcript.formats.source import Source

NAME = "audacity"

_LABEL = re.compile(r"[ \ufeff]*(\d{1,7}(?:[.,]\d+)?)\t(\d{1,7}(?:[.,]\d+)?)(?:\t([^\r\n]*))?\r?")


def read(source: Source) -> Reading:
    """Read every label with text; the lines for spectral selections say nothing."""
    cues = sorted(_cues(source.text), key=lambda cue: cue.start_ms or 0)
    points = all(cue.end_ms is None for cue in cues)
    return reading_of_cues(
        NAME, cues, source, reliance=Reliance(has_ends=not points), knows_bytes=True
    )


def score(source: Source) -> float:
    """Return how much a text looks like labels: two numbers between tabs at every line's start."""
    lines = [line for line in source.text.split("\n", 400)[:400] if line.strip()]
    lines = [line for line in lines if not line.startswith("\\\t")]
    labels = [found for line in lines if (found := _LABEL.fullmatch(line))]
    if not labels or len(labels) < 0.9 * len(lines):
        return 0.0
    worded = sum(any(letter.isalpha() for letter in found[3] or "") for found in labels)
    return 0.97 if worded >= 0.3 * len(labels) else 0.0


def _cues(text: str) -> Iterator[FileCue]:
    at = 0
    for raw in text.split("\n"):
        start = at
        at += len(raw) + 1
        found = _LABEL.fullmatch(raw)
        said = " ".join((found[3] or "").split()) if found else ""
        if found is None or not said:
            continue
        start_ms, end_ms = seconds_ms(found[1]), seconds_ms(found[2])
        place = (start, start + len(raw.rstrip()))
        yield FileCue(start_ms, end_ms if end_ms != start_ms else None, said, place)


FORMAT = Format(NAME, _("Audacity labels"), (".txt", ".aud"), score, read)
