"""Podcasting 2.0 HTML: ``<cite>Name:</cite> <time>0:00</time> <p>text</p>``, perhaps in a page.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from collections.abc import Iterator
from dataclasses import replace

from desktop_app.i18n import _
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.html_blocks import Block, read_blocks
from desktop_app.transcript.formats.json_values import iso_ms
from desktop_app.transcript.formats.names import is_mark
from desktop_app.transcript.formats.source import Paragraph, Source
from desktop_app.transcript.formats.times import TimedText, TimeInText, moment_of, take_times
from desktop_app.transcript.formats.turns import Turn, problems_of, transcript_of
from desktop_app.transcript.model import SourceSpan

NAME = "podcast-html"


def read(source: Source) -> Reading:
    """Read every paragraph; one without a name goes on with the speaker before."""
    turns = list(_turns(source))
    transcript = transcript_of(NAME, turns)
    segments = [replace(one, source=None) for one in transcript.segments]
    problems = (*source.problems, *problems_of(turns, transcript.markers))
    return Reading(transcript.with_segments(segments), None, problems)


def score(source: Source) -> float:
    """Return how much a text looks like such HTML: by its tags."""
    text = source.text
    lower = text.lower()
    if "<cite" not in lower or not lower.lstrip("\ufeff \t\r\n").startswith("<"):
        return 0.0
    cites, times = lower.count("<cite"), lower.count("<time")
    if cites >= 2 and lower.count("<p") >= cites / 2:
        return 0.99 if times >= cites / 2 else 0.9
    return 0.9 if times and cites else 0.0


def _turns(source: Source) -> Iterator[Turn]:
    speaker: str | None = None
    started = False
    for block in read_blocks(source.text):
        started = started or block.cite is not None
        if not started or block.is_furniture or block.tag in ("title", "h1"):
            continue
        name = " ".join((block.cite or "").rstrip(": ").split()) or None
        timed = take_times(block.text, lambda text: " ".join(text.split()))
        moment_ms = _moment_ms(block)
        if moment_ms is not None:
            timed = TimedText(
                timed.text, (TimeInText(0, moment_ms, False), *timed.times), timed.unreadable
            )
        line = source.line_at(block.start)
        paragraph = Paragraph(block.text, line, SourceSpan(block.start, block.end))
        if name is not None and is_mark(name):
            yield Turn(paragraph, name, None, timed, is_mark=True)
            continue
        speaker = name or speaker
        yield Turn(paragraph, name, speaker, timed)


def _moment_ms(block: Block) -> int | None:
    """Return the time of a block, to the millisecond where the markup has it; “≈” is none."""
    if block.moment is not None and block.moment.startswith("datetime="):
        precise = block.moment.removeprefix("datetime=")
        precise_ms = iso_ms(precise)
        if precise_ms is None:
            precise_ms = moment_of(precise)
        if precise_ms is not None:
            return precise_ms
    return moment_of((block.time or "").strip("[]() "))


FORMAT = Format(NAME, _("podcast HTML"), (".html", ".htm"), score, read)
