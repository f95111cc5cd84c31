"""Rows of search results: the sentence with its matches, who says it and when, by episode."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from desktop_app.i18n import _, ngettext
from desktop_app.search.query import Hit
from desktop_app.timecode import spoken
from desktop_app.ui.models.heading_row import HeadingRow
from desktop_app.ui.models.question_rows import shown_time

FIRST = 3

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class HitRow:
    """One place found; above an answer stands its question, else the episode it is from."""

    hit: Hit
    above: str = ""

    is_heading = False

    @property
    def key(self) -> object:
        hit, is_answer = self.hit, bool(self.above)  # whose question may become known
        return (is_answer, hit.recording_id, hit.segment, hit.start_ms, hit.sentence)

    @property
    def meta(self) -> str:
        when = shown_time(self.hit.start_ms, self.hit.error_ms) or _("no time")
        return "  ·  ".join(part for part in (when, self.hit.speaker) if part)

    @property
    def words(self) -> str:
        start_ms = self.hit.start_ms
        when = _("no time") if start_ms is None else spoken(start_ms)
        who = ", ".join(part for part in (self.above, self.hit.speaker, when) if part)
        return f"{who}: {self.hit.sentence}"

    @property
    def tip(self) -> str:
        return _("Show in the text. The sound stays where it is.")


@dataclass(frozen=True, slots=True)
class MoreRow:
    """Stands for the hits of an episode that are not listed yet."""

    recording_id: str
    count: int

    is_heading = False

    @property
    def key(self) -> object:
        return ("more", self.recording_id)

    @property
    def words(self) -> str:
        return ngettext("Show {n} more here", "Show {n} more here", self.count).format(n=self.count)

    @property
    def tip(self) -> str:
        return ""


def hit_rows(
    hits: Sequence[Hit],
    counts: Mapping[str, int] = _NOTHING,
    opened: Mapping[str, Sequence[Hit]] = _NOTHING,
) -> list[HeadingRow | HitRow | MoreRow]:
    """Return the hits under their episodes, the episode with the first hit first.

    Of each episode only the ``FIRST`` few, unless it is ``opened``: then all that stand there.
    ``counts`` says how many there are of each; one more is listed where a row would stand for it
    alone.
    """
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.recording_id, []).append(hit)
    rows: list[HeadingRow | HitRow | MoreRow] = []
    for recording_id, group in groups.items():
        count = max(counts.get(recording_id, 0), len(group))
        rows.append(HeadingRow(recording_id, group[0].title, group[0].show or "", str(count)))
        shown: Sequence[Hit] = group if len(group) == count <= FIRST + 1 else group[:FIRST]
        shown = opened.get(recording_id, shown)
        rows += [HitRow(hit) for hit in shown]
        if len(shown) < count and recording_id not in opened:
            rows.append(MoreRow(recording_id, count - len(shown)))
    return rows


def answer_rows(answers: Sequence[Hit]) -> list[HeadingRow | HitRow]:
    """Return answers from all episodes under a heading of their own; “speaker” is the question.

    Where none is known the line has the title of the episode, so nothing moves when it is.
    """
    if not answers:
        return []
    rows = [
        HitRow(
            replace(answer, speaker=answer.title if answer.speaker else None),
            above=answer.speaker or answer.title,
        )
        for answer in answers
    ]
    heading = HeadingRow("", _("Answers"), _("Passages that answer what you ask"), "")
    return [heading, *rows]


def answers_here_rows(answers: Sequence[Hit]) -> list[HitRow]:
    """Return answers from the open episode, each with its question above if it has one."""
    return [HitRow(replace(answer, speaker=None), above=answer.speaker or "") for answer in answers]


def count_sentence(total: int, episodes: int) -> str:
    """Return what stands above the results: “26 places in 4 episodes”."""
    places = ngettext("{n} place", "{n} places", total).format(n=total)
    return ngettext("{places} in {n} episode", "{places} in {n} episodes", episodes).format(
        places=places, n=episodes
    )
