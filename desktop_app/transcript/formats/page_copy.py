"""A copied episode page: the transcript between the page's landmarks, the rest as its facts."""

from collections.abc import Iterator, Sequence

from desktop_app.i18n import _, ngettext
from desktop_app.transcript.formats.format import Format, Reading
from desktop_app.transcript.formats.source import Source
from desktop_app.transcript.formats.spoken_text import places_of, read_turns
from desktop_app.transcript.formats.turns import problems_of, transcript_of
from desktop_app.transcript.model import Problem
from desktop_app.transcript.page import is_player_furniture, page_likeness, split_page
from desktop_app.transcript.text_lines import Line

NAME = "page-copy"

_MOST_TOLD = 12
_LONGEST_TOLD = 70


def read(source: Source) -> Reading:
    """Read the transcript of a page; furniture is left out and reported line by line."""
    parts = split_page(source.text)
    places, furniture = [], []
    first, last = parts.transcript_start, parts.transcript_end
    for start, end in places_of(source.text, first, last, is_unwrapped=True):
        text = source.text[start:end]
        if is_player_furniture(text):
            furniture.append(Line(text, start, source.text.count("\n", 0, start) + 1))
        else:
            places.append((start, end))
    turns = read_turns(source, places, parts.featured)
    transcript = transcript_of(NAME, turns)
    cut = sorted((*parts.cut, *furniture), key=lambda line: line.number)
    mended = sorted(
        (*_left_out(cut), *problems_of(turns, transcript.markers)),
        key=lambda problem: problem.line or 0,
    )
    return Reading(transcript, parts.page, (*source.problems, *mended))


def _left_out(cut: Sequence[Line]) -> Iterator[Problem]:
    for line in cut[:_MOST_TOLD]:
        text = " ".join(line.text.split())
        shown = text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD].rstrip()}…"
        yield Problem(
            line.number,
            _("“{text}” belongs to the page, not to the talk, and was left out.").format(
                text=shown
            ),
        )
    more = len(cut) - _MOST_TOLD
    if more > 0:
        yield Problem(
            cut[_MOST_TOLD].number,
            ngettext(
                "{count} more line of the page was left out.",
                "{count} more lines of the page were left out.",
                more,
            ).format(count=more),
        )


def score(source: Source) -> float:
    """Return how much a text looks like a copied page with its landmarks."""
    return page_likeness(source.text)


FORMAT = Format(NAME, _("copied web pages"), (".txt",), score, read)
