"""oTranscribe: JSON that holds HTML, in which times are spans with a ``data-timestamp``.

https://github.com/oTranscribe/oTranscribe (src/js/app/export-formats).
"""

import html
import re
from dataclasses import replace

from desktop_app.timecode import clock_ms
from desktop_app.transcript.formats.format import Format, Reading, Tested
from desktop_app.transcript.formats.html_blocks import read_blocks
from desktop_app.transcript.formats.json_values import seconds_ms, text_of
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.spoken_text import read_turns
from desktop_app.transcript.formats.turns import problems_of, transcript_of

NAME = "otranscribe"

_STAMP = re.compile(
    r"<span[^<>]*\bdata-timestamp=[\"']?([\d.]+)[^<>]*>(?:[^<]|<(?!/span))*</span>", re.IGNORECASE
)


def read(source: Source) -> Reading:
    """Read every paragraph with the times in it."""
    document = source.json()
    markup = _STAMP.sub(_bracket, text_of(document.field("text")))
    texts = [piece for block in read_blocks(markup) for piece in block.text.split("\n")]
    laid = Source(source.name, "\n\n".join(texts))
    places = []
    at = 0
    for text in texts:
        places.append((at, at + len(text)))
        at += len(text) + 2
    turns = read_turns(laid, places)
    transcript = transcript_of(NAME, turns)
    segments = [replace(one, source=None) for one in transcript.segments]
    problems = list(problems_of(turns, transcript.markers, has_lines=False))
    return Reading(
        transcript.with_segments(segments), None, (*source.problems, *document.problems, *problems)
    )


def score(source: Source) -> float:
    """Return how much a text looks like oTranscribe's JSON: by its fields."""
    document = source.json()
    text = text_of(document.field("text"))
    is_theirs = "media-time" in document.value if isinstance(document.value, dict) else False
    return 1.0 if text and (is_theirs or "data-timestamp" in text) else 0.0


def _bracket(found: re.Match[str]) -> str:
    moment_ms = seconds_ms(found[1])
    return f" [{html.escape(clock_ms(moment_ms or 0))}] "


FORMAT = Format(NAME, "oTranscribe", (".otr",), score, read, Tested.SCHEMA)
