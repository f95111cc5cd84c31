"""Plain text: paragraphs, with speakers and times where the text has them."""

from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.spoken_text import layout_of, places_of, read_turns
from desktop_app.transcript.formats.times import take_times
from desktop_app.transcript.formats.turns import problems_of, transcript_of

NAME = "plain-text"

_ENOUGH = 20_000


def read(source: Source) -> Reading:
    """Read every paragraph as one segment."""
    turns = read_turns(source, places_of(source.text, 0, len(source.text)))
    transcript = transcript_of(NAME, turns)
    return Reading(transcript, None, (*source.problems, *problems_of(turns, transcript.markers)))


def score(source: Source) -> float:
    """Return how sure it is that somebody talks here; any prose may be a transcript."""
    beginning = source.text[:_ENOUGH]
    texts = [beginning[start:end] for start, end in places_of(beginning, 0, len(beginning))]
    layout = layout_of(texts)
    times = sum(len(take_times(one, str.strip).times) for one in texts)
    if len(layout.prefixes) >= 2 or layout.headings or layout.bare_times or times >= 2:
        return 0.6
    return 0.3


FORMAT = Format(NAME, "TXT", (".txt", ".text"), score, read)
